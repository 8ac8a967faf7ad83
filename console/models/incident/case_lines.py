"""Lines of a case's story in words: reports that are not taken up, requests and what became of them, its clock."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.domain.entities import Decision
from console.domain.incidents.filing import Told
from console.models.clock import local, number_in


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("case_lines", text)


def joined(*parts: str) -> str:
    """Facts of one line, without those that are empty."""
    return " · ".join(part for part in parts if part)


def declined(data: dict[str, str]) -> str:
    """How the reporter was told that nobody takes it up."""
    words = _TOLD.get(data.get("told", ""), "")
    return tr(words) if words else ""


_TOLD = {
    Told.PHONE.value: "已电话告知上报人", Told.MESSAGE.value: "已短信告知上报人",
    Told.APP.value: "已在上报应用中告知上报人", Told.IN_PERSON.value: "已当面告知上报人",
    Told.NOBODY.value: "无从告知：匿名或设备上报",
}  # fmt: skip


def extended(data: dict[str, str]) -> str:
    """A request to put a case off, or what became of it; a line from before requests says only what was moved."""
    before, until = number_in(data.get("from", "")), number_in(data.get("to", ""))
    if not (before and until):
        return ""
    way = tr("{:%m-%d %H:%M} → {:%m-%d %H:%M}").format(local(before), local(until))
    words = _DECIDED.get(data.get("decision", ""), "")
    return joined(tr(words) if words else "", way)


_DECIDED = {
    Decision.ASKED.value: "申请延期，批准前时限不变", Decision.APPROVED.value: "同意延期",
    Decision.REFUSED.value: "不同意延期，时限不变", Decision.LAPSED.value: "延期申请到期未审批，失效",
    Decision.WITHDRAWN.value: "撤回延期申请，时限不变",
}  # fmt: skip


def deferred(data: dict[str, str]) -> str:
    """A request to put it aside (缓办), or what became of it."""
    until, words = number_in(data.get("to", "")), _PUT_ASIDE.get(data.get("decision", ""), "")
    return tr(words).format(local(until)) if until and words else ""


_PUT_ASIDE = {
    Decision.ASKED.value: "申请缓办至 {:%m-%d %H:%M}，批准前时钟照走",
    Decision.APPROVED.value: "同意缓办至 {:%m-%d %H:%M}，时钟停走",
    Decision.REFUSED.value: "不同意缓办至 {:%m-%d %H:%M}",
    Decision.LAPSED.value: "缓办至 {:%m-%d %H:%M} 的申请到期未审批，失效",
    Decision.WITHDRAWN.value: "撤回缓办至 {:%m-%d %H:%M} 的申请",
}  # fmt: skip


def resumed(data: dict[str, str]) -> str:
    """The clock goes on."""
    before, until = number_in(data.get("from", "")), number_in(data.get("to", ""))
    if not (before and until):
        return tr("时钟继续走")
    return tr("时钟继续走，时限 {:%m-%d %H:%M} → {:%m-%d %H:%M}").format(local(before), local(until))


def moot(data: dict[str, str]) -> str:
    """The request that has ended with what it was for."""
    if data.get("deferral"):
        return tr("缓办申请随之失效")
    return tr("延期申请随之失效") if data.get("extension") else ""
