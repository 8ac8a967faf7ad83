"""The roster: who may be on duty when, checked, with every conflict explained (domain notes 6).

Each shift has one 带班市领导, one 值班长, and from each department one 指挥长 and at least one 调度员, where its
staffing allows: what can't be met for want of people is stated and not refused. Nobody is in two overlapping shifts
or in two posts of one. 值班长 and 调度员 rest between shifts (a night on duty, the next day off); 指挥长 and the
leader may be on call in shifts that follow each other, since a department has only one head. A shift belongs to the
day it starts on.

Masked names ("王**") identify nobody and are not compared. Times are ms.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

import msgspec

from console.domain.entities import Duty
from console.domain.incidents.sla import HOUR, Calendar, CalendarNotAvailable


class Code(Enum):
    """What is wrong; the interface makes a sentence of it with the finding's data."""

    BAD_SPAN = "the shift ends before it starts or is too long"
    NO_LEADER = "no leader"
    NO_WATCH_LEADER = "no watch leader"
    NO_COMMANDER = "no commander"
    NO_DISPATCHER = "no dispatcher"
    UNKNOWN_DEPARTMENT = "unknown department"
    TWO_POSTS = "one person in two posts"
    OVERLAP = "one person in two shifts at once"
    SHORT_REST = "too little rest"
    NOT_ON_SHIFT = "not on this shift"
    UNDERSTAFFED = "staffing does not allow it"
    UNFAIR_HOLIDAYS = "more holiday shifts than others"
    CALENDAR = "calendar not available"


STATED = frozenset({Code.UNDERSTAFFED, Code.UNFAIR_HOLIDAYS, Code.CALENDAR})
"""Findings that are remarks: stated, and never a reason to refuse."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the rules found, with the facts of its sentence (names, hours, ids, ms as digits)."""

    code: Code
    data: Mapping[str, str] = field(default_factory=dict)

    @property
    def refuses(self) -> bool:
        """Whether the shift can't be saved because of it."""
        return self.code not in STATED


@dataclass(frozen=True, slots=True)
class Staff:
    """Departments with their numbers, and the rules' figures. Those tagged [M] in the table are from memory."""

    departments: Mapping[str, int]
    rest: int = 8 * HOUR
    longest: int = 24 * HOUR
    full_rotation: int = 4
    fair_difference: int = 1


def check(shift: Duty, others: Iterable[Duty], staff: Staff, calendar: Calendar) -> list[Finding]:
    """Everything there is to say about a shift beside the other ones; a former version of itself is left out."""
    rest = [other for other in others if other.id != shift.id]
    found = [*_span(shift, staff), *_posts(shift, staff), *_twice(shift)]
    if shift.ends > shift.starts:
        found += [*_overlaps(shift, rest), *_short_rest(shift, rest, staff), *_holidays(shift, rest, staff, calendar)]
    return found


def _span(shift: Duty, staff: Staff) -> Iterator[Finding]:
    if not 0 < shift.ends - shift.starts <= staff.longest:
        yield Finding(Code.BAD_SPAN, {"longest_hours": f"{staff.longest / HOUR:g}"})


def _posts(shift: Duty, staff: Staff) -> Iterator[Finding]:
    if not shift.leader.strip():
        yield Finding(Code.NO_LEADER)
    if not shift.watch_leader.strip():
        yield Finding(Code.NO_WATCH_LEADER)
    for department in sorted({*shift.commanders, *shift.dispatchers} - staff.departments.keys()):
        yield Finding(Code.UNKNOWN_DEPARTMENT, {"department": department})
    for department, people in staff.departments.items():
        if not shift.commanders.get(department, "").strip():
            yield Finding(Code.NO_COMMANDER, {"department": department})
        if not any(name.strip() for name in shift.dispatchers.get(department, ())):
            short = people < staff.full_rotation
            facts = {"department": department, "staff": str(people), "needed": str(staff.full_rotation)}
            yield Finding(Code.UNDERSTAFFED if short else Code.NO_DISPATCHER, facts)


def posts(shift: Duty) -> list[tuple[str, str, str]]:
    """Everybody on a shift whose name identifies a person: (name, post, department)."""
    found = [(shift.leader, "leader", ""), (shift.watch_leader, "watch_leader", "")]
    found += [(name, "commander", department) for department, name in shift.commanders.items()]
    found += [(name, "dispatcher", department) for department, names in shift.dispatchers.items() for name in names]
    return [(name.strip(), post, department) for name, post, department in found if _known(name)]


def _known(name: str) -> bool:
    return bool(name.strip()) and "*" not in name


