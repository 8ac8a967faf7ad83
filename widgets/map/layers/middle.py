"""A place well inside a ring, for its label: the middle of the longest stretch that lies within."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ROWS = 15
"""Horizontal cuts that are tried."""


def middle_of(x: Floats, y: Floats) -> tuple[float, float]:
    """A point inside a ring (its own place for a point), found on the widest of some horizontal cuts.

    Cuts near the top and the bottom count less, so that of two as wide the one nearer the middle wins.
    """
    if len(x) < 3:
        return float(x.mean()), float(y.mean())
    top, high = float(y.min()), float(np.ptp(y))
    best = (-1.0, float(x.mean()), float(y.mean()))
    for step in range(1, ROWS + 1):
        row = top + high * step / (ROWS + 1)
        cuts = _crossings(x, y, row)
        for west, east in zip(cuts[::2], cuts[1::2], strict=False):
            weight = 1.0 - 0.5 * abs(2 * step / (ROWS + 1) - 1.0)
            best = max(best, (float(east - west) * weight, float(west + east) / 2, row))
    return best[1], best[2]


def _crossings(x: Floats, y: Floats, row: float) -> Floats:
    next_x, next_y = np.roll(x, -1), np.roll(y, -1)
    crossing = (y <= row) != (next_y <= row)
    share = (row - y[crossing]) / (next_y[crossing] - y[crossing])
    return np.sort(x[crossing] + share * (next_x[crossing] - x[crossing]))
