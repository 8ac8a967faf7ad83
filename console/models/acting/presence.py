"""This desk's sign of life: where somebody is signed in, the gateway hears every few seconds that the desk is there.

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


class _Line:
    """The beats of one backend, one at a time in a thread of its own: a slow link makes them rarer, never a queue."""

    def __init__(self, ear: Ear) -> None:
        self._ear = ear
        self._taken: deque[bool] = deque(maxlen=KEPT)
        self._delay = 0
        self.worker: threading.Thread | None = None

    def measure(self) -> Beat:
        """The link as the last beats found it."""
        lost = 100.0 * self._taken.count(False) / len(self._taken) if self._taken else 0.0
        return Beat(delay=self._delay, loss=round(lost, 1))

    def beat(self, session: str) -> None:
        """Say once that the desk is there, unless the last time is still under way."""
        if self.worker is None or not self.worker.is_alive():
            work = (session, self.measure())
            self.worker = threading.Thread(target=self._say, args=work, name="desk-presence", daemon=True)
            self.worker.start()

    def _say(self, session: str, beat: Beat) -> None:
        began = time.monotonic()
        try:
            self._ear.present(session, beat)
        except SignInFailed:
            self._taken.append(False)
            return
        self._delay = int((time.monotonic() - began) * 500)  # one way is half of there and back
        self._taken.append(True)


class PresenceBeat(QObject):
    """Beats at every backend at which somebody is signed in, each under the session that it gave itself."""

    def __init__(
        self, operations: Operations, world: World, ear_of: Callable[[str], Ear], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._operations, self._world, self._ear_of = operations, world, ear_of
        self._lines: dict[str, _Line] = {}
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()
        operations.person_changed.connect(self.beat)

    def beat(self) -> None:
        """Say that this desk is there, wherever somebody is."""
        for key, login in self._operations.logins.each():
            url = self._world.backends[key].url
            line = self._lines.get(url)
            if line is None:
                line = self._lines[url] = _Line(self._ear_of(url))
            line.beat(login.session)

    def settle(self, seconds: float) -> None:
        """Wait for what is under way, each no longer than this."""
        for line in self._lines.values():
            if line.worker is not None:
                line.worker.join(seconds)

    def close(self) -> None:
        """Beat no more."""
        self._timer.stop()
        self.settle(1.0)
