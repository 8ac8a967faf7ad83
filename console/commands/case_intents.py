"""What a person can want of a case."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from console.commands.intent import Intent, Names, Pictures, Reason
from console.domain.entities import Millis, Title
from console.domain.incidents.filing import Told


class FileCase(Intent, frozen=True, tag="file_case", kw_only=True):
    """受理、立案: a report becomes a case that somebody handles."""

    note: Title = ""


class DeclineCase(Intent, frozen=True, tag="decline_case", kw_only=True):
    """不予受理、不予立案: says why, and how the reporter was told (``filing.Told``)."""

    reason: Reason
    told: Told


class VoidCase(Intent, frozen=True, tag="void_case", kw_only=True):
    """作废: it should never have been a case; says why, and counts nowhere."""

    reason: Reason


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


class Defer(Intent, frozen=True, tag="defer", kw_only=True):
    """缓办申请 (挂账): the clock of what cannot be done now shall stand until a day, if somebody else approves."""

    until: Millis
    reason: Reason


class Resume(Intent, frozen=True, tag="resume", kw_only=True):
    """恢复办理 of what is deferred, before its day: the clock goes on."""

    reason: Reason


class WithdrawRequest(Intent, frozen=True, tag="withdraw_request", kw_only=True):
    """撤回申请: whoever asked, or their department, takes the request back while nobody has decided."""


class DecideRequest(Intent, frozen=True, tag="decide_extension", kw_only=True):
    """审批 of the request that waits, 延期 or 缓办; a refusal says why.

    Its tag is from when there was one wish only: acts that wait on a desk's disk bear it.
    """

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
