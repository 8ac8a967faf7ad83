"""One case: what it is, how long is left, what may be done, its story and its evidence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from console.domain.entities import Case
from console.domain.incidents.incident import Moment
from console.models.case_acts import KEYS, CaseAct, act_name, has_place, refuses, request_words
from console.models.cases import HeldCase, stage_words
from console.models.clock import local
from console.models.incident.incidents import moments, sort_words, text_of
from console.models.text.labels import system_name
from console.models.text.phrases import listed
from screens.desk.cases.evidence import EvidenceShown
from screens.desk.cases.left import left_of
from screens.desk.cases.place import CasePlace
from screens.desk.incident.parts import button, clear, column, label, splitter
from screens.desk.incident.room import Room
from widgets import words
from widgets.countdown import CountdownLabel
from widgets.flow import Flow
from widgets.lines import Line, LineList
from widgets.pane import PaneFrame

SHORT_ID = 20
"""A longer id means nothing to a person."""


LEAST_HEAD = 64
"""Units of height in which a case shows its title, its time and the first acts; with less, the page is scrolled."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("case_card", text)


class CaseCard(QWidget):
    """Follows the case that is given; ``wanted`` tells which act a person wants."""

    wanted = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.held: HeldCase | None = None
        self._listed = True
        self._shown: tuple[str, int] = ("", -1)
        self.head = PaneFrame(room.theme, tr("案件详情"))
        self.title = label("", wrap=True)
        self.title.setStyleSheet(f"font-size: {room.theme.px('title')}px; font-weight: bold; background: transparent;")
        self.facts = [label("", "secondary", room.theme, wrap=True) for _ in range(3)]
        self.countdown = CountdownLabel(room.theme)
        self.buttons: dict[CaseAct, QPushButton] = {}
        self._acts = QWidget()
        flow = Flow(self._acts, room.theme.space(1.5))
        for act in CaseAct:
            made = button("", lambda act=act: self.wanted.emit(act), primary=act is CaseAct.CLOSE)
            self.buttons[act] = made
            flow.addWidget(made)
        self.request = label("", "delayed", room.theme, wrap=True)
        self.evidence = EvidenceShown(room)
        self.story = PaneFrame(room.theme, tr("经过"))
        self.place = CasePlace(room)
        self.lines = LineList(room.theme, mark_sample="00-00 00:00:00")
        self.full = QPlainTextEdit()
        self.full.setReadOnly(True)
        self._moments: list[Moment] = []
        self._lay_out()
        self.lines.chosen.connect(self._show_full)

    def _lay_out(self) -> None:
        theme = self._room.theme
        body = clear(QWidget())
        inside = column(body, theme, 2)
        clear(self._acts)
        for each in (self.title, self.countdown, self.request, *self.facts, self._acts, self.evidence):
            inside.addWidget(each)
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setStyleSheet("QScrollArea, QScrollArea > QWidget { background: transparent; }")
        area.setWidget(body)
        self.head.set_content(area)
        self.head.setMinimumHeight(theme.space(LEAST_HEAD))
        split = splitter(theme, Qt.Orientation.Vertical, self.lines, self.full)
        split.setSizes([500, 150])
        self.story.set_content(split)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.space(2))
        outer.addWidget(self.head, 3)
        outer.addWidget(splitter(theme, Qt.Orientation.Horizontal, self.story, self.place, shares=(58, 42)), 2)

    def show_case(self, held: HeldCase | None, gone: HeldCase | None = None, *, listed: bool = True) -> None:
        """Show this one; None when nothing is chosen, or when the one that was (``gone``) is closed by now.

        What is not ``listed`` is shown without its acts, as an alarm is: nobody works on what they have filtered out.
        """
        self.held, self._listed = held, listed
        if held is None:
            left = tr("“{}”已不在未结案件之列。").format(gone.case.title) if gone else ""
            self.title.setText(left + tr("在左侧选择一件案件。"))
            for each in self.facts:
                each.setText("")
        else:
            self.title.setText(held.case.title)
            for each, text in zip(self.facts, self._facts(held.case), strict=True):
                each.setText(text)
                each.setVisible(bool(text))
        hidden = tr("不在左侧列表中，只能查看。清空筛选文字（Esc）或选“全部”后再办理。")
        self.request.setText("" if held is None else request_words(held.case) if listed else hidden)
        self.request.setVisible(bool(self.request.text()))
        self.offer()
        self._tell_story()
        self.evidence.show_of(held.case if held else None)
        self.place.show_of(held)
        self.tick()

    def _facts(self, case: Case) -> tuple[str, str, str]:
        world = self._room.world
        place = world.registers.county_name(case.area) if case.area else tr("地点未知")
        opened = tr("{:%m-%d %H:%M} 受理").format(local(case.opened))
        number = case.id if len(case.id) <= SHORT_ID else ""
        parts = (stage_words(case), system_name(case.system), place, opened, number)
        where = " · ".join(part for part in parts if part)
        helping = tr("，协办 {}").format(listed(case.assisting)) if case.assisting else ""
        lead = tr("主办 {}{}").format(case.department or tr("未派遣"), helping)
        counted = ((tr("督办 {} 次"), case.urged), (tr("延期 {} 次"), case.extended), (tr("退回 {} 次"), case.returned),
                   (tr("返工 {} 次"), case.rework))  # fmt: skip
        told = " · ".join([lead, *[text.format(count) for text, count in counted if count]])
        if case.incident:
            told += tr(" · 属于事件 {}").format(self._incident(case.incident))
        last = tr("部门反馈：{}").format(case.feedback) if case.feedback else ""
        return where, told, last or (tr("最近说明：{}").format(case.remark) if case.remark else "")

    def _incident(self, name: str) -> str:
        return next((each.title for each in self._room.world.incidents.values() if each.id == name), name)

    def offer(self) -> None:
        """Show the acts that this person may do; what the state does not allow says why when pointed at."""
        acting, held = self._room.acting, self.held
        person = acting.operations.person
        tables = self._room.tables.current()
        now = self._room.world.now()
        for act, made in self.buttons.items():
            made.setVisible(held is not None and self._listed and acting.may(act.value) and has_place(act, held.case))
            if held is None:
                continue
            made.setText(f"{act_name(act, held.case)} {KEYS[act]}")
            why = refuses(act, held.case, person, tables, now)
            pending = bool(acting.waiting(held.case.id, held.backend)) and act is not CaseAct.COMMENT
            made.setEnabled(not why and not pending)
            made.setToolTip(words.plain_tooltip(tr("上一条指令待发送") if pending and not why else why))

    def tick(self) -> None:
        """Bring the countdown up to the moment."""
        held, world = self.held, self._room.world
        if held is None:
            self.countdown.show_left("", None)
        else:
            waiting = tr("指令待发送 · ") if self._room.acting.waiting(held.case.id, held.backend) else ""
            due = tr("{}办结时限 {:%m-%d %H:%M}").format(waiting, local(held.case.due))
            what = due if held.case.deferral is None else tr("{}时钟停走，恢复后时限顺延").format(waiting)
            self.countdown.show_left(what, left_of(held.case, self._room.tables.current(), world.now()))
        self.evidence.look()
        truth = world.link_truth()
        for pane in (self.head, self.story, self.place):
            pane.set_truth(truth)
            pane.refresh()

    def _tell_story(self) -> None:
        held = self.held
        self._moments = moments(self._room.world, held.case.id, backend=held.backend) if held else []
        if held is not None and held.case.origin:  # with what was said of its alarm, but for what is said here already
            before = moments(self._room.world, held.case.origin, backend=held.backend)
            self._moments += [each for each in before if each.data.get("case") != held.case.id]
            self._moments.sort(key=lambda moment: (moment.at, moment.id), reverse=True)
        self.lines.show_lines(self._moments, self._line)
        self.story.set_chips(((tr("{} 条").format(len(self._moments)), ""),))
        none = tr("本中心对这件案件还没有操作记录。") if held and not self._moments else tr("选中一行，在这里看全文")
        self.full.setPlaceholderText(none)
        if self.lines.current_id() == "":
            self.full.clear()

    def _line(self, thing: object) -> Line:
        assert isinstance(thing, Moment)
        who = " ".join(part for part in (thing.department, thing.by) if part) or tr("系统")
        return Line(
            thing.id, text_of(thing), who, f"{local(thing.at):%m-%d %H:%M:%S}", chip=sort_words(thing)
        )  # fmt: skip

    def _show_full(self, name: str) -> None:
        moment = next((each for each in self._moments if each.id == name), None)
        if moment is not None:
            line = self._line(moment)
            self.full.setPlainText(f"{line.mark}  {line.chip}  {line.bottom}\n{line.top}")
