"""Flows by the hour and the holes that a chart must show."""

from __future__ import annotations

import time

import numpy as np
import pytest

from console.domain.counters import CounterKey
from console.domain.entities import Sample
from console.domain.truth import Quality, Truth
from console.models.figures.series import SeriesWindow
from console.models.figures.trends import day_means, flow_trend, holes_of, mean_trend, named_trend, series_trend
from console.models.registers import SeriesInfo
from console.models.rows import Threshold, Trend
from console.models.world import World
from console.store.commit import Receipt
from tests.fakes.events import HOUR, NOW
from tests.models.kit import apply, backend, changes, stand_still

THIS_HOUR = NOW - HOUR // 2
LINE = [("上报", "grid", "case.opened", "accent")]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, qapp: object) -> World:
    return apply(stand_still(monkeypatch, World()), changes(backends=[backend()]))


def test_a_flow_has_whole_hours_only_in_its_line_and_in_words(world: World) -> None:
    counters = {
        CounterKey("grid", "case.opened", THIS_HOUR): 3,
        CounterKey("grid", "case.opened", THIS_HOUR - HOUR): 40,
        CounterKey("grid", "case.opened", THIS_HOUR - 24 * HOUR): 7,
        CounterKey("grid", "case.opened", THIS_HOUR - 25 * HOUR): 99,
        CounterKey("city", "case.opened", THIS_HOUR - HOUR): 1000,
        CounterKey("grid", "case.closed", THIS_HOUR - HOUR): 500,
    }
    trend = flow_trend(apply(world, changes([], counters)), "t", "件", LINE)
    line = trend.lines[0]
    assert len(line.at) == 24
    assert line.value.tolist() == [7.0, *[0.0] * 22, 40.0]
    assert line.at[0] == THIS_HOUR - 24 * HOUR + HOUR / 2
    assert line.at[-1] == THIS_HOUR - HOUR / 2
    assert (trend.start, trend.end) == (THIS_HOUR - 24 * HOUR, NOW)
    assert trend.headline == "上时 40 件"
    assert trend.truth.quality is Quality.LIVE


