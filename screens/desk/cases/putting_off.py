"""延期 and 缓办 at the desk: more time on the case's own clock, or a clock that stands, and another's word on it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.commands import intents as do
from console.commands.intents import AnyIntent
from console.domain.entities import Clock
from console.domain.incidents import sla
from console.models.case_acts import CaseAct, act_name, request_words
from console.models.cases import HeldCase
from console.models.clock import local
from screens.desk.cases.dialogs import CaseDialog
from screens.desk.incident.parts import choice, label
from screens.desk.incident.room import Room

LONGEST_DAYS = 7
DEFERRALS = (3, 7, 15, 30)
"""Days that are offered besides the longest that the city allows."""
SLACK_MS = 60_000
"""The longest is offered a little short, so that a gateway whose clock is behind ours does not find it too long."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("case_extension", text)


def choices(due: int, clock: Clock, calendar: sla.Calendar) -> list[tuple[str, int]]:
    """(words, new due time in ms) that are offered, counted on from the present one by the case's clock.

    A working time whose year the calendar does not hold is left out: nobody can say when it would be.
    """
    working = clock is Clock.WORKING
    day = calendar.day_length if working else sla.DAY
    hours = tr("{} 工作时") if working else tr("{} 小时")
    days = tr("{} 个工作日") if working else tr("{} 天")
    wanted = [(hours.format(2), 2 * sla.HOUR), (hours.format(4), 4 * sla.HOUR)]
    wanted += [(days.format(count), count * day) for count in (1, 3, LONGEST_DAYS)]
    found = []
    for words, amount in wanted:
        try:
            found.append((words, sla.due_after(due, amount, clock, calendar)))
        except sla.CalendarNotAvailable:
            continue
    return found


class ExtendDialog(CaseDialog):
    """延期申请: by how much, and why; the time stays what it is until somebody else agrees."""

    def __init__(self, room: Room, held: HeldCase, parent: QWidget) -> None:
        super().__init__(room, held, tr("申请延期"), tr("提交申请"), parent)
        case = held.case
        self.until = choice([])
        for words, due in choices(case.due, case.clock, room.tables.current().calendar):
            self.until.addItem(tr("{}（至 {:%m-%d %H:%M}）").format(words, local(due)), due)
        self.reason = self.text_box(tr("为什么不能按时办结"), 2)
        now = tr("{:%m-%d %H:%M}，批准前不变").format(local(case.due))
        self.form.addRow(tr("现时限"), label(now, "secondary", room.theme))
        self.form.addRow(tr("延长"), self.until)
        self.form.addRow(tr("理由"), self.reason)
        self.reason.setFocus()

    def intent(self) -> AnyIntent | None:
        reason = self.reason.toPlainText().strip()
        if self.until.currentData() is None:
            self.tell(tr("节假日表尚未录入，无法推算新的时限。"))
            return None
        if not reason:
            self.tell(tr("请写明理由。"))
            return None
        return do.Extend(about=self.case.id, due=int(self.until.currentData()), reason=reason)


class DeferDialog(CaseDialog):
    """缓办申请: until which day the clock shall stand, and why nothing can be done before."""

    def __init__(self, room: Room, held: HeldCase, parent: QWidget) -> None:
        super().__init__(room, held, tr("申请缓办"), tr("提交申请"), parent)
        now, most = room.world.now(), room.tables.current().limits.deferral_days
        self.until = choice([])
        for days in sorted({*(each for each in DEFERRALS if each < most), most}):
            until = now + days * sla.DAY - SLACK_MS
            self.until.addItem(tr("{}（至 {:%m-%d %H:%M}）").format(tr("{} 天").format(days), local(until)), until)
        self.reason = self.text_box(tr("为什么现在不能办：无责任主体、待立项、待天气"), 2)
        self.form.addRow(tr("缓办"), self.until)
        self.form.addRow(tr("时钟"), label(tr("批准后停走，到期自动恢复"), "secondary", room.theme))
        self.form.addRow(tr("理由"), self.reason)
        self.reason.setFocus()

    def intent(self) -> AnyIntent | None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.tell(tr("请写明理由。"))
            return None
        return do.Defer(about=self.case.id, until=int(self.until.currentData()), reason=reason)


class DecideDialog(CaseDialog):
    """审批: the request as it was made, yes or no, and why not."""

    def __init__(self, room: Room, held: HeldCase, parent: QWidget) -> None:
        super().__init__(room, held, act_name(CaseAct.DECIDE, held.case), tr("提交审批"), parent)
        self.answer = choice([])
        for words, approve in ((tr("请选择"), None), (tr("同意"), True), (tr("不同意"), False)):
            self.answer.addItem(words, approve)
        self.reason = self.text_box(tr("意见；不同意须写明理由"), 2)
        self.form.addRow(tr("申请"), label(request_words(held.case), "", room.theme, wrap=True))
        self.form.addRow(tr("决定"), self.answer)
        self.form.addRow(tr("意见"), self.reason)
        self.answer.setFocus()

    def intent(self) -> AnyIntent | None:
        approve, reason = self.answer.currentData(), self.reason.toPlainText().strip()
        if approve is None:
            self.tell(tr("请选择同意或不同意。"))
            return None
        if not approve and not reason:
            self.tell(tr("请写明不同意的理由。"))
            return None
        return do.DecideRequest(about=self.case.id, approve=bool(approve), reason=reason)
