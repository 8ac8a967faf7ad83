"""交接班 as the desk shows it: the draft from what this window knows, and hand-overs in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from console.commands.envelope import Stage
from console.commands.outbox import Entry as Sent
from console.domain.duty.handover import Draft, Line, Section, assemble, intact, read
from console.domain.entities import Asset, Duty, Event, Handover, Note, Stamp, Task
from console.domain.entities import Entry as Told
from console.models.acting.acts import act_words
from console.models.alarms.facts import Col
from console.models.clock import HOUR_MS, local, number_in
from console.models.duty.duty import running, shifts, span_words
from console.models.text.paper import Paper, Part
from console.models.text.phrases import listed
from console.models.world import World

SECTIONS = {
    Section.ALARMS: "未恢复或未确认的告警",
    Section.SHELVED: "搁置与停用",
    Section.INCIDENTS: "突发事件",
    Section.TASKS: "未完成任务",
    Section.CASES: "督办、超时与待审批延期案件",
    Section.COMMANDS: "待送达指令",
    Section.WARNINGS: "生效预警",
    Section.DEVICES: "离线设备",
    Section.INSTRUCTIONS: "领导批示",
    Section.DONE: "本班办结",
}
_STATES = {
    "A": "正常",
    "B": "未确认",
    "C": "已确认",
    "D": "恢复未确认",
    "E": "搁置",
    "F": "抑制",
    "G": "停用",
    "L": "待复位",
}
LATE_MS = 2 * HOUR_MS
"""So long after its end a shift may still be handed over."""
_ROMAN = {"1": "Ⅰ", "2": "Ⅱ", "3": "Ⅲ", "4": "Ⅳ"}


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("handover", text)


def handovers(world: World) -> list[tuple[int, Handover]]:
    """All hand-overs with their cache keys, the newest first."""
    found = [(key, each) for key, each in world.parts.keys(Handover) if isinstance(each, Handover)]
    return sorted(found, key=lambda item: -item[1].given)


def waiting(world: World) -> tuple[int, Handover] | None:
    """The newest hand-over that was given and not yet taken."""
    return next(((key, each) for key, each in handovers(world) if not each.taken), None)


def outgoing(world: World) -> Duty | None:
    """The shift to hand over: one that ended a moment ago, until its hand-over is taken; else the running one.

    Crews meet at the change and sign minutes after it. Booked on the shift that has begun, its own hand-over would
    meet a locked one at its end.
    """
    now = world.now()
    taken = {each.shift for _, each in handovers(world) if each.taken}
    over = [shift for _, shift in shifts(world) if now - LATE_MS < shift.ends <= now and shift.id not in taken]
    return over[-1] if over else running(world)


def since_last(world: World) -> int:
    """When the last hand-over was given that was also taken; else when the shift began."""
    given = [each.given for _, each in handovers(world) if each.taken]
    shift = outgoing(world)
    return max(given) if given else shift.starts if shift else 0


def id_of(shift: str) -> str:
    """The id of a shift's hand-over: the same at every desk, so that two givers meet."""
    return f"HO-{shift}"[:128]


def draft(world: World, sent: Iterable[Sent], remarks: str = "", devices: Iterable[Line] = ()) -> Draft:
    """The draft as of now. Cases by the thousand stay with their system: only what wants somebody's eye is named."""
    shift, since = outgoing(world), since_last(world)
    entities: list[Event] = [world.alarms.entity(int(key))[1] for key in world.alarms.table()[:, Col.KEY]]
    entities += [*world.incidents.values(), *world.cases.values()]
    entities += [*world.warnings.values(), *world.parts.every(Asset), *world.parts.every(Note)]
    entities += world.parts.every(Task)
    return assemble(
        shift.id if shift else "", since, world.known_until(), entities,
        commands=[_command(each) for each in sent if each.stage is Stage.PENDING],
        done=_done(world, since), devices=devices, remarks=remarks, cases=False,
    )  # fmt: skip


def _command(sent: Sent) -> Line:
    intent = sent.command.intent
    facts = {"act": str(intent.__struct_config__.tag), "about": intent.about, "at": str(sent.command.at)}
    return Line(sent.command.id, facts)


def _done(world: World, since: int) -> list[Line]:
    closed = [e for e in world.parts.every(Told) if e.sort is Stamp.CLOSED and e.at >= since]
    return [
        Line(entry.id, {"title": entry.data.get("title", entry.about), "text": entry.text[:200], "at": str(entry.at)})
        for entry in sorted(closed, key=lambda entry: -entry.at)
    ]


def line_words(world: World, section: Section, line: Line) -> str:
    """One matter as a sentence; times in city time."""
    facts = dict(line.facts)
    title = facts.get("title") or facts.get("headline") or facts.get("text") or line.id
    return " · ".join(part for part in (title, *_tail(world, section, line.id, facts)) if part)


