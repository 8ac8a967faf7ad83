"""Cases as the desk chases them: which to show, in which order, what may be done with one, and in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from console.config.tables import Tables
from console.domain.departments import DEPARTMENTS
from console.domain.entities import Case, Stage
from console.domain.incidents import case_rules, extension, two_axes
from console.domain.incidents.two_axes import AxisAct
from console.domain.roles import Person, Role
from console.models.clock import local
from console.models.text.labels import stage_name
from console.models.text.pinyin import haystack, spellings
from console.models.world import World

__all__ = [
    "DEPARTMENTS", "KEYS", "SHOWN", "SHOW_WORDS", "CaseAct", "CaseShow", "HeldCase", "act_name", "counts", "find",
    "is_of", "listing", "refuses", "request_words", "shows", "stage_words",
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


SHOW_WORDS = {
    CaseShow.MINE: "本部门", CaseShow.TO_SEND: "待派遣", CaseShow.OUT: "在办", CaseShow.TO_VERIFY: "待核查",
    CaseShow.LATE: "超时", CaseShow.ALL: "全部", CaseShow.TO_DECIDE: "延期待审批",
}  # fmt: skip


class CaseAct(Enum):
    """Acts on a case; the value is the tag of the intent, and so the name of the right."""

    DISPATCH = "dispatch"
    RECEIVE = "receive"
    FEEDBACK = "feedback"
    CLOSE = "close"
    TRANSFER = "transfer"
    SEND_BACK = "send_back"
    URGE = "urge"
    EXTEND = "extend"
    DECIDE = "decide_extension"
    ESCALATE = "escalate"
    COUNTY = "notify_county"
    INCIDENT = "open_incident"
    ATTACH = "attach"
    COMMENT = "comment"


NAMES = {
    CaseAct.DISPATCH: "派遣", CaseAct.RECEIVE: "接收", CaseAct.FEEDBACK: "反馈", CaseAct.CLOSE: "核查结案",
    CaseAct.TRANSFER: "改派", CaseAct.SEND_BACK: "退回", CaseAct.URGE: "督办", CaseAct.EXTEND: "申请延期",
    CaseAct.DECIDE: "延期审批", CaseAct.ESCALATE: "升级", CaseAct.COUNTY: "通知县区", CaseAct.INCIDENT: "转事件",
    CaseAct.ATTACH: "并入", CaseAct.COMMENT: "备注",
}  # fmt: skip
KEYS = {
    CaseAct.DISPATCH: "D", CaseAct.RECEIVE: "J", CaseAct.FEEDBACK: "F", CaseAct.CLOSE: "V", CaseAct.TRANSFER: "T",
    CaseAct.SEND_BACK: "B", CaseAct.URGE: "U", CaseAct.EXTEND: "X", CaseAct.DECIDE: "P",
    CaseAct.ESCALATE: "L", CaseAct.COUNTY: "N", CaseAct.INCIDENT: "I", CaseAct.ATTACH: "M", CaseAct.COMMENT: "C",
}  # fmt: skip
_WHY: dict[Enum, str] = {
    case_rules.Why.NOT_DISPATCHED: "已派遣、尚未接收时才能接收", case_rules.Why.NOT_OUT: "部门在办时才能反馈",
    case_rules.Why.NOT_REPORTED_DONE: "部门反馈以后才能核查结案", case_rules.Why.NO_FEEDBACK: "没有反馈内容",
    case_rules.Why.SAME_PERSON: "处置人不能核查自己办的案件",
    extension.Why.NOT_IN_HAND: "部门在办的案件才能延期", extension.Why.OVER: "已过时限，不能延期",
    extension.Why.USED_UP: "已达到允许的延期次数", extension.Why.ALREADY_ASKED: "已有延期申请，等待审批",
    extension.Why.NOT_ASKED: "没有延期申请", extension.Why.OWN_REQUEST: "不能审批自己提出的延期申请",
    extension.Why.OWN_DEPARTMENT: "由其他部门或中心审批，本部门不能审批本部门的延期申请",
    two_axes.Why.DIRECTED: "派遣、改派或督办过本案的人不能核查本案",
    two_axes.Why.VERIFIED: "核查过本案的人不能再派遣、改派或督办本案",
}  # fmt: skip
_TO_SEND = (Stage.REPORTED, Stage.FILED)
_STAGES_OF = {
    CaseShow.TO_SEND: _TO_SEND, CaseShow.OUT: (Stage.DISPATCHED, Stage.HANDLING), CaseShow.TO_VERIFY: (Stage.CHECKING,),
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


def act_name(act: CaseAct, case: Case | None = None) -> str:
    """The act's name; what failed its verification is sent again."""
    if act is CaseAct.DISPATCH and case is not None and case.stage is Stage.CHECKING:
        return tr("返工")
    return tr(NAMES[act])


