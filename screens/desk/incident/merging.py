"""并入事件: chosen alarms into a running incident, or what belongs to an incident into the one at hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from console.commands import intents as do
from console.commands.intents import AnyIntent
from console.domain.entities import Alarm, Case
from console.models.clock import local
from console.models.incident.incidents import Held, grade_words
from console.models.incident.merging import Candidate, candidates, cases_of, targets
from console.models.text.labels import system_name
from screens.desk.incident.dialog import ActDialog
from screens.desk.incident.parts import hint_of, label
from screens.desk.incident.room import Room
from widgets.lines import Line, LineList
from widgets.plain_table import Cell, Heading, PlainTable, Row

Wanted = tuple[int, str, list[tuple[AnyIntent, int]]]
SHOWN = 6
LINES = 7


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("merging", text)


def distance_words(metres: float | None) -> str:
    """A distance with its unit; empty if nobody knows it."""
    if metres is None:
        return ""
    return tr("距离 {:.0f} m").format(metres) if metres < 1_000 else tr("距离 {:.1f} km").format(metres / 1_000)


class MergeDialog(ActDialog):
    """These alarms or cases go into one of the running incidents; the nearest stands first and is chosen."""

    def __init__(self, room: Room, owned: tuple[int, Sequence[Alarm | Case]], parent: QWidget) -> None:
        super().__init__(room, tr("并入事件"), tr("并入"), parent)
        self.backend, self.things = owned
        self._targets = targets(room.world, self.backend, self.things)
        shown = "\n".join(thing.title for thing in self.things[:SHOWN])
        more = tr("\n等 {} 条").format(len(self.things)) if len(self.things) > SHOWN else ""
        self.form.addRow(tr("内容"), label(shown + more, "secondary", room.theme, wrap=True))
        self.list = LineList(room.theme)
        self.list.show_lines([self._line(held, metres) for held, metres in self._targets])
        self.list.setMinimumHeight(room.theme.px("body") * 2 * LINES)
        self.list.activated.connect(lambda _index: self.send())
        self.form.addRow(tr("事件"), self.list)
        if self._targets:
            self.list.choose(self._targets[0][0].incident.id)
        else:
            self.tell(tr("没有进行中的突发事件。请用“转事件”新建。"))
            self.send_button.setEnabled(False)
        self.list.setFocus()

    def _line(self, held: Held, metres: float | None) -> Line:
        incident = held.incident
        facts = (grade_words(incident.grade), incident.cls, tr("{:%m-%d %H:%M} 起").format(local(incident.opened)))
        return Line(incident.id, incident.title, " · ".join(facts), grade=incident.grade, right=distance_words(metres))

    def what(self) -> Wanted | None:
        name = self.list.current_id()
        if not name:
            self.tell(tr("请选择一起事件。"))
            return None
        alarms = [thing for thing in self.things if isinstance(thing, Alarm)]
        cases = [thing.id for thing in self.things if isinstance(thing, Case)]
        cases += [case for case in cases_of(self.room.world, self.backend, alarms) if case not in cases]
        intent = do.Attach(about=name, alarms=tuple(alarm.id for alarm in alarms), cases=tuple(cases))
        return self.backend, "Incident", [(intent, -1)]


class GatherDialog(ActDialog):
    """Open alarms and cases near the incident, to be ticked; and what somebody reported by word of mouth."""

    def __init__(self, room: Room, held: Held, parent: QWidget) -> None:
        super().__init__(room, tr("并入这起事件"), tr("并入"), parent)
        self._held = held
        self._found = {each.thing.id: each for each in candidates(room.world, held)}
        self.ticked: set[str] = set()
        heads = [
            Heading(""),
            Heading(tr("告警或案件"), wide=True),
            Heading(tr("系统")),
            Heading(tr("发生")),
            Heading(""),
        ]
        self.table = PlainTable(room.theme, heads)
        self.table.setMinimumHeight(room.theme.px("body") * 2 * LINES)
        self.table.ticked.connect(self.tick)
        self.source = QLineEdit()
        self.source.setMaxLength(500)
        hint_of(self.source, tr("谁报来的，怎么报的（没有接报就不填）"))
        self.text = self.text_box(tr("接报内容"), 2)
        none = tr("没有未归入事件的告警和案件。") if not self._found else tr("空格键或点方框勾选，由近到远排列。")
        self.form.addRow(tr("可并入"), label(none, "secondary", room.theme, wrap=True))
        self.form.addRow("", self.table)
        self.form.addRow(tr("信息来源"), self.source)
        self.form.addRow(tr("接报"), self.text)
        self.setMinimumWidth(room.theme.space(190))
        self._show()
        self.table.setFocus()

    def _show(self) -> None:
        self.table.show_rows([self._row(each) for each in self._found.values()])

    def _row(self, each: Candidate) -> Row:
        thing = each.thing
        alarm = isinstance(thing, Alarm)
        since = thing.raised if isinstance(thing, Alarm) else thing.opened
        kind = tr("告警") if alarm else tr("案件")
        cells = (Cell(tick=thing.id in self.ticked), Cell(f"{kind} {thing.title}"),
                 Cell(system_name(thing.system), "secondary"), Cell(f"{local(since):%m-%d %H:%M}", "secondary"),
                 Cell(distance_words(each.metres), "secondary"))  # fmt: skip
        return Row(thing.id, cells)

    def tick(self, name: str) -> None:
        """Choose one, or choose it no more."""
        self.ticked ^= {name}
        self._show()
        self.table.choose(name)

    def what(self) -> Wanted | None:
        source, text = self.source.text().strip(), self.text.toPlainText().strip()
        things = [each.thing for name, each in self._found.items() if name in self.ticked]
        if not things and not text:
            self.tell(tr("请勾选告警或案件，或填写接报内容。"))
            return None
        if text and not source:
            self.tell(tr("请写明信息来源。"))
            return None
        alarms = [thing for thing in things if isinstance(thing, Alarm)]
        cases = [thing.id for thing in things if not isinstance(thing, Alarm)]
        cases += [name for name in cases_of(self.room.world, self._held.backend, alarms) if name not in cases]
        intent = do.Attach(
            about=self._held.incident.id, alarms=tuple(alarm.id for alarm in alarms), cases=tuple(cases),
            source=source if text else "", text=text,
        )  # fmt: skip
        return self._held.backend, "Incident", [(intent, -1)]
