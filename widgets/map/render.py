"""A vector tile, painted: pure function from decoded features, a place and colours to an image.

Polygons and lines reach into the tile's buffer and so meet at the borders; names are decided by ``place_labels`` and
``road_labels``, which never cut one. Names along lines are part of the ground; those of places come as pictures of
their own, since a map shows them only where nothing more important stands. Everything is in device pixels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from widgets.map import style
from widgets.map.lettering import paint_along, paint_place
from widgets.map.mvt import Feature, Part, VectorTile
from widgets.map.place_labels import PlaceLabel, TileOf, place_labels
from widgets.map.road_labels import line_labels
from widgets.map.sheet import Sheet
from widgets.map.sheet_file import SheetName, pack
from widgets.map.style import Colours, at_zoom


def render(tile_of: TileOf, sheet: Sheet, colour: Colours) -> QImage:
    """The finished tile with its names, as ``sheet_file`` packs them.

    ``tile_of`` gives the vector tile at a column and row of the sheet's data zoom.
    """
    _, x, y = sheet.data_tile
    tile, places = tile_of(x, y), place_labels(tile_of, sheet)
    size = (sheet.px, sheet.px)
    ground = _painted(size, colour("map-land"), lambda painter: _Brush(painter, sheet, colour).ground(tile, places))
    return pack(ground, [_name(place, sheet, colour) for place in places])


def _name(place: PlaceLabel, sheet: Sheet, colour: Colours) -> SheetName:
    box = place.box.toAlignedRect()

    def write(painter: QPainter) -> None:
        painter.translate(-box.x(), -box.y())
        paint_place(painter, place, sheet.scale, colour)

    picture = _painted((box.width(), box.height()), None, write)
    level, rank, *_ = place.order
    return SheetName(place.text, (level, rank), box.x(), box.y(), picture)


def _painted(size: tuple[int, int], ground: str | None, paint: Callable[[QPainter], None]) -> QImage:
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
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
        """All layers from the ground up, with the names along lines, which keep clear of the places' names."""
        self._blocks(tile.layer("block"))
        self._green(tile.layer("green"))
        self._relief(tile.layer("relief"))
        self._water(tile.layer("water"), tile.layer("depth"))
        self._ferries(tile.layer("ferry"))
        if at_zoom(style.BUILDING_SHOW, self._sheet.zoom) > 0:
            self._buildings(tile.layer("building"))
        self._boundaries(tile.layer("boundary"))
        self._rails(tile.layer("rail"))
        self._roads(tile.layer("road"))
        if self._sheet.zoom >= style.BRIDGE_FROM:
            self._bridges(tile.layer("bridge"))
        self._medians(tile.layer("road"))
        for label in line_labels(tile, self._sheet, [label.box for label in places]):
            paint_along(self._painter, label, self._sheet.scale, self._colour)

    def _blocks(self, features: list[Feature]) -> None:
        kinds = _by(features, "kind")
        zoom = self._sheet.zoom
        self._fill(kinds.get("farmland", ()), "map-forest", style.FARMLAND)
        self._fill(kinds.get("field", ()), "map-forest", at_zoom(style.FIELD_SHOW, zoom))
        self._fill(kinds.get("urban", ()), "map-urban", at_zoom(style.URBAN_SHOW, zoom))
        for kind, token in style.BLOCKS.items():
            # Piers are there from further out than any block: they are land before they are a use.
            self._fill(kinds.get(kind, ()), token, 1.0 if kind == "harbour" else at_zoom(style.BLOCK_SHOW, zoom))

    def _green(self, features: list[Feature]) -> None:
        kinds = _by(features, "kind")
        self._fill(kinds.get("forest", ()), "map-forest")
        self._fill(kinds.get("garden", ()), "map-garden", at_zoom(style.GARDEN_SHOW, self._sheet.zoom))
        self._fill(kinds.get("park", ()), "map-park")

    def _relief(self, features: list[Feature]) -> None:
        shades = _by(features, "shade")
        show = at_zoom(style.RELIEF_SHOW, self._sheet.zoom)
        for shade, (token, opacity) in style.RELIEF.items():
            self._fill(shades.get(str(shade), ()), token, opacity * show)

    def _water(self, features: list[Feature], depth: list[Feature]) -> None:
        kinds = _by(features, "kind")
        sea = self._path(kinds.get("sea", ()), closed=True)
        self._painter.fillPath(sea, QColor(self._colour("map-sea")))
        levels = _by(depth, "level")
        for level in range(1, style.DEPTHS + 1):
            deep = _mixed(QColor(self._colour("map-sea")), QColor(self._colour("map-sea-deep")), level / style.DEPTHS)
            self._painter.fillPath(self._path(levels.get(str(level), ()), closed=True), deep)
        self._shallows(sea)
        self._fill(kinds.get("lake", ()), "map-lake")
        self._fill(kinds.get("river", ()), "map-river")

    def _shallows(self, sea: QPainterPath) -> None:
        """The sea grows lighter in steps at the very shore."""
        if sea.isEmpty():
            return
        self._painter.save()
        self._painter.setClipPath(sea)
        for width, show in style.SHALLOWS:
            self._painter.strokePath(sea, self._pen(_faded(QColor(self._colour("map-river")), show), width))
        self._painter.restore()

    def _ferries(self, features: list[Feature]) -> None:
        pen = self._pen(QColor(self._colour("map-ferry")), at_zoom(style.FERRY_WIDTH, self._sheet.zoom), flat=True)
        pen.setDashPattern(style.FERRY_DASH)
        self._painter.strokePath(self._path(features, closed=False), pen)

    def _buildings(self, features: list[Feature]) -> None:
        show = at_zoom(style.BUILDING_SHOW, self._sheet.zoom)
        low, high = QColor(self._colour("map-building")), QColor(self._colour("map-building-high"))
        groups: dict[int, list[Feature]] = defaultdict(list)
        for feature in features:
            groups[min(style.ROOFS, int(feature.number("height") / style.TALL_M * style.ROOFS))].append(feature)
        shadow = _faded(QColor(self._colour("map-shade")), style.SHADOW * show)
        for step, some in sorted(groups.items()):
            roof = _mixed(low, high, step / style.ROOFS)
            path = self._path(some, closed=True)
            if self._sheet.zoom >= style.SHADOW_FROM:
                reach = (1 + step) * 0.5 * self._sheet.scale * 2 ** (self._sheet.zoom - 15)
                self._painter.fillPath(path.translated(reach * 0.7, reach), shadow)
            self._painter.fillPath(path, _faded(roof, show))
            if self._sheet.zoom >= style.SHADOW_FROM:
                self._painter.strokePath(path, self._pen(_faded(roof.lighter(112), show), 0.8))

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
        apart = self._sheet.zoom >= style.SIDING_FROM
        path = self._path((one for one in features if apart or one.word("kind") != "siding"), closed=False)
        self._painter.strokePath(path, self._pen(QColor(self._colour("map-rail")), width, flat=True))
        if self._sheet.zoom >= 11:
            pen = self._pen(QColor(self._colour("map-land")), width * 0.6, flat=True)
            pen.setDashPattern([6, 6])
            self._painter.strokePath(path, pen)

    def _roads(self, features: list[Feature]) -> None:
        classes = _by(features, "class")
        self._level(classes, style.STREETS)
        self._level(classes, style.MOTORWAYS)

    def _medians(self, features: list[Feature]) -> None:
        """What parts the two carriageways of a motorway, on its bridges too."""
        width = at_zoom(style.MEDIAN, self._sheet.zoom)
        if width > 0:
            strips = self._path((one for one in features if one.word("class") in style.MOTORWAYS), closed=False)
            self._painter.strokePath(strips, self._pen(QColor(self._colour("map-road-case")), width))

    def _level(self, classes: Mapping[str, list[Feature]], kinds: Sequence[str]) -> None:
        """Roads that meet at one level: all their rims, then all their surfaces."""
        zoom = self._sheet.zoom
        shown = [
            (road, self._path(classes[kind], closed=False), at_zoom(road.show, zoom))
            for kind, road in style.ROADS.items()
            if kind in kinds and kind in classes and at_zoom(road.show, zoom) > 0
        ]
        for road, path, show in shown:
            width = at_zoom(road.width, zoom)
            if rim := style.casing(width):
                self._painter.strokePath(path, self._pen(_faded(QColor(self._colour("map-road-case")), show), rim))
        for road, path, show in shown:
            self._painter.strokePath(
                path, self._pen(_faded(QColor(self._colour(road.token)), show), at_zoom(road.width, zoom))
            )

    def _bridges(self, features: list[Feature]) -> None:
        """Over the network once more, each deck between its two parapets."""
        classes = _by(features, "class")
        parapet = QColor(self._colour("map-road-bridge"))
        for kind, road in style.ROADS.items():
            if kind in classes:
                path, width = self._path(classes[kind], closed=False), at_zoom(road.width, self._sheet.zoom)
                wide = max(style.casing(width), width) + style.PARAPET
                self._painter.strokePath(path, self._pen(parapet, wide, flat=True))
                self._painter.strokePath(path, self._pen(QColor(self._colour(road.token)), width))

    def _fill(self, features: Iterable[Feature], token: str, show: float = 1.0) -> None:
        if show > 0:
            self._painter.fillPath(self._path(features, closed=True), _faded(QColor(self._colour(token)), show))

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
