"""The five figures: no percentage of nothing, no number for what is not known, city days, Arabic and Roman grades."""

from __future__ import annotations

import time

import pytest

from console.domain.counters import CounterKey
from console.domain.entities import Sample, Warning
from console.domain.truth import Quality
from console.models.clock import midnight
from console.models.figures.tiles import (
    all_tiles,
    city_tile,
    emergency_tile,
    environment_tile,
    grid_tile,
    share,
    vehicles_tile,
)
from console.models.world import World
from tests.fakes.events import HOUR, NOW, incident
from tests.models.kit import CITY, apply, backend, changes, fleet_frame, register, stand_still

TODAY = 1_779_984_000_000
"""Midnight of 29 May 2026 in the city (+08:00), 4 h 30 min before NOW."""


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, qapp: object) -> World:
    return apply(stand_still(monkeypatch, World()), changes(backends=[backend()]))


def _facts(tile: object) -> dict[str, str]:
    return {fact.label: fact.value for fact in tile.facts}  # type: ignore[attr-defined]


def _flow(system: str, measure: str, at: int) -> CounterKey:
    return CounterKey(system, measure, at)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 0, "—"),
        (5, 0, "—"),
        (0, 7, "0.0%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (7, 7, "100.0%"),
        (999, 1000, "99.9%"),
    ],
)
def test_a_share_of_nothing_is_no_share(part: int, whole: int, text: str) -> None:
    assert share(part, whole) == text


def test_the_citys_day_begins_at_its_own_midnight() -> None:
    assert midnight(NOW) == TODAY
    assert midnight(TODAY) == TODAY
    assert midnight(TODAY - 1) == TODAY - 24 * HOUR


