"""Rings that cross themselves: how many there are, and where the first one does."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from console.geodata.records import Array

MOST = 400_000
"""Segments looked at; the rest of a larger file is not, and that is told."""
Place = tuple[float, float]


class Crossings:
    """``count`` of rings; ``first``: number of the feature and the place. ``unseen``: rings not looked at."""

    def __init__(self) -> None:
        self.count = self.unseen = 0
        self.first: tuple[int, Place] | None = None
        self._left = MOST

    def look(self, number: int, rings: Iterable[Array]) -> None:
        """The rings of one area."""
        for ring in rings:
            if len(ring) > self._left:
                self.unseen += 1
                continue
            self._left -= len(ring)
            place = crossing_of(ring)
            if place is not None:
                self.count += 1
                self.first = self.first or (number, place)


def crossing_of(ring: Array) -> Place | None:
    """A point where two edges that are no neighbours cross, None for a ring that does not.

    A sweep by the left ends of the edges: each is compared with those whose spans of x overlap its own.
    """
    start = ring[:-1] if np.array_equal(ring[0], ring[-1]) else ring
    keep = np.any(start != np.roll(start, 1, axis=0), axis=1)
    start = start[keep]
    n = len(start)
    if n < 4:
        return None
    end = np.roll(start, -1, axis=0)
    left, right = np.minimum(start[:, 0], end[:, 0]), np.maximum(start[:, 0], end[:, 0])
    low, high = np.minimum(start[:, 1], end[:, 1]), np.maximum(start[:, 1], end[:, 1])
    order = np.argsort(left, kind="stable")
    last = np.searchsorted(left[order], right[order], side="right")
    for at in range(n - 1):
        others = order[at + 1 : last[at]]
        if not len(others):
            continue
        one = order[at]
        others = others[(low[others] <= high[one]) & (high[others] >= low[one])]
        apart = np.abs(others - one)
        others = others[(apart > 1) & (apart < n - 1)]
        if len(others) and (place := _cross(start[one], end[one], start[others], end[others])) is not None:
            return place
    return None


def _cross(a: Array, b: Array, c: Array, d: Array) -> Place | None:
    """Where the segment a b properly crosses one of c d."""

    def side(p: Array, q: Array, r: Array) -> Array:
        cross: Array = (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
            r[..., 0] - p[..., 0]
        )
        return cross

    one, two, three, four = side(c, d, a), side(c, d, b), side(a, b, c), side(a, b, d)
    hits = np.flatnonzero((one * two < 0) & (three * four < 0))
    if not len(hits):
        return None
    share = one[hits[0]] / (one[hits[0]] - two[hits[0]])
    place = a + share * (b - a)
    return float(place[0]), float(place[1])
