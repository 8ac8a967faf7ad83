"""The key of a map's signs, at its foot on the right: painted once for what the map has, and shown by both painters."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from console.models.city_map.sign_key import KeyLine, Meaning, Sign
from resources.theme import Theme
from widgets import draw, fonts
from widgets.map import vehicle_layer
from widgets.map.sprites import Sprites
from widgets.map.view import View

LEAST = (700.0, 400.0)
"""A map smaller than this, in style pixels, has no room for a key; cards say the same."""
MOST_WIDE = 0.42
"""Share of the map's width that a line may have; what is longer goes on below."""
SMALL = 0.62
"""Signs in the key are so much smaller than on the map."""


class SignPlate:
    """Keeps its picture until lines, theme or ratio change."""

    def __init__(self) -> None:
        self._of: tuple[tuple[KeyLine, ...], str, float, float, int] | None = None
        self._picture = QPixmap()

    def box(self, lines: tuple[KeyLine, ...], view: View, theme: Theme) -> QRectF:
        """Where it stands, in widget pixels; empty where there is nothing to say or no room."""
        if not lines or view.width < LEAST[0] * view.factor or view.height < LEAST[1] * view.factor:
            return QRectF()
        self._prepare(lines, view, theme)
        size, pad = QSizeF(self._picture.size()) / view.dpr, theme.space(2.5)
        foot = fonts.metrics_of(theme, "tertiary").height() + theme.space(2)
        return QRectF(QPointF(view.width - pad - size.width(), view.height - pad - foot - size.height()), size)

    def paint(self, painter: QPainter, lines: tuple[KeyLine, ...], view: View, theme: Theme) -> None:
        """With a painter in widget pixels."""
        place = self.box(lines, view, theme)
        if not place.isEmpty():
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))

    def _prepare(self, lines: tuple[KeyLine, ...], view: View, theme: Theme) -> None:
        key = (lines, theme.name, theme.factor, view.dpr, view.width)
        if self._of != key:
            self._of, self._picture = key, _painted(lines, view, theme)


def _painted(lines: tuple[KeyLine, ...], view: View, theme: Theme) -> QPixmap:
    metrics, pad, gap = fonts.metrics_of(theme, "tertiary"), theme.space(2), theme.space(2.5)
    row, sign = metrics.height() + theme.space(1), metrics.height()
    head = max(metrics.horizontalAdvance(line.head) for line in lines) + gap
    rows = [
        (line.head if first else "", part)
        for line in lines
        for first, part in _broken(line.meanings, view.width * MOST_WIDE - head, sign + theme.space(1), gap, theme)
    ]
    wide = max(_width(part, sign + theme.space(1), gap, theme) for _, part in rows) + head
    size = QSizeF(wide + 2 * pad, row * len(rows) + 2 * theme.space(1))
    picture = QPixmap(math.ceil(size.width() * view.dpr), math.ceil(size.height() * view.dpr))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(view.dpr, view.dpr)
    ground = QColor(theme.token("ground"))
    ground.setAlphaF(0.86)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(QPointF(), size), theme.base["radius"], theme.base["radius"])
    signs = Sprites(theme, view.scale * SMALL)
    top = float(theme.space(1))
    for words, part in rows:
        draw.text(painter, QRectF(pad, top, head, row), words, theme, "tertiary", "secondary")
        left = pad + head
        for each in part:
            _sign(painter, each, QRectF(left, top, sign, row), view, theme, signs)
            wide = metrics.horizontalAdvance(each.words) + 1
            place = QRectF(left + sign + theme.space(1), top, wide, row)
            draw.text(painter, place, each.words, theme, "tertiary", "text")
            left = place.right() + gap
        top += row
    painter.end()
    return picture


def _width(meanings: list[Meaning], sign: float, gap: float, theme: Theme) -> float:
    metrics = fonts.metrics_of(theme, "tertiary")
    return sum(sign + metrics.horizontalAdvance(each.words) + 1 + gap for each in meanings)


def _broken(
    meanings: tuple[Meaning, ...], most: float, sign: float, gap: float, theme: Theme
) -> list[tuple[bool, list[Meaning]]]:
    """In rows that have room; the first of them bears the name of the line."""
    rows: list[list[Meaning]] = [[]]
    for each in meanings:
        if rows[-1] and _width([*rows[-1], each], sign, gap, theme) > most:
            rows.append([])
        rows[-1].append(each)
    return [(at == 0, part) for at, part in enumerate(rows)]


def _sign(painter: QPainter, what: Meaning, place: QRectF, view: View, theme: Theme, signs: Sprites) -> None:
    """As the map draws it, smaller."""
    if what.sign in (Sign.ALARM, Sign.NEW_ALARM, Sign.STATION):
        picture = (
            signs.station(what.token)
            if what.sign is Sign.STATION
            else signs.alarm(what.priority, what.sign is Sign.ALARM)
        )
        size = QSizeF(picture.size()) / view.dpr
        share = min(1.0, place.height() / size.height())
        target = QRectF(QPointF(), size * share)
        target.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(target, picture, QRectF(picture.rect()))
        return
    vehicle_layer.paint_sign(painter, what.sign, place.center(), view, theme)
