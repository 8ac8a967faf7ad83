"""What a person can want, one typed intent an act. Times in ms; texts are the person's own words."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from console.commands.case_intents import (
    Close,
    DecideRequest,
    DeclineCase,
    Defer,
    Dispatch,
    Escalate,
    Extend,
    Feedback,
    FileCase,
    NotifyCounty,
    Receive,
    Resume,
    SendBack,
    Transfer,
    Urge,
    VoidCase,
    WithdrawRequest,
)
from console.commands.intent import Digest, Figures, Intent, Pictures, Reason
from console.domain.entities import Grade, Id, Latitude, Longitude, Millis, Text, Title

__all__ = [
    "Acknowledge",
    "ActivatePlan",
    "AnyIntent",
    "Attach",
    "CheckTask",
    "Close",
    "CloseIncident",
    "Comment",
    "DecideRequest",
    "DecideSwap",
    "DeclineCase",
    "Defer",
    "Dispatch",
    "Escalate",
    "Extend",
    "Feedback",
    "FileCase",
    "GiveHandover",
    "GradeIncident",
    "Intent",
    "Invite",
    "NotifyCounty",
    "OpenIncident",
    "Receive",
    "Report",
    "RequestSwap",
    "ResetLatch",
    "Resume",
    "ReturnToService",
    "SaveShift",
    "SendBack",
    "Shelve",
    "TakeHandover",
    "TakeOutOfService",
    "Transfer",
    "UnitMark",
    "Unshelve",
    "Urge",
    "VoidCase",
    "WithdrawRequest",
]


class Acknowledge(Intent, frozen=True, tag="acknowledge", kw_only=True):
    """确认 an alarm: seen."""


class ResetLatch(Intent, frozen=True, tag="reset", kw_only=True):
    """复位 a latched alarm."""


class Shelve(Intent, frozen=True, tag="shelve", kw_only=True):
    """搁置 an alarm until ``until``."""

    until: Millis
    reason: Title


class Unshelve(Intent, frozen=True, tag="unshelve", kw_only=True):
    """取消搁置 by hand."""


class TakeOutOfService(Intent, frozen=True, tag="out_of_service", kw_only=True):
    """停用 an alarm point."""

    reason: Title


class ReturnToService(Intent, frozen=True, tag="return_to_service", kw_only=True):
    """恢复启用."""


class Comment(Intent, frozen=True, tag="comment", kw_only=True):
    """备注 on anything; ``instruction``: a leader's 批示. Pictures by their SHA-256."""

    text: Annotated[Text, Meta(min_length=1)]
    instruction: bool = False
    pictures: Pictures = ()


class OpenIncident(Intent, frozen=True, tag="open_incident", kw_only=True):
    """转事件: a new incident (``about`` is its new id) from alarms and cases, or from a report by word of mouth."""

    cls: str
    grade: Grade
    title: Annotated[Title, Meta(min_length=1)]
    alarms: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    area: str = ""
    lon: Longitude | None = None
    lat: Latitude | None = None
    figures: Figures = {}
    source: Title = ""


class Attach(Intent, frozen=True, tag="attach", kw_only=True):
    """并入事件: more alarms and cases, or another report by word of mouth, belong to a running incident.

    ``source``: who reported it and how; ``text``: what they said.
    """

    alarms: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    source: Title = ""
    text: Title = ""


class GradeIncident(Intent, frozen=True, tag="grade_incident", kw_only=True):
    """调整等级, with the figures as they are known now."""

    grade: Grade
    reason: Reason
    figures: Figures = {}


class CloseIncident(Intent, frozen=True, tag="close_incident", kw_only=True):
    """终止."""

    text: Reason


class ActivatePlan(Intent, frozen=True, tag="activate_plan", kw_only=True):
    """启动预案 at a response level; its checklist becomes tasks."""

    plan: Id
    level: Grade


class CheckTask(Intent, frozen=True, tag="check_task", kw_only=True):
    """勾选 a task of the checklist as done, or take the tick back."""

    done: bool = True


class Report(Intent, frozen=True, tag="report", kw_only=True):
    """初报, 续报 or 终报 of an incident was sent to ``to``."""

    stage: Annotated[str, Meta(pattern="^(first|further|final)$")]
    to: Annotated[str, Meta(min_length=1, max_length=80)]
    text: Annotated[Text, Meta(min_length=1)]
    channel: Annotated[str, Meta(max_length=40)] = ""


class UnitMark(Intent, frozen=True, tag="unit_mark", kw_only=True):
    """A responsible unit joined, received, arrived or reported."""

    unit: Annotated[str, Meta(min_length=1, max_length=80)]
    mark: Annotated[str, Meta(pattern="^(joined|received|arrived|reported)$")]


class Invite(Intent, frozen=True, tag="invite", kw_only=True):
    """视频会商: a participant is invited, has answered, declined or left, consents or objects to a recording."""

    person: Annotated[str, Meta(min_length=1, max_length=80)]
    mark: Annotated[str, Meta(pattern="^(invited|answered|declined|left|consents|objects)$")]


class SaveShift(Intent, frozen=True, tag="save_shift", kw_only=True):
    """排班: who is on duty in a shift (``about`` is the shift's id)."""

    starts: Millis
    ends: Millis
    leader: str
    commanders: dict[str, str]
    watch_leader: str
    dispatchers: dict[str, list[str]]


class RequestSwap(Intent, frozen=True, tag="request_swap", kw_only=True):
    """换班申请: in shift ``about``, ``person`` is to be replaced by ``other``."""

    person: str
    other: str
    reason: Reason


class DecideSwap(Intent, frozen=True, tag="decide_swap", kw_only=True):
    """换班审批."""

    approve: bool
    reason: Title = ""


class GiveHandover(Intent, frozen=True, tag="give_handover", kw_only=True):
    """交班签字: the draft as it stands, with remarks; ``about`` is the hand-over's id."""

    shift: str
    body: Annotated[str, Meta(min_length=2, max_length=60_000)]
    digest: Digest


class TakeHandover(Intent, frozen=True, tag="take_handover", kw_only=True):
    """接班签字: never by the one who gave it; what is signed is what the hash says."""

    digest: Digest


AnyIntent = (
    Acknowledge
    | ResetLatch
    | Shelve
    | Unshelve
    | TakeOutOfService
    | ReturnToService
    | Comment
    | FileCase
    | DeclineCase
    | VoidCase
    | Dispatch
    | Transfer
    | Urge
    | Extend
    | Defer
    | Resume
    | WithdrawRequest
    | DecideRequest
    | SendBack
    | Receive
    | Feedback
    | Close
    | Escalate
    | NotifyCounty
    | OpenIncident
    | Attach
    | GradeIncident
    | CloseIncident
    | ActivatePlan
    | CheckTask
    | Report
    | UnitMark
    | Invite
    | SaveShift
    | RequestSwap
    | DecideSwap
    | GiveHandover
    | TakeHandover
)
