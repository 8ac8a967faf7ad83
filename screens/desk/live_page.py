"""A page of the desk that follows the log while somebody looks at it, and rests while nobody does."""

from __future__ import annotations

from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from screens.desk.incident.room import Room

SETTLE_MS = 100
"""Changes are gathered this long before a page is filled anew."""
SECOND_MS = 1_000


class LivePage(QWidget):
    """``reload`` shows what the log says now, ``tick`` what the passing second has changed."""

    def __init__(self, room: Room, parent: QWidget | None = None, settle_ms: int = SETTLE_MS) -> None:
        super().__init__(parent)
        self.room = room
        self._settle = QTimer(self, interval=settle_ms, singleShot=True)
        self._clock = QTimer(self, interval=SECOND_MS)
        self._settle.timeout.connect(lambda: self.reload())
        self._clock.timeout.connect(lambda: self.tick())

    def follow(self, *signals: SignalInstance) -> None:
        """Reload soon after any of these."""
        for signal in signals:
            signal.connect(self.soon)

    def soon(self, *_told: object) -> None:
        """Something has changed; a page that nobody sees is filled when it is shown."""
        if self.isVisible() and not self._settle.isActive():
            self._settle.start()

    def reload(self) -> None:
        """Show what the log says now."""

    def tick(self) -> None:
        """A second has passed."""

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        self._clock.start()
        self.reload()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        self._clock.stop()
        super().hideEvent(event)
