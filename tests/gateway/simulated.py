"""A simulated city at work without a gateway: its events in a notebook."""

from __future__ import annotations

from console.domain.entities import (
    KIND_NUMBER,
    Event,
)
from console.gateway.simulator.city import City
from console.gateway.simulator.run import Options, build, live_through
from console.gateway.simulator.world import MINUTE, World
from console.wire.codec import decode_event, encode_event
from console.wire.segments import BinaryEvent

START = 1_795_399_200_000
"""2026-11-23 10:00 +08:00."""


class Notebook:
    """A sink that keeps everything and answers what is open."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.open: dict[tuple[int, str], Event] = {}

    def put(self, event: Event) -> int:
        self.raw.append(encode_event(event))
        key = KIND_NUMBER[type(event)], event.id
        if event.open and event.lasting:
            self.open[key] = event
        else:
            self.open.pop(key, None)
        return len(self.raw)

    def append_many(self, events: list[bytes]) -> int:
        self.raw.extend(events)
        return len(self.raw)

    def append_positions(self, frame: bytes) -> int:
        self.raw.append(BinaryEvent(frame))
        return len(self.raw)

    def entity(self, key: tuple[int, str]) -> Event | None:
        return self.open.get(key)

    def events(self, kind: type[Event]) -> list[Event]:
        decoded = (decode_event(raw) for raw in self.raw if type(raw) is not BinaryEvent)
        return [event for event in decoded if isinstance(event, kind)]


def play(city: City, minutes: float, *, step: int = MINUTE, options: Options | None = None) -> tuple[World, Notebook]:
    options = options or Options(vehicles=300)
    notebook = Notebook()
    world = World(city, options.seed, notebook)
    parts, _ = build(world, options, [], START, START)
    live_through(world, parts, START, 0)
    for now in range(START, START + int(minutes * MINUTE) + 1, step):
        world.schedule.run_until(now)
    world.schedule.run_until(START + int(minutes * MINUTE))
    return world, notebook
