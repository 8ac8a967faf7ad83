"""Providers of a test: on loopback, over a cache of their own, without waiting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from console.basemap.disk_cache import DiskCache
from console.basemap.folder import BudgetFolder
from console.basemap.gate import Gate
from console.basemap.quota import DayCount
from console.basemap.remote import RemoteTiles
from console.config.map_settings import Remote, Tianditu, Xyz
from tests.fakes.map_server import SERVER_KEY, MapServer

PLACE = (12, 3398, 1588)


class Clock:
    """Seconds that only a test moves."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def disk(folder: Path, clock: Clock | None = None, keep_days: float = 365.0, budget: int = 10**9) -> DiskCache:
    return DiskCache(BudgetFolder(folder, budget, ".tile"), keep_days, clock or Clock())


def xyz(server: MapServer, **more: Any) -> Xyz:
    urls = (server.url + "/xyz/{z}/{x}/{y}.png",)
    return Xyz(**{"name": "one", "title": "甲", "attribution": "图源", "urls": urls, "retries": 0} | more)


def tianditu(server: MapServer, **more: Any) -> Tianditu:
    url = server.url + "/{layer}_{grid}/wmts"
    return Tianditu(**{"name": "sky", "title": "天地图", "attribution": "天地图", "url": url, "retries": 0} | more)


def provider(
    base: Remote, folder: Path, clock: Clock | None = None, key: str = SERVER_KEY, fresh_days: float = 30.0,
    gate: Gate | None = None,
) -> RemoteTiles:  # fmt: skip
    clock = clock or Clock()
    count = DayCount(folder / "count", base.daily_quota, clock)
    return RemoteTiles(base, key, disk(folder, clock), fresh_days, count, gate or Gate(clock, lambda: 0.5))
