"""The card that tells about one point and follows it; plain text only, whatever a name looks like."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.themed import ThemedWidget

MOST_LINES = 12
CLEAR = 7
"""Units of space between the point and the card, so that its icon and ring stay in sight."""
WIDEST = 320
"""Style pixels."""


class Popup(ThemedWidget):
    """A title and some lines beside a point of the map."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._title = ""
        self._lines: tuple[str, ...] = ()
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    @property
    def text(self) -> tuple[str, tuple[str, ...]]:
        """Title and lines as they are shown."""
        return self._title, self._lines

    def tell(self, title: str, lines: Sequence[str]) -> None:
        """Show these words; the size follows them."""
        self._title = words.one_line(title)
        self._lines = tuple(words.one_line(line) for line in lines[:MOST_LINES])
        self.setAccessibleName(self._title)
        self.setAccessibleDescription("\n".join(self._lines))
        self.resize(self.sizeHint())
        self.update()

    def apply_theme(self) -> None:
        """Measure again."""
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As wide as the longest line, within a limit."""
        title, body = fonts.metrics_of(self.theme, "body", True), fonts.metrics_of(self.theme, "secondary")
        close = self.theme.space(6)
        wide = max([title.horizontalAdvance(self._title) + close, *map(body.horizontalAdvance, self._lines)])
        pad = self.theme.space(3)
        limit = round(WIDEST * self.theme.factor)
        height = title.height() + len(self._lines) * self._pitch() + (self.theme.space(1.5) if self._lines else 0)
        return QSize(min(wide, limit) + 2 * pad, height + 2 * self.theme.space(2.5))

    def follow(self, point: QPointF, area: QRectF) -> None:
        """Stand beside a point, within the area; hidden while the point is outside it."""
        gap, clear = self.theme.space(4), self.theme.space(CLEAR)
        left = point.x() + clear
        if left + self.width() > area.right():
            left = point.x() - clear - self.width()
        top = min(max(point.y() - self.height() / 2, area.top() + gap), area.bottom() - self.height() - gap)
        self.move(round(max(area.left(), left)), round(max(area.top(), top)))
        shown = area.contains(point)
        if shown and not self.isVisible():
            self.raise_()
        self.setVisible(shown)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A plate with a hairline, the title in bold."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self.theme.base["radius"] * self.theme.factor
        ground = self.colour("surface")
        ground.setAlphaF(0.96)
        painter.setPen(QPen(self.colour("line"), self.theme.hair()))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        pad, top = self.theme.space(3), self.theme.space(2.5)
        high = fonts.metrics_of(self.theme, "body", True).height()
        cross = self._cross()
        room = QRectF(pad, top, cross.left() - pad, high)
        draw.text(painter, room, self._title, self.theme, "body", "text", bold=True)
        self._paint_cross(painter, cross)
        at = top + high + self.theme.space(1.5)
        for line in self._lines:
            rect = QRectF(pad, at, self.width() - 2 * pad, self._pitch())
            draw.text(painter, rect, line, self.theme, "secondary", "secondary")
            at += self._pitch()
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The cross closes; elsewhere the card keeps the click from the map."""
        if self._cross().adjusted(-6, -6, 6, 6).contains(event.position()):
            self.closed.emit()
        event.accept()

    def _pitch(self) -> int:
        return fonts.metrics_of(self.theme, "secondary").height() + self.theme.space(0.5)

    def _cross(self) -> QRectF:
        size = self.theme.space(2.5)
        return QRectF(self.width() - self.theme.space(2.5) - size, self.theme.space(3.5), size, size)

    def _paint_cross(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(QColor(self.theme.token("tertiary")), 1.4 * self.theme.factor))
        painter.drawLine(rect.topLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomLeft())
