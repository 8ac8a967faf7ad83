"""The key of a map's signs, at its foot on the right: painted once for what the map has, and shown by both painters."""

from __future__ import annotations

import math
from collections.abc import Sequence

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
MOST_HIGH = 0.17
"""Share of its height; lines that have no room in it, the last first, are left out: the cards say the same."""
SMALL = 0.62
"""Signs in the key are so much smaller than on the map."""


class SignPlate:
    """Keeps its picture until lines, theme or ratio change."""

    def __init__(self) -> None:
        self._of: tuple[tuple[KeyLine, ...], str, float, float, tuple[int, int]] | None = None
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
        key = (lines, theme.name, theme.factor, view.dpr, (view.width, view.height))
        if self._of != key:
            self._of, self._picture = key, _painted(lines, view, theme)


Row = tuple[str, list[Meaning]]
"""The name of a line (empty where it goes on) and its signs."""


def _rows(lines: tuple[KeyLine, ...], head: float, view: View, theme: Theme) -> list[Row]:
    """Whole lines, as many as have room; at least the first."""
    most = int((view.height * MOST_HIGH - 2 * theme.space(1)) // _pitch(theme))
    rows: list[Row] = []
    for line in lines:
        broken = _broken(line, view.width * MOST_WIDE - head, theme)
        if rows and len(rows) + len(broken) > most:
            break
        rows += broken
    return rows


def _painted(lines: tuple[KeyLine, ...], view: View, theme: Theme) -> QPixmap:
    pad = theme.space(2)
    head = max(fonts.metrics_of(theme, "tertiary").horizontalAdvance(line.head) for line in lines) + _gap(theme)
    rows = _rows(lines, head, view, theme)
    wide = head + max(_width(part, theme) for _, part in rows)
    size = QSizeF(wide + 2 * pad, _pitch(theme) * len(rows) + 2 * theme.space(1))
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
    for number, (words, part) in enumerate(rows):
        place = QRectF(pad, theme.space(1) + number * _pitch(theme), head, _pitch(theme))
        draw.text(painter, place, words, theme, "tertiary", "secondary")
        _row(painter, part, place.translated(head, 0), view, theme, signs)
    painter.end()
    return picture


def _row(
    painter: QPainter, part: list[Meaning], place: QRectF, view: View, theme: Theme, signs: Sprites
) -> None:  # fmt: skip
    metrics, left = fonts.metrics_of(theme, "tertiary"), place.left()
    for each in part:
        _sign(painter, each, QRectF(left, place.top(), metrics.height(), place.height()), view, theme, signs)
        wide = metrics.horizontalAdvance(each.words) + 1
        words = QRectF(left + metrics.height() + theme.space(1), place.top(), wide, place.height())
        draw.text(painter, words, each.words, theme, "tertiary", "text")
        left = words.right() + _gap(theme)


def _pitch(theme: Theme) -> float:
    return fonts.metrics_of(theme, "tertiary").height() + theme.space(1)


def _gap(theme: Theme) -> float:
    return theme.space(2.5)


def _width(meanings: Sequence[Meaning], theme: Theme) -> float:
    metrics = fonts.metrics_of(theme, "tertiary")
    each = metrics.height() + theme.space(1) + 1 + _gap(theme)
    return sum(each + metrics.horizontalAdvance(meaning.words) for meaning in meanings)


def _broken(line: KeyLine, most: float, theme: Theme) -> list[Row]:
    """In rows that have room; the first of them bears the name of the line."""
    rows: list[Row] = [(line.head, [])]
    for each in line.meanings:
        if rows[-1][1] and _width([*rows[-1][1], each], theme) > most:
            rows.append(("", []))
        rows[-1][1].append(each)
    return rows


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
