"""What stands still behind a chart's lines: grid, axes, limits and the hatching where nothing is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from console.domain.truth import Quality
from console.models.rows import Threshold, Trend
from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.trend.math import Axis, Span, time_ticks, value_axis
from widgets.words import DAY_MS

_ROLE = "tertiary"
_TICK_EVERY_LINES = 1.9
"""Horizontal grid lines are at least this many text lines apart."""


Crossed = Callable[[QRectF], bool]
"""Whether some line of the chart runs through a box."""


@dataclass(frozen=True, slots=True)
class TimeTick:
    """A tick of the time axis: pixel and words."""

    x: int
    words: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything the background is drawn from; two equal grounds look the same, so a cached picture may be kept."""

    plot: tuple[float, float, float, float]
    axis: Axis
    ticks: tuple[TimeTick, ...]
    now: str
    limits: tuple[Threshold, ...]
    hatched: tuple[tuple[int, int, str], ...]
    header: tuple[int, int]
    quality: Quality

    @property
    def rect(self) -> QRectF:
        """The plot's rectangle."""
        return QRectF(*self.plot)

    def y(self, value: float) -> float:
        """Pixel of a value."""
        _, top, _, height = self.plot
        span = self.axis.high - self.axis.low
        return top + height * (1 - (value - self.axis.low) / span) if span else top + height


def lay_out(
    trend: Trend, room: QRectF, theme: Theme, spans: list[Span], quality: Quality, legend: float, rows: int = 1
) -> Ground:
    """Decide where everything goes in ``room``.

    ``legend`` is the width of the row of unit and legend that stands right above the plot, ``rows`` how many there are.
    """
    metrics = fonts.metrics_of(theme, _ROLE)
    line = metrics.height()
    top = room.top() + line * (rows + 0.15 if legend or spans or trend.thresholds else 0.6)
    height = max(1.0, room.bottom() - line * 1.1 - top)
    axis = value_axis(trend, int(max(2, min(5, height / (line * _TICK_EVERY_LINES)))))
    labels = max(metrics.horizontalAdvance(words.figure(tick, axis.decimals)) for tick in axis.ticks)
    left = room.left() + labels + theme.space(2)
    width = max(1.0, room.right() - theme.space(1.5) - left)
    plot = (round(left), round(top), round(width), round(height))
    now = (
        words.hour_minute(trend.end)
        if trend.end - trend.start <= 2 * DAY_MS
        else words.city_time(trend.end).strftime("%m-%d")
    )
    ticks = _time_ticks(trend, plot, theme, now)
    scale = plot[2] / max(1, trend.end - trend.start)
    reach = axis.high - (axis.high - axis.low) * line / plot[3]
    near = (limit.label for limit in trend.thresholds if limit.value > reach)
    limits = max((metrics.horizontalAdvance(label) for label in near), default=0)
    header = (round(left + legend + theme.space(1)), round(left + width - (limits + theme.space(6) if limits else 0)))
    hatched = tuple(
        (round(plot[0] + (a - trend.start) * scale), round(plot[0] + (b - trend.start) * scale), _missing(b - a))
        for a, b in spans
    )
    return Ground(plot, axis, ticks, now, trend.thresholds, hatched, header, quality)


_LEAST_LINES = 0.8
"""Figures of an axis stand at least so far apart; in a flat chart some are left out."""


def paint(painter: QPainter, ground: Ground, theme: Theme) -> None:
    """Paint the background once; the lines come on top, and the words of the limits over these."""
    _paint_hatched(painter, ground, theme)
    _paint_grid(painter, ground, theme)
    _paint_times(painter, ground, theme)
    for limit in ground.limits:
        _paint_limit(painter, ground, limit, theme)
    _paint_missing(painter, ground, theme)


def _missing(milliseconds: float) -> str:
    return QCoreApplication.translate("TrendChart", "无数据 {0}").format(words.age(milliseconds / 1000))


def _time_ticks(trend: Trend, plot: tuple[float, float, float, float], theme: Theme, now: str) -> tuple[TimeTick, ...]:
    metrics = fonts.metrics_of(theme, _ROLE)
    wide = metrics.horizontalAdvance("00-00")
    most = int(max(1, plot[2] / (wide * 2.2)))
    moments, step = time_ticks(trend.start, trend.end, most)
    free = plot[0] + plot[2] - metrics.horizontalAdvance(now) - wide * 0.8
    ticks: list[TimeTick] = []
    for moment in moments:
        x = plot[0] + plot[2] * (moment - trend.start) / max(1, trend.end - trend.start)
        if x <= free:
            ticks.append(TimeTick(round(x), _tick_words(moment, step)))
    return tuple(ticks)


def _tick_words(moment: int, step: int) -> str:
    city = words.city_time(moment)
    if step >= DAY_MS or (step >= 3_600_000 and city.hour == 0 and city.minute == 0):
        return city.strftime("%m-%d")
    return city.strftime("%H:%M:%S" if step < 60_000 else "%H:%M")


def _paint_hatched(painter: QPainter, ground: Ground, theme: Theme) -> None:
    plot = ground.rect
    for left, right, _ in ground.hatched:
        draw.hatch(painter, QRectF(left, plot.top(), max(theme.hair(), right - left), plot.height()), theme)


