"""Search within a circle and a polygon: counts by kind, the rim decided by the geodesic, lists in a sensible order."""

from __future__ import annotations

import json

import numpy as np
import pytest

from console.domain.entities import Resource
from console.domain.geo.sketch import Drawing, Tool
from console.models.city_map.search import MOST_LISTED, Group, Sort, inside, search
from console.models.world import World
from console.wire.positions import PositionFrame, encode_positions
from tests.fakes.events import alarm, case, incident
from tests.models.kit import CITY, apply, backend, changes

pytestmark = pytest.mark.operations
MIDDLE = (118.68, 37.44)
EAST = (118.70, 37.44)
"""1769.9229767 m from the middle by GeographicLib 2.1; a sphere says 1765.6 m."""


def circle(radius: float) -> Drawing:
    return Drawing("c", Tool.SEARCH, (MIDDLE,), radius)


def group(found: list[Group], sort: Sort) -> Group:
    return next(each for each in found if each.sort is sort)


def asset(name: str, kind: str, lon: float = MIDDLE[0], lat: float = MIDDLE[1]) -> dict[str, object]:
    return {"id": name, "kind": kind, "name": name, "lon": lon, "lat": lat}


def world_with(*assets: dict[str, object], events: tuple[tuple[int, object], ...] = ()) -> World:
    made = changes(events)  # type: ignore[arg-type]
    made.backends = [backend()]
    made.registers = [(CITY, "assets", json.dumps(assets).encode())]
    return apply(World(), made)


@pytest.mark.parametrize(("radius", "there"), [(1769.93, True), (1769.91, False), (1767.0, False)])
def test_the_rim_of_a_circle_is_the_geodesics(radius: float, there: bool) -> None:
    within, _ = inside(circle(radius), np.array([EAST[0]]), np.array([EAST[1]]))
    assert bool(within[0]) is there


def test_a_polygon_holds_what_shapely_says() -> None:
    shapely = pytest.importorskip("shapely")
    corners = ((118.60, 37.40), (118.75, 37.38), (118.70, 37.45), (118.78, 37.50), (118.62, 37.52), (118.66, 37.46))
    chance = np.random.default_rng(4)
    lon, lat = chance.uniform(118.55, 118.80, 4000), chance.uniform(37.35, 37.55, 4000)
    within, _ = inside(Drawing("p", Tool.POLYGON, corners), lon, lat)
    assert within.tolist() == shapely.contains_xy(shapely.Polygon(corners), lon, lat).tolist()


def test_every_kind_has_its_group_and_its_count() -> None:
    fleet = encode_positions(
        PositionFrame(1, 1_795_000_000_000, True, 3, np.array([0, 2], np.uint32),
                      np.array([118_680_100, 119_000_000], np.int32), np.array([37_440_000, 37_440_000], np.int32),
                      np.zeros(2, np.uint16), np.zeros(2, np.uint16), np.zeros(2, np.uint16), np.zeros(2, np.uint16))
    )  # fmt: skip
    made = changes([
        (1, alarm("A-1", lon=118.681, lat=37.44)),
        (2, alarm("A-2", lon=118.681, lat=37.44, acknowledged=True)),
        (3, alarm("A-far", lon=119.2, lat=37.44)),
        (4, alarm("A-nowhere")),
        (5, case("C-1", lon=118.682, lat=37.44, overdue=True)),
        (6, incident("IN-1", lon=118.679, lat=37.441)),
        (7, Resource(id="t-1", v=1, at=1, name="一队", available=False)),
    ])  # fmt: skip
    made.backends, made.frames = [backend()], [(CITY, fleet)]
    assets = [asset("t-1", "team"), asset("t-2", "team", 118.69), asset("h-1", "hospital"), asset("v-1", "camera"),
              asset("aq-1", "air_station"), asset("b-1", "bridge"), asset("b-2", "bridge", 119.5)]  # fmt: skip
    made.registers = [(CITY, "assets", json.dumps(assets).encode())]
    found = search(apply(World(), made), circle(2000))
    assert [(each.sort, each.count) for each in found] == [
        (Sort.ALARM, 2), (Sort.INCIDENT, 1), (Sort.CASE, 1), (Sort.VEHICLE, 1),
        (Sort.STATION, 1), (Sort.CAMERA, 1), (Sort.RESOURCE, 3), (Sort.OTHER, 1),
    ]  # fmt: skip
    alarms = group(found, Sort.ALARM)
    assert [hit.id for hit in alarms.hits] == ["A-1", "A-2"] and alarms.hits[0].key == 1
    assert alarms.kinds == (("未确认告警", 1),) and alarms.hits[0].token == "grade3"
    assert group(found, Sort.CASE).kinds == (("超期案件", 1),)
    resources = group(found, Sort.RESOURCE)
    assert dict(resources.kinds) == {"队伍": 2, "医院": 1}
    assert [hit.id for hit in resources.hits][-1] == "t-2", "the nearest first"
    notes = {hit.id: hit.note for hit in resources.hits}
    assert notes["t-1"] == "队伍 · 不可调用" and notes["t-2"] == "队伍 · 状态未知"
    assert group(found, Sort.VEHICLE).hits[0].id == "0", "the index on the map, not the place in the frame"


def test_what_is_not_there_has_no_group() -> None:
    assert search(world_with(asset("x", "team", 10.0, 10.0)), circle(1000)) == []
    assert search(World(), circle(1000)) == []


def test_the_count_is_of_all_even_when_the_list_ends() -> None:
    found = search(world_with(*(asset(f"c-{n}", "camera") for n in range(MOST_LISTED + 50))), circle(100))
    assert found[0].count == MOST_LISTED + 50 and len(found[0].hits) == MOST_LISTED
