"""Rings that cross themselves: how many there are, and where the first one does."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from console.geodata.records import Array

MOST = 3_000_000
"""Segments looked at; the rest of a larger file is not, and that is told."""
SMALL = 1200
"""Edges of a ring up to which all pairs are looked at."""
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
    """A point where two edges that are no neighbours cross, None for a ring that does not."""
    start = ring[:-1] if np.array_equal(ring[0], ring[-1]) else ring
    keep = np.any(start != np.roll(start, 1, axis=0), axis=1)
    start = start[keep]
    n = len(start)
    if n < 4:
        return None
    end = np.roll(start, -1, axis=0)
    if n <= SMALL:
        return _by_boxes(start, end)
    return _by_sweep(start, end)


def _by_boxes(start: Array, end: Array) -> Place | None:
    """All pairs at once: those whose boxes overlap are few."""
    n = len(start)
    low, high = np.minimum(start, end), np.maximum(start, end)
    near = np.triu(np.ones((n, n), bool), 2)
    near[0, n - 1] = False
    for axis in (0, 1):
        near &= low[:, None, axis] <= high[None, :, axis]
        near &= low[None, :, axis] <= high[:, None, axis]
    one, other = np.nonzero(near)
    return _cross(start[one], end[one], start[other], end[other]) if len(one) else None


def _by_sweep(start: Array, end: Array) -> Place | None:
    """By the left ends of the edges: each is compared with those whose spans of x overlap its own."""
    n = len(start)
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
    """Where a segment a b first properly crosses its c d."""

    def side(p: Array, q: Array, r: Array) -> Array:
        cross: Array = (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
            r[..., 0] - p[..., 0]
        )
        return cross

    one, two, three, four = side(c, d, a), side(c, d, b), side(a, b, c), side(a, b, d)
    hits = np.flatnonzero((one * two < 0) & (three * four < 0))
    if not len(hits):
        return None
    first = hits[0]
    share = one[first] / (one[first] - two[first])
    from_, to = (a[first], b[first]) if a.ndim == 2 else (a, b)
    place = from_ + share * (to - from_)
    return float(place[0]), float(place[1])
