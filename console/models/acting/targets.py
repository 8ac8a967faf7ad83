"""What a command is about, as it is now: the alarm, the case or the incident, and where at the desk it is worked on."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.entities import Task
from console.models.cases import find as find_case
from console.models.cases import stage_words
from console.models.incident.incidents import find as find_incident
from console.models.incident.incidents import grade_words
from console.models.world import World


@dataclass(frozen=True, slots=True)
class Target:
    """``page``: where it is worked on; ``key`` of an alarm in its list; ``state`` in words; acts go to ``backend``."""

    page: str
    id: str
    title: str
    state: str
    backend: int
    version: int
    key: int = 0


def target_of(world: World, about: str, backend: str) -> Target | None:
    """The open thing of this id at a backend (its name), None if there is none (any more)."""
    at = next((key for key, row in world.backends.items() if row.name == backend), None)
    if at is None:
        return None
    key = world.alarms.find(about, at)
    if key:
        alarm = world.alarms.entity(key)[1]
        return Target("alarms", about, alarm.title, world.alarms.by_key(key).state, at, alarm.v, key)
    case = find_case(world, about, at)
    if case is not None:
        return Target("cases", about, case.case.title, stage_words(case.case), case.backend, case.case.v)
    held = find_incident(world, about, at)
    if held is not None and not held.ended:
        incident = held.incident
        return Target("incidents", about, incident.title, grade_words(incident.grade), held.backend, incident.v)
    return _of_task(world, about, at)


def _of_task(world: World, about: str, backend: int) -> Target | None:
    """The incident on whose checklist a task stands: a tick is looked at there."""
    tasks = ((key, each) for key, each in world.parts.keys(Task) if isinstance(each, Task) and each.id == about)
    task = next((each for key, each in tasks if world.owners.get(key, 0) == backend), None)
    held = find_incident(world, task.incident, backend) if task is not None else None
    if task is None or held is None:
        return None
    title = f"{held.incident.title} · {task.title}"
    return Target("incidents", held.incident.id, title, grade_words(held.incident.grade), held.backend, task.v)
