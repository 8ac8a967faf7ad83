"""The commands of this desk as rows: what, about what, how far it got, and the next sensible act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from console.commands.envelope import Stage
from console.commands.outbox import Entry, Unreadable
from console.models.acting.acts import act_words, outcome_words
from console.models.acting.targets import Target, target_of
from console.models.clock import local
from console.models.duty.duty import shifts
from console.models.duty.handover import id_of, shift_words
from console.models.world import World


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("outbox_rows", text)


class Next(Enum):
    """What makes sense after a command came back."""

    RESEND = "resend"
    LOOK = "look"
    DISCARD = "discard"


STAGES = {
    Stage.PENDING: "待发送", Stage.DELIVERED: "已送达", Stage.CONFLICT: "冲突", Stage.REFUSED: "被拒",
    Stage.EXPIRED: "已过期",
}  # fmt: skip
TOKENS = {
    Stage.PENDING: "accent", Stage.DELIVERED: "normal", Stage.CONFLICT: "grade2", Stage.REFUSED: "grade2",
    Stage.EXPIRED: "delayed",
}  # fmt: skip
_AGAIN = {Stage.CONFLICT, Stage.EXPIRED}
"""A refused command stays refused: sending it again cannot help."""


def stage_name(stage: Stage) -> str:
    """待发送, 已送达 …"""
    return tr(STAGES[stage])


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One command. ``place``: what it is about, as it is now; None if that is not open (any more)."""

    id: str
    at: int
    act: str
    target: str
    stage: Stage
    detail: str
    place: Target | None
    next: tuple[Next, ...]


def about_of(entry: Entry) -> str:
    """The id of what a command is about; of the first alarm when it opens an incident."""
    intent = entry.command.intent
    alarms: tuple[str, ...] = getattr(intent, "alarms", ())
    return alarms[0] if alarms else str(intent.about)


def row_of(world: World, entry: Entry) -> OutboxRow:
    """One command in words."""
    about = about_of(entry)
    place = target_of(world, about, entry.backend)
    target = place.title if place else _shift(world, about)
    return OutboxRow(
        entry.command.id, entry.command.at, act_words(str(entry.command.intent.__struct_config__.tag)), target,
        entry.stage, _detail(entry), place, _next(entry, place is not None),
    )  # fmt: skip


def _shift(world: World, about: str) -> str:
    """A shift, or the hand-over after it, in words; the id of anything else."""
    return next((shift_words(world, each.id) for _, each in shifts(world) if about in (each.id, id_of(each.id))), about)


def row_of_unreadable(each: Unreadable) -> OutboxRow:
    """A command of which only this is known: whose, when, for which backend, and that it was not sent from here."""
    said = tr("网关已答复，但本程序读不出内容") if each.sent else tr("没有发送，原样留在本机")
    detail = tr("账号 {}，发往“{}”。本程序读不了这条命令（可能由新版本写入，或磁盘损坏）：{}，请联系技术保障").format(
        each.actor or tr("未知"), each.backend, said
    )
    return OutboxRow(each.id, each.at, tr("读不了的命令"), "—", Stage.REFUSED, detail, None, (Next.DISCARD,))


def _detail(entry: Entry) -> str:
    if entry.for_login:
        return tr("登录已失效，等账号 {} 重新登录后送达，{:%m-%d %H:%M} 前有效").format(
            entry.command.actor, local(entry.command.expires)
        )
    if entry.stage is Stage.PENDING:
        tries = tr("，已尝试 {} 次").format(entry.attempts) if entry.attempts else ""
        return tr("等待送达，{:%m-%d %H:%M} 前有效{}").format(local(entry.command.expires), tries)
    if entry.stage is Stage.DELIVERED:
        return tr("{:%H:%M:%S} 生效").format(local(entry.changed))
    return outcome_words(entry)


def _next(entry: Entry, there: bool) -> tuple[Next, ...]:
    if entry.stage in (Stage.PENDING, Stage.DELIVERED):
        return (Next.LOOK,) if there else ()
    found = [Next.RESEND] if entry.stage in _AGAIN and there else []
    if there:
        found.append(Next.LOOK)
    return (*found, Next.DISCARD)


def asks(entry: Entry, dismissed: Iterable[str]) -> bool:
    """Whether a command wants a person's eye: it came back without effect, and nobody has put it aside."""
    return entry.stage not in (Stage.PENDING, Stage.DELIVERED) and entry.command.id not in dismissed


def tally(
    entries: list[Entry], dismissed: Iterable[str], waiting: int = 0, unreadable: Iterable[Unreadable] = ()
) -> dict[Stage, int]:
    """How many stand where; what was put aside does not count among the failures. ``waiting``: pending in all.

    What cannot be read counts as refused: it has no effect, and wants a person's eye.
    """
    aside = set(dismissed)
    counts = dict.fromkeys(Stage, 0)
    for entry in entries:
        if entry.stage in (Stage.PENDING, Stage.DELIVERED) or entry.command.id not in aside:
            counts[entry.stage] += 1
    counts[Stage.REFUSED] += sum(each.id not in aside for each in unreadable)
    counts[Stage.PENDING] = max(counts[Stage.PENDING], waiting)
    return counts


def pending_words(entries: list[Entry]) -> dict[str, str]:
    """Acts on their way, by the id of the alarm: they stand in the list until the log echoes them."""
    found: dict[str, str] = {}
    for entry in reversed(entries):
        if entry.stage is Stage.PENDING:
            act = act_words(str(entry.command.intent.__struct_config__.tag))
            intent = entry.command.intent
            for about in getattr(intent, "alarms", ()) or (intent.about,):
                found[about] = tr("{}待送达").format(act)
    return found
