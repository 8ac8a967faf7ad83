"""Areas as TopoJSON: each stretch of border is written once, however many areas of however many levels it bounds."""

from __future__ import annotations

from itertools import groupby, pairwise

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from resources.citygen import curves
from resources.citygen.frame import lonlats

SCALE = 1e-6
"""Degrees a step of the written numbers: 0.1 m."""
Arc = list[list[int]]
Place = tuple[float, float]


class Borders:
    """All stretches of border between junctions, and which stretch an edge belongs to."""

    def __init__(self, polygons: list[Polygon]) -> None:
        edges = shapely.union_all([shapely.boundary(polygon) for polygon in polygons])
        self.lines = curves.lines(shapely.line_merge(edges))
        self.lines.sort(key=lambda line: line.coords[0] + line.coords[-1])
        self._of: dict[tuple[Place, Place], int] = {}
        for number, line in enumerate(self.lines):
            for one, other in pairwise(line.coords):
                self._of[one, other] = number
                self._of[other, one] = ~number

    def ring(self, line: LineString) -> list[int]:
        """The stretches of a closed line, in its order; ``~n`` is stretch n backwards."""
        numbers = [self._of[edge] for edge in pairwise(line.coords)]
        turn = next((at for at in range(len(numbers)) if numbers[at] != numbers[at - 1]), 0)
        return [number for number, _ in groupby(numbers[turn:] + numbers[:turn])]


def topology(grounds: dict[str, list[Polygon]], finest: list[Polygon]) -> dict[str, object]:
    """The TopoJSON object of all areas. ``finest``: the pieces that all of them are unions of."""
    borders = Borders(finest)
    places = [np.rint(np.asarray(lonlats(line.coords)) / SCALE).astype(np.int64) for line in borders.lines]
    origin = np.min([place.min(axis=0) for place in places], axis=0)
    geometries = []
    for code, polygons in sorted(grounds.items()):
        arcs = [[borders.ring(ring) for ring in (each.exterior, *each.interiors)] for each in polygons]
        if len(arcs) == 1:
            geometries.append({"type": "Polygon", "id": code, "arcs": arcs[0]})
        else:
            geometries.append({"type": "MultiPolygon", "id": code, "arcs": arcs})
    return {
        "type": "Topology",
        "transform": {"scale": [SCALE, SCALE], "translate": [round(float(each) * SCALE, 6) for each in origin]},
        "arcs": [_steps(place - origin) for place in places],
        "objects": {"areas": {"type": "GeometryCollection", "geometries": geometries}},
    }


def _steps(place: np.ndarray) -> Arc:
    """The first place, then steps; places that rounding has made one are one."""
    steps = np.diff(place, axis=0)
    moved = steps[np.any(steps != 0, axis=1)]
    kept = moved if len(moved) else steps[:1]
    return [place[0].tolist(), *kept.tolist()]
