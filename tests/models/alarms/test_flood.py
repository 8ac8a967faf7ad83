"""Rates from minute counters, and what is followed from the alarms themselves."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

from console.domain.alarms.alarm_targets import Mark, Targets
from console.domain.counters import CounterKey
from console.domain.entities import Alarm, Event, System
from console.models.alarms.flood import FloodModel, rates
from console.models.clock import local, midnight
from console.models.world import World
from console.store.changes import Changes
from tests.models.kit import apply, backend, changes, stand_still
from tests.models.worlds import world_of

pytestmark = pytest.mark.operations
MINUTE, HOUR = 60_000, 3_600_000
NOW = 1_795_000_000_000 // MINUTE * MINUTE


def minutes(*counts: int) -> Any:
    return np.array(counts, np.int64)


def test_no_counters_are_no_average_and_no_flood() -> None:
    rate = rates(minutes(), NOW, Targets())
    assert (rate.current, rate.average, rate.flood_since, rate.flooded) == (0, None, 0, None)


def test_a_flood_begins_above_ten_and_ends_below_five() -> None:
    quiet, burst = [0] * 30, [11]
    begun = rates(minutes(*quiet, *burst), NOW, Targets())
    assert begun.current == begun.most == 11
    assert begun.flood_since == NOW
    still = rates(minutes(*quiet, *burst, *[0] * 5, 5), NOW, Targets())
    assert still.flood_since == NOW - 6 * MINUTE, "between five and ten it goes on"
    over = rates(minutes(*quiet, *burst, *[0] * 20), NOW, Targets())
    assert over.flood_since == 0
    assert over.flooded == pytest.approx(10 / 51)


def test_ten_in_ten_minutes_are_no_flood_yet() -> None:
    assert rates(minutes(*[1] * 40), NOW, Targets()).flood_since == 0
    assert rates(minutes(*[1] * 40), NOW, Targets()).average == pytest.approx(10.0)


def alarm(number: int, at: int, **fields: Any) -> Alarm:
    base: dict[str, Any] = {
        "raised": at, "system": System.CITY, "priority": 3, "title": f"告警 {number}", "source": "cam-1", "rule": "r",
    }  # fmt: skip
    return Alarm(id=f"A-{number}", v=fields.pop("v", 1), at=at, **(base | fields))


def tell(world: World, *events: tuple[int, Event], removed: tuple[int, ...] = ()) -> None:
    changes = Changes(entities=[(key, 7, event) for key, event in events], removed=list(removed))
    for _ in world.apply(changes):
        pass
    world.announce()


def test_sources_are_ranked_and_offer_their_open_alarms(qapp: object) -> None:
    world = world_of()
    model = FloodModel(world, {})
    now = world.now()
    tell(world, *[(n, alarm(n, now, source="loud" if n < 6 else f"s{n}")) for n in range(1, 9)])
    top = model.top("")
    assert (top[0].source, top[0].count, len(top[0].keys)) == ("loud", 5, 5)
    assert model.top(System.GRID.value) == []
    tell(world, removed=(1,))
    assert len(model.top("")[0].keys) == 4, "counted still, but one less to shelve"


def test_three_times_within_a_minute_is_chatter(qapp: object) -> None:
    world = world_of()
    model = FloodModel(world, {})
    now = world.now()
    for turn in range(3):
        at = now - 20_000 + turn * 6_000
        tell(world, (1, alarm(1, at, v=2 * turn + 1, acknowledged=False)))
        tell(world, (1, alarm(1, at + 2_000, v=2 * turn + 2, active=False, cleared=at + 2_000, acknowledged=False)))
    assert [source.source for source in model.chattering("")] == ["cam-1"]


def test_only_what_lasts_longer_than_a_day_is_long_standing_and_shelved_is_dealt_with(qapp: object) -> None:
    world = world_of()
    model = FloodModel(world, {})
    now = world.now()
    tell(
        world, (1, alarm(1, now - 25 * HOUR)), (2, alarm(2, now - 23 * HOUR)),
        (3, alarm(3, now - 30 * HOUR, shelved=True, until=now + HOUR)), (4, alarm(4, now - 40 * HOUR)),
    )  # fmt: skip
    assert [each.id for _, each in model.standing("")] == ["A-4", "A-1"]
    assert [key for key, _ in model.standing("")] == [4, 1]


def test_figures_are_marked_against_their_targets(qapp: object) -> None:
    world = world_of()
    model = FloodModel(world, {})
    now = world.now()
    for n in range(12):
        world.totals[CounterKey("city", "alarm.annunciated", now // MINUTE * MINUTE - n % 3 * MINUTE)] = 4
    world.totals[CounterKey("city", "alarm.annunciated", max(midnight(now), now // HOUR * HOUR))] = 320
    figures = {figure.name: figure for figure in model.figures("")}
    assert figures["告警高峰"].mark is Mark.ACT
    assert figures["今日报警"].mark is Mark.ACT
    assert figures["抖动告警"].mark is Mark.GOOD
    assert figures["前十来源占比"].mark is Mark.UNKNOWN, "nothing was seen: no share of nothing"
    assert {figure.value for figure in model.figures("grid")} >= {"否"}


def test_a_rate_that_nobody_heard_of_is_no_nought(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    """The link broke in the middle of a flood: what is said is as of then, and does not calm down by itself."""
    world = stand_still(monkeypatch, World(), NOW)
    down = backend(heard_ago=3600.0, offset_ms=NOW - int(time.time() * 1000))
    burst = {CounterKey("city", "alarm.annunciated", NOW - HOUR - n * MINUTE): 4 for n in range(1, 6)}
    apply(world, changes([], burst, backends=[down]))
    rate = FloodModel(world, {}).rates("")
    assert rate.current == 20 and rate.flood_since
    assert {figure.name: figure.value for figure in FloodModel(world, {}).figures("")}["当前速率"] == "20 条/10 min"


def test_whole_days_are_written_down_and_only_grow(qapp: object) -> None:
    world = world_of()
    days: dict[str, int] = {"2026-01-01": 7}
    model = FloodModel(world, days)
    today = midnight(world.now())
    world.totals[CounterKey("city", "alarm.annunciated", today + HOUR)] = 5
    assert model.trend(31)[-1] == (today, 5)
    del world.totals[CounterKey("city", "alarm.annunciated", today + HOUR)]
    assert model.trend(31)[-1] == (today, 5), "what counters forget is kept"
    assert days["2026-01-01"] == 7


def raised(world: World, at: int, n: int = 1) -> None:
    """So many alarms were raised in the hour that begins then, and each called once."""
    world.totals[CounterKey("city", "alarm.raised", at)] = n
    world.totals[CounterKey("city", "alarm.annunciated", at)] = n


def named(at: int) -> str:
    return f"{local(at):%Y-%m-%d}"


def test_yesterday_is_written_down_once_it_is_over_and_outlives_the_counters(qapp: object) -> None:
    world, days = world_of(), {}
    model = FloodModel(world, days)
    today = midnight(world.now())
    raised(world, today - 20 * HOUR, 4)
    raised(world, today - 30 * HOUR, 9)
    raised(world, today)
    assert model.trend(31) == [(today - 24 * HOUR, 4), (today, 1)]
    assert days == {named(today - HOUR): 4}, "neither the running day nor the half of the day before"
    world.totals.clear()
    assert model.trend(31)[0] == (today - 24 * HOUR, 4)


def test_a_day_that_was_counted_from_noon_on_is_no_day_s_figure(qapp: object) -> None:
    world, days = world_of(), {}
    today = midnight(world.now())
    raised(world, today - 12 * HOUR, 40)
    assert FloodModel(world, days).trend(31) == [] and days == {}, "the log began at noon"
    world.totals[CounterKey("grid", "case.opened", today - 25 * HOUR)] = 1
    assert FloodModel(world, days).trend(31) == [(today - 24 * HOUR, 40)], "somebody counted before that day"


def test_the_load_of_a_day_is_what_called_and_not_what_occurred(qapp: object) -> None:
    """EEMUA 191 and ISA-18.2 count annunciations a position: one alarm that is called again twice asks three times."""
    world, today = world_of(), midnight(world_of().now())
    world.totals[CounterKey("city", "alarm.raised", today)] = 1
    for minute in (0, 20, 40):
        world.totals[CounterKey("city", "alarm.annunciated", today + minute * MINUTE)] = 1
    world.totals[CounterKey("city", "alarm.annunciated", today - MINUTE)] = 50
    model = FloodModel(world, {})
    assert {figure.name: figure.value for figure in model.figures("")}["今日报警"] == "3 条"
    assert model.trend(31)[-1] == (today, 3)


def test_a_part_of_today_that_an_older_program_wrote_down_is_not_believed(qapp: object) -> None:
    world = world_of()
    days = {named(world.now()): 3}
    raised(world, midnight(world.now()), 7)
    assert FloodModel(world, days).trend(31) == [(midnight(world.now()), 7)] and days == {}


def test_what_a_wrong_clock_dates_ahead_is_of_no_day_and_is_told(qapp: object) -> None:
    world, days = world_of(), {}
    model = FloodModel(world, days)
    today = midnight(world.now())
    raised(world, today, 2)
    raised(world, today + 400 * 24 * HOUR, 50)
    assert world.total("city", "alarm.raised", today) == 2
    figures = {figure.name: figure for figure in model.figures("")}
    assert figures["今日报警"].value == "2 条"
    assert (figures["时间超前"].value, figures["时间超前"].mark) == ("50 条", Mark.OVER)
    assert model.trend(31) == [(today, 2)]


def test_what_came_before_the_window_was_annunciated_when_it_was_raised(qapp: object) -> None:
    world = world_of()
    model = FloodModel(world, {})
    now = world.now()
    seen = {"acknowledged": True, "v": 3}
    tell(
        world,
        (1, alarm(1, now - HOUR, **seen)),
        (2, alarm(2, now - HOUR, shelved=True)),
        (3, alarm(3, now - 30 * HOUR)),
    )
    top = model.top("")
    assert sum(each.count for each in top) == 1, (
        "acknowledged since, but it had called; not the hidden, not the old one"
    )


def test_off_its_shelf_by_time_it_loads_the_operator_again(qapp: object) -> None:
    world = world_of()
    model = FloodModel(world, {})
    now = world.now()
    for v, fields in enumerate(({}, {"shelved": True}, {}), 1):
        tell(world, (1, alarm(1, now, v=v, **fields)))
    assert [each.count for each in model.top("")] == [2]