def _tail(world: World, section: Section, name: str, facts: dict[str, str]) -> list[str]:
    if section in (Section.ALARMS, Section.SHELVED):
        state = tr(_STATES.get(facts.get("state", ""), ""))
        until = tr("至 {}").format(_at(facts["until"])) if facts.get("until", "0") != "0" else ""
        priority = tr("{} 级").format(facts.get("priority", ""))
        return [priority, state, tr("{} 起").format(_at(facts.get("raised", "0"))), facts.get("reason", ""), until]
    if section is Section.INCIDENTS:
        grade = tr("{0} 级").format(_ROMAN.get(facts.get("grade", ""), "—"))
        level = _ROMAN.get(facts.get("level", ""), "")
        response = tr("{} 级响应").format(level) if level else ""
        return [grade, facts.get("class", ""), tr("{} 起").format(_at(facts.get("opened", "0"))), response]
    if section in (Section.TASKS, Section.CASES):
        whose = facts.get("unit") or facts.get("department", "")
        late = tr("已超时") if facts.get("overdue") == "1" else ""
        urged = tr("督办 {} 次").format(facts["urged"]) if facts.get("urged", "0") != "0" else ""
        wish = tr("延期至 {} 待审批").format(_at(facts["extension"])) if facts.get("extension") else ""
        if facts.get("deferral"):
            wish = tr("缓办至 {} 待审批").format(_at(facts["deferral"]))
        return [whose, tr("应于 {} 前").format(_at(facts.get("due", "0"))), late, urged, wish]
    if section is Section.WARNINGS:
        return [tr("至 {}").format(_at(facts.get("expires", "0")))]
    return _plain_tail(world, section, name, facts)


def _plain_tail(world: World, section: Section, name: str, facts: dict[str, str]) -> list[str]:
    if section is Section.DEVICES:
        return [facts.get("state", ""), tr("{} 起").format(_at(facts.get("since", "0")))]
    if section is Section.INSTRUCTIONS:
        return [facts.get("author", ""), _at(facts.get("at", "0"))]
    if section is Section.COMMANDS:
        return [tr("{} 发出，待送达").format(_at(facts.get("at", "0")))]
    return [facts.get("text", ""), _at(facts.get("at", "0"))]


def matter(world: World, section: Section, line: Line) -> str:
    """As ``line_words``, with devices and commands called by their names."""
    if section is Section.DEVICES:
        asset = world.registers.assets.get(line.id)
        return line_words(world, section, Line(line.id, {"title": asset.name if asset else line.id, **line.facts}))
    if section is Section.COMMANDS:
        return line_words(world, section, Line(line.id, {"title": act_words(line.facts.get("act", "")), **line.facts}))
    return line_words(world, section, line)


def shift_words(world: World, name: str) -> str:
    """A shift by its day and hours; its id if the cache no longer has it."""
    for _, shift in shifts(world):
        if shift.id == name:
            return f"{local(shift.starts):%m-%d} {span_words(shift)}"
    return name or tr("未知班次")


def paper_of(world: World, draft_: Draft, handover: Handover | None, shift: Duty | None = None) -> Paper:
    """A hand-over to print: what was signed, by whom, and the hash that names it."""
    facts = [
        tr("班次：{}").format(shift_words(world, draft_.shift)),
        tr("数据截至：{}").format(_at(str(draft_.at), True)),
    ]
    if handover is not None:
        facts.append(tr("交班人：{}  {}").format(handover.giver, _at(str(handover.given), True)))
        took = tr("{}  {}").format(handover.taker, _at(str(handover.taken), True)) if handover.taken else tr("未签字")
        facts.append(tr("接班人：{}").format(took))
        facts.append(tr("校验值：{}").format(handover.digest))
        facts.append(tr("内容与校验值一致") if intact(handover) else tr("警告：内容与校验值不一致"))
    parts = [Part(tr("备注"), [draft_.remarks])] if draft_.remarks else []
    for section in Section:
        lines = [matter(world, section, line) for line in draft_.sections.get(section, ())]
        if more := draft_.more.get(section, 0):
            lines.append(tr("另有 {} 项未逐条列出").format(more))
        parts.append(Part(tr("{}（{}）").format(tr(SECTIONS[section]), draft_.count(section)), lines or [tr("无")]))
    names = listed(row.name for row in world.backends.values())
    foot = tr("数据时间 {} · 来源 {}").format(_at(str(draft_.at), True), names or tr("未知"))
    return Paper(tr("交接班记录"), facts, parts, foot)


def draft_of(handover: Handover) -> Draft | None:
    """What was signed, as a draft again; None if the body cannot be read."""
    try:
        return read(handover.body)
    except ValueError:
        return None


def _at(ms: str, full: bool = False) -> str:
    at = number_in(ms)
    if not at:
        return "—"
    return f"{local(at):%Y-%m-%d %H:%M:%S}" if full else f"{local(at):%m-%d %H:%M}"
