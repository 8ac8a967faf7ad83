"""Figures by area: what is open now and what the day brought, as one answer for maps and cards.

按期结案率 = 按期结案数 ÷ (应结案数 − 缓办数), after CJ/T 292-2008 and GB/T 30428.4 as a city (金华) publishes it;
应结案数 = 今日结案 + 超期未结案 [from memory]. What is deferred (缓办) is not among the
overdue, so it is taken off. Without a case that should have been closed there is no rate, and of few it says more about
chance than about an area.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from console.models.clock import midnight
from console.models.figures.tally import NOWHERE, Figure, Measure, within
from console.models.world import World

ENOUGH = 5
"""A share of fewer cases is told but not ranked."""
_FLOWS = {Measure.REPORTED: "case.opened", Measure.CLOSED: "case.closed", Measure.RAISED: "alarm.raised"}


class Amount(NamedTuple):
    """A count ``n``, or with ``of`` the share n of ``of``."""

    n: int = 0
    of: int | None = None

    @property
    def value(self) -> float | None:
        """What areas are ranked by: the count, the share in percent; None where there is nothing to have a share of."""
        if self.of is None:
            return float(self.n)
        return 100 * self.n / self.of if self.of else None

    @property
    def ranked(self) -> bool:
        """Whether it may be compared with other areas'."""
        return self.of is None or self.of >= ENOUGH


Amounts = dict[str, Amount]
"""By area; ``NOWHERE`` holds what lies in none of those that were asked for."""


def amounts(world: World, figure: Figure, areas: set[str], digits: int) -> Amounts:
    """The figure of each of ``areas``, codes of ``digits`` digits, and of what lies in none of them."""
    if figure.measure in _FLOWS:
        return {area: Amount(n) for area, n in _flow(world, figure, _FLOWS[figure.measure], areas, digits).items()}
    if figure.measure is Measure.PUNCTUAL:
        return _punctual(world, figure, areas, digits)
    if figure.measure is Measure.EXCEEDED:
        over: dict[str, int] = defaultdict(int)
        for station in world.exceeded.stations():
            over[station.asset.area] += len(station.over)
        return {area: Amount(n) for area, n in within(over, areas, digits).items()}
    return {area: Amount(n) for area, n in world.tally.within(figure, areas, digits).items()}


def _flow(world: World, figure: Figure, measure: str, areas: set[str], digits: int) -> dict[str, int]:
    """The day's flow by area. What the city's own counter has beyond all areas' happened in no known area."""
    today = midnight(world.now())
    world.flows.turn(today)
    system = figure.system.value if figure.system else ""
    found = within(world.flows.sums(measure, system), areas, digits)
    systems = (system,) if system else {key.system for key in world.totals if key.measure == measure}
    whole = sum(world.total(each, measure, today) for each in systems)
    found[NOWHERE] = max(0, whole - sum(n for area, n in found.items() if area != NOWHERE))
    return found


def _punctual(world: World, figure: Figure, areas: set[str], digits: int) -> Amounts:
    in_time = _flow(world, figure, "case.closed_in_time", areas, digits)
    closed = _flow(world, figure, "case.closed", areas, digits)
    late = world.tally.within(Figure(Measure.OVERDUE, figure.system), areas, digits)
    return {
        area: Amount(in_time.get(area, 0), closed.get(area, 0) + late.get(area, 0))
        for area in closed.keys() | late.keys()
    }


def unjudged(world: World) -> int:
    """Station-hours of the day that have ended and could not be judged for want of valid data."""
    ended = world.exceeded.ended()
    return sum(max(0, ended - len(station.known)) for station in world.exceeded.stations())


def known_since(world: World) -> int:
    """From when on (ms) the day's flows are known: its midnight, or the first hour that anybody counted.

    A log that began today knows nothing of the hours before.
    """
    today = midnight(world.now())
    first = min((key.bucket for key in world.totals if key.bucket), default=today)
    return max(today, first)
