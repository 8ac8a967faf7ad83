"""Simulated operators: named as such wherever they acted, and absent where people are to do it themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.domain.entities import KIND_NUMBER, Alarm, Event, System
from console.gateway.simulator.city import City
from console.gateway.simulator.operators import SIMULATED, Finding, Operators
from console.gateway.simulator.world import HOUR, World
from tests.gateway.tiny_city import write_city

pytestmark = pytest.mark.operations
START = 1_795_399_200_000


class Sink:
    def __init__(self) -> None:
        self.open: dict[tuple[int, str], Event] = {}

    def put(self, event: Event) -> int:
        self.open[KIND_NUMBER[type(event)], event.id] = event
        return 0

    def append_many(self, events: list[bytes]) -> int:
        return 0

    def append_positions(self, frame: bytes) -> int:
        return 0

    def entity(self, key: tuple[int, str]) -> Event | None:
        return self.open.get(key)

    def alarm(self) -> Alarm:
        (alarm,) = self.open.values()
        assert isinstance(alarm, Alarm)
        return alarm


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    yield World(City(write_city(tmp_path)), 7, Sink())


def raised(world: World, operators: Operators, at: int, priority: int = 3) -> None:
    finding = Finding(System.ENVIRONMENT, priority, "超标", "water.COD")
    operators.raise_alarm(at, world.city.of_kind("outfall")[0], finding)


def sink(world: World) -> Sink:
    assert isinstance(world.sink, Sink)
    return world.sink


def test_what_they_acknowledge_bears_their_name_also_after_it_has_cleared(world: World) -> None:
    operators = Operators(world)
    raised(world, operators, START)
    world.schedule.run_until(START + HOUR)
    assert sink(world).alarm().acknowledged_by == SIMULATED
    assert sink(world).alarm().acknowledged_at > START
    operators.clear(START + HOUR, "DW-001", "water.COD")
    assert (sink(world).alarm().active, sink(world).alarm().acknowledged_by) == (False, SIMULATED)


def test_what_gets_worse_is_nobody_s_until_somebody_looks_again(world: World) -> None:
    operators = Operators(world)
    raised(world, operators, START)
    world.schedule.run_until(START + HOUR)
    raised(world, operators, START + HOUR, priority=1)
    worse = sink(world).alarm()
    assert (worse.acknowledged, worse.acknowledged_by, worse.acknowledged_at) == (False, "", 0)


def test_without_them_the_city_s_past_is_acknowledged_and_its_present_is_left_to_people(world: World) -> None:
    operators = Operators(world, until=START)
    raised(world, operators, START - HOUR)
    world.schedule.run_until(START)
    assert sink(world).alarm().acknowledged
    raised(world, operators, START, priority=1)
    world.schedule.run_until(START + 24 * HOUR)
    assert sink(world).alarm().active and not sink(world).alarm().acknowledged
