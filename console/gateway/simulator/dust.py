"""Dust on building sites: PM10, PM2.5 and TSP as five-minute means, with the working day in them."""

from __future__ import annotations

import math
from functools import partial

from console.domain.entities import System
from console.gateway.simulator.city import AssetRow
from console.gateway.simulator.operators import Finding, Operators
from console.gateway.simulator.schedule import next_turn
from console.gateway.simulator.world import HOUR, MINUTE, SeriesRow, World, local_hour

LIMIT = 150.0
"""µg/m³ of PM10, 5-min mean: a typical local alarm line for sites, configurable in a real system."""
HYSTERESIS = 0.8
LASTING = 2
"""Means over the limit before it is an alarm: one gust is none."""
STEP = 5 * MINUTE
RULE = "dust.pm10"
VIA = "扬尘在线监测平台"


class Dust:
    """All sites with a dust station."""

    depth = 24 * HOUR

    def __init__(self, world: World, operators: Operators) -> None:
        self._world = world
        self._operators = operators
        self._rng = world.chance("dust")
        self._sites = world.city.of_kind("site")
        self._noise = dict.fromkeys((site.id for site in self._sites), 0.0)
        self._work = dict.fromkeys((site.id for site in self._sites), 0)
        self._over = dict.fromkeys((site.id for site in self._sites), 0)
        for site in self._sites:
            for factor in ("PM10", "PM2.5", "TSP"):
                limit, label = (LIMIT, "工地扬尘限值") if factor == "PM10" else (None, "")
                name = f"{site.name} {factor}"
                world.register.append(
                    SeriesRow(f"{site.id}/{factor}", site.id, factor, name, "µg/m³", STEP / 1000, limit, label, VIA)
                )

    def begin(self, now: int) -> None:
        """Plan the sites, spread over the five minutes."""
        for n, site in enumerate(self._sites):
            first = next_turn(now, STEP, n * STEP // len(self._sites))
            self._world.schedule.every(first, STEP, partial(self._measure, site))

    def _measure(self, site: AssetRow, due: int) -> None:
        self._noise[site.id] = noise = 0.8 * self._noise[site.id] + self._rng.gauss(0, 0.2)
        if self._rng.random() < 1 / 480 and 7 <= local_hour(due) < 19:
            self._work[site.id] = due + int(self._rng.uniform(6, 25) * MINUTE)  # earth is moved
        lift = 2.6 if due < self._work[site.id] else 1.0
        day = 0.85 + 0.35 * max(0.0, math.sin((local_hour(due) - 6) / 14 * math.pi))
        pm10 = round(58 * day * lift * math.exp(noise * 0.45), 1)
        values = {"PM10": pm10, "PM2.5": round(pm10 * 0.42, 1), "TSP": round(pm10 * 1.85, 1)}
        for factor, value in values.items():
            self._world.sample(f"{site.id}/{factor}", due, value)
        self._judge(site, due, pm10)

    def _judge(self, site: AssetRow, due: int, value: float) -> None:
        self._over[site.id] = self._over[site.id] + 1 if value > LIMIT else 0
        if value < LIMIT * HYSTERESIS:
            self._operators.clear(due, site.id, RULE)
        elif self._over[site.id] >= LASTING and self._operators.open_alarm(site.id, RULE) is None:
            priority = 3 if value > 2 * LIMIT else 4
            title = f"{site.name}扬尘超标，PM10 {value:.0f} µg/m³"
            finding = Finding(System.ENVIRONMENT, priority, title, RULE, value=value, limit=LIMIT, unit="µg/m³",
                              series=f"{site.id}/PM10")  # fmt: skip
            self._operators.raise_alarm(due, site, finding)
