"""延期: the department asks, or takes it back; somebody else decides, and only a yes moves the time (``extension``)."""

from __future__ import annotations

from console.commands import intents as do
from console.config.tables import TableBook
from console.domain.entities import Case, Decision, Event, Extension, Stamp
from console.domain.incidents import case_rules, extension
from console.gateway.acts.desk import Desk
from console.gateway.acts.story import after, need, tell


class ExtensionActs:
    """The acts that go by how often a case may be put off."""

    def __init__(self, book: TableBook) -> None:
        self._book = book

    def ask(self, desk: Desk, intent: do.Extend) -> list[Event]:
        """延期申请 by the department that has the case in hand, or by the centre for it."""
        case, person = need(desk, Case, intent.about), desk.person
        why = extension.asking(case, intent.due, desk.now, self._book.current().limits.extensions)
        if why is extension.Why.ALREADY_ASKED:
            raise desk.conflict(case, why.value)
        _refuse(desk, why)
        if not case_rules.concerns(case, person.department):
            raise desk.invalid(case_rules.Why.OTHER_DEPARTMENT.value)
        request = Extension(due=intent.due, by=person.id, name=person.name, at=desk.now, reason=intent.reason,
                            department=person.department)  # fmt: skip
        asked = after(desk, case, extension=request)
        return [asked, *_told(desk, case, request, Decision.ASKED, intent.reason)]


def decide(desk: Desk, intent: do.DecideExtension) -> list[Event]:
    """延期审批: a yes moves the time and counts; a no says why, and the time stays what it was."""
    case = need(desk, Case, intent.about)
    reason = intent.reason.strip()
    _refuse(desk, extension.deciding(case, desk.person, intent.approve, reason, desk.now))
    request = case.extension
    assert request is not None, "the rule has seen it"
    if intent.approve:
        moved = {"due": request.due, "extended": case.extended + 1}
        decided = after(desk, case, extension=None, remark=reason or request.reason, **moved)
    else:
        decided = after(desk, case, extension=None, remark=reason)
    decision = Decision.APPROVED if intent.approve else Decision.REFUSED
    return [decided, *_told(desk, case, request, decision, reason)]


def withdraw(desk: Desk, intent: do.WithdrawExtension) -> list[Event]:
    """撤回延期申请: the time stays what it was, nothing is counted, and it may be asked for again."""
    case = need(desk, Case, intent.about)
    _refuse(desk, extension.may_withdraw(case, desk.person, desk.now))
    request = case.extension
    assert request is not None, "the rule has seen it"
    return [after(desk, case, extension=None), *_told(desk, case, request, Decision.WITHDRAWN, "")]


def _told(desk: Desk, case: Case, request: Extension, decision: Decision, text: str) -> list[Event]:
    facts = {"from": str(case.due), "to": str(request.due), "decision": decision.value, "asked_by": request.name}
    return tell(desk, (case.id, case.incident), Stamp.EXTENDED, text, **facts)


def _refuse(desk: Desk, why: extension.Why | None) -> None:
    if why is not None:
        raise desk.invalid(why.value)
