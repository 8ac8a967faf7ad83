"""Map features by layer: which shape, which attributes, and from which zoom to which."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from resources.citygen import plan
from resources.citygen.areas import Areas
from resources.citygen.blocks import Block, farmland, gardens, pitch, shore_parks, urban_land
from resources.citygen.borders import boundary_lines
from resources.citygen.buildings import Building
from resources.citygen.curves import lines, polygons, ribbon, round_corners, smooth
from resources.citygen.frame import lonlats
from resources.citygen.network import Network
from resources.citygen.regional import onward
from resources.citygen.relief import FAR, MIDDLE, NEAR, depths, shades
from resources.citygen.terrain import Terrain

MIN_ZOOM, MAX_ZOOM = 7, 14

Zooms = tuple[int, int]


@dataclass(frozen=True)
class Feature:
    """One feature of one layer, in metres, with the zooms it is drawn at."""

    layer: str
    shape: BaseGeometry
    properties: dict[str, Any]
    zooms: Zooms

    def geojson(self) -> str:
        """One line of GeoJSON in degrees, with the tiler's zoom hints."""
        moved = shapely.transform(self.shape, lambda points: np.asarray(lonlats(points)))
        record = {
            "type": "Feature",
            "tippecanoe": {"minzoom": self.zooms[0], "maxzoom": self.zooms[1]},
            "properties": self.properties,
            "geometry": json.loads(shapely.to_geojson(moved)),
        }
        return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


# How far around the city (km) shapes reach at each range of zooms; wider than any wall shows at that zoom.
_REACHES: tuple[tuple[Zooms, float], ...] = (
    ((7, 8), 2000.0), ((9, 9), 520.0), ((10, 10), 310.0), ((11, 11), 200.0), ((12, 14), 150.0)
)  # fmt: skip


def _reached(layer: str, shape: BaseGeometry, properties: dict[str, Any], first: int = MIN_ZOOM) -> Iterator[Feature]:
    """The same shape cut to what each range of zooms can show, so that far ground costs no close-up tiles."""
    for (low, high), reach in _REACHES:
        if high < first:
            continue
        for part in shapely.get_parts(shapely.intersection(shape, _square(reach * 1000))):
            if isinstance(part, shapely.Polygon | shapely.LineString):
                yield Feature(layer, part, properties, (max(low, first), high))


def _square(reach: float) -> shapely.Polygon:
    return shapely.box(-reach, -reach, reach, reach)


def water(terrain: Terrain) -> Iterator[Feature]:
    """Sea, lakes and rivers; rivers are drawn broader from afar, or they would vanish."""
    yield from _reached("water", terrain.coast.sea, {"kind": "sea"})
    for level, deep in depths(terrain):
        for part in polygons(deep):
            yield from _reached("depth", part, {"level": level}, 7 if level > 2 else 8)
    for name, lake in terrain.water.lakes:
        yield from (Feature("water", p, {"kind": "lake", "name": name}, (7, 14)) for p in polygons(lake))
    land = terrain.coast.land
    for river in terrain.water.rivers:
        properties = {"kind": "river", "name": river.name}
        yield from _reached("water", river.area, properties, 12)
        for (low, high), least in (((7, 8), 420.0), ((9, 9), 230.0), ((10, 10), 120.0), ((11, 11), 75.0)):
            taper = np.clip(np.arange(len(river.widths)) / 160, 0.12, 1)
            area = shapely.intersection(ribbon(river.course, np.maximum(river.widths, least * taper)), land)
            yield from (Feature("water", p, properties, (low, high)) for p in polygons(area))


def green(terrain: Terrain, blocks: list[Block]) -> Iterator[Feature]:
    """Forest everywhere, parks from zoom 11, gardens of estates at the last."""
    for part in polygons(terrain.forest):
        yield from _reached("green", part, {"kind": "forest"})
    for shape in gardens(blocks):
        yield Feature("green", shape, {"kind": "garden"}, (14, 14))
    for track in filter(None, map(pitch, blocks)):
        yield Feature("green", track, {"kind": "park"}, (13, 14))
    for shape in polygons(shore_parks(terrain)):
        yield Feature("green", shape, {"kind": "park"}, (11, 14))
    for block in blocks:
        if block.kind == "park":
            yield Feature("green", block.shape, {"kind": "park"}, (11, 14))