def test_hours_that_nobody_heard_of_are_no_zeros(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    """The link broke three hours ago: the line ends with the last hour that is wholly known, and so do the words."""
    world = stand_still(monkeypatch, World())
    down = backend(heard_ago=3 * 3600.0, offset_ms=NOW - int(time.time() * 1000))
    counters = {CounterKey("grid", "case.opened", THIS_HOUR - back * HOUR): n for back, n in ((3, 5), (4, 9))}
    trend = flow_trend(apply(world, changes([], counters, backends=[down])), "t", "件", LINE)
    value = trend.lines[0].value
    assert np.isnan(value[-3:]).all() and value[-5:-3].tolist() == [0.0, 9.0]
    assert (trend.headline, trend.truth.quality) == ("上时 9 件", Quality.CACHED)


def _mean_of(world: World, *values: float | None) -> Trend:
    """Of one station, whose hours end with the last whole one."""
    first = THIS_HOUR - len(values) * HOUR
    last = Sample(id="s/PM2.5", v=1, at=THIS_HOUR - HOUR, value=values[-1])
    apply(world, changes([(0, last)]))
    window = SeriesWindow(world, 48 * HOUR)
    window.at = np.array([first + n * HOUR for n in range(len(values))], float)
    window.value = np.array([np.nan if value is None else value for value in values])
    return mean_trend(world, {"s/PM2.5": window}, "t", "µg/m³", Threshold(60.0, ""))


def test_a_mean_of_hours_ago_is_no_value_of_the_moment(world: World) -> None:
    assert _mean_of(world, 40.0, 45.0).headline == "小时均值 45 µg/m³"
    assert _mean_of(world, 40.0, 45.0, None).headline == "小时均值 45 µg/m³", "this station is late, as some always are"
    gone = _mean_of(world, 40.0, 45.0, None, None, None, None)
    assert (gone.headline, gone.truth.quality) == ("", Quality.LIVE)


def test_the_mean_of_a_day_is_its_own_line_and_needs_twenty_hours(world: World) -> None:
    """Two days of 30 and then one hour of 270: the hour stands out, the day hardly, and the limit is the day's."""
    trend = _mean_of(world, *[30.0] * 40, 270.0)
    hour, _, day = trend.lines
    assert hour.value[np.isfinite(hour.value)][-1] == 270.0
    assert day.value[np.isfinite(day.value)][-1] == pytest.approx((23 * 30 + 270) / 24)
    assert len(hour.at) == len(day.at) and trend.start == NOW - 24 * HOUR
    assert np.isnan(_mean_of(world, *[30.0] * 19).lines[2].value).all()
    twenty = _mean_of(world, *[30.0] * 19, None, None, None, None, 90.0).lines[2].value
    assert twenty[np.isfinite(twenty)].tolist() == [pytest.approx((19 * 30 + 90) / 20)]


def test_means_of_a_day_against_a_plain_reading() -> None:
    chance = np.random.default_rng(2)
    table = np.where(chance.random((3, 48)) < 0.2, np.nan, chance.uniform(1, 300, (3, 48)))
    found = day_means(table)
    for row in range(3):
        for at in range(48):
            part = [value for value in table[row, max(0, at - 23) : at + 1].tolist() if value == value]
            plain = sum(part) / len(part) if len(part) >= 20 else np.nan
            assert found[row, at] == pytest.approx(plain, nan_ok=True)


def test_a_flow_of_all_systems_is_their_sum(world: World) -> None:
    counters = {CounterKey(name, "alarm.raised", THIS_HOUR - HOUR): n for name, n in (("grid", 1), ("city", 20))}
    trend = flow_trend(apply(world, changes([], counters)), "t", "条", [("", "", "alarm.raised", "accent")])
    assert trend.lines[0].value[-1] == 21


def test_a_snapshot_leaves_a_marked_hole(world: World) -> None:
    hole = Receipt("city", 1, 2, unknown_from=NOW - 2 * HOUR, unknown_to=NOW - HOUR)
    old = Receipt("city", 1, 2, unknown_from=NOW - 40 * HOUR, unknown_to=NOW - 30 * HOUR)
    apply(world, changes(receipts=[(1, hole), (2, old), (3, Receipt("city", 1, 2, 500))]))
    live = Truth(Quality.LIVE, 0.0, NOW)
    assert holes_of(world, live, NOW - 24 * HOUR, NOW) == ((NOW - 2 * HOUR, NOW - HOUR),)


@pytest.mark.parametrize("quality", [Quality.CACHED, Quality.UNKNOWN])
def test_a_link_that_is_down_leaves_a_hole_to_now(world: World, quality: Quality) -> None:
    since = NOW - 600_000
    assert holes_of(world, Truth(quality, 600.0, since), NOW - HOUR, NOW) == ((since, NOW),)
    assert holes_of(world, Truth(quality, 600.0, since), NOW - 60_000, NOW) == ()
    assert holes_of(world, Truth(Quality.DELAYED, 600.0, since), NOW - HOUR, NOW) == ()


def test_a_series_is_shown_by_its_id_as_soon_as_a_backend_tells_of_it(world: World) -> None:
    window = SeriesWindow(world, 24 * HOUR)
    window.follow("pump-1/level")
    before = named_trend(world, window)
    assert (before.title, before.lines, before.truth.quality) == ("没有曲线 pump-1/level", (), Quality.UNKNOWN)
    world.registers.series["pump-1/level"] = SeriesInfo("pump-1/level", "pump-1", "level", "1 号泵液位", "m", 5.0, 3.0)
    apply(world, changes([(0, Sample(id="pump-1/level", v=1, at=NOW - 2_000, value=3.256))]))
    trend = named_trend(world, window)
    assert (trend.title, trend.headline, trend.headline_token) == ("pump-1 1 号泵液位", "3.26 m", "grade1")
    assert [limit.value for limit in trend.thresholds] == [3.0]
    assert trend.lines[0].value.tolist() == [3.256]


@pytest.mark.parametrize(
    ("factor", "unit", "value", "headline"),
    [("AQI", "", 335.0, "335"), ("AQI", "", 45.0, "45"), ("COD", "mg/L", 67.34, "67.3 mg/L"),
     ("level", "m", 3.256, "3.26 m"), ("PM10", "µg/m³", 164.4, "164 µg/m³")],
)  # fmt: skip
def test_a_headline_has_the_figures_that_can_be_acted_on(
    world: World, factor: str, unit: str, value: float, headline: str
) -> None:
    info = SeriesInfo("s", "a", factor, "n", unit, 300.0)
    world.registers.series["s"] = info
    apply(world, changes([(0, Sample(id="s", v=1, at=NOW - 2_000, value=value))]))
    assert series_trend(world, info, SeriesWindow(world, 24 * HOUR), "t").headline == headline
