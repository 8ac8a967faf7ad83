"""Talk with the page: the newest message and no queue, and an answer that doubles as its heartbeat."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage

BEAT_MS, FAST_BEAT_MS = 1000, 100
SILENT_S = 5.0
"""A page that owes an answer for so long hangs."""
STARTING_S = 20.0
"""A page that makes its first picture may be busy for so long: shaders are compiled, and others use the machine too."""
Message = dict[str, Any]


class PageLink(QObject):
    """One message is under way at a time; the next one is made when the page has answered."""

    answered = Signal(dict)
    silent = Signal()
    """The page has not answered for ``SILENT_S``."""

    def __init__(self, page: QWebEnginePage, make: Callable[[], Message], parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._make = make
        self._dirty = False
        self._asked_at: float | None = None
        self._round = 0
        self._starting = True
        self._beat = QTimer(self)
        self._beat.timeout.connect(self._tick)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._send)

    def begin(self) -> None:
        """Talk; to be called when the page has loaded."""
        self._round += 1
        self._asked_at = None
        self._dirty = True
        self.hurry(True)
        self._send()

    def end(self) -> None:
        """Say nothing more and expect nothing; answers still under way are ignored."""
        self._round += 1
        self._beat.stop()
        self._soon.stop()
        self._asked_at = None

    def hurry(self, fast: bool) -> None:
        """Ask more often, and wait longer, while the page is not ready."""
        self._starting = fast
        self._beat.start(FAST_BEAT_MS if fast else BEAT_MS)

    def changed(self) -> None:
        """There is something new to tell: once, with what else changes in this turn of the event loop."""
        self._dirty = True
        if self._beat.isActive():
            self._soon.start()

    def _tick(self) -> None:
        if self._asked_at is None:
            self._send()
        elif time.monotonic() - self._asked_at > (max(SILENT_S, STARTING_S) if self._starting else SILENT_S):
            self.end()
            self.silent.emit()

    def _send(self) -> None:
        if self._asked_at is not None:
            return
        message = self._make() if self._dirty else {}
        self._dirty = False
        self._asked_at = time.monotonic()
        this = self._round
        script = f"globalThis.cw ? cw.tell({json.dumps(message)}) : ''"
        self._page.runJavaScript(script, 0, lambda answer: self._take(this, answer))

    def _take(self, this: int, answer: object) -> None:
        if this != self._round:
            return
        self._asked_at = None
        told = _parsed(answer)
        if told is None:
            self._dirty = True  # the page's script is not there yet
        else:
            self.answered.emit(told)
            if self._dirty and this == self._round:
                self._send()


def _parsed(answer: object) -> Message | None:
    if not isinstance(answer, str) or not answer or len(answer) > 65536:
        return None
    try:
        told = json.loads(answer)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
