"""Refreshes panes twice a second, one after the other, so that no frame pays for all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 500
Call = Callable[[], None]


class Pulse(QObject):
    """One timer for all panes of all windows; each is called once a period."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._calls: list[Call] = []
        self._next = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)

    def add(self, call: Call) -> None:
        """Call this once a period from now on, and once at once."""
        self._calls.append(call)
        self._pace()
        call()

    def remove(self, call: Call) -> None:
        """Do not call this any more."""
        self._calls.remove(call)
        self._pace()

    def clear(self) -> None:
        """Call nobody any more."""
        self._calls.clear()
        self._next = 0
        self._pace()

    def part(self) -> Pulse:
        """A pulse of its own life on this one's timer: what is added there ends with its ``clear``."""
        return _Part(self)

    def _pace(self) -> None:
        if self._calls:
            self._timer.start(max(10, PERIOD_MS // len(self._calls)))
        else:
            self._timer.stop()

    def _beat(self) -> None:
        if self._calls:
            self._next = (self._next + 1) % len(self._calls)
            self._calls[self._next]()


class _Part(Pulse):
    """Keeps count of what was added through it."""

    def __init__(self, whole: Pulse) -> None:
        super().__init__(whole)
        self._whole = whole
        self._mine: list[Call] = []

    def add(self, call: Call) -> None:
        self._mine.append(call)
        self._whole.add(call)

    def remove(self, call: Call) -> None:
        self._mine.remove(call)
        self._whole.remove(call)

    def clear(self) -> None:
        for call in self._mine:
            self._whole.remove(call)
        self._mine.clear()
