"""Air: replays a measured record (Beijing, winter 2016/17, CC BY 4.0) on the city's stations, gaps included.

Values are those that were measured; the hourly AQI is computed from them by the edition of HJ 633 in force on the
sample's date. Re-dated, the record is moved by whole days, so that the log begins in the severe episode of December
2016 at the same hour of the day; after its end the record begins again.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import resources
from console.domain.entities import System
from console.domain.environment.aqi import (
    AqiReport,
    Averaging,
    Period,
    Pollutant,
    Standard,
    averaging_for,
    evaluate,
    standard_for,
)
from console.gateway.simulator.city import AssetRow
from console.gateway.simulator.operators import Finding, Operators
from console.gateway.simulator.schedule import next_turn
from console.gateway.simulator.world import HOUR, MINUTE, UTC_OFFSET, SeriesRow, World, local_day

RECORD = Path(resources.__file__).parent / "data" / "beijing_air_2016-12_2017-01.csv"
EPISODE = int(datetime(2016, 12, 20, tzinfo=timezone(timedelta(hours=8))).timestamp() * 1000)
"""The third day of the episode: when the log begins, it is this day in the record."""
COLUMNS = {
    Pollutant.SO2: "so2", Pollutant.NO2: "no2", Pollutant.CO: "co", Pollutant.O3: "o3", Pollutant.PM10: "pm10",
    Pollutant.PM25: "pm25",
}  # fmt: skip
MEAN_HOURS, MEAN_LEAST = 24, 20
"""A 24-h mean needs 20 hourly values (GB 3095-2012 table 4)."""
_PRIORITY = {3: 3, 4: 3, 5: 2, 6: 1}
RULE = "air.aqi"
VIA = "空气站联网平台"

Hour = dict[Pollutant, float | None]


class Record:
    """The measured hours of every station. CO in mg/m³, the rest in µg/m³; None where the record says NA."""

    def __init__(self, path: Path = RECORD) -> None:
        self.hours: dict[str, list[Hour]] = defaultdict(list)
        self.first = 0
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                self.first = self.first or int(datetime.fromisoformat(row["time"]).timestamp() * 1000)
                self.hours[row["station"]].append({pollutant: _value(row, pollutant) for pollutant in COLUMNS})

    def hour(self, station: str, at: int) -> Hour:
        """What a station measured in the hour that begins at ``at`` (ms); the record repeats for ever."""
        hours = self.hours[station]
        return hours[(at - self.first) // HOUR % len(hours)]

    def mean(self, station: str, pollutant: Pollutant, at: int) -> float | None:
        """Moving 24-h mean that ends with the hour at ``at``; None with fewer than 20 values."""
        found = [self.hour(station, at - back * HOUR)[pollutant] for back in range(MEAN_HOURS)]
        known = [value for value in found if value is not None]
        return sum(known) / len(known) if len(known) >= MEAN_LEAST else None

    def report(self, station: str, at: int, standard: Standard) -> AqiReport:
        """The hourly report by one edition: 24-h moving means of particulates under 2012, 1-h means under 2026."""
        values: dict[Pollutant, float | None] = {}
        for pollutant, value in self.hour(station, at).items():
            moving = averaging_for(standard, Period.HOUR, pollutant) is Averaging.HOUR_24
            values[pollutant] = self.mean(station, pollutant, at) if moving else value
        return evaluate(standard, Period.HOUR, values)


def _value(row: dict[str, str], pollutant: Pollutant) -> float | None:
    text = row[COLUMNS[pollutant]]
    if text == "NA":
        return None
    return round(float(text) / 1000, 3) if pollutant is Pollutant.CO else float(text)


class Air:
    """The twelve stations. An hour is published some minutes after its end and labelled by its start."""

    depth = 48 * HOUR

    def __init__(self, world: World, operators: Operators, *, created: int, redate: bool) -> None:
        self._world = world
        self._operators = operators
        self._record = Record()
        self._shift = local_day(created) - EPISODE
        self._dated = self._shift if redate else 0
        self._stations = [asset for asset in world.city.of_kind("air_station") if asset.replay in self._record.hours]
        for asset in self._stations:
            rows = [(p.value, p.unit) for p in COLUMNS] + [("AQI", "")]
            for factor, unit in rows:
                name = f"{asset.name}站 {factor}"
                series = f"{asset.id}/{factor}"
                world.register.append(SeriesRow(series, asset.id, factor, name, unit, HOUR / 1000, via=VIA))

    def begin(self, now: int) -> None:
        """Publish each hour that is due after ``now``."""
        for n, asset in enumerate(self._stations):
            first = next_turn(now, HOUR, 3 * MINUTE + n * 20_000)
            self._world.schedule.every(first, HOUR, partial(self._publish, asset))

    def _publish(self, asset: AssetRow, due: int) -> None:
        label = due // HOUR * HOUR - HOUR
        measured = label - self._shift
        at = measured + self._dated
        for pollutant, value in self._record.hour(asset.replay, measured).items():
            self._world.sample(f"{asset.id}/{pollutant.value}", at, value)
        standard = standard_for(datetime.fromtimestamp((at + UTC_OFFSET) / 1000, UTC).date())
        report = self._record.report(asset.replay, measured, standard)
        self._world.sample(f"{asset.id}/AQI", at, report.aqi)
        if report.aqi is not None:
            self._judge(asset, due, report.aqi, report)

    def _judge(self, asset: AssetRow, due: int, aqi: int, report: AqiReport) -> None:
        level = report.level
        priority = _PRIORITY.get(level.number) if level else None
        if priority is None or level is None:
            self._operators.clear(due, asset.id, RULE)
            return
        primary = "、".join(pollutant.value for pollutant in report.primary)
        title = f"{asset.name}站空气质量{level.category}，AQI {aqi}，首要污染物 {primary}"
        finding = Finding(
            System.ENVIRONMENT, priority, title, RULE, value=aqi, limit=100.0, unit="AQI",
            series=f"{asset.id}/AQI",
        )  # fmt: skip
        self._operators.raise_alarm(due, asset, finding)
