"""Hours over the limit by area: asked for once an hour, one hour a station however many factors, acted on by alarms."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from console.domain.environment.exceedance import HOUR
from console.models.clock import midnight
from console.models.figures.behind import lines
from console.models.figures.by_area import amounts, unjudged
from console.models.figures.tally import Figure, Measure
from console.models.world import World
from console.store.chunks import Samples
from tests.fakes.events import NOW, sample
from tests.models.figures.test_tally import alarm
from tests.models.kit import apply, changes, register, stand_still

TODAY = midnight(NOW)
ENDED = (NOW - TODAY) // HOUR
COUNTY = "990101"
ASSETS = [
    {"id": "a", "kind": "air_station", "name": "甲", "lon": 1, "lat": 2, "area": COUNTY + "001001001"},
    {"id": "o", "kind": "outfall", "name": "乙", "lon": 1, "lat": 2, "area": COUNTY + "001001002"},
    {"id": "l", "kind": "water_level", "name": "丙", "lon": 1, "lat": 2, "area": COUNTY + "001001002"},
]
SERIES = [
    {"id": "a/AQI", "asset": "a", "factor": "AQI", "name": "甲 AQI", "cadence": 3600},
    {"id": "a/PM2.5", "asset": "a", "factor": "PM2.5", "name": "甲 PM2.5", "cadence": 3600},
    {"id": "o/COD", "asset": "o", "factor": "COD", "name": "乙 COD", "unit": "mg/L", "cadence": 3600, "limit": 50},
    {"id": "o/pH", "asset": "o", "factor": "pH", "name": "乙 pH", "cadence": 3600, "limit": 9},
    {"id": "l/level", "asset": "l", "factor": "level", "name": "丙 水位", "cadence": 3600, "limit": 5},
]
HISTORY = {"a/AQI": [90, 120, 130], "o/COD": [60, 60, 40], "o/pH": [7, 5, 7], "l/level": [9, 9, 9]}


class Hall:
    """A world whose histories are asked of a table."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world = stand_still(monkeypatch, World())
        self.asked: list[str] = []
        self.world.past.series = self._answer
        apply(self.world, changes(registers=[register("assets", ASSETS), register("series", SERIES)]))
        self.hear(NOW)

    def hear(self, at: int) -> None:
        newest = [sample(info["id"], v=1 + at, at=at - HOUR) for info in SERIES]
        apply(self.world, changes(list(enumerate(newest))))

    def _answer(self, _backend: int, series: str, start: int, end: int, answer: Any) -> None:
        assert (start, end) == (TODAY, NOW)
        self.asked.append(series)
        value = np.array(HISTORY[series], float)
        at = TODAY + HOUR * np.arange(len(value), dtype=np.int64)
        answer(Samples(at, value, np.full(len(value), 78, np.uint8)))

    def figure(self) -> dict[str, Any]:
        return amounts(self.world, Figure(Measure.EXCEEDED), {COUNTY}, 6)


def test_an_hour_with_two_factors_over_is_one_and_a_level_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Hall(monkeypatch)
    assert hall.figure()[COUNTY].n == 2 + 2, "two hours of air above 100; COD in hours 0 and 1, pH in hour 1 again"
    assert unjudged(hall.world) == 2 * (ENDED - 3)
    assert sorted(hall.asked) == ["a/AQI", "o/COD", "o/pH"]


def test_each_series_is_read_again_only_when_another_hour_of_it_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Hall(monkeypatch)
    hall.figure()
    hall.figure()
    assert len(hall.asked) == 3
    hall.hear(NOW + 60_000)
    hall.figure()
    assert len(hall.asked) == 3
    hall.hear(NOW + HOUR)
    hall.figure()
    assert len(hall.asked) == 6


def test_behind_the_figure_stand_the_stations_with_their_hours_and_open_alarms(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Hall(monkeypatch)
    apply(hall.world, changes([(7, alarm("A", source="o"))]))
    hall.figure()
    found = lines(hall.world, Figure(Measure.EXCEEDED), COUNTY, [])
    assert [(line.id, line.key, line.state) for line in found] == [("o", 7, "超标 2 h · 有告警"), ("a", 0, "超标 2 h")]
    assert found[0].about == "COD 2 h，最高 60 mg/L、pH 1 h，最高 5"
    assert lines(hall.world, Figure(Measure.EXCEEDED), "990102", []) == []
