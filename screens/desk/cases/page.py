"""F10 案件: the cases at the left, the chosen one and what may be done with it at the right."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from console.commands import intents as do
from console.domain.truth import Quality
from console.models.case_acts import KEYS, CaseAct, act_name, asked_words
from console.models.cases import (
    DEPARTMENTS,
    SHOW_WORDS,
    SHOWN,
    CaseShow,
    HeldCase,
    counts,
    find,
    listing,
    stage_words,
)
from console.models.figures.rates import closing, filing
from console.models.figures.tiles import share
from screens.desk.cases.card import CaseCard
from screens.desk.cases.dialogs import (
    CloseDialog,
    CountyDialog,
    FeedbackDialog,
    SendDialog,
    TransferDialog,
    WordsDialog,
)
from screens.desk.cases.filing import DeclineDialog
from screens.desk.cases.left import left_of
from screens.desk.cases.putting_off import DecideDialog, DeferDialog, ExtendDialog
from screens.desk.chips import chip
from screens.desk.incident.merging import MergeDialog
from screens.desk.incident.opening import OpenDialog
from screens.desk.incident.parts import clear, column, hint_of, key, splitter
from screens.desk.incident.room import Room
from screens.desk.live_page import LivePage
from widgets.flow import Flow
from widgets.lines import Line, LineList
from widgets.pane import PaneFrame

SETTLE_MS = 300
"""Cases change all the time in a living city: a list of hundreds is not made anew for each of them."""
LONGEST_WORDS = 80
AT_ONCE: dict[CaseAct, type[do.Receive | do.FileCase | do.WithdrawRequest]] = {
    CaseAct.RECEIVE: do.Receive, CaseAct.FILE: do.FileCase, CaseAct.WITHDRAW: do.WithdrawRequest,
}  # fmt: skip
"""Acts that ask for nothing more."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("cases_page", text)


