"""Incidents as the desk shows them: running and ended ones, their countdowns, and their timeline in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from console.domain.entities import Answer, Dossier, Entry, Incident, Note, ReportStage, Stamp, Task
from console.domain.entities import Report as ReportEvent
from console.domain.incidents.incident import Link, Moment, timeline
from console.domain.incidents.reporting import Deadline, Row, deadlines, next_deadline
from console.models.clock import number_in
from console.models.incident import case_lines
from console.models.parts import E
from console.models.text.phrases import aside, listed
from console.models.world import World

SENDER = "city"
"""Whose reports this centre has to send (``reporting.toml``)."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("incidents", text)


GRADES = {1: "特别重大", 2: "重大", 3: "较大", 4: "一般"}
STAGES = {ReportStage.FIRST: "初报", ReportStage.FURTHER: "续报", ReportStage.FINAL: "终报"}
SORTS = {
    Stamp.OPENED: "立案", Stamp.ATTACHED: "并入", Stamp.GRADED: "定级", Stamp.PLAN: "预案", Stamp.TASK: "任务",
    Stamp.REPORT: "上报", Stamp.REPORT_MISSED: "报告逾期", Stamp.UNIT: "力量", Stamp.CONSULTATION: "会商",
    Stamp.CLOSED: "终止", Stamp.DISPATCHED: "派遣", Stamp.RECEIVED: "接收", Stamp.FED_BACK: "反馈",
    Stamp.TRANSFERRED: "改派", Stamp.URGED: "督办",
    Stamp.EXTENDED: "延期", Stamp.SENT_BACK: "退回", Stamp.ESCALATED: "升级", Stamp.COUNTY: "通知县区",
    Stamp.FILED: "立案", Stamp.DECLINED: "不予立案", Stamp.VOIDED: "作废",
    Stamp.DEFERRED: "缓办", Stamp.RESUMED: "恢复办理",
    Stamp.OVERDUE: "超时", Stamp.ALARM: "告警", Stamp.SHIFT: "排班", Stamp.SWAP: "换班", None: "备注",
}  # fmt: skip
MARKS = {"joined": "加入", "received": "接令", "arrived": "到场", "reported": "反馈"}
SEATS = {
    "invited": "已邀请", "answered": "已接入", "declined": "已谢绝", "left": "已离开",
    "consents": "同意录制", "objects": "不同意录制",
}  # fmt: skip
LINKS = {Link.GOOD: "良好", Link.POOR: "较差", Link.LOST: "中断", Link.UNKNOWN: "未知", Link.ABSENT: "—"}


@dataclass(frozen=True, slots=True)
class Held:
    """An incident that the cache holds; ``backend`` is where acts on it are sent, ``ended`` that it is a dossier."""

    key: int
    backend: int
    incident: Incident
    ended: bool = False
    twin: bool = False
    """Whether another backend has given the same id to an incident of its own."""

    @property
    def id(self) -> str:
        """By which a list finds it again."""
        return f"{self.incident.id} @{self.backend}" if self.twin else self.incident.id

    @property
    def is_of(self) -> tuple[int, str]:
        """Backend and id: what stays the same while it changes."""
        return self.backend, self.incident.id


def all_incidents(world: World) -> list[Held]:
    """Running ones first, the gravest and then the newest on top; after them those that ended."""
    running = [Held(key, world.owners.get(key, 0), incident) for key, incident in world.incidents.items()]
    over = [
        Held(key, world.owners.get(key, 0), event.incident, True)
        for key, event in world.parts.keys(Dossier)
        if isinstance(event, Dossier)
    ]
    times = Counter(held.incident.id for held in running + over)
    marked = [replace(held, twin=True) if times[held.incident.id] > 1 else held for held in running + over]
    return sorted(marked, key=lambda held: (held.ended, held.incident.grade, -held.incident.opened))


