"""The pictures of markers and their labels, painted once for each look and kept; all in device pixels."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from resources.theme import Theme
from widgets import fonts, words
from widgets.broken_text import shortened
from widgets.map.layers.labels import LINE, SIZE, label_picture
from widgets.shapes import grade_path, paint_grade

ALARM_PX, STATION_PX, ASSET_PX, DOT_PX = 22.0, 12.0, 18.0, 4.0
LONGEST = 28
"""Characters of a label; the rest is in the popup."""

_POLYGONS: dict[str, tuple[tuple[float, float], ...]] = {
    "shelter": ((-0.9, 0), (0, -0.9), (0.9, 0), (0.65, 0), (0.65, 0.8), (-0.65, 0.8), (-0.65, 0)),
    "store": ((-0.8, -0.35), (0, -0.8), (0.8, -0.35), (0.8, 0.75), (-0.8, 0.75)),
    "hospital": (
        *((-0.25, -0.8), (0.25, -0.8), (0.25, -0.25), (0.8, -0.25), (0.8, 0.25), (0.25, 0.25)),
        *((0.25, 0.8), (-0.25, 0.8), (-0.25, 0.25), (-0.8, 0.25), (-0.8, -0.25), (-0.25, -0.25)),
    ),
    "camera": (
        *((-0.9, -0.5), (0.35, -0.5), (0.35, -0.1), (0.9, -0.5), (0.9, 0.5), (0.35, 0.1), (0.35, 0.5), (-0.9, 0.5)),
    ),
    "outfall": ((-0.8, -0.6), (0.8, -0.6), (0, 0.8)),
    "dust": ((0, -0.85), (0.85, 0), (0, 0.85), (-0.85, 0)),
    "site": ((0, -0.85), (0.85, 0), (0, 0.85), (-0.85, 0)),
    "waste": ((-0.6, -0.8), (0.6, -0.8), (0.6, 0.8), (-0.6, 0.8)),
    "bridge": ((-0.9, 0.5), (-0.9, 0.1), (-0.35, -0.5), (0.35, -0.5), (0.9, 0.1), (0.9, 0.5), (0, -0.05)),
    "case": ((-0.6, -0.8), (0.25, -0.8), (0.6, -0.4), (0.6, 0.8), (-0.6, 0.8)),
    "incident": ((0, -0.9), (0.9, 0.7), (-0.9, 0.7)),
}


def glyph(kind: str) -> QPainterPath:
    """The sign of an asset's kind within -1 to 1; a disc for kinds that have none of their own."""
    path = QPainterPath()
    if kind in _POLYGONS:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in _POLYGONS[kind]]))
        path.closeSubpath()
    elif kind in ("water", "water_level", "water_section", "reservoir", "fire_station"):
        path.moveTo(0, -0.9)
        path.cubicTo(0.5, -0.2, 0.7, 0.1, 0.7, 0.35)
        path.cubicTo(0.7, 1.05, -0.7, 1.05, -0.7, 0.35)
        path.cubicTo(-0.7, 0.1, -0.5, -0.2, 0, -0.9)
    elif kind in ("team", "expert", "grid_staff", "person", "unit"):
        path.addEllipse(QPointF(0, -0.45), 0.38, 0.38)
        path.addRoundedRect(QRectF(-0.7, 0.05, 1.4, 0.75), 0.35, 0.35)
    else:
        path.addEllipse(QPointF(), 0.6, 0.6)
    return path


def _canvas(width: float, height: float) -> QPixmap:
    pixmap = QPixmap(max(1, round(width)), max(1, round(height)))
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _begin(pixmap: QPixmap) -> QPainter:
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    return painter


def _tint(colour: str, opacity: float) -> QColor:
    tint = QColor(colour)
    tint.setAlphaF(opacity)
    return tint


