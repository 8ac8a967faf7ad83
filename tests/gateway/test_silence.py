"""Silent sources through a real log: one alarm, consequences suppressed by design, and what the simulator does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest
from pytest import MonkeyPatch

from console.domain.alarms.alarm_state import State, acknowledge, state_of
from console.domain.entities import Alarm, Sample, System
from console.gateway.log import EventLog
from console.gateway.registers import Registers
from console.gateway.silence import REASON, RULE, SilenceWatch
from console.gateway.simulator.city import City
from console.gateway.simulator.operators import Finding, Operators
from console.gateway.simulator.world import SeriesRow, World
from tests.gateway.harness import NOW, QUICK, alarm
from tests.gateway.tiny_city import write_city

pytestmark = pytest.mark.operations
MINUTE = 60_000
HUB = "污染源数采平台"
SERIES = [SeriesRow(f"DW-{n:03d}/COD", f"DW-{n:03d}", "COD", "COD", "mg/L", 300.0, via=HUB) for n in range(1, 6)]


def at_station(name: str, source: str, raised: int) -> Alarm:
    return msgspec.structs.replace(alarm(1, name), source=source, raised=raised, at=raised)


class Field:
    """A log with five outfalls behind one collector, and a clock that is turned by hand."""

    def __init__(self, log: EventLog, city: Path) -> None:
        self.log = log
        self.now = NOW
        self.registers = Registers(city)
        self.registers.put("series", SERIES)
        self._versions: dict[str, int] = {}
        self.watch = self.begin()

    def begin(self) -> SilenceWatch:
        return SilenceWatch(self.log, self.registers, lambda: self.now)

    async def speak(self, *stations: int) -> None:
        for n in stations:
            name = f"DW-{n:03d}/COD"
            self._versions[name] = self._versions.get(name, 0) + 1
            self.log.put(Sample(id=name, v=self._versions[name], at=0, value=1.0))
        await self.log.settled()

    async def pass_time(self, minutes: float, *speaking: int) -> None:
        """Look every half minute; who speaks does so before every look."""
        for _ in range(int(minutes * 2)):
            self.now += MINUTE // 2
            await self.speak(*speaking)
            self.watch.tick()
            await self.log.settled()

    def alarms(self) -> list[Alarm]:
        return [each for each in self.log.state.ledger.entities.values() if isinstance(each, Alarm)]

    def down(self) -> list[Alarm]:
        return [each for each in self.alarms() if each.rule == RULE]


def afield(folder: Path, scenario: Callable[[Field], Awaitable[None]]) -> None:
    async def run() -> None:
        log = EventLog(folder / "log", lambda: NOW, QUICK)
        log.start()
        try:
            await scenario(Field(log, write_city(folder / "city")))
            assert not log.state.quarantined
        finally:
            await log.close()

    asyncio.run(run())


def test_a_collector_that_dies_is_one_alarm_and_ends_when_data_come_back(tmp_path: Path) -> None:
    async def scenario(field: Field) -> None:
        await field.pass_time(10, 1, 2, 3, 4, 5)
        assert field.alarms() == []
        await field.pass_time(30)
        (one,) = field.alarms()
        assert (one.source, one.rule, one.active, one.value) == (HUB, RULE, True, 5.0)
        assert state_of(one) is State.UNACKNOWLEDGED and HUB in one.title and "5 个站点" in one.title
        await field.pass_time(0.5, 2)
        (over,) = field.alarms()
        assert (state_of(over), over.id) == (State.RETURNED, one.id), "over, and still to be acknowledged"
        await field.pass_time(20, 1, 2, 3, 4, 5)
        await field.pass_time(20)
        (again,) = field.alarms()
        assert (state_of(again), again.id) == (State.UNACKNOWLEDGED, one.id), "it comes again instead of a second one"

    afield(tmp_path, scenario)


def test_an_acknowledged_one_that_is_over_leaves_the_list(tmp_path: Path) -> None:
    async def scenario(field: Field) -> None:
        await field.pass_time(30)
        (one,) = field.down()
        seen = acknowledge(one, "张三", field.now)
        assert isinstance(seen, Alarm)
        field.log.put(seen)
        await field.pass_time(1, 1, 2, 3, 4, 5)
        assert field.alarms() == []

    afield(tmp_path, scenario)


def test_what_follows_from_silence_is_suppressed_and_what_was_there_before_stays(tmp_path: Path) -> None:
    async def scenario(field: Field) -> None:
        await field.pass_time(5, 1, 2, 3, 4, 5)
        field.log.put(at_station("AL-OLD", "DW-001", field.now - MINUTE))
        await field.pass_time(10)
        field.log.put(at_station("AL-NEW", "DW-002", field.now))
        field.log.put(at_station("AL-ELSE", "cam-001", field.now))
        await field.pass_time(1)
        found = {each.id: each for each in field.alarms()}
        assert state_of(found["AL-NEW"]) is State.SUPPRESSED and found["AL-NEW"].reason == REASON + HUB
        assert state_of(found["AL-OLD"]) is state_of(found["AL-ELSE"]) is State.UNACKNOWLEDGED
        assert len(field.down()) == 1
        await field.pass_time(1, 1, 2, 3, 4, 5)
        found = {each.id: each for each in field.alarms()}
        assert state_of(found["AL-NEW"]) is State.UNACKNOWLEDGED, "its condition is still there"
        assert found["AL-NEW"].reason == ""

    afield(tmp_path, scenario)


def test_a_restart_fires_no_alarm_and_forgets_none(tmp_path: Path) -> None:
    async def scenario(field: Field) -> None:
        await field.speak(1, 2, 3, 4, 5)
        field.now += 8 * 60 * MINUTE
        field.watch = field.begin()
        await field.pass_time(5)
        assert field.alarms() == [], "eight hours off are no silence of the stations"
        await field.pass_time(10)
        (one,) = field.down()
        field.watch = field.begin()
        await field.pass_time(5)
        assert field.down() == [one], "nobody was heard since: it stands"
        await field.pass_time(1, 1, 2, 3, 4, 5)
        assert not field.down()[0].active

    afield(tmp_path, scenario)


def test_time_in_which_the_gateway_itself_was_held_is_no_silence_of_its_sources(tmp_path: Path) -> None:
    """The computer slept, or the process was stopped: nobody could be heard, so nobody was silent."""

    async def scenario(field: Field) -> None:
        await field.pass_time(10, 1, 2, 3, 4, 5)
        field.now += 8 * 60 * MINUTE
        field.watch.tick()
        await field.log.settled()
        assert field.alarms() == [], "what came meanwhile is only now being read"
        await field.pass_time(5)
        assert field.alarms() == [], "they have their whole patience again"
        await field.pass_time(10)
        assert [each.source for each in field.down()] == [HUB], "silence that could be heard counts as ever"

    afield(tmp_path, scenario)


def test_a_city_that_runs_a_hundred_times_as_fast_is_not_held_between_two_looks(tmp_path: Path) -> None:
    async def scenario(field: Field) -> None:
        field.watch = SilenceWatch(field.log, field.registers, lambda: field.now, speed=100)
        for _ in range(12):
            field.now += 100_000
            field.watch.tick()
            await field.log.settled()
        assert [each.source for each in field.down()] == [HUB]

    afield(tmp_path, scenario)


def test_while_the_disk_takes_nothing_no_source_is_called_silent(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    async def scenario(field: Field) -> None:
        await field.pass_time(10, 1, 2, 3, 4, 5)

        def full(*_: object) -> int:
            raise OSError("disk full")

        with monkeypatch.context() as held:
            held.setattr(field.log, "_write", full)
            for version in range(100, 160):
                field.log.put(Sample(id="DW-001/COD", v=version, at=0, value=1.0))
                field.now += MINUTE // 2
                field.watch.tick()
            assert field.log.pending == 60, "thirty minutes of values wait for the disk, and no alarm with them"
        await field.log.settled()
        await field.pass_time(5, 1, 2, 3, 4, 5)
        assert field.alarms() == []

    afield(tmp_path, scenario)


def test_a_disk_that_is_slow_in_the_very_moment_makes_no_second_alarm(tmp_path: Path) -> None:
    async def scenario(field: Field) -> None:
        await field.pass_time(10, 1, 2, 3, 4, 5)
        await field.pass_time(8)
        while not field.log.pending:
            field.now += MINUTE // 2
            field.watch.tick()
        for _ in range(5):
            field.now += 1_000
            field.watch.tick()
        await field.log.settled()
        assert [each.source for each in field.down()] == [HUB]
        await field.pass_time(2, 1, 2, 3, 4, 5)
        assert not field.down()[0].active, "and it ends as ever"

    afield(tmp_path, scenario)


class Sink:
    """Takes what the simulator says."""

    def __init__(self) -> None:
        self.events: list[object] = []
        self.open: dict[object, Alarm] = {}

    def put(self, event: object) -> int:
        self.events.append(event)
        if isinstance(event, Alarm):
            self.open[1, event.id] = event
        return 0

    def append_many(self, events: list[bytes]) -> int:
        return 0

    def append_positions(self, frame: bytes) -> int:
        return 0

    def entity(self, key: object) -> Alarm | None:
        return self.open.get(key)


def test_a_muted_collector_s_stations_say_nothing_and_catch_up_on_what_ended(tmp_path: Path) -> None:
    sink = Sink()
    world = World(City(write_city(tmp_path)), 7, sink)
    world.register += SERIES
    operators = Operators(world)
    asset = world.city.of_kind("outfall")[0]
    finding = Finding(System.ENVIRONMENT, 3, "超标", "water.COD")
    operators.raise_alarm(NOW, asset, finding)
    world.mute(HUB, NOW + 10 * MINUTE)
    world.sample("DW-001/COD", NOW + MINUTE, 1.0)
    operators.raise_alarm(NOW + MINUTE, world.city.of_kind("outfall")[1], finding)
    operators.clear(NOW + 2 * MINUTE, asset.id, "water.COD")
    assert len(sink.events) == 1
    world.schedule.run_until(NOW + 10 * MINUTE)
    assert [event.active for event in sink.events if isinstance(event, Alarm)][-1] is False
    world.sample("DW-001/COD", NOW + 10 * MINUTE, 1.0)
    assert isinstance(sink.events[-1], Sample)
