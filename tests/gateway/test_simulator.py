"""The simulated city: the same for the same seed, valid throughout, and plausible by the book."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from console.domain.entities import (
    KIND_NUMBER,
    Alarm,
    Asset,
    Case,
    Dropped,
    Duty,
    Entry,
    Event,
    Incident,
    Report,
    Sample,
    Stage,
    Stamp,
    System,
    Task,
)
from console.gateway.simulator.outages import Outages
from console.gateway.simulator.run import Options, build, live_through
from console.gateway.simulator.world import DAY, HOUR, MINUTE, SECOND, World
from console.wire.codec import Reject, decode_event
from console.wire.segments import BinaryEvent
from tests.gateway.simulated import START, Notebook, play


def test_the_same_seed_gives_the_same_bytes_whatever_the_clock_does(city):
    assert play(city, 3)[1].raw == play(city, 3, step=7 * SECOND // 3)[1].raw


def test_another_seed_gives_another_day(city):
    assert play(city, 1)[1].raw != play(city, 1, options=Options(seed=8, vehicles=300))[1].raw


def test_every_event_is_valid_and_every_entity_goes_up_by_one_version(day):
    versions: dict[tuple[str, str], int] = defaultdict(int)
    for raw in day.raw:
        if type(raw) is BinaryEvent:
            continue
        event = decode_event(raw)
        assert not isinstance(event, Reject), event
        key = (type(event).__name__, event.id)
        assert event.v == versions[key] + 1
        versions[key] = event.v


def test_every_series_is_registered_with_an_asset_of_the_city(city):
    world, notebook = play(city, 2)
    rows = {row.id: row for row in world.register}
    assert len(rows) == len(world.register)
    assert {sample.id for sample in notebook.events(Sample)} <= set(rows)
    assert {row.asset for row in rows.values()} <= {asset.id for asset in city.assets}


# Air


def test_a_day_of_cases_makes_plausible_tiles(city):
    _, notebook = play(city, 0, options=Options(vehicles=0, rate=0))
    open_cases = [event for event in notebook.open.values() if isinstance(event, Case)]
    assert 250 <= len(open_cases) <= 900
    assert 0 < sum(case.overdue for case in open_cases) < 0.25 * len(open_cases)
    closed = [case for case in notebook.events(Case) if case.stage is Stage.CLOSED]
    assert len(closed) > 400
    assert 0.75 < sum(not case.overdue for case in closed) / len(closed) < 0.97
    assert {case.system for case in closed} == {System.GRID, System.CITY}


def test_a_case_is_overdue_at_its_due_time_and_not_before(day):
    for case in day.events(Case):
        if case.overdue:
            assert case.at >= case.due
        elif case.stage is not Stage.CLOSED:
            assert case.at <= case.due


def test_alarms_come_in_the_mix_and_rate_of_the_book(city):
    _, notebook = play(city, 0, options=Options(vehicles=300, rate=0))
    raised = [alarm for alarm in notebook.events(Alarm) if alarm.v == 1 and not alarm.rule.startswith("air.")]
    per_ten = len(raised) / (DAY / (10 * MINUTE))
    assert 4 <= per_ten <= 10
    share = Counter(alarm.priority for alarm in raised)
    assert 0.02 < share[1] / len(raised) < 0.09
    assert 0.09 < share[2] / len(raised) < 0.22


def test_alarms_name_real_things(city, day):
    known = {asset.id for asset in city.assets} | {row[0] for row in city.vehicles.vehicles}
    for alarm in day.events(Alarm):
        if alarm.source.split("-")[0] not in {"spot", "report"}:
            assert alarm.source in known
        assert alarm.lon is not None
        assert alarm.lat is not None
        if alarm.series:
            assert alarm.series.startswith(f"{alarm.source}/")
            assert alarm.limit is not None


def test_a_device_is_off_line_exactly_while_its_alarm_stands(day):
    online: dict[str, bool] = {}
    alarms = 0
    for raw in day.raw:
        event = decode_event(raw) if type(raw) is not BinaryEvent else None
        if isinstance(event, Asset):
            online[event.id] = event.online
        elif (
            isinstance(event, Alarm) and event.rule.endswith(".offline") and (event.v == 1 or event.cleared == event.at)
        ):
            assert online[event.source] != event.active
            alarms += 1
    assert alarms > 20


def test_every_alarm_is_looked_at_and_no_alarm_lasts_for_ever(day):
    now = max(alarm.at for alarm in day.events(Alarm))
    for alarm in (event for event in day.open.values() if isinstance(event, Alarm)):
        assert alarm.acknowledged or now - alarm.at < 20 * MINUTE
        if not alarm.series:
            assert now - alarm.raised < 4 * HOUR


def test_one_shift_is_on_duty_now_and_names_are_masked(day):
    shifts = [event for event in day.open.values() if isinstance(event, Duty)]
    now = [shift for shift in shifts if shift.starts <= START < shift.ends]
    assert len(now) == 1
    names = [name for team in now[0].dispatchers.values() for name in team] + [now[0].leader, now[0].commander]
    assert all(name.endswith("**") for name in names)
    assert now[0].dispatchers.keys() == now[0].commanders.keys() and len(now[0].commanders) == 5
    later = {shift.starts for shift in shifts if shift.starts > START}
    assert later == {now[0].ends + number * 12 * HOUR for number in range(14)}, "the week to come is planned"
    assert 1 <= sum(isinstance(event, Incident) for event in day.open.values()) <= 3


def test_the_timeline_of_a_simulated_incident_tells_all_that_happened(day):
    entries = day.events(Entry)
    assert entries
    for incident in day.events(Incident):
        told = [(entry.sort, entry.data.get("title") or entry.data.get("unit"), entry.at) for entry in entries
                if entry.about == incident.id]  # fmt: skip
        assert (Stamp.OPENED, None, incident.opened) in told
        done = {task.id: task for task in day.events(Task) if task.incident == incident.id and task.done}
        assert {(Stamp.TASK, task.title, task.done_at) for task in done.values()} <= set(told)
        reports = [report for report in day.events(Report) if report.incident == incident.id]
        assert sum(sort is Stamp.REPORT for sort, _, _ in told) == len(reports) > 0


def test_a_restart_goes_on_with_what_was_open(city):
    _, notebook = play(city, 30, options=Options(vehicles=0, rate=0))
    ended = START + 30 * MINUTE
    left = dict(notebook.open)
    versions = {sample.id: sample.v for sample in notebook.events(Sample)}
    later = World(city, 7, notebook, number=len(notebook.raw), versions=versions)
    now = ended + 3 * HOUR
    parts, _ = build(later, Options(vehicles=0, rate=0), list(left.values()), START, now)
    live_through(later, parts, now, ended)
    seen: dict[tuple[str, str], int] = {}
    for raw in notebook.raw:
        event = decode_event(raw)
        assert not isinstance(event, Reject)
        key = (type(event).__name__, event.id)
        assert event.v == seen.get(key, 0) + 1
        seen[key] = event.v
    cases = [key for key, event in left.items() if isinstance(event, Case)]
    assert sum(key not in notebook.open for key in cases) > 0.1 * len(cases), "old cases are closed in the new run"
    hours = sorted({s.at for s in notebook.events(Sample) if s.id == "aq-01/AQI"})
    assert [b - a for a, b in pairwise(hours)] == [HOUR] * (len(hours) - 1), "no hour is lost"


@pytest.mark.parametrize("second", [0, 1, 137, 299])
def test_a_restart_keeps_every_station_to_its_cadence(city, second):
    """Who skips a turn at each start is overdue minutes later, and the gateway calls it silent."""
    options = Options(vehicles=0, rate=0)
    _, notebook = play(city, 30 + second / 60, options=options)
    ended = START + 30 * MINUTE + second * SECOND
    versions = {sample.id: sample.v for sample in notebook.events(Sample)}
    later = World(city, 7, notebook, number=len(notebook.raw), versions=versions)
    now = ended + MINUTE
    parts, _ = build(later, options, list(notebook.open.values()), START, now)
    live_through(later, [part for part in parts if not isinstance(part, Outages)], now, ended)
    later.schedule.run_until(now + 9 * HOUR)
    at = defaultdict(list)
    for sample in notebook.events(Sample):
        at[sample.id].append(sample.at)
    slow = {row.id: row.cadence * SECOND for row in later.register if row.cadence >= 300}
    assert len({row.partition("/")[2] for row in slow}) > 10
    for series, cadence in slow.items():
        assert {b - a for a, b in pairwise(at[series])} == {cadence}, series


def test_load_reaches_the_rate_with_all_sources_together(city):
    _, notebook = play(city, 0, options=Options(vehicles=300, rate=500))
    before = len(notebook.raw)
    _, notebook = play(city, 1, options=Options(vehicles=300, rate=500))
    assert abs(len(notebook.raw) - before - 500 * 60) < 300


class SlowDisk(Notebook):
    """A sink that still shows what has ended: its end waits for the disk, as in a log that catches up a day."""

    def put(self, event: Event) -> int:
        number = super().put(event)
        if event.lasting:
            self.open[KIND_NUMBER[type(event)], event.id] = event
        return number


def test_what_has_ended_ends_once_even_while_its_end_waits_for_the_disk(city):
    notebook = SlowDisk()
    world = World(city, 7, notebook)
    parts, _ = build(world, Options(vehicles=0, rate=0), [], START, START)
    live_through(world, parts, START, 0)
    ends = Counter(case.id for case in notebook.events(Case) if not case.open)
    assert len(ends) > 100 and set(ends.values()) == {1}
    assert not [case for case in notebook.events(Case) if not case.open and case.overdue and case.closed < case.due]


def test_rare_acts_on_cases_are_those_of_people_who_are_named_as_simulated(city):
    _, notebook = play(city, 36, options=Options(vehicles=0, rate=0))
    dropped = [case for case in notebook.events(Case) if case.dropped is not None]
    reported = {case.id for case in notebook.events(Case)}
    assert {case.dropped for case in dropped} == set(Dropped)
    assert 0.01 < len(dropped) / len(reported) < 0.1, "rarely"
    assert {case.by for case in dropped} == {"模拟受理员"} and all(case.remark for case in dropped)
    told = [entry for entry in notebook.events(Entry) if entry.sort in (Stamp.DECLINED, Stamp.VOIDED)]
    assert {entry.about for entry in told} == {case.id for case in dropped}
    aside = [case for case in notebook.events(Case) if case.deferral is not None]
    assert aside and {case.deferral.agreed for case in aside} == {"模拟值班长"}
    assert not [case for case in aside if case.stage is not Stage.HANDLING], "nothing moves on them"
