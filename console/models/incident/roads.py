"""The road graph for driving distances: places are put on the nearest road, ways are the shortest along the graph.

Distances are metres on a sphere flattened at the graph's middle latitude (off by less than 0.2 % across a city).
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

METRES_PER_DEGREE = 111_195.08
"""Of latitude, on a sphere of 6,371,008.8 m."""
NEAR_M = 2_000.0
"""Only if no road is this near are all of them looked at."""
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class RoadFile(msgspec.Struct, frozen=True):
    """``roads.json``: nodes (lon, lat); edges (node, node, class, name, metres, points between)."""

    nodes: list[tuple[float, float]]
    edges: list[tuple[int, int, int, int, float, list[tuple[float, float]]]]


@dataclass(frozen=True, slots=True)
class OnRoad:
    """A place's nearest point of the graph: on ``edge``, ``along`` metres from its start, ``off`` metres away."""

    edge: int
    along: float
    off: float


class RoadGraph:
    """All roads of a city, passable both ways. Raises ``ValueError`` for a graph without roads."""

    def __init__(self, file: RoadFile) -> None:
        if not file.edges:
            raise ValueError("there are no roads")
        nodes = np.array(file.nodes, np.float64)
        self._middle = float(nodes[:, 1].mean())
        self._shrink = math.cos(math.radians(self._middle))
        self.ends = [(edge[0], edge[1]) for edge in file.edges]
        self.length: list[float] = []
        self._next: list[list[tuple[int, float]]] = [[] for _ in file.nodes]
        self._lay_out(file, nodes)

    @classmethod
    def read(cls, body: bytes) -> RoadGraph:
        """From the bytes of ``roads.json``. Raises ``ValueError``."""
        return cls(msgspec.json.decode(body, type=RoadFile))

    def _lay_out(self, file: RoadFile, nodes: Floats) -> None:
        starts, steps, owners, before = [], [], [], []
        for number, (a, b, _, _, _, between) in enumerate(file.edges):
            inner = np.array(between, np.float64).reshape(-1, 2)
            line = self._metres(np.concatenate((nodes[a : a + 1], inner, nodes[b : b + 1])))
            step = np.diff(line, axis=0)
            along = np.concatenate(([0.0], np.cumsum(np.hypot(step[:, 0], step[:, 1]))))
            starts.append(line[:-1])
            steps.append(step)
            owners.append(np.full(len(step), number))
            before.append(along[:-1])
            self.length.append(float(along[-1]))
            self._next[a].append((b, self.length[-1]))
            self._next[b].append((a, self.length[-1]))
        self._start, self._step = np.concatenate(starts), np.concatenate(steps)
        self._owner: Ints = np.concatenate(owners)
        self._before: Floats = np.concatenate(before)
        self._reach = np.hypot(self._step[:, 0], self._step[:, 1])

    def _metres(self, degrees: Floats) -> Floats:
        return degrees * (METRES_PER_DEGREE * self._shrink, METRES_PER_DEGREE)

    def snap(self, lon: float, lat: float) -> OnRoad:
        """The nearest point of the graph."""
        place = self._metres(np.array([lon, lat], np.float64))
        apart = self._start - place
        near = np.flatnonzero(np.abs(apart).max(axis=1) - self._reach <= NEAR_M)
        found = self._nearest(apart, near) if len(near) else None
        if found is None or found.off > NEAR_M:
            found = self._nearest(apart, np.arange(len(apart)))
        return found

    def _nearest(self, apart: Floats, some: Ints) -> OnRoad:
        """The nearest point on some of the segments; ``apart`` leads from the place to their starts."""
        back, step = apart[some], self._step[some]
        squared = np.maximum((step**2).sum(axis=1), 1e-12)
        share = np.clip(-(back * step).sum(axis=1) / squared, 0.0, 1.0)
        foot = back + step * share[:, None]
        away = np.hypot(foot[:, 0], foot[:, 1])
        best = int(away.argmin())
        segment = int(some[best])
        along = float(self._before[segment] + share[best] * self._reach[segment])
        return OnRoad(int(self._owner[segment]), along, float(away[best]))

    def ways(self, start: OnRoad, reach: float) -> dict[int, float]:
        """Metres along the roads from a place on them to every node within ``reach`` (Dijkstra 1959)."""
        a, b = self.ends[start.edge]
        queue = [(start.along, a), (self.length[start.edge] - start.along, b)]
        heapq.heapify(queue)
        found: dict[int, float] = {}
        while queue:
            metres, node = heapq.heappop(queue)
            if metres > reach:
                break
            if node in found:
                continue
            found[node] = metres
            for other, length in self._next[node]:
                if other not in found:
                    heapq.heappush(queue, (metres + length, other))
        return found

    def metres(self, start: OnRoad, ways: dict[int, float], goal: OnRoad) -> float | None:
        """The whole way between two places with what lies off the roads; None beyond the reach of ``ways``."""
        a, b = self.ends[goal.edge]
        by = [ways[a] + goal.along] if a in ways else []
        by += [ways[b] + self.length[goal.edge] - goal.along] if b in ways else []
        if start.edge == goal.edge:
            by.append(abs(start.along - goal.along))
        return start.off + min(by) + goal.off if by else None
