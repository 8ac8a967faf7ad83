"""How a case gets from a department back to the centre: received, reported done with evidence, verified, closed.

Domain notes 1.3 and 5.2: who handles and who verifies are separate; closing needs the feedback in words, at least one
piece of evidence, and somebody else's eyes. Pure: each rule says why not, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from console.domain.departments import full_name
from console.domain.entities import Case, Stage


class Why(Enum):
    """Why an act on a case was refused; the words are the interface's."""

    NOT_DISPATCHED = "only what is dispatched can be received"
    NOT_OUT = "only what a department has in hand can be reported done"
    NO_WORDS = "a result is needed"
    NOT_REPORTED_DONE = "the department has not reported it done"
    NO_FEEDBACK = "there is no feedback in words"
    NO_EVIDENCE = "there is no evidence"
    OTHER_DEPARTMENT = "another department has it in hand"
    SAME_PERSON = "who handled a case does not verify it"


IN_HAND = frozenset({Stage.DISPATCHED, Stage.HANDLING})
"""With a department, which has not reported it done."""


def concerns(case: Case, department: str) -> bool:
    """Whether somebody of this department may act for the one that has the case in hand: the lead, or one that helps.

    Who belongs to no department belongs to the centre, and may step in for any.
    """
    names = {full_name(name) for name in (case.department, *case.assisting) if name}
    return not department or full_name(department) in names


def receiving(case: Case) -> Why | None:
    """接收: the department takes what was sent to it."""
    return None if case.stage is Stage.DISPATCHED else Why.NOT_DISPATCHED


def reporting_done(case: Case, words: str) -> Why | None:
    """反馈: what was done, in words; evidence may come with it or with the verification."""
    if case.stage not in IN_HAND:
        return Why.NOT_OUT
    return None if words.strip() else Why.NO_WORDS


def closing(case: Case, verifier: str, words: str, evidence: Sequence[str] = ()) -> Why | None:
    """核查结案 by ``verifier`` (a person's id), who may bring evidence of their own."""
    if case.stage is not Stage.CHECKING:
        return Why.NOT_REPORTED_DONE
    if not case.feedback.strip():
        return Why.NO_FEEDBACK
    if verifier == case.handler:
        return Why.SAME_PERSON
    if not (case.evidence or evidence):
        return Why.NO_EVIDENCE
    return None if words.strip() else Why.NO_WORDS
