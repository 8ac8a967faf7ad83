"""F5 交接班: the draft assembled from what is open, both signatures, the hash that locks it, and earlier ones."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from console.commands import intents as do
from console.domain.duty.handover import Draft, body_of, digest_of, intact
from console.domain.entities import Handover
from console.domain.truth import Quality
from console.models.clock import local
from console.models.duty.handover import draft, draft_of, handovers, id_of, outgoing, paper_of, shift_words, waiting
from console.models.duty.outputs import device_lines
from console.models.text.paper import Paper
from screens.desk.files import file_to_write
from screens.desk.incident.parts import button, clear, column, flow, label, splitter
from screens.desk.incident.room import Room
from screens.desk.live_page import LivePage
from widgets.document import Document, Kind, Paragraph
from widgets.lines import Line, LineList
from widgets.pane import PaneFrame
from widgets.receipt import ReceiptBar

SETTLE_MS = 500
"""The draft is put together from everything that is open: that costs more than a list."""
NOW = "draft"
REMARK_LENGTH = 4_000


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("handover_page", text)


class HandoverPage(LivePage):
    """At the left what is handed over, at the right who signs. What was signed is shown as it was signed."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent, SETTLE_MS)
        self._all: list[tuple[int, Handover]] = []
        self._draft: Draft | None = None
        self._seen = ("", "")
        """Who sits here, and which hand-over waits: when either changes, what is to be done next is chosen."""
        self._replacing = False
        self.bar = ReceiptBar(room.theme)
        self.text_pane = PaneFrame(room.theme, tr("交接班"))
        self.text = Document(room.theme)
        self.text_pane.set_content(self.text)
        self.sign_pane = PaneFrame(room.theme, tr("签字"))
        self.state = label("", wrap=True)
        self.hash = label("", "secondary", room.theme, wrap=True)
        self.hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.remarks = QPlainTextEdit()
        self.remarks.setPlaceholderText(tr("交班备注：交代给下一班的事"))
        self.remarks.setTabChangesFocus(True)
        self.give_button = button(tr("交班签字"), self.give, primary=True)
        self.take_button = button(tr("接班签字"), self.take, primary=True)
        self.print_button = button(tr("导出可打印文档"), self._save)
        self.why = label("", "delayed", room.theme, wrap=True)
        self.list_pane = PaneFrame(room.theme, tr("历次交接班"))
        self.list = LineList(room.theme)
        self.list_pane.set_content(self.list)
        self._lay_out()
        self._connect()
        self.first = self.list
        self.reload()

    def _lay_out(self) -> None:
        theme = self.room.theme
        body = clear(QWidget())
        layout = column(body, theme)
        writing = clear(QWidget())
        column(writing, theme).addWidget(self.remarks)
        for widget in (self.state, self.hash, writing):
            layout.addWidget(widget, 1 if widget is writing else 0)
        layout.addWidget(self.why)
        layout.addWidget(flow(theme, self.give_button, self.take_button, self.print_button))
        self.sign_pane.set_content(body)
        right = splitter(theme, Qt.Orientation.Vertical, self.sign_pane, self.list_pane, shares=(52, 48))
        whole = splitter(theme, Qt.Orientation.Horizontal, self.text_pane, right, shares=(62, 38))
        right.setMinimumWidth(theme.space(100))
        outer = column(self, theme)
        outer.addWidget(whole, 1)
        outer.addWidget(self.bar)
        self.print_button.setVisible(self.room.print_paper is not None)

    def _connect(self) -> None:
        world, acting = self.room.world, self.room.acting
        self.follow(world.entities_changed, world.parts_changed, world.alarms_changed, acting.changed)
        self.follow(self.remarks.textChanged)
        self.list.chosen.connect(self._chosen)

    def reload(self) -> None:
        """Show what the log says now; the draft follows it until it is signed."""
        self._all = handovers(self.room.world)
        lines = [Line(NOW, tr("本班草稿"), tr("随告警、事件、指令实时更新"), right=tr("未签字"))]
        lines += [self._line(each) for _, each in self._all]
        self.list.show_lines(lines)
        self._choose_next()
        self._show()

    def _choose_next(self) -> None:
        """What waits for a signature is in hand first; a remark belongs to the person who wrote it."""
        found, person = waiting(self.room.world), self.room.acting.operations.person
        who, name = person.id if person else "", found[1].id if found else ""
        if who != self._seen[0] and self._seen[0]:
            self.remarks.clear()
        new = who != self._seen[0] or (name and name != self._seen[1])
        self._seen = (who, name)
        if new or not self.list.current_id():
            self._replacing = False
            self.list.choose(name or NOW, quietly=True)

    def _chosen(self, _name: str) -> None:
        self._replacing = False
        self._show()

    def _line(self, handover: Handover) -> Line:
        who = tr("{} 交").format(handover.giver) + (tr("，{} 接").format(handover.taker) if handover.taken else "")
        state, token = (tr("已锁定"), "normal") if handover.taken else (tr("待接班"), "delayed")
        if not intact(handover):
            state, token = tr("校验不一致"), "grade1"
        at = f"{local(handover.given):%m-%d %H:%M}"
        return Line(
            handover.id, shift_words(self.room.world, handover.shift), f"{who} · {at}", right=state, right_token=token
        )

    def current(self) -> tuple[int, Handover] | None:
        """The hand-over that is shown; None for the draft."""
        name = self.list.current_id()
        return next((each for each in self._all if each[1].id == name), None)

    def _show(self) -> None:
        found = self.current()
        handover = found[1] if found else None
        if handover is None:
            text = self._remarks()[:REMARK_LENGTH]
            self._draft = self._drafted(text)
        else:
            self._draft = draft_of(handover)
        self.text.show_text(self._paragraphs(self.paper()))
        title = shift_words(self.room.world, self._draft.shift) if self._draft else ""
        self.text_pane.set_title(tr("交接班 {}").format(title).strip())
        self.state.setText(self._state(handover))
        self.hash.setText(
            tr("校验值 {}").format(_grouped(handover.digest)) if handover else tr("签字时生成校验值，接班签字后锁定。")
        )
        self.remarks.setVisible(handover is None and self.room.acting.may("give_handover"))
        self._offer(found)
        self._freshen()

    def _drafted(self, remarks: str) -> Draft:
        entries = self.room.acting.operations.entries
        return draft(self.room.world, entries, remarks, device_lines(self.room.folder, self.room.world))

    def paper(self) -> Paper:
        """What is shown, as a document."""
        found = self.current()
        if self._draft is None:
            return Paper(tr("交接班记录"), [tr("这份交接班的内容无法读取。")], [])
        return paper_of(self.room.world, self._draft, found[1] if found else None)

    def _paragraphs(self, paper: Paper) -> list[Paragraph]:
        signed = self.current() is not None  # a draft is of now: a time that runs would never let a reader rest
        said = [Paragraph(Kind.FAINT, fact) for fact in paper.facts[: 2 if signed else 1]]
        for part in paper.parts:
            said.append(Paragraph(Kind.HEADING, part.heading))
            said += [Paragraph(Kind.TEXT, line) for line in part.lines]
        return said

    def _state(self, handover: Handover | None) -> str:
        if handover is None:
            last = next((each for _, each in self._all if each.taken), None)
            if last is None and self._all:
                return tr("本班草稿。上一次交班尚未接班。")
            if last is None:
                return tr("本班草稿。此前没有交接班记录。")
            return tr("本班草稿，承接 {:%m-%d %H:%M} {} 的交班。").format(local(last.given), last.giver)
        given = tr("交班：{} {:%m-%d %H:%M:%S}").format(handover.giver, local(handover.given))
        if not handover.taken:
            return given + "\n" + tr("接班：尚未签字")
        taken = tr("接班：{} {:%m-%d %H:%M:%S}").format(handover.taker, local(handover.taken))
        sound = tr("已锁定，内容与校验值一致") if intact(handover) else tr("内容与校验值不一致，请勿采信")
        return f"{given}\n{taken}\n{sound}"

    def _backend(self, found: tuple[int, Handover] | None) -> int:
        """Where it is signed: a hand-over where it was given, a draft at the first backend."""
        owners, backends = self.room.world.owners, self.room.world.backends
        return owners.get(found[0], 0) if found else min(backends, default=0)

    def _offer(self, found: tuple[int, Handover] | None) -> None:
        handover = found[1] if found else None
        acting, person = self.room.acting, self.room.acting.operations.person
        open_one = waiting(self.room.world)
        self.give_button.setVisible(handover is None and acting.may("give_handover"))
        self.take_button.setVisible(handover is not None and not handover.taken and acting.may("take_handover"))
        self.give_button.setEnabled(outgoing(self.room.world) is not None)
        self._name_giving(open_one is not None)
        mine = handover is not None and person is not None and handover.giver_id == person.id
        self.take_button.setEnabled(handover is not None and not mine and intact(handover))
        about = handover.id if handover else self._id()
        if handover is None and (written := len(self._remarks())) > REMARK_LENGTH:
            self.why.setText(
                tr("备注最多 {0} 字，现有 {1} 字，请删减后再签字。").format(f"{REMARK_LENGTH:,}", f"{written:,}")
            )
            self.give_button.setEnabled(False)
        elif acting.waiting(about, self._backend(found)):
            self.why.setText(tr("签字待发送，送达后生效。"))
            self.give_button.setEnabled(False)
            self.take_button.setEnabled(False)
        elif mine and handover is not None and not handover.taken:
            self.why.setText(tr("交班人不能自己接班，请接班人登录后签字。"))
        elif handover is None and outgoing(self.room.world) is None:
            self.why.setText(tr("现在没有排班，请先在“值守”页排班。"))
        elif handover is None and open_one is not None:
            words = (
                tr("{} 的交班尚待接班签字。再按一次“重新交班签字”，就用这份草稿替换它。") if self._replacing
                else tr("{} 的交班尚待接班签字；再次签字将替换它。")
            )  # fmt: skip
            self.why.setText(words.format(open_one[1].giver))
        else:
            self.why.setText("")
        self.why.setVisible(bool(self.why.text()))

    def _name_giving(self, again: bool) -> None:
        """While a hand-over waits to be taken, another one would replace it: that is no first choice."""
        self.give_button.setText(tr("重新交班签字") if again else tr("交班签字"))
        if self.give_button.property("primary") is again:
            self.give_button.setProperty("primary", not again)
            self.give_button.style().unpolish(self.give_button)
            self.give_button.style().polish(self.give_button)

    def _remarks(self) -> str:
        return self.remarks.toPlainText().strip()

    def _id(self) -> str:
        shift = outgoing(self.room.world)
        return id_of(shift.id) if shift else ""

    def give(self) -> None:
        """交班签字 under the draft as it stands this moment."""
        shift = outgoing(self.room.world)
        if shift is None or not self.give_button.isEnabled() or len(self._remarks()) > REMARK_LENGTH:
            self._show()
            return
        if waiting(self.room.world) is not None and not self._replacing:
            self._replacing = True
            self._show()
            return
        self._replacing = False
        body = body_of(self._drafted(self._remarks()))
        before = next((each for _, each in self._all if each.id == self._id()), None)
        intent = do.GiveHandover(about=self._id(), shift=shift.id, body=body, digest=digest_of(body))
        self._send(intent, before.v if before else 0)

    def take(self) -> None:
        """接班签字 under what the hash names."""
        found = self.current()
        if found is None or not self.take_button.isEnabled():
            return
        self._send(do.TakeHandover(about=found[1].id, digest=found[1].digest), found[1].v)

    def _send(self, intent: do.GiveHandover | do.TakeHandover, version: int) -> None:
        backend = self._backend(self.current())

        def answered(words: str) -> None:
            if words:
                self.bar.show_receipt(words, "grade2", detail=False)
            self.reload()

        self.room.acting.send(backend, "Handover", [(intent, version)], answered)
        self._show()

    def write(self, path: Path) -> None:
        """Write what is shown as a PDF. Raises ``OSError``."""
        if self.room.print_paper is not None:
            self.room.print_paper(self.paper(), path)

    def _save(self) -> None:
        stem = tr("交接班-{:%Y%m%d-%H%M}.pdf").format(local(self.room.world.now()))
        path = file_to_write(self, tr("导出可打印文档"), stem, tr("可打印文档 (*.pdf)"))
        if path is None:
            return
        try:
            self.write(path)
            self.bar.show_receipt(tr("已导出 {}").format(path), "accent", detail=False)
        except OSError:
            self.bar.show_receipt(tr("未能写入 {}").format(path), "grade2", detail=False)

    def tick(self) -> None:
        """How old it is."""
        self._freshen()

    def _freshen(self) -> None:
        truth = self.room.world.link_truth()
        for pane in (self.text_pane, self.sign_pane, self.list_pane):
            pane.set_truth(truth)
            pane.refresh()

    def qualities(self) -> dict[str, Quality]:
        """How far each pane may be believed, for the health file."""
        return {"handover": self.text_pane.quality()}


def _grouped(digest: str) -> str:
    """A hash in groups of eight, which a person can compare and a line can break."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