def find(world: World, name: str, backend: int | None = None) -> Held | None:
    """The incident of this id at a backend, running or ended; None where two have one and nobody says which."""
    found = [held for held in all_incidents(world) if held.incident.id == name and backend in (None, held.backend)]
    return found[0] if len(found) == 1 else None


def parts_of(world: World, kind: type[E], about: str, backend: int) -> list[E]:
    """What belongs to a thing of a backend: another one may have given the same id to a thing of its own."""
    return world.parts.of(kind, about, lambda key: world.owners.get(key) == backend)


def deadlines_of(world: World, held: Held, rows: Sequence[Row]) -> list[Deadline]:
    """The reports this centre owes for an incident, met and open."""
    sent = parts_of(world, ReportEvent, held.incident.id, held.backend)
    return deadlines(held.incident, sent, rows, SENDER)


def begun(incident: Incident, deadline: Deadline) -> int:
    """When a deadline's time began to run."""
    return deadline.due - deadline.row.minutes * 60_000


def due_next(world: World, held: Held, rows: Sequence[Row]) -> Deadline | None:
    """The report whose countdown stands in the list."""
    return next_deadline(deadlines_of(world, held, rows))


def tasks_of(world: World, held: Held) -> list[Task]:
    """The checklist: what is open by due time, then what is done."""
    tasks = parts_of(world, Task, held.incident.id, held.backend)
    return sorted(tasks, key=lambda task: (task.done, task.due, task.id))


def moments(world: World, about: str, *also: str, backend: int | None = None) -> list[Moment]:
    """The timeline of a thing with that of others that belong to it, the newest first; of one backend if given."""
    entries: list[Entry] = []
    notes: list[Note] = []
    of_it = None if backend is None else lambda key: world.owners.get(key) == backend
    for name in (about, *also):
        entries += world.parts.of(Entry, name, of_it)
        notes += world.parts.of(Note, name, of_it)
    return timeline(entries, notes)[::-1]


def grade_words(grade: int) -> str:
    """Ⅰ级 特别重大 … Ⅳ级 一般."""
    return tr("{}级 {}").format("ⅠⅡⅢⅣ"[grade - 1], tr(GRADES[grade])) if grade in GRADES else tr("未定级")


def sort_words(moment: Moment) -> str:
    """What kind of line it is, in one word."""
    if moment.sort is Stamp.CLOSED and "case" in moment.data:
        return tr("结案")
    return sort_name(moment.sort)


def sort_name(sort: Stamp | None) -> str:
    """A kind of line in one word; None is a remark."""
    return tr(SORTS[sort])


def stage_words(stage: ReportStage | str) -> str:
    """初报, 续报, 终报."""
    return tr(STAGES[ReportStage(stage)])


def answer_words(answer: Answer | str) -> str:
    """Where somebody stands who was asked into the consultation."""
    value = answer.value if isinstance(answer, Answer) else answer
    return tr(SEATS.get(value, value))


def text_of(moment: Moment) -> str:
    """A line of the timeline as a sentence: the facts, then the person's own words."""
    facts = _facts(moment.sort, moment.data)
    return tr("{}：{}").format(facts, moment.text) if facts and moment.text else facts or moment.text


def _facts(sort: Stamp | None, data: dict[str, str]) -> str:
    maker = _WORDS.get(sort) if sort is not None else None
    return maker(data) if maker and data else ""


def _named(data: dict[str, str]) -> str:
    counts = ((tr("告警 {} 条"), data.get("alarms", "")), (tr("案件 {} 件"), data.get("cases", "")))
    return listed(words.format(names.count(",") + 1) for words, names in counts if names)


def _level(text: str) -> str:
    return "ⅠⅡⅢⅣ"[int(text) - 1] if text in ("1", "2", "3", "4") else ""


def _opened(data: dict[str, str]) -> str:
    grade = grade_words(number_in(data["grade"])) if data.get("grade") else ""
    source = tr("来源 {}").format(data["source"]) if data.get("source") else ""
    return case_lines.joined(data.get("cls", ""), grade, source, _named(data))


