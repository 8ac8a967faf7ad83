"""The figures of the flood and quality panel, against counts made the slow way."""

from __future__ import annotations

import random
import tracemalloc

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.alarms.alarm_metrics import Panel, Position, long_standing
from console.domain.alarms.alarm_targets import Mark, Targets, mark_day, mark_rate, mark_share
from console.domain.alarms.bounded import SOURCES_KEPT
from console.domain.entities import Alarm, System

pytestmark = pytest.mark.operations

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
T0 = 1_780_000_000_000 // DAY * DAY - 8 * HOUR
"""A local midnight."""


def alarm(at, point="s1", priority=3, **fields):
    return Alarm(id=f"AL-{point}-{at}", v=1, at=at, raised=at, system=System.CITY, priority=priority, title="t",
                 source=point, rule="r", **fields)  # fmt: skip


def cleared(before, at):
    return msgspec.structs.replace(before, v=before.v + 1, at=at, active=False, cleared=at)


def fed(times, **fields):
    position = Position(T0)
    for at in times:
        position.take(None, alarm(at, **fields), at)
    return position


def test_the_rate_is_of_the_last_ten_minutes():
    position = fed([T0, T0 + 5 * MINUTE, T0 + 9 * MINUTE])
    assert position.figures(T0 + 9 * MINUTE).current_alarm_rate == 3
    assert position.figures(T0 + 10 * MINUTE - 1).current_alarm_rate == 3
    assert position.figures(T0 + 10 * MINUTE).current_alarm_rate == 2
    later = position.figures(T0 + 30 * MINUTE)
    assert (later.current_alarm_rate, later.maximum_alarm_rate, later.alarm_count) == (0, 3, 3)
    assert later.average_alarm_rate == 1.0
    assert mark_rate(later.average_alarm_rate, Targets()) is Mark.GOOD


@given(st.lists(st.integers(0, 3 * 3600), max_size=150), st.integers(0, 4 * 3600))
@settings(max_examples=100, deadline=None)
def test_the_sliding_rate_is_what_a_recount_gives(seconds, now):
    seconds = sorted(second for second in seconds if second <= now)
    position = fed([T0 + second * SECOND for second in seconds])
    recount = sum(now - 600 < second for second in seconds)
    assert position.figures(T0 + now * SECOND).current_alarm_rate == recount


def test_a_late_alarm_counts_where_it_belongs():
    position = fed([T0 + 20 * MINUTE])
    position.take(None, alarm(T0 + 15 * MINUTE), T0 + 20 * MINUTE)
    position.take(None, alarm(T0 + 2 * MINUTE), T0 + 20 * MINUTE)
    figures = position.figures(T0 + 20 * MINUTE)
    assert (figures.current_alarm_rate, figures.alarm_count, figures.today) == (2, 3, 3)
    assert position.figures(T0 + 25 * MINUTE).current_alarm_rate == 1


def test_a_clock_that_runs_ahead_does_not_push_the_window_out_of_the_present():
    position = fed([T0 + MINUTE])
    position.take(None, alarm(T0 + 400 * DAY), T0 + 2 * MINUTE)
    assert position.figures(T0 + 3 * MINUTE).current_alarm_rate == 2
    assert position.figures(T0 + 3 * MINUTE).today == 2


def test_a_flood_begins_above_ten_and_ends_below_five():
    times = [T0 + n * 30 * SECOND for n in range(11)]
    position = fed(times[:10])
    assert position.figures(times[9]).flood is None, "ten in ten minutes is none"
    position.take(None, alarm(times[10]), times[10])
    flood = position.figures(times[10]).flood
    assert (flood.began, flood.ended, flood.peak, flood.total) == (times[10], None, 11, 11)
    # Ten minutes after each alarm it leaves the window: five are left when the sixth has gone, four after the seventh.
    assert position.figures(times[5] + 10 * MINUTE).flood is not None
    assert position.figures(times[6] + 10 * MINUTE).flood is None
    assert position.floods[0].ended == times[6] + 10 * MINUTE
    assert position.figures(times[10] + 10 * MINUTE).time_in_flood == pytest.approx(
        (times[6] + 10 * MINUTE - times[10]) / (times[10] + 10 * MINUTE - T0)
    )


def test_a_flood_ends_at_its_own_time_even_if_nobody_looks_for_an_hour():
    times = [T0 + n * SECOND for n in range(20)]
    position = fed(times)
    position.advance(T0 + HOUR)
    assert position.floods[0].ended == times[15] + 10 * MINUTE
    assert position.floods[0].total == 20


def test_a_flood_of_a_thousand_a_second_for_a_minute_is_counted_in_full_and_in_bounded_memory():
    position = Position(T0)
    rng = random.Random(1)
    points = [f"p{n}" for n in range(20_000)]
    for at in range(T0, T0 + MINUTE):
        position.take(None, alarm(at, rng.choice(points), rng.choice((1, 2, 3, 4))), at)
    figures = position.figures(T0 + MINUTE)
    assert (figures.alarm_count, figures.current_alarm_rate, figures.flood.peak) == (60_000, 60_000, 60_000)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for at in range(T0 + MINUTE, T0 + MINUTE + 20_000):
        position.take(None, alarm(at, rng.choice(points)), at)
    growth = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert growth < 4_000_000
    assert len(position._raised) <= SOURCES_KEPT


def test_the_top_ten_name_the_points_that_make_the_load():
    times = [(T0 + n * MINUTE, f"p{n % 12}") for n in range(60)] + [(T0 + n * MINUTE, "bad") for n in range(40)]
    position = Position(T0)
    for at, point in sorted(times):
        position.take(None, alarm(at, point), at)
    figures = position.figures(T0 + HOUR)
    assert (figures.top_ten[0].source, figures.top_ten[0].count, figures.top_ten[0].share) == ("bad", 40, 0.4)
    assert len(figures.top_ten) == 10
    assert figures.top_ten_share == pytest.approx(0.85)
    assert position.figures(T0 + 26 * HOUR).top_ten == (), "only the last 24 hours count"


