"""What may be done with a case: which acts have a place at its stage, why others have to wait, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QCoreApplication

from console.config.tables import Tables
from console.domain.entities import Case, Stage, System, Wish
from console.domain.incidents import case_rules, filing, putting_off, two_axes
from console.domain.incidents.two_axes import AxisAct
from console.domain.roles import Person, Role
from console.models.clock import local


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("case_acts", text)


class CaseAct(Enum):
    """Acts on a case; the value is the tag of the intent, and so the name of the right."""

    FILE = "file_case"
    DECLINE = "decline_case"
    DISPATCH = "dispatch"
    RECEIVE = "receive"
    FEEDBACK = "feedback"
    CLOSE = "close"
    TRANSFER = "transfer"
    SEND_BACK = "send_back"
    URGE = "urge"
    EXTEND = "extend"
    DEFER = "defer"
    RESUME = "resume"
    WITHDRAW = "withdraw_request"
    DECIDE = "decide_extension"
    ESCALATE = "escalate"
    COUNTY = "notify_county"
    INCIDENT = "open_incident"
    ATTACH = "attach"
    COMMENT = "comment"
    VOID = "void_case"


NAMES = {
    CaseAct.FILE: "立案", CaseAct.DECLINE: "不予立案", CaseAct.VOID: "作废",
    CaseAct.DISPATCH: "派遣", CaseAct.RECEIVE: "接收", CaseAct.FEEDBACK: "反馈", CaseAct.CLOSE: "核查结案",
    CaseAct.TRANSFER: "改派", CaseAct.SEND_BACK: "退回", CaseAct.URGE: "督办", CaseAct.EXTEND: "申请延期",
    CaseAct.DEFER: "申请缓办",
    CaseAct.RESUME: "恢复办理", CaseAct.WITHDRAW: "撤回申请", CaseAct.DECIDE: "审批",
    CaseAct.ESCALATE: "升级", CaseAct.COUNTY: "通知县区", CaseAct.INCIDENT: "转事件",
    CaseAct.ATTACH: "并入", CaseAct.COMMENT: "备注",
}  # fmt: skip
KEYS = {
    CaseAct.FILE: "A", CaseAct.DECLINE: "R", CaseAct.VOID: "Z",
    CaseAct.DISPATCH: "D", CaseAct.RECEIVE: "J", CaseAct.FEEDBACK: "F", CaseAct.CLOSE: "V", CaseAct.TRANSFER: "T",
    CaseAct.SEND_BACK: "B", CaseAct.URGE: "U", CaseAct.EXTEND: "X", CaseAct.DEFER: "H",
    CaseAct.RESUME: "G", CaseAct.WITHDRAW: "W", CaseAct.DECIDE: "P",
    CaseAct.ESCALATE: "L", CaseAct.COUNTY: "N", CaseAct.INCIDENT: "I", CaseAct.ATTACH: "M", CaseAct.COMMENT: "C",
}  # fmt: skip
_WHY: dict[Enum, str] = {
    case_rules.Why.NOT_DISPATCHED: "已派遣、尚未接收时才能接收", case_rules.Why.NOT_OUT: "部门在办时才能反馈",
    case_rules.Why.NOT_REPORTED_DONE: "部门反馈以后才能核查结案", case_rules.Why.NO_FEEDBACK: "没有反馈内容",
    case_rules.Why.SAME_PERSON: "处置人不能核查自己办的案件",
    filing.Why.NOT_REPORTED: "已经立案", filing.Why.NOT_FILED: "先由监督方立案，再派遣",
    filing.Why.OWN_DEPARTMENT: "由中心或其他部门决定，本部门不能决定本部门的案件",
    case_rules.Why.DEFERRED: "缓办期间不办理，请先恢复办理", case_rules.Why.NOT_TO_RETURN: "部门接收以后不能退回",
    case_rules.Why.RETURN_OVER: "已过退回时限，可请中心改派",
    putting_off.Why.NOT_IN_HAND: "部门在办的案件才能延期或缓办", putting_off.Why.OVER: "已过时限，不能延期",
    putting_off.Why.USED_UP: "已达到允许的延期次数", putting_off.Why.ALREADY_ASKED: "已有申请，等待审批",
    putting_off.Why.NOT_ASKED: "没有待审批的申请", putting_off.Why.OWN_REQUEST: "不能审批自己提出的申请",
    putting_off.Why.OWN_DEPARTMENT: "由其他部门或中心审批，本部门不能审批本部门的申请",
    putting_off.Why.DEFERRED: "缓办期间不能再申请", putting_off.Why.NOT_DEFERRED: "没有缓办",
    putting_off.Why.NOT_YOURS: "只有申请人或申请部门可以撤回",
    two_axes.Why.DIRECTED: "派遣、改派或督办过本案的人不能对本案立案或核查",
    two_axes.Why.VERIFIED: "立案或核查过本案的人不能再派遣、改派或督办本案",
}  # fmt: skip
_GRID_NAMES = {CaseAct.FILE: "受理", CaseAct.DECLINE: "不予受理"}
_TO_SEND = (Stage.REPORTED, Stage.FILED)


def act_name(act: CaseAct, case: Case | None = None) -> str:
    """The act's name; what failed its verification is sent again, and 网格 has words of its own for 立案."""
    if act is CaseAct.DISPATCH and case is not None and case.stage is Stage.CHECKING:
        return tr("返工")
    if act is CaseAct.DECIDE and case is not None and case.request is not None:
        return tr("延期审批") if case.request.wish is Wish.EXTEND else tr("缓办审批")
    if case is not None and case.system is System.GRID and act in _GRID_NAMES:
        return tr(_GRID_NAMES[act])
    return tr(NAMES[act])


