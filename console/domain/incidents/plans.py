"""Plans (预案): response levels with triggers and approvers, groups, and a checklist whose lines fall due by offsets.

A plan is started at a level, raised or lowered, and ended with its incident (启动 → 调整 → 终止). A line of the
checklist applies from the lightest level it names upwards; raising the level adds lines and takes no tick away.
Approval by level is found practice [M]: Ⅰ, Ⅱ 总指挥, Ⅲ 分管领导, Ⅳ 牵头部门. The table of plans says it, so it is
configurable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from console.domain.entities import Task
from console.domain.incidents.incident import part_id
from console.domain.roles import Role

MINUTE = 60_000
LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Response:
    """One response level: when it is right, who approves it (in words), and the roles that may start it here."""

    level: int
    trigger: str
    approver: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist: due ``minutes`` after the start; applies at ``level`` and every more serious one."""

    code: str
    title: str
    team: str
    unit: str
    minutes: int
    level: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan. ``kind`` is 总体, 专项, 部门 or 现场; ``classes`` are the incident classes it is made for."""

    id: str
    name: str
    kind: str
    lead: str
    classes: tuple[str, ...]
    responses: Mapping[int, Response]
    teams: tuple[str, ...]
    lines: tuple[Line, ...]
    resources: tuple[str, ...] = ()

    def at(self, level: int) -> list[Line]:
        """The lines that apply at a response level, the earliest due first."""
        return sorted((line for line in self.lines if level <= line.level), key=lambda line: (line.minutes, line.code))


def tasks(plan: Plan, level: int, incident: str, started: int, there: Iterable[str] = ()) -> list[Task]:
    """The tasks that starting (or raising) a plan adds to an incident; ``there`` are ids of tasks that are in already.

    ``started`` (ms) is when this level was started: the offsets of added lines count from it.
    """
    known = set(there)
    made = []
    for line in plan.at(level):
        name = part_id("TK", incident, plan.id, line.code)
        if name not in known:
            made.append(
                Task(id=name, v=1, at=started, incident=incident, title=line.title, due=started + line.minutes * MINUTE,
                     plan=plan.id, line=line.code, team=line.team, unit=line.unit, level=line.level)
            )  # fmt: skip
    return made


def plans_of(table: Mapping[str, Any]) -> dict[str, Plan]:
    """The plans by id from ``plans.toml``. Raises ``ValueError`` naming what is wrong."""
    plans = {plan.id: plan for plan in (_plan(row) for row in table["plans"])}
    if len(plans) != len(table["plans"]):
        raise ValueError("two plans have one id")
    return plans


def _plan(row: Mapping[str, Any]) -> Plan:
    name = str(row["id"])
    responses = {int(each["level"]): _response(each) for each in row["levels"]}
    if not responses or not set(responses) <= set(LEVELS):
        raise ValueError(f"{name}: levels are 1 to 4")
    lines = tuple(_line(each) for each in row["tasks"])
    teams = tuple(row["teams"])
    if len({line.code for line in lines}) != len(lines):
        raise ValueError(f"{name}: two tasks have one code")
    if stray := {line.team for line in lines} - set(teams):
        raise ValueError(f"{name}: {min(stray)} is not one of its teams")
    return Plan(name, str(row["name"]), str(row["kind"]), str(row["lead"]), tuple(row["classes"]), responses, teams,
                lines, tuple(row.get("resources", ())))  # fmt: skip


def _response(row: Mapping[str, Any]) -> Response:
    roles = frozenset(Role(role) for role in row.get("roles", ("commander", "watch_leader")))
    return Response(int(row["level"]), str(row["trigger"]), str(row["approver"]), roles)


def _line(row: Mapping[str, Any]) -> Line:
    minutes, level = int(row["minutes"]), int(row.get("level", 4))
    if minutes < 0 or level not in LEVELS:
        raise ValueError(f"task {row['code']}: minutes from 0, level 1 to 4")
    return Line(str(row["code"]), str(row["title"]), str(row["team"]), str(row.get("unit", "")), minutes, level)