def ground(terrain: Terrain, blocks: list[Block]) -> Iterator[Feature]:
    """Built-up land from afar, blocks by use, fields, piers."""
    for part in polygons(urban_land(terrain, blocks)):
        yield Feature("block", part, {"kind": "urban"}, (7, 11))
    for block in blocks:
        if block.kind != "park":
            yield Feature("block", block.shape, {"kind": block.kind}, (11, 14))
    for part in polygons(terrain.coast.piers):
        yield Feature("block", part, {"kind": "harbour"}, (9, 14))
    for part in polygons(farmland(terrain)):
        yield Feature("block", part, {"kind": "farmland"}, (9, 14))


def relief(terrain: Terrain) -> Iterator[Feature]:
    """Hill shading: coarse ranges from afar, the city's own hills closer up."""
    rows = ((FAR, None, (7, 7)), (FAR, MIDDLE, (8, 9)), (MIDDLE, None, (8, 9)), (MIDDLE, NEAR, (10, 11)),
            (NEAR, None, (10, 11)), (NEAR, None, (12, 14)))  # fmt: skip
    for raster, within, zooms in rows:
        for shade, area in shades(terrain, raster, within):
            coarse = area if zooms[1] == 14 else area.simplify(raster[0] / 5)
            for part in polygons(coarse):
                yield Feature("relief", part, {"shade": shade}, zooms)


def built(buildings: list[Building]) -> Iterator[Feature]:
    """Buildings with their height in metres; only the big ones one zoom earlier."""
    for building in buildings:
        first = 13 if building.shape.area > 620 or building.height > 45 else 14
        yield Feature("building", building.shape, {"height": building.height}, (first, 14))


_ROAD_FIRST = {"motorway": 7, "trunk": 7, "ring": 8, "primary": 9, "secondary": 10, "minor": 12}


SEED_ONWARD = 5070
"""Of the great lines beyond the sketch: no part of the city, so the same for every seed."""


def _by_road(network: Network) -> dict[int, list[shapely.LineString]]:
    out: dict[int, list[shapely.LineString]] = {}
    for edge in network.edges:
        out.setdefault(edge.road, []).append(edge.line)
    return out


def roads(network: Network) -> Iterator[Feature]:
    """Roads as long as they run, so that names can be laid along them."""
    by_road = _by_road(network)
    for n, road in enumerate(network.roads):
        properties = {"class": road.kind} | ({"name": road.name} if road.name else {})
        if road.kind in ("motorway", "trunk", "ring"):
            line = onward(road.line, SEED_ONWARD + n)
            yield from _reached("road", line, properties, _ROAD_FIRST[road.kind])
        elif n in by_road:
            for line in lines(shapely.line_merge(shapely.multilinestrings(by_road[n]))):
                yield Feature("road", line, properties, (_ROAD_FIRST[road.kind], 14))


def bridges(network: Network, terrain: Terrain) -> Iterator[Feature]:
    """Where the greater roads cross water: drawn again above it, with parapets."""
    wet = shapely.union_all([terrain.water.area, terrain.coast.sea & _square(60_000)]).buffer(9)
    shapely.prepare(wet)
    frame = _square(60_000)
    for n, lines_of in sorted(_by_road(network).items()):
        road = network.roads[n]
        if road.kind != "minor":
            great = road.kind in ("motorway", "trunk", "ring")
            whole = road.line & frame if great else shapely.multilinestrings(lines_of)
            for deck in lines(shapely.line_merge(shapely.intersection(whole, wet))):
                if 30 < deck.length < 6000:
                    yield Feature("bridge", deck, {"class": road.kind}, (12, 14))


def rails(railways: list[tuple[str, shapely.LineString]]) -> Iterator[Feature]:
    """Railways."""
    for n, (name, line) in enumerate(railways):
        yield from _reached("rail", onward(line, SEED_ONWARD + 50 + n), {"name": name}, 8)


