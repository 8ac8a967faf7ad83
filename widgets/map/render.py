"""A vector tile, painted: pure function from decoded features, a place and colours to an image.

Polygons and lines reach into the tile's buffer and so meet at the borders; names are decided by ``place_labels`` and
``road_labels``, which never cut one. Everything is in device pixels.

The alpha channel carries a message: ``NAME_ALPHA`` where a place's name stands, opaque elsewhere. The map keeps its
dots off those pixels, so that five thousand vehicles do not bury the name of their town.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPolygonF

from widgets.map import style
from widgets.map.mvt import LINE, POLYGON, Feature, Part, VectorTile
from widgets.map.place_labels import PlaceLabel, TileOf, place_labels
from widgets.map.road_labels import RoadLabel, road_labels
from widgets.map.sheet import Sheet
from widgets.map.stamp import NAME_ALPHA, pixels_of
from widgets.map.style import Colours, at_zoom

FAINT = 60
"""Ink of less alpha than this does not count as part of a name."""


def render(tile_of: TileOf, sheet: Sheet, colour: Colours) -> QImage:
    """The finished tile. ``tile_of`` gives the vector tile at a column and row of the sheet's data zoom."""
    _, x, y = sheet.data_tile
    tile, places = tile_of(x, y), place_labels(tile_of, sheet)
    image = _painted(sheet, colour("map-land"), lambda painter: _Brush(painter, sheet, colour).ground(tile, places))
    if places:
        names = _painted(sheet, None, lambda painter: _Brush(painter, sheet, colour).names(places))
        painter = QPainter(image)
        painter.drawImage(0, 0, names)
        painter.end()
        pixels, ink = pixels_of(image), pixels_of(names) >> 24
        pixels[ink > FAINT] = pixels[ink > FAINT] & np.uint32(0x00FFFFFF) | np.uint32(NAME_ALPHA << 24)
    return image


