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
from resources.citygen.blocks import Block, farmland, shore_parks
from resources.citygen.borders import boundary_lines
from resources.citygen.buildings import Building
from resources.citygen.curves import lines, polygons, ribbon
from resources.citygen.frame import lonlats
from resources.citygen.network import Network
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
_REACHES: tuple[tuple[Zooms, float], ...] = (((7, 9), 330.0), ((10, 11), 170.0), ((12, 14), 75.0))


def _reached(layer: str, shape: BaseGeometry, properties: dict[str, Any], first: int = MIN_ZOOM) -> Iterator[Feature]:
    """The same shape cut to what each range of zooms can show, so that far ground costs no close-up tiles."""
    for (low, high), reach in _REACHES:
        if high < first:
            continue
        frame = shapely.box(-reach * 1000, -reach * 1000, reach * 1000, reach * 1000)
        for part in shapely.get_parts(shapely.intersection(shape, frame)):
            if isinstance(part, shapely.Polygon | shapely.LineString):
                yield Feature(layer, part, properties, (max(low, first), high))


def water(terrain: Terrain) -> Iterator[Feature]:
    """Sea, lakes and rivers; rivers are drawn broader from afar, or they would vanish."""
    yield from _reached("water", terrain.coast.sea, {"kind": "sea"})
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
    """Forest everywhere, parks from zoom 11."""
    for part in polygons(terrain.forest):
        yield from _reached("green", part, {"kind": "forest"})
    for shape in polygons(shore_parks(terrain)):
        yield Feature("green", shape, {"kind": "park"}, (11, 14))
    for block in blocks:
        if block.kind == "park":
            yield Feature("green", block.shape, {"kind": "park"}, (11, 14))


def ground(terrain: Terrain, blocks: list[Block]) -> Iterator[Feature]:
    """Blocks by use, fields, piers."""
    for block in blocks:
        if block.kind != "park":
            yield Feature("block", block.shape, {"kind": block.kind}, (11, 14))
    for part in polygons(terrain.coast.piers):
        yield Feature("block", part, {"kind": "harbour"}, (9, 14))
    for part in polygons(farmland(terrain)):
        yield Feature("block", part, {"kind": "farmland"}, (9, 14))


def built(buildings: list[Building]) -> Iterator[Feature]:
    """Buildings with their height in metres; only the big ones one zoom earlier."""
    for building in buildings:
        first = 13 if building.shape.area > 330 or building.height > 30 else 14
        yield Feature("building", building.shape, {"height": building.height}, (first, 14))


_ROAD_FIRST = {"motorway": 7, "trunk": 7, "ring": 8, "primary": 9, "secondary": 10, "minor": 12}


def roads(network: Network) -> Iterator[Feature]:
    """Roads as long as they run, so that names can be laid along them."""
    by_road: dict[int, list[shapely.LineString]] = {}
    for edge in network.edges:
        by_road.setdefault(edge.road, []).append(edge.line)
    for n, road in enumerate(network.roads):
        properties = {"class": road.kind} | ({"name": road.name} if road.name else {})
        if road.kind in ("motorway", "trunk", "ring"):
            yield from _reached("road", road.line, properties, _ROAD_FIRST[road.kind])
        elif n in by_road:
            for line in lines(shapely.line_merge(shapely.multilinestrings(by_road[n]))):
                yield Feature("road", line, properties, (_ROAD_FIRST[road.kind], 14))


def rails(railways: list[tuple[str, shapely.LineString]]) -> Iterator[Feature]:
    """Railways."""
    for name, line in railways:
        yield from _reached("rail", line, {"name": name}, 8)


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
    features = [(name, x * 1000, y * 1000, 5) for name, x, y in plan.STATIONS]
    features += [
        (name, *lake.representative_point().coords[0], 3 if name == plan.RESERVOIR else 5)
        for name, lake in terrain.water.lakes
    ]
    features += [(name, x * 1000, y * 1000, 4) for name, x, y in plan.LANDMARKS]
    for name, x, y, rank in features:
        properties = {"level": "feature", "name": name, "rank": rank}
        yield Feature("place", shapely.Point(x, y), properties, (8 + rank // 2, 14))


def all_features(
    terrain: Terrain, areas: Areas, network: Network, railways: list[tuple[str, shapely.LineString]],
    blocks: list[Block], buildings: list[Building],
) -> Iterator[Feature]:  # fmt: skip
    """Every feature of every layer."""
    yield from water(terrain)
    yield from green(terrain, blocks)
    yield from ground(terrain, blocks)
    yield from built(buildings)
    yield from roads(network)
    yield from rails(railways)
    yield from boundaries(areas, terrain)
    yield from places(areas, terrain)
