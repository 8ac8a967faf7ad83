from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from console.domain.entities import (
    KIND_NUMBER,
    Alarm,
    Asset,
    Case,
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
from console.domain.environment.aqi import Pollutant, Standard, level_of
from console.gateway.simulator.air import COLUMNS, EPISODE, RECORD, Record
from console.gateway.simulator.city import City
from console.gateway.simulator.run import Options, build, live_through
from console.gateway.simulator.vehicles import KEY_FRAME_SECONDS, REPORT_SECONDS
from console.gateway.simulator.world import DAY, HOUR, MINUTE, SECOND, World, local_day, local_hour
from console.wire.codec import Reject, decode_event, encode_event
from console.wire.positions import STATE_STOPPED, Fleet, decode_positions, stamp_seq
from console.wire.segments import BinaryEvent
from tests.gateway.tiny_city import LAT, LON, write_city

START = 1_795_399_200_000
"""2026-11-23 10:00 +08:00."""


class Notebook:
    """A sink that keeps everything and answers what is open."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.open: dict[tuple[int, str], Event] = {}

    def put(self, event: Event) -> int:
        self.raw.append(encode_event(event))
        key = KIND_NUMBER[type(event)], event.id
        if event.open and event.lasting:
            self.open[key] = event
        else:
            self.open.pop(key, None)
        return len(self.raw)

    def append_many(self, events: list[bytes]) -> int:
        self.raw.extend(events)
        return len(self.raw)

    def append_positions(self, frame: bytes) -> int:
        self.raw.append(BinaryEvent(frame))
        return len(self.raw)

    def entity(self, key: tuple[int, str]) -> Event | None:
        return self.open.get(key)

    def events(self, kind: type[Event]) -> list[Event]:
        decoded = (decode_event(raw) for raw in self.raw if type(raw) is not BinaryEvent)
        return [event for event in decoded if isinstance(event, kind)]


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> City:
    return City(write_city(tmp_path_factory.mktemp("city")))


def play(city: City, minutes: float, *, step: int = MINUTE, options: Options | None = None) -> tuple[World, Notebook]:
    options = options or Options(vehicles=300)
    notebook = Notebook()
    world = World(city, options.seed, notebook)
    parts, _ = build(world, options, [], START, START)
    live_through(world, parts, START, 0)
    for now in range(START, START + int(minutes * MINUTE) + 1, step):
        world.schedule.run_until(now)
    world.schedule.run_until(START + int(minutes * MINUTE))
    return world, notebook


@pytest.fixture(scope="module")
def day(city) -> Notebook:
    """History and two hours more, without fast sensors."""
    return play(city, 120, options=Options(vehicles=50, rate=0))[1]


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


def test_the_record_is_complete_and_keeps_its_gaps():
    record = Record()
    assert len(record.hours) == 12
    assert {len(hours) for hours in record.hours.values()} == {62 * 24}
    assert record.hour("Aotizhongxin", record.first) == {
        Pollutant.SO2: 6.0, Pollutant.NO2: 38.0, Pollutant.CO: 0.4, Pollutant.O3: 45.0, Pollutant.PM10: 10.0,
        Pollutant.PM25: 10.0,
    }  # fmt: skip
    gaps = sum(value is None for hours in record.hours.values() for hour in hours for value in hour.values())
    text = RECORD.read_text().splitlines()
    assert gaps == sum(field == "NA" for line in text[1:] for field in line.split(",")[2:8]) > 900


def test_a_gap_in_the_record_stays_a_gap_on_the_station(city, day):
    record, shift = Record(), local_day(START) - EPISODE
    stations = {asset.id: asset.replay for asset in city.of_kind("air_station")}
    checked = gaps = 0
    for sample in day.events(Sample):
        station, factor = sample.id.split("/")
        if station in stations and factor != "AQI":
            measured = record.hour(stations[station], sample.at - shift)
            pollutant = next(p for p in COLUMNS if p.value == factor)
            assert sample.value == measured[pollutant]
            checked, gaps = checked + 1, gaps + (sample.value is None)
    assert checked == 12 * 6 * 50, "48 hours of history and two hours more"
    assert gaps > 0


def test_re_dated_air_is_the_severe_episode_at_the_same_hour_by_the_2026_rule(day):
    values = {(s.id, s.at): s.value for s in day.events(Sample) if s.id.endswith("/AQI")}
    at = max(at for _, at in values)
    assert at == START, "two hours later, the hour that ended last but is still being published is not there"
    assert local_hour(at) == local_hour(at - local_day(START) + EPISODE)
    worst = max(value for value in values.values() if value is not None)
    assert level_of(int(worst)).number == 6
    record = Record()
    for (series, when), value in list(values.items())[:200]:
        assert series.startswith("aq-")
        assert when % HOUR == 0
        assert value is None or 0 <= value <= 500
    measured = EPISODE + 10 * HOUR
    by_2026 = record.report("Dongsi", measured, Standard.HJ633_2026)
    assert by_2026.standard is Standard.HJ633_2026
    assert by_2026.aqi != record.report("Dongsi", measured, Standard.HJ633_2012).aqi


def test_original_dates_stay_in_2016(city):
    _, notebook = play(city, 1, options=Options(vehicles=0, rate=0, redate=False))
    days = {date.fromtimestamp(s.at / 1000).year for s in notebook.events(Sample) if s.id.endswith("/AQI")}
    assert days == {2016}


def test_a_mean_needs_twenty_hours():
    record = Record()
    hours = [{p: 10.0 for p in COLUMNS} for _ in range(24)]
    record.hours = {"x": hours}
    for missing in range(6):
        expected = 10.0 if missing <= 4 else None
        assert record.mean("x", Pollutant.PM25, record.first) == expected
        hours[missing] = dict.fromkeys(COLUMNS)


def test_air_alarms_follow_the_level(day):
    aqi: dict[str, float | None] = {}
    for raw in day.raw:
        if type(raw) is BinaryEvent:
            continue
        event = decode_event(raw)
        if isinstance(event, Sample) and event.id.endswith("/AQI"):
            aqi[event.id] = event.value
        elif isinstance(event, Alarm) and event.rule == "air.aqi" and event.active and not event.acknowledged:
            level = level_of(int(aqi[event.series] or 0)).number
            assert event.priority == {3: 3, 4: 3, 5: 2, 6: 1}[level]


# Positions


def test_a_frame_a_second_and_a_key_frame_a_minute(city):
    _, notebook = play(city, 3)
    frames = [decode_positions(raw) for raw in notebook.raw if type(raw) is BinaryEvent]
    assert [frame.at for frame in frames] == list(range(START, START + 3 * MINUTE + 1, SECOND))
    assert [n for n, frame in enumerate(frames) if frame.key] == [KEY_FRAME_SECONDS, 120, 180]
    on_line = {len(frame.index) for frame in frames if frame.key}
    assert len(on_line) == 1 and 270 < on_line.pop() < 300, "a few terminals are silent, always the same"
    assert all(frame.fleet == 300 for frame in frames)


def test_vehicles_move_along_at_their_speed_and_report_every_five_seconds(city):
    _, notebook = play(city, 2)
    frames = [decode_positions(raw) for raw in notebook.raw if type(raw) is BinaryEvent]
    seen: dict[int, list[tuple[int, int, int, int, int]]] = defaultdict(list)
    for frame in frames[1:]:
        if not frame.key:
            for i, lon, lat, speed, state in zip(
                frame.index, frame.lon, frame.lat, frame.speed, frame.state, strict=True
            ):
                seen[int(i)].append((frame.at, int(lon), int(lat), int(speed), int(state)))
    steps = [b[0] - a[0] for rows in seen.values() for a, b in pairwise(rows)]
    assert Counter(steps).most_common(1)[0][0] == REPORT_SECONDS * SECOND
    shrink = np.cos(np.radians(LAT))
    for rows in seen.values():
        for a, b in pairwise(rows):
            metres = np.hypot((b[1] - a[1]) * 0.11132 * shrink, (b[2] - a[2]) * 0.11132)
            assert metres <= 110 / 3.6 * (b[0] - a[0]) / 1000 + 2
            assert LON - 0.001 <= b[1] / 1e6 <= LON + 0.06
            assert (b[3] == 0) == bool(b[4] & STATE_STOPPED)
    moved = [rows for rows in seen.values() if len({row[1:3] for row in rows}) > 5]
    assert len(moved) > 100, "at ten in the morning most of the active ones move"


def test_a_key_frame_repeats_the_last_report_of_everybody_with_its_age(city):
    _, notebook = play(city, 1)
    frames = [raw for raw in notebook.raw if type(raw) is BinaryEvent]
    known = Fleet()
    for seq, raw in enumerate(frames[:-1], 1):
        known.merge(decode_positions(stamp_seq(raw, seq)))
    key = decode_positions(frames[-1])
    assert key.key
    repeated = key.age > 0
    who = key.index[repeated]
    assert 200 < len(who) < 300
    assert (key.lon[repeated] == known.lon[who]).all()
    assert (key.age[repeated] == (key.at - known.fixed[who]) // 1000).all()


def test_fewer_vehicles_drive_at_night(city):
    def speeding(hour: int) -> int:
        notebook = Notebook()
        world = World(city, 7, notebook)
        parts, _ = build(world, Options(vehicles=400, rate=0), [], START, START)
        parts[-2].begin(local_day(START) + hour * HOUR)
        world.schedule.run_until(local_day(START) + hour * HOUR + 10 * SECOND)
        frames = [decode_positions(raw) for raw in notebook.raw if type(raw) is BinaryEvent]
        return len({int(i) for frame in frames[1:] for i in frame.index[frame.speed > 0]})

    assert speeding(3) < 0.15 * 400 < 0.4 * 400 < speeding(10) < 0.7 * 400


# Cases, alarms, duty


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
