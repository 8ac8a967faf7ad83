"""延期 and 缓办: the department asks, somebody else decides, the clock goes on (rules: ``domain.putting_off``)."""

from __future__ import annotations

from console.commands import intents as do
from console.config.tables import TableBook
from console.domain.entities import Case, Decision, Event, Request, Stamp, Wish
from console.domain.incidents import case_rules, putting_off, sla
from console.gateway.acts.desk import Desk
from console.gateway.acts.story import after, need, tell

STAMPS = {Wish.EXTEND: Stamp.EXTENDED, Wish.DEFER: Stamp.DEFERRED}


class PuttingOff:
    """The acts that go by the limits and the calendar."""

    def __init__(self, book: TableBook) -> None:
        self._book = book

    def extend(self, desk: Desk, intent: do.Extend) -> list[Event]:
        """延期申请 by the department that has the case in hand, or by the centre for it."""
        return self._ask(desk, intent.about, Wish.EXTEND, intent.due, intent.reason)

    def defer(self, desk: Desk, intent: do.Defer) -> list[Event]:
        """缓办申请 by the same."""
        return self._ask(desk, intent.about, Wish.DEFER, intent.until, intent.reason)

    def _ask(self, desk: Desk, about: str, wish: Wish, until: int, reason: str) -> list[Event]:
        case, person = need(desk, Case, about), desk.person
        why = putting_off.asking(case, wish, until, desk.now, self._book.current().limits)
        if why is putting_off.Why.ALREADY_ASKED:
            raise desk.conflict(case, why.value)
        _refuse(desk, why)
        _of_the_department(desk, case)
        request = Request(until=until, by=person.id, name=person.name, at=desk.now, reason=reason,
                          department=person.department, wish=wish)  # fmt: skip
        return [after(desk, case, request=request), *_told(desk, case, request, Decision.ASKED, reason)]

    def resume(self, desk: Desk, intent: do.Resume) -> list[Event]:
        """恢复办理 by the department or the centre, before the day that was named."""
        case, reason = need(desk, Case, intent.about), intent.reason.strip()
        _refuse(desk, putting_off.resuming(case))
        _of_the_department(desk, case)
        try:
            fields = putting_off.resumed(case, desk.now, self._book.current().calendar)
        except sla.CalendarNotAvailable as missing:
            raise desk.invalid(f"calendar not available: {missing.year}") from None
        going = after(desk, case, remark=reason, **fields)
        facts = {"from": str(case.due), "to": str(going.due)}
        return [going, *tell(desk, (case.id, case.incident), Stamp.RESUMED, reason, **facts)]


def decide(desk: Desk, intent: do.DecideRequest) -> list[Event]:
    """审批: a yes does what was asked for; a no says why, and everything stays as it was."""
    case = need(desk, Case, intent.about)
    reason = intent.reason.strip()
    _refuse(desk, putting_off.deciding(case, desk.person, intent.approve, reason, desk.now))
    request = case.request
    assert request is not None, "the rule has seen it"
    fields = putting_off.granted(case, request, desk.person.name, desk.now) if intent.approve else {}
    decided = after(desk, case, request=None, remark=reason or request.reason, **fields)
    decision = Decision.APPROVED if intent.approve else Decision.REFUSED
    return [decided, *_told(desk, case, request, decision, reason)]


def withdraw(desk: Desk, intent: do.WithdrawRequest) -> list[Event]:
    """撤回申请: everything stays what it was, nothing is counted, and it may be asked for again."""
    case = need(desk, Case, intent.about)
    _refuse(desk, putting_off.may_withdraw(case, desk.person, desk.now))
    request = case.request
    assert request is not None, "the rule has seen it"
    return [after(desk, case, request=None), *_told(desk, case, request, Decision.WITHDRAWN, "")]


def _told(desk: Desk, case: Case, request: Request, decision: Decision, text: str) -> list[Event]:
    facts = {"from": str(case.due), "to": str(request.until), "decision": decision.value, "asked_by": request.name}
    return tell(desk, (case.id, case.incident), STAMPS[request.wish], text, **facts)


def _of_the_department(desk: Desk, case: Case) -> None:
    if not case_rules.concerns(case, desk.person.department):
        raise desk.invalid(case_rules.Why.OTHER_DEPARTMENT.value)


def _refuse(desk: Desk, why: putting_off.Why | None) -> None:
    if why is not None:
        raise desk.invalid(why.value)
