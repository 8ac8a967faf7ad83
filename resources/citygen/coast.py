"""The coast: sea, islands and the harbour's made ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves, plan
from resources.citygen.frame import Points, km
from resources.citygen.noise import warp

# Finger piers of the port: foot on land, head in the bay, width in metres.
PIERS = (
    ((5.2, -6.2), (6.9, -5.3), 190), ((5.7, -7.3), (7.9, -6.2), 230), ((7.3, -8.6), (8.9, -7.0), 240),
    ((9.4, -9.6), (10.2, -7.9), 200),
)  # fmt: skip
_QUAY = km((4.9, -5.2), (5.7, -7.2), (7.2, -8.7), (9.4, -9.35), (11.0, -9.5))
MARINA = (((8.1, 1.0), (9.2, 0.9), 60), ((9.15, 1.35), (9.25, 0.75), 60))
_BREAKWATERS = (
    km((12.9, -9.7), (12.6, -8.6), (11.6, -7.5), (10.5, -6.9)),
    km((6.0, -3.4), (7.2, -3.6), (8.4, -4.3), (9.0, -5.2)),
)

_NEAR = 85_000.0
"""The shore has a vertex every 60 m as far as this (metres north and south), and a coarse outline beyond."""


@dataclass(frozen=True)
class Coast:
    """Land and sea in metres; `land` includes islands and harbour ground, `piers` is that ground alone."""

    sea: BaseGeometry
    land: BaseGeometry
    mainland: Polygon
    islands: BaseGeometry
    piers: BaseGeometry
    shore: LineString


def _shoreline(seed: int) -> Points:
    """The sketch coast, roughened from kilometres down to tens of metres, and calmer inside the harbour."""
    sketch = curves.smooth(plan.COAST, 400.0)
    near = np.flatnonzero(np.abs(sketch[:, 1]) < _NEAR)
    first, last = near[0], near[-1]
    far = [curves.resample(part, 300.0) for part in (sketch[: first + 1], sketch[last:])]
    line = np.vstack([far[0][:-1], curves.resample(sketch[first : last + 1], 60.0), far[1][1:]])
    rough = warp(warp(line, 7000, 1900, seed + 1, 3), 2000, 950, seed + 2, 5, 0.52)
    calm = np.clip((np.hypot(line[:, 0] - 7500, line[:, 1] + 6500) - 2600) / 2500, 0.12, 1.0)[:, None]
    return line + (rough - line) * calm


def _made_ground() -> BaseGeometry:
    fingers = [LineString(km(a, b)).buffer(width / 2, cap_style="flat") for a, b, width in (*PIERS, *MARINA)]
    walls = [LineString(curves.smooth(wall, 120.0)).buffer(28.0) for wall in _BREAKWATERS]
    quay = LineString(_QUAY).buffer(260.0, join_style="mitre", cap_style="flat")
    return shapely.union_all([*fingers, *walls, quay])


def _islands(seed: int) -> BaseGeometry:
    shapes = []
    for number, (x, y, radius) in enumerate(plan.ISLANDS):
        blob = np.asarray(Point(x * 1000, y * 1000).buffer(radius * 1000, quad_segs=48).exterior.coords)
        stretched = (blob - (x * 1000, y * 1000)) * (0.75, 1.2 if number % 2 else 0.85) + (x * 1000, y * 1000)
        shape = Polygon(warp(stretched, radius * 1300, radius * 1100, seed + 31 + number, 5, 0.6)).buffer(0)
        shapes.append(max(curves.polygons(shape), key=lambda p: p.area))
    return shapely.union_all(shapes)


def make_coast(seed: int) -> Coast:
    """Everything between land and sea, from the sketch and the seed."""
    shore = _shoreline(seed)
    far = plan.FAR
    corners = [(-far, shore[-1, 1]), (-far, shore[0, 1])]
    ground = shapely.make_valid(Polygon([*shore, *corners]))
    mainland = max(curves.polygons(ground), key=lambda p: p.area)
    piers = shapely.difference(_made_ground(), mainland)
    islands = _islands(seed)
    land = shapely.union_all([mainland, piers, islands])
    sea = shapely.difference(shapely.box(-far, -far, far, far), land)
    return Coast(sea, land, mainland, islands, piers, LineString(shore))
