"""A world without a cache: changes put together by hand, a clock that stands still."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from console.domain.counters import CounterKey
from console.domain.entities import Event, Sample
from console.models.world import World
from console.store.boot import boot_id
from console.store.changes import BackendRow, Changes
from console.store.chunks import Samples
from console.store.commit import Counts, Cursor, LinkState
from console.wire.positions import PositionFrame, encode_positions
from tests.fakes.events import EPOCH, NOW

CITY = 1


def backend(key: int = CITY, name: str = "city", heard_ago: float | None = 1.0, offset_ms: int = 0) -> BackendRow:
    """A backend whose link gave its last sign of life so long ago; None: never."""
    link = LinkState()
    if heard_ago is not None:
        heard_at = int((time.time() - heard_ago) * 1000)
        link = LinkState("live", "", heard_at, time.monotonic_ns() - int(heard_ago * 1e9), boot_id(), offset_ms, 5)
    return BackendRow(key, name, "", Cursor(EPOCH, 5, 0), Counts(), link)


def changes(
    events: Sequence[tuple[int, Event]] = (), counters: dict[CounterKey, int] | None = None, **parts: Any
) -> Changes:
    """Changes of the one backend: entities by key, samples, counters (numbered by their order)."""
    made = Changes(**parts)
    made.entities = [(key, CITY, event) for key, event in events if not isinstance(event, Sample)]
    made.latest = [(CITY, event) for _, event in events if isinstance(event, Sample)]
    numbered = enumerate(sorted((counters or {}).items()), start=1)
    made.counters = [(key, CITY, counter, n) for key, (counter, n) in numbered]
    return made


def apply(world: World, *many: Changes) -> World:
    for each in many:
        for _ in world.apply(each):
            pass
        world.announce()
    return world


def stand_still(monkeypatch: pytest.MonkeyPatch, world: World, now: int = NOW) -> World:
    """The city's clock says ``now`` from here on."""
    monkeypatch.setattr(world, "now", lambda: now)
    return world


def register(name: str, body: object) -> tuple[int, str, bytes]:
    return CITY, name, json.dumps(body).encode()


def samples(*pairs: tuple[int, float]) -> Samples:
    at, value = [at for at, _ in pairs], [value for _, value in pairs]
    return Samples(np.array(at, np.int64), np.array(value, float), np.full(len(at), 78, np.uint8))


def fleet_frame(seq: int, at: int, size: int, ages: dict[int, int]) -> bytes:
    """A position frame: vehicles by index with the age of their fix in seconds."""
    n = len(ages)
    zero, places = np.zeros(n, np.uint16), np.full(n, 31_000_000, np.int32)
    index, age = np.array(list(ages), np.uint32), np.array(list(ages.values()), np.uint16)
    return encode_positions(PositionFrame(seq, at, True, size, index, places * 3, places, zero, zero, age, zero))
