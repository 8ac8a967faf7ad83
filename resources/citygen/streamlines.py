"""Streets as evenly spaced streamlines of the cross field (the idea of Jobard and Lefer, 1997)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from resources.citygen import curves
from resources.citygen.field import CrossField
from resources.citygen.frame import Points
from resources.citygen.terrain import EAST, NORTH, SOUTH, WEST, Terrain, grid

STEP = 30.0
"""Length of one tracing step in metres."""
_MASK = 60.0

Sample = tuple[float, float, float, float]
"""x, y and the unit direction of a road at a place."""


@dataclass(frozen=True)
class StreetRule:
    """How one class of street is laid: spacing in metres in the core and at the edge, and where it may run."""

    core_gap: float
    edge_gap: float
    least_density: float
    crosses_rivers: bool
    least_length: float


class Spacing:
    """Remembers where roads run, to keep parallel ones apart; crossing ones do not count."""

    def __init__(self, reach: float) -> None:
        self._reach = reach
        self._cells: dict[tuple[int, int], list[Sample]] = {}

    def add(self, samples: Iterable[Sample]) -> None:
        """Remember a road's samples."""
        for sample in samples:
            key = (int(sample[0] // self._reach), int(sample[1] // self._reach))
            self._cells.setdefault(key, []).append(sample)

    def is_free(self, x: float, y: float, dx: float, dy: float, gap: float) -> bool:
        """Whether no roughly parallel road lies within `gap` metres (at most the reach)."""
        i, j, limit = int(x // self._reach), int(y // self._reach), gap * gap
        for key in ((i + a, j + b) for a in (-1, 0, 1) for b in (-1, 0, 1)):
            for px, py, pdx, pdy in self._cells.get(key, ()):
                if (px - x) ** 2 + (py - y) ** 2 < limit and abs(pdx * dx + pdy * dy) > 0.75:
                    return False
        return True


def samples_of(points: Points, step: float) -> list[Sample]:
    """Samples along a line about every `step` metres."""
    line = curves.resample(points, step)
    way = np.diff(line, axis=0)
    way /= np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    middle = (line[:-1] + line[1:]) / 2
    return [tuple(row) for row in np.column_stack([middle, way]).tolist()]


class Tracer:
    """Lays the streets of one class over the ground."""

    def __init__(self, terrain: Terrain, field: CrossField, rule: StreetRule, spacing: Spacing) -> None:
        self._field, self._rule, self._spacing = field, rule, spacing
        x, y = grid(_MASK, WEST, SOUTH, EAST, NORTH)
        density = terrain.density(x, y)
        wet = terrain.wetness(x, y)
        allowed = (density > rule.least_density) & (wet < 2)
        if not rule.crosses_rivers:
            allowed &= wet == 0
        share = np.clip((density - 0.25) / 0.5, 0, 1)
        gap = rule.edge_gap + (rule.core_gap - rule.edge_gap) * share
        self._gaps = np.where(allowed, gap, 0.0)

    def _gap(self, x: float, y: float) -> float:
        """Wanted spacing at a place, 0 where no street of this class may run."""
        col, row = int((x - WEST) / _MASK), int((y - SOUTH) / _MASK)
        rows, cols = self._gaps.shape
        return float(self._gaps[row, col]) if 0 <= row < rows and 0 <= col < cols else 0.0

    def _half(self, x: float, y: float, dx: float, dy: float) -> list[Sample]:
        """Trace one way until water, open country or a parallel road stops the street."""
        out: list[Sample] = []
        for count in range(1500):
            mx, my = self._field.direction(x + dx * STEP / 2, y + dy * STEP / 2, dx, dy)
            x, y = x + mx * STEP, y + my * STEP
            gap = self._gap(x, y)
            if gap == 0.0 or (count % 2 == 0 and not self._spacing.is_free(x, y, mx, my, gap * 0.62)):
                return out
            if count > 12 and math.hypot(x - out[0][0], y - out[0][1]) < STEP * 2:
                return out
            dx, dy = mx, my
            out.append((x, y, dx, dy))
        return out

    def _trace(self, x: float, y: float, heading: float) -> Points | None:
        gap = self._gap(x, y)
        if gap == 0.0:
            return None
        dx, dy = self._field.direction(x, y, math.cos(heading), math.sin(heading))
        if not self._spacing.is_free(x, y, dx, dy, gap * 0.92):
            return None
        back = self._half(x, y, -dx, -dy)
        ahead = self._half(x, y, dx, dy)
        samples = [(a, b, -c, -d) for a, b, c, d in reversed(back)] + [(x, y, dx, dy), *ahead]
        if len(samples) * STEP < self._rule.least_length:
            return None
        self._spacing.add(samples)
        return np.asarray(samples)[:, :2]

    def lay(self, rng: Generator) -> list[Points]:
        """All streets of the class, densest places first."""
        pitch = self._rule.core_gap * 0.8
        x, y = grid(pitch, WEST, SOUTH, EAST, NORTH)
        x = (x + rng.uniform(-0.4, 0.4, x.shape) * pitch).ravel()
        y = (y + rng.uniform(-0.4, 0.4, y.shape) * pitch).ravel()
        distance = np.hypot(x, y) + rng.uniform(0, 800, x.shape)
        streets = []
        for n in np.argsort(distance, kind="stable"):
            for heading in (0.2, 0.2 + math.pi / 2):
                street = self._trace(float(x[n]), float(y[n]), heading)
                if street is not None:
                    streets.append(street)
        return streets