def shipping(terrain: Terrain) -> Iterator[Feature]:
    """Ferry lines and the port's fairway."""
    for name, course in plan.FERRIES:
        line = shapely.LineString(smooth(np.asarray(course) * 1000, 200.0)).simplify(15.0)
        for part in lines(shapely.intersection(line, terrain.coast.sea)):
            if part.length > 400:
                yield Feature("ferry", part, {"name": name}, (10, 14))


def water_names(terrain: Terrain) -> Iterator[Feature]:
    """A line along every river for its name: the course, calmed, or a name would bend with every meander."""
    for river in terrain.water.rivers:
        calm = shapely.intersection(river.line.simplify(160.0), terrain.coast.land)
        for part in lines(shapely.line_merge(calm)):
            points = round_corners(np.asarray(part.coords), 3)
            yield Feature(
                "waterway", shapely.LineString(points).simplify(6.0), {"name": river.name.removeprefix("上")}, (11, 14)
            )


def boundaries(areas: Areas, terrain: Terrain) -> Iterator[Feature]:
    """Borders of city, counties and towns on land."""
    first = {"city": 7, "county": 8, "town": 11}
    for level, shape in boundary_lines(areas.shapes, areas.region, terrain):
        for line in lines(shapely.line_merge(shape)):
            yield Feature("boundary", line.simplify(8.0), {"level": level}, (first[level], 14))


def places(areas: Areas, terrain: Terrain) -> Iterator[Feature]:
    """Labels, most important first: rank 1 city … 6 community."""
    ranks = {"city": (1, 7), "county": (2, 8), "town": (4, 11), "community": (6, 13)}
    for node in areas.nodes:
        if node.level in ranks:
            rank, first = ranks[node.level]
            properties = {"code": node.code, "level": node.level, "name": node.name, "rank": rank}
            yield Feature("place", shapely.Point(node.x, node.y), properties, (first, 14))
    for name, x, y, kind, rank in _features(terrain):
        properties = {"kind": kind, "level": "feature", "name": name, "rank": rank}
        yield Feature("place", shapely.Point(x, y), properties, (max(7, 6 + rank), 14))
    for name, x, y, radius in plan.NEIGHBOURS:
        properties = {"level": "neighbour", "name": name, "rank": 2 if radius > 3 else 4}
        yield Feature("place", shapely.Point(x * 1000, y * 1000), properties, (7 if radius > 3 else 8, 12))


def _features(terrain: Terrain) -> Iterator[tuple[str, float, float, str, int]]:
    """(name, x, y, kind, rank) of what is neither area nor road; rank 1 shows from zoom 7, rank 5 from 11."""
    yield from ((name, x * 1000, y * 1000, "station", 5) for name, x, y in plan.STATIONS)
    for name, lake in terrain.water.lakes:
        at = lake.representative_point().coords[0]
        yield name, *at, "water", 4 if name == plan.RESERVOIR else 5
    yield from ((name, x * 1000, y * 1000, kind, rank) for name, x, y, kind, rank in plan.LANDMARKS)
    yield from ((name, x * 1000, y * 1000, "water", rank) for name, x, y, rank in plan.SEAS)
    for name, (x, y, radius) in zip(plan.ISLAND_NAMES, plan.ISLANDS, strict=True):
        yield name, x * 1000, y * 1000, "island", 4 if radius > 0.55 else 5


def all_features(
    terrain: Terrain, areas: Areas, network: Network, railways: list[tuple[str, shapely.LineString]],
    blocks: list[Block], buildings: list[Building],
) -> Iterator[Feature]:  # fmt: skip
    """Every feature of every layer."""
    yield from water(terrain)
    yield from green(terrain, blocks)
    yield from ground(terrain, blocks)
    yield from relief(terrain)
    yield from built(buildings)
    yield from roads(network)
    yield from bridges(network, terrain)
    yield from rails(railways)
    yield from shipping(terrain)
    yield from water_names(terrain)
    yield from boundaries(areas, terrain)
    yield from places(areas, terrain)
