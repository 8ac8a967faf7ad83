"""排班 and 换班: who is on duty when; what the rules say is told in words before anything is sent."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from console.commands import intents as do
from console.commands.intents import AnyIntent
from console.domain.duty.roster import check, posts
from console.domain.entities import Duty, Swap
from console.models.clock import CITY_ZONE, local
from console.models.duty.duty import finding_words, known_people, shifts, span_words
from console.models.text.phrases import listed
from screens.desk.incident.dialog import ActDialog
from screens.desk.incident.parts import choice, label
from screens.desk.incident.room import Room
from widgets.calm import calm
from widgets.words import plain_tooltip

Wanted = tuple[int, str, list[tuple[AnyIntent, int]]]
HALF_DAY_MS = 12 * 3_600_000


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("shift_dialog", text)


def _box(names: list[str], chosen: str, hint: str) -> QComboBox:
    made = choice(names, editable=True, hint=hint)
    made.setEditText(chosen)
    return made


class ShiftDialog(ActDialog):
    """One shift. The findings follow every change; those that refuse keep it from being sent."""

    def __init__(self, room: Room, backend: int, shift: Duty | None, parent: QWidget) -> None:
        super().__init__(room, tr("修改班次") if shift else tr("新增班次"), tr("保存排班"), parent)
        self._backend, self._shift = backend, shift
        self._others = [each for _, each in shifts(room.world)]
        start = shift.starts if shift else max((each.ends for each in self._others), default=room.world.now())
        self.starts, self.ends = self._time(start), self._time(shift.ends if shift else start + HALF_DAY_MS)
        self.leader = _box(known_people(room.world, "leader"), shift.leader if shift else "", tr("市领导姓名"))
        names = known_people(room.world, "watch_leader")
        self.watch_leader = _box(names, shift.watch_leader if shift else "", tr("值班长姓名"))
        self.commanders: dict[str, QComboBox] = {}
        self.dispatchers: dict[str, QLineEdit] = {}
        self.findings = QPlainTextEdit()
        self.findings.setReadOnly(True)
        self.findings.setMinimumHeight(room.theme.px("body") * 7)
        self.setMinimumWidth(room.theme.space(180))
        self._build()
        self.review()

    def _time(self, at: int) -> QDateTimeEdit:
        moment = local(at)
        box = calm(QDateTimeEdit(QDateTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, 0)))
        box.setDisplayFormat("yyyy-MM-dd HH:mm")
        box.setCalendarPopup(True)
        return box

    def _build(self) -> None:
        for name, field in ((tr("开始"), self.starts), (tr("结束"), self.ends), (tr("带班市领导"), self.leader),
                            (tr("值班长"), self.watch_leader)):  # fmt: skip
            self.form.addRow(name, field)
        grid = QGridLayout()
        grid.setSpacing(self.room.theme.space(2))
        for column, head in enumerate((tr("部门"), tr("指挥长"), tr("调度员（多人用顿号隔开）"))):
            grid.addWidget(label(head, "secondary", self.room.theme), 0, column)
        for line, department in enumerate(self.room.tables.current().staff.departments, 1):
            self._department(grid, line, department)
        grid.setColumnStretch(2, 1)
        self.form.addRow(grid)
        self.form.addRow(tr("核对"), self.findings)
        for edit in (self.starts, self.ends):
            edit.dateTimeChanged.connect(self.review)
        for box in (self.leader, self.watch_leader, *self.commanders.values()):
            box.editTextChanged.connect(self.review)

    def _department(self, grid: QGridLayout, line: int, department: str) -> None:
        shift, world = self._shift, self.room.world
        head = shift.commanders.get(department, "") if shift else ""
        names = listed(shift.dispatchers.get(department, ())) if shift else ""
        self.commanders[department] = _box(known_people(world, "commander", department), head, tr("姓名"))
        edit = self.dispatchers[department] = QLineEdit(names)
        edit.setMaxLength(500)
        edit.textChanged.connect(self.review)
        grid.setRowMinimumHeight(line, self.room.theme.px("body") * 2)
        grid.addWidget(label(department), line, 0)
        grid.addWidget(self.commanders[department], line, 1)
        grid.addWidget(edit, line, 2)

    def _ms(self, edit: QDateTimeEdit) -> int:
        day, time = edit.date(), edit.time()
        moment = datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=CITY_ZONE)
        return int(moment.timestamp() * 1000)

    def shift(self) -> Duty:
        """The shift as the fields say it."""
        heads = {name: box.currentText().strip() for name, box in self.commanders.items() if box.currentText().strip()}
        names = {name: _names(edit.text()) for name, edit in self.dispatchers.items() if _names(edit.text())}
        starts = self._ms(self.starts)
        name = self._shift.id if self._shift else f"duty-{local(starts):%Y%m%d-%H%M}"
        return Duty(
            id=name, v=1, at=self.room.world.now(), starts=starts, ends=self._ms(self.ends),
            leader=self.leader.currentText().strip(), commander=next(iter(heads.values()), ""),
            watch_leader=self.watch_leader.currentText().strip(), commanders=heads, dispatchers=names,
        )  # fmt: skip

    def review(self) -> None:
        """Say what the rules find, before anything is sent."""
        tables = self.room.tables.current()
        found = check(self.shift(), self._others, tables.staff, tables.calendar)
        wrong = [finding_words(each) for each in found if each.refuses]
        stated = [tr("提示：{}").format(finding_words(each)) for each in found if not each.refuses]
        self.send_button.setEnabled(not wrong)
        self.send_button.setToolTip(plain_tooltip("\n".join(wrong)))  # the findings may have been scrolled away
        self.findings.setPlainText("\n".join([*wrong, *stated]) or tr("没有冲突。"))
        self.tell(tr("有 {} 处冲突，改正后才能保存。").format(len(wrong)) if wrong else "")

    def what(self) -> Wanted | None:
        shift = self.shift()
        intent = do.SaveShift(
            about=shift.id, starts=shift.starts, ends=shift.ends, leader=shift.leader, commanders=shift.commanders,
            watch_leader=shift.watch_leader, dispatchers=shift.dispatchers,
        )  # fmt: skip
        return self._backend, "Duty", [(intent, self._shift.v if self._shift else 0)]


class SwapDialog(ActDialog):
    """换班申请: who is to be replaced in a shift, by whom, why."""

    def __init__(self, room: Room, backend: int, shift: Duty, parent: QWidget) -> None:
        super().__init__(room, tr("申请换班"), tr("提交申请"), parent)
        self._backend, self._shift = backend, shift
        on = list(dict.fromkeys(name for name, _, _ in posts(shift)))
        known = [name for _, each in shifts(room.world) for name, _, _ in posts(each)]
        self.person = choice(on)
        self.person.setCurrentText(room.acting.name())
        self.other = choice(
            [name for name in dict.fromkeys(known) if name not in on], editable=True, hint=tr("接替人姓名")
        )
        self.reason = self.text_box(tr("为什么换班"), 2)
        when = f"{local(shift.starts):%m-%d} {span_words(shift)}"
        self.form.addRow(tr("班次"), label(when))
        self.form.addRow(tr("被接替人"), self.person)
        self.form.addRow(tr("接替人"), self.other)
        self.form.addRow(tr("理由"), self.reason)

    def what(self) -> Wanted | None:
        person, other = self.person.currentText().strip(), self.other.currentText().strip()
        reason = self.reason.toPlainText().strip()
        if not person or not other or not reason or person == other:
            self.tell(tr("请选择被接替人，填写接替人和理由。"))
            return None
        intent = do.RequestSwap(about=self._shift.id, person=person, other=other, reason=reason)
        return self._backend, "Swap", [(intent, -1)]


class DecideDialog(ActDialog):
    """换班审批: by somebody who is not part of it."""

    def __init__(self, room: Room, backend: int, swap: Swap, approve: bool, parent: QWidget) -> None:
        super().__init__(room, tr("同意换班") if approve else tr("不同意换班"), tr("提交审批"), parent)
        self._backend, self._swap, self._approve = backend, swap, approve
        self.reason = self.text_box(tr("意见（可不填）") if approve else tr("为什么不同意"), 2)
        words = tr("{} → {}，理由：{}").format(swap.person, swap.other, swap.reason)
        self.form.addRow(tr("申请"), label(words, wrap=True))
        self.form.addRow(tr("意见"), self.reason)

    def what(self) -> Wanted | None:
        reason = self.reason.toPlainText().strip()
        if not self._approve and not reason:
            self.tell(tr("请写明不同意的理由。"))
            return None
        intent = do.DecideSwap(about=self._swap.id, approve=self._approve, reason=reason)
        return self._backend, "Swap", [(intent, self._swap.v)]


def _names(text: str) -> list[str]:
    return [name for name in re.split(r"[，,;；、\s]+", text) if name]  # data
