"""Surface water: automatic stations at river sections, a value of each item every four hours, and the section's class.

Items, limits and class are those of GB 3838-2002 表1 (single-factor rule, see ``console.domain.environment.water``). A
value stands for its four hours and carries their start (HJ 212-2017). Now and then something flows in; it reaches the
sections further down later and thinner.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import partial

from console.domain.entities import System
from console.domain.environment.water import LIMITS, NOT_COUNTED, WaterClass, WaterItem, classify
from console.gateway.simulator.city import AssetRow
from console.gateway.simulator.operators import Finding, Operators
from console.gateway.simulator.schedule import next_turn
from console.gateway.simulator.world import HOUR, MINUTE, SECOND, SeriesRow, World, local_hour

PERIOD = 4 * HOUR
PUBLISHED = 6 * MINUTE
"""After the end of the four hours."""
STEP = 10 * SECOND
"""Between two sections' values."""
VIA = "水质自动监测平台"
RULE = "section.class"
CLASS = "class"
EPISODES_PER_DAY = 1.2
FLOW_HOURS = 5
"""From one section to the next one down."""
DILUTED = 0.6
MISSING = 0.01
"""Chance that a station has no value of an item."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a station measures. ``usual``: share of the target's limit that is ordinary; pH and oxygen: the value."""

    item: WaterItem
    code: str
    name: str
    unit: str
    digits: int
    usual: float
    swing: float


ITEMS = (
    Item(WaterItem.PH, "pH", "pH", "", 2, 7.7, 0.12),
    Item(WaterItem.DO, "DO", "溶解氧", "mg/L", 2, 7.0, 0.5),
    Item(WaterItem.COD_MN, "CODMn", "高锰酸盐指数", "mg/L", 1, 0.66, 0.07),
    Item(WaterItem.NH3_N, "NH3-N", "氨氮", "mg/L", 2, 0.55, 0.11),
    Item(WaterItem.TP, "TP", "总磷", "mg/L", 3, 0.6, 0.08),
    Item(WaterItem.TN, "TN", "总氮", "mg/L", 2, 3.2, 0.4),
)
EPISODE_ITEMS = (WaterItem.NH3_N, WaterItem.TP, WaterItem.COD_MN)


@dataclass(slots=True)
class Section:
    """One section's mood: slow noise by item, and what flows by: (item, since, until, by how many limits)."""

    asset: AssetRow
    target: WaterClass
    noise: dict[WaterItem, float] = field(default_factory=dict)
    inflows: list[tuple[WaterItem, int, int, float]] = field(default_factory=list)

    def excess(self, item: WaterItem, at: int) -> float:
        """By how many limits an inflow lifts an item in the four hours that begin at ``at``: up, then down again."""
        found = 0.0
        for what, since, until, worse in self.inflows:
            if what is item and since <= at + PERIOD / 2 < until:
                found = max(found, worse * math.sin(math.pi * (at + PERIOD / 2 - since) / (until - since)))
        return found


