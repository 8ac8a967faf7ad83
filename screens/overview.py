"""One monitor of the wall: panes on the scene's grid."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from console.wall.scene import Pane, place
from resources.theme import Theme
from screens.panes import PaneFactory, Placed


class WallWindow(QWidget):
    """Holds the panes of one output; its size is the output's and does not change while it lives."""

    def __init__(self, theme: Theme, size: QSize) -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName("wall")
        self.resize(size)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.token("ground")))
        self.setPalette(palette)

    def add(self, factory: PaneFactory, pane: Pane) -> Placed:
        """Make a pane at its place. Raises ``KeyError`` for a pane that nobody knows how to make."""
        left, top, width, height = place(pane, self.width(), self.height(), self.theme.space(2))
        return factory.make(pane, self, QRect(left, top, width, height))


def room(placed: Iterable[Placed]) -> float:
    """The scarcest pane's share of the room that it needs at least: below 1 its words would be cut."""
    shares = [1.0]
    for widget in (widget for pane in placed for widget in pane.widgets):
        needed = widget.minimumSizeHint()
        shares += [widget.width() / max(1, needed.width()), widget.height() / max(1, needed.height())]
    return min(shares)
