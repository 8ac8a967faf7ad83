"""受理/立案, 不予立案, 作废 (rules: ``domain.filing``): supervision's word on a report, the end of a mistake."""

from __future__ import annotations

from typing import Any

from console.commands import intents as do
from console.config.tables import TableBook
from console.domain.entities import Alarm, Case, Dropped, Event, Stage, Stamp
from console.domain.incidents import filing
from console.domain.incidents.two_axes import AxisAct
from console.gateway.acts.desk import Desk
from console.gateway.acts.story import after, find, need, tell


class FilingActs:
    """The acts that go by how far supervision and command are kept apart."""

    def __init__(self, book: TableBook) -> None:
        self._book = book

    def file(self, desk: Desk, intent: do.FileCase) -> list[Event]:
        """立案: it waits for its dispatch."""
        case = need(desk, Case, intent.about)
        _refuse(desk, filing.judging(case, desk.person))
        marked = self._supervised(desk, AxisAct.FILE, case)
        filed = after(desk, case, stage=Stage.FILED, **({"remark": intent.note} if intent.note else {}), **marked)
        return [filed, *tell(desk, (case.id, case.incident), Stamp.FILED, intent.note)]

    def decline(self, desk: Desk, intent: do.DeclineCase) -> list[Event]:
        """不予立案: it is over, why and how the reporter was told stays on record."""
        case, reason = need(desk, Case, intent.about), intent.reason.strip()
        _refuse(desk, filing.declining(case, desk.person, reason))
        marked = self._supervised(desk, AxisAct.DECLINE, case)
        declined = after(desk, case, **filing.over(Dropped.DECLINED, reason, desk.now), **marked)
        facts = {"case": case.id, "title": case.title, "told": intent.told.value}
        return [declined, *tell(desk, (case.id, case.incident), Stamp.DECLINED, reason, **facts)]

    def _supervised(self, desk: Desk, act: AxisAct, case: Case) -> dict[str, Any]:
        axes = self._book.current().axes
        if (why := axes.refuses(act, case, desk.person)) is not None:
            raise desk.invalid(why.value)
        return axes.mark(act, case, desk.person)


def void(desk: Desk, intent: do.VoidCase) -> list[Event]:
    """作废: it counts nowhere; the alarm that it was made from can be dispatched anew."""
    case, reason = need(desk, Case, intent.about), intent.reason.strip()
    _refuse(desk, filing.voiding(case, desk.person, reason))
    gone = after(desk, case, **filing.over(Dropped.VOID, reason, desk.now))
    alarm = find(desk, Alarm, case.origin) if case.origin else None
    freed = [after(desk, alarm, case="")] if alarm is not None and alarm.case == case.id else []
    facts = {"case": case.id, "title": case.title, "department": case.department}
    return [gone, *freed, *tell(desk, (case.id, case.incident, case.origin), Stamp.VOIDED, reason, **facts)]


def _refuse(desk: Desk, why: filing.Why | None) -> None:
    if why is not None:
        raise desk.invalid(why.value)
