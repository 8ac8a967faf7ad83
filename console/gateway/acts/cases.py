"""Acts on cases: 派遣, 返工, 改派, 督办, 退回, 接收, 反馈, 核查结案, 升级, 通知县区 (domain notes 1.3, 5.2).

A request to put a case off (``putting_off``) ends with what it was asked for: when the case changes hands, is reported
done or closed, nobody has to decide on it any more, and the entry says so. An act on a case that belongs to an incident
is told in the incident's timeline too.
"""

from __future__ import annotations

import msgspec

from console.commands import intents as do
from console.config.tables import TableBook
from console.domain.entities import Alarm, Case, Decision, Event, Hand, Incident, Stage, Stamp, Wish
from console.domain.geo import area_code
from console.domain.incidents import case_rules, filing, sla
from console.domain.incidents.two_axes import AxisAct
from console.gateway.acts.desk import Desk, Refused
from console.gateway.acts.story import after, find, fresh, need, tell

DISPATCHABLE = frozenset({Stage.REPORTED, Stage.FILED, Stage.CHECKING})
"""A case that fails its check (CHECKING) goes out again: 返工."""
WITH_DEPARTMENT = frozenset({Stage.DISPATCHED, Stage.HANDLING, Stage.CHECKING})


class CaseActs:
    """The acts that go by the tables: time limits, and who may not do both of two acts on one case."""

    def __init__(self, book: TableBook) -> None:
        self._book = book

    def dispatch(self, desk: Desk, intent: do.Dispatch) -> list[Event]:
        """派遣 a case, or an alarm as a new case. The first department is the lead, the others assist."""
        lead, *others = dict.fromkeys(name.strip() for name in intent.departments)
        if not lead or not all(others):
            raise desk.invalid("a department has no name")
        if intent.due and intent.due <= desk.now:
            raise desk.invalid("the due time is in the past")
        if desk.command.kind != "Case" and find(desk, Case, intent.about) is None:
            return self._from_alarm(desk, intent, lead, tuple(others))
        case = need(desk, Case, intent.about)
        if case.stage not in DISPATCHABLE:
            raise desk.conflict(case, "already dispatched")
        if (why := filing.first_filed(case, self._book.current().axes)) is not None:
            raise desk.invalid(why.value)
        again = case.stage is Stage.CHECKING
        marked = self._on_axis(desk, AxisAct.REWORK if again else AxisAct.DISPATCH, case)
        due = intent.due or case.due
        sent = after(desk, case, stage=Stage.DISPATCHED, department=lead, assisting=tuple(others),
                     due=due, overdue=case.overdue and due <= desk.now, remark=intent.note, request=None, sent=desk.now,
                     **(case_rules.sent_again(case) if again else {}), **marked)  # fmt: skip
        return [sent, *_dispatched(desk, sent, intent.note)]

    def _on_axis(self, desk: Desk, act: AxisAct, case: Case) -> dict[str, tuple[Hand, ...]]:
        """What the case remembers of who did it. Raises ``Refused`` where the two axes are kept apart."""
        axes = self._book.current().axes
        if (why := axes.refuses(act, case, desk.person)) is not None:
            raise desk.invalid(why.value)
        return axes.mark(act, case, desk.person)

    def _from_alarm(self, desk: Desk, intent: do.Dispatch, lead: str, others: tuple[str, ...]) -> list[Event]:
        alarm = need(desk, Alarm, intent.about)
        running = find(desk, Case, alarm.case) if alarm.case else None
        if running is not None:
            raise desk.conflict(running, "already dispatched")
        case = Case(
            id=fresh(desk, "CA"), v=1, at=desk.now, by=desk.person.name, system=alarm.system, stage=Stage.DISPATCHED,
            category=alarm.rule, title=alarm.title, opened=desk.now, due=intent.due or self._due(desk, alarm),
            clock=self._book.current().limits.by_priority[alarm.priority].clock, department=lead, assisting=others,
            area=alarm.area, lon=alarm.lon, lat=alarm.lat, origin=alarm.id, incident=alarm.incident, remark=intent.note,
            sent=desk.now,
        )  # fmt: skip
        case = msgspec.structs.replace(case, **self._on_axis(desk, AxisAct.DISPATCH, case))
        return [case, after(desk, alarm, case=case.id), *_dispatched(desk, case, intent.note)]

    def _due(self, desk: Desk, alarm: Alarm) -> int:
        tables = self._book.current()
        limit = tables.limits.by_priority[alarm.priority]
        try:
            return sla.due_after(desk.now, limit.amount, limit.clock, tables.calendar)
        except sla.CalendarNotAvailable as missing:
            raise desk.invalid(f"calendar not available: {missing.year}") from None

    def transfer(self, desk: Desk, intent: do.Transfer) -> list[Event]:
        """改派 to another lead; a department that assisted and now leads assists no longer."""
        case = need(desk, Case, intent.about)
        to = intent.department.strip()
        if not to:
            raise desk.invalid("a department has no name")
        if case.stage not in WITH_DEPARTMENT:
            raise desk.invalid("it is not dispatched")
        _refuse(desk, case_rules.standing(case))
        if to == case.department:
            raise desk.conflict(case, "already with this department")
        marked = self._on_axis(desk, AxisAct.TRANSFER, case)
        assisting = tuple(name for name in case.assisting if name != to)
        moved = after(desk, case, department=to, assisting=assisting, stage=Stage.DISPATCHED, remark=intent.reason,
                      request=None, sent=desk.now, **marked)  # fmt: skip
        facts = {"from": case.department, "to": to, **_moot(case)}
        return [moved, *tell(desk, _stories(case), Stamp.TRANSFERRED, intent.reason, **facts)]

    def urge(self, desk: Desk, intent: do.Urge) -> list[Event]:
        """督办."""
        case = need(desk, Case, intent.about)
        marked = self._on_axis(desk, AxisAct.URGE, case)
        urged = after(desk, case, urged=case.urged + 1, urged_at=desk.now, remark=intent.note, **marked)
        times = str(urged.urged)
        return [urged, *tell(desk, _stories(case), Stamp.URGED, intent.note, times=times, department=case.department)]

    def send_back(self, desk: Desk, intent: do.SendBack) -> list[Event]:
        """退回: the department says that it isn't its duty. The case waits for another dispatch."""
        case, tables = need(desk, Case, intent.about), self._book.current()
        _refuse(desk, case_rules.sending_back(case, desk.now, tables.limits.accept, tables.calendar))
        _of_the_department(desk, case)
        back = after(desk, case, stage=Stage.FILED, department="", assisting=(), returned=case.returned + 1,
                     remark=intent.reason, request=None, sent=0)  # fmt: skip
        facts = {"department": case.department, "times": str(back.returned), **_moot(case)}
        return [back, *tell(desk, _stories(case), Stamp.SENT_BACK, intent.reason, **facts)]

    def close(self, desk: Desk, intent: do.Close) -> list[Event]:
        """核查结案 by somebody who did not handle it, with the result in words."""
        case = need(desk, Case, intent.about)
        text = intent.text.strip()
        shown = _kept(desk, case, intent.pictures)
        _refuse(desk, case_rules.closing(case, desk.person.id, text, shown))
        marked = self._on_axis(desk, AxisAct.CLOSE, case)
        closed = after(desk, case, stage=Stage.CLOSED, closed=desk.now, overdue=case.overdue or desk.now > case.due,
                       remark=text, evidence=case_rules.shown(case, shown), request=None, **marked)  # fmt: skip
        facts = {"case": case.id, "title": case.title, "pictures": _count(shown)}
        return [closed, *tell(desk, (*_stories(case), case.origin), Stamp.CLOSED, text, **facts)]


