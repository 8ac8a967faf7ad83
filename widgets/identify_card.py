"""What a monitor shows while somebody finds out which one it is: its number, as large as it will go, and its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QTransform

from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.themed import ThemedWidget

FACT_SHARE = 1 / 26
"""Type size of the facts, of the shorter edge: read by who stands before the monitor and plugs it in."""
NAME = 2.2
"""The name's type size is so many times that."""
LEADING = 1.45
WIDEST_FACTS = 0.45
"""Facts beside the number take no more of the width than this."""
FORM_PX = 400
"""Type size of the outline that is brought to size."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where the number goes, where the facts, and the facts' type size."""

    number: QRectF
    facts: QRectF
    size: float


class IdentifyCard(ThemedWidget):
    """Paints number, name and lines of facts, and a line along the very edge: if it is cut, the place is wrong."""

    def __init__(self, theme: Theme, number: str, name: str, facts: Sequence[str]) -> None:
        super().__init__(theme)
        self.number, self.name, self.facts = number, words.one_line(name), [words.one_line(fact) for fact in facts]

    def arrangement(self) -> Arrangement:
        """Facts beside the number or below it, whichever leaves it larger; the number is as large as its room."""
        edge = self._edge()
        room = QRectF(self.rect()).adjusted(4 * edge, 3 * edge, -4 * edge, -3 * edge)
        size = min(room.width(), room.height()) * FACT_SHARE
        form, gap = _form(self.number).boundingRect(), 4.0 * edge
        wide = min(self._facts_width(size), room.width() * WIDEST_FACTS)
        high = (len(self.facts) + NAME) * size * LEADING
        beside = room.adjusted(0, 0, -wide - gap, 0), room.adjusted(room.width() - wide, 0, 0, 0)
        below = room.adjusted(0, 0, 0, -high - gap), room.adjusted(0, room.height() - high, 0, 0)
        placed = [(_fitted(form, number), facts) for number, facts in (beside, below)]
        number, facts = max(placed, key=lambda each: each[0].height())
        return Arrangement(number, facts, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.colour("ground"))
        edge = self._edge()
        painter.setPen(QPen(self.colour("accent"), edge))
        painter.drawRect(QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2))
        placed = self.arrangement()
        form = _form(self.number)
        bounds = form.boundingRect()
        grown = QTransform.fromTranslate(placed.number.x(), placed.number.y())
        grown.scale(placed.number.width() / bounds.width(), placed.number.height() / bounds.height())
        grown.translate(-bounds.x(), -bounds.y())
        painter.fillPath(grown.map(form), self.colour("text"))
        self._paint_facts(painter, placed.facts, placed.size)

    def _edge(self) -> int:
        return max(4, min(self.width(), self.height()) // 120)

    def _lines(self, size: float) -> list[tuple[str, float, str, bool]]:
        return [(self.name, size * NAME, "accent", True), *((fact, size, "text", False) for fact in self.facts)]

    def _facts_width(self, size: float) -> float:
        lines = self._lines(size)
        return max(fonts.metrics(int(tall), bold).horizontalAdvance(text) + 2 for text, tall, _, bold in lines)

    def _paint_facts(self, painter: QPainter, room: QRectF, size: float) -> None:
        lines = self._lines(size)
        top = room.top() + max(0.0, (room.height() - sum(tall * LEADING for _, tall, _, _ in lines)) / 2)
        for text, tall, token, bold in lines:
            self._line(painter, QRectF(room.left(), top, room.width(), tall * LEADING), text, tall, token, bold=bold)
            top += tall * LEADING

    def _line(self, painter: QPainter, room: QRectF, text: str, size: float, token: str, *, bold: bool) -> None:
        """One line at this type size, smaller if it would not fit."""
        wide = fonts.metrics(int(size), bold).horizontalAdvance(text)
        pixels = max(8, int(size if wide <= room.width() else size * room.width() / wide))
        painter.setFont(fonts.sized(pixels, bold))
        painter.setPen(draw.ink(self.theme.ink(token)))
        painter.drawText(room, draw.LEFT, draw.elide(text, room.width(), fonts.metrics(pixels, bold)))


def _form(number: str) -> QPainterPath:
    """The number's outline, strokes that overlap filled once; a form of nothing is a dash."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addText(QPointF(0, 0), fonts.sized(FORM_PX, True), number or "—")
    return path


def _fitted(form: QRectF, room: QRectF) -> QRectF:
    """The form in the middle of a room, as large as it will go in its own proportions."""
    scale = max(0.0, min(room.width() / form.width(), room.height() / form.height()))
    fitted = QRectF(0, 0, form.width() * scale, form.height() * scale)
    fitted.moveCenter(room.center())
    return fitted
