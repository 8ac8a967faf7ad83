"""What a person can want, one typed intent an act. Times in ms; texts are the person's own words."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from console.domain.entities import Grade, Id, Latitude, Longitude, Millis, Text, Title

Reason = Annotated[str, Meta(min_length=1, max_length=500)]
Figures = Annotated[dict[str, Annotated[float, Meta(ge=0, le=1e15)]], Meta(max_length=20)]
"""Measures of an incident by name (``deaths``, ``loss_yuan`` …); see ``resources/tables/incident_grades.toml``."""
Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Pictures = Annotated[tuple[Digest, ...], Meta(max_length=9)]
Names = Annotated[tuple[str, ...], Meta(min_length=1, max_length=40)]


class Intent(msgspec.Struct, frozen=True, tag_field="do", forbid_unknown_fields=True, kw_only=True):
    """Base of all intents; ``about`` is the id of the entity it is about."""

    about: Id


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


class Dispatch(Intent, frozen=True, tag="dispatch", kw_only=True):
    """派遣 a case, or an alarm as a new case, to one or several departments; the first is the lead (主办)."""

    departments: Names
    note: Title = ""
    due: Millis = 0


class Transfer(Intent, frozen=True, tag="transfer", kw_only=True):
    """改派 to another department."""

    department: str
    reason: Reason


class Urge(Intent, frozen=True, tag="urge", kw_only=True):
    """督办."""

    note: Reason


class Extend(Intent, frozen=True, tag="extend", kw_only=True):
    """延期申请: a later due time, before the present one is over. Nothing moves until somebody else approves it."""

    due: Millis
    reason: Reason


class DecideExtension(Intent, frozen=True, tag="decide_extension", kw_only=True):
    """延期审批: of the request that waits; a refusal says why."""

    approve: bool
    reason: Title = ""


class SendBack(Intent, frozen=True, tag="send_back", kw_only=True):
    """退回: not this department's duty; says why."""

    reason: Reason


class Receive(Intent, frozen=True, tag="receive", kw_only=True):
    """接收: the department takes the case that was sent to it."""


class Feedback(Intent, frozen=True, tag="feedback", kw_only=True):
    """反馈: the department reports what it did, with evidence; the case waits for its verification."""

    text: Reason
    pictures: Pictures = ()


class Close(Intent, frozen=True, tag="close", kw_only=True):
    """核查结案: somebody who did not handle it has looked, and says in words what they found."""

    text: Reason
    pictures: Pictures = ()


class Escalate(Intent, frozen=True, tag="escalate", kw_only=True):
    """升级上报 to the next level up."""

    reason: Reason


class NotifyCounty(Intent, frozen=True, tag="notify_county", kw_only=True):
    """通知县区: ``county`` is a 6-digit area code."""

    county: Annotated[str, Meta(min_length=6, max_length=6)]
    note: Title = ""


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
    | Dispatch
    | Transfer
    | Urge
    | Extend
    | DecideExtension
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
