"""A place is found by what people type of its name: characters, pinyin, initials, a part of a plate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.models.city_map.places import NamedPlace, PlaceIndex, PlaceKind
from console.models.world import World
from tests.fakes.events import NOW
from tests.models.kit import CITY, apply, backend, changes, fleet_frame

pytestmark = pytest.mark.operations
GRID = "990101001001001"
AREAS = [
    {"code": "990101", "name": "海曲区", "level": "county", "parent": "990100", "lon": 118.7, "lat": 37.47},
    {"code": "990101001", "name": "人民路街道", "level": "town", "parent": "990101", "lon": 118.69, "lat": 37.45},
    {"code": "990101001001", "name": "新关社区", "level": "community", "parent": "990101001", "lon": 118.69,
     "lat": 37.45},
    {"code": GRID, "name": "新关社区第一网格", "level": "grid", "parent": "990101001001", "lon": 118.69,
     "lat": 37.46},
]  # fmt: skip
ASSETS = [
    {"id": "h-1", "kind": "hospital", "name": "市中心医院", "lon": 118.66, "lat": 37.43, "area": GRID},
    {"id": "as-1", "kind": "air_station", "name": "第三小学", "lon": 118.68, "lat": 37.44, "area": GRID},
    {"id": "cp-1", "kind": "component", "name": "人民路上水井盖", "lon": 118.67, "lat": 37.44, "area": GRID},
]  # fmt: skip
VEHICLES = {"enterprises": ["甲"], "kinds": ["客车"], "vehicles": [[f"v{n}", f"示A·F8{n:04d}", 0, 0] for n in range(6)]}
ROADS = {
    "names": ["", "人民路"], "classes": ["x"], "nodes": [[118.6, 37.4], [118.7, 37.4], [118.8, 37.4]],
    "edges": [[0, 1, 0, 1, 10.0, []], [1, 2, 0, 1, 10.0, []], [0, 2, 0, 0, 10.0, []]],
}  # fmt: skip


@pytest.fixture
def index(tmp_path: Path) -> PlaceIndex:
    made = changes(())
    made.backends, made.frames = [backend()], [(CITY, fleet_frame(1, NOW, 6, {0: 1}))]
    made.registers = [
        (CITY, name, json.dumps(body).encode())
        for name, body in (("areas", AREAS), ("assets", ASSETS), ("vehicles", VEHICLES))
    ]
    roads = tmp_path / "roads.json"
    roads.write_text(json.dumps(ROADS), encoding="utf-8")
    found = PlaceIndex(apply(World(), made), roads)
    for _ in found.build(step=1):
        pass
    return found


def names(found: list[NamedPlace]) -> list[str]:
    return [place.name for place in found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("市中心", "市中心医院"), ("szxyy", "市中心医院"), ("shizhongxin", "市中心医院"), ("中心 医院", "市中心医院"),
        ("新关", "新关社区"), ("xg", "新关社区"), ("第三", "第三小学"), ("海曲", "海曲区"),
    ],
)  # fmt: skip
def test_characters_pinyin_and_initials_find_a_place(index: PlaceIndex, typed: str, first: str) -> None:
    assert names(index.find(typed))[0] == first


def test_what_begins_like_that_comes_before_what_holds_it_and_larger_areas_before_smaller(index: PlaceIndex) -> None:
    assert names(index.find("人民路")) == ["人民路", "人民路街道", "人民路上水井盖"]
    assert names(index.find("新关社区")) == ["新关社区", "新关社区第一网格"]


def test_initials_at_the_beginning_come_before_those_inside_a_name(index: PlaceIndex) -> None:
    assert names(index.find("xx")) == ["第三小学"]
    assert names(index.find("x"))[:2] == ["新关社区", "新关社区第一网格"], (
        "and not 第三小学, whose third character it is"
    )


def test_nothing_is_found_for_nothing_nor_for_what_nobody_is_called(index: PlaceIndex) -> None:
    assert index.find("") == [] == index.find("  ") == index.find("没有这个地方")


def test_a_road_is_where_its_pieces_are(index: PlaceIndex) -> None:
    (road,) = [place for place in index.find("人民路") if place.kind is PlaceKind.ROAD]
    assert (road.lon, road.lat) in {(118.6, 37.4), (118.7, 37.4)}, "on one of its own pieces"


@pytest.mark.parametrize("typed", ["示A·F80003", "示af80003", "f80003", "80003"])
def test_a_plate_is_found_by_any_part_of_it_without_its_dot(index: PlaceIndex, typed: str) -> None:
    assert [(place.kind, place.key) for place in index.find(typed)] == [(PlaceKind.VEHICLE, "3")]


def test_a_list_is_never_longer_than_it_may_be(index: PlaceIndex) -> None:
    assert len(index.find("8", most=4)) == 4
    assert len(index.find("8")) == 6


def test_without_roads_all_else_is_found(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("[]", encoding="utf-8")
    for roads in (None, tmp_path / "nowhere.json", tmp_path / "broken.json"):
        made = PlaceIndex(World(), roads)
        list(made.build())
        assert len(made) == 0 and made.find("人民路") == []
