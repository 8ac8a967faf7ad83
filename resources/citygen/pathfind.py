"""Country roads: the cheapest way over the ground between towns, so that roads bend as roads do."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString

from resources.citygen import curves
from resources.citygen.frame import Points
from resources.citygen.noise import fbm
from resources.citygen.terrain import EAST, NORTH, SOUTH, WEST, Terrain, grid

CELL = 300.0
"""Raster cell of the route search in metres."""
_STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1),
          (1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1))  # fmt: skip
_ON_ROAD = 0.45

Cell = tuple[int, int]


class RouteFinder:
    """Holds the cost of the ground and of the roads already on it, so that later roads join earlier ones."""

    def __init__(self, terrain: Terrain) -> None:
        x, y = grid(CELL, WEST, SOUTH, EAST, NORTH)
        wet = terrain.wetness(x, y)
        cost = 1.0 + 5.0 * np.clip(terrain.hill(x, y) - 0.2, 0, 1) + 0.55 * fbm(x, y, 2200, terrain.seed + 571, 3)
        self._cost: NDArray[np.float64] = np.where(
            wet == 2, np.inf, np.where(wet == 1, cost + 6.0, np.maximum(cost, 0.4))
        )
        self._road = np.zeros(cost.shape, bool)
        self._lines: list[LineString] = []

    def cell(self, x: float, y: float) -> Cell:
        """(row, column) of a place in metres."""
        return int((y - SOUTH) // CELL), int((x - WEST) // CELL)

    def add(self, line: LineString) -> None:
        """Tell the finder of a road that exists."""
        self._lines.append(line)
        for x, y in curves.resample(np.asarray(line.coords), CELL / 2):
            row, col = self.cell(x, y)
            if 0 <= row < self._road.shape[0] and 0 <= col < self._road.shape[1]:
                self._road[row, col] = True

    def join(self, x: float, y: float) -> list[LineString]:
        """New road from a place to the nearest existing one (empty when it already lies on one)."""
        start = self.cell(x, y)
        return [] if self._road[start] else self._build(self._search(start, None))

    def link(self, a: tuple[float, float], b: tuple[float, float]) -> list[LineString]:
        """New road needed between two places, over existing roads where that is cheaper."""
        return self._build(self._search(self.cell(*a), self.cell(*b)))

    def _search(self, start: Cell, goal: Cell | None) -> list[Cell]:
        best: dict[Cell, float] = {start: 0.0}
        came: dict[Cell, Cell] = {}
        queue: list[tuple[float, Cell]] = [(0.0, start)]
        done: set[Cell] = set()
        while queue:
            spent, here = heapq.heappop(queue)
            if here in done:
                continue
            done.add(here)
            if here == goal or (goal is None and self._road[here]):
                return _trail(came, here)
            for there, step in self._neighbours(here):
                total = spent + step
                if total < best.get(there, np.inf):
                    best[there], came[there] = total, here
                    heapq.heappush(queue, (total, there))
        return []

    def _neighbours(self, here: Cell) -> Iterable[tuple[Cell, float]]:
        rows, cols = self._cost.shape
        for dr, dc in _STEPS:
            there = (here[0] + dr, here[1] + dc)
            if not (0 <= there[0] < rows and 0 <= there[1] < cols):
                continue
            cost = self._cost[there]
            if np.isfinite(cost):
                cheap = _ON_ROAD if self._road[there] and self._road[here] else cost
                yield there, cheap * float(np.hypot(dr, dc))

    def _build(self, trail: list[Cell]) -> list[LineString]:
        """The parts of a trail that are not yet road, smoothed and tied to the roads they touch."""
        runs: list[list[Cell]] = [[]]
        for here in trail:
            if self._road[here]:
                runs.append([])
            else:
                runs[-1].append(here)
        built = [self._draw(run) for run in runs if len(run) >= 2]
        for line in built:
            self.add(line)
        return built

    def _draw(self, run: list[Cell]) -> LineString:
        points: Points = np.asarray([(WEST + (c + 0.5) * CELL, SOUTH + (r + 0.5) * CELL) for r, c in run])
        known = shapely.multilinestrings(self._lines)
        ends = []
        for end in (points[0], points[-1]):
            near = shapely.shortest_line(shapely.Point(end), known)
            ends.append([near.coords[-1]] if near.length < 3 * CELL else [])
        tied = np.asarray([*ends[0], *points, *reversed(ends[1])])
        line = LineString(curves.round_corners(np.asarray(LineString(tied).simplify(160.0).coords), 3))
        return line.simplify(4.0)


def _trail(came: dict[Cell, Cell], here: Cell) -> list[Cell]:
    trail = [here]
    while here in came:
        here = came[here]
        trail.append(here)
    return trail[::-1]
