"""The day's shares of cases (``domain.incidents.rates``), of one system or of all, from the kept counters.

应结案数 = 今日结案 + 超期未结案 + 缓办 [from memory]: a case whose time has not come is not owed yet. What is deferred
is not counted as overdue, whatever it was before, so that taking 缓办数 off takes each such case off once.
"""

from __future__ import annotations

from console.domain.entities import System
from console.domain.incidents.rates import Closing, Filing
from console.models.clock import midnight
from console.models.world import World


def filing(world: World, *systems: System) -> Filing:
    """What became of the reports of the day."""
    filed, declined, unfiled = (_flow(world, systems, f"case.{each}") for each in ("filed", "declined", "unfiled"))
    return Filing(filed, declined, unfiled)


def closing(world: World, *systems: System) -> Closing:
    """What was to be closed by now, and was."""
    closed, in_time = (_flow(world, systems, f"case.{each}") for each in ("closed", "closed_in_time"))
    overdue, deferred = (_now(world, systems, f"case.{each}") for each in ("overdue", "deferred"))
    return Closing(closed, in_time, closed + overdue + deferred, deferred)


def _now(world: World, systems: tuple[System, ...], measure: str) -> int:
    return sum(world.total(system.value, measure) for system in systems or System)


def _flow(world: World, systems: tuple[System, ...], measure: str) -> int:
    today = midnight(world.known_until())
    return sum(world.total(system.value, measure, today) for system in systems or System)
