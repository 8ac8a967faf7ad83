"""How a case gets from a department back to the centre: received, reported done with evidence, verified, closed.

Domain notes 1.3 and 5.2: who handles and who verifies are separate; closing needs the feedback in words, at least one
piece of evidence, and somebody else's eyes. What failed its verification (返工) needs evidence of its own. Pure: each
rule says why not, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from console.domain.departments import full_name
from console.domain.entities import Case, Stage
from console.domain.incidents.sla import Calendar, CalendarNotAvailable, between


class Why(Enum):
    """Why an act on a case was refused; the words are the interface's."""

    NOT_DISPATCHED = "only what is dispatched can be received"
    NOT_TO_RETURN = "only what is dispatched and not yet begun can be sent back"
    RETURN_OVER = "the time to send it back is over"
    NOT_OUT = "only what a department has in hand can be reported done"
    NO_WORDS = "a result is needed"
    NOT_REPORTED_DONE = "the department has not reported it done"
    NO_FEEDBACK = "there is no feedback in words"
    NO_EVIDENCE = "there is no evidence"
    NO_NEW_EVIDENCE = "there is no evidence of the rework"
    OTHER_DEPARTMENT = "another department has it in hand"
    DEFERRED = "it is deferred: resume it first"
    SAME_PERSON = "who handled a case does not verify it"


IN_HAND = frozenset({Stage.DISPATCHED, Stage.HANDLING})
"""With a department, which has not reported it done."""


def concerns(case: Case, department: str) -> bool:
    """Whether somebody of this department may act for the one that has the case in hand: the lead, or one that helps.

    Who belongs to no department belongs to the centre, and may step in for any.
    """
    names = {full_name(name) for name in (case.department, *case.assisting) if name}
    return not department or full_name(department) in names


def standing(case: Case) -> Why | None:
    """While a case is put aside (缓办) nothing moves on it, else its clock would stand for work that goes on."""
    return Why.DEFERRED if case.deferral is not None else None


def receiving(case: Case) -> Why | None:
    """接收: the department takes what was sent to it."""
    return standing(case) if case.stage is Stage.DISPATCHED else Why.NOT_DISPATCHED


def sending_back(case: Case, now: int, limit: int, calendar: Calendar) -> Why | None:
    """退回, because it is not this department's duty: before it has begun, and before its time to accept is over.

    ``limit`` (ms) runs on the case's own clock; where the calendar lacks the year nobody can say that it is over.
    """
    if case.stage is not Stage.DISPATCHED:
        return Why.NOT_TO_RETURN
    try:
        late = bool(case.sent and limit) and between(case.sent, now, case.clock, calendar) > limit
    except CalendarNotAvailable:
        late = False
    return standing(case) or (Why.RETURN_OVER if late else None)


def reporting_done(case: Case, words: str) -> Why | None:
    """反馈: what was done, in words; evidence may come with it or with the verification."""
    if case.stage not in IN_HAND:
        return Why.NOT_OUT
    return standing(case) or (None if words.strip() else Why.NO_WORDS)


def shown(case: Case, pictures: Sequence[str] = ()) -> tuple[str, ...]:
    """The evidence of this round, with these pictures: what was shown in a round that failed shows nothing new."""
    return tuple(dict.fromkeys(name for name in (*case.evidence, *pictures) if name not in case.earlier))


def sent_again(case: Case) -> dict[str, Any]:
    """返工: what changes in a case whose verification failed. Its pictures stay on record, as those of before."""
    return {
        "rework": case.rework + 1, "feedback": "", "handler": "", "evidence": (),
        "earlier": tuple(dict.fromkeys((*case.earlier, *case.evidence))),
    }  # fmt: skip


def closing(case: Case, verifier: str, words: str, evidence: Sequence[str] = ()) -> Why | None:
    """核查结案 by ``verifier`` (a person's id), who may bring evidence of their own."""
    if case.stage is not Stage.CHECKING:
        return Why.NOT_REPORTED_DONE
    if not case.feedback.strip():
        return Why.NO_FEEDBACK
    if verifier == case.handler:
        return Why.SAME_PERSON
    if not shown(case, evidence):
        return Why.NO_EVIDENCE if not case.earlier else Why.NO_NEW_EVIDENCE
    return None if words.strip() else Why.NO_WORDS