def _painted(sheet: Sheet, ground: str | None, paint: Callable[[QPainter], None]) -> QImage:
    image = QImage(sheet.px, sheet.px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(ground) if ground else Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    try:
        paint(painter)
    finally:
        painter.end()  # a broken tile raises in the middle, and an image must not go while it is painted on
    return image


class _Brush:
    """Holds what every layer's painting needs, so that each of them reads as one step."""

    def __init__(self, painter: QPainter, sheet: Sheet, colour: Colours) -> None:
        self._painter = painter
        self._sheet = sheet
        self._colour = colour
        self._edge = sheet.edge
        self._dx, self._dy = sheet.offset

    def ground(self, tile: VectorTile, places: list[PlaceLabel]) -> None:
        """All layers from the ground up, with the names of roads, which keep clear of the places' names."""
        self._blocks(tile.layer("block"))
        self._green(tile.layer("green"))
        self._water(tile.layer("water"))
        if self._sheet.zoom >= style.BUILDING_FROM:
            self._buildings(tile.layer("building"))
        self._boundaries(tile.layer("boundary"))
        self._rails(tile.layer("rail"))
        self._roads(tile.layer("road"))
        for road in road_labels(tile.layer("road"), self._sheet, [label.box for label in places]):
            self._road_name(road)

    def names(self, places: list[PlaceLabel]) -> None:
        """The names of places, the most important last."""
        for place in reversed(places):
            self._place_name(place)

    def _blocks(self, features: list[Feature]) -> None:
        show = at_zoom(style.BLOCK_SHOW, self._sheet.zoom)
        for kind, some in _by(features, "kind").items():
            if kind == "farmland":
                self._fill(some, "map-forest", style.FARMLAND)
            elif kind in style.BLOCKS and show > 0:
                self._fill(some, style.BLOCKS[kind], show)

    def _green(self, features: list[Feature]) -> None:
        for kind, some in _by(features, "kind").items():
            self._fill(some, "map-park" if kind == "park" else "map-forest")

    def _water(self, features: list[Feature]) -> None:
        kinds = _by(features, "kind")
        for kind, token in (("sea", "map-sea"), ("lake", "map-lake"), ("river", "map-river")):
            areas = [feature for feature in kinds.get(kind, ()) if feature.shape == POLYGON]
            lines = [feature for feature in kinds.get(kind, ()) if feature.shape == LINE]
            self._fill(areas, token)
            self._stroke(lines, token, at_zoom(style.SHORE_WIDTH, self._sheet.zoom) * 1.5)
            if kind == "sea" and areas:
                self._shallows(self._path(areas, closed=True))

    def _shallows(self, sea: QPainterPath) -> None:
        """The sea grows lighter in three steps towards the coast."""
        self._painter.save()
        self._painter.setClipPath(sea)
        for width, show in style.SHALLOWS:
            self._painter.strokePath(sea, self._pen(_faded(QColor(self._colour("map-river")), show), width))
        self._painter.restore()

    def _buildings(self, features: list[Feature]) -> None:
        show = at_zoom(style.BUILDING_SHOW, self._sheet.zoom)
        low, high = QColor(self._colour("map-building")), QColor(self._colour("map-building-high"))
        groups: dict[int, list[Feature]] = defaultdict(list)
        for feature in features:
            groups[min(style.ROOFS, int(feature.number("height") / style.TALL_M * style.ROOFS))].append(feature)
        shadow = _faded(QColor(self._colour("map-label-halo")), 0.45 * show)
        for step, some in sorted(groups.items()):
            roof = _mixed(low, high, step / style.ROOFS)
            path = self._path(some, closed=True)
            if self._sheet.zoom >= style.SHADOW_FROM:
                reach = (1 + step) * 0.5 * self._sheet.scale * 2 ** (self._sheet.zoom - 15)
                self._painter.fillPath(path.translated(reach * 0.7, reach), shadow)
            self._painter.fillPath(path, _faded(roof.darker(118), show))
            if self._sheet.zoom >= style.SHADOW_FROM:
                self._painter.strokePath(path, self._pen(_faded(roof.lighter(118), show), 0.8))

    def _boundaries(self, features: list[Feature]) -> None:
        levels = _by(features, "level")
        for level, (width, show) in style.BOUNDARY.items():
            opacity = at_zoom(show, self._sheet.zoom)
            if level in levels and opacity > 0:
                pen = self._pen(_faded(QColor(self._colour("map-boundary")), opacity), at_zoom(width, self._sheet.zoom))
                pen.setDashPattern([6, 3, 1.5, 3] if level != "town" else [3, 3])
                self._painter.strokePath(self._path(levels[level], closed=False), pen)

    def _rails(self, features: list[Feature]) -> None:
        width = at_zoom(style.RAIL_WIDTH, self._sheet.zoom)
        path = self._path(features, closed=False)
        self._painter.strokePath(path, self._pen(QColor(self._colour("map-rail")), width, flat=True))
        if self._sheet.zoom >= 11:
            pen = self._pen(QColor(self._colour("map-land")), width * 0.6, flat=True)
            pen.setDashPattern([6, 6])
            self._painter.strokePath(path, pen)

    def _roads(self, features: list[Feature]) -> None:
        classes = _by(features, "class")
        zoom = self._sheet.zoom
        shown = [
            (road, self._path(classes[kind], closed=False), at_zoom(road.show, zoom))
            for kind, road in style.ROADS.items()
            if kind in classes and at_zoom(road.show, zoom) > 0
        ]
        for road, path, show in shown:
            width = at_zoom(road.width, zoom)
            if width >= 1.2:
                rim = _faded(QColor(self._colour("map-land")), show)
                self._painter.strokePath(path, self._pen(rim, width + min(2.4, 0.8 + width * 0.25)))
        for road, path, show in shown:
            self._painter.strokePath(
                path, self._pen(_faded(QColor(self._colour(road.token)), show), at_zoom(road.width, zoom))
            )

    def _road_name(self, label: RoadLabel) -> None:
        text = _lettering()
        measure = QFontMetricsF(label.font)
        down = (measure.ascent() - measure.descent()) / 2
        for glyph in label.glyphs:
            letter = QPainterPath()
            letter.addText(QPointF(-measure.horizontalAdvance(glyph.text) / 2, down), label.font, glyph.text)
            self._painter.save()
            self._painter.translate(glyph.centre)
            self._painter.rotate(glyph.turn)
            text.addPath(self._painter.worldTransform().map(letter))
            self._painter.restore()
        self._text(text, "map-label", 0.82)

    def _place_name(self, label: PlaceLabel) -> None:
        measure = QFontMetricsF(label.font)
        centre = label.box.center()
        start = QPointF(
            centre.x() - measure.horizontalAdvance(label.text) / 2,
            centre.y() + (measure.ascent() - measure.descent()) / 2,
        )
        text = _lettering()
        text.addText(start, label.font, label.text)
        self._text(text, label.place.token)

    def _text(self, path: QPainterPath, token: str, show: float = 1.0) -> None:
        halo = _faded(QColor(self._colour("map-label-halo")), 0.85)
        self._painter.strokePath(path, self._pen(halo, style.HALO))
        self._painter.fillPath(path, _faded(QColor(self._colour(token)), show))

    def _fill(self, features: Iterable[Feature], token: str, show: float = 1.0) -> None:
        self._painter.fillPath(self._path(features, closed=True), _faded(QColor(self._colour(token)), show))

    def _stroke(self, features: Iterable[Feature], token: str, width: float, show: float = 1.0) -> None:
        pen = self._pen(_faded(QColor(self._colour(token)), show), width)
        self._painter.strokePath(self._path(features, closed=False), pen)

    def _pen(self, colour: QColor, width: float, flat: bool = False) -> QPen:
        cap = Qt.PenCapStyle.FlatCap if flat else Qt.PenCapStyle.RoundCap
        return QPen(colour, width * self._sheet.scale, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.RoundJoin)

    def _path(self, features: Iterable[Feature], closed: bool) -> QPainterPath:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        paper = QRectF(0, 0, self._sheet.px, self._sheet.px).adjusted(-40, -40, 40, 40)
        for feature in features:
            for part in feature.parts:
                polygon = self._polygon(part)
                if polygon.boundingRect().adjusted(-1, -1, 1, 1).intersects(paper):
                    path.addPolygon(polygon)
                    if closed:
                        path.closeSubpath()
        return path

    def _polygon(self, part: Part) -> QPolygonF:
        edge, dx, dy = self._edge, self._dx, self._dy
        return QPolygonF([QPointF(x * edge + dx, y * edge + dy) for x, y in part])


def _by(features: Iterable[Feature], key: str) -> dict[str, list[Feature]]:
    groups: dict[str, list[Feature]] = defaultdict(list)
    for feature in features:
        groups[feature.word(key)].append(feature)
    return groups


def _lettering() -> QPainterPath:
    """A path for text: strokes of one character may overlap, and must not cut holes into each other."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _faded(colour: QColor, opacity: float) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(max(0.0, min(1.0, opacity)))
    return faded


def _mixed(low: QColor, high: QColor, share: float) -> QColor:
    def between(a: float, b: float) -> float:
        return a + (b - a) * share

    return QColor.fromRgbF(
        between(low.redF(), high.redF()), between(low.greenF(), high.greenF()), between(low.blueF(), high.blueF())
    )
