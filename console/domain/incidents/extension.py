"""延期: asked for before the time is over, decided by somebody else, and only so often (domain notes 1.3).

The clock does not move for a request. It is to be decided before the time it wants to move: what was told to everybody
as overdue is not made punctual afterwards, so a request that nobody has decided by then lapses, and does not count
among those the case has had. Pure: each rule says why not, or nothing. Times in ms.
"""

from __future__ import annotations

from enum import Enum

from console.domain.departments import full_name
from console.domain.entities import Case
from console.domain.incidents.case_rules import IN_HAND
from console.domain.roles import Person


class Why(Enum):
    """Why a request or a decision was refused; the words are the interface's."""

    NOT_IN_HAND = "only what a department has in hand can be put off"
    OVER = "the due time is over"
    NOT_LATER = "the new due time is not later"
    USED_UP = "it was extended as often as it may be"
    ALREADY_ASKED = "an extension is asked for already"
    NOT_ASKED = "no extension is asked for"
    OWN_REQUEST = "nobody decides on an extension of their own"
    OWN_DEPARTMENT = "a department does not decide on its own extension"
    NO_REASON = "a refusal needs a reason"
    NOT_YOURS = "only who asked, or their department, takes the request back"


def over(case: Case, now: int) -> bool:
    """Whether the time is up; then there is nothing left to ask for or to decide."""
    return case.overdue or now >= case.due


def may_ask(case: Case, now: int, most: int) -> Why | None:
    """Whether an extension may be asked for at all; ``most``: how often a case may be put off."""
    if case.stage not in IN_HAND:
        return Why.NOT_IN_HAND
    if over(case, now):
        return Why.OVER
    if case.extended >= most:
        return Why.USED_UP
    return Why.ALREADY_ASKED if case.extension is not None else None


def asking(case: Case, due: int, now: int, most: int) -> Why | None:
    """延期申请 until ``due``."""
    return may_ask(case, now, most) or (Why.NOT_LATER if due <= case.due else None)


def may_decide(case: Case, person: Person, now: int) -> Why | None:
    """Whether this person may decide: never who asked, nor anybody of the department that asked."""
    request = case.extension
    if request is None:
        return Why.NOT_ASKED
    if over(case, now):
        return Why.OVER
    if person.id == request.by:
        return Why.OWN_REQUEST
    if person.department and full_name(person.department) == full_name(request.department):
        return Why.OWN_DEPARTMENT
    return None


def may_withdraw(case: Case, person: Person, now: int) -> Why | None:
    """撤回: by who asked, or by anybody of the department that asked, until somebody decides or the time is over."""
    request = case.extension
    if request is None:
        return Why.NOT_ASKED
    if over(case, now):
        return Why.OVER
    same = person.department and full_name(person.department) == full_name(request.department)
    return None if person.id == request.by or same else Why.NOT_YOURS


def deciding(case: Case, person: Person, approve: bool, reason: str, now: int) -> Why | None:
    """延期审批: a refusal needs its reason."""
    why = may_decide(case, person, now)
    return why or (Why.NO_REASON if not approve and not reason.strip() else None)


def lapsed(case: Case, now: int) -> bool:
    """Whether a request still stands there although its time is over: the gateway takes it off."""
    return case.extension is not None and bool(case.due) and (case.overdue or now > case.due)
