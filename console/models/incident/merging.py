"""What may be merged into a running incident (并入), and which running incident an alarm may belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from console.domain.entities import Alarm, Case, Incident
from console.models.alarms.facts import Col
from console.models.incident.incidents import Held, all_incidents
from console.models.incident.nearby import crow_metres
from console.models.world import World

OFFERED = 60
"""So many alarms and cases are offered, the nearest: more cannot be read."""
FAR = 1e9


@dataclass(frozen=True, slots=True)
class Candidate:
    """An alarm or a case that could belong to an incident. ``metres`` from it, None if either has no place."""

    thing: Alarm | Case
    metres: float | None = None


def metres_between(one: Alarm | Case | Incident, other: Alarm | Case | Incident) -> float | None:
    """Distance of two things, None if one of them has no place."""
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return None
    return crow_metres(one.lon, one.lat, other.lon, other.lat)


def targets(world: World, backend: int, things: Sequence[Alarm | Case]) -> list[tuple[Held, float | None]]:
    """Running incidents of a backend with their distance from the first thing, the nearest first, then the newest."""
    running = [held for held in all_incidents(world) if not held.ended and held.backend == backend]
    found = [(held, metres_between(things[0], held.incident) if things else None) for held in running]
    return sorted(found, key=lambda each: (FAR if each[1] is None else each[1], -each[0].incident.opened))


def candidates(world: World, held: Held) -> list[Candidate]:
    """Open alarms and cases of the incident's backend that belong to none, the nearest first, then the newest."""
    found: list[Candidate] = []
    for key in world.alarms.table()[:, Col.KEY].tolist():
        backend, alarm = world.alarms.entity(int(key))
        if backend == held.backend and not alarm.incident and not alarm.hidden:
            found.append(Candidate(alarm, metres_between(alarm, held.incident)))
    for key, case in world.cases.items():
        if world.owners.get(key, 0) == held.backend and not case.incident:
            found.append(Candidate(case, metres_between(case, held.incident)))
    found.sort(key=lambda each: (FAR if each.metres is None else each.metres, -_since(each.thing)))
    return found[:OFFERED]


def cases_of(world: World, backend: int, alarms: Sequence[Alarm]) -> tuple[str, ...]:
    """The open cases that a backend's alarms were dispatched as and that belong to no incident yet: they come along."""
    wanted = {alarm.case for alarm in alarms if alarm.case}
    return tuple(
        case.id
        for key, case in world.cases.items()
        if case.id in wanted and not case.incident and world.owners.get(key, 0) == backend
    )


def _since(thing: Alarm | Case) -> int:
    return thing.raised if isinstance(thing, Alarm) else thing.opened