class CasesPage(LivePage):
    """A department's desk begins with its own cases, the centre's with all; the one that is due first stands on top."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent, SETTLE_MS)
        self._all: list[HeldCase] = []
        self._gone: HeldCase | None = None
        """The case that was in hand until it was closed; no other takes its place unasked, for J acts at once."""
        self._show = CaseShow.MINE if self._department() else CaseShow.ALL
        self.frame = PaneFrame(room.theme, tr("案件"))
        self.chips = {show: chip("", lambda show=show: self.choose_show(show)) for show in CaseShow}
        self.words = QLineEdit()
        self.words.setMaxLength(LONGEST_WORDS)
        hint_of(self.words, tr("筛选：标题、区域、类别、部门、编号或拼音（/）"))
        self.list = LineList(room.theme)
        self.card = CaseCard(room)
        self._lay_out()
        self._connect()
        self.first = self.list
        self.reload()

    def _department(self) -> str:
        person = self.room.acting.operations.person
        return DEPARTMENTS.get(person.department, person.department) if person else ""

    def _lay_out(self) -> None:
        theme = self.room.theme
        body = clear(QWidget())
        layout = column(body, theme)
        chips = clear(QWidget())
        line = Flow(chips, theme.space(1))
        for each in self.chips.values():
            line.addWidget(each)
        layout.addWidget(chips)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        self.frame.set_content(body)
        whole = splitter(theme, Qt.Orientation.Horizontal, self.frame, self.card, shares=(46, 54))
        column(self, theme).addWidget(whole)

    def _connect(self) -> None:
        world, acting = self.room.world, self.room.acting
        self.follow(world.entities_changed, world.parts_changed, world.registers_changed, acting.changed)
        self.list.chosen.connect(self.choose)
        self.words.textChanged.connect(self.soon)
        self.words.returnPressed.connect(self.list.setFocus)
        self.card.wanted.connect(self.act)
        for act, letter in KEYS.items():
            key(self, letter, lambda act=act: self.act(act))
        key(self, "/", self.words.setFocus)
        key(self, "Esc", self._clear)
        for number, show in enumerate(CaseShow, 1):
            key(self, str(number), lambda show=show: self.choose_show(show))

    def _clear(self) -> None:
        self.words.clear()
        self.list.setFocus()

    def choose_show(self, show: CaseShow) -> None:
        """Another first choice."""
        self._show, self._gone = show, None
        self.reload()

    def reload(self) -> None:
        """Show what the log says now; the chosen case stays to be read while open, and to be acted on while listed."""
        self._show = CaseShow.ALL if self._show is CaseShow.MINE and not self._department() else self._show
        held = self.card.held or self._gone
        self._all = listing(self.room.world, self._show, self._department(), self.words.text())[:SHOWN]
        self.list.empty_words = tr("没有符合筛选条件的案件") if self.room.world.cases else ""
        self.list.show_lines(self._all, self._line)
        again = find(self.room.world, held.case.id, held.backend) if held else None
        self._gone = held if again is None else None
        if held is None and self._all:
            again = self._all[0]
        listed = again is not None and self.list.choose(again.id, quietly=True)
        self.card.show_case(again, self._gone, listed=listed)
        self._name_chips()
        self._freshen()

    def _name_chips(self) -> None:
        found = counts(self.room.world, self._department())
        unknown = self.room.world.link_truth().quality is Quality.UNKNOWN
        for number, (show, made) in enumerate(self.chips.items(), 1):
            made.setText(tr("{} {} {}").format(number, tr(SHOW_WORDS[show]), "—" if unknown else f"{found[show]:,}"))
            made.setChecked(show is self._show)
            made.setVisible(show is not CaseShow.MINE or bool(self._department()))

    def _line(self, thing: object) -> Line:
        assert isinstance(thing, HeldCase)
        case, world = thing.case, self.room.world
        left = left_of(case, self.room.tables.current(), world.now())
        place = world.registers.county_name(case.area) if case.area else ""
        wish = asked_words(case)
        about = " · ".join(part for part in (wish, case.department or tr("未派遣"), place, case.category) if part)
        return Line(thing.id, case.title, about, chip=stage_words(case), right=left.words, right_token=left.token)

    def choose(self, name: str, backend: int | None = None) -> None:
        """Work on this case, by its name in the list or its id. Of two backends' that have one id a person chooses."""
        world = self.room.world
        listed = next((held for held in self._all if held.id == name), None)
        found = find(world, listed.case.id, listed.backend) if listed else find(world, name, backend)
        if found is not None:
            self._gone = None
            self._list(found)
            self.card.show_case(found, listed=self.list.choose(found.id, quietly=True))
        elif any(case.id == name for case in world.cases.values()):
            self.choose_show(CaseShow.ALL)
            self.words.setText(name)

    def _list(self, wanted: HeldCase) -> None:
        """Whoever asks for a case by name finds it in the list, whatever the filters are."""
        tries = ((self._show, self.words.text()), (CaseShow.ALL, ""), (CaseShow.ALL, wanted.case.id))
        for show, text in tries:
            if any(held.id == wanted.id for held in self._all):
                return
            self._show = show
            self.words.setText(text)
            self.reload()

    def tick(self) -> None:
        """Countdowns run only while somebody sees them."""
        self.list.viewport().update()
        self.card.tick()
        self._freshen()

    def _freshen(self) -> None:
        total = len(self.room.world.cases)
        self.frame.set_chips(self._rates())
        self.frame.strip.set_note(tr("显示 {} / {} 件").format(f"{len(self._all):,}", f"{total:,}"))
        self.frame.set_truth(self.room.world.link_truth())
        self.frame.refresh()

    def _rates(self) -> tuple[tuple[str, str], ...]:
        """The day's shares of all cases; none of them is told while nobody is heard."""
        world = self.room.world
        if world.link_truth().quality is Quality.UNKNOWN:
            return ()
        reports, ends = filing(world), closing(world)
        told = (
            tr("今日立案率 {}").format(share(*reports.rate)), tr("未立案 {}").format(f"{reports.unfiled:,}"),
            tr("今日结案率 {}").format(share(*ends.rate)), tr("今日按期 {}").format(share(*ends.punctual)),
        )  # fmt: skip
        return tuple((words, "") for words in told)

    def act(self, act: CaseAct) -> QDialog | None:
        """Do it, or open what asks for the rest; None if it is not offered."""
        held, made = self.card.held, self.card.buttons[act]
        if held is None or not made.isVisibleTo(self.card) or not made.isEnabled():
            return None
        if (at_once := AT_ONCE.get(act)) is not None:
            self.room.acting.send(held.backend, "Case", [(at_once(about=held.case.id), held.case.v)])
            return None
        dialog = self._dialog(act, held)
        dialog.open()
        return dialog

    def _dialog(self, act: CaseAct, held: HeldCase) -> QDialog:
        if act is CaseAct.DISPATCH:
            return SendDialog(self.room, held, act_name(act, held.case), self)
        if act is CaseAct.INCIDENT:
            return OpenDialog(self.room, [], self, case=held)
        if act is CaseAct.ATTACH:
            return MergeDialog(self.room, (held.backend, [held.case]), self)
        makers = {
            CaseAct.TRANSFER: TransferDialog, CaseAct.EXTEND: ExtendDialog, CaseAct.FEEDBACK: FeedbackDialog,
            CaseAct.CLOSE: CloseDialog, CaseAct.COUNTY: CountyDialog, CaseAct.DECIDE: DecideDialog,
            CaseAct.DEFER: DeferDialog, CaseAct.DECLINE: DeclineDialog,
        }  # fmt: skip
        maker = makers.get(act)
        return maker(self.room, held, self) if maker else WordsDialog(self.room, held, act.value, self)

    def qualities(self) -> dict[str, Quality]:
        """How far the list may be believed, for the health file."""
        return {"cases": self.frame.quality()}
