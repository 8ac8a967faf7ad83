"""The strip of tools at the left edge of a map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from console.domain.geo.sketch import Tool
from console.models.city_map.measures import tool_name
from resources.theme import Theme
from widgets import words
from widgets.map.tools import icons
from widgets.themed import ThemedWidget

KEYS = {
    Tool.DISTANCE: "L",
    Tool.AREA: "M",
    Tool.POINT: "P",
    Tool.CIRCLE: "C",
    Tool.POLYGON: "G",
    Tool.SEARCH: "R",
}
LIST_KEY = "D"
EDGE = 8
"""Units of space of a button's edge."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ToolStrip", text)


class ToolButton(QAbstractButton):
    """A square with a picture; on, it has the accent's ground."""

    def __init__(self, theme: Theme, what: Tool | str, title: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self._what = theme, what
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setToolTip(words.plain_tooltip(f"{title}  {key}"))
        self.setAccessibleName(title)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Large enough for a finger."""
        edge = self.theme.space(EDGE)
        return QSize(edge, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, picture, and a rim where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, radius = QRectF(self.rect()), self.theme.base["radius"]
        hot = self.underMouse() and self.isEnabled()
        if self.isChecked() or hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.token("accent" if self.isChecked() else "surface-2")))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.theme.token("accent")), self.theme.hair()))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
        inset = rect.width() * 0.2
        colour = self.theme.on("accent") if self.isChecked() else self.theme.token("text")
        icons.paint(painter, rect.adjusted(inset, inset, -inset, -inset), self._what, QColor(colour))
        painter.end()


class ToolStrip(ThemedWidget):
    """One button a tool, and one for the list of what is drawn."""

    chosen = Signal(object)
    """A ``Tool`` was taken in hand, None when it was put back."""
    list_wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.buttons = {tool: self._button(tool, tool_name(tool), key) for tool, key in KEYS.items()}
        self.list = self._button("list", _tr("标绘与查询清单"), LIST_KEY)
        for tool, button in self.buttons.items():
            button.clicked.connect(self._clicked(tool))
        self.list.clicked.connect(self.list_wanted)
        column = QVBoxLayout(self)
        edge = theme.space(0.5)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(0)
        for button in (*self.buttons.values(), self.list):
            column.addWidget(button)
        self.adjustSize()

    def show_tool(self, tool: Tool | None) -> None:
        """Which tool is in hand."""
        for each, button in self.buttons.items():
            button.setChecked(each is tool)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A plate with a hairline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.colour("surface")
        painter.setPen(QPen(self.colour("line"), self.theme.hair()))
        painter.setBrush(ground)
        radius = self.theme.base["radius"] * self.theme.factor
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def _button(self, what: Tool | str, title: str, key: str) -> ToolButton:
        return ToolButton(self.theme, what, title, key, self)

    def _clicked(self, tool: Tool) -> Callable[[bool], None]:
        return lambda on: self.chosen.emit(tool if on else None)
