"""Incidents, shifts and hand-overs for the tours of the duty room's pages."""

from __future__ import annotations

from typing import Any

from console.domain.entities import Answer, Duty, Entry, Event, Incident, Participant, Stamp, Task, Unit
from console.domain.incidents import plans
from console.domain.incidents.plans import Plan

MINUTE = 60_000
HOUR = 60 * MINUTE
PLAN = "plan-hazmat"
DEPARTMENTS = ("市网格化服务管理中心", "市应急管理局", "市生态环境局", "市交通运输局", "市城市管理局")


def spill(now: int, v: int = 3, **fields: Any) -> Incident:
    """A running incident with a place."""
    base: dict[str, Any] = {
        "cls": "危险化学品事故", "grade": 3, "title": "危化品运输车侧翻泄漏", "opened": now - 100 * MINUTE,
        "area": "990102003009005", "lon": 118.652301, "lat": 37.430152, "alarms": ("A-1",), "figures": {"deaths": 3.0},
    }  # fmt: skip
    return Incident(id="I-1", v=v, at=now, **(base | fields))


def checklist(plan: Plan, now: int) -> list[Task]:
    """The plan's tasks at level Ⅲ."""
    return plans.tasks(plan, 3, "I-1", now)


def unit(now: int, name: str = "市公安局", **marks: int) -> Unit:
    return Unit(id=f"U-{name}", v=1, at=now, incident="I-1", unit=name, joined=now, **marks)


def seat(now: int, person: str = "市公安局", answer: Answer = Answer.INVITED, **fields: Any) -> Participant:
    return Participant(
        id=f"P-{person}", v=1, at=now, incident="I-1", person=person, answer=answer, invited=now, **fields
    )


def story(now: int, count: int) -> list[Event]:
    """A timeline of so many lines, a second apart."""
    return [
        Entry(id=f"E-{n:05}", v=1, at=now - (count - n) * 1000, about="I-1", sort=Stamp.UNIT, by="孙明",
              data={"unit": f"第 {n} 分队", "mark": "arrived"}, department="市公安局")
        for n in range(count)
    ]  # fmt: skip


def shift(now: int, name: str = "duty-now", offset: int = -2 * HOUR, **fields: Any) -> Duty:
    """A shift that satisfies the roster's rules; by default the one that is on."""
    tag = name[-3:]
    base: dict[str, Any] = {
        "leader": f"周建国{tag}", "commander": f"头{tag}", "watch_leader": f"赵志国{tag}",
        "commanders": {each: f"头{each}{tag}" for each in DEPARTMENTS},
        "dispatchers": {each: [f"员{each}{tag}"] for each in DEPARTMENTS},
    }  # fmt: skip
    return Duty(id=name, v=2, at=now, starts=now + offset, ends=now + offset + 12 * HOUR, **(base | fields))
