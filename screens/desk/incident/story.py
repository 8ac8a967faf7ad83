"""The timeline of an incident: newest first, by kind, with the chosen line in full, and taken away as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QToolButton, QWidget

from console.domain.entities import Stamp
from console.domain.incidents.incident import Moment
from console.domain.truth import Quality
from console.models.clock import local
from console.models.incident.incidents import SORTS, Held, grade_words, moments, sort_name, sort_words, text_of
from console.models.text.paper import Paper, Part, as_csv, as_text
from console.models.text.phrases import listed
from screens.desk.files import file_to_write
from screens.desk.incident.parts import choice, clear, column, label, row, splitter
from screens.desk.incident.room import Room
from widgets import words
from widgets.lines import Line, LineList
from widgets.pane import PaneFrame
from widgets.truth_strip import missing_words, truth_words

TOKENS = {Stamp.REPORT_MISSED: "grade1", Stamp.OVERDUE: "grade1", Stamp.CLOSED: "", Stamp.PLAN: "accent"}


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("story", text)


class StoryPane(PaneFrame):
    """Holds the moments of one incident; rows are made only when they are seen."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room.theme, tr("时间线"), parent)
        self._room = room
        self._held: Held | None = None
        self._moments: list[Moment] = []
        self._shown: list[Moment] = []
        self.list = LineList(room.theme, mark_sample="00-00 00:00:00")
        self.kind = choice([])
        self.kind.addItem(tr("全部"), "")
        for sort in SORTS:
            self.kind.addItem(sort_name(sort), sort.value if sort else "note")
        self.full = QPlainTextEdit()
        self.full.setReadOnly(True)
        self.full.setPlaceholderText(tr("选中一行，在这里看全文"))
        self._build()
        self.kind.currentIndexChanged.connect(self._filter)
        self.list.chosen.connect(self._show_full)

    def _build(self) -> None:
        body = clear(QWidget())
        layout = column(body, self.theme)
        menu = QMenu(self)
        menu.addAction(tr("表格…"), lambda: self._save("csv", tr("表格 (*.csv)")))
        menu.addAction(tr("文本…"), lambda: self._save("txt", tr("文本 (*.txt)")))
        if self._room.print_paper is not None:
            menu.addAction(tr("可打印文档…"), lambda: self._save("pdf", tr("可打印文档 (*.pdf)")))
        self.export = QToolButton()
        self.export.setText(tr("导出"))
        self.export.setMenu(menu)
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.said = label("", "secondary", self.theme)
        layout.addLayout(row(self.theme, label(tr("类别"), "secondary", self.theme), self.kind, self.export))
        layout.addWidget(self.said)
        self.said.hide()
        split = splitter(self.theme, Qt.Orientation.Vertical, self.list, self.full, shares=(5, 1))
        layout.addWidget(split, 1)
        self.set_content(body)

    def show_incident(self, held: Held | None) -> None:
        """Show this one's timeline, with what belongs to its alarms and cases in it already."""
        if held is None or self._held is None or held.incident.id != self._held.incident.id:
            self.full.clear()
            self.said.hide()
        self._held = held
        self._moments = moments(self._room.world, held.incident.id, backend=held.backend) if held else []
        self._filter()

    def _filter(self) -> None:
        wanted = self.kind.currentData()
        self._shown = [m for m in self._moments if not wanted or (m.sort.value if m.sort else "note") == wanted]
        now = self._room.world.now()
        today = not self._shown or words.same_day(self._shown[-1].at, now)
        self.list.mark_sample = "00:00:00" if today else "00-00 00:00:00"
        self.list.show_lines(self._shown, self._line)
        self.set_chips(((tr("{} 条").format(len(self._shown)), ""),))

    def _line(self, thing: object) -> Line:
        assert isinstance(thing, Moment)
        now = self._room.world.now()
        at = local(thing.at)
        mark = f"{at:%H:%M:%S}" if words.same_day(thing.at, now) else f"{at:%m-%d %H:%M:%S}"
        who = " ".join(part for part in (thing.department, thing.by) if part) or tr("系统")
        token = TOKENS.get(thing.sort, "") if thing.sort else ""
        return Line(thing.id, text_of(thing), who, mark, chip=sort_words(thing), chip_token=token)

    def _show_full(self, name: str) -> None:
        moment = next((each for each in self._shown if each.id == name), None)
        if moment is not None:
            line = self._line(moment)
            stamp = f"{local(moment.at):%Y-%m-%d %H:%M:%S}"
            self.full.setPlainText(f"{stamp}  {line.chip}  {line.bottom}\n{line.top}")

    def paper(self) -> Paper:
        """The timeline as a document, oldest first."""
        held = self._held
        incident = held.incident if held else None
        facts = []
        if incident is not None:
            since = tr("自 {:%Y-%m-%d %H:%M:%S} 起").format(local(incident.opened))
            facts = [f"{grade_words(incident.grade)} · {incident.cls}", since]
        lines = ["  ".join(cells) for cells in self.rows()]
        title = tr("事件时间线：{}").format(incident.title if incident else "")
        return Paper(title, facts, [Part(tr("时间线（{} 条）").format(len(lines)), lines)], " · ".join(self.stamp()))

    def stamp(self) -> list[str]:
        """What goes along with every export: as of when, from whom, how far to be believed, and what is left out."""
        world = self._room.world
        names = listed(each.name for each in world.backends.values())
        until, truth = local(world.known_until()), world.link_truth()
        said = [tr("数据时间 {:%Y-%m-%d %H:%M:%S}").format(until), tr("来源 {}").format(names or tr("未知"))]
        if truth.quality is not Quality.LIVE or truth.missing:  # the strip's own words go along
            said += [truth_words(truth), missing_words(truth)]
        if len(self._shown) < len(self._moments):
            said.append(tr("只含类别“{}”，{} / {} 条").format(
                self.kind.currentText(), len(self._shown), len(self._moments)))  # fmt: skip
        return [part for part in said if part]

    def rows(self) -> list[list[str]]:
        """Time, kind, who, words of what is shown, oldest first."""
        made = []
        for moment in reversed(self._shown):
            line = self._line(moment)
            made.append([f"{local(moment.at):%Y-%m-%d %H:%M:%S}", line.chip, line.bottom, line.top])
        return made

    def write(self, path: Path) -> None:
        """Write the timeline in the form that the file's name asks for. Raises ``OSError``."""
        if path.suffix == ".csv":
            heads = [tr("时间"), tr("类别"), tr("人员"), tr("内容")]
            path.write_bytes(as_csv(heads, self.rows(), [self.paper().title, *self.stamp()]))
        elif path.suffix == ".pdf" and self._room.print_paper is not None:
            self._room.print_paper(self.paper(), path)
        else:
            path.write_bytes(as_text(self.paper()))

    def _save(self, suffix: str, kinds: str) -> None:
        if self._held is None:
            return
        stem = tr("事件时间线-{:%Y%m%d-%H%M}").format(local(self._room.world.now()))
        path = file_to_write(self, tr("导出时间线"), f"{stem}.{suffix}", kinds)
        if path is None:
            return
        try:
            self.write(path)
            self.said.setText(tr("已导出 {}").format(path))
        except OSError:
            self.said.setText(tr("未能写入 {}").format(path))
        self.said.show()
