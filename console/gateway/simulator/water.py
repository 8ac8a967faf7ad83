"""Water: outfalls (COD, ammonia nitrogen, pH) every 5 min with limits and exceedances, and water levels.

Limits: GB 18918-2002 class 1A (COD 50, NH3-N 5 mg/L) for sewage works and GB 8978-1996 class 1 (100, 15) for the rest;
pH 6 to 9 in both [from memory: for the demonstration, no conformance is claimed].
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

from console.domain.entities import System
from console.gateway.simulator.city import AssetRow
from console.gateway.simulator.operators import Finding, Operators
from console.gateway.simulator.schedule import next_turn
from console.gateway.simulator.world import HOUR, MINUTE, SECOND, SeriesRow, World, local_hour

PERIOD = 5 * MINUTE
VIA, LEVEL_VIA = "污染源数采平台", "水文遥测平台"
EPISODES_PER_DAY = 9.0
"""Exceedances of all outfalls together."""
_FLAG_CHANCE = 0.0004
_FLAGS = ("M", "C", "D")
"""Maintenance, calibration, fault (HJ 212-2017 table 8): shown, not judged."""


@dataclass(frozen=True, slots=True)
class Factor:
    """What is measured at an outfall; ``usual``: the ordinary value as a share of the limit (pH: the value)."""

    code: str
    name: str
    unit: str
    usual: float
    swing: float


FACTORS = (
    Factor("COD", "COD", "mg/L", 0.55, 0.12),
    Factor("NH3-N", "氨氮", "mg/L", 0.45, 0.15),
    Factor("pH", "pH", "", 7.4, 0.25),
)


class Outfall:
    """One outfall's mood: slow noise per factor, and the exceedance that runs."""

    def __init__(self, asset: AssetRow) -> None:
        self.asset = asset
        industrial = "污水处理" not in asset.name
        self.limits = {"COD": 100.0, "NH3-N": 15.0, "pH": 9.0} if industrial else {"COD": 50.0, "NH3-N": 5.0, "pH": 9.0}
        self.label = "GB 8978-1996 一级" if industrial else "GB 18918-2002 一级A"
        self.noise = dict.fromkeys(self.limits, 0.0)
        self.flag, self.flag_until = "N", 0
        self.worse, self.since, self.until = 0.0, 0, 0
        self.factor = "COD"

    def excess(self, factor: str, at: int) -> float:
        """By how many limits the running exceedance lifts a factor: up quickly, down slowly."""
        if factor != self.factor or not self.since <= at < self.until:
            return 0.0
        share = (at - self.since) / (self.until - self.since)
        return self.worse * math.sin(math.pi * share**0.6)


