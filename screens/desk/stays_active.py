"""A window that keeps the keyboard when Qt makes its surface anew."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

MOMENT_S = 2.0
"""Between the old surface's end and the new one's beginning; whoever left the window before did it himself."""


class StaysActive(QObject):
    """The first browser view in a window makes Qt hide it, renew its surface and show it again, and where no window
    manager sees to that it is not active any more: every key would go nowhere."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._left = -MOMENT_S
        self._renewed = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes what comes by and stops nothing."""
        kind = event.type()
        if kind is QEvent.Type.WindowDeactivate:
            self._left = time.monotonic()
        elif kind is QEvent.Type.WinIdChange:
            self._renewed = True
        elif kind is QEvent.Type.Show and self._renewed:
            self._renewed = False
            if time.monotonic() - self._left < MOMENT_S:
                QTimer.singleShot(0, self, self._back)
        return False

    def _back(self) -> None:
        focus = self._window.focusWidget()
        self._window.activateWindow()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
