"""A lost backend is one alarm of this desk; what its sources said is marked as out of date, and nothing is lost."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.models.alarms.acts import Act, offers
from console.models.alarms.in_order import LOCAL
from console.models.alarms.sources import START_SECONDS, SourceWatch
from console.models.world import World
from tests.fakes.events import NOW, alarm
from tests.models.kit import CITY, apply, backend, changes, register

pytestmark = pytest.mark.operations
HUB = "污染源数采平台"
SERIES = [
    {"id": "DW-1/COD", "asset": "DW-1", "factor": "COD", "name": "COD", "via": HUB},
    {"id": "DW-2/COD", "asset": "DW-2", "factor": "COD", "name": "COD", "via": HUB},
    {"id": "aq-1/AQI", "asset": "aq-1", "factor": "AQI", "name": "AQI", "via": "空气站联网平台"},
]


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def world(qapp: object) -> World:
    made = World()
    apply(made, changes([(1, alarm("A-1", source="DW-1")), (2, alarm("A-2", source="aq-1"))], backends=[backend()]))
    return made


@pytest.fixture
def watch(world: World) -> SourceWatch:
    clock = Clock()
    made = SourceWatch(world, clock=clock)
    clock.now = START_SECONDS
    return made


def lose(world: World, seconds: float = 60.0) -> None:
    apply(world, changes(backends=[backend(heard_ago=seconds)]))


def names(world: World) -> list[str]:
    return [world.alarms.row(place).id for place in range(world.alarms.count())]


def stale(world: World) -> set[str]:
    rows = (world.alarms.row(place) for place in range(world.alarms.count()))
    return {row.id for row in rows if row.stale}


def test_a_lost_backend_is_one_alarm_and_all_its_alarms_are_out_of_date(world: World, watch: SourceWatch) -> None:
    watch.look()
    assert set(names(world)) == {"A-1", "A-2"} and stale(world) == set()
    lose(world)
    for _ in range(5):
        watch.look()
    assert sorted(names(world)) == ["A-1", "A-2", "LINK-city"]
    assert stale(world) == {"A-1", "A-2"}
    row = world.alarms.by_key(LOCAL + CITY)
    assert row.active and not row.acknowledged and "city" in row.title


def test_back_again_it_waits_for_an_acknowledgement_and_is_gone_then(world: World, watch: SourceWatch) -> None:
    lose(world)
    watch.look()
    lose(world, 1.0)
    watch.look()
    row = world.alarms.by_key(LOCAL + CITY)
    assert (row.active, row.acknowledged, stale(world)) == (False, False, set())
    watch.acknowledge(LOCAL + CITY, "张三")
    assert "LINK-city" not in names(world)


def test_acknowledged_while_lost_it_stays_until_the_link_is_back(world: World, watch: SourceWatch) -> None:
    lose(world)
    watch.look()
    watch.acknowledge(LOCAL + CITY, "张三")
    row = world.alarms.by_key(LOCAL + CITY)
    assert (row.acknowledged, row.owner) == (True, "张三")
    lose(world, 1.0)
    watch.look()
    assert "LINK-city" not in names(world)


def test_what_was_never_reached_cannot_break(world: World, watch: SourceWatch) -> None:
    apply(world, changes(backends=[backend(heard_ago=None)]))
    watch.look()
    row = world.alarms.by_key(LOCAL + CITY)
    assert row.title == "后端“city”从未连通" and row.active
    lose(world, 1.0)
    watch.look()
    assert not world.alarms.by_key(LOCAL + CITY).active
    lose(world)
    watch.look()
    assert world.alarms.by_key(LOCAL + CITY).title.startswith("与后端“city”的连接中断")


def test_it_survives_a_reload_of_the_cache(world: World, watch: SourceWatch) -> None:
    lose(world)
    watch.look()
    apply(world, changes([(1, alarm("A-1"))], reload=True, backends=[backend(heard_ago=60.0)]))
    watch.look()
    assert sorted(names(world)) == ["A-1", "LINK-city"]


def test_a_window_that_just_began_waits_for_its_feed(world: World) -> None:
    lose(world)
    clock = Clock()
    early = SourceWatch(world, clock=clock)
    clock.now = START_SECONDS - 0.1
    early.look()
    assert "LINK-city" not in names(world)


def test_behind_a_silent_collector_its_stations_alarms_are_out_of_date(
    world: World, watch: SourceWatch, qtbot: QtBot
) -> None:
    down = alarm("SD-1", source=HUB, rule="source.down")
    with qtbot.waitSignal(world.alarms.changed):
        apply(world, changes([(3, down)], registers=[register("series", SERIES)]))
    assert stale(world) == {"A-1"}
    over = alarm("SD-1", v=2, source=HUB, rule="source.down", active=False, cleared=NOW)
    apply(world, changes([(3, over)]))
    assert stale(world) == set()


def test_an_alarm_of_this_desk_can_only_be_acknowledged(world: World, watch: SourceWatch) -> None:
    lose(world)
    watch.look()
    found = offers([(LOCAL + CITY, world.alarms.entity(LOCAL + CITY)[1])], lambda _act: True, NOW)
    assert {act for act, offer in found.items() if offer.possible} == {Act.ACKNOWLEDGE}
