"""视频会商: the roster of a consultation. Pictures and sound are the venue's own system."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from console.commands import intents as do
from console.domain.entities import Answer, Participant
from console.domain.incidents.incident import link_of
from console.models.incident.incidents import LINKS, answer_words
from screens.desk.incident.parts import button, choice, flow, refill, row
from screens.desk.incident.reveal import RevealDialog
from screens.desk.incident.room import Room
from screens.desk.incident.work import PENDING, UNITS, Work
from widgets.plain_table import Cell, Heading, PlainTable, Row


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("seats", text)


class SeatsTab(Work):
    """Who is asked and who is in, how the links are."""

    @property
    def name(self) -> str:
        return tr("会商")

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.person = choice(UNITS, editable=True, hint=tr("单位或人员"))
        self.invite = button(tr("邀请"), lambda: self.mark("invited", self.person.currentText().strip()), primary=True)
        self.venue = button(tr("打开会商系统"), lambda: QDesktopServices.openUrl(QUrl(room.meeting_url)))
        self.venue.setVisible(bool(room.meeting_url))
        heads = (tr("单位或人员"), tr("状态"), tr("链路"), tr("电话"), tr("录制"), tr("邀请于"), "")
        last = len(heads) - 1
        made = [Heading(head, wide=n == 0, minor=2 < n < last) for n, head in enumerate(heads)]
        self.table = PlainTable(room.theme, made)
        marks = (("answered", tr("已接入")), ("declined", tr("谢绝")), ("left", tr("离开")),
                 ("consents", tr("同意录制")), ("objects", tr("不同意录制")))  # fmt: skip
        self.buttons = {mark: button(name, lambda mark=mark: self.mark(mark, self.table.current_id()))
                        for mark, name in marks}  # fmt: skip
        self.adding = QWidget()
        line = row(room.theme, self.person, self.invite, stretch=False)
        line.setContentsMargins(0, 0, 0, 0)
        self.adding.setLayout(line)
        self.layout_.addWidget(self.adding)
        self.layout_.addWidget(self.table, 1)
        self.phone = button(tr("查看号码"), self.reveal)
        self.layout_.addWidget(flow(room.theme, *self.buttons.values(), self.phone, self.venue))
        self.table.chosen.connect(lambda _name: self._offer())

    def seats(self) -> list[Participant]:
        """Everybody who was asked."""
        found = self.parts(Participant)
        return sorted(found, key=lambda seat: (seat.invited, seat.person))

    def refresh(self) -> None:
        people = [name for duty in self.room.world.duty.values() for name in (duty.leader, duty.commander) if name]
        refill(self.person, list(dict.fromkeys([*UNITS, *people])))
        waiting = self.waiting()
        marked = {intent.person for intent in waiting if isinstance(intent, do.Invite)}
        rows = [self._row(seat, seat.person in marked) for seat in self.seats()]
        for name in sorted(marked - {seat.person for seat in self.seats()}):
            rows.append(Row(name, (Cell(name), *[Cell("—", "tertiary")] * 5, Cell(tr(PENDING), "delayed"))))
        self.table.show_rows(rows)
        self.adding.setVisible(self.can("invite"))
        self._offer()

    def tick(self) -> None:
        self.refresh()

    def _row(self, seat: Participant, pending: bool) -> Row:
        link = link_of(seat, self.room.world.now())
        measured = tr("（丢包 {:g}% 时延 {} ms）").format(seat.loss, seat.delay) if seat.measured else ""
        tokens = {"good": "normal", "poor": "delayed", "lost": "grade1", "unknown": "unknown", "absent": "tertiary"}
        said = tr(LINKS[link]) + (measured if link.value in ("good", "poor", "lost") else "")
        consent = {True: tr("同意"), False: tr("不同意"), None: tr("未询问")}[seat.consent]
        contact = self.room.world.registers.contacts.get(seat.person)
        phone = Cell(contact.phone, "secondary") if contact else Cell(tr("未登记"), "tertiary")
        cells = (Cell(seat.person), Cell(answer_words(seat.answer)), Cell(said, tokens[link.value]), phone,
                 Cell(consent, "secondary"), Cell(self.clock(seat.invited), "secondary"),
                 Cell(tr(PENDING) if pending else "", "delayed"))  # fmt: skip
        return Row(seat.person, cells)

    def _offer(self) -> None:
        seat = next((each for each in self.seats() if each.person == self.table.current_id()), None)
        answer = seat.answer if seat else None
        fits = {
            "answered": answer in (Answer.INVITED, Answer.DECLINED, Answer.LEFT),
            "declined": answer is Answer.INVITED,
            "left": answer is Answer.ANSWERED,
            "consents": seat is not None and seat.consent is not True,
            "objects": seat is not None and seat.consent is not False,
        }
        known = seat is not None and seat.person in self.room.world.registers.contacts
        self.phone.setVisible(self.room.acting.may("reveal") and self.room.reveal is not None)
        self.phone.setEnabled(known)
        for mark, made in self.buttons.items():
            made.setVisible(self.can("invite"))
            made.setEnabled(fits[mark])

    def reveal(self) -> QDialog | None:
        """Ask for the whole number of the chosen one."""
        name = self.table.current_id()
        if self.held is None or self.room.reveal is None or name not in self.room.world.registers.contacts:
            return None
        if not self.room.acting.known_at(self.held.backend):
            return None
        dialog = RevealDialog(self.room, name, partial(self.room.reveal, self.held.backend), self)
        dialog.open()
        return dialog

    def mark(self, mark: str, person: str) -> None:
        """Write down what became of an invitation."""
        if self.held is None or not person or not self.can("invite"):
            return
        intent = do.Invite(about=self.held.incident.id, person=person[:80], mark=mark)
        self.room.acting.send(self.held.backend, "Participant", [(intent, -1)])
        if mark == "invited":
            self.person.setEditText("")
        self.refresh()

    def count(self) -> str:
        seats = self.seats()
        return f"{sum(seat.answer is Answer.ANSWERED for seat in seats)}/{len(seats)}" if seats else ""
