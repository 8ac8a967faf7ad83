"""Acts on incidents: 转事件, 并入, 调级, 启动预案, 勾选任务, 报告, 到场, 会商, 终止.

What departments do at the same time is written to parts of their own (``console.domain.incidents.incident``), so their
acts never conflict by version; saying the same thing twice conflicts by sense, with who and when.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from console.commands import intents as do
from console.commands.envelope import Outcome, Verdict
from console.config.tables import TableBook
from console.domain.entities import (
    Alarm,
    Answer,
    Case,
    Dossier,
    Event,
    Incident,
    Participant,
    Report,
    ReportStage,
    Stamp,
    Task,
    Unit,
)
from console.domain.incidents import incident as rules
from console.domain.incidents import plans
from console.gateway.acts.desk import Desk, Refused
from console.gateway.acts.story import after, every, find, fresh, need, tell

Wish = TypeVar("Wish", bound=do.Intent)
NAMED = 3
"""So many of the things that are merged are named by their titles in the timeline; the rest are counted."""


class IncidentActs:
    """The acts that go by the tables of grades and plans."""

    def __init__(self, book: TableBook) -> None:
        self._book = book

    def open(self, desk: Desk, intent: do.OpenIncident) -> list[Event]:
        """转事件 from alarms and cases, which then bear its id, or from a report by word of mouth."""
        there = find(desk, Incident, intent.about) or find(desk, Dossier, intent.about)
        if there is not None:
            raise desk.conflict(there, "already opened")
        if not (intent.alarms or intent.cases or intent.source.strip()):
            raise desk.invalid("an incident needs an alarm, a case or a source")
        self._grade_fits(desk, intent.cls, intent.grade, intent.figures)
        taken = _take_over(desk, intent.about, intent.alarms, intent.cases)
        place = next((each for each in taken if each.lon is not None), None) if intent.lon is None else None
        opened = Incident(
            id=intent.about, v=1, at=desk.now, by=desk.person.name, cls=intent.cls, grade=intent.grade,
            title=intent.title, opened=desk.now, area=intent.area or next((each.area for each in taken), ""),
            lon=place.lon if place else intent.lon, lat=place.lat if place else intent.lat, alarms=intent.alarms,
            cases=intent.cases, figures=intent.figures, source=intent.source,
        )  # fmt: skip
        return [opened, *taken, *tell(desk, (opened.id,), Stamp.OPENED, intent.title, grade=str(intent.grade),
                cls=intent.cls, source=intent.source, **_named(intent.alarms, intent.cases))]  # fmt: skip

    def grade(self, desk: Desk, intent: do.GradeIncident) -> list[Event]:
        """调整等级, with the figures as they are known now; never below what they make it by the table."""
        running = need(desk, Incident, intent.about)
        figures = running.figures | intent.figures
        if intent.grade == running.grade and figures == running.figures:
            raise desk.conflict(running, "it has this grade")
        self._grade_fits(desk, running.cls, intent.grade, figures)
        facts = {"from": str(running.grade), "to": str(intent.grade)}
        facts |= {name: f"{value:g}" for name, value in intent.figures.items()}
        graded = after(desk, running, grade=intent.grade, figures=figures)
        return [graded, *tell(desk, (running.id,), Stamp.GRADED, intent.reason, **facts)]

    def activate(self, desk: Desk, intent: do.ActivatePlan) -> list[Event]:
        """启动 or 调整: the checklist becomes tasks, due from now; a raised level adds lines and takes none away."""
        running = need(desk, Incident, intent.about)
        plan = self._book.current().plans.get(intent.plan)
        if plan is None or intent.level not in plan.responses:
            raise desk.invalid("the plan has no such level")
        if (running.plan, running.level) == (plan.id, intent.level):
            raise desk.conflict(running, "the plan is at this level")
        response = plan.responses[intent.level]
        if desk.person.role not in response.roles:
            raise Refused(Outcome(verdict=Verdict.FORBIDDEN, reason="this level is approved by others"))
        there = [rules.part_id("TK", running.id, plan.id, line.code) for line in plan.lines]
        known = [name for name in there if find(desk, Task, name) is not None]
        made = plans.tasks(plan, intent.level, running.id, desk.now, known)
        facts = {"plan": plan.id, "name": plan.name, "from": str(running.level or ""), "to": str(intent.level),
                 "approver": response.approver, "tasks": str(len(made))}  # fmt: skip
        raised = after(desk, running, plan=plan.id, level=intent.level, activated=desk.now)
        return [raised, *made, *tell(desk, (running.id,), Stamp.PLAN, **facts)]

    def _grade_fits(self, desk: Desk, cls: str, grade: int, figures: dict[str, float]) -> None:
        table = self._book.current().grades.get(cls)
        if table is None:
            raise desk.invalid("the class is unknown")
        if unknown := figures.keys() - table.bounds.keys():
            raise desk.invalid(f"the class has no figure {min(unknown)}")
        least = table.grade(figures)
        if figures and least is not None and grade > least:
            raise desk.invalid("the figures make it a higher grade")


def told(act: Callable[[Desk, Wish], list[Event]]) -> Callable[[Desk, Wish], list[Event]]:
    """An act on an alarm that is told in the timeline of the incident which the alarm belongs to."""

    def tells(desk: Desk, intent: Wish) -> list[Event]:
        events = act(desk, intent)
        name = str(intent.__struct_config__.tag)
        alarm = next((event for event in events if isinstance(event, Alarm)), None)
        if alarm is None or not alarm.incident:
            return events
        return [*events, *tell(desk, (alarm.incident,), Stamp.ALARM, alarm=alarm.id, title=alarm.title, act=name)]

    return tells


def attach(desk: Desk, intent: do.Attach) -> list[Event]:
    """并入: alarms, cases and further reports that belong to a running incident. What is merged says so itself, too."""
    running = need(desk, Incident, intent.about)
    source, text = intent.source.strip(), intent.text.strip()
    if not (intent.alarms or intent.cases or text):
        raise desk.invalid("nothing to attach")
    if text and not source:
        raise desk.invalid("a report needs a source")
    taken = _take_over(desk, running.id, intent.alarms, intent.cases)
    alarms, cases = (*running.alarms, *intent.alarms), (*running.cases, *intent.cases)
    grown = [after(desk, running, alarms=alarms, cases=cases)] if taken else []
    titles = "；".join(each.title for each in taken[:NAMED])
    facts = {"source": source, "titles": titles, "incident": running.title} | _named(intent.alarms, intent.cases)
    return [*grown, *taken, *tell(desk, (running.id, *intent.alarms, *intent.cases), Stamp.ATTACHED, text, **facts)]


def close(desk: Desk, intent: do.CloseIncident) -> list[Event]:
    """终止 the response: a dossier stays for the final report. Open tasks are counted, and stay as they are."""
    running = need(desk, Incident, intent.about)
    text = intent.text.strip()
    if not text:
        raise desk.invalid("a result is needed")
    left = sum(1 for task in every(desk, Task) if task.incident == running.id and not task.done)
    closed = after(desk, running, closed=desk.now)
    dossier = Dossier(id=running.id, v=1, at=desk.now, by=desk.person.name, incident=closed, text=text)
    return [closed, dossier, *tell(desk, (running.id,), Stamp.CLOSED, text, open_tasks=str(left) if left else "")]


def check_task(desk: Desk, intent: do.CheckTask) -> list[Event]:
    """勾选 a task, or take the tick back."""
    task = need(desk, Task, intent.about)
    if task.done is intent.done:
        raise desk.conflict(task, "already ticked" if task.done else "not ticked")
    when, who = (desk.now, desk.person.name) if intent.done else (0, "")
    ticked = after(desk, task, done=intent.done, done_at=when, done_by=who)
    late = str((desk.now - task.due) // 60_000) if intent.done and desk.now > task.due else ""
    facts = {"task": task.id, "title": task.title, "done": str(int(intent.done)), "late_minutes": late}
    return [ticked, *tell(desk, (task.incident,), Stamp.TASK, **facts)]


def report(desk: Desk, intent: do.Report) -> list[Event]:
    """初报, 续报 or 终报 was sent. A first and a final one go to each body, by each channel, once."""
    incident = _running_or_ended(desk, intent.about)
    stage, to = ReportStage(intent.stage), intent.to.strip()
    if not to or not intent.text.strip():
        raise desk.invalid("a report needs a receiver and words")
    if stage is ReportStage.FURTHER and incident.closed is not None:
        raise desk.invalid("after the end there is only a final report")
    name = fresh(desk, "RE")
    if stage is not ReportStage.FURTHER:
        name = rules.part_id("RE", incident.id, stage.value, to, intent.channel)
    other = find(desk, Report, name)
    if other is not None:
        raise desk.conflict(other, "already reported")
    made = Report(id=name, v=1, at=desk.now, by=desk.person.name, incident=incident.id, stage=stage,
                  to=to, text=intent.text, channel=intent.channel)  # fmt: skip
    facts = {"stage": stage.value, "to": to, "channel": intent.channel}
    return [made, *tell(desk, (incident.id,), Stamp.REPORT, intent.text, **facts)]


def unit_mark(desk: Desk, intent: do.UnitMark) -> list[Event]:
    """A responsible unit joined, received, arrived or reported."""
    running = _running(desk, intent.about)
    name = intent.unit.strip()
    if not name:
        raise desk.invalid("a unit has no name")
    before = find(desk, Unit, rules.part_id("UN", running.id, name))
    try:
        marked = rules.mark_unit(before, running.id, name, intent.mark, desk.person.name, desk.now)
    except rules.AlreadySo as already:
        raise _already(desk, before, already.at) from None
    return [marked, *tell(desk, (running.id,), Stamp.UNIT, unit=name, mark=intent.mark)]


def invite(desk: Desk, intent: do.Invite) -> list[Event]:
    """视频会商: the roster of who is invited, in, out, and agrees to be recorded."""
    running = _running(desk, intent.about)
    name = intent.person.strip()
    before = find(desk, Participant, rules.part_id("PA", running.id, name))
    if not name or (before is None and intent.mark != Answer.INVITED.value):
        raise desk.invalid("nobody of this name is invited")
    try:
        seat = rules.mark_participant(before, running.id, name, intent.mark, desk.person.name, desk.now)
    except rules.AlreadySo as already:
        raise _already(desk, before, already.at) from None
    return [seat, *tell(desk, (running.id,), Stamp.CONSULTATION, person=name, mark=intent.mark)]


def _running(desk: Desk, name: str) -> Incident:
    """The incident whatever its version: parts of it don't hang on it."""
    running = find(desk, Incident, name)
    if running is None:
        raise desk.invalid("Incident is closed or unknown")
    return running


