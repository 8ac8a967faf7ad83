"""What lies on every map: scale bar, whose map it is, the time of its data, and a word when the ground is missing."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.map import mercator
from widgets.map.view import View

MOST_COVERED = 0.7
"""What reaches beyond so much of the width leaves no room beside it."""
BAR_PX = 110.0
"""Longest scale bar in style pixels."""


def round_length(most: float) -> float:
    """The longest of 1, 2, 5 times a power of ten metres within this length."""
    if not (math.isfinite(most) and most > 0):
        return 1.0
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= most * (1 + 1e-9))


def length_words(metres: float) -> str:
    """``500 m`` or ``2 km``."""
    return f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"


def scale_bar(view: View) -> tuple[float, str]:
    """Length in widget pixels of the scale bar, and its words."""
    _, lat = mercator.to_degrees(view.x, view.y)
    each = mercator.metres_per_pixel(lat, view.zoom)
    metres = round_length(BAR_PX * view.factor * each)
    return metres / each, length_words(metres)


def paint(painter: QPainter, view: View, theme: Theme, notes: tuple[str, ...], data_at: int | None) -> None:
    """Paint in widget pixels. ``notes`` are the attribution; ``data_at`` in ms."""
    length, label = scale_bar(view)
    pad, gap = theme.space(2.5), theme.space(2)
    metrics = fonts.metrics_of(theme, "tertiary")
    high = metrics.height() + theme.space(1)
    note = " · ".join(notes)
    room = view.width - 2 * pad - length - metrics.horizontalAdvance(label) - 5 * gap
    note = draw.elide(note, max(0.0, room), metrics)
    width = metrics.horizontalAdvance(note) + length + metrics.horizontalAdvance(label) + 4.5 * gap
    plate = QRectF(pad, view.height - pad - high, width, high)
    _plate(painter, plate, theme)
    left = plate.left() + gap
    left += draw.text(painter, plate.adjusted(gap, 0, 0, 0), note, theme, "tertiary", "secondary") + gap
    _bar(painter, QPointF(left, plate.center().y()), length, theme)
    text = QRectF(left + length + gap, plate.top(), plate.right() - left - length, high)
    draw.text(painter, text, label, theme, "tertiary", "secondary")
    if data_at:
        moment = QCoreApplication.translate("MapPane", "数据 {0}").format(words.hour_minute_second(data_at))
        width = metrics.horizontalAdvance(moment) + 2 * gap
        plate = QRectF(view.width - pad - width, view.height - pad - high, width, high)
        if plate.left() > left + length + 4 * gap:
            _plate(painter, plate, theme)
            draw.text(painter, plate, moment, theme, "tertiary", "secondary", draw.CENTRE)


def paint_message(
    painter: QPainter, view: View, theme: Theme, message: str, covered: Sequence[QRect] = ()
) -> None:  # fmt: skip
    """A word about the ground, at the top and in the middle, so that nobody takes plain ground for an empty place.

    ``covered``: where something lies on the map, in widget pixels; the word stands beside it.
    """
    metrics = fonts.metrics_of(theme, "secondary")
    pad = theme.space(3)
    high = metrics.height() + theme.space(2)
    row = QRectF(pad, pad, view.width - 2 * pad, high)
    for box in covered:
        if QRectF(box).intersects(row) and box.right() < view.width * MOST_COVERED:
            row.setLeft(max(row.left(), box.right() + theme.space(2)))
    message = draw.elide(words.one_line(message), row.width() - 2 * pad, metrics)
    width = metrics.horizontalAdvance(message) + 2 * pad
    middle = min(max(view.width / 2, row.left() + width / 2), row.right() - width / 2)
    plate = QRectF(middle - width / 2, pad, width, high)
    _plate(painter, plate, theme, "delayed")
    draw.text(painter, plate, message, theme, "secondary", "text", draw.CENTRE)


def _plate(painter: QPainter, rect: QRectF, theme: Theme, edge: str = "") -> None:
    ground = QColor(theme.token("ground"))
    ground.setAlphaF(0.72 if not edge else 0.92)
    painter.setPen(QPen(QColor(theme.token(edge)), theme.hair()) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, theme.base["radius"], theme.base["radius"])


def _bar(painter: QPainter, start: QPointF, length: float, theme: Theme) -> None:
    tick = theme.space(0.8)
    painter.setPen(QPen(QColor(theme.token("tertiary")), max(1.0, theme.factor)))
    end = start + QPointF(length, 0)
    painter.drawLine(start, end)
    for point in (start, end):
        painter.drawLine(point - QPointF(0, tick), point + QPointF(0, tick))