class Sections:
    """All sections of the register."""

    depth = 48 * HOUR

    def __init__(self, world: World, operators: Operators) -> None:
        self._world = world
        self._operators = operators
        self._rng = world.chance("sections")
        self._sections = {
            asset.id: Section(asset, WaterClass(asset.target)) for asset in world.city.of_kind("water_section")
        }
        for section in self._sections.values():
            world.register.extend(_rows(section))

    def begin(self, now: int) -> None:
        """Publish all four hours that are due after ``now``, and plan the inflows."""
        for number, section in enumerate(self._sections.values()):
            first = next_turn(now, PERIOD, PUBLISHED + number * STEP)
            self._world.schedule.every(first, PERIOD, partial(self._publish, section))
        if self._sections:
            self._plan_episode(now)

    def _plan_episode(self, now: int) -> None:
        wait = int(self._rng.expovariate(EPISODES_PER_DAY / (24 * HOUR)))

        def begin(due: int) -> None:
            section = self._rng.choice(list(self._sections.values()))
            self._flow_in(section, self._rng.choice(EPISODE_ITEMS), due)
            self._plan_episode(due)

        self._world.schedule.at(now + max(1, wait), begin)

    def _flow_in(self, section: Section | None, item: WaterItem, since: int) -> None:
        """Something flows in here and goes down the river."""
        worse, hours = self._rng.lognormvariate(0.2, 0.5), self._rng.uniform(10, 30)
        passed: set[str] = set()
        while section is not None and section.asset.id not in passed:
            passed.add(section.asset.id)
            section.inflows = [each for each in section.inflows if each[2] > since - PERIOD]
            section.inflows.append((item, since, since + int(hours * HOUR), worse))
            since, worse = since + FLOW_HOURS * HOUR, worse * DILUTED
            section = self._sections.get(section.asset.down)

    def _publish(self, section: Section, due: int) -> None:
        at = due // PERIOD * PERIOD - PERIOD
        values: dict[WaterItem, float | None] = {}
        for item in ITEMS:
            value = None if self._rng.random() < MISSING else self._value(section, item, at)
            values[item.item] = value
            self._world.sample(f"{section.asset.id}/{item.code}", at, value)
        report = classify(values)
        found = report.water_class
        self._world.sample(f"{section.asset.id}/{CLASS}", at, None if found is None else float(found))
        if found is not None:
            self._judge(section, due, found, report.deciding, values)

    def _value(self, section: Section, item: Item, at: int) -> float:
        noise = 0.75 * section.noise.get(item.item, 0.0) + self._rng.gauss(0, 0.66)
        section.noise[item.item] = noise
        day = math.sin((local_hour(at) - 7) / 24 * math.tau)
        usual = item.usual + item.swing * noise
        if item.item in (WaterItem.PH, WaterItem.TN):
            return round(usual + 0.1 * day, item.digits)
        if item.item is WaterItem.DO:  # the sun gives oxygen, what flows in eats it
            taken = sum(section.excess(each, at) for each in EPISODE_ITEMS)
            return round(max(1.2, usual + 0.5 * day - 0.9 * taken), item.digits)
        limit = float(LIMITS[item.item][section.target - 1])
        return round(limit * (max(0.08, min(usual, 0.97)) + section.excess(item.item, at)), item.digits)

    def _judge(
        self, section: Section, due: int, found: WaterClass, deciding: tuple[WaterItem, ...],
        values: dict[WaterItem, float | None],
    ) -> None:  # fmt: skip
        asset, target = section.asset, section.target
        if found <= target:
            self._operators.clear(due, asset.id, RULE)
            return
        item = next(each for each in ITEMS if each.item is deciding[0])
        value = values[item.item]
        title = f"{asset.name}水质{found.label}类，超过目标{target.label}类，定类项目 {item.name} {value:g} {item.unit}"
        priority = 2 if found is WaterClass.WORSE or found - target > 1 else 3
        limit = float(LIMITS[item.item][target - 1]) if item.item in LIMITS else 9.0
        finding = Finding(
            System.ENVIRONMENT, priority, title.rstrip(), RULE, value=value, limit=limit, unit=item.unit,
            series=f"{asset.id}/{item.code}",
        )  # fmt: skip
        self._operators.raise_alarm(due, asset, finding)


def _rows(section: Section) -> list[SeriesRow]:
    asset, target = section.asset, section.target
    rows = [SeriesRow(f"{asset.id}/{CLASS}", asset.id, CLASS, f"{asset.name} 水质类别", "", PERIOD / SECOND, via=VIA)]
    for item in ITEMS:
        # oxygen has a least value and pH two bounds: a limit of this register is one that is not to be passed upwards
        upper = item.item in LIMITS and item.item is not WaterItem.DO and item.item not in NOT_COUNTED
        limit = float(LIMITS[item.item][target - 1]) if upper else None
        label = f"GB 3838 {target.label}类" if upper else ""
        name = f"{asset.name} {item.name}"
        rows.append(
            SeriesRow(
                f"{asset.id}/{item.code}", asset.id, item.code, name, item.unit, PERIOD / SECOND, limit, label, VIA
            )
        )
    return rows
