"""A chart for a wall full of them: a cached background, and lines reduced to the pixels there are."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from console.domain.truth import Quality
from console.models.rows import Floats, Trend, TrendLine
from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.themed import ThemedWidget
from widgets.trend import ground as trend_ground
from widgets.trend import legend
from widgets.trend.math import GAP_CADENCES, hatched, reach, reduce_columns, segments, value_at

WIDEST_FIGURE = "00,000"
"""What the figures beside the axis may take, before they are known."""
_BUSY = 8.0
"""A line that climbs and falls more than this many times its own width is drawn once, not thickened: Qt's wide pens
cost a hundred times a thin one's, so a thick line is a thin one drawn five times."""


class _Background(NamedTuple):
    """The last background picture and what it was drawn from."""

    ground: trend_ground.Ground
    picture: QPixmap


class TrendChart(ThemedWidget):
    """Paints a `Trend` cheaply enough for two dozen on one wall, and admits every gap in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, hover: bool = False) -> None:
        super().__init__(theme, parent)
        self._trend = Trend("", "", 0, 1)
        self._quality: Quality | None = None
        self._background: _Background | None = None
        self._laid_out: trend_ground.Ground | None = None
        self._laid_out_size = QSize()
        self._parts: list[list[tuple[int, int]]] = []
        self._rows: legend.Rows = ()
        self.left_out: tuple[legend.Entry, ...] = ()
        """Lines whose names find no room above the plot, as it was laid out last."""
        self._mouse_x: float | None = None
        self.setMouseTracking(hover)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._hover = hover

    def set_trend(self, trend: Trend) -> None:
        """Show this trend from the next paint on."""
        if trend is not self._trend:
            self._trend = trend
            self._laid_out = None
            self.update()

    def set_quality(self, quality: Quality) -> None:
        """The look of the pane around; it overrules the trend's own truth."""
        if quality is not self._quality:
            self._quality = quality
            self._laid_out = None
            self.update()

    def trend(self) -> Trend:
        """The trend shown."""
        return self._trend

    def quality(self) -> Quality:
        """The look in force."""
        return self._trend.truth.quality if self._quality is None else self._quality

    def sizeHint(self) -> QSize:
        return QSize(self.theme.space(80), self.theme.space(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.space(24), self.theme.space(16))

    def apply_theme(self) -> None:
        self._background = self._laid_out = None

    def ground(self) -> trend_ground.Ground:
        """Where axes and ticks are for the trend at this size."""
        if self._laid_out is None or self._laid_out_size != self.size():
            self._parts = [segments(line.at, line.value, line.cadence) for line in self._trend.lines]
            spans = hatched(self._trend, self._parts)
            room = QRectF(self.rect())
            self._rows = self._legend()
            last = legend.row_width(self._rows[-1], self.theme) if self._rows else 0.0
            self._laid_out = trend_ground.lay_out(
                self._trend, room, self.theme, spans, self.quality(), last, max(1, len(self._rows))
            )
            self._laid_out_size = self.size()
        return self._laid_out

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._hover:
            self._mouse_x = event.position().x()
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse_x = None
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._background = self._laid_out = None
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.quality() is Quality.UNKNOWN:
            self._say(painter, QCoreApplication.translate("TrendChart", "未知"))
            return
        if not any(np.isfinite(line.value).any() for line in self._trend.lines):
            self._say(painter, QCoreApplication.translate("TrendChart", "暂无数据"))
            return
        ground = self.ground()
        painter.drawPixmap(0, 0, self._picture(ground))
        painter.save()
        painter.setClipRect(ground.rect.adjusted(0, -2, 2, 2))
        for index in reversed(range(len(self._trend.lines))):
            self._paint_line(painter, ground, index)
        painter.restore()
        trend_ground.paint_limit_words(painter, ground, self.theme, lambda box: self._runs_through(ground, box))
        legend.paint(painter, self._rows, ground.rect.left(), ground.rect.right(), self.theme)
        if self._mouse_x is not None:
            self._paint_crosshair(painter, ground, self._mouse_x)

    def _say(self, painter: QPainter, said: str) -> None:
        painter.fillRect(self.rect(), self.colour("surface"))
        draw.text(painter, QRectF(self.rect()), said, self.theme, "title", "tertiary", draw.CENTRE)

    def _picture(self, ground: trend_ground.Ground) -> QPixmap:
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._background is None or self._background.ground != ground or self._background.picture.size() != size:
            picture = QPixmap(size)
            picture.setDevicePixelRatio(ratio)
            picture.fill(self.colour("surface"))
            painter = QPainter(picture)
            trend_ground.paint(painter, ground, self.theme)
            painter.end()
            self._background = _Background(ground, picture)
        return self._background.picture

    def _paint_line(self, painter: QPainter, ground: trend_ground.Ground, index: int) -> None:
        line = self._trend.lines[index]
        colour = QColor(self._line_colour(line))
        pen = QPen(colour, 1)
        pen.setCosmetic(True)
        first, last = np.searchsorted(line.at, (self._trend.start, self._trend.end + 1))
        low, high = max(0, int(first) - 1), min(line.at.size, int(last) + 1)
        for start, stop in self._parts[index]:
            a, b = max(start, low), min(stop, high)
            if a >= b:
                continue
            x, y = self._to_pixels(ground, line.at[a:b], line.value[a:b])
            if b - a > 1:
                self._paint_polyline(painter, x, y, pen, index == 0)
            if b - a == 1 or (index == 0 and stop == self._parts[0][-1][1] and self._reaches_now(line, stop - 1)):
                self._paint_dot(painter, QPointF(x[-1], y[-1]), colour)

    def _runs_through(self, ground: trend_ground.Ground, box: QRectF) -> bool:
        """Whether some line does."""
        left, _, width, _ = ground.plot
        span = self._trend.end - self._trend.start
        since, until = (self._trend.start + (x - left) / width * span for x in (box.left() - 2, box.right() + 2))
        for line, parts in zip(self._trend.lines, self._parts, strict=True):
            reached = reach(line, parts, since, until)
            if reached and ground.y(reached[1]) <= box.bottom() + 2 and ground.y(reached[0]) >= box.top() - 2:
                return True
        return False

    def _reaches_now(self, line: TrendLine, last: int) -> bool:
        age = self._trend.end - line.at[last]
        return line.cadence <= 0 or bool(age <= GAP_CADENCES * line.cadence * 1000)

    def _paint_polyline(self, painter: QPainter, x: Floats, y: Floats, pen: QPen, thick: bool) -> None:
        ratio = self.devicePixelRatioF()
        x, y = reduce_columns(x * ratio, y)
        polyline = _polygon(x / ratio, y)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        busy = float(np.abs(np.diff(y)).sum()) > _BUSY * (x[-1] - x[0])
        for shift in (0.0,) if busy else self._shifts(thick):
            painter.translate(shift * 0.5, shift)
            painter.drawPolyline(polyline)
            painter.translate(-shift * 0.5, -shift)

    def _shifts(self, thick: bool) -> tuple[float, ...]:
        """Where to draw a thin line so that it looks thick; about two pixels at 1080 lines and four at 2160."""
        reach = 0.3 + 0.45 * self.theme.factor if thick else 0.6 * (self.theme.factor - 1)
        if reach < 0.3:
            return (0.0,)
        return (-reach, 0.0, reach) if reach > 0.9 else (-reach / 2, reach / 2)

    def _to_pixels(self, ground: trend_ground.Ground, at: Floats, value: Floats) -> tuple[Floats, Floats]:
        left, top, width, height = ground.plot
        span = max(1, self._trend.end - self._trend.start)
        x = left + (at - self._trend.start) * (width / span)
        share = (value - ground.axis.low) / (ground.axis.high - ground.axis.low)
        return x, np.clip(top + height * (1 - share), top - 4096, top + height + 4096)

    def _paint_dot(self, painter: QPainter, centre: QPointF, colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        radius = 0.9 * self.theme.space()
        painter.drawEllipse(centre, radius, radius)

    def _line_colour(self, line: TrendLine) -> str:
        token = line.token if line.token in self.theme.tokens else "accent"
        token = token if self.theme.readable(token) else "accent"
        return draw.muted(self.theme, token, self.quality())

    def _legend(self) -> legend.Rows:
        """One line needs no name of its own: the title names it."""
        lines = self._trend.lines if len(self._trend.lines) > 1 else ()
        unit = (legend.Entry(self._trend.unit),) if self._trend.unit else ()
        entries = (*unit, *(legend.Entry(line.name, self._line_colour(line)) for line in lines))
        figures = fonts.metrics_of(self.theme, "tertiary").horizontalAdvance(WIDEST_FIGURE)
        rows, self.left_out = legend.in_rows(
            entries, self.width() - figures - self.theme.space(4), self.height(), self.theme
        )
        return rows

    def _paint_crosshair(self, painter: QPainter, ground: trend_ground.Ground, x: float) -> None:
        plot = ground.rect
        if not plot.left() <= x <= plot.right():
            return
        at = self._trend.start + (x - plot.left()) / plot.width() * (self._trend.end - self._trend.start)
        said = [
            words.hour_minute_second(int(at), self._trend.end),
            *(self._reading(line, at) for line in self._trend.lines),
        ]
        painter.setPen(QPen(self.colour("secondary"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        metrics = fonts.metrics_of(self.theme, "secondary")
        pad = self.theme.space(1.5)
        wide = max(metrics.horizontalAdvance(words.one_line(line)) for line in said) + 2 * pad
        left = x + pad if x + pad + wide < plot.right() else x - pad - wide
        box = QRectF(max(0.0, left), plot.top(), min(wide, self.width()), metrics.height() * len(said) + pad)
        draw.frame(painter, box, self.theme, Quality.LIVE, "surface-2")
        for index, line in enumerate(said):
            row = QRectF(
                box.left() + pad, box.top() + pad / 2 + index * metrics.height(), box.width() - pad, metrics.height()
            )
            draw.text(painter, row, line, self.theme, "secondary", "secondary" if index == 0 else "text")

    def _reading(self, line: TrendLine, at: float) -> str:
        value = value_at(line, at)
        if value is None:
            shown = QCoreApplication.translate("TrendChart", "无数据")
        else:
            shown = f"{words.figure(value, self.ground().axis.decimals + 1)} {self._trend.unit}".strip()
        return f"{line.name} {shown}" if len(self._trend.lines) > 1 else shown


def _polygon(x: Floats, y: Floats) -> QPolygonF:
    """A polygon from two arrays without one Python object per point."""
    polygon = QPolygonF()
    polygon.resize(x.size)
    memory: Any = shiboken6.VoidPtr(polygon.data(), x.size * 16, True)  # type: ignore[call-arg, arg-type]
    points = np.frombuffer(memory, dtype=np.float64).reshape(-1, 2)
    points[:, 0], points[:, 1] = x, y
    return polygon
