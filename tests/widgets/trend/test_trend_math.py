"""Gaps are never bridged, peaks never lost, ticks always round."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.rows import Threshold, Trend, TrendLine
from tests.widgets.samples import NOW, line
from widgets.trend.math import gaps, hatched, reduce_columns, segments, time_ticks, value_at, value_axis
from widgets.words import city_time

NAN = math.nan


def at(*seconds: float) -> np.ndarray:
    return np.array(seconds, dtype=float) * 1000


def test_nan_parts_a_line() -> None:
    assert segments(at(0, 1, 2, 3), np.array([1, NAN, 2, 3]), 0) == [(0, 1), (2, 4)]


def test_infinity_is_no_value_either() -> None:
    assert segments(at(0, 1, 2), np.array([1, math.inf, 2]), 0) == [(0, 1), (2, 3)]


def test_two_and_a_half_cadences_are_joined_and_more_is_not() -> None:
    value = np.ones(3)
    assert segments(at(0, 10, 35), value, 10) == [(0, 3)]
    assert segments(at(0, 10, 35.1), value, 10) == [(0, 2), (2, 3)]
    assert segments(at(0, 10, 9_999), value, 0) == [(0, 3)]


@pytest.mark.parametrize("value", [[], [NAN, NAN]])
def test_nothing_finite_is_no_segment(value: list[float]) -> None:
    assert segments(at(*range(len(value))), np.array(value), 1) == []


def test_a_line_that_stopped_is_unknown_up_to_now() -> None:
    assert gaps(line([0, 10, 20], [1, 1, 1], 10), 0, 100_000) == [(20_000, 100_000)]
    assert gaps(line([0, 10, 20], [1, 1, 1], 10), 0, 45_000) == []


def test_only_what_all_lines_lack_is_hatched_and_holes_always_are() -> None:
    one, other = line([0, 10, 60, 70], [1, 1, 1, 1], 10), line([0, 10, 40, 50, 70], [1, 1, 1, 1, 1], 10)
    trend = Trend("", "", 0, 70_000, (one, other), holes=((30_000, 35_000), (65_000, 65_000)))
    assert hatched(trend) == [(10_000, 40_000)]
    alone = Trend("", "", 0, 70_000, (other,), holes=((60_000, 99_000),))
    assert hatched(alone) == [(10_000, 40_000), (60_000, 70_000)]


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=400), st.integers(1, 60))
def test_every_column_keeps_its_smallest_and_largest_value(values: list[float], width: int) -> None:
    x = np.linspace(0, width, len(values), endpoint=False)
    y = np.array(values)
    out_x, out_y = reduce_columns(x, y)
    assert (np.diff(out_x) >= 0).all()
    for column in np.unique(np.floor(x)):
        before, after = y[np.floor(x) == column], out_y[np.floor(out_x) == column]
        assert (before.min(), before.max()) == (after.min(), after.max())
    assert len(out_x) <= max(len(values), 2 * (width + 1))


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12), st.integers(2, 6))
def test_ticks_are_round_few_and_hold_the_data(low: float, span: float, count: int) -> None:
    trend = Trend("", "", 0, 1000, (line([0, 1], [low, low + span]),))
    axis = value_axis(trend, count)
    slack = max(abs(low), abs(low + span)) * 1e-6
    assert axis.low <= low + slack
    assert axis.high >= low + span - slack
    assert 2 <= len(axis.ticks) <= count + 2


def test_a_water_level_does_not_start_at_zero_but_a_count_does() -> None:
    level = value_axis(Trend("", "", 0, 1000, (line([0, 1], [37.2, 37.6]),)), 4)
    count = value_axis(Trend("", "", 0, 1000, (line([0, 1], [20, 90]),)), 4)
    assert level.low > 36
    assert count.low == 0


def test_a_limit_in_reach_stays_in_sight_and_a_far_one_does_not_flatten_the_line() -> None:
    lines = (line([0, 1], [60, 100]),)
    assert value_axis(Trend("", "", 0, 1000, lines, (Threshold(115, ""),)), 4).high >= 115
    assert value_axis(Trend("", "", 0, 1000, lines, (Threshold(5000, ""),)), 4).high < 300


@pytest.mark.parametrize("hours", [0.1, 1, 6, 24, 72, 24 * 30])
def test_time_ticks_are_round_in_city_time(hours: float) -> None:
    ticks, step = time_ticks(NOW - int(hours * 3_600_000), NOW, 6)
    assert 1 <= len(ticks) <= 7
    midnight = city_time(ticks[0]).replace(hour=0, minute=0, second=0, microsecond=0).timestamp() * 1000
    assert step >= 86_400_000 or all((tick - midnight) % step == 0 for tick in ticks)


def test_no_value_is_read_out_of_a_gap() -> None:
    sample = TrendLine("", at(0, 10, 60), np.array([1.0, 2.0, 3.0]), "accent", 10)
    assert value_at(sample, 12_000) == 2.0
    assert value_at(sample, 50_000) is None
    assert value_at(sample, -1) is None
