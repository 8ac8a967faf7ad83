"""The desk's window. The desk inside is made again when it is to look otherwise; what is open and written stays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screens.desk.incident.room import Acting
from screens.desk.keeping import keep, restore
from screens.desk.stays_active import StaysActive
from screens.desk.window import DeskWindow

Make = Callable[[Acting | None], DeskWindow]
"""Makes a desk as it is to look now; the acts that are under way are handed on to it."""


class DeskShell(QWidget):
    """Holds one desk at a time."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self.desk = make(None)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.desk)
        self.desk.take_keyboard()  # what had it in the desk alone was forgotten when the desk came in here
        self.setWindowTitle(self.desk.windowTitle())
        StaysActive(self)

    def event(self, event: QEvent) -> bool:
        """While a dialog has the desk behind it, the look can't be changed, and the button shows that."""
        if event.type() in (QEvent.Type.WindowBlocked, QEvent.Type.WindowUnblocked):
            self.desk.foot.can_change(event.type() == QEvent.Type.WindowUnblocked)
        return super().event(event)

    def renew(self) -> None:
        """Make the desk again."""
        old = self.desk
        kept = keep(old)
        acting = old.hand_over()
        self.setUpdatesEnabled(False)
        try:
            self.desk = self._make(acting)
            self._column.replaceWidget(old, self.desk)
            self.setWindowTitle(self.desk.windowTitle())
            old.hide()
            self.desk.show()
            self._column.activate()
            restore(self.desk, kept)
        finally:
            self.setUpdatesEnabled(True)
        old.deleteLater()

    def qualities(self) -> dict[str, str]:
        """How far each pane may be believed, for the health file."""
        return self.desk.qualities()
