"""A bar a day with the target across: the trend of a month."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.themed import ThemedWidget

_ROOM = 1.15
"""The highest bar leaves so much room above itself."""


class DayBars(ThemedWidget):
    """Paints (start of day in ms, count); bars above the target take the colour that asks for a decision.

    Each bar stands at its date: days that nobody counted are gaps. The day under way is an outline, for it will grow.
    """

    def __init__(self, theme: Theme, target: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._target = target
        self._days: list[tuple[int, int]] = []
        self._today = 0

    def set_days(self, days: list[tuple[int, int]], now: int = 0) -> None:
        """Show these, the oldest first; ``now`` (ms) says which day is not over."""
        today = max((start for start, _ in days if start <= now < start + words.DAY_MS), default=0)
        if (days, today) != (self._days, self._today):
            self._days, self._today = days, today
            self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.space(40), self.theme.space(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.colour("surface"))
        line = fonts.metrics_of(self.theme, "tertiary").height()
        pad = self.theme.space(3)
        whole = QRectF(self.rect()).adjusted(pad, pad, -pad, -pad)
        if not self._days:
            said = QCoreApplication.translate("DayBars", "尚无整日记录")
            draw.text(painter, whole, said, self.theme, "body", "tertiary", draw.CENTRE)
            return
        plot = whole.adjusted(0, line, 0, -line - self.theme.space(1))
        top = max(self._target, max(n for _, n in self._days)) * _ROOM
        self._paint_bars(painter, plot, top, line)
        y = plot.bottom() - plot.height() * self._target / top
        painter.setPen(QPen(self.colour("grade2"), self.theme.hair(), Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        said = QCoreApplication.translate("DayBars", "目标 {0}").format(self._target)
        draw.text(painter, QRectF(plot.left(), y - line, plot.width(), line), said, self.theme, "tertiary", "grade2",
                  draw.RIGHT)  # fmt: skip

    def _paint_bars(self, painter: QPainter, plot: QRectF, top: float, line: int) -> None:
        first = self._days[0][0]
        slots = (self._days[-1][0] - first) // words.DAY_MS + 1
        step = min(plot.width() / slots, self.theme.space(16))
        every = max(1, round(fonts.metrics_of(self.theme, "tertiary").horizontalAdvance("00-00 ") / step + 0.5))
        for start, n in self._days:
            number = (start - first) // words.DAY_MS
            left = plot.left() + number * step
            high = plot.height() * n / top
            bar = QRectF(left + step * 0.15, plot.bottom() - high, step * 0.7, high)
            colour = self.colour("grade2" if n > self._target else "accent")
            if start == self._today:
                painter.setPen(QPen(colour, self.theme.hair(), Qt.PenStyle.DashLine))
                painter.drawRect(bar)
            else:
                painter.fillRect(bar, colour)
            if number % every == 0:
                day = words.city_time(start).strftime("%m-%d")
                day = QCoreApplication.translate("DayBars", "今日") if start == self._today else day
                under = QRectF(left, plot.bottom() + self.theme.space(1), step * every, line)
                draw.text(painter, under, day, self.theme, "tertiary", "tertiary")
                over = QRectF(left, bar.top() - line, step * every, line)
                draw.text(painter, over, f"{n:,}", self.theme, "tertiary", "secondary")
