"""The card that tells about one point and follows it; plain text only, whatever a name looks like."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.broken_text import broken
from widgets.themed import ThemedWidget

MOST_LINES = 12
CLEAR = 7
"""Units of space between the point and the card, so that its icon and ring stay in sight."""
WIDEST = 320
"""Style pixels."""
TITLE_LINES, BODY_LINES = 4, 3
"""A longer title, or a longer line, is broken into at most so many."""


class Popup(ThemedWidget):
    """A title and some lines beside a point of the map."""

    closed = Signal()
    taken = Signal()
    """The way that the card offers was clicked."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._title = ""
        self._lines: tuple[str, ...] = ()
        self.way = ""
        """Words of the button that leads from here to where the thing is worked on; empty for none."""
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    @property
    def text(self) -> tuple[str, tuple[str, ...]]:
        """Title and lines as they are shown."""
        return self._title, self._lines

    def tell(self, title: str, lines: Sequence[str], way: str = "") -> None:
        """Show these words, and a button with the words of ``way``; the size follows them."""
        self.way = words.one_line(way)
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
        """As wide as the longest line, within a limit; what is longer is broken."""
        title, body = fonts.metrics_of(self.theme, "body", True), fonts.metrics_of(self.theme, "secondary")
        button = body.horizontalAdvance(self.way) + 2 * self.theme.space(3) if self.way else 0
        told_wide = map(body.horizontalAdvance, self._lines)
        wide = max(title.horizontalAdvance(self._title) + self._beside(), *told_wide, button)
        wide = min(wide, round(WIDEST * self.theme.factor))
        heading, told = self._broken(wide)
        height = len(heading) * title.height() + len(told) * self._pitch()
        height += self.theme.space(1.5) if told else 0
        height += self._button_height() + self.theme.space(1.5) if self.way else 0
        return QSize(wide + 2 * self.theme.space(3), height + 2 * self.theme.space(2.5))

    def _broken(self, wide: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Title and lines as they stand in so many pixels; the title leaves room for the cross."""
        room = max(1, wide - self._beside())
        heading = broken(self._title, room, self.theme.px("body"), True, TITLE_LINES)
        pixels = self.theme.px("secondary")
        return heading, tuple(part for line in self._lines for part in broken(line, wide, pixels, False, BODY_LINES))

    def _beside(self) -> int:
        return self.theme.space(6)

    def follow(self, point: QPointF, area: QRectF) -> None:
        """Stand beside a point, within the area; hidden while the point is outside it."""
        self.move(self._beside_point(point, area))
        shown = area.contains(point)
        if shown and not self.isVisible():
            self.raise_()
        self.setVisible(shown)

    def _beside_point(self, point: QPointF, area: QRectF) -> QPoint:
        """To the right, else to the left; where neither has room, below or above, so that the point stays in sight."""
        gap, clear = self.theme.space(4), self.theme.space(CLEAR)
        left, top = point.x() + clear, point.y() - self.height() / 2
        if left + self.width() > area.right():
            left = point.x() - clear - self.width()
        if left < area.left():
            left = point.x() - self.width() / 2
            below = point.y() + clear
            top = below if below + self.height() <= area.bottom() - gap else point.y() - clear - self.height()
        top = max(area.top() + gap, min(top, area.bottom() - self.height() - gap))
        return QPoint(round(max(area.left(), min(left, area.right() - self.width()))), round(top))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """An opaque plate with a hairline, so that no word of the map shines through; the title in bold."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self.theme.base["radius"] * self.theme.factor
        painter.setPen(QPen(self.colour("tertiary"), self.theme.hair()))
        painter.setBrush(self.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_cross(painter, self._cross())
        pad, at = self.theme.space(3), self.theme.space(2.5)
        wide = self.width() - 2 * pad
        heading, told = self._broken(wide)
        high = fonts.metrics_of(self.theme, "body", True).height()
        for line in heading:
            rect = QRectF(pad, at, wide, high)
            draw.text(painter, rect, line, self.theme, "body", "text", bold=True)
            at += high
        at += self.theme.space(1.5)
        for line in told:
            rect = QRectF(pad, at, wide, self._pitch())
            draw.text(painter, rect, line, self.theme, "secondary", "secondary")
            at += self._pitch()
        if self.way:
            self._paint_button(painter, self.button())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The cross closes, the button leads on; elsewhere the card keeps the click from the map."""
        if self._cross().adjusted(-6, -6, 6, 6).contains(event.position()):
            self.closed.emit()
        elif self.way and self.button().contains(event.position()):
            self.taken.emit()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over the button."""
        over = bool(self.way) and self.button().contains(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        event.accept()

    def button(self) -> QRectF:
        """Where the button stands: at the foot, as wide as its words."""
        pad, high = self.theme.space(3), self._button_height()
        wide = fonts.metrics_of(self.theme, "secondary").horizontalAdvance(self.way) + 2 * pad
        return QRectF(pad, self.height() - self.theme.space(2.5) - high, min(wide, self.width() - 2 * pad), high)

    def _button_height(self) -> int:
        return fonts.metrics_of(self.theme, "secondary").height() + self.theme.space(1.5)

    def _paint_button(self, painter: QPainter, rect: QRectF) -> None:
        radius = self.theme.base["radius"] * self.theme.factor
        painter.setPen(QPen(self.colour("accent"), self.theme.hair()))
        painter.setBrush(self.colour("selection"))
        painter.drawRoundedRect(rect, radius, radius)
        draw.text(painter, rect, self.way, self.theme, "secondary", "text", draw.CENTRE)

    def _pitch(self) -> int:
        return fonts.metrics_of(self.theme, "secondary").height() + self.theme.space(0.5)

    def _cross(self) -> QRectF:
        size = self.theme.space(2.5)
        return QRectF(self.width() - self.theme.space(2.5) - size, self.theme.space(3.5), size, size)

    def _paint_cross(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(QColor(self.theme.token("tertiary")), 1.4 * self.theme.factor))
        painter.drawLine(rect.topLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomLeft())
