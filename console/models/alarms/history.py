"""What happened to one alarm, in words, from its versions in the log; each line says what is new in that version."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.domain.entities import Alarm
from console.models.clock import local


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("alarm_history", text)


@dataclass(frozen=True, slots=True)
class Happened:
    """One line: when (ms), what, by whom (empty: by no person)."""

    at: int
    what: str
    by: str = ""


def happened(versions: list[Alarm]) -> list[Happened]:
    """The story, newest first. The first known version tells all that it knows itself."""
    lines: list[Happened] = []
    before: Alarm | None = None
    for alarm in sorted(versions, key=lambda version: version.v):
        lines += _first(alarm) if before is None else _changes(before, alarm)
        before = alarm
    return lines[::-1]


def _first(alarm: Alarm) -> list[Happened]:
    lines = [Happened(alarm.raised, _raised(alarm))]
    if alarm.cleared:
        lines.append(Happened(alarm.cleared, tr("报警条件消失")))
    if alarm.acknowledged and not alarm.hidden:
        lines.append(Happened(alarm.acknowledged_at or alarm.at, tr("确认"), alarm.acknowledged_by or alarm.by))
    lines += _covers(None, alarm)
    return sorted(lines, key=lambda line: line.at)


def _raised(alarm: Alarm) -> str:
    value = "" if alarm.value is None else tr("，{:g} {}").format(alarm.value, alarm.unit).rstrip()
    return tr("发生，{} 级{}").format(alarm.priority, value)


def _changes(before: Alarm, after: Alarm) -> list[Happened]:
    said: list[str] = []
    if after.active and not before.active:
        said.append(tr("再次发生"))
    elif before.active and not after.active:
        said.append(tr("报警条件消失"))
    if after.priority != before.priority:
        said.append(tr("级别 {} 改为 {}").format(before.priority, after.priority))
    if after.acknowledged and not before.acknowledged and not before.hidden:
        said.append(tr("确认"))
    elif before.acknowledged and not after.acknowledged and after.active and before.active:
        said.append(tr("重新提示，需再次确认"))
    if before.latched and not after.latched:
        said.append(tr("复位"))
    if after.case and after.case != before.case:
        said.append(tr("派遣为案件 {}").format(after.case))
    if after.incident and after.incident != before.incident:
        said.append(tr("并入事件 {}").format(after.incident))
    if after.state and after.state != before.state:
        said.append(after.state)
    lines = [Happened(after.at, tr("，").join(said), after.by)] if said else []
    return lines + _covers(before, after)


def _covers(before: Alarm | None, after: Alarm) -> list[Happened]:
    def turned(name: str) -> int:
        was = before is not None and getattr(before, name)
        return int(getattr(after, name)) - int(was)

    lines = []
    if turned("shelved") > 0:
        until = tr("至 {:%m-%d %H:%M}").format(local(after.until)) if after.until else ""
        lines.append(tr("搁置{}：{}").format(until, after.reason))
    if turned("suppressed") > 0:
        lines.append(tr("设计抑制：{}").format(after.reason))
    if turned("out_of_service") > 0:
        lines.append(tr("停用：{}").format(after.reason))
    names = {"shelved": tr("搁置结束"), "suppressed": tr("抑制解除"), "out_of_service": tr("恢复启用")}
    lines += [words for name, words in names.items() if turned(name) < 0]
    return [Happened(after.at, words, after.by) for words in lines]
