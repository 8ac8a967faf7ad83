"""Runs the simulator's parts against the log, in real time or faster."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from console.domain.entities import Alarm, Case, Event
from console.gateway.log import EventLog
from console.gateway.simulator.air import Air
from console.gateway.simulator.alarms import Happenings
from console.gateway.simulator.cases import Cases
from console.gateway.simulator.city import City
from console.gateway.simulator.dust import Dust
from console.gateway.simulator.duty import DutyRoom
from console.gateway.simulator.incidents import Incidents
from console.gateway.simulator.load import Load
from console.gateway.simulator.operators import Operators
from console.gateway.simulator.outages import Outages
from console.gateway.simulator.sections import Sections
from console.gateway.simulator.vehicles import Vehicles
from console.gateway.simulator.water import Water
from console.gateway.simulator.world import World

TICK_SECONDS = 0.1
SLICE_SECONDS = 0.02
"""The simulator gives the event loop back after so long, also when it has a night to catch up on."""
LEVEL_SECONDS = 10.0
"""A start waits at most so long for the simulator to be level with the clock."""
PENDING_MOST = 100_000
"""Events waiting for the disk at which the simulator waits too."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made of. ``rate``: events a second in all; ``most``: stop generating after so many events.

    ``operators``: whether simulated ones acknowledge alarms of the living city; those of its first day always are.
    """

    seed: int = 7
    rate: float = 200.0
    redate: bool = True
    vehicles: int = 5_000
    speed: float = 1.0
    most: int | None = None
    operators: bool = True


class Part(Protocol):
    """One source of events."""

    depth: int
    """How many ms of history it makes when the log is new."""

    def begin(self, now: int) -> None:
        """Say the start state and plan what follows."""


def build(world: World, options: Options, adopted: list[Event], created: int, now: int) -> tuple[list[Part], Load]:
    """All parts in the order in which they begin. ``adopted``: open entities that an earlier run left."""
    operators = Operators(world, None if options.operators else now)
    operators.adopt([entity for entity in adopted if isinstance(entity, Alarm)], now)
    load = Load(world, options.rate)
    vehicles = Vehicles(world, options.vehicles)
    parts: list[Part] = [
        DutyRoom(world, adopted),
        Incidents(world, adopted),
        Air(world, operators, created=created, redate=options.redate),
        Water(world, operators),
        Sections(world, operators),
        Dust(world, operators),
        Cases(world, [entity for entity in adopted if isinstance(entity, Case)]),
        Happenings(world, operators, vehicles),
        Outages(world),
        vehicles,
        load,
    ]
    return parts, load


def plan(world: World, parts: list[Part], now: int, ended: int) -> None:
    """Begin every part where the earlier run ``ended`` (0: there was none), at most its depth before ``now``."""
    for part in parts:
        world.schedule.at(max(now - part.depth, min(ended, now)), part.begin)


def live_through(world: World, parts: list[Part], now: int, ended: int) -> None:
    """All of that at once, up to ``now``."""
    plan(world, parts, now, ended)
    world.schedule.run_until(now)


class Simulator:
    """The city in real time. ``paused`` holds it; what is due meanwhile happens when it goes on."""

    def __init__(self, log: EventLog, city: City, options: Options, clock: Callable[[], int]) -> None:
        self.paused = False
        self._log = log
        self._options = options
        ledger = log.state.ledger
        versions = {name: sample.v for name, sample in ledger.latest.items()}
        self.world = World(city, options.seed, log, number=log.last, versions=versions, most=options.most)
        self._start, self._began = clock(), time.monotonic()
        entities = list(ledger.entities.values())
        self._parts, self._load = build(self.world, options, entities, log.created, self._start)

    def set_rate(self, rate: float) -> None:
        """Events per second in all, from now on."""
        self._load.rate = rate

    def silence(self, collector: str, minutes: float) -> None:
        """Nobody hears a collector for so long, from now on."""
        self.world.mute(collector, self.now() + int(minutes * 60_000))

    async def begin(self) -> None:
        """Live through the time since the last run, or through the history that a new log starts with."""
        plan(self.world, self._parts, self._start, self._log.ended)
        await self._advance(self._start)
        until = time.monotonic() + LEVEL_SECONDS
        while (behind := self.now()) and time.monotonic() < until:
            await self._advance(behind)  # that took a second or two
            if self.now() - behind < 2 * TICK_SECONDS * 1000 * self._options.speed:
                break
        await self._log.settled()

    def now(self) -> int:
        """The city's time in ms: the start plus the time that has passed, at the speed that was asked for."""
        return self._start + int((time.monotonic() - self._began) * self._options.speed * 1000)

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            await self._advance(self.now())

    async def _advance(self, now: int) -> None:
        """Do what is due by ``now``, a slice at a time, and never faster than the disk takes it."""
        turn = time.monotonic() + SLICE_SECONDS
        while not self.paused and self.world.schedule.run_one(now):
            while self._log.pending > PENDING_MOST:
                await asyncio.sleep(TICK_SECONDS)
            if time.monotonic() > turn:
                await asyncio.sleep(0)
                turn = time.monotonic() + SLICE_SECONDS
