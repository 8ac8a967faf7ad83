"""F4 值守: the shift that is on, the week's roster, requests to change places, and how the hall's computers are."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QWidget

from console.domain.entities import Decision, Duty, Swap
from console.domain.truth import Quality
from console.models.clock import local
from console.models.duty.duty import (
    DECISIONS,
    day_words,
    in_week,
    names_of,
    remarks_of,
    running,
    shifts,
    span_words,
    swaps,
    week_of,
)
from console.models.text.phrases import listed, titled
from screens.desk.duty.shift_dialog import DecideDialog, ShiftDialog, SwapDialog
from screens.desk.duty.terminals_pane import TerminalsPane
from screens.desk.incident.parts import button, clear, column, flow, key, label, splitter
from screens.desk.incident.room import Room
from screens.desk.live_page import LivePage
from widgets.document import Document, Kind, Paragraph
from widgets.pane import PaneFrame
from widgets.plain_table import Cell, Heading, PlainTable, Row

PENDING = "待发送"


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("duty_page", text)


class DutyPage(LivePage):
    """The roster as the log has it; a person with the right edits it, the rules speak before the act is sent."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.monday: date = self._this_week()
        self._week: dict[str, tuple[int, Duty]] = {}
        self._swaps: dict[str, tuple[int, Swap]] = {}
        self.card = PaneFrame(room.theme, tr("当前班次"))
        self.posts = Document(room.theme)
        self.card.set_content(self.posts)
        self.roster = PaneFrame(room.theme, tr("排班"))
        self.departments = list(room.tables.current().staff.departments)
        heads = [Heading(tr("日期")), Heading(tr("班次")), Heading(tr("带班市领导")), Heading(tr("值班长"))]
        heads += [Heading(name.removeprefix("市"), wide=True) for name in self.departments]  # data
        self.table = PlainTable(room.theme, [*heads, Heading("")])
        self.swapping = PaneFrame(room.theme, tr("换班申请"))
        names = (tr("申请时间"), tr("班次"), tr("被接替人"), tr("接替人"), tr("理由"), tr("状态"))
        self.requests = PlainTable(room.theme, [Heading(name, wide=number == 4) for number, name in enumerate(names)])
        self.terminals = TerminalsPane(room)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.first = self.table
        self.reload()

    def _make_buttons(self) -> None:
        self.back = button(tr("上一周"), lambda: self.turn(-1))
        self.today = button(tr("本周"), lambda: self.turn(0))
        self.ahead = button(tr("下一周"), lambda: self.turn(1))
        self.add = button(tr("新增班次 Ctrl+N"), lambda: self.edit(None), primary=True)
        self.change = button(tr("修改班次"), lambda: self.edit(self.table.current_id()))
        self.ask = button(tr("申请换班"), self.request_swap)
        self.agree = button(tr("同意"), lambda: self.decide(True))
        self.refuse = button(tr("不同意"), lambda: self.decide(False))
        self.week = label("", "secondary", self.room.theme)

    def _lay_out(self) -> None:
        theme = self.room.theme
        body = clear(QWidget())
        layout = column(body, theme)
        turning = flow(theme, self.back, self.today, self.ahead, self.week, self.add, self.change, self.ask)
        layout.addWidget(turning)
        layout.addWidget(self.table, 1)
        self.roster.set_content(body)
        low = clear(QWidget())
        inside = column(low, theme)
        inside.addWidget(self.requests, 1)
        inside.addWidget(flow(theme, self.agree, self.refuse))
        self.swapping.set_content(low)
        right = splitter(theme, Qt.Orientation.Vertical, self.roster, self.swapping, shares=(7, 3))
        left = splitter(theme, Qt.Orientation.Vertical, self.card, self.terminals, shares=(62, 38))
        whole = splitter(theme, Qt.Orientation.Horizontal, left, right, shares=(22, 78))
        left.setMinimumWidth(theme.space(62))
        column(self, theme).addWidget(whole, 1)

    def _connect(self) -> None:
        world, acting = self.room.world, self.room.acting
        self.follow(world.entities_changed, world.parts_changed, acting.changed)
        self.table.chosen.connect(lambda _name: self._show_shift())
        self.table.opened.connect(self.edit)
        self.requests.chosen.connect(lambda _name: self._offer())
        key(self, "Ctrl+N", lambda: self.edit(None))

    def _this_week(self) -> date:
        """The week of the shift that is on: a night that began on Sunday is still Sunday's."""
        shift = running(self.room.world)
        return week_of(shift.starts if shift else self.room.world.now())

    def turn(self, weeks: int) -> None:
        """Show another week; 0 is the present one."""
        self.monday = self.monday + timedelta(weeks=weeks) if weeks else self._this_week()
        self.reload()

    def reload(self) -> None:
        """Show what the log says now."""
        world = self.room.world
        week, requests, on = in_week(world, self.monday), swaps(world), running(world)
        self._week = dict(zip(names_of(world, week), week, strict=True))
        self._swaps = dict(zip(names_of(world, requests), requests, strict=True))
        self.table.show_rows([self._line(name, *held) for name, held in self._week.items()])
        if on is not None and not self.table.current_id():
            self.table.choose(next((name for name, (_, shift) in self._week.items() if shift is on), ""))
        self.requests.show_rows([self._request(name, *held) for name, held in self._swaps.items()])
        sunday = self.monday + timedelta(days=6)
        none = "" if self._week else tr("，尚未排班")
        self.week.setText(tr("{:%Y-%m-%d} 至 {:%m-%d}{}").format(self.monday, sunday, none))
        self._show_shift()
        self._offer()
        self._freshen()

    def _line(self, listed_as: str, key_: int, shift: Duty) -> Row:
        calendar = self.room.tables.current().calendar
        name, kind = day_words(local(shift.starts).date(), calendar)
        on = running(self.room.world) is shift
        plain = kind in ("", tr("周末"))
        day = Cell(name if plain else f"{name} {kind}", "text" if plain else "delayed", on)
        cells = [day, Cell(span_words(shift) + (tr(" 在班") if on else ""), "accent" if on else "secondary", on)]
        cells += [Cell(shift.leader or "—"), Cell(shift.watch_leader or "—")]
        for department in self.departments:
            head = shift.commanders.get(department, "")
            names = listed(shift.dispatchers.get(department, ()))
            cells.append(
                Cell(" / ".join(part for part in (head, names) if part) or "—", "text" if names else "tertiary")
            )
        pending = tr(PENDING) if self.room.acting.waiting(shift.id, self._backend(key_)) else ""
        return Row(listed_as, (*cells, Cell(pending, "delayed")))

    def _request(self, listed_as: str, key_: int, swap: Swap) -> Row:
        backend = self._backend(key_)
        of_it = ((key, each) for key, each in shifts(self.room.world) if each.id == swap.shift)
        shift = next((each for key, each in of_it if self._backend(key) == backend), None)
        when = f"{local(shift.starts):%m-%d} {span_words(shift)}" if shift else swap.shift
        pending = bool(self.room.acting.waiting(swap.id, backend))
        state = tr(PENDING) if pending else titled(tr(DECISIONS[swap.decision]), swap.answer)
        token = "delayed" if pending or swap.decision is Decision.ASKED else "secondary"
        cells = (f"{local(swap.at):%m-%d %H:%M}", when, swap.person, swap.other, swap.reason)
        return Row(listed_as, (*[Cell(cell) for cell in cells], Cell(state, token)))

    def _chosen(self) -> Duty | None:
        found = self._week.get(self.table.current_id())
        return found[1] if found else None

    def _show_shift(self) -> None:
        on = running(self.room.world)
        shift = self._chosen() or on
        other = shift is not None and on is not shift
        self.card.set_title(tr("所选班次") if other else tr("当前班次"))
        self.posts.show_text(self._posts(shift) if shift else [Paragraph(Kind.TEXT, tr("现在没有排班。"))])
        self._offer()

    def _posts(self, shift: Duty) -> list[Paragraph]:
        name, kind = day_words(local(shift.starts).date(), self.room.tables.current().calendar)
        said = [Paragraph(Kind.TITLE, f"{name} {span_words(shift)}"), Paragraph(Kind.FAINT, kind or tr("工作日"))]
        for post, who in ((tr("带班市领导"), shift.leader), (tr("值班长"), shift.watch_leader)):
            said += [Paragraph(Kind.FAINT, post), Paragraph(Kind.TEXT, who or tr("未排"))]
        for department in dict.fromkeys([*self.departments, *shift.dispatchers, *shift.commanders]):
            said.append(Paragraph(Kind.HEADING, department))
            head = shift.commanders.get(department) or tr("未排")
            names = listed(shift.dispatchers.get(department, ())) or tr("未排")
            said += [
                Paragraph(Kind.TEXT, tr("指挥长 {}").format(head)),
                Paragraph(Kind.TEXT, tr("调度员 {}").format(names)),
            ]
        said += [Paragraph(Kind.FAINT, tr("提示：{}").format(words)) for words in remarks_of(shift)]
        return said

    def _offer(self) -> None:
        acting, shift = self.room.acting, self._chosen()
        for made, act in ((self.add, "save_shift"), (self.change, "save_shift"), (self.ask, "request_swap"),
                          (self.agree, "decide_swap"), (self.refuse, "decide_swap")):  # fmt: skip
            made.setVisible(acting.may(act))
        self.change.setEnabled(shift is not None)
        self.ask.setEnabled(shift is not None or running(self.room.world) is not None)
        swap = self._request_chosen()
        mine = swap is not None and acting.name() in (swap[1].person, swap[1].other, swap[1].asked_by)
        fits = swap is not None and swap[1].decision is Decision.ASKED and not mine
        for made in (self.agree, self.refuse):
            made.setEnabled(fits)
            made.setToolTip(tr("不能审批与本人有关的换班") if mine else "")

    def _request_chosen(self) -> tuple[int, Swap] | None:
        return self._swaps.get(self.requests.current_id())

    def _backend(self, key_: int | None) -> int:
        owners, backends = self.room.world.owners, self.room.world.backends
        return owners.get(key_, 0) if key_ is not None else min(backends, default=0)

    def edit(self, name: str | None) -> QDialog | None:
        """Open a shift for editing, or a new one; None if this person may not."""
        if not self.room.acting.may("save_shift"):
            return None
        found = self._week.get(name) if name else None
        if name and found is None:
            return None
        backend = self._backend(found[0] if found else None)
        dialog = ShiftDialog(self.room, backend, found[1] if found else None, self)
        dialog.open()
        return dialog

    def request_swap(self) -> QDialog | None:
        """Ask for a change in the chosen shift, else in the one that is on."""
        on = running(self.room.world)
        found = self._week.get(self.table.current_id())
        found = found or next((each for each in shifts(self.room.world) if each[1] is on), None)
        if found is None or not self.room.acting.may("request_swap"):
            return None
        dialog = SwapDialog(self.room, self._backend(found[0]), found[1], self)
        dialog.open()
        return dialog

    def decide(self, approve: bool) -> QDialog | None:
        """Decide on the chosen request."""
        found = self._request_chosen()
        if found is None or not self.agree.isEnabled():
            return None
        dialog = DecideDialog(self.room, self._backend(found[0]), found[1], approve, self)
        dialog.open()
        return dialog

    def tick(self) -> None:
        """How old it is."""
        self._freshen()

    def _freshen(self) -> None:
        truth = self.room.world.link_truth()
        waiting = sum(swap.decision is Decision.ASKED for _, swap in self._swaps.values())
        self.swapping.set_chips(((tr("待审批 {}").format(waiting), ""),))
        for pane in (self.card, self.roster, self.swapping):
            pane.set_truth(truth)
            pane.refresh()
        self.terminals.look()

    def qualities(self) -> dict[str, Quality]:
        """How far each pane may be believed, for the health file."""
        return {"duty": self.card.quality(), "roster": self.roster.quality()}
