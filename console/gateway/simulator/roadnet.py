"""The road graph as flat arrays: where a distance along an edge lies, and where one can turn at its end."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from console.gateway.simulator.city import Roads

METRES_PER_DEGREE = 111_320.0
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class RoadNet:
    """All edges end to end on one line of metres, so that a position is one interpolation for the whole fleet."""

    def __init__(self, roads: Roads) -> None:
        nodes = np.array(roads.nodes, dtype=np.float64).reshape(-1, 2)
        self.classes: Ints = np.array([edge[2] for edge in roads.edges], dtype=np.int64)
        self.start: Ints = np.array([edge[0] for edge in roads.edges], dtype=np.int64)
        self.end: Ints = np.array([edge[1] for edge in roads.edges], dtype=np.int64)
        pieces = [_line(nodes, edge[0], edge[1], edge[5]) for edge in roads.edges]
        self._points: Floats = np.concatenate(pieces) if pieces else np.zeros((0, 2))
        counts = np.array([len(piece) for piece in pieces], dtype=np.int64)
        self._first: Ints = np.cumsum(counts) - counts
        self._last: Ints = self._first + counts - 1
        self._along = self._measure()
        self.length: Floats = self._along[self._last] - self._along[self._first]
        self._turns(len(nodes))

    def _measure(self) -> Floats:
        """Metres from the first point of the first edge; a jump between edges counts nothing."""
        if not len(self._points):
            return np.zeros(0)
        shrink = math.cos(math.radians(float(self._points[:, 1].mean())))
        steps = np.diff(self._points, axis=0) * (METRES_PER_DEGREE * shrink, METRES_PER_DEGREE)
        lengths = np.maximum(np.hypot(steps[:, 0], steps[:, 1]), 1e-3)
        lengths[self._first[1:] - 1] = 0.0
        return np.concatenate(([0.0], np.cumsum(lengths)))

    def _turns(self, nodes: int) -> None:
        """For each node the edges that leave it: edge * 2, plus 1 when it is taken from its far end."""
        edges = np.arange(len(self.start))
        leaving = np.concatenate((edges * 2, edges * 2 + 1))
        at = np.concatenate((self.start, self.end))
        order = np.argsort(at, kind="stable")
        self._leaving: Ints = leaving[order]
        self._degree: Ints = np.bincount(at, minlength=nodes)
        self._offset: Ints = np.cumsum(self._degree) - self._degree

    def locate(self, edge: Ints, metres: Floats) -> tuple[Floats, Floats, Floats]:
        """Longitude, latitude and heading (degrees from north, along the edge) at ``metres`` from the edges' starts."""
        target = self._along[self._first[edge]] + metres
        right = np.clip(np.searchsorted(self._along, target, "right"), self._first[edge] + 1, self._last[edge])
        left = right - 1
        span = self._along[right] - self._along[left]
        share = np.clip((target - self._along[left]) / np.maximum(span, 1e-9), 0.0, 1.0)[:, None]
        here = self._points[left] * (1 - share) + self._points[right] * share
        step = self._points[right] - self._points[left]
        shrink = np.cos(np.radians(here[:, 1]))
        heading = np.degrees(np.arctan2(step[:, 0] * shrink, step[:, 1])) % 360.0
        return here[:, 0], here[:, 1], heading

    def turn(self, edge: Ints, backwards: NDArray[np.bool_], draw: Floats) -> tuple[Ints, NDArray[np.bool_]]:
        """The next edge at the end of ``edge`` (its start if ``backwards``), back the same way only in a dead end."""
        node = np.where(backwards, self.start[edge], self.end[edge])
        degree = self._degree[node]
        choice = (draw * degree).astype(np.int64)
        taken = self._leaving[self._offset[node] + choice]
        same = (taken // 2 == edge) & (degree > 1)
        taken = np.where(same, self._leaving[self._offset[node] + (choice + 1) % degree], taken)
        return taken // 2, taken % 2 == 1


def _line(nodes: Floats, start: int, end: int, between: list[tuple[float, float]]) -> Floats:
    """An edge's points from node to node; the points between may or may not repeat the nodes."""
    inner = np.array(between, dtype=np.float64).reshape(-1, 2)
    return np.concatenate((nodes[start : start + 1], inner, nodes[end : end + 1]))
