"""Railway stations: the tracks beside the through line, platforms between them, a hall and the square before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves, plan
from resources.citygen.buildings import Building
from resources.citygen.frame import Points

_TRACKS = (-15.0, -7.5, 7.5, 15.0)
"""Metres aside of the through line at which further tracks run."""
_PLATFORMS = (-11.25, 11.25)
_HALF = 230.0
"""Half the length of the platforms in metres."""
_THROAT = 150.0
"""Metres in which a further track swings out from the through line."""
_EDGE = 22.0
"""Metres from the through line at which the railway's ground ends."""
_HALLS = ((150.0, 44.0), (120.0, 38.0), (90.0, 32.0), (64.0, 26.0), (46.0, 20.0))
"""Halls from the largest to the smallest: length and depth in metres."""


@dataclass(frozen=True)
class Station:
    """One station's ground: tracks, buildings, and the square before the hall."""

    name: str
    tracks: tuple[LineString, ...]
    buildings: tuple[Building, ...]
    square: BaseGeometry
    ground: BaseGeometry
    """Where no other building stands."""


def make_stations(railways: list[tuple[str, LineString]], roads: list[LineString]) -> list[Station]:
    """Every station of the plan at the railway nearest to it; a hall stands where no street is in its way."""
    tree = shapely.STRtree([line.buffer(9.0) for line in roads])
    made = []
    for name, x, y in plan.STATIONS:
        place = Point(x * 1000, y * 1000)
        line = min((line for _, line in railways), key=lambda each: each.distance(place))
        made.append(_station(name, line, line.project(place), roads, tree))
    return made


def _station(name: str, line: LineString, at: float, roads: list[LineString], tree: shapely.STRtree) -> Station:
    reach = _HALF + _THROAT
    rail = _course(line, at - reach, at + reach)
    tracks = tuple(LineString(_aside(rail, reach, offset)) for offset in _TRACKS)
    inner = _course(line, at - _HALF, at + _HALF)
    platforms = [Building(LineString(_beside(inner, offset)).buffer(2.4, cap_style="flat"), 7) for offset in _PLATFORMS]
    hall, square = _hall(line, at, tree)
    buildings = (*platforms, *([] if hall is None else [Building(hall, 26)]))
    ground = shapely.union_all([LineString(rail).buffer(_EDGE), square, *([] if hall is None else [hall.buffer(12)])])
    return Station(name, tracks, buildings, square, ground)


def _course(line: LineString, start: float, end: float) -> Points:
    """The through line between two of its metres, with a vertex about every 12 m."""
    places = np.linspace(start, end, int((end - start) / 12) + 1)
    return curves.round_corners(shapely.get_coordinates(shapely.line_interpolate_point(line, places)), 1)


def _beside(points: Points, offset: float | np.ndarray) -> Points:
    """Points moved to the left of their way by some metres each."""
    way = np.gradient(points, axis=0)
    way /= np.hypot(*way.T)[:, None]
    return np.asarray(points + np.column_stack([-way[:, 1], way[:, 0]]) * np.asarray(offset).reshape(-1, 1))


def _aside(points: Points, reach: float, offset: float) -> Points:
    """A track that leaves the through line, runs beside it and comes back."""
    along = np.linspace(-reach, reach, len(points))
    share = np.clip((reach - np.abs(along)) / _THROAT, 0, 1)
    return _beside(points, offset * share * share * (3 - 2 * share))


def _hall(line: LineString, at: float, tree: shapely.STRtree) -> tuple[Polygon | None, BaseGeometry]:
    """The largest hall that stands clear of all streets, and its square; nothing where there is no room."""
    for length, depth in _HALLS:
        for shift in (0.0, -60.0, 60.0, -120.0, 120.0, -180.0, 180.0):
            for side in _sides(line, at + shift):
                hall = _box(line, at + shift, side, _EDGE, depth, length)
                if not len(tree.query(hall, predicate="intersects")):
                    square = _box(line, at + shift, side, _EDGE + depth, 0.9 * depth + 16, length * 1.15)
                    taken = [tree.geometries[n] for n in sorted(tree.query(square, predicate="intersects"))]
                    return hall, shapely.difference(square, shapely.union_all(taken))
    return None, Polygon()


def _sides(line: LineString, at: float) -> Iterator[float]:
    """The side towards the city's centre first: +1 left of the line's way, -1 right."""
    a, b = (np.asarray(line.interpolate(at + d).coords[0]) for d in (-5.0, 5.0))
    left = float((b - a)[0] * -a[1] - (b - a)[1] * -a[0]) > 0
    yield from ((1.0, -1.0) if left else (-1.0, 1.0))


def _box(line: LineString, at: float, side: float, start: float, depth: float, length: float) -> Polygon:
    """A rectangle beside the line: from ``start`` metres aside, so deep and so long."""
    a, b = (np.asarray(line.interpolate(at + d).coords[0]) for d in (-length / 2, length / 2))
    way = (b - a) / np.hypot(*(b - a))
    aside = np.array([-way[1], way[0]]) * side
    middle = np.asarray(line.interpolate(at).coords[0])
    w, near, far = way * length / 2, aside * start, aside * (start + depth)
    return Polygon([middle - w + near, middle + w + near, middle + w + far, middle - w + far])
