"""Simulated air follows the record that was measured, gaps and all, and its alarms follow the level."""

from __future__ import annotations

from datetime import date

from console.domain.entities import (
    Alarm,
    Sample,
)
from console.domain.environment.aqi import Pollutant, Standard, level_of
from console.gateway.simulator.air import COLUMNS, EPISODE, RECORD, Record
from console.gateway.simulator.run import Options
from console.gateway.simulator.world import HOUR, local_day, local_hour
from console.wire.codec import decode_event
from console.wire.segments import BinaryEvent
from tests.gateway.simulated import START, play


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
