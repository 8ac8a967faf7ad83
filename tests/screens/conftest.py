"""A small city in a real cache, written as the feed writes it, and the windows' world fed from it: no network."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from console.domain.counters import CounterKey
from console.domain.entities import KIND_NUMBER, Alarm, Duty, Event, Incident, Sample, System, Warning
from console.models.bridge import CacheBridge
from console.models.world import World
from console.store.boot import boot_id
from console.store.commit import Commit, Counts, Cursor, LinkState, Poison, Receipt
from console.store.generations import CacheRoot
from console.store.writer import CacheWriter
from console.wire.positions import PositionFrame, encode_positions
from resources.theme import Scale, Theme, load
from widgets import fonts
from widgets.map.sheet import Sheet
from widgets.map.tile_source import TileSource

HOUR = 3_600_000
SERIES = "ow-01/COD"
OUTFALL = (118.70, 37.45)
VEHICLES = 40


class Town:
    """Writes one backend's state into a cache, piece by piece."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.now = int(time.time() * 1000)
        self._writer = CacheWriter(CacheRoot(cache))
        self.backend = self._writer.backend("示范市", "http://127.0.0.1:9")
        self._seq = 0

    def close(self) -> None:
        self._writer.close()

    def hear(self, seconds_ago: float = 0.0) -> None:
        """The last sign of life was so long ago."""
        ns = time.monotonic_ns() - int(seconds_ago * 1e9)
        at = int((time.time() - seconds_ago) * 1000)
        self._writer.link(self.backend, LinkState("live", "", at, ns, boot_id(), 0, self._seq))

    def put(self, *events: Event, counters: dict[CounterKey, int] | None = None, **parts: Any) -> None:
        """Commit these as the next events of the log."""
        self._seq += max(1, len(events))
        counts = Counts(received=self._seq, applied=self._seq)
        commit = Commit(self.backend, Cursor("epoch", self._seq, 0), counts, **parts)
        for event in events:
            if isinstance(event, Sample):
                commit.samples.setdefault(event.id, []).append(event)
            else:
                commit.entities[KIND_NUMBER[type(event)], event.id] = event
        commit.counters.update(counters or {})
        self._writer.commit(commit)

    def receipt(self, receipt: Receipt) -> None:
        self._writer.receipts(self.backend, [receipt])

    def poison(self, reason: str, raw: bytes) -> None:
        self._seq += 1
        self.put(poison=[Poison(self._seq + 1, reason, raw)])

    def registers(self, registers: dict[str, Any]) -> None:
        for name, body in registers.items():
            self._writer.register(self.backend, name, "1", json.dumps(body, ensure_ascii=False).encode())

    def alarm(self, name: str, n: int = 0, **fields: Any) -> Alarm:
        base: dict[str, Any] = {
            "at": self.now, "raised": self.now - n * 60_000, "system": System.ENVIRONMENT, "priority": 2,
            "title": f"污水处理厂出口 COD 超标 {n}", "source": "ow-01", "rule": "r", "area": "990101001001001",
            "lon": OUTFALL[0] + n * 0.01, "lat": OUTFALL[1], "value": 87.5 + n, "limit": 50.0, "unit": "mg/L",
            "series": SERIES if n == 0 else "",
        }  # fmt: skip
        return Alarm(id=name, v=1, **{**base, **fields})

    def fleet(self) -> bytes:
        n = np.arange(VEHICLES)
        column = np.zeros(VEHICLES, np.uint16)
        lon, lat = (118_600_000 + n * 5_000).astype(np.int32), (37_400_000 + n * 2_000).astype(np.int32)
        return encode_positions(
            PositionFrame(1, self.now, True, VEHICLES, n.astype(np.uint32), lon, lat, column, column, column, column)
        )

    def live_through_a_day(self, alarms: Iterable[Alarm]) -> None:
        """Registers, a day of values, counters, duty, a warning, an incident, the fleet and these alarms."""
        self.registers(REGISTERS)
        hour = self.now // HOUR * HOUR
        samples = [Sample(id=SERIES, v=n + 1, at=hour - (24 - n) * HOUR, value=30.0 + n) for n in range(24)]
        flows = {
            CounterKey(system, measure, hour - n * HOUR): 5 + n
            for system in ("grid", "city", "vehicles", "environment")
            for measure in ("case.opened", "case.closed", "alarm.raised")
            for n in range(24)
        }
        running = {CounterKey("grid", "case.open", 0): 344, CounterKey("city", "case.open", 0): 212}
        duty = Duty(
            id="d", v=1, at=self.now, starts=self.now - HOUR, ends=self.now + HOUR, leader="副市长 罗**",
            commander="市应急管理局局长 郭**", watch_leader="市城市管理局副局长 吴**", dispatchers={"应急": ["张**"]},
        )  # fmt: skip
        warning = Warning(
            id="w", v=1, at=self.now, level=3, event="大风", headline="大风黄色预警信号", sender="示范市气象台",
            issued=self.now, expires=self.now + HOUR,
        )  # fmt: skip
        incident = Incident(id="i", v=1, at=self.now, cls="事故灾难", grade=3, title="仓库起火", opened=self.now)
        self.put(
            *samples, duty, warning, incident, *alarms, counters={**flows, **running}, frames=[(1, True, self.fleet())]
        )


REGISTERS: dict[str, Any] = {
    "city": {"name": "示范市", "label": "虚构城市", "fictional": True, "bbox": [118.26, 37.2, 119.05, 37.68],
             "center": [118.68, 37.44]},
    "areas": [{"code": "990101", "name": "海曲区", "level": "county", "parent": "990100"}],
    "assets": [{"id": "ow-01", "kind": "outfall", "name": "污水处理厂出口", "lon": OUTFALL[0], "lat": OUTFALL[1],
                "system": "environment", "area": "990101001001001"}],
    "series": [{"id": SERIES, "asset": "ow-01", "factor": "COD", "name": "化学需氧量", "unit": "mg/L",
                "cadence": 3600.0, "limit": 50.0, "limit_label": "限值 50"}],
    "vehicles": {"enterprises": ["甲"], "kinds": ["客车"],
                 "vehicles": [[f"v{n}", f"示A{n:05d}", 0, 0] for n in range(VEHICLES)]},
}  # fmt: skip


class NoTiles(TileSource):
    """Offers no base map and starts no process."""

    def __init__(self) -> None:
        super().__init__([], "wall-dark")

    def want(self, sheets: Iterable[Sheet], viewer: int = 0) -> None:
        """Nothing comes."""


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path / "cache")
    yield made
    made.close()


@pytest.fixture
def world(town: Town, qapp: object) -> Iterator[World]:
    """A window's world, following the town's cache."""
    fonts.load_family()
    made = World()
    bridge = CacheBridge(town.cache, made)
    bridge.start()
    yield made
    bridge.stop()


@pytest.fixture
def tiles(qapp: object) -> Iterator[NoTiles]:
    made = NoTiles()
    yield made
    made.stop()


@pytest.fixture
def theme() -> Theme:
    """The wall's theme on a monitor of 1080 lines."""
    return load("wall-dark").scaled(Scale(height_px=1080))
