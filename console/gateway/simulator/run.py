"""Runs the simulator's parts against the log, in real time or faster."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from console.domain.entities import Alarm, Case, Event
from console.gateway.log import EventLog, LogUnavailable
from console.gateway.simulator.air import Air
from console.gateway.simulator.alarms import Happenings
from console.gateway.simulator.cases import Cases
from console.gateway.simulator.city import City
from console.gateway.simulator.dust import Dust
from console.gateway.simulator.duty import DutyRoom
from console.gateway.simulator.load import Load
from console.gateway.simulator.operators import Operators
from console.gateway.simulator.vehicles import Vehicles
from console.gateway.simulator.water import Water
from console.gateway.simulator.world import World

logger = logging.getLogger(__name__)

TICK_SECONDS = 0.1
SLICE_SECONDS = 0.02
"""The simulator gives the event loop back after so long, also when it has a night to catch up on."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made of. ``rate``: events a second in all; ``most``: stop generating after so many events."""

    seed: int = 7
    rate: float = 200.0
    redate: bool = True
    vehicles: int = 5_000
    speed: float = 1.0
    most: int | None = None


class Part(Protocol):
    """One source of events."""

    depth: int
    """How many ms of history it makes when the log is new."""

    def begin(self, now: int) -> None:
        """Say the start state and plan what follows."""


def build(world: World, options: Options, adopted: list[Event], created: int, now: int) -> tuple[list[Part], Load]:
    """All parts in the order in which they begin. ``adopted``: open entities that an earlier run left."""
    operators = Operators(world)
    operators.adopt([entity for entity in adopted if isinstance(entity, Alarm)], now)
    load = Load(world, options.rate)
    vehicles = Vehicles(world, options.vehicles)
    parts: list[Part] = [
        DutyRoom(world, adopted),
        Air(world, operators, created=created, redate=options.redate),
        Water(world, operators),
        Dust(world, operators),
        Cases(world, [entity for entity in adopted if isinstance(entity, Case)]),
        Happenings(world, operators, vehicles),
        vehicles,
        load,
    ]
    return parts, load


def live_through(world: World, parts: list[Part], now: int, ended: int) -> None:
    """Begin every part where the earlier run ``ended`` (0: there was none), at most its depth before ``now``."""
    for part in parts:
        world.schedule.at(max(now - part.depth, ended), part.begin)
    world.schedule.run_until(now)


class Simulator:
    """The city in real time. ``paused`` holds it; what is due meanwhile happens when it goes on."""

    def __init__(self, log: EventLog, city: City, options: Options, clock: Callable[[], int]) -> None:
        self.paused = False
        self._log = log
        self._options = options
        self._clock = clock
        ledger = log.state.ledger
        versions = {name: sample.v for name, sample in ledger.latest.items()}
        self.world = World(city, options.seed, log, number=log.last, versions=versions, most=options.most)
        self._start = clock()
        entities = list(ledger.entities.values())
        self._parts, self._load = build(self.world, options, entities, log.created, self._start)
        self._began = 0.0

    def set_rate(self, rate: float) -> None:
        """Events per second in all, from now on."""
        self._load.rate = rate

    def begin(self) -> None:
        """Live through the time since the last run, or through the history that a new log starts with."""
        self._began = time.monotonic()
        live_through(self.world, self._parts, self._start, self._log.ended)

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            if not self.paused:
                await self._advance()

    async def _advance(self) -> None:
        elapsed = (time.monotonic() - self._began) * self._options.speed
        now = self._start + int(elapsed * 1000)
        turn = time.monotonic() + SLICE_SECONDS
        try:
            while self.world.schedule.run_one(now):
                if time.monotonic() > turn:
                    await asyncio.sleep(0)
                    turn = time.monotonic() + SLICE_SECONDS
        except LogUnavailable as error:
            logger.error("the log takes no more events: %s", error)
            await asyncio.sleep(1.0)