class Water:
    """Outfalls and water levels. Five-minute values, spread over the five minutes as stations do."""

    depth = 24 * HOUR

    def __init__(self, world: World, operators: Operators) -> None:
        self._world = world
        self._operators = operators
        self._rng = world.chance("water")
        self._outfalls = [Outfall(asset) for asset in world.city.of_kind("outfall")]
        self._levels = world.city.of_kind("water_level")
        for outfall in self._outfalls:
            for factor in FACTORS:
                world.register.append(_row(outfall, factor))
        for asset in self._levels:
            name, series = f"{asset.name} 水位", f"{asset.id}/level"
            world.register.append(
                SeriesRow(series, asset.id, "level", name, "m", PERIOD / SECOND, _guard(asset), "警戒水位", LEVEL_VIA)
            )

    def begin(self, now: int) -> None:
        """Plan the stations, each with its own offset, and the exceedances."""
        total = len(self._outfalls) + len(self._levels)
        for n, outfall in enumerate(self._outfalls):
            first = next_turn(now, PERIOD, n * PERIOD // total)
            self._world.schedule.every(first, PERIOD, partial(self._measure, outfall))
        for n, asset in enumerate(self._levels, len(self._outfalls)):
            first = next_turn(now, PERIOD, n * PERIOD // total)
            self._world.schedule.every(first, PERIOD, partial(self._gauge, asset))
        if self._outfalls:
            self._plan_episode(now)

    def _plan_episode(self, now: int) -> None:
        wait = int(self._rng.expovariate(EPISODES_PER_DAY / (24 * HOUR)))

        def begin(due: int) -> None:
            outfall = self._rng.choice(self._outfalls)
            if outfall.until < due:
                outfall.factor = self._rng.choices(("COD", "NH3-N"), (3, 2))[0]
                outfall.worse = self._rng.lognormvariate(0.3, 0.55)
                outfall.since, outfall.until = due, due + int(self._rng.uniform(25, 120) * MINUTE)
            self._plan_episode(due)

        self._world.schedule.at(now + max(1, wait), begin)

    def _measure(self, outfall: Outfall, due: int) -> None:
        flag = self._flag(outfall, due)
        for factor in FACTORS:
            limit = outfall.limits[factor.code]
            noise = outfall.noise[factor.code] = 0.92 * outfall.noise[factor.code] + self._rng.gauss(0, 0.3)
            day = 0.5 * math.sin((local_hour(due) - 4) / 24 * math.tau)
            if factor.code == "pH":
                value = factor.usual + factor.swing * (noise + day)
            else:
                usual = max(0.05, factor.usual + factor.swing * (noise * 0.7 + day))
                value = limit * (min(usual, 0.96) + outfall.excess(factor.code, due))
            value = round(value, 2)
            self._world.sample(f"{outfall.asset.id}/{factor.code}", due, None if flag == "D" else value, flag)
            if flag == "N" and factor.code != "pH":
                self._judge(outfall, factor, due, value, limit)

    def _flag(self, outfall: Outfall, due: int) -> str:
        if due >= outfall.flag_until:
            outfall.flag = "N"
            if self._rng.random() < _FLAG_CHANCE:
                outfall.flag = self._rng.choice(_FLAGS)
                outfall.flag_until = due + int(self._rng.uniform(20, 60) * MINUTE)
        return outfall.flag

    def _judge(self, outfall: Outfall, factor: Factor, due: int, value: float, limit: float) -> None:
        asset, rule = outfall.asset, f"water.{factor.code}"
        if value <= limit:
            self._operators.clear(due, asset.id, rule)
            return
        times = value / limit - 1
        priority = 1 if times >= 3.5 else 2 if times >= 1 else 3
        name = asset.name if asset.id in asset.name else f"{asset.name} {asset.id}"
        title = f"{name} {factor.name} 超标 {times:.2g} 倍"
        finding = Finding(
            System.ENVIRONMENT, priority, title, rule, value=value, limit=limit, unit=factor.unit,
            series=f"{asset.id}/{factor.code}",
        )  # fmt: skip
        active = self._operators.open_alarm(asset.id, rule)
        if active is None or priority < active.priority:  # it rises; on the way down the worst stays on show
            self._operators.raise_alarm(due, asset, finding)

    def _gauge(self, asset: AssetRow, due: int) -> None:
        guard = _guard(asset)
        phase = sum(asset.id.encode())
        slow = math.sin(due / (53 * HOUR) + phase) * 0.5
        tide = math.sin(due / (12.42 * HOUR) * math.tau + phase) * 0.2
        value = round(guard - 1.1 + slow + tide + self._rng.gauss(0, 0.01), 2)
        self._world.sample(f"{asset.id}/level", due, value)
        if value < guard - 0.55:
            self._operators.clear(due, asset.id, "water.level")
        elif value >= guard - 0.45:
            title = f"{asset.name}水位 {value:.2f} m，距警戒水位 {guard - value:.2f} m"
            finding = Finding(System.EMERGENCY, 3, title, "water.level", value=value, limit=guard, unit="m",
                              series=f"{asset.id}/level")  # fmt: skip
            self._operators.raise_alarm(due, asset, finding)


def _row(outfall: Outfall, factor: Factor) -> SeriesRow:
    asset, label = outfall.asset, "pH 6–9" if factor.code == "pH" else outfall.label
    return SeriesRow(
        f"{asset.id}/{factor.code}", asset.id, factor.code, f"{asset.name} {factor.name}", factor.unit, PERIOD / SECOND,
        outfall.limits[factor.code], label, VIA,
    )  # fmt: skip


def _guard(asset: AssetRow) -> float:
    """Guard level in metres: the register's, or an invented one."""
    return asset.warning_m or round(6.0 + sum(asset.id.encode()) % 40 / 4, 2)
