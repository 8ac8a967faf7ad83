"""The tabs of the workspace that are tables: checklist, units, reports, consultation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from console.commands import intents as do
from console.commands.intents import AnyIntent
from console.domain.entities import Report, Task, Unit
from console.domain.incidents.reporting import Deadline
from console.models.incident.incidents import Held, begun, deadlines_of, parts_of, stage_words, tasks_of
from console.models.parts import E
from console.models.text.phrases import aside
from screens.desk.incident.parts import button, choice, column, flow, label, row
from screens.desk.incident.room import Room
from widgets import words
from widgets.countdown import remaining
from widgets.plain_table import Cell, Heading, PlainTable, Row

UNITS = ("市应急管理局", "市城市管理局", "市交通运输局", "市生态环境局", "市委政法委", "市公安局",  # data
         "市消防救援支队", "市卫生健康委", "市水务局", "市气象局")  # data  # fmt: skip
PENDING = "待发送"


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("incident_work", text)


def clock(at: int, now: int | None = None) -> str:
    """``14:02``, with the date if that is not ``now``'s; a dash for never."""
    return words.hour_minute(at, now) if at else "—"


class Work(QWidget):
    """A tab about one incident. ``refresh`` shows what the log says; ``count`` is what stands on its tab."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.held: Held | None = None
        self.layout_ = column(self, room.theme, 2)

    @property
    def name(self) -> str:
        """What stands on its tab."""
        return ""

    def show_incident(self, held: Held | None) -> None:
        """Work on this one."""
        self.held = held
        self.refresh()

    def refresh(self) -> None:
        """Show what the log says now."""

    def clock(self, at: int) -> str:
        """A time of day as these tables show it."""
        return clock(at, self.room.world.now())

    def tick(self) -> None:
        """A second has passed."""

    def count(self) -> str:
        """A short count for the tab."""
        return ""

    def running(self) -> bool:
        """Whether there is an incident that has not ended."""
        return self.held is not None and not self.held.ended

    def parts(self, kind: type[E]) -> list[E]:
        """What belongs to the incident; nothing while none is chosen."""
        return parts_of(self.room.world, kind, self.held.incident.id, self.held.backend) if self.held else []

    def waiting(self, about: str = "") -> list[AnyIntent]:
        """Acts on it, or on a thing of it, that have not reached its gateway yet, the newest first."""
        held = self.held
        return self.room.acting.waiting(about or held.incident.id, held.backend) if held else []

    def can(self, act: str) -> bool:
        """Whether this person may do this here."""
        return self.running() and self.room.acting.may(act)


class TasksTab(Work):
    """The checklist of the plan: due times counting down, a tick a task."""

    @property
    def name(self) -> str:
        return tr("任务")

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        heads = [Heading(""), Heading(tr("任务"), wide=True), Heading(tr("工作组"), minor=True)]
        heads += [Heading(tr("责任单位")), Heading(tr("时限"), minor=True), Heading(tr("进度"))]
        self.table = PlainTable(room.theme, heads)
        self.table.ticked.connect(self.toggle)
        self.hint = label("", "secondary", room.theme, wrap=True)
        self.layout_.addWidget(self.hint)
        self.layout_.addWidget(self.table, 1)

    def _tasks(self) -> list[Task]:
        return tasks_of(self.room.world, self.held) if self.held else []

    def refresh(self) -> None:
        tasks = self._tasks()
        self.table.show_rows([self._row(task) for task in tasks])
        if not tasks:
            self.hint.setText(tr("启动预案后，任务清单会出现在这里。"))
        else:
            self.hint.setText(tr("空格键或点方框勾选；勾选送达后才算完成。") if self.can("check_task") else "")
        self.hint.setVisible(bool(self.hint.text()))

    tick = refresh

    def _row(self, task: Task) -> Row:
        quiet = [Cell(text, "secondary") for text in (task.team, task.unit or "—", self.clock(task.due))]
        return Row(task.id, (Cell(tick=task.done), Cell(task.title), *quiet, self._progress(task)))

    def _progress(self, task: Task) -> Cell:
        if self.waiting(task.id):
            return Cell(tr(PENDING), "delayed")
        if task.done:
            return Cell(tr("{} {}").format(self.clock(task.done_at), task.done_by), "normal")
        incident = self.held.incident if self.held else None
        start = max(incident.activated, incident.opened) if incident else task.at
        left = remaining(min(start, task.due), task.due, self.room.world.now())
        return Cell(left.words, left.token, left.late)

    def toggle(self, name: str) -> None:
        """Tick a task, or take the tick back; shown when the log echoes it."""
        task = next((each for each in self._tasks() if each.id == name), None)
        if task is None or self.held is None or not self.can("check_task") or self.waiting(name):
            return
        self.room.acting.send(self.held.backend, "Task", [(do.CheckTask(about=name, done=not task.done), task.v)])
        self.refresh()

    def count(self) -> str:
        tasks = self._tasks()
        return f"{sum(task.done for task in tasks)}/{len(tasks)}" if tasks else ""


class UnitsTab(Work):
    """Responsible units: when each joined, received the order, arrived and reported."""

    @property
    def name(self) -> str:
        return tr("力量")

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.unit = choice(UNITS, editable=True, hint=tr("责任单位"))
        self.join = button(tr("加入"), lambda: self.mark("joined", self.unit.currentText().strip()), primary=True)
        heads = (tr("单位"), tr("加入"), tr("接令"), tr("到场"), tr("最近反馈"), "")
        self.table = PlainTable(room.theme, [Heading(head, wide=number == 0) for number, head in enumerate(heads)])
        marks = (("received", tr("接令")), ("arrived", tr("到场")), ("reported", tr("反馈")))
        self.buttons = [button(name, lambda mark=mark: self.mark(mark, self._current())) for mark, name in marks]
        self.hint = label("", "delayed", room.theme)
        self.adding = QWidget()
        line = row(room.theme, self.unit, self.join, stretch=False)
        line.setContentsMargins(0, 0, 0, 0)
        self.adding.setLayout(line)
        self.layout_.addWidget(self.adding)
        self.layout_.addWidget(self.table, 1)
        self.layout_.addWidget(flow(room.theme, *self.buttons, self.hint))
        self.table.chosen.connect(lambda _name: self._offer())

    def units(self) -> list[Unit]:
        """The units of this incident, in the order in which they joined."""
        found = self.parts(Unit)
        return sorted(found, key=lambda unit: (unit.joined, unit.unit))

    def refresh(self) -> None:
        waiting = self.waiting()
        marks = {intent.unit for intent in waiting if isinstance(intent, do.UnitMark)}
        rows = [self._row(unit, unit.unit in marks) for unit in self.units()]
        for name in sorted(marks - {unit.unit for unit in self.units()}):
            rows.append(Row(name, (Cell(name), *[Cell("—", "tertiary")] * 4, Cell(tr(PENDING), "delayed"))))
        self.table.show_rows(rows)
        self.adding.setVisible(self.can("unit_mark"))
        self._offer()

    def _row(self, unit: Unit, pending: bool) -> Row:
        times = [Cell(self.clock(at), "text" if at else "tertiary") for at in
                 (unit.joined, unit.received, unit.arrived, unit.reported)]  # fmt: skip
        return Row(unit.unit, (Cell(unit.unit), *times, Cell(tr(PENDING) if pending else "", "delayed")))

    def _current(self) -> str:
        return self.table.current_id()

    def _offer(self) -> None:
        unit = next((each for each in self.units() if each.unit == self._current()), None)
        can = self.can("unit_mark")
        for made, done in zip(self.buttons, (unit and unit.received, unit and unit.arrived, 0), strict=True):
            made.setVisible(can)
            made.setEnabled(unit is not None and not done)
        self.hint.setText(tr("选中一个单位再登记") if can and unit is None and self.units() else "")

    def mark(self, mark: str, unit: str) -> None:
        """Write down that a unit joined, received, arrived or reported."""
        if self.held is None or not unit or not self.can("unit_mark"):
            self.hint.setText(tr("请先填写或选中单位") if not unit else "")
            return
        intent = do.UnitMark(about=self.held.incident.id, unit=unit[:80], mark=mark)
        self.room.acting.send(self.held.backend, "Unit", [(intent, -1)])
        self.unit.setEditText("")
        self.refresh()

    def count(self) -> str:
        return str(len(self.units()) or "")


class ReportsTab(Work):
    """What is owed to whom until when, and what was sent."""

    @property
    def name(self) -> str:
        return tr("上报")

    wanted = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        heads = (tr("报告"), tr("报送对象"), tr("渠道"), tr("时限"), tr("倒计时"))
        heads_ = [Heading(head, wide=number == 1, minor=number in (2, 3)) for number, head in enumerate(heads)]
        self.table = PlainTable(room.theme, heads_)
        sent = (tr("已报送"), tr("类别"), tr("报送对象"), tr("内容"), tr("报送人"))
        self.sent = PlainTable(room.theme, [Heading(head, wide=number == 3) for number, head in enumerate(sent)])
        self.hint = label("", "secondary", room.theme, wrap=True)
        self.layout_.addWidget(self.hint)
        self.layout_.addWidget(self.table, 1)
        self.layout_.addWidget(self.sent, 1)

    def deadlines(self) -> list[Deadline]:
        """What is owed, open and met."""
        if self.held is None:
            return []
        return deadlines_of(self.room.world, self.held, self.room.tables.current().reporting)

    def refresh(self) -> None:
        self.tick()
        sent = self.parts(Report)
        rows = []
        for each in sorted(sent, key=lambda report: -report.at):
            to = aside(each.to, each.channel)
            cells = (self.clock(each.at), stage_words(each.stage), to, each.text, each.by)
            rows.append(Row(each.id, tuple(Cell(cell) for cell in cells)))
        self.sent.show_rows(rows)

    def tick(self) -> None:
        found = self.deadlines()
        self.table.show_rows([self._row(number, each) for number, each in enumerate(found)])
        waiting = self.waiting()
        pending = sum(isinstance(intent, do.Report) for intent in waiting)
        none = tr("按现行时限表，这一类别和等级没有须由本中心报送的报告。") if not found and self.held else ""
        self.hint.setText(tr("{} 份上报待发送").format(pending) if pending else none)
        self.hint.setVisible(bool(self.hint.text()))

    def _row(self, number: int, deadline: Deadline) -> Row:
        row_ = deadline.row
        if deadline.done is not None:
            late = deadline.missed(self.room.world.now())
            said = tr("{} 已报{}").format(self.clock(deadline.done), tr("，逾期") if late else "")
            state = Cell(said, "delayed" if late else "normal")
        else:
            begin = begun(self.held.incident, deadline) if self.held else 0
            left = remaining(begin, deadline.due, self.room.world.now())
            state = Cell(left.words, left.token, left.late or left.near)
        cells = (Cell(stage_words(row_.stage)), Cell(row_.to), Cell(row_.channel, "secondary"),
                 Cell(self.clock(deadline.due), "secondary"), state)  # fmt: skip
        return Row(f"{number}-{row_.stage.value}-{row_.to}-{row_.channel}", cells)

    def count(self) -> str:
        return str(sum(each.done is None for each in self.deadlines()) or "")
