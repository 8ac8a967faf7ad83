"""Runs the simulator's parts against the log, in real time or faster."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from console.domain.entities import Event
from console.gateway.log import EventLog, LogUnavailable
from console.gateway.simulator.city import City
from console.gateway.simulator.load import Load
from console.gateway.simulator.operators import Operators
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

    def begin(self, now: int) -> None:
        """Say the start state (and history) and plan what follows."""


def build(world: World, options: Options, adopted: list[Event]) -> tuple[list[Part], Load]:
    """All parts in the order in which they begin. ``adopted``: open entities that an earlier run left."""
    operators = Operators(world)
    load = Load(world, options.rate)
    parts: list[Part] = [load]
    return parts, load


class Simulator:
    """The city in real time. ``paused`` holds it; what is due meanwhile happens when it goes on."""

    def __init__(self, log: EventLog, city: City, options: Options, clock: Callable[[], int]) -> None:
        self.paused = False
        self._log = log
        self._options = options
        self._clock = clock
        ledger = log.state.ledger
        versions = {name: sample.v for name, sample in ledger.latest.items()}
        self.world = World(city, options.seed, log, number=log.last, versions=versions)
        self._parts, self._load = build(self.world, options, list(ledger.entities.values()))
        self._start = 0
        self._began = 0.0

    def set_rate(self, rate: float) -> None:
        """Events per second in all, from now on."""
        self._load.rate = rate

    def begin(self) -> None:
        """Say the start state."""
        self._start = self._clock()
        self._began = time.monotonic()
        for part in self._parts:
            part.begin(self._start)

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
