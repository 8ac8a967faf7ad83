"""超标小时: which clock hours of a day a measured factor was over its limit, and which of them can be judged at all.

An hour is judged by its mean. Hourly values are means already, labelled by the start of their hour (HJ 212-2017); of
faster ones at least 75 % must be there and valid (flag N of table 8), as the rules for valid data of automatic
stations have it [from memory]. An hour that still runs, or that lacks data, is not judged: it is neither over nor not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HOUR = 3_600_000
VALID_SHARE = 0.75
GOOD = ord("N")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a mean must stay within; above ``high`` or below ``low`` it is over its limit."""

    high: float
    low: float = float("-inf")


@dataclass(frozen=True, slots=True)
class Judged:
    """Starts (ms) of the hours that could be judged, and of those that were over.

    ``peak`` is the mean of those over that is furthest beyond its bound; 0 if none is.
    """

    known: frozenset[int] = frozenset()
    over: frozenset[int] = frozenset()
    peak: float = 0.0


def judge_hours(
    at: NDArray[np.int64], value: NDArray[np.float64], flag: NDArray[np.uint8], cadence: float, bounds: Bounds,
    start: int, now: int,
) -> Judged:  # fmt: skip
    """The hours from ``start`` that have ended by ``now`` (ms). ``cadence``: seconds between two values."""
    end = now // HOUR * HOUR
    good = (at >= start) & (at < end) & np.isfinite(value) & (flag == GOOD)
    hours, slot = np.unique(at[good] // HOUR, return_inverse=True)
    if not len(hours):
        return Judged()
    count = np.bincount(slot, minlength=len(hours))
    mean = np.bincount(slot, weights=value[good], minlength=len(hours)) / count
    needed = VALID_SHARE * max(1.0, HOUR / 1000 / cadence) if cadence else 1.0
    known = count >= needed
    over = known & ((mean > bounds.high) | (mean < bounds.low))
    starts = hours * HOUR
    beyond = np.maximum(mean - bounds.high, bounds.low - mean)
    peak = float(mean[over][np.argmax(beyond[over])]) if over.any() else 0.0
    return Judged(frozenset(starts[known].tolist()), frozenset(starts[over].tolist()), peak)