def _stories(case: Case) -> tuple[str, ...]:
    return case.id, case.incident


def _dispatched(desk: Desk, case: Case, note: str) -> list[Event]:
    facts = {"case": case.id, "title": case.title, "department": case.department, "assisting": ",".join(case.assisting)}
    return tell(desk, (*_stories(case), case.origin), Stamp.DISPATCHED, note, **facts)


def receive(desk: Desk, intent: do.Receive) -> list[Event]:
    """接收: the department has it in hand from now on."""
    case = need(desk, Case, intent.about)
    _refuse(desk, case_rules.receiving(case))
    _of_the_department(desk, case)
    taken = after(desk, case, stage=Stage.HANDLING)
    return [taken, *tell(desk, _stories(case), Stamp.RECEIVED, department=case.department)]


def feedback(desk: Desk, intent: do.Feedback) -> list[Event]:
    """反馈: what the department did, with evidence; somebody else verifies it."""
    case = need(desk, Case, intent.about)
    text = intent.text.strip()
    _refuse(desk, case_rules.reporting_done(case, text))
    _of_the_department(desk, case)
    shown = _kept(desk, case, intent.pictures)
    done = after(desk, case, stage=Stage.CHECKING, feedback=text, handler=desk.person.id, remark=text,
                 evidence=case_rules.shown(case, shown), request=None)  # fmt: skip
    facts = {"department": case.department, "pictures": _count(shown), **_moot(case)}
    return [done, *tell(desk, _stories(case), Stamp.FED_BACK, text, **facts)]


