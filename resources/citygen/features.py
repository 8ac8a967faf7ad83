"""Map features by layer: lines and names, and all layers together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry import LineString

from resources.citygen import plan
from resources.citygen.areas import Areas
from resources.citygen.blocks import park_walks
from resources.citygen.borders import boundary_lines
from resources.citygen.curves import lines, round_corners, smooth
from resources.citygen.feature import Feature, reached, square
from resources.citygen.features_ground import built, green, ground, relief, water
from resources.citygen.network import Network
from resources.citygen.regional import onward
from resources.citygen.scene import Scene
from resources.citygen.terrain import Terrain

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
            yield from reached("road", line, properties, _ROAD_FIRST[road.kind])
        elif n in by_road:
            for line in lines(shapely.line_merge(shapely.multilinestrings(by_road[n]))):
                yield from _bent("road", line, properties, _ROAD_FIRST[road.kind])


def _bent(layer: str, line: LineString, properties: dict[str, object], first: int) -> Iterator[Feature]:
    """A line as the graph has it, and at the last zoom, which deeper ones are drawn from, without its corners."""
    yield Feature(layer, line, properties, (first, 13))
    eased = LineString(round_corners(np.asarray(line.coords), 2)).simplify(0.5)
    yield Feature(layer, eased, properties, (14, 14))


def walks(scene: Scene) -> Iterator[Feature]:
    """What no route leads along: walks through parks and beside the sea, and the drives to airport and ferries."""
    for line in (*scene.shore.walks, *park_walks(scene.blocks)):
        yield Feature("road", line.simplify(1.0), {"class": "path"}, (14, 14))
    for drive in (scene.airport.drive, scene.shore.drive):
        yield Feature("road", drive, {"class": "minor"}, (12, 14))


def bridges(network: Network, terrain: Terrain) -> Iterator[Feature]:
    """Where the greater roads cross water: drawn again above it, with parapets."""
    wet = shapely.union_all([terrain.water.area, terrain.coast.sea & square(60_000)]).buffer(9)
    shapely.prepare(wet)
    frame = square(60_000)
    for n, lines_of in sorted(_by_road(network).items()):
        road = network.roads[n]
        if road.kind != "minor":
            great = road.kind in ("motorway", "trunk", "ring")
            whole = road.line & frame if great else shapely.multilinestrings(lines_of)
            for deck in lines(shapely.line_merge(shapely.intersection(whole, wet))):
                if 30 < deck.length < 6000:
                    yield Feature("bridge", deck, {"class": road.kind}, (12, 14))


def rails(scene: Scene) -> Iterator[Feature]:
    """Railways, and the further tracks of their stations."""
    for n, (name, line) in enumerate(scene.railways):
        yield from reached("rail", onward(line, SEED_ONWARD + 50 + n), {"kind": "line", "name": name}, 8)
    for station in scene.stations:
        yield from (Feature("rail", track, {"kind": "siding"}, (14, 14)) for track in station.tracks)


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


def sights(scene: Scene) -> Iterator[Feature]:
    """Names of what people ask for: hospitals and fire stations, close up."""
    for name, x, y, kind in scene.sights:
        properties = {"kind": kind, "level": "feature", "name": name, "rank": 7 if kind == "hospital" else 8}
        yield Feature("place", shapely.Point(x, y), properties, (13 if kind == "hospital" else 14, 14))


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


def all_features(scene: Scene) -> Iterator[Feature]:
    """Every feature of every layer."""
    terrain, network = scene.terrain, scene.network
    yield from water(scene)
    yield from green(scene)
    yield from ground(scene)
    yield from relief(terrain)
    yield from built(scene.buildings)
    yield from roads(network)
    yield from walks(scene)
    yield from bridges(network, terrain)
    yield from rails(scene)
    yield from shipping(terrain)
    yield from water_names(terrain)
    yield from boundaries(scene.areas, terrain)
    yield from places(scene.areas, terrain)
    yield from sights(scene)
