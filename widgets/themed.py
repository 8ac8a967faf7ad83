"""Widgets that paint from the theme, and are told when the monitor or the theme changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from console.domain.truth import Quality
from resources.theme import Theme


class Themed:
    """What every widget of ours shares: one theme, handed down to its children."""

    theme: Theme

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on, and so do all the themed widgets inside."""
        self.theme = theme
        self.apply_theme()
        assert isinstance(self, QWidget)
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            _hand_down(child, theme)
        self.updateGeometry()
        self.update()

    def apply_theme(self) -> None:
        """Drop caches and set sizes; called whenever the theme changed."""

    def colour(self, token: str) -> QColor:
        """The colour of a theme token."""
        return QColor(self.theme.token(token))


class ThemedWidget(Themed, QWidget):
    """A plain widget that paints itself from the theme."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme


def hand_quality(widget: QWidget | None, quality: Quality) -> bool:
    """Tell a widget how far it may be believed; False when it has no look of its own for that."""
    setter = getattr(widget, "set_quality", None)
    if setter is None:
        return False
    setter(quality)
    return True


def _hand_down(widget: QWidget, theme: Theme) -> None:
    if isinstance(widget, Themed):
        widget.set_theme(theme)
        return
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        _hand_down(child, theme)
