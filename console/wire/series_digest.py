"""The part of the digest over the recent samples of all series: the gateway and the console compute it alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

WINDOW_MS = 6 * 3_600_000
NEWEST = 600
"""At most so many of a series' newest samples count: both sides keep more, whatever the cadence."""


def series_digest(rows: Iterable[tuple[str, Sequence[int], Sequence[float | None]]]) -> str:
    """SHA-256 over rows of (series id, times in ms, values), each in the order of the log; None and NaN are a gap.

    Of each row count the samples later than its last one's time less 6 h, and of these the newest 600, so the caller
    may hand over any longer history. The order of the rows does not matter; a series without samples counts as absent.
    """
    whole = hashlib.sha256()
    for name, at, value in sorted(rows, key=lambda row: row[0]):
        if not len(at):
            continue
        times = np.asarray(at, "<i8")
        values = np.array(value, "<f8")
        inside = np.flatnonzero(times > times[-1] - WINDOW_MS)[-NEWEST:]
        values[np.isnan(values)] = np.nan
        whole.update(f"{name}\n{len(inside)}\n".encode())
        whole.update(times[inside].tobytes())
        whole.update(values[inside].tobytes())
    return whole.hexdigest()
