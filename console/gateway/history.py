"""Recent samples of every series, in memory, as columns; what snapshots, ``/v1/history`` and charts are served from."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from console.domain.entities import Sample

KEPT = 3_000
"""Newest samples kept of a series: 48 h at one a minute."""
KEPT_MS = 48 * 3_600_000
BLOCK = 60
"""Samples in one stored block."""
_SLACK = 512


class Series:
    """One series: ``at`` in ms, ``value`` NaN for a gap, ``total`` samples ever taken in (also those dropped since)."""

    __slots__ = ("at", "total", "value")

    def __init__(self) -> None:
        self.at: array[int] = array("q")
        self.value: array[float] = array("d")
        self.total = 0

    def add(self, at: int, value: float | None) -> None:
        """Take a sample in, in the order of the log."""
        self.at.append(at)
        self.value.append(math.nan if value is None else value)
        self.total += 1
        if len(self.at) >= KEPT + _SLACK:
            del self.at[:_SLACK]
            del self.value[:_SLACK]

    def first_within(self, since: int, most: int) -> int:
        """Index of the first sample at or after ``since`` (ms), leaving at most ``most``."""
        return max(bisect_left(self.at, since), len(self.at) - most, 0)

    def blocks_since(self, stored: int) -> Iterator[tuple[int, bytes]]:
        """The blocks (number, bytes) that hold sample number ``stored`` and later ones, as far as they are kept."""
        dropped = self.total - len(self.at)
        first = max(stored // BLOCK, -(-dropped // BLOCK))
        for number in range(first, -(-self.total // BLOCK)):
            part = slice(number * BLOCK - dropped, (number + 1) * BLOCK - dropped)
            yield number, self.at[part].tobytes() + self.value[part].tobytes()

    def restore(self, number: int, blob: bytes) -> None:
        """Append a stored block. Blocks come in order."""
        half = len(blob) // 2
        self.at.frombytes(blob[:half])
        self.value.frombytes(blob[half:])
        self.total = number * BLOCK + half // 8


class History:
    """All series of one backend."""

    def __init__(self) -> None:
        self.series: dict[str, Series] = {}

    def add(self, sample: Sample) -> None:
        """Take one sample in."""
        series = self.series.get(sample.id)
        if series is None:
            series = self.series[sample.id] = Series()
        series.add(sample.at, sample.value)

    def copy(self, newest: int) -> list[tuple[str, array[int], array[float]]]:
        """The newest samples of each series, within 48 h of its last one, as copies (one memcpy each)."""
        copies = []
        for name, series in self.series.items():
            start = series.first_within(series.at[-1] - KEPT_MS, newest)
            copies.append((name, series.at[start:], series.value[start:]))
        return copies

    def between(self, name: str, since: int, until: int) -> tuple[list[int], list[float | None]]:
        """Samples with ``since`` <= at < ``until`` (ms), oldest first; None is a gap."""
        series = self.series.get(name)
        if series is None:
            return [], []
        pairs = [(at, value) for at, value in zip(series.at, series.value, strict=True) if since <= at < until]
        pairs.sort(key=lambda pair: pair[0])
        return [at for at, _ in pairs], plain([value for _, value in pairs])


def plain(values: Iterable[float]) -> list[float | None]:
    """Values as they travel: NaN becomes None."""
    return [None if value != value else value for value in values]
