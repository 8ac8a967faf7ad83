"""延期 and 缓办 (挂账): asked for by the department, decided by others, withdrawn by who asked (domain notes 1.3).

Both are one request that lies on the case. It moves nothing until somebody else says yes. What differs is what a yes
does, and how long it can be said:

- 延期 gives the case a later time, only so often. It is asked for and decided before the present time is over: what was
  told to everybody as overdue is not made punctual afterwards, so a request that nobody has decided by then lapses.
- 缓办 lets the clock stand until a day that is named, also of a case that is overdue and stays so. Its request lapses
  on the day that it asked for. A person resumes the case, or that day does, and it has as much time left as before.

Pure: each rule says why not, or nothing. Times in ms.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from console.domain.departments import full_name
from console.domain.entities import Case, Deferral, Request, Wish
from console.domain.incidents import sla
from console.domain.incidents.case_rules import IN_HAND
from console.domain.incidents.sla import Calendar, Limits
from console.domain.roles import Person


class Why(Enum):
    """Why a request, a decision or a resumption was refused; the words are the interface's."""

    NOT_IN_HAND = "only what a department has in hand can be put off"
    OVER = "the due time is over"
    NOT_LATER = "the new due time is not later"
    USED_UP = "it was extended as often as it may be"
    TOO_LONG = "nothing is deferred for so long"
    DEFERRED = "it is deferred already"
    NOT_DEFERRED = "it is not deferred"
    ALREADY_ASKED = "a request waits for its decision already"
    NOT_ASKED = "nothing is asked for"
    OWN_REQUEST = "nobody decides on a request of their own"
    OWN_DEPARTMENT = "a department does not decide on its own request"
    NOT_YOURS = "only who asked, or their department, takes the request back"
    NO_REASON = "a refusal needs a reason"


def over(case: Case, now: int) -> bool:
    """Whether the time is up; then there is no extension left to ask for or to decide on."""
    return case.overdue or now >= case.due


def may_ask(case: Case, wish: Wish, now: int, limits: Limits) -> Why | None:
    """Whether this may be asked for at all."""
    if case.deferral is not None:
        return Why.DEFERRED
    if case.stage not in IN_HAND:
        return Why.NOT_IN_HAND
    if wish is Wish.EXTEND and over(case, now):
        return Why.OVER
    if wish is Wish.EXTEND and case.extended >= limits.extensions:
        return Why.USED_UP
    return Why.ALREADY_ASKED if case.request is not None else None


def asking(case: Case, wish: Wish, until: int, now: int, limits: Limits) -> Why | None:
    """延期申请 or 缓办申请 until then."""
    if (why := may_ask(case, wish, now, limits)) is not None:
        return why
    if until <= (case.due if wish is Wish.EXTEND else now):
        return Why.NOT_LATER
    return Why.TOO_LONG if wish is Wish.DEFER and until > now + limits.deferral_days * sla.DAY else None


def may_decide(case: Case, person: Person, now: int) -> Why | None:
    """Whether this person may decide: never who asked, nor anybody of the department that asked."""
    request = case.request
    if request is None:
        return Why.NOT_ASKED
    if _ended(case, request, now):
        return Why.OVER
    if person.id == request.by:
        return Why.OWN_REQUEST
    if person.department and full_name(person.department) == full_name(request.department):
        return Why.OWN_DEPARTMENT
    return None


def deciding(case: Case, person: Person, approve: bool, reason: str, now: int) -> Why | None:
    """审批: a refusal needs its reason."""
    why = may_decide(case, person, now)
    return why or (Why.NO_REASON if not approve and not reason.strip() else None)


def may_withdraw(case: Case, person: Person, now: int) -> Why | None:
    """撤回: by who asked, or by anybody of the department that asked, until somebody decides or its time is over."""
    request = case.request
    if request is None:
        return Why.NOT_ASKED
    if _ended(case, request, now):
        return Why.OVER
    same = person.department and full_name(person.department) == full_name(request.department)
    return None if person.id == request.by or same else Why.NOT_YOURS


def _ended(case: Case, request: Request, now: int) -> bool:
    """Whether there is nothing left to decide on."""
    return over(case, now) if request.wish is Wish.EXTEND else now >= request.until


def lapsed(case: Case, now: int) -> bool:
    """Whether a request still stands there although its time is over: the gateway takes it off."""
    request = case.request
    if request is None:
        return False
    if request.wish is Wish.DEFER:
        return now > request.until
    return bool(case.due) and (case.overdue or now > case.due)


def granted(case: Case, request: Request, agreed: str, now: int) -> dict[str, Any]:
    """What changes in a case when somebody (``agreed``: their name) says yes."""
    if request.wish is Wish.EXTEND:
        return {"due": request.until, "extended": case.extended + 1}
    return {"deferral": Deferral(since=now, until=request.until, reason=request.reason, name=request.name,
                                 agreed=agreed)}  # fmt: skip


def falls_due(case: Case, now: int) -> bool:
    """Whether the time of a case ends now; while it is deferred its clock stands."""
    return bool(case.due) and now > case.due and not case.overdue and case.deferral is None


def to_resume(case: Case, now: int) -> bool:
    """Whether the day has come until which a case was deferred."""
    return case.deferral is not None and now >= case.deferral.until


def resuming(case: Case) -> Why | None:
    """恢复办理."""
    return Why.NOT_DEFERRED if case.deferral is None else None


def resumed(case: Case, now: int, calendar: Calendar) -> dict[str, Any]:
    """What changes in a case whose clock goes on: it has as much time left, by its own clock, as when that stood.

    It stood until the named day at the latest, though nobody was there on that day to say so (a gateway that was off).
    Raises ``CalendarNotAvailable``.
    """
    deferral = case.deferral
    ends = min(now, deferral.until) if deferral is not None else now
    stood = sla.between(deferral.since, ends, case.clock, calendar) if deferral is not None else 0
    moved = {"due": sla.due_after(case.due, stood, case.clock, calendar)} if case.due and stood > 0 else {}
    return {"deferral": None, **moved}
