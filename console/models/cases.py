"""Cases as the desk chases them: which to show, in which order, and in which words. Acts are in ``case_acts``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from console.domain.departments import DEPARTMENTS
from console.domain.entities import Case, Dropped, Stage
from console.domain.incidents import case_rules
from console.models.text.labels import stage_name
from console.models.text.pinyin import haystack, spellings
from console.models.world import World

__all__ = [
    "DEPARTMENTS", "SHOWN", "SHOW_WORDS", "CaseShow", "HeldCase", "counts", "find", "is_of", "listing", "shows",
    "stage_words",
]  # fmt: skip
SHOWN = 2_000
"""So many cases are listed at most, the most urgent; the filters bring the others."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("cases", text)


class CaseShow(Enum):
    """The first choice above the list."""

    MINE = "mine"
    TO_SEND = "to send"
    OUT = "out"
    TO_VERIFY = "to verify"
    LATE = "late"
    ALL = "all"
    TO_DECIDE = "to decide"
    TO_FILE = "to file"
    DEFERRED = "deferred"


SHOW_WORDS = {
    CaseShow.MINE: "本部门", CaseShow.TO_SEND: "待派遣", CaseShow.OUT: "在办", CaseShow.TO_VERIFY: "待核查",
    CaseShow.LATE: "超时", CaseShow.ALL: "全部", CaseShow.TO_DECIDE: "待审批",
    CaseShow.TO_FILE: "待立案", CaseShow.DEFERRED: "缓办",
}  # fmt: skip


DROPPED = {Dropped.DECLINED: "不予立案", Dropped.VOID: "作废"}
_STAGES_OF = {
    CaseShow.TO_FILE: (Stage.REPORTED,), CaseShow.TO_SEND: (Stage.FILED,),
    CaseShow.OUT: (Stage.DISPATCHED, Stage.HANDLING), CaseShow.TO_VERIFY: (Stage.CHECKING,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A case with the cache's key and the backend where acts on it are sent."""

    key: int
    backend: int
    case: Case
    twin: bool = False
    """Whether another backend has given the same id to a case of its own."""

    @property
    def id(self) -> str:
        """By which a list finds it again."""
        return f"{self.case.id} @{self.backend}" if self.twin else self.case.id


def stage_words(case: Case) -> str:
    """Where it stands, or how it ended."""
    if case.dropped is not None:
        return tr(DROPPED[case.dropped])
    if case.deferral is not None:
        return tr("缓办")
    return stage_name(case.stage)


def is_of(case: Case, department: str) -> bool:
    """Whether a department leads a case or assists; its short name counts too."""
    return bool(department) and case_rules.concerns(case, department)


def shows(case: Case, show: CaseShow, department: str) -> bool:
    """Whether a first choice shows a case."""
    if show is CaseShow.MINE:
        return is_of(case, department)
    if show is CaseShow.LATE:
        return case.late
    if show is CaseShow.TO_DECIDE:
        return case.request is not None
    if show is CaseShow.DEFERRED:
        return case.deferral is not None
    return show is CaseShow.ALL or case.stage in _STAGES_OF[show]


def listing(world: World, show: CaseShow, department: str, text: str = "") -> list[HeldCase]:
    """The open cases that are wanted, the first due on top and below all what is deferred.

    Words are found as in the alarm list.
    """
    terms = text.lower().split()
    times = Counter(case.id for case in world.cases.values()) if len(world.backends) > 1 else {}
    found = [
        HeldCase(key, world.owners.get(key, 0), case, times.get(case.id, 1) > 1)
        for key, case in world.cases.items()
        if shows(case, show, department) and (not terms or _holds(world, case, terms))
    ]
    found.sort(key=lambda held: (held.case.deferral is not None, held.case.due, held.case.id))
    return found


def _holds(world: World, case: Case, terms: list[str]) -> bool:
    line = haystack(case.title, world.registers.county_name(case.area), case.category, case.department, case.id)
    return all(any(spelling in line for spelling in spellings(term)) for term in terms)


def counts(world: World, department: str) -> dict[CaseShow, int]:
    """How many each first choice shows."""
    cases = list(world.cases.values())
    return {show: sum(shows(case, show, department) for case in cases) for show in CaseShow}


def find(world: World, name: str, backend: int | None = None) -> HeldCase | None:
    """The open case of this id at a backend; None too where two have one and nobody says which is meant."""
    found = [(key, world.owners.get(key, 0), case) for key, case in world.cases.items() if case.id == name]
    held = [HeldCase(*each, len(found) > 1) for each in found if backend in (None, each[1])]
    return held[0] if len(held) == 1 else None
