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
    rows = float(y.min()) + float(np.ptp(y)) * np.arange(1, ROWS + 1) / (ROWS + 1)
    cuts, row = _crossings(x, y, rows)
    if not len(cuts):
        return float(x.mean()), float(y.mean())
    weight = 1.0 - 0.5 * np.abs(2 * np.arange(1, ROWS + 1) / (ROWS + 1) - 1.0)
    west, east, row = cuts[::2], cuts[1::2], row[::2]
    wide = (east - west) * weight[row]
    best = max(np.flatnonzero(wide == wide.max()).tolist(), key=lambda at: (west[at] + east[at], rows[row[at]]))
    return float(west[best] + east[best]) / 2, float(rows[row[best]])


def _crossings(x: Floats, y: Floats, rows: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Where a ring crosses horizontal cuts, and the number of the cut, from cut to cut and from west to east.

    A ring crosses each cut an even number of times, so each two that follow one another bound a stretch inside.
    """
    next_x, next_y = np.roll(x, -1), np.roll(y, -1)
    row, at = np.nonzero((y <= rows[:, None]) != (next_y <= rows[:, None]))
    share = (rows[row] - y[at]) / (next_y[at] - y[at])
    where = x[at] + share * (next_x[at] - x[at])
    order = np.lexsort((where, row))
    return where[order], row[order]
