"""What lies on every map: scale bar, whose map it is, the time of its data, and a word when the ground is missing."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from resources.theme import Theme
from widgets import draw, fonts, words
from widgets.broken_text import broken
from widgets.map import mercator
from widgets.map.view import View

MESSAGE_LINES = 2
MOST_COVERED = 0.7
"""What reaches beyond so much of the width leaves no room beside it."""
LEAST_ROWS = 10
"""A map lower than so many lines of its foot has no scale bar beside an attribution of several: it would be covered."""
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


def foot_lines(notes: Sequence[str], beside: float, alone: float, metrics: QFontMetrics) -> list[str]:
    """The attribution as it stands at the foot: one line where that has room ``beside`` the scale bar, else one a note.

    A long note is cut at its end, but never the last one: it is the review number, which the law asks for, or says that
    there is none. In a very narrow map it goes on in the next line. Widths in widget pixels.
    """
    notes = [note for note in notes if note]
    whole = " · ".join(notes)
    if not notes or metrics.horizontalAdvance(whole) <= beside:
        return [whole] if whole else []
    *first, last = notes
    return [*(draw.elide(note, alone, metrics) for note in first), *_folded(last, alone, metrics)]


def _folded(text: str, room: float, metrics: QFontMetrics) -> list[str]:
    """In lines that have room, cut wherever one ends."""
    lines = [""]
    for each in text:
        if lines[-1] and metrics.horizontalAdvance(lines[-1] + each) > room:
            lines.append("")
        lines[-1] += each
    return lines


def paint(
    painter: QPainter, view: View, theme: Theme, notes: tuple[str, ...], data_at: int | None, unwritten: str = ""
) -> None:
    """Paint in widget pixels. ``notes`` are the attribution, the review number last; ``data_at`` in ms; ``unwritten``:
    what found no room."""
    length, label = scale_bar(view)
    pad, gap = theme.space(2.5), theme.space(2)
    metrics = fonts.metrics_of(theme, "tertiary")
    bar = math.ceil(length) + gap + metrics.horizontalAdvance(label)  # words in half a pixel less are cut
    most = view.width - 2 * pad - 2 * gap
    lines = foot_lines(notes, most - bar - gap, most, metrics)
    beside, row = len(lines) < 2, metrics.height()
    barred = bar <= most and (beside or view.height >= LEAST_ROWS * row)
    if barred and not beside:
        lines.insert(0, "")  # the scale bar has a line of its own above
    wide = max(map(metrics.horizontalAdvance, lines), default=0.0)
    wide = wide + (gap if wide else 0) + bar if beside else min(most, max(wide, bar if barred else 0))
    high = row * max(1, len(lines)) + theme.space(1)
    plate = QRectF(pad, view.height - pad - high, wide + 2 * gap, high)
    _plate(painter, plate, theme)
    left = plate.left() + gap
    for number, line in enumerate(lines):
        place = QRectF(left, plate.top() + theme.space(0.5) + number * row, wide, row)
        said = draw.text(painter, place, line, theme, "tertiary", "secondary") if line else 0.0
        if number == 0 and barred:
            _bar(painter, place.adjusted(said + gap if said else 0, 0, 0, 0), length, label, theme)
    if not lines:
        _bar(painter, QRectF(left, plate.top(), wide, high), length, label, theme)
    taken = _paint_moment(painter, view, theme, data_at, plate.right() + gap)
    if unwritten:
        _paint_unwritten(painter, QRectF(plate.right() + gap, plate.bottom(), taken - plate.right() - 2 * gap, 0),
                         plate, theme, unwritten)  # fmt: skip


def _paint_unwritten(painter: QPainter, beside: QRectF, foot: QRectF, theme: Theme, said: str) -> None:
    """A line right of the foot's plate, whose bottom it shares, or over it where there is no room."""
    metrics = fonts.metrics_of(theme, "tertiary")
    width = metrics.horizontalAdvance(said) + 2 * theme.space(2) + 1
    high = metrics.height() + theme.space(1)
    over = QRectF(foot.left(), foot.top() - theme.space(1) - high, width, high)
    plate = QRectF(beside.left(), beside.bottom() - high, width, high) if width <= beside.width() else over
    _plate(painter, plate, theme)
    draw.text(painter, plate, said, theme, "tertiary", "secondary", draw.CENTRE)