def chatter(position, gap, length, times=3, start=T0, **fields):
    at = start
    for _ in range(times):
        raised = alarm(at, "c1", **fields)
        position.take(None, raised, at)
        position.take(raised, cleared(raised, at + length), at + length)
        at += gap
    return at


def test_three_short_cycles_within_a_minute_are_chatter_and_two_are_not():
    two, three, slow = Position(T0), Position(T0), Position(T0)
    chatter(two, 20 * SECOND, 5 * SECOND, times=2)
    chatter(three, 20 * SECOND, 5 * SECOND)
    chatter(slow, 31 * SECOND, 5 * SECOND)
    assert two.chattering(T0 + MINUTE) == slow.chattering(T0 + MINUTE) == []
    assert three.chattering(T0 + MINUTE) == [("c1", "r")]
    share = three.figures(T0 + MINUTE).chattering[0]
    assert (share.source, share.count) == ("c1", 3)
    assert three.chattering(T0 + 20 * MINUTE) == [], "it has calmed down"


def test_alarms_that_stay_or_are_hidden_do_not_chatter():
    long, hidden = Position(T0), Position(T0)
    chatter(long, 61 * SECOND, 61 * SECOND)
    chatter(hidden, 10 * SECOND, 5 * SECOND, shelved=True)
    assert long.chattering(T0 + 3 * MINUTE) == hidden.chattering(T0 + MINUTE) == []
    assert hidden.figures(T0 + MINUTE).alarm_count == 0, "what is hidden isn't annunciated"


def test_long_standing_is_more_than_a_day_without_a_break():
    now = T0 + DAY
    alarms = [alarm(T0 - 1, "old"), alarm(T0, "edge"), alarm(T0 - HOUR, "older"),
              cleared(alarm(T0 - DAY, "cleared"), T0)]  # fmt: skip
    assert [each.source for each in long_standing(alarms, now)] == ["older", "old"]


def test_priorities_are_mixed_as_the_target_has_them():
    position = Position(T0)
    for n, priority in enumerate([1] * 5 + [2] * 15 + [3] * 50 + [4] * 30):
        position.take(None, alarm(T0 + n, f"p{n}", priority), T0 + n)
    assert position.figures(T0 + SECOND).mix == pytest.approx(Targets().mix)
    assert Position(T0).figures(T0).mix is None, "nothing divided by nothing is not a share"


def test_unacknowledged_active_and_re_alarmed_are_the_most_there_ever_were():
    position = Position(T0)
    alarms = [alarm(T0 + n, f"p{n}") for n in range(4)]
    for each in alarms:
        position.take(None, each, each.at)
    seen = [msgspec.structs.replace(each, v=2, at=T0 + 10, acknowledged=True) for each in alarms]
    for before, after in zip(alarms, seen, strict=True):
        position.take(before, after, T0 + 10)
    again = msgspec.structs.replace(seen[0], v=3, at=T0 + 20, acknowledged=False)
    position.take(seen[0], again, T0 + 20)
    figures = position.figures(T0 + SECOND)
    assert (figures.maximum_un_ack, figures.maximum_active, figures.maximum_re_alarm_count) == (4, 4, 1)
    assert figures.alarm_count == 4, "a re-alarm is counted as such, not as another alarm"


def test_what_was_open_before_stands_but_was_not_annunciated():
    panel = Panel(T0)
    panel.adopt([alarm(T0 - HOUR, "a"), alarm(T0 - HOUR, "b", shelved=True)])
    figures = panel.position("").figures(T0)
    assert (figures.alarm_count, figures.maximum_un_ack, figures.maximum_active) == (0, 1, 1)


def test_each_system_is_a_position_of_its_own_beside_the_whole():
    panel = Panel(T0)
    panel.take(None, alarm(T0), T0)
    panel.take(None, msgspec.structs.replace(alarm(T0, "w"), system=System.ENVIRONMENT), T0)
    assert {name: panel.position(name).figures(T0).alarm_count for name in ("", "city", "environment", "grid")} == {
        "": 2, "city": 1, "environment": 1, "grid": 0,
    }  # fmt: skip


def test_days_and_months_follow_local_midnight_and_can_be_taken_over():
    position = fed([T0 - 1 + n * DAY for n in range(1, 4)])
    position.seed_days([(T0 - 2 * DAY + HOUR, 40)])
    trend = position.daily(T0 + 3 * DAY)
    assert trend[-4:] == [(T0, 1), (T0 + DAY, 1), (T0 + 2 * DAY, 1), (T0 + 3 * DAY, 0)]
    assert trend[0] == (T0 - 2 * DAY, 40)
    assert sum(count for _, _, count in position.monthly(T0 + 3 * DAY)) == 43


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (mark_day(150, Targets()), Mark.GOOD),
        (mark_day(151, Targets()), Mark.OVER),
        (mark_day(300, Targets()), Mark.ACT),
        (mark_rate(None, Targets()), Mark.UNKNOWN),
        (mark_rate(2.0, Targets()), Mark.OVER),
        (mark_rate(2.01, Targets()), Mark.ACT),
        (mark_share(0.01, 0.01), Mark.GOOD),
        (mark_share(0.011, 0.01), Mark.OVER),
        (mark_share(None, 0.01), Mark.UNKNOWN),
    ],
)
def test_a_figure_is_marked_by_its_target(mark, expected):
    assert mark is expected