def _of_the_department(desk: Desk, case: Case) -> None:
    if not case_rules.concerns(case, desk.person.department):
        _refuse(desk, case_rules.Why.OTHER_DEPARTMENT)


def _refuse(desk: Desk, why: case_rules.Why | None) -> None:
    if why is not None:
        raise desk.invalid(why.value)


def _kept(desk: Desk, case: Case, pictures: tuple[str, ...]) -> tuple[str, ...]:
    """Evidence is what can be looked at, and is new: what never came shows nothing, what failed once nothing more."""
    return tuple(name for name in pictures if name not in case.earlier and desk.has_picture(name))


def _moot(case: Case) -> dict[str, str]:
    """What is said where an act ends a request to put the case off."""
    if case.request is None:
        return {}
    return {"extension" if case.request.wish is Wish.EXTEND else "deferral": Decision.LAPSED.value}


def _count(pictures: tuple[str, ...]) -> str:
    return str(len(pictures)) if pictures else ""


def escalate(desk: Desk, intent: do.Escalate) -> list[Event]:
    """升级上报: the next level up has it in hand (网格 → 社区 → 乡 → 县 → 市 → 省)."""
    case = need(desk, Case, intent.about)
    try:
        here = area_code.parse(case.charge or case.area).code
        up = area_code.parent(here)
    except ValueError:
        raise desk.invalid("the case has no area") from None
    if up is None:
        raise desk.invalid("there is no level above")
    raised = after(desk, case, charge=up, remark=intent.reason)
    return [raised, *tell(desk, _stories(case), Stamp.ESCALATED, intent.reason, **{"from": here, "to": up})]


def notify_county(desk: Desk, intent: do.NotifyCounty) -> list[Event]:
    """通知县区 of a case, an alarm or an incident."""
    try:
        area = area_code.parse(intent.county)
    except ValueError:
        raise desk.invalid("this is no county") from None
    if area.level is not area_code.AreaLevel.COUNTY:
        raise desk.invalid("this is no county")
    case = find(desk, Case, intent.about)
    if case is None:
        about = _alarm_or_incident(desk, intent.about)
        return tell(desk, about, Stamp.COUNTY, intent.note, county=area.code)
    need(desk, Case, intent.about)
    if area.code in case.counties:
        raise desk.conflict(case, "this county knows")
    told = after(desk, case, counties=(*case.counties, area.code))
    return [told, *tell(desk, _stories(case), Stamp.COUNTY, intent.note, county=area.code)]


def _alarm_or_incident(desk: Desk, name: str) -> tuple[str, ...]:
    alarm = find(desk, Alarm, name)
    if alarm is not None:
        return alarm.id, alarm.incident
    incident = find(desk, Incident, name)
    if incident is None:
        raise _unknown(desk)
    return (incident.id,)


def _unknown(desk: Desk) -> Refused:
    return desk.invalid("closed or unknown")
