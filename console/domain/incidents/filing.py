"""立案, 不予立案, 作废: whether a report becomes a case, and whether it is one at all (domain notes 1.3, 5.2).

受理 and 立案 are of the side that supervises. A department does not judge whether there is anything for it to do: who
is of the one that the case names leaves it to others. Of a report that nobody takes up the reporter is told why, and
how they were told is on record; one who left no name cannot be, and that is said too. Pure: each rule says why not.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from console.domain.departments import full_name
from console.domain.entities import Case, Dropped, Stage
from console.domain.incidents.two_axes import Axes, AxisAct
from console.domain.roles import Person


class Why(Enum):
    """Why an act was refused; the words are the interface's."""

    NOT_REPORTED = "only what is reported and not yet filed can be filed or declined"
    OWN_DEPARTMENT = "a department does not judge whether a case of its own is one"
    NO_REASON = "declining and voiding need a reason"
    NOT_FILED = "a report is filed by supervision before it is dispatched"


class Told(Enum):
    """How the reporter was told that nobody takes it up (告知上报人)."""

    PHONE = "phone"
    MESSAGE = "message"
    APP = "app"
    IN_PERSON = "in person"
    NOBODY = "nobody"
    """There is nobody to tell: an anonymous report, or a machine's."""


def judging(case: Case, person: Person) -> Why | None:
    """立案 or 不予立案 by this person, before it has reasons to give."""
    if case.stage is not Stage.REPORTED:
        return Why.NOT_REPORTED
    return _own(case, person)


def declining(case: Case, person: Person, reason: str) -> Why | None:
    """不予立案, with its reason."""
    return judging(case, person) or (None if reason.strip() else Why.NO_REASON)


def may_void(case: Case, person: Person) -> Why | None:
    """作废 of what was made by mistake, at whichever stage it stands; never by those who would have to handle it."""
    return _own(case, person)


def voiding(case: Case, person: Person, reason: str) -> Why | None:
    """作废, with its reason."""
    return may_void(case, person) or (None if reason.strip() else Why.NO_REASON)


def first_filed(case: Case, axes: Axes) -> Why | None:
    """Whether a dispatch comes before supervision has spoken, where the two sides are kept apart for this case."""
    waits = case.stage is Stage.REPORTED and axes.of(AxisAct.FILE, case) is not None
    return Why.NOT_FILED if waits else None


def over(how: Dropped, reason: str, now: int) -> dict[str, Any]:
    """What changes in a case that ends without being closed."""
    return {"stage": Stage.CLOSED, "closed": now, "dropped": how, "remark": reason, "request": None, "deferral": None}


def _own(case: Case, person: Person) -> Why | None:
    names = {full_name(name) for name in (case.department, *case.assisting) if name}
    return Why.OWN_DEPARTMENT if person.department and full_name(person.department) in names else None