def stage_words(case: Case) -> str:
    """Where it stands."""
    return stage_name(case.stage)


def is_of(case: Case, department: str) -> bool:
    """Whether a department leads a case or assists; its short name counts too."""
    return bool(department) and case_rules.concerns(case, department)


def shows(case: Case, show: CaseShow, department: str) -> bool:
    """Whether a first choice shows a case."""
    if show is CaseShow.MINE:
        return is_of(case, department)
    if show is CaseShow.LATE:
        return case.overdue
    if show is CaseShow.TO_DECIDE:
        return case.extension is not None
    return show is CaseShow.ALL or case.stage in _STAGES_OF[show]


def listing(world: World, show: CaseShow, department: str, text: str = "") -> list[HeldCase]:
    """The open cases that are wanted, the one that is due first on top. Words are found as in the alarm list."""
    terms = text.lower().split()
    times = Counter(case.id for case in world.cases.values()) if len(world.backends) > 1 else {}
    found = [
        HeldCase(key, world.owners.get(key, 0), case, times.get(case.id, 1) > 1)
        for key, case in world.cases.items()
        if shows(case, show, department) and (not terms or _holds(world, case, terms))
    ]
    found.sort(key=lambda held: (held.case.due, held.case.id))
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


OF_THE_DEPARTMENT = frozenset({CaseAct.RECEIVE, CaseAct.FEEDBACK, CaseAct.SEND_BACK, CaseAct.EXTEND})
_AXIS_ACTS = {
    CaseAct.DISPATCH: AxisAct.DISPATCH, CaseAct.TRANSFER: AxisAct.TRANSFER, CaseAct.URGE: AxisAct.URGE,
    CaseAct.CLOSE: AxisAct.CLOSE,
}  # fmt: skip
_NOBODY = Person("", "", Role.WALL)


def request_words(case: Case) -> str:
    """The request to put the case off that waits: who wants what and why, who decides, and until when."""
    request = case.extension
    if request is None:
        return ""
    who = " ".join(part for part in (request.department, request.name) if part)
    asked = tr("{} 申请延期至 {:%m-%d %H:%M}：{}").format(who, local(request.due), request.reason)
    by = tr("待其他部门或中心的指挥长、值班长在 {:%m-%d %H:%M} 前审批，批准前时限不变").format(local(case.due))
    return tr("{}。{}。").format(asked, by)


def refuses(act: CaseAct, case: Case, person: Person | None, tables: Tables, now: int) -> str:
    """Why a case's state does not allow an act, empty if it does; by the gateway's own rules where there are some."""
    who = person or _NOBODY
    why = _state_refuses(act, case, who, tables.limits.extensions, now)
    if not why and act in OF_THE_DEPARTMENT and not case_rules.concerns(case, who.department):
        return tr("由主办或协办部门来办")
    if not why and act in _AXIS_ACTS:
        again = act is CaseAct.DISPATCH and case.stage is Stage.CHECKING
        apart = tables.axes.refuses(AxisAct.REWORK if again else _AXIS_ACTS[act], case, who)
        return tr(_WHY[apart]) if apart else ""
    return why


def _state_refuses(act: CaseAct, case: Case, person: Person, extensions: int, now: int) -> str:
    stage = case.stage
    whys: dict[CaseAct, Callable[[], Enum | None]] = {
        CaseAct.RECEIVE: lambda: case_rules.receiving(case),
        CaseAct.FEEDBACK: lambda: case_rules.reporting_done(case, "-"),
        CaseAct.CLOSE: lambda: case_rules.closing(case, person.id, "-", ("-",)),
        CaseAct.EXTEND: lambda: extension.may_ask(case, now, extensions),
        CaseAct.DECIDE: lambda: extension.may_decide(case, person, now),
    }
    if act in whys:
        why = whys[act]()
        return tr(_WHY[why]) if why else ""
    said = {
        CaseAct.DISPATCH: stage not in (*_TO_SEND, Stage.CHECKING) and tr("已派遣，可以改派"),
        CaseAct.TRANSFER: stage in _TO_SEND and tr("还没有派遣"),
        CaseAct.SEND_BACK: stage is not Stage.DISPATCHED and tr("部门接收以后不能退回"),
        CaseAct.INCIDENT: case.incident and tr("已在事件中"),
        CaseAct.ATTACH: case.incident and tr("已在事件中"),
    }.get(act)  # fmt: skip
    return str(said) if said else ""
