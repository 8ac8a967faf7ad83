"""Worlds made of a few events, without a cache."""

from __future__ import annotations

from typing import Any

from console.domain.entities import Duty, Event
from console.models.world import World
from console.store.changes import Changes

NOW = 1_795_000_000_000
MINUTE = 60_000
HOUR = 60 * MINUTE
MORNING = 1_795_393_800_000
"""2026-11-23 08:30 in the city, a Monday."""


def world_of(*events: Event) -> World:
    """A world that knows these, all of backend 7, with keys from 1."""
    world = World()
    for _ in world.apply(Changes(entities=[(key, 7, event) for key, event in enumerate(events, 1)])):
        pass
    world.announce()
    return world


def shift(name: str, starts: int = MORNING, hours: int = 12, **fields: Any) -> Duty:
    """A shift with a leader and a watch leader."""
    base = {"leader": "周建国", "commander": "", "watch_leader": "赵志国"}
    return Duty(id=name, v=1, at=NOW, starts=starts, ends=starts + hours * HOUR, **(base | fields))