def test_before_anything_is_known_no_tile_says_that_it_is_live(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    world = stand_still(monkeypatch, World())
    assert [tile.truth.quality for tile in all_tiles(world)] == [Quality.UNKNOWN] * 5
    assert environment_tile(world).value == ""
    assert vehicles_tile(world).value == ""


def test_the_grids_day(world: World) -> None:
    counters = {
        _flow("grid", "case.opened", TODAY): 1200, _flow("grid", "case.opened", TODAY + HOUR): 34,
        _flow("grid", "case.opened", TODAY - HOUR): 500, _flow("grid", "case.closed", TODAY): 900,
        _flow("city", "case.opened", TODAY): 7, CounterKey("grid", "case.open", 0): 5678,
        CounterKey("grid", "case.overdue", 0): 12,
    }  # fmt: skip
    tile = grid_tile(apply(world, changes([], counters)))
    assert (tile.value, tile.unit) == ("1,234", "件 今日")
    assert _facts(tile) == {"今日办结": "900", "在办": "5,678", "超时": "12"}
    assert tile.facts[2].token == "grade2" and tile.truth.quality is Quality.LIVE


def test_the_citys_share_in_time(world: World) -> None:
    assert _facts(city_tile(world))["今日按期结案"] == "—"
    counters = {
        _flow("city", "case.closed", TODAY): 8, _flow("city", "case.closed_in_time", TODAY): 7,
        _flow("city", "case.closed", TODAY - HOUR): 100, _flow("city", "case.rework", TODAY): 2,
    }  # fmt: skip
    facts = _facts(city_tile(apply(world, changes([], counters))))
    assert (facts["今日按期结案"], facts["返工"], facts["超时"]) == ("87.5%", "2", "0")
    assert city_tile(world).facts[2].token == "secondary"


def test_the_gravest_incident_is_named_by_its_roman_grade(world: World) -> None:
    assert _facts(emergency_tile(world)) == {"最高": "—", "生效预警": "0 条"}
    warning = Warning(
        id="W", v=1, at=NOW, level=2, event="暴雨", headline="h", sender="s", issued=NOW, expires=NOW + HOUR
    )
    rows = [(1, incident("a", grade=4)), (2, incident("b", grade=2)), (3, warning)]
    tile = emergency_tile(apply(world, changes(rows)))
    assert (tile.value, _facts(tile)) == ("2", {"最高": "Ⅱ 级", "生效预警": "1 条"})
    assert tile.facts[0].token == "grade2"


def test_vehicles_on_line_have_a_fix_of_the_last_two_minutes(world: World) -> None:
    frame = fleet_frame(1, NOW, 10, {0: 0, 1: 119, 2: 121, 3: 3000})
    tile = vehicles_tile(apply(world, changes(frames=[(CITY, frame)])))
    assert (tile.value, _facts(tile)["上线率"]) == ("2", "20.0%")
    assert tile.truth.quality is Quality.LIVE


def test_a_fleet_that_nobody_hears_has_not_gone_off_line(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    """Twenty minutes after the link broke the figure is still that of the last frame, and the strip says since when."""
    world = World()
    frame = fleet_frame(1, NOW - 20 * 60_000, 10, {0: 0, 1: 100, 2: 3000})
    apply(stand_still(monkeypatch, world), changes(backends=[backend(heard_ago=1200.0)], frames=[(CITY, frame)]))
    tile = vehicles_tile(world)
    assert (tile.value, _facts(tile)["上线率"]) == ("2", "20.0%")
    assert tile.truth.quality is Quality.CACHED


def test_a_day_that_nobody_heard_of_has_not_begun(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    """The link broke in the evening: past midnight the figure is still of that evening, no nought of the new day."""
    world = stand_still(monkeypatch, World())
    down = backend(heard_ago=6 * 3600.0, offset_ms=NOW - int(time.time() * 1000))
    counters = {_flow("grid", "case.opened", TODAY - 3 * HOUR): 34}
    tile = grid_tile(apply(world, changes([], counters, backends=[down])))
    assert (tile.value, tile.truth.quality) == ("34", Quality.CACHED)


def test_a_warning_that_has_run_out_is_not_in_force(world: World) -> None:
    base = {"v": 1, "at": NOW, "level": 2, "event": "暴雨", "headline": "h", "sender": "s", "issued": NOW - 9 * HOUR}
    rows = [(n, Warning(id=f"W{n}", expires=expires, **base)) for n, expires in enumerate((NOW - 1, NOW + 1, 0), 1)]
    assert _facts(emergency_tile(apply(world, changes(rows))))["生效预警"] == "2 条"


def test_old_positions_are_late_on_a_good_link(world: World) -> None:
    tile = vehicles_tile(apply(world, changes(frames=[(CITY, fleet_frame(1, NOW - 60_000, 10, {0: 0}))])))
    assert tile.truth.quality is Quality.DELAYED


def test_positions_from_a_time_to_come_are_neither_on_line_nor_live(world: World) -> None:
    tile = vehicles_tile(apply(world, changes(frames=[(CITY, fleet_frame(1, NOW + HOUR, 10, {0: 0, 1: 0}))])))
    assert tile.truth.quality is Quality.DELAYED and tile.truth.ahead == 3600
    assert tile.value == "0"


def _stations(world: World, **pm25: float | None) -> World:
    assets = [{"id": name, "kind": "air_station", "name": name, "lon": 121.0, "lat": 31.0} for name in pm25]
    series = [{"id": f"{name}/PM2.5", "asset": name, "factor": "PM2.5", "name": "PM2.5"} for name in pm25]
    rows = [(0, Sample(id=f"{name}/PM2.5", v=1, at=NOW - HOUR // 2, value=value)) for name, value in pm25.items()]
    return apply(world, changes(rows, registers=[register("assets", assets), register("series", series)]))


def test_a_station_without_a_value_is_not_counted(world: World) -> None:
    tile = environment_tile(_stations(world, a=35.0, b=35.0, c=None))
    assert _facts(tile)["参评"] == "2 站"


@pytest.mark.parametrize("dead", [-999.0, -0.1])
def test_a_value_below_nothing_is_a_gap_and_neither_a_mean_nor_the_end_of_the_tile(world: World, dead: float) -> None:
    tile = environment_tile(_stations(world, a=35.0, b=35.0, c=dead))
    assert _facts(tile)["参评"] == "2 站"
    assert _facts(environment_tile(_stations(World(), c=dead)))["参评"] == "0 站"


def test_a_station_whose_clock_is_years_ahead_does_not_silence_the_others(world: World) -> None:
    _stations(world, a=35.0, b=35.0, c=35.0)
    mad = Sample(id="c/PM2.5", v=2, at=NOW + 1000 * HOUR, value=999.0)
    tile = environment_tile(apply(world, changes([(0, mad)])))
    assert _facts(tile)["参评"] == "2 站" and tile.truth.quality is Quality.LIVE


def test_too_little_for_an_index_is_no_number(world: World) -> None:
    """HJ 633-2026: with pollutants missing an AQI up to 100 is not published (NA)."""
    tile = environment_tile(_stations(world, a=20.0))
    assert tile.value == "—" and tile.chip == ""


def test_all_stations_silent_is_no_number(world: World) -> None:
    tile = environment_tile(_stations(world, a=None, b=None))
    assert tile.value in ("", "—") and _facts(tile).get("参评") == "0 站"