class Sprites:
    """Makes and keeps the pictures for one theme at one scale."""

    def __init__(self, theme: Theme, scale: float) -> None:
        self._theme = theme
        self._scale = scale
        self.alarm = lru_cache(maxsize=64)(self._alarm)
        self.station = lru_cache(maxsize=256)(self._station)
        self.asset = lru_cache(maxsize=256)(self._asset)
        self.dot = lru_cache(maxsize=64)(self._dot)
        self.label = lru_cache(maxsize=2048)(self._label)
        self.ring = lru_cache(maxsize=8)(self._ring)

    def _alarm(self, priority: int, acknowledged: bool, more: int = 0) -> QPixmap:
        """The grade's shape on a dark rim; one nobody has acknowledged stands in a ring of its colour.

        ``more``: so many other alarms lie under it, which is said at its corner.
        """
        size = ALARM_PX * self._scale * (0.82 if acknowledged else 1.0)
        edge = 2.0 * self._scale
        room = size * 1.9 if not acknowledged else size + 2 * edge
        pixmap = _canvas(room, room)
        painter = _begin(pixmap)
        rect = QRectF(0, 0, size, size)
        rect.moveCenter(QPointF(pixmap.width() / 2, pixmap.height() / 2))
        colour = self._theme.token(f"grade{priority}" if 1 <= priority <= 4 else "tertiary")
        if not acknowledged:
            painter.setPen(QPen(_tint(colour, 0.85), 1.6 * self._scale))
            painter.setBrush(_tint(colour, 0.16))
            inset = 1.5 * self._scale
            painter.drawEllipse(QRectF(pixmap.rect()).adjusted(inset, inset, -inset, -inset))
        rim = QPen(QColor(self._theme.token("map-label-halo")), 2 * edge)
        rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(grade_path(rect, priority), rim)
        paint_grade(painter, rect, priority, self._theme)
        painter.end()
        return self._counted(pixmap, more) if more else pixmap

    def _counted(self, sign: QPixmap, more: int) -> QPixmap:
        """A sign with a small plate at its upper right; larger on all sides alike, for its middle is its place."""
        text = f"+{more}"
        font = fonts.sized(round(self._theme.base["tertiary"] * 0.8 * self._scale), True)
        metrics = fonts.metrics(font.pixelSize(), True)
        wide, high = metrics.horizontalAdvance(text) + 5 * self._scale, metrics.height() * 0.86
        out = round(wide * 0.6)
        pixmap = _canvas(sign.width() + 2 * out, sign.height() + 2 * round(high * 0.35))
        painter = _begin(pixmap)
        painter.drawPixmap(out, round(high * 0.35), sign)
        plate = QRectF(pixmap.width() - wide, 0, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.token("ground")))
        painter.drawRoundedRect(plate, high / 2, high / 2)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.token("text")))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.end()
        return pixmap

    def _station(self, token: str) -> QPixmap:
        """A disc in the colour of its state with a dark heart: a thing that measures."""
        size = STATION_PX * self._scale
        pixmap = _canvas(size + 4 * self._scale, size + 4 * self._scale)
        painter = _begin(pixmap)
        middle = QPointF(pixmap.width() / 2, pixmap.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        for radius, colour in (
            (size / 2 + 1.5 * self._scale, self._theme.token("map-label-halo")),
            (size / 2, self._theme.token(token)),
            (size * 0.28, self._theme.token("map-label-halo")),
        ):
            painter.setBrush(QColor(colour))
            painter.drawEllipse(middle, radius, radius)
        painter.end()
        return pixmap

    def _asset(self, kind: str, token: str) -> QPixmap:
        """A small plate with the sign of the kind."""
        size = ASSET_PX * self._scale
        pixmap = _canvas(size + 2 * self._scale, size + 2 * self._scale)
        painter = _begin(pixmap)
        rect = QRectF(0, 0, size, size)
        rect.moveCenter(QPointF(pixmap.width() / 2, pixmap.height() / 2))
        painter.setPen(QPen(_tint(self._theme.token(token), 0.7), self._scale))
        painter.setBrush(_tint(self._theme.token("surface"), 0.92))
        painter.drawRoundedRect(rect, 4 * self._scale, 4 * self._scale)
        painter.translate(rect.center())
        painter.scale(size * 0.3, size * 0.3)
        painter.fillPath(glyph(kind), QColor(self._theme.token(token)))
        painter.end()
        return pixmap

    def _dot(self, token: str) -> QPixmap:
        """A small hollow square: an asset that has no room for more, and not a vehicle."""
        size = DOT_PX * self._scale
        pixmap = _canvas(size + 3 * self._scale, size + 3 * self._scale)
        painter = _begin(pixmap)
        rect = QRectF(0, 0, size, size)
        rect.moveCenter(QPointF(pixmap.width() / 2, pixmap.height() / 2))
        painter.setBrush(_tint(self._theme.token("map-label-halo"), 0.85))
        painter.setPen(QPen(_tint(self._theme.token(token), 0.75), self._scale))
        painter.drawRect(rect)
        painter.end()
        return pixmap

    def _label(self, text: str, edge_token: str, role: str, dense: bool, mirrored: bool) -> QPixmap:
        """Words on a dark pill; ``edge_token`` colours its edge, none when empty: the left one, or the right one where
        the words stand to the left of their sign."""
        text = shortened(words.one_line(text), LONGEST)
        font = fonts.sized(round(self._theme.base[role] * (0.86 if dense else 0.93) * self._scale))
        advance = fonts.metrics(font.pixelSize()).horizontalAdvance(text)
        unit = self._scale
        strip = 3 * unit if edge_token else 0.0
        pixmap = _canvas(advance + 12 * unit + strip, fonts.metrics(font.pixelSize()).height() + 3 * unit)
        painter = _begin(pixmap)
        rect = QRectF(pixmap.rect())
        shape = QPainterPath()
        shape.addRoundedRect(rect, 3 * unit, 3 * unit)
        painter.fillPath(shape, _tint(self._theme.token("ground"), 0.7 if dense else 0.93))
        if edge_token:
            painter.setClipPath(shape)
            left = rect.width() - strip if mirrored else 0.0
            painter.fillRect(QRectF(left, 0, strip, rect.height()), QColor(self._theme.token(edge_token)))
        painter.setFont(font)
        painter.setPen(QColor(self._theme.token("text")))
        inside = rect.adjusted(0, 0, -strip, 0) if mirrored else rect.adjusted(strip, 0, 0, 0)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.end()
        return pixmap

    def name(self, text: str, height: float) -> QPixmap:
        """The name of a place as the base map has it, in a box of this height."""
        ink, halo = self._theme.token("map-label"), self._theme.token("map-label-halo")
        return label_picture(text, ink, halo, height / LINE / SIZE)

    def _ring(self, size: int) -> QPixmap:
        """Round the selected marker."""
        pixmap = _canvas(size, size)
        painter = _begin(pixmap)
        width = 2.0 * self._scale
        painter.setPen(QPen(QColor(self._theme.token("accent")), width))
        painter.drawEllipse(QRectF(pixmap.rect()).adjusted(width, width, -width, -width))
        painter.end()
        return pixmap
