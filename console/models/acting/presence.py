"""This desk's sign of life: while somebody is signed in, the gateway hears every few seconds that the desk is there.

What comes back is the measure of the link that a consultation's roster shows: how long an answer took, and how many
did not come.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from console.commands.session import Beat, SignInFailed
from console.models.acting.operations import Operations
from console.models.world import World

EVERY_MS = 5_000
KEPT = 12
"""A minute of beats: the loss is a share of these."""


class Ear(Protocol):
    """What takes a beat: the door of a backend."""

    def present(self, session: str, beat: Beat) -> None:
        """Say that this desk is alive. Raises ``SignInFailed``."""


class PresenceBeat(QObject):
    """Beats in a thread of its own, one beat at a time: a slow link makes them rarer, never a queue."""

    def __init__(
        self, operations: Operations, world: World, ear_of: Callable[[str], Ear], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._operations, self._world, self._ear_of = operations, world, ear_of
        self._taken: deque[bool] = deque(maxlen=KEPT)
        self._delay = 0
        self._ears: dict[str, Ear] = {}
        self._worker: threading.Thread | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()
        operations.person_changed.connect(self.beat)

    def measure(self) -> Beat:
        """The link as the last beats found it."""
        lost = 100.0 * self._taken.count(False) / len(self._taken) if self._taken else 0.0
        return Beat(delay=self._delay, loss=round(lost, 1))

    def beat(self) -> None:
        """Say that this desk is there, if somebody is."""
        session = self._operations.session
        row = next((self._world.backends[key] for key in sorted(self._world.backends)), None)
        busy = self._worker is not None and self._worker.is_alive()
        if not session or row is None or busy:
            return
        ear = self._ears.get(row.url)
        if ear is None:
            ear = self._ears[row.url] = self._ear_of(row.url)
        work = (ear, session, self.measure())
        self._worker = threading.Thread(target=self._say, args=work, name="desk-presence", daemon=True)
        self._worker.start()

    def _say(self, ear: Ear, session: str, beat: Beat) -> None:
        began = time.monotonic()
        try:
            ear.present(session, beat)
        except SignInFailed:
            self._taken.append(False)
            return
        self._delay = int((time.monotonic() - began) * 500)  # one way is half of there and back
        self._taken.append(True)

    def close(self) -> None:
        """Beat no more."""
        self._timer.stop()
        if self._worker is not None:
            self._worker.join(1.0)
