"""Who is in command: the line at the top of the wall."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.themed import ThemedWidget

Pair = tuple[str, str]
"""A post and who holds it (``指挥长``, ``应急局``); without a label the value is a remark (``当班调度员 9 人``)."""


class DutyLine(ThemedWidget):
    """Paints pairs of post and holder from the right; without room the last ones leave whole, never in part."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pairs: tuple[Pair, ...] = ()

    def set_pairs(self, pairs: Sequence[Pair]) -> None:
        """The posts, most important first."""
        if tuple(pairs) != self._pairs:
            self._pairs = tuple(pairs)
            self.updateGeometry()
            self.update()

    def shown_pairs(self) -> tuple[Pair, ...]:
        """The pairs that fit the present width; the first one is always there."""
        count = len(self._pairs)
        while count > 1 and self._total(self._pairs[:count]) > self.width():
            count -= 1
        return self._pairs[:count]

    def first_width(self) -> int:
        """Pixels of the first pair, which is always there."""
        return round(self._total(self._pairs[:1])) + 2

    def sizeHint(self) -> QSize:
        return QSize(round(self._total(self._pairs)) + 2, fonts.metrics_of(self.theme, "value").height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.space(30), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pairs = self.shown_pairs()
        left = max(0.0, self.width() - self._total(pairs))
        for label, value in pairs:
            room = QRectF(left, 0, self.width() - left, self.height())
            taken = (
                draw.text(painter, room, f"{label} ", self.theme, "value", "secondary") + self._space() if label else 0
            )
            strong = bool(label)
            rest = room.adjusted(taken, 0, 0, 0)
            draw.text(painter, rest, value, self.theme, "value", "text" if strong else "secondary", bold=strong)
            left += self._width((label, value)) + self.theme.space(5)
        cut = len(pairs) < len(self._pairs) or self._total(pairs) > self.width()
        everything = "  ".join(f"{label} {value}".strip() for label, value in self._pairs)
        self.setToolTip(words.plain_tooltip(everything) if cut else "")

    def _space(self) -> float:
        return float(fonts.metrics_of(self.theme, "value").horizontalAdvance(" "))

    def _width(self, pair: Pair) -> float:
        label = fonts.metrics_of(self.theme, "value").horizontalAdvance(words.one_line(pair[0]))
        value = fonts.metrics_of(self.theme, "value", bool(pair[0])).horizontalAdvance(words.one_line(pair[1]))
        return label + (self._space() if pair[0] else 0) + value + 1.0

    def _total(self, pairs: Sequence[Pair]) -> float:
        return sum(self._width(pair) for pair in pairs) + self.theme.space(5) * max(0, len(pairs) - 1)
