"""The charts of the wall: which series or counters each one shows, kept up to date from the world."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.domain.counters import HOUR
from console.domain.truth import Quality, Truth, worst
from console.models.clock import HOUR_MS
from console.models.figures.series import SeriesWindow
from console.models.registers import SeriesInfo
from console.models.rows import Floats, Threshold, Trend, TrendLine
from console.models.world import World

DAY_MS = 24 * HOUR_MS
FRESH_HOURS = 3
"""A mean is of the moment for so long: stations tell an hour when it is over, and not all at once."""
DAY_HOURS = 20
"""A mean of 24 hours needs so many of them (GB 3095, validity of 24 h means)."""
PICK_MS = 60_000
"""How long a chart stays with the station it has picked before it looks for a worse one."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("trends", text)


class TrendModel(QObject):
    """One chart's content. ``trend`` is made when asked for; ``changed`` says that asking again is worth it."""

    changed = Signal()

    def __init__(self, world: World, make: Callable[[], Trend], topics: tuple[str, ...]) -> None:
        super().__init__(world)
        self._make = make
        for topic in topics:
            getattr(world, f"{topic}_changed").connect(self.changed)

    def trend(self) -> Trend:
        """The chart as of now."""
        return self._make()


def holes_of(world: World, truth: Truth, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Times nobody knows about: snapshots' holes, and from the last data to now while the link is down."""
    holes = [
        (receipt.unknown_from, receipt.unknown_to)
        for receipt in world.receipts.values()
        if receipt.unknown_to > start and receipt.unknown_from
    ]
    if truth.quality in (Quality.CACHED, Quality.UNKNOWN) and start < truth.since < end - 1000:
        holes.append((truth.since, end))
    return tuple(holes)


def flow_trend(world: World, title: str, unit: str, lines: list[tuple[str, str, str, str]], hours: int = 24) -> Trend:
    """Hourly flows from the kept counters. ``lines``: (name, system or "" for all, measure, colour token).

    Line and headline end with the last whole hour: the one that still runs would let every line fall at its end. While
    nobody is heard, that is the last hour that is known wholly; those after it are no zeros.
    """
    now = world.now()
    whole, last = now // HOUR * HOUR, world.known_until() // HOUR * HOUR
    at = np.arange(whole - hours * HOUR, whole, HOUR, dtype=np.float64)
    drawn, before = [], 0
    for number, (name, system, measure, token) in enumerate(lines):
        found = _buckets(world, system, measure)
        value = np.array([found.get(int(bucket), 0) if bucket < last else np.nan for bucket in at], np.float64)
        if number == 0 or lines[0][1]:
            before += found.get(last - HOUR, 0)
        drawn.append(TrendLine(name, at + HOUR / 2, value, token, 3600.0))
    truth = world.link_truth()
    start = int(at[0])
    headline = tr("上时 {} {}").format(before, unit)
    return Trend(title, unit, start, now, tuple(drawn), (), holes_of(world, truth, start, now), headline, truth=truth)


def _buckets(world: World, system: str, measure: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for key, n in world.totals.items():
        if key.measure == measure and (not system or key.system == system):
            hour = key.bucket // HOUR * HOUR  # what calls for a look is counted by the minute
            found[hour] = found.get(hour, 0) + n
    return found


class PickedSeries:
    """The worst series of one factor by value over limit, re-picked once a minute, so that the chart does not jump."""

    def __init__(self, world: World, kind: str, factor: str) -> None:
        self._world = world
        self._kind, self._factor = kind, factor
        self._picked: SeriesInfo | None = None
        self._due = 0
        self.window = SeriesWindow(world, DAY_MS)

    def pick(self) -> SeriesInfo | None:
        """The series that the chart shows now."""
        now = self._world.now()
        if self._picked is None or now >= self._due or self._picked.id not in self._world.latest:
            self._due = now + PICK_MS
            worst_one = max(self._candidates(), key=self._badness, default=None)
            if worst_one is not None and worst_one != self._picked:
                self._picked = worst_one
                self.window.follow(worst_one.id)
        return self._picked

    def _candidates(self) -> list[SeriesInfo]:
        registers = self._world.registers
        return [
            info for info in registers.series.values()
            if info.factor == self._factor and info.id in self._world.latest
            and registers.kind_of(info.asset) == self._kind
        ]  # fmt: skip

    def _badness(self, info: SeriesInfo) -> tuple[float, str]:
        value = self._world.latest[info.id][1].value
        return ((value or 0.0) / (info.limit or 1.0), info.id)


def picked_trend(world: World, picked: PickedSeries, title: str, digits: int) -> Trend:
    """A chart of the worst station, named in its title."""
    info, now = picked.pick(), world.now()
    start = now - DAY_MS
    if info is None:
        return Trend(title, "", start, now)
    return series_trend(world, info, picked.window, world.registers.series_title(info), digits)


def named_trend(world: World, window: SeriesWindow) -> Trend:
    """The series that a window follows; while no backend has told of it, its id and that it is not there."""
    info, now = world.registers.series.get(window.series), world.now()
    if info is None:
        return Trend(tr("没有曲线 {}").format(window.series), "", now - window.length, now)
    return series_trend(world, info, window, world.registers.series_title(info))


def series_trend(world: World, info: SeriesInfo, window: SeriesWindow, title: str, digits: int | None = None) -> Trend:
    """One series with its limit, over the window's length. ``digits``: of the headline; None goes by its size."""
    now = world.now()
    start = now - window.length
    backend, sample = world.latest.get(info.id, (0, None))
    truth = world.truth(backend, info.known_at(sample.at), info.cadence) if sample else Truth()
    over = bool(sample and sample.value is not None and info.limit is not None and sample.value > info.limit)
    headline = ""
    if sample is not None and sample.value is not None:
        places = _places(info, sample.value) if digits is None else digits
        headline = f"{sample.value:.{places}f} {info.unit}".rstrip()
    line = TrendLine(info.name, window.at, window.value, "grade1" if over else "accent", info.cadence)
    limits: tuple[Threshold, ...] = ()
    if info.limit is not None:
        limits = (limit_line(info.limit, info.unit, info.limit_label),)
    return Trend(
        title, info.unit, start, now, (line,), limits, holes_of(world, truth, start, now), headline,
        "grade1" if over else "text", truth,
    )  # fmt: skip


def limit_line(value: float, unit: str, label: str = "") -> Threshold:
    """A limit with its figure and unit: a line without a number says nothing to the hall."""
    return Threshold(value, tr("{0} {1} {2}").format(label or tr("限值"), f"{value:g}", unit).rstrip())


def mean_trend(world: World, windows: dict[str, SeriesWindow], title: str, unit: str, limit: Threshold) -> Trend:
    """One factor over its stations, hour by hour: mean and highest hour, and the mean of 24 hours.

    ``limit`` is one of daily means and so for the last of them alone; no hour is measured by it. The windows hold two
    days, since the first mean shown reaches back a day. An hour without any station is a gap.
    """
    now = world.now()
    start = now - DAY_MS
    hours = np.arange((start - DAY_MS) // HOUR_MS * HOUR_MS, now, HOUR_MS, dtype=np.float64)
    table = np.full((max(1, len(windows)), len(hours)), np.nan)
    truths = []
    for row, (series, window) in enumerate(windows.items()):
        at = np.searchsorted(hours, window.at)
        inside = (window.at >= hours[0]) & (at < len(hours)) if len(hours) else np.zeros(len(window.at), bool)
        table[row, at[inside]] = window.value[inside]
        backend, sample = world.latest[series]
        truths.append(world.truth(backend, sample.at + HOUR_MS, 3600.0))
    mean = _mean(table)
    known = np.isfinite(mean)
    day = np.where(known, _mean(day_means(table)), np.nan)
    seen = hours >= start // HOUR_MS * HOUR_MS
    high = np.where(known, np.max(np.where(np.isnan(table), -np.inf, table), axis=0), np.nan)
    truth = worst(truths)
    fresh = hours >= world.known_until() - FRESH_HOURS * HOUR_MS
    last = mean[known][-1] if known[fresh].any() else None
    lines = (
        TrendLine(tr("小时均值"), hours[seen], mean[seen], "accent", 3600.0),
        TrendLine(tr("最高站"), hours[seen], high[seen], "tertiary", 3600.0),
        TrendLine(tr("24 h 均值"), hours[seen], day[seen], "normal", 3600.0),
    )
    headline = "" if last is None else tr("小时均值 {:.0f} {}").format(last, unit)
    return Trend(title, unit, start, now, lines, (limit,), holes_of(world, truth, start, now), headline, truth=truth)


def day_means(table: Floats) -> Floats:
    """The mean of each hour and the 23 before it, row by row; NaN with less than ``DAY_HOURS`` values among them."""
    known = np.isfinite(table)
    total, count = (np.cumsum(each, axis=1) for each in (np.where(known, table, 0.0), known.astype(float)))
    for sums in (total, count):
        sums[:, 24:] -= sums[:, :-24].copy()
    return np.where(count >= DAY_HOURS, total / np.maximum(count, 1.0), np.nan)


def _mean(table: Floats) -> Floats:
    """Of each column over the rows that know it."""
    known = np.isfinite(table)
    total, count = np.where(known, table, 0.0).sum(axis=0), known.sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _places(info: SeriesInfo, value: float) -> int:
    """Three figures are enough to act on; an index is a whole number (HJ 633)."""
    if info.factor == "AQI" or abs(value) >= 100:
        return 0
    return 1 if abs(value) >= 10 else 2
