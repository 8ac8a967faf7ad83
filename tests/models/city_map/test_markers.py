"""Stations and alarms as points: an old value says how old it is and has no colour of a level."""

from __future__ import annotations

import pytest

from console.domain.entities import Sample
from console.models.city_map.markers import all_markers
from console.models.world import World
from tests.fakes.events import HOUR, NOW
from tests.models.kit import apply, backend, changes, register, stand_still

ASSETS = [{"id": "s", "kind": "air_station", "name": "海曲站", "lon": 118.0, "lat": 37.0}]
SERIES = [{"id": "s/AQI", "asset": "s", "factor": "AQI", "name": "AQI", "cadence": 3600.0}]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, qapp: object) -> World:
    registers = [register("assets", ASSETS), register("series", SERIES)]
    return apply(stand_still(monkeypatch, World()), changes(backends=[backend()], registers=registers))


@pytest.mark.parametrize(
    ("hours", "label", "token"),
    [(1, "AQI 45", "aqi1"), (2, "AQI 45", "aqi1"), (6, "AQI 45 5 时前", "cached"), (60, "AQI 45 2 天前", "cached")],
)
def test_an_old_value_has_its_age_and_no_colour_of_a_level(world: World, hours: int, label: str, token: str) -> None:
    """The label of hourly data is the hour's start: it is known an hour later."""
    apply(world, changes([(0, Sample(id="s/AQI", v=1, at=NOW - hours * HOUR, value=45.0))]))
    (marker,) = all_markers(world)
    assert (marker.label, marker.token) == (label, token)


def test_a_value_of_another_day_does_not_read_like_one_of_today(world: World) -> None:
    apply(world, changes([(0, Sample(id="s/AQI", v=1, at=NOW - 2 * HOUR, value=45.0))]))
    assert all_markers(world)[0].lines == ("AQI  45  02:30",)
    apply(world, changes([(0, Sample(id="s/AQI", v=2, at=NOW - 26 * HOUR, value=45.0))]))
    assert all_markers(world)[0].lines == ("AQI  45  05-28 02:30",)


@pytest.mark.parametrize(("value", "label", "token"), [(-999.0, "", "tertiary"), (-1.0, "", "tertiary"),
                                                       (731.0, "AQI 731", "aqi6")])  # fmt: skip
def test_a_number_off_the_scale_never_looks_good_nor_stops_the_map(
    world: World, value: float, label: str, token: str
) -> None:
    apply(world, changes([(0, Sample(id="s/AQI", v=1, at=NOW - HOUR, value=value))]))
    (marker,) = all_markers(world)
    assert (marker.label, marker.token) == (label, token)
    assert ("缺测" in marker.lines[0]) is (not label)


STATIONS = [
    ({"id": "w", "kind": "water_level", "name": "沙河站", "lon": 118.0, "lat": 37.0},
     {"id": "w/level", "asset": "w", "factor": "level", "name": "水位", "unit": "m"}, 4.72, "水位 4.72 m"),
    ({"id": "c", "kind": "water_section", "name": "大桥断面", "lon": 118.0, "lat": 37.0},
     {"id": "c/class", "asset": "c", "factor": "class", "name": "水质类别"}, 3.0, "水质 Ⅲ 类"),
]  # fmt: skip


@pytest.mark.parametrize(("asset", "series", "value", "label"), STATIONS, ids=["level", "class"])
def test_a_station_says_what_its_number_is(
    monkeypatch: pytest.MonkeyPatch, qapp: object, asset: dict[str, object], series: dict[str, object],
    value: float, label: str,
) -> None:  # fmt: skip
    registers = [register("assets", [asset]), register("series", [series])]
    world = apply(stand_still(monkeypatch, World()), changes(backends=[backend()], registers=registers))
    apply(world, changes([(0, Sample(id=str(series["id"]), v=1, at=NOW, value=value))]))
    assert all_markers(world)[0].label == label


def test_a_card_begins_with_what_the_map_says_and_does_not_repeat_the_station(
    monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    series = [{"id": f"s/{factor}", "asset": "s", "factor": factor, "name": f"海曲站 {factor}", "cadence": 3600.0}
              for factor in ("SO2", "AQI")]  # fmt: skip
    registers = [register("assets", ASSETS), register("series", series)]
    world = apply(stand_still(monkeypatch, World()), changes(backends=[backend()], registers=registers))
    apply(world, changes([(0, Sample(id=f"s/{name}", v=1, at=NOW - 2 * HOUR, value=8.0)) for name in ("SO2", "AQI")]))
    assert all_markers(world)[0].lines == ("AQI  8  02:30", "SO2  8  02:30")
