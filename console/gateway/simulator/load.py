"""Fast sensors: strain and deflection of bridges, energy meters. Fills the stream up to a chosen rate of events.

Made in bulk and encoded by hand: at 50,000 values a second an object per value would cost more than everything else.
"""

from __future__ import annotations

import math

from console.gateway.simulator.city import AssetRow
from console.gateway.simulator.world import SECOND, SeriesRow, World

TICK_MS = 100
SERIES = 240
"""About so many series share the rate: at 200 events a second one value a second or so each."""
METERS = 20
_WHOLE = 10_000
VIA = "桥梁健康监测平台"


class Load:
    """Samples of fast series, round robin: as many as all sources together need to reach ``rate`` events a second."""

    depth = 0

    def __init__(self, world: World, rate: float) -> None:
        self.rate = rate
        self._world = world
        self._rng = world.chance("load")
        self._owed = 0.0
        self._seen = 0
        self._turn = 0
        self._heads: list[tuple[str, bytes, float, float, float]] = []
        bridges, sites = world.city.of_kind("bridge"), world.city.of_kind("site")[:METERS]
        points = (SERIES - len(sites)) // (2 * len(bridges)) if bridges else 0
        for bridge in bridges:
            for point in range(1, points + 1):
                self._add(bridge, f"strain-{point:02d}", f"应变 {point:02d}", "µε", 120.0, 40.0, VIA)
                self._add(bridge, f"deflection-{point:02d}", f"挠度 {point:02d}", "mm", 8.0, 3.0, VIA)
        for site in sites:
            self._add(site, "power", "用电功率", "kW", 260.0, 90.0)
        if not self._heads:  # a city without assets still has to be able to load the line
            meter = AssetRow("meter-01", "meter", "负载测点")
            for point in range(1, SERIES + 1):
                self._add(meter, f"power-{point:03d}", f"用电功率 {point:03d}", "kW", 260.0, 90.0)

    def _add(
        self, asset: AssetRow, factor: str, name: str, unit: str, middle: float, swing: float, via: str = "",
    ) -> None:  # fmt: skip
        series = f"{asset.id}/{factor}"
        cadence = max(1.0, round(SERIES / max(self.rate, 1.0)))
        self._world.register.append(SeriesRow(series, asset.id, factor, f"{asset.name} {name}", unit, cadence, via=via))
        head = b'{"kind":"Sample","id":"%s","v":' % series.encode()
        self._heads.append((series, head, middle, swing, self._rng.uniform(0, math.tau)))

    def begin(self, now: int) -> None:
        """Plan the ticks from ``now`` on."""
        self._seen = self._world.said
        self._world.schedule.every(now + TICK_MS, TICK_MS, self._tick)

    def _tick(self, due: int) -> None:
        others, self._seen = self._world.said - self._seen, self._world.said
        self._owed = max(self._owed + self.rate * TICK_MS / SECOND - others, -self.rate)
        amount = int(self._owed)
        if amount > 0:
            self._owed -= amount
            self._world.bulk(self._make(due, amount))
            self._seen = self._world.said

    def _make(self, due: int, amount: int) -> list[bytes]:
        made = []
        version = self._world.version
        noise = self._rng.random
        for n in range(amount):
            series, head, middle, swing, phase = self._heads[self._turn]
            self._turn = (self._turn + 1) % len(self._heads)
            at = due - TICK_MS + n * TICK_MS // amount
            if self._world.unheard(series.partition("/")[0], at):
                continue
            value = middle + swing * math.sin(at / _WHOLE + phase) + noise()
            made.append(head + b'%d,"at":%d,"value":%.3f}' % (version(series), at, value))
        return made
