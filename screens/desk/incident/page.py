"""F2 事件: the incidents at the left, the chosen one's workspace at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QTabWidget, QWidget

from console.domain.truth import Quality
from console.models.incident.incidents import Held, all_incidents, begun, due_next, stage_words, tasks_of
from console.models.rows import AlarmRow
from screens.alarm_pane import known_chips
from screens.desk.incident.around import AroundTab
from screens.desk.incident.dialogs import CloseDialog, GradeDialog, NoteDialog, PlanDialog, ReportDialog
from screens.desk.incident.header import IncidentHeader
from screens.desk.incident.merging import GatherDialog
from screens.desk.incident.opening import OpenDialog
from screens.desk.incident.parts import button, clear, column, key, row, splitter
from screens.desk.incident.remarks import RemarksTab
from screens.desk.incident.room import Room
from screens.desk.incident.seats import SeatsTab
from screens.desk.incident.story import StoryPane
from screens.desk.incident.work import ReportsTab, TasksTab, UnitsTab, Work
from screens.desk.live_page import LivePage
from widgets import words
from widgets.countdown import remaining
from widgets.lines import Line, LineList
from widgets.pane import PaneFrame
from widgets.receipt import ReceiptBar

KEYS = {"G": "grade_incident", "P": "activate_plan", "R": "report", "N": "comment", "M": "attach", "U": "unit_mark",
        "V": "invite", "E": "close_incident"}  # fmt: skip


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("incidents_page", text)


class IncidentsPage(LivePage):
    """Every department's desk shows the same log, so they see one another's acts as they come."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.held: Held | None = None
        self._wanted = ""
        self._all: list[Held] = []
        self.frame = PaneFrame(room.theme, tr("突发事件"))
        self.list = LineList(room.theme)
        self.new_button = button(tr("新建事件 Ctrl+N"), lambda: self.open_incident([]))
        self.header = IncidentHeader(room)
        self.bar = ReceiptBar(room.theme)
        self.story = StoryPane(room)
        self.reports, self.around = ReportsTab(room), AroundTab(room)
        self.tasks, self.units = TasksTab(room), UnitsTab(room)
        self.seats, self.remarks = SeatsTab(room), RemarksTab(room)
        self.tabs = QTabWidget()
        self.works: list[Work] = [self.tasks, self.units, self.reports, self.seats, self.around, self.remarks]
        for work in self.works:
            self.tabs.addTab(work, work.name)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setExpanding(False)
        self._lay_out()
        self._connect()
        self.first = self.list
        self.reload()

    def _lay_out(self) -> None:
        """The list gets a fifth, the timeline a good third of the rest; a person may move the borders."""
        side = clear(QWidget())
        layout = column(side, self.room.theme)
        layout.addWidget(self.list, 1)
        layout.addLayout(row(self.room.theme, self.new_button))
        self.frame.set_content(side)
        theme, across = self.room.theme, Qt.Orientation.Horizontal
        work = splitter(theme, across, self.story, self.tabs, shares=(20, 25))
        right = QWidget()
        inside = column(right, theme)
        for widget, stretch in ((self.header, 0), (work, 1), (self.bar, 0)):
            inside.addWidget(widget, stretch)
        column(self, theme).addWidget(splitter(theme, across, self.frame, right, shares=(11, 45)))
        self.frame.setMinimumWidth(theme.space(52))
        self.story.setMinimumWidth(theme.space(44))

    def _connect(self) -> None:
        world, acting = self.room.world, self.room.acting
        self.list.chosen.connect(self.choose)
        self.header.wanted.connect(self.act)
        self.follow(world.entities_changed, world.registers_changed, acting.changed)
        world.parts_changed.connect(self._parts)
        key(self, "Ctrl+N", lambda: self.open_incident([]))
        for letter, act in KEYS.items():
            key(self, letter, lambda act=act: self.act(act))

    def _parts(self, about: set[str]) -> None:
        if self.held is None or self.held.incident.id in about or any(h.incident.id in about for h in self._all):
            self.soon()

    def reload(self) -> None:
        """Show what the log says now; a new incident is chosen when its echo comes."""
        self._all = all_incidents(self.room.world)
        new = next((held for held in self._all if held.incident.id == self._wanted), None)
        if new is not None:
            self._wanted, self.held = "", new
            self.bar.hide()
        was = self.held.is_of if self.held else None
        self.held = next((held for held in self._all if held.is_of == was), self._all[0] if self._all else None)
        self.list.show_lines(self._all_lines())
        if self.held is not None:
            self.list.choose(self.held.id, quietly=True)
        self._show()

    def choose(self, name: str, backend: int | None = None) -> None:
        """Work on this incident, by its name in the list or its id at a backend."""
        of_id = (held for held in self._all if held.incident.id == name and backend in (None, held.backend))
        found = next((held for held in self._all if held.id == name), None) or next(of_id, None)
        if found is not None and found != self.held:
            self.held = found
            self.list.choose(found.id, quietly=True)
            self._show()

    def _show(self) -> None:
        self.header.show_incident(self.held)
        self.story.show_incident(self.held)
        for work in self.works:
            work.show_incident(self.held)
        self._offer()
        self._name_tabs()
        self._freshen()

    def _name_tabs(self) -> None:
        for number, work in enumerate(self.works):
            count = work.count()
            self.tabs.setTabText(number, f"{work.name} {count}" if count else work.name)

    def _offer(self) -> None:
        self.new_button.setVisible(self.room.acting.may("open_incident"))

    def _freshen(self) -> None:
        truth = self.room.world.link_truth()
        running = sum(not held.ended for held in self._all)
        ended = tr("已终止 {}").format(len(self._all) - running)
        self.frame.set_chips(known_chips(truth, (tr("进行中 {}").format(running), ""), (ended, "")))
        for pane in (self.frame, self.story):
            pane.set_truth(truth)
            pane.refresh()

    def tick(self) -> None:
        """Countdowns run only while somebody sees them."""
        self.list.show_lines(self._all_lines())
        self.header.count_down()
        current = self.tabs.currentWidget()
        if isinstance(current, Work):
            current.tick()
        self._freshen()

    def _all_lines(self) -> list[Line]:
        return [self._line(held) for held in self._all]

    def _line(self, held: Held) -> Line:
        incident = held.incident
        deadline = due_next(self.room.world, held, self.room.tables.current().reporting)
        right, token = "", "secondary"
        if deadline is not None:
            left = remaining(begun(incident, deadline), deadline.due, self.room.world.now())
            right, token = f"{stage_words(deadline.row.stage)} {left.words}", left.token
        since = words.hour_minute(incident.opened, self.room.world.now())
        state = tr("已终止") if held.ended else since
        return Line(
            held.id,
            incident.title,
            f"{incident.cls} · {state}",
            grade=incident.grade,
            right=right,
            right_token=token,
        )

    def open_incident(self, alarms: Sequence[AlarmRow]) -> QDialog | None:
        """转事件 from these alarms, or 新建事件 by hand; None if this person may not."""
        if not self.room.acting.may("open_incident"):
            return None
        dialog = OpenDialog(self.room, alarms, self)
        dialog.opened.connect(self.expect)
        dialog.open()
        return dialog

    def expect(self, name: str) -> None:
        """This new incident shall be in hand as soon as the log has it."""
        self._wanted = name
        self.bar.show_receipt(tr("新事件待发送，送达后出现在列表里。"), "accent", detail=False)

    def act(self, act: str) -> QDialog | None:
        """Open the dialog or the tab of an act, if it is offered."""
        held, made = self.held, self.header.buttons.get(act)
        if held is None or made is None or not made.isVisibleTo(self.header):
            return None
        if act in ("unit_mark", "invite"):
            self.tabs.setCurrentWidget(self.units if act == "unit_mark" else self.seats)
            (self.units.unit if act == "unit_mark" else self.seats.person).setFocus()
            return None
        dialog = self._dialog(act, held)
        dialog.open()
        return dialog

    def _dialog(self, act: str, held: Held) -> QDialog:
        if act == "grade_incident":
            return GradeDialog(self.room, held, self)
        if act == "activate_plan":
            return PlanDialog(self.room, held, self)
        if act == "report":
            return ReportDialog(self.room, held, self)
        if act == "comment":
            return NoteDialog(self.room, held, self)
        if act == "attach":
            return GatherDialog(self.room, held, self)
        left = sum(not task.done for task in tasks_of(self.room.world, held))
        return CloseDialog(self.room, held, left, self)

    def qualities(self) -> dict[str, Quality]:
        """How far each pane may be believed, for the health file."""
        return {"incidents": self.frame.quality(), "timeline": self.story.quality()}
