"""What a monitor shows while somebody finds out which one it is: its number, as large as it will go, and its facts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.themed import ThemedWidget

NUMBER_SHARE = 0.5
"""Of the shorter edge: on a monitor of 0.6 m that is 30 cm high, to be read from far beyond 10 m."""
FACT_SHARE = 1 / 26
LEADING = 1.45


class IdentifyCard(ThemedWidget):
    """Paints number, name and lines of facts, and a line along the very edge: if it is cut, the place is wrong."""

    def __init__(self, theme: Theme, number: str, name: str, facts: Sequence[str]) -> None:
        super().__init__(theme)
        self.number, self.name, self.facts = number, words.one_line(name), [words.one_line(fact) for fact in facts]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.colour("ground"))
        edge = max(4, min(self.width(), self.height()) // 120)
        painter.setPen(QPen(self.colour("accent"), edge))
        painter.drawRect(QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2))
        room = QRectF(self.rect()).adjusted(4 * edge, 3 * edge, -4 * edge, -3 * edge)
        wide = room.width() > room.height() * 1.2
        shorter = min(room.width(), room.height())
        share = QRectF(room)
        if wide:
            share.setWidth(room.width() * 0.38)
            room.setLeft(share.right() + 3 * edge)
        else:
            share.setHeight(shorter * NUMBER_SHARE * 1.2)
            room.setTop(share.bottom() + edge)
        self._line(painter, share, self.number, shorter * NUMBER_SHARE, "text", bold=True, align=draw.CENTRE)
        self._facts(painter, room, shorter * FACT_SHARE)

    def _facts(self, painter: QPainter, room: QRectF, size: float) -> None:
        lines = [(self.name, size * 2.2, "accent", True), *((fact, size, "text", False) for fact in self.facts)]
        heights = [height * LEADING for _, height, _, _ in lines]
        top = room.top() + max(0.0, (room.height() - sum(heights)) / 2)
        for (text, tall, token, bold), height in zip(lines, heights, strict=True):
            self._line(painter, QRectF(room.left(), top, room.width(), height), text, tall, token, bold=bold)
            top += height

    def _line(
        self, painter: QPainter, room: QRectF, text: str, size: float, token: str, *, bold: bool, align: int = draw.LEFT
    ) -> None:
        """One line at this type size, smaller if it would not fit."""
        wide = fonts.metrics(int(size), bold).horizontalAdvance(text)
        pixels = max(8, int(size if wide <= room.width() else size * room.width() / wide))
        painter.setFont(fonts.sized(pixels, bold))
        painter.setPen(draw.ink(self.theme.ink(token)))
        painter.drawText(room, align, draw.elide(text, room.width(), fonts.metrics(pixels, bold)))
