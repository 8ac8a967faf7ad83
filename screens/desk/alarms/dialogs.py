"""What an act on alarms still has to ask: a reason and a time, departments, words. Each stays until that is on disk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from console.commands import intents as do
from console.commands.intents import AnyIntent
from console.domain.entities import Alarm
from console.models.alarms.procedures import procedure_of
from console.models.cases import DEPARTMENTS
from console.models.clock import local
from console.models.duty.warnings import duty_of
from screens.desk.incident.dialog import MOST_REMARK, ActDialog, Wanted
from screens.desk.incident.parts import choice, label
from screens.desk.incident.room import Room

Owned = list[tuple[int, list[Alarm]]]
"""Backends, and the alarms of each."""
Make = Callable[[Alarm], tuple[AnyIntent, int]]
"""The act on one alarm, and the version that was seen."""
MINUTE_MS = 60_000
SHOWN = 6
SHELF_MOST_MS = 24 * 60 * MINUTE_MS


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("alarm_dialogs", text)


class _AlarmDialog(ActDialog):
    """Says which alarms are meant; each one's act goes to its own backend."""

    kind = "Alarm"

    def __init__(self, room: Room, owned: Owned, title: str, send: str, parent: QWidget) -> None:
        super().__init__(room, title, send, parent)
        self.owned = owned
        self.alarms = [alarm for _, alarms in owned for alarm in alarms]
        shown = "\n".join(alarm.title for alarm in self.alarms[:SHOWN])
        more = tr("\n等 {} 条").format(len(self.alarms)) if len(self.alarms) > SHOWN else ""
        self.form.addRow(tr("告警"), label(shown + more, "secondary", room.theme, wrap=True))

    def act(self) -> Make | None:
        """What is to be done with each of them; None after having told what is missing."""
        raise TypeError("a dialog says what it sends")

    def batches(self) -> list[Wanted] | None:
        make = self.act()
        if make is None:
            return None
        return [(backend, self.kind, [make(alarm) for alarm in alarms]) for backend, alarms in self.owned]

    def what(self) -> Wanted | None:
        found = self.batches()
        return found[0] if found else None


class ShelveDialog(_AlarmDialog):
    """搁置: a reason, and until when; never longer than a day."""

    def __init__(self, room: Room, owned: Owned, parent: QWidget, reason: str = "") -> None:
        super().__init__(room, owned, tr("搁置告警"), tr("搁置"), parent)
        self.reason = self.text_box(tr("为什么搁置，到期前由谁处理"), 2, reason)
        self.until = choice([])
        now = room.world.now()
        for words, minutes in ((tr("5 分钟"), 5), (tr("15 分钟"), 15), (tr("30 分钟"), 30), (tr("1 小时"), 60)):
            self._offer(words, now + minutes * MINUTE_MS)
        shift = duty_of(room.world)
        if shift is not None and now + MINUTE_MS < shift.ends <= now + SHELF_MOST_MS:
            self._offer(tr("到本班结束"), shift.ends, fixed=True)
        self._begun = now
        self.until.setCurrentIndex(1)
        self.form.addRow(tr("原因"), self.reason)
        self.form.addRow(tr("到期"), self.until)
        self.reason.setFocus()

    def _offer(self, words: str, until: int, *, fixed: bool = False) -> None:
        """``fixed``: a time of the clock, which does not wait for whoever writes the reason."""
        self.until.addItem(tr("{}（至 {:%H:%M}）").format(words, local(until)), (until, fixed))

    def act(self) -> Make | None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.tell(tr("请写明原因。"))
            return None
        until, fixed = self.until.currentData()
        until += 0 if fixed else max(0, self.room.world.now() - self._begun)
        until = min(until, self.room.world.now() + SHELF_MOST_MS)
        return lambda alarm: (do.Shelve(about=alarm.id, until=until, reason=reason), alarm.v)


class DispatchDialog(_AlarmDialog):
    """派遣: one lead department and those that help, with a few words."""

    def __init__(self, room: Room, owned: Owned, parent: QWidget) -> None:
        super().__init__(room, owned, tr("派遣"), tr("派遣"), parent)
        self.boxes = {name: QCheckBox(name) for name in DEPARTMENTS}
        self.lead = choice([])
        likely = procedure_of(self.alarms[0].rule)
        grid = QGridLayout()
        for number, (name, box) in enumerate(self.boxes.items()):
            box.setChecked(likely is not None and name in likely.departments)
            box.toggled.connect(self._ticked)
            grid.addWidget(box, number // 4, number % 4)
        self.note = self.text_box(tr("要求：到场、查什么、何时反馈"), 3)
        self.form.addRow(tr("部门"), grid)
        self.form.addRow(tr("主办"), self.lead)
        self.form.addRow(tr("说明"), self.note)
        self._ticked()
        self.note.setFocus()

    def _ticked(self) -> None:
        names = [name for name, box in self.boxes.items() if box.isChecked()]
        before = self.lead.currentText()
        self.lead.clear()
        self.lead.addItems(names)
        if before in names:
            self.lead.setCurrentText(before)

    def act(self) -> Make | None:
        names = [name for name, box in self.boxes.items() if box.isChecked()]
        if not names:
            self.tell(tr("请至少选择一个部门。"))
            return None
        lead = self.lead.currentText()
        departments = tuple(DEPARTMENTS[name] for name in (lead, *[name for name in names if name != lead]))
        note = self.note.toPlainText().strip()
        return lambda alarm: (do.Dispatch(about=alarm.id, departments=departments, note=note), alarm.v)


class CommentDialog(_AlarmDialog):
    """备注: words of one's own on each of the alarms."""

    kind = "Note"

    def __init__(self, room: Room, owned: Owned, parent: QWidget) -> None:
        super().__init__(room, owned, tr("备注"), tr("保存备注"), parent)
        self.text = self.text_box(tr("写下现场情况、电话内容、决定"), 5, most=MOST_REMARK)
        self.form.addRow(tr("内容"), self.text)
        self.text.setFocus()

    def act(self) -> Make | None:
        text = self.text.toPlainText().strip()
        if not text:
            self.tell(tr("备注不能为空。"))
            return None
        return lambda alarm: (do.Comment(about=alarm.id, text=text), -1)


class ServiceDialog(_AlarmDialog):
    """停用: the point is taken out of service, with the reason."""

    def __init__(self, room: Room, owned: Owned, parent: QWidget) -> None:
        super().__init__(room, owned, tr("停用告警点"), tr("停用"), parent)
        self.reason = self.text_box(tr("检修单号或停用原因，谁负责恢复"), 2)
        self.form.addRow(tr("原因"), self.reason)
        self.reason.setFocus()

    def act(self) -> Make | None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.tell(tr("请写明原因。"))
            return None
        return lambda alarm: (do.TakeOutOfService(about=alarm.id, reason=reason), alarm.v)