def _running_or_ended(desk: Desk, name: str) -> Incident:
    dossier = find(desk, Dossier, name)
    return dossier.incident if dossier is not None else _running(desk, name)


def _already(desk: Desk, before: Event | None, at: int) -> Refused:
    by = before.by if before is not None else ""
    return Refused(Outcome(verdict=Verdict.CONFLICT, reason="already marked", by=by, at=at))


def _take_over(desk: Desk, incident: str, alarms: tuple[str, ...], cases: tuple[str, ...]) -> list[Alarm | Case]:
    """The alarms and cases with the incident's id on them. One that is in another running incident is a conflict."""
    if len({*alarms, *cases}) != len(alarms) + len(cases):
        raise desk.invalid("something is named twice")
    wanted: list[tuple[type[Alarm] | type[Case], str]] = [(Alarm, name) for name in alarms]
    wanted += [(Case, name) for name in cases]
    taken: list[Alarm | Case] = []
    for kind, name in wanted:
        entity: Any = find(desk, kind, name)
        if entity is None:
            raise desk.invalid(f"{kind.__name__} is closed or unknown")
        if entity.incident == incident or (entity.incident and find(desk, Incident, entity.incident)):
            raise desk.conflict(entity, "already in an incident")
        taken.append(after(desk, entity, incident=incident))
    return taken


def _named(alarms: tuple[str, ...], cases: tuple[str, ...]) -> dict[str, str]:
    return {"alarms": ",".join(alarms), "cases": ",".join(cases)}
