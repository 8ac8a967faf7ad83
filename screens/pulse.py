"""Refreshes panes twice a second, one after the other, so that no frame pays for all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 500


class Pulse(QObject):
    """One timer for all panes of a window; each is called once a period."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._calls: list[Callable[[], None]] = []
        self._next = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)

    def add(self, call: Callable[[], None]) -> None:
        """Call this once a period from now on, and once at once."""
        self._calls.append(call)
        self._timer.start(max(10, PERIOD_MS // len(self._calls)))
        call()

    def clear(self) -> None:
        """Call nobody any more."""
        self._timer.stop()
        self._calls.clear()
        self._next = 0

    def _beat(self) -> None:
        if self._calls:
            self._next = (self._next + 1) % len(self._calls)
            self._calls[self._next]()
