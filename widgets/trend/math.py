"""The arithmetic of a chart, free of any painting: missing data, pixel columns, round ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from console.models.rows import Floats, Trend, TrendLine
from widgets.words import CITY_OFFSET_MS, DAY_MS

GAP_CADENCES = 2.5
"""Two points further apart than this many cadences are not joined: nobody knows what was between them."""
_MINUTE = 60_000
_STEPS_MS = tuple(
    minutes * _MINUTE for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 10080, 43200)
)
_SECOND_STEPS_MS = (1_000, 2_000, 5_000, 10_000, 15_000, 30_000)
Span = tuple[float, float]


SMALLEST_SPAN = 1e-200
"""Below this, differences are noise of the number format, and dividing by them would fail."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A range with round ticks; ``decimals`` is what the ticks' labels need."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int


def segments(at: Floats, value: Floats, cadence: float) -> list[tuple[int, int]]:
    """Index ranges [start, stop) of points that may be joined by a line.

    ``at`` in ms, ascending; a value that is not finite ends a segment, and so does a step of more than 2.5 times
    ``cadence`` (in seconds; 0 for data without one).
    """
    good = np.flatnonzero(np.isfinite(value))
    if good.size == 0:
        return []
    broken = np.diff(good) > 1
    if cadence > 0:
        broken |= np.diff(at[good]) > GAP_CADENCES * cadence * 1000
    edges = np.flatnonzero(broken) + 1
    starts, stops = np.concatenate(([0], edges)), np.concatenate((edges, [good.size]))
    return [(int(good[a]), int(good[b - 1]) + 1) for a, b in zip(starts, stops, strict=True)]


def reach(line: TrendLine, parts: Sequence[tuple[int, int]], since: float, until: float) -> tuple[float, float] | None:
    """Least and greatest value of a line as it is drawn between two times (ms); None where it is not."""
    found: list[float] = []
    for start, stop in parts:
        at, value = line.at[start:stop], line.value[start:stop]
        if at[0] <= until and at[-1] >= since:
            first, last = np.searchsorted(at, (since, until))
            ends = np.interp(np.clip([since, until], at[0], at[-1]), at, value)
            found += [
                float(edge) for some in (ends, value[first:last]) if len(some) for edge in (some.min(), some.max())
            ]
    return (min(found), max(found)) if found else None


def gaps(line: TrendLine, start: float, end: float, parts: list[tuple[int, int]] | None = None) -> list[Span]:
    """Times in the window of which this line knows nothing: between its segments, and at both ends of the window.

    A line without a cadence is unknown only where it says so with NaN; an empty line is unknown throughout.
    ``parts`` are the line's segments if they are known already.
    """
    parts = segments(line.at, line.value, line.cadence) if parts is None else parts
    if not parts:
        return [(float(start), float(end))]
    known = [(float(line.at[a]), float(line.at[b - 1])) for a, b in parts]
    spans = [(one[1], other[0]) for one, other in pairwise(known)]
    if line.cadence > 0:
        allowed = GAP_CADENCES * line.cadence * 1000
        spans += [(float(start), known[0][0])] if known[0][0] - start > allowed else []
        spans += [(known[-1][1], float(end))] if end - known[-1][1] > allowed else []
    return [(max(a, start), min(b, end)) for a, b in spans if b > start and a < end and b > a]


def hatched(trend: Trend, parts: Sequence[list[tuple[int, int]]] = ()) -> list[Span]:
    """Where a chart has to admit that it knows nothing: the trend's own holes, and what all of its lines lack."""
    spans = [(float(max(a, trend.start)), float(min(b, trend.end))) for a, b in trend.holes if b > a]
    if trend.lines:
        found = parts or [segments(line.at, line.value, line.cadence) for line in trend.lines]
        every = [gaps(line, trend.start, trend.end, part) for line, part in zip(trend.lines, found, strict=True)]
        common = every[0]
        for other in every[1:]:
            common = _overlap(common, other)
        spans += common
    return _union([span for span in spans if span[1] > span[0]])


