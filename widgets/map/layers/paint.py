"""The native painter's layers: areas, outlines and lines, arrows and points into a picture, in device pixels."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from console.models.city_map.shapes import Form, Look, PictureLayer
from resources.theme import Theme
from widgets.map import mercator
from widgets.map.layers.cover import Disc
from widgets.map.layers.paths import Paths
from widgets.map.layers.prepared import Prepared
from widgets.map.layers.rings import Floats, Rings
from widgets.map.layers.stack import Laid, colour_of
from widgets.map.view import View

CHUNK = 48
"""Vertices stroked at once: a stroke of many vertices costs more than as many short ones."""
ARROW_GAP = 90.0
"""Style pixels between the arrows of a line."""
HATCH = 8
"""Style pixels between the strokes of a hatched area."""
DASH, DASH_GAP = 4.0, 3.0
"""Style pixels of a dash and of the gap after it for each pixel of width, at least one."""


def paint(painter: QPainter, view: View, theme: Theme, laid: Laid) -> Iterator[None]:
    """Everything of a layer but its points and labels, step by step, so that a heavy one can be painted between other
    work.

    May run in any thread: only images are painted, no pixmaps, and no words. The painter's origin is the view's corner.
    """
    layer = laid.layer
    painter.setOpacity(min(1.0, max(0.0, layer.opacity)))
    if isinstance(layer, PictureLayer):
        _picture(painter, view, layer)
        yield
    else:
        yield from _Shapes(painter, view, theme, laid).paint()


def paint_points(painters: Sequence[QPainter], view: View, theme: Theme, laid: Laid) -> Iterator[None]:
    """The points of a layer, which lie over all that is no point; with each of the painters."""
    for painter in painters:
        painter.setOpacity(min(1.0, max(0.0, laid.layer.opacity)))
        yield from _Shapes(painter, view, theme, laid).points()


def _picture(painter: QPainter, view: View, layer: PictureLayer) -> None:
    west, south, east, north = layer.bounds
    x, y = mercator.to_unit(np.array([west, east]), np.array([north, south]))
    left, top = view.to_device(x, y)
    pixels = np.ascontiguousarray(layer.pixels, np.uint8)
    high, wide = pixels.shape[:2]
    image = QImage(pixels.data, wide, high, wide * 4, QImage.Format.Format_RGBA8888)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(left[0], top[0], left[1] - left[0], top[1] - top[0]), image)


class _Shapes:
    """Holds what each kind of shape needs, so that each of them reads as one step."""

    def __init__(self, painter: QPainter, view: View, theme: Theme, laid: Laid) -> None:
        self._painter = painter
        self._view = view
        self._theme = theme
        self._prepared = laid.prepared
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self) -> Iterator[None]:
        """Fills, then all lines: the order of both painters."""
        view = self._view
        areas, lines = self._prepared.seen(Form.AREA, view), self._prepared.seen(Form.LINE, view)
        yield
        for number, path in Paths(areas, view, closed=True):
            self._fill(self._look(number), path)
            yield
        for rings, closed in ((areas, True), (lines, False)):
            for number, path in Paths(rings, view, closed, most=CHUNK):
                self._stroke(self._look(number), path)
                yield
        yield from self._arrows(lines)

    def _look(self, number: int) -> Look:
        return self._prepared.shapes[number].look

    def _colour(self, colour: str, alpha: float = 1.0) -> QColor:
        ink = QColor(colour_of(self._theme, colour))
        ink.setAlphaF(min(1.0, max(0.0, alpha)))
        return ink

    def _fill(self, look: Look, path: QPainterPath) -> None:
        if not look.fill:
            return
        if not look.hatched:
            self._painter.fillPath(path, self._colour(look.fill, look.fill_alpha))
            return
        left, top = self._view.origin
        tile = hatch(self._colour(look.fill).name(), self._view.scale)
        self._painter.setBrushOrigin(QPointF(-left % tile.width(), -top % tile.width()))
        self._painter.fillPath(path, QBrush(tile))

    def _stroke(self, look: Look, path: QPainterPath) -> None:
        if look.line and look.width > 0:
            self._painter.strokePath(path, self._pen(look))

    def _pen(self, look: Look) -> QPen:
        pen = QPen(self._colour(look.line), look.width * self._view.scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if look.dashed else Qt.PenCapStyle.RoundCap)
        if look.dashed:
            pen.setDashPattern([DASH / max(1.0, look.width), DASH_GAP / max(1.0, look.width)])
        return pen

    def _arrows(self, lines: Rings) -> Iterator[None]:
        """A small triangle every so often, pointing the way the line runs."""
        x, y = self._view.to_device(lines.x, lines.y)
        for part, number in enumerate(lines.shape):
            look = self._look(int(number))
            if look.arrows and look.line:
                inside = slice(lines.start[part], lines.start[part + 1])
                self._arrows_of(look, x[inside], y[inside])
                yield

    def _arrows_of(self, look: Look, x: Floats, y: Floats) -> None:
        way = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
        gap = ARROW_GAP * self._view.scale
        size = arrow_size(look.width) * self._view.scale
        self._painter.setPen(QPen(self._colour("map-label-halo", 0.9), self._view.scale))
        self._painter.setBrush(self._colour(look.line))
        for at in np.arange(min(gap, float(way[-1])) / 2, way[-1], gap):
            step = min(len(way) - 2, max(0, int(np.searchsorted(way, at, "right")) - 1))
            share = (at - way[step]) / max(1e-9, way[step + 1] - way[step])
            across, down = x[step + 1] - x[step], y[step + 1] - y[step]
            place = (x[step] + across * share, y[step] + down * share)
            self._painter.drawPolygon(_arrow(*place, math.atan2(down, across), size))

    def points(self) -> Iterator[None]:
        """Discs with their rims."""
        points = self._prepared.points
        if not len(points):
            return
        view = self._view
        x, y = view.to_device(points.x[points.start[:-1]], points.y[points.start[:-1]])
        rim = (self._prepared.largest_radius + 8) * view.scale
        near = (x > -rim) & (y > -rim) & (x < view.width * view.dpr + rim) & (y < view.height * view.dpr + rim)
        for at in np.flatnonzero(near):
            look = self._look(int(points.shape[at]))
            lined = look.line and look.width > 0
            self._painter.setPen(self._pen(look) if lined else Qt.PenStyle.NoPen)
            self._painter.setBrush(self._colour(look.fill, look.fill_alpha) if look.fill else Qt.BrushStyle.NoBrush)
            # the rim lies outside the radius, as in the page
            radius = (look.radius + (look.width / 2 if lined else 0.0)) * view.scale
            self._painter.drawEllipse(QPointF(float(x[at]), float(y[at])), radius, radius)
            yield


def discs_of(prepared: Prepared, view: View) -> list[Disc]:
    """Where the points of a layer are, by how large they are, for who looks for their ink."""
    points = prepared.points
    x, y = view.to_device(points.x[points.start[:-1]], points.y[points.start[:-1]])
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    looks = (prepared.shapes[at].look for at in points.shape.tolist())
    reach = np.array([math.ceil((look.radius + look.width) * view.scale) + 1 for look in looks])
    near = (column > -reach) & (row > -reach) & (column < view.width * view.dpr + reach)
    near &= row < view.height * view.dpr + reach
    return [(column[some], row[some], int(each)) for each in np.unique(reach) for some in [near & (reach == each)]]


def arrow_size(width: float) -> float:
    """Half the length of the arrow on a line of this width, in style pixels."""
    return 3.5 + width


def _arrow(x: float, y: float, angle: float, size: float) -> QPolygonF:
    corners = ((size, 0.0), (-size * 0.8, -size * 0.8), (-size * 0.35, 0.0), (-size * 0.8, size * 0.8))
    cos, sin = math.cos(angle), math.sin(angle)
    return QPolygonF([QPointF(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in corners])


@lru_cache(maxsize=32)
def hatch(colour: str, scale: float) -> QImage:
    """A tile of slanting strokes that fits to itself on all sides."""
    edge = max(4, round(HATCH * scale))
    tile = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 2 * scale))
    for shift in (-edge, 0, edge):
        painter.drawLine(QPointF(shift - 1, edge + 1), QPointF(shift + edge + 1, -1))
    painter.end()
    return tile