def has_place(act: CaseAct, case: Case) -> bool:
    """Whether an act has a place at the stage of a case; what never comes (again) is not shown as waiting either."""
    if act in (CaseAct.FILE, CaseAct.DECLINE):
        return case.stage is Stage.REPORTED
    if act in (CaseAct.DECIDE, CaseAct.WITHDRAW):
        return case.request is not None
    if act in (CaseAct.RESUME, CaseAct.DEFER):
        return (case.deferral is not None) is (act is CaseAct.RESUME)
    return True


OF_THE_DEPARTMENT = frozenset({
    CaseAct.RECEIVE, CaseAct.FEEDBACK, CaseAct.SEND_BACK, CaseAct.EXTEND, CaseAct.DEFER, CaseAct.RESUME,
})  # fmt: skip
_AXIS_ACTS = {
    CaseAct.DISPATCH: AxisAct.DISPATCH, CaseAct.TRANSFER: AxisAct.TRANSFER, CaseAct.URGE: AxisAct.URGE,
    CaseAct.CLOSE: AxisAct.CLOSE, CaseAct.FILE: AxisAct.FILE, CaseAct.DECLINE: AxisAct.DECLINE,
}  # fmt: skip
_NOBODY = Person("", "", Role.WALL)


def asked_words(case: Case) -> str:
    """In a list: what waits for a decision."""
    if case.request is None:
        return ""
    return tr("延期待审批") if case.request.wish is Wish.EXTEND else tr("缓办待审批")


def request_words(case: Case) -> str:
    """What waits for a decision, or keeps the clock: who wants what and why, who decides, and until when."""
    request, deferral = case.request, case.deferral
    if request is not None:
        who = " ".join(part for part in (request.department, request.name) if part)
        extends = request.wish is Wish.EXTEND
        asks = tr("{} 申请延期至 {:%m-%d %H:%M}：{}") if extends else tr("{} 申请缓办至 {:%m-%d %H:%M}：{}")
        by = tr("待其他部门或中心的指挥长、值班长在 {:%m-%d %H:%M} 前审批，批准前时限不变")
        decided = by.format(local(case.due if extends else request.until))
        return tr("{}。{}。").format(asks.format(who, local(request.until), request.reason), decided)
    if deferral is None:
        return ""
    stands = tr("{:%m-%d %H:%M} 起缓办，时钟停走，最迟 {:%m-%d %H:%M} 恢复").format(
        local(deferral.since), local(deferral.until)
    )
    return tr("{}。{} 申请，{} 批准：{}。").format(stands, deferral.name, deferral.agreed, deferral.reason)


def refuses(act: CaseAct, case: Case, person: Person | None, tables: Tables, now: int) -> str:
    """Why a case's state does not allow an act, empty if it does; by the gateway's own rules where there are some."""
    who = person or _NOBODY
    why = _state_refuses(act, case, who, tables, now)
    if not why and act in OF_THE_DEPARTMENT and not case_rules.concerns(case, who.department):
        return tr("由主办或协办部门来办")
    if not why and act in _AXIS_ACTS:
        again = act is CaseAct.DISPATCH and case.stage is Stage.CHECKING
        apart = tables.axes.refuses(AxisAct.REWORK if again else _AXIS_ACTS[act], case, who)
        return tr(_WHY[apart]) if apart else ""
    return why


def _state_refuses(act: CaseAct, case: Case, person: Person, tables: Tables, now: int) -> str:
    stage = case.stage
    whys: dict[CaseAct, Callable[[], Enum | None]] = {
        CaseAct.RECEIVE: lambda: case_rules.receiving(case),
        CaseAct.FEEDBACK: lambda: case_rules.reporting_done(case, "-"),
        CaseAct.CLOSE: lambda: case_rules.closing(case, person.id, "-", ("-",)),
        CaseAct.EXTEND: lambda: putting_off.may_ask(case, Wish.EXTEND, now, tables.limits),
        CaseAct.DEFER: lambda: putting_off.may_ask(case, Wish.DEFER, now, tables.limits),
        CaseAct.RESUME: lambda: putting_off.resuming(case),
        CaseAct.WITHDRAW: lambda: putting_off.may_withdraw(case, person, now),
        CaseAct.DECIDE: lambda: putting_off.may_decide(case, person, now),
        CaseAct.TRANSFER: lambda: case_rules.standing(case),
        CaseAct.SEND_BACK: lambda: case_rules.sending_back(case, now, tables.limits.accept, tables.calendar),
        CaseAct.FILE: lambda: filing.judging(case, person),
        CaseAct.DECLINE: lambda: filing.judging(case, person),
        CaseAct.VOID: lambda: filing.may_void(case, person),
        CaseAct.DISPATCH: lambda: filing.first_filed(case, tables.axes),
    }
    if act in whys and (why := whys[act]()) is not None:
        return tr(_WHY[why])
    said = {
        CaseAct.DISPATCH: stage not in (*_TO_SEND, Stage.CHECKING) and tr("已派遣，可以改派"),
        CaseAct.TRANSFER: stage in _TO_SEND and tr("还没有派遣"),
        CaseAct.INCIDENT: case.incident and tr("已在事件中"),
        CaseAct.ATTACH: case.incident and tr("已在事件中"),
    }.get(act)  # fmt: skip
    return str(said) if said else ""