def reduce_columns(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """At most two points for every whole pixel column: its smallest and its largest value, in the order of its course.

    ``x`` in pixels, ascending. Both extremes are kept exactly, so no peak is lost; fewer points are left as they are.
    """
    column = np.floor(x).astype(np.int64)
    starts = np.flatnonzero(np.concatenate(([True], column[1:] != column[:-1])))
    if starts.size * 2 >= x.size:
        return x, y
    stops = np.concatenate((starts[1:], [x.size]))
    out_y = np.empty(starts.size * 2)
    low, high = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    falling = y[starts] > y[stops - 1]
    out_y[0::2], out_y[1::2] = np.where(falling, high, low), np.where(falling, low, high)
    return np.repeat(column[starts] + 0.5, 2), out_y


def value_axis(trend: Trend, count: int) -> Axis:
    """Range and round ticks for a trend; limits within reach of the data are kept in sight.

    Figures that are never negative start at zero unless they stay within their upper half (a water level).
    """
    low, high = _extent(trend)
    if not math.isfinite(low):
        low, high = 0.0, 1.0
    span = high - low
    near = [t.value for t in trend.thresholds if math.isfinite(t.value)]
    reach = max(span, abs(high) * 0.5, abs(low) * 0.5)
    near = [value for value in near if low - reach <= value <= high + reach]
    low, high = min([low, *near]), max([high, *near])
    if low >= 0 and low <= high * 0.5:
        low = 0.0
    if high - low <= max(abs(high) * 1e-9, SMALLEST_SPAN):
        pad = abs(high) * 0.1 if abs(high) > SMALLEST_SPAN else 1.0
        low, high = (low - pad, high + pad) if low else (0.0, high + pad)
    choices = [_round_axis(low, high, number) for number in range(2, max(2, count) + 1)]
    choices = [axis for axis in choices if len(axis.ticks) <= count + 1] or choices[:1]
    return max(choices, key=lambda axis: (round((high - low) / (axis.high - axis.low), 1), len(axis.ticks)))


def time_ticks(start: int, end: int, most: int) -> tuple[list[int], int]:
    """Round city times inside the window, at most ``most`` of them, and their step in ms."""
    span = max(1, end - start)
    steps = (*_SECOND_STEPS_MS, *_STEPS_MS)
    step = next((s for s in steps if span / s <= max(1, most)), math.ceil(span / max(1, most) / DAY_MS) * DAY_MS)
    first = -(-(start + CITY_OFFSET_MS) // step) * step - CITY_OFFSET_MS
    return list(range(first, end + 1, step)), step


def value_at(line: TrendLine, at: float) -> float | None:
    """The newest value at or before a moment; None in a gap, before the first point or after the last one's time."""
    index = int(np.searchsorted(line.at, at, side="right")) - 1
    if index < 0 or not math.isfinite(line.value[index]):
        return None
    if line.cadence > 0 and at - line.at[index] > GAP_CADENCES * line.cadence * 1000:
        return None
    return float(line.value[index])


def _extent(trend: Trend) -> Span:
    lows: list[float] = []
    highs: list[float] = []
    for line in trend.lines:
        first, last = np.searchsorted(line.at, (trend.start, trend.end + 1))
        window: NDArray[np.float64] = line.value[max(0, int(first) - 1) : int(last) + 1]
        window = window[np.isfinite(window)]
        if window.size:
            lows.append(float(window.min()))
            highs.append(float(window.max()))
    return (min(lows), max(highs)) if lows else (math.nan, math.nan)


def _round_axis(low: float, high: float, count: int) -> Axis:
    raw = (high / count) - (low / count)
    power = 10.0 ** math.floor(math.log10(raw)) if raw > 0 and math.isfinite(raw) else 1.0
    step = next((factor * power for factor in (1, 2, 2.5, 3, 4, 5, 6, 10) if factor * power >= raw * 0.999), 10 * power)
    bottom, top = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(index * step for index in range(bottom, top + 1))
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    if decimals < 6 and abs(round(step, decimals) - step) > step * 1e-6:
        decimals += 1
    return Axis(ticks[0], ticks[-1], ticks, min(decimals, 6))


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return [(a, b) for a, b in pairs if b > a]


def _union(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined
