"""Fast sensors: strain and deflection of bridges, energy meters. Fills the stream up to a chosen rate of events.

Made in bulk and encoded by hand: at 50,000 values a second an object per value would cost more than everything else.
"""

from __future__ import annotations

import math

from console.domain.entities import System
from console.gateway.simulator.city import AssetRow
from console.gateway.simulator.world import SECOND, SeriesRow, World

TICK_MS = 100
SERIES = 240
_WHOLE = 10_000
_FACTORS = (
    ("strain", "应变", "µε", 120.0, 40.0),
    ("deflection", "挠度", "mm", 8.0, 3.0),
    ("power", "用电功率", "kW", 260.0, 90.0),
)


class Load:
    """Samples of fast series, round robin, at ``rate`` events a second."""

    def __init__(self, world: World, rate: float) -> None:
        self.rate = rate
        self.most: int | None = None
        self._world = world
        self._rng = world.chance("load")
        self._owed = 0.0
        self._turn = 0
        self._step = 0
        self._heads: list[tuple[str, bytes, float, float, float]] = []
        for asset in self._assets():
            self._add(asset)

    def _assets(self) -> list[AssetRow]:
        found = [*self._world.city.of_kind("bridge"), *self._world.city.of_kind("component")]
        found = found[: SERIES // len(_FACTORS)]
        spare = SERIES // len(_FACTORS) - len(found)
        return found + [
            AssetRow(f"load-{n:03d}", "meter", f"负载测点 {n:03d}", System.CITY.value) for n in range(spare)
        ]

    def _add(self, asset: AssetRow) -> None:
        for factor, name, unit, middle, swing in _FACTORS:
            series = f"{asset.id}/{factor}"
            self._world.register.append(SeriesRow(series, asset.id, factor, f"{asset.name} {name}", unit, 1.0))
            head = b'{"kind":"Sample","id":"%s","v":' % series.encode()
            self._heads.append((series, head, middle, swing, self._rng.uniform(0, math.tau)))

    def begin(self, now: int) -> None:
        """Plan the ticks from ``now`` on."""
        self._world.schedule.every(now + TICK_MS, TICK_MS, self._tick)

    def _tick(self, due: int) -> None:
        self._owed += self.rate * TICK_MS / SECOND
        amount = int(self._owed)
        self._owed -= amount
        if self.most is not None:
            amount = min(amount, self.most)
            self.most -= amount
        if amount:
            self._world.sink.append_many(self._make(due, amount))

    def _make(self, due: int, amount: int) -> list[bytes]:
        made = []
        version = self._world.version
        noise = self._rng.random
        for n in range(amount):
            series, head, middle, swing, phase = self._heads[self._turn]
            self._turn = (self._turn + 1) % len(self._heads)
            at = due - TICK_MS + n * TICK_MS // amount
            value = middle + swing * math.sin(at / _WHOLE + phase) + noise()
            made.append(head + b'%d,"at":%d,"value":%.3f}' % (version(series), at, value))
        return made