def _attached(data: dict[str, str]) -> str:
    source = tr("来源 {}").format(data["source"]) if data.get("source") else ""
    named = tr("并入{}").format(_named(data)) if _named(data) else tr("并入接报")
    return case_lines.joined(named, data.get("titles", ""), source)


def _graded(data: dict[str, str]) -> str:
    one, two = number_in(data.get("from", "")), number_in(data.get("to", ""))
    if not (one and two):
        return ""
    if one == two:
        return tr("更新伤亡损失数字，仍为{}").format(grade_words(two))
    return tr("{}调整为{}").format(grade_words(one), grade_words(two))


def _plan(data: dict[str, str]) -> str:
    name, level = data.get("name", ""), _level(data.get("to", ""))
    made = tr("下达任务 {} 项").format(data["tasks"]) if data.get("tasks", "0") != "0" else ""
    return case_lines.joined(tr("《{}》{}级响应").format(name, level), data.get("approver", ""), made)


def _task(data: dict[str, str]) -> str:
    late = tr("，超时 {} 分钟").format(data["late_minutes"]) if data.get("late_minutes") else ""
    words = tr("{}：已完成{}") if data.get("done") == "1" else tr("{}：取消勾选{}")
    return words.format(data.get("title", ""), late)


def _report(data: dict[str, str]) -> str:
    stage = data.get("stage", "")
    known = stage_words(stage) if stage in {each.value for each in ReportStage} else ""
    to = aside(data.get("to", ""), data.get("channel", ""))
    return tr("{} 报 {}").format(known, to).strip()


def _missed(data: dict[str, str]) -> str:
    return tr("未按时限：{}").format(_report(data))


def _unit(data: dict[str, str]) -> str:
    return f"{data.get('unit', '')} {tr(MARKS.get(data.get('mark', ''), ''))}".strip()


def _seat(data: dict[str, str]) -> str:
    return f"{data.get('person', '')} {answer_words(data.get('mark', ''))}".strip()


def _fed_back(data: dict[str, str]) -> str:
    shown = tr("佐证图片 {} 张").format(data["pictures"]) if data.get("pictures") else ""
    return case_lines.joined(data.get("department", ""), shown, case_lines.moot(data))


def _closed(data: dict[str, str]) -> str:
    left = tr("未完成任务 {} 项").format(data["open_tasks"]) if data.get("open_tasks") else ""
    return case_lines.joined(data.get("title", ""), left)


def _moved(data: dict[str, str]) -> str:
    """An act on a case or an alarm of the incident: who has it now, what it is about."""
    way = " → ".join(data[name] for name in ("from", "to") if data.get(name))
    return case_lines.joined(
        data.get("title", ""), way, data.get("departments", data.get("department", "")), case_lines.moot(data)
    )


_WORDS = {
    Stamp.OPENED: _opened, Stamp.ATTACHED: _attached, Stamp.GRADED: _graded, Stamp.PLAN: _plan, Stamp.TASK: _task,
    Stamp.REPORT: _report, Stamp.REPORT_MISSED: _missed, Stamp.UNIT: _unit, Stamp.CONSULTATION: _seat,
    Stamp.CLOSED: _closed, Stamp.ALARM: _moved, Stamp.DISPATCHED: _moved, Stamp.TRANSFERRED: _moved,
    Stamp.URGED: _moved, Stamp.EXTENDED: case_lines.extended, Stamp.SENT_BACK: _moved, Stamp.ESCALATED: _moved,
    Stamp.OVERDUE: _moved, Stamp.RECEIVED: _moved, Stamp.FED_BACK: _fed_back,
    Stamp.DECLINED: case_lines.declined, Stamp.VOIDED: _moved, Stamp.DEFERRED: case_lines.deferred,
    Stamp.RESUMED: case_lines.resumed,
}  # fmt: skip
