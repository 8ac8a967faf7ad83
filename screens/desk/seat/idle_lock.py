"""Locks the desk when nobody has touched it for a while. Only a desk has one; a wall never locks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

LOCK_MINUTES = 15.0
_TOUCHES = {
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}  # fmt: skip


class IdleLock(QObject):
    """Says ``idle`` once when keyboard and mouse have rested for so many minutes.

    It listens at the windows that had the keyboard, through which every touch comes, never at the application: a
    filter there sees the browser's own objects while they are being made, and PySide crashes over those.
    """

    idle = Signal()

    def __init__(self, parent: QObject, minutes: float = LOCK_MINUTES) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        self._milliseconds = int(minutes * 60_000)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen)
            for window in QGuiApplication.topLevelWindows():
                self._listen(window)
        self._timer.start(self._milliseconds)

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # again and again does no harm: it is one filter

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and event.spontaneous():
            self._timer.start(self._milliseconds)
        return False
