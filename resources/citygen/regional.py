"""The great lines that came before the streets: motorways, ring roads, trunk roads, the coast road and the railways."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves, plan
from resources.citygen.frame import Points
from resources.citygen.noise import warp
from resources.citygen.terrain import Terrain

CLASSES = ("motorway", "ring", "trunk", "primary", "secondary", "minor")
"""Road classes from the greatest to the least; the index is written to the outputs."""

_COAST_ROAD_INLAND = 430.0
_SKETCHED = 300_000.0
"""The plan's great lines run so far (metres), and those that come to it go on beyond."""


@dataclass(frozen=True)
class Road:
    """One road as drawn: its class, its name ('' when unnamed) and its line in metres."""

    kind: str
    name: str
    line: LineString


def _drawn(sketch: Points, seed: int, swing: float, closed: bool = False) -> LineString:
    """A sketch line with the small unwillingness to be straight that ground gives a road."""
    line = curves.resample(curves.smooth(sketch, 250.0, closed), 120.0)
    line = warp(line, 5200, swing, seed, 2)
    if closed:
        line[-1] = line[0]
    return LineString(line).simplify(4.0)


def _sketched(rows: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]) -> list[tuple[str, Points]]:
    return [(name, np.asarray(points) * 1000.0) for name, points in rows]


def coast_road(terrain: Terrain) -> LineString:
    """The sea drive: the shore with every small inlet ironed out, a few hundred metres inland."""
    frame = shapely.box(plan.COAST[:, 0].min(), -34_000, 40_000, 34_000)
    mainland = shapely.intersection(terrain.coast.mainland, frame)
    calm = mainland.buffer(700).buffer(-1900 - _COAST_ROAD_INLAND).buffer(1200)
    edge = shapely.intersection(calm.exterior, shapely.box(-20_000, -18_700, 40_000, 16_500))
    longest = max(curves.lines(shapely.line_merge(edge)), key=lambda line: line.length)
    return LineString(curves.resample(np.asarray(longest.coords), 110.0)).simplify(4.0)


def great_roads(terrain: Terrain) -> list[Road]:
    """Motorways, rings, trunks and the coast road, unbroken."""
    seed = terrain.seed
    roads = [Road("motorway", name, _drawn(points, seed + 501, 300.0)) for name, points in _sketched(plan.MOTORWAYS)]
    inner = _drawn(plan.INNER_RING, seed + 521, 260.0, closed=True)
    roads.append(Road("ring", "内环路", inner))
    shore = coast_road(terrain)
    outer = _drawn(plan.OUTER_RING, seed + 522, 260.0)
    roads.append(Road("ring", "外环路", _led_to(_led_to(outer, 0, shore), -1, shore)))
    for name, points in _sketched(plan.TRUNKS):
        roads.append(Road("trunk", name, _to_ring(_drawn(points, seed + 541, 420.0), inner)))
    roads.append(Road("trunk", "滨海大道", shore))
    return [*tie_motorways(roads), *bank_roads(terrain)]


def tie_motorways(roads: list[Road]) -> list[Road]:
    """Lead every motorway's end inside the city on to the nearest ring, trunk or motorway."""
    out = []
    for road in roads:
        line = road.line
        others = shapely.multilinestrings([other.line for other in roads if other is not road])
        for end in (0, -1):
            if road.kind == "motorway" and max(map(abs, line.coords[end])) < 40_000:
                line = _led_to(line, end, others)
        out.append(Road(road.kind, road.name, line))
    return out


def _to_ring(line: LineString, ring: LineString) -> LineString:
    """A trunk road that comes into the city ends upon the inner ring."""
    for end in (0, -1):
        if np.hypot(*line.coords[end]) < 9000:
            line = _beyond(_led_to(line, end, ring), end)
    return line


def _beyond(line: LineString, end: int) -> LineString:
    """A few metres longer at one end, so that it surely crosses what it was led to."""
    points = np.asarray(line.coords)[:: 1 if end else -1]
    way = points[-1] - points[-2]
    return LineString([*points, points[-1] + way / np.hypot(*way) * 12.0][:: 1 if end else -1])


def _led_to(line: LineString, end: int, others: BaseGeometry) -> LineString:
    """Swing the last 4 km of a line so that its end lies on the nearest of the others, without a corner."""
    points = curves.resample(np.asarray(line.coords), 120.0)
    target = np.asarray(shapely.shortest_line(shapely.Point(points[end]), others).coords[-1])
    away = np.hypot(*(points - points[end]).T)
    share = np.clip(1 - away / 4000.0, 0, 1)[:, None]
    bent = points + (target - points[end]) * share * share * (3 - 2 * share)
    return LineString(bent).simplify(4.0)


def bank_roads(terrain: Terrain) -> list[Road]:
    """Streets along both banks of the main river where it runs through the city."""
    river = terrain.water.rivers[0]
    banks = river.area.buffer(190).buffer(-105).exterior
    reach = shapely.difference(shapely.box(-8300, -6000, 9000, 6000), terrain.coast.sea.buffer(_COAST_ROAD_INLAND))
    pieces = curves.lines(shapely.line_merge(shapely.intersection(banks, reach)))
    longest = sorted(pieces, key=lambda line: -line.length)[:2]
    north, south = sorted(longest, key=lambda line: -line.centroid.y)
    return [Road("primary", "滨河街", _eased(north)), Road("primary", "沿河街", _eased(south))]


def _eased(line: LineString) -> LineString:
    """Without the corners that a street along the water would not have."""
    return LineString(curves.round_corners(np.asarray(line.simplify(8.0).coords), 2)).simplify(1.0)


def onward(line: LineString, seed: int) -> LineString:
    """A great line that leaves the sketch goes on, more roughly, to the end of the painted world."""
    coords = np.asarray(line.coords)
    ends = []
    for end, back in ((coords[0], _back(coords)), (coords[-1], _back(coords[::-1]))):
        far = np.zeros((0, 2))
        if max(map(abs, end)) > _SKETCHED:
            way = (end - back) / np.hypot(*(end - back))
            straight = end + way * np.arange(0, 2 * plan.FAR, 8000.0)[:, None]
            fade = np.clip(np.arange(len(straight)) / 40, 0, 1)[:, None] ** 2
            bent = straight + (warp(straight, 160_000, 30_000, seed, 2) - straight) * fade
            far = bent[1:][(np.abs(bent[1:]) < plan.FAR).all(axis=1)]
        ends.append(far)
    return LineString(np.vstack([ends[0][::-1], coords, ends[1]]))


def _back(coords: Points) -> Points:
    """The place some way in from a line's start: the line's course there, free of its last small bend."""
    away = np.hypot(*(coords - coords[0]).T)
    return np.asarray(coords[min(int(np.argmax(away > 15_000.0)) or len(coords) - 1, len(coords) - 1)])


def railways(terrain: Terrain) -> list[tuple[str, LineString]]:
    """(name, line) of each railway."""
    return [(name, _drawn(points, terrain.seed + 561, 180.0)) for name, points in _sketched(plan.RAIL)]