def _paint_moment(painter: QPainter, view: View, theme: Theme, data_at: int | None, taken: float) -> float:
    """The time of the data at the right, where what stands at the left leaves room for it; where it begins."""
    if not data_at:
        return view.width - theme.space(2.5)
    metrics, pad = fonts.metrics_of(theme, "tertiary"), theme.space(2.5)
    moment = QCoreApplication.translate("MapPane", "数据 {0}").format(words.hour_minute_second(data_at))
    width, high = metrics.horizontalAdvance(moment) + 2 * theme.space(2), metrics.height() + theme.space(1)
    plate = QRectF(view.width - pad - width, view.height - pad - high, width, high)
    if plate.left() <= taken:
        return view.width - pad
    _plate(painter, plate, theme)
    draw.text(painter, plate, moment, theme, "tertiary", "secondary", draw.CENTRE)
    return plate.left()


def paint_messages(
    painter: QPainter, view: View, theme: Theme, messages: Sequence[str], covered: Sequence[QRect] = ()
) -> None:
    """Words about the ground and the layers, at the top and in the middle, so that nobody takes plain ground for empty.

    Each has a plate of its own, and two lines where one has no room.

    ``covered``: where something lies on the map, in widget pixels; the words stand beside it.
    """
    metrics, pad = fonts.metrics_of(theme, "secondary"), theme.space(3)
    top, size = float(pad), theme.px("secondary")
    for message in messages:
        lines = broken(message, int(view.width - 4 * pad), size, False, MESSAGE_LINES)
        row = QRectF(pad, top, view.width - 2 * pad, metrics.height() * len(lines) + theme.space(2))
        for box in covered:
            if QRectF(box).intersects(row) and box.right() < view.width * MOST_COVERED:
                row.setLeft(max(row.left(), box.right() + theme.space(2)))
        lines = broken(message, int(row.width() - 2 * pad), size, False, MESSAGE_LINES)
        row.setHeight(metrics.height() * len(lines) + theme.space(2))
        width = max(map(metrics.horizontalAdvance, lines)) + 2 * pad
        middle = min(max(view.width / 2, row.left() + width / 2), row.right() - width / 2)
        plate = QRectF(middle - width / 2, top, width, row.height())
        _plate(painter, plate, theme, "delayed")
        for number, line in enumerate(lines):
            place = QRectF(plate.left(), top + theme.space(1) + number * metrics.height(), width, metrics.height())
            draw.text(painter, place, line, theme, "secondary", "text", draw.CENTRE)
        top = plate.bottom() + theme.space(1)


def _plate(painter: QPainter, rect: QRectF, theme: Theme, edge: str = "") -> None:
    ground = QColor(theme.token("ground"))
    ground.setAlphaF(0.72 if not edge else 0.92)
    painter.setPen(QPen(QColor(theme.token(edge)), theme.hair()) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, theme.base["radius"], theme.base["radius"])


def _bar(painter: QPainter, room: QRectF, length: float, label: str, theme: Theme) -> None:
    """The scale bar and its words from the left."""
    tick, start = theme.space(0.8), QPointF(room.left(), room.center().y())
    painter.setPen(QPen(QColor(theme.token("tertiary")), max(1.0, theme.factor)))
    end = start + QPointF(length, 0)
    painter.drawLine(start, end)
    for point in (start, end):
        painter.drawLine(point - QPointF(0, tick), point + QPointF(0, tick))
    draw.text(painter, room.adjusted(length + theme.space(2), 0, 0, 0), label, theme, "tertiary", "secondary")