def _twice(shift: Duty) -> Iterator[Finding]:
    for name, times in Counter(name for name, _, _ in posts(shift)).items():
        if times > 1:
            where = ",".join(post for each, post, _ in posts(shift) if each == name)
            yield Finding(Code.TWO_POSTS, {"person": name, "posts": where})


def _overlaps(shift: Duty, others: list[Duty]) -> Iterator[Finding]:
    mine = {name for name, _, _ in posts(shift)}
    for other in others:
        if other.starts < shift.ends and shift.starts < other.ends:
            for name in sorted(mine & {name for name, _, _ in posts(other)}):
                yield Finding(Code.OVERLAP, {"person": name, **_facts(other)})


def _short_rest(shift: Duty, others: list[Duty], staff: Staff) -> Iterator[Finding]:
    mine = _on_site(shift)
    for other in others:
        gap = max(other.starts - shift.ends, shift.starts - other.ends)
        if 0 <= gap < staff.rest:
            for name in sorted(mine & _on_site(other)):
                hours = {"hours": f"{gap / HOUR:g}", "needed_hours": f"{staff.rest / HOUR:g}"}
                yield Finding(Code.SHORT_REST, {"person": name, **hours, **_facts(other)})


def _on_site(shift: Duty) -> set[str]:
    return {name for name, post, _ in posts(shift) if post in ("watch_leader", "dispatcher")}


def _facts(other: Duty) -> dict[str, str]:
    return {"shift": other.id, "starts": str(other.starts), "ends": str(other.ends)}


def _holidays(shift: Duty, others: list[Duty], staff: Staff, calendar: Calendar) -> Iterator[Finding]:
    """Holiday shifts of this year, compared among the dispatchers of one department."""
    day = day_of(shift, calendar)
    try:
        if not calendar.holiday(day):
            return
        same = [o for o in others if (d := day_of(o, calendar)).year == day.year and calendar.holiday(d)]
    except CalendarNotAvailable as missing:
        yield Finding(Code.CALENDAR, {"year": str(missing.year)})
        return
    for department in shift.dispatchers:
        everybody = {name for o in (*others, shift) for name, post, d in posts(o) if (post, d) == _of(department)}
        times = Counter({name: 0 for name in everybody})
        times.update(name for o in (*same, shift) for name, post, d in posts(o) if (post, d) == _of(department))
        least = min(times.values(), default=0)
        for name in shift.dispatchers[department]:
            if _known(name) and times[name] - least > staff.fair_difference:
                yield Finding(Code.UNFAIR_HOLIDAYS, {"person": name, "count": str(times[name]), "least": str(least)})


def _of(department: str) -> tuple[str, str]:
    return "dispatcher", department


def day_of(shift: Duty, calendar: Calendar) -> date:
    """The local day a shift belongs to: the one it starts on, also when it crosses midnight."""
    return calendar.local_day(shift.starts)


def replaced(shift: Duty, person: str, other: str) -> Duty | None:
    """The shift with ``other`` wherever ``person`` was; None if they aren't on it. The version is the caller's."""
    if person not in {name for name, _, _ in posts(shift)}:
        return None

    def swap(name: str) -> str:
        return other if name.strip() == person else name

    return msgspec.structs.replace(
        shift,
        leader=swap(shift.leader),
        commander=swap(shift.commander),
        watch_leader=swap(shift.watch_leader),
        commanders={department: swap(name) for department, name in shift.commanders.items()},
        dispatchers={department: [swap(name) for name in names] for department, names in shift.dispatchers.items()},
    )


def encode(findings: Iterable[Finding]) -> str:
    """Findings as one line of JSON: the reason of a refusal, or a shift's remarks."""
    rows = [{"code": finding.code.value, **finding.data} for finding in findings]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> list[Finding]:
    """What ``encode`` wrote; empty for any other text."""
    try:
        rows = json.loads(text)
        return [Finding(Code(row.pop("code")), row) for row in rows]
    except (ValueError, TypeError, AttributeError, KeyError):
        return []


def staff_of(table: Mapping[str, Any]) -> Staff:
    """The staff from ``duty.toml``. Raises ``ValueError`` naming what is wrong."""
    departments = {str(row["name"]): int(row["staff"]) for row in table["departments"]}
    if not departments or len(departments) != len(table["departments"]) or min(departments.values()) < 0:
        raise ValueError("departments need names of their own and numbers from 0")
    return Staff(departments, int(table["rest_hours"] * HOUR), int(table["longest_hours"] * HOUR),
                 int(table["full_rotation"]), int(table["fair_difference"]))  # fmt: skip