def _paint_missing(painter: QPainter, ground: Ground, theme: Theme) -> None:
    """Say how long nothing was known: in the hatching if it fits, else above it or, if that is taken, below."""
    plot = ground.rect
    metrics = fonts.metrics_of(theme, _ROLE)
    free, last, inside = float(ground.header[0]), ground.header[1], plot.left()
    for left, right, said in ground.hatched:
        wide = metrics.horizontalAdvance(said) + theme.space(1)
        if wide <= right - left:
            box = QRectF(
                (left + right - wide) / 2, _quiet_height(ground, metrics.height(), theme), wide, metrics.height()
            )
            painter.fillRect(box, QColor(theme.token("surface")))
        else:
            middle = min(max((left + right) / 2, plot.left() + wide / 2), plot.right() - wide / 2)
            above = free <= middle - wide / 2 and middle + wide / 2 <= last
            if not above and middle - wide / 2 < inside:
                continue
            top = plot.top() - metrics.height() - 1 if above else plot.bottom() - metrics.height() - theme.space(1)
            box = QRectF(middle - wide / 2, top, wide, metrics.height())
            free, inside = (box.right(), inside) if above else (free, box.right())
        draw.text(painter, box, said, theme, _ROLE, "secondary", draw.CENTRE)


def _quiet_height(ground: Ground, line: int, theme: Theme) -> float:
    """A height for words inside the plot that no limit crosses."""
    plot = ground.rect
    top, bottom = plot.top() + theme.space(1), plot.bottom() - line - theme.space(1)
    crossed = any(top - line <= ground.y(limit.value) <= top + line * 1.5 for limit in ground.limits)
    return bottom if crossed else top


def _paint_grid(painter: QPainter, ground: Ground, theme: Theme) -> None:
    plot = ground.rect
    line = fonts.metrics_of(theme, _ROLE).height()
    said: float | None = None
    for index, tick in enumerate(ground.axis.ticks):
        y = round(ground.y(tick))
        painter.setPen(QPen(QColor(theme.token("line" if index == 0 else "grid")), theme.hair()))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        if said is not None and abs(said - y) < line * _LEAST_LINES:
            continue
        said = y
        box = QRectF(0, y - line / 2, plot.left() - theme.space(1.5), line)
        draw.text(painter, box, words.figure(tick, ground.axis.decimals), theme, _ROLE, "tertiary", draw.RIGHT)


def _paint_times(painter: QPainter, ground: Ground, theme: Theme) -> None:
    plot = ground.rect
    metrics = fonts.metrics_of(theme, _ROLE)
    top = plot.bottom() + theme.space(0.5)
    for tick in ground.ticks:
        painter.setPen(QPen(QColor(theme.token("line")), theme.hair()))
        painter.drawLine(QPointF(tick.x, plot.bottom()), QPointF(tick.x, plot.bottom() + theme.space(0.75)))
        wide = metrics.horizontalAdvance(tick.words) + 2
        left = max(tick.x - wide / 2, plot.left() - theme.space(1))
        draw.text(painter, QRectF(left, top, wide, metrics.height()), tick.words, theme, _ROLE, "tertiary", draw.CENTRE)
    painter.setPen(QPen(QColor(theme.token("line")), theme.hair()))
    painter.drawLine(plot.topRight(), plot.bottomRight())
    wide = metrics.horizontalAdvance(ground.now) + 2
    edge = QRectF(plot.right() + theme.space(1.5) - wide, top, wide, metrics.height())
    draw.text(painter, edge, ground.now, theme, _ROLE, "secondary", draw.RIGHT)


def _paint_limit(painter: QPainter, ground: Ground, limit: Threshold, theme: Theme) -> None:
    plot = ground.rect
    token = limit.token if limit.token in theme.tokens else "grade2"
    if ground.axis.low <= limit.value <= ground.axis.high:
        y = round(ground.y(limit.value))
        pen = QPen(QColor(draw.muted(theme, token, ground.quality)), theme.hair(), Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([6, 4])
        painter.setPen(pen)
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))


def paint_limit_words(painter: QPainter, ground: Ground, theme: Theme, crossed: Crossed) -> None:
    """What each limit is, where no line runs: at the right over its limit or under it, else further to the left.

    Where lines run everywhere the words stand at the right on a plate of their own: they are to be read at any rate.
    """
    plot, metrics = ground.rect, fonts.metrics_of(theme, _ROLE)
    for limit in ground.limits:
        above, below = limit.value > ground.axis.high, limit.value < ground.axis.low
        said = limit.label + (" ↑" if above else " ↓" if below else "")
        wide = min(plot.width(), metrics.horizontalAdvance(said) + 2)
        boxes = list(_limit_places(ground, limit, wide, metrics.height(), theme))
        box = next((box for box in boxes if not crossed(box)), None)
        if box is None:
            box = boxes[0]
            painter.fillRect(box, QColor(theme.token("surface")))
        token = limit.token if limit.token in theme.tokens else "grade2"
        draw.text(painter, box, said, theme, _ROLE, token if theme.readable(token) else "text", draw.RIGHT)


def _limit_places(ground: Ground, limit: Threshold, wide: float, high: float, theme: Theme) -> Iterator[QRectF]:
    """Where the words of a limit may stand, the best first; beyond the axis only in the header or at the foot."""
    plot = ground.rect
    right = plot.right() - wide - theme.space(1)
    if not ground.axis.low <= limit.value <= ground.axis.high:
        top = plot.top() - high - theme.space(0.5) if limit.value > ground.axis.high else plot.bottom() - high
        yield QRectF(right, top, wide, high)
        return
    y = round(ground.y(limit.value))
    yield QRectF(right, y - high, wide, high)  # may reach into the header, which keeps that place free
    for left in (right, plot.left() + (plot.width() - wide) / 2, plot.left() + theme.space(1)):
        for top in (y - high, y + theme.hair()):
            if plot.top() <= top and top + high <= plot.bottom():
                yield QRectF(left, top, wide, high)
