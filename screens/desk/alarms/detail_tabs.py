"""The tabs under the facts of an alarm: its series, its story, what is near, what to do, what was remarked."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.entities import Alarm, Note
from console.models.alarms.history import happened
from console.models.alarms.procedures import procedure_of
from console.models.alarms.related import Related, related
from console.models.clock import local
from console.models.figures.series import SeriesWindow
from console.models.figures.trends import DAY_MS, series_trend
from console.models.incident.incidents import parts_of
from console.models.rows import Trend
from console.models.text.phrases import listed
from console.models.world import World
from resources.theme import Theme
from widgets.document import Document, Kind, Paragraph
from widgets.lines import Line, LineList
from widgets.trend.pane import TrendPane

BACK_MS = 10 * 60_000
"""A version may have been received so long before the clock says that it was raised."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("detail_tabs", text)


def _fill(parent: QWidget, child: QWidget) -> None:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(child)


class SeriesTab(QWidget):
    """The series of the chosen thing over a day, with its limit."""

    def __init__(self, world: World, theme: Theme) -> None:
        super().__init__()
        self._world = world
        self._series = SeriesWindow(world, DAY_MS, self)
        self.pane = TrendPane(theme, hover=True)
        _fill(self, self.pane)
        self._series.changed.connect(self.show_series)

    def known(self) -> bool:
        """Whether there is a series to show."""
        return self._series.series in self._world.registers.series

    def follow(self, series: str) -> None:
        """Show this series, or that there is none."""
        if series != self._series.series:
            self._series.follow(series)
        self.show_series()

    def show_series(self) -> None:
        """The chart as of now."""
        info = self._world.registers.series.get(self._series.series)
        now = self._world.now()
        if info is None:
            self.pane.set_trend(Trend(tr("无关联监测曲线"), "", now - DAY_MS, now, truth=self._world.link_truth()))
            return
        title = tr("{} · 近 24 h").format(self._world.registers.series_title(info))
        self.pane.set_trend(series_trend(self._world, info, self._series, title))

    def refresh(self) -> None:
        """Twice a second."""
        self.show_series()
        self.pane.refresh()


class StoryTab(QWidget):
    """Every version of the alarm that the kept log holds, as lines; what it says of itself until they are found."""

    def __init__(self, world: World, theme: Theme) -> None:
        super().__init__()
        self._world = world
        self._ticket = 0
        self._alarm: Alarm | None = None
        self._versions: dict[int, Alarm] = {}
        self.list = LineList(theme, mark_sample="00-00 00:00:00")
        _fill(self, self.list)

    def follow(self, backend: int, alarm: Alarm) -> None:
        """Tell the story of this alarm."""
        if self._alarm is not None and (alarm.id, alarm.v) == (self._alarm.id, self._alarm.v):
            return
        if self._alarm is None or alarm.id != self._alarm.id:
            self._versions = {}
            self._ticket += 1
            ticket = self._ticket
            since = min(alarm.raised, alarm.at) - BACK_MS
            self._world.past.versions(backend, alarm.id, since, lambda found, _last: self._found(ticket, found))
        self._alarm = alarm
        self._found(self._ticket, [alarm])

    def _found(self, ticket: int, versions: list[Alarm]) -> None:
        if ticket != self._ticket:
            return
        self._versions.update({version.v: version for version in versions})
        lines = [
            Line(str(number), line.what, line.by, mark=f"{local(line.at):%m-%d %H:%M:%S}")
            for number, line in enumerate(happened(list(self._versions.values())))
        ]
        self.list.show_lines(lines)


class RelatedTab(QWidget):
    """The asset's other series, and the nearest of each kind; Enter or a click goes there."""

    chosen = Signal(float, float, str)

    def __init__(self, world: World, theme: Theme) -> None:
        super().__init__()
        self._world = world
        self._things: dict[str, Related] = {}
        self.list = LineList(theme)
        _fill(self, self.list)
        self.list.clicked.connect(self._clicked)
        self.list.activated.connect(self._clicked)

    def follow(self, alarm: Alarm) -> None:
        """What belongs to this alarm."""
        things = related(self._world, alarm)
        self._things = {thing.id: thing for thing in things}
        lines = [Line(thing.id, thing.name, thing.note, chip=thing.kind) for thing in things]
        self.list.show_lines(lines or [Line("", tr("1 km 内无登记的监测、摄像机和队伍"))])

    def _clicked(self, _index: QModelIndex) -> None:
        thing = self._things.get(self.list.current_id())
        if thing is not None:
            self.chosen.emit(thing.lon or 0.0, thing.lat or 0.0, thing.series)


class ProcedureTab(QWidget):
    """What to do, step by step."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.text = Document(theme)
        edge = theme.space(2)
        self.text.setStyleSheet(f"background: {theme.token('surface')}; padding: {edge}px;")
        _fill(self, self.text)

    def follow(self, alarm: Alarm) -> None:
        """The procedure of this alarm's rule."""
        procedure = procedure_of(alarm.rule)
        if procedure is None:
            self.text.show_text([Paragraph(Kind.FAINT, tr("这类告警没有编写处置要点，按值班制度处理。"))])
            return
        steps = [Paragraph(Kind.TEXT, f"{number}. {step}") for number, step in enumerate(procedure.steps, 1)]
        if procedure.departments:
            steps.append(Paragraph(Kind.FAINT, tr("相关部门：{}").format(listed(procedure.departments))))
        self.text.show_text([Paragraph(Kind.TITLE, procedure.title), *steps])


class NotesTab(QWidget):
    """Remarks on the alarm, the newest first."""

    def __init__(self, world: World, theme: Theme) -> None:
        super().__init__()
        self._world = world
        self.list = LineList(theme, mark_sample="00-00 00:00:00")
        _fill(self, self.list)

    def follow(self, about: str, backend: int) -> int:
        """Show what was remarked on this; returns how many there are."""
        notes = sorted(parts_of(self._world, Note, about, backend), key=lambda note: -note.at)
        lines = [
            Line(note.id, note.text, note.author, mark=f"{local(note.at):%m-%d %H:%M:%S}",
                 chip=tr("批示") if note.instruction else "", chip_token="grade3" if note.instruction else "")
            for note in notes
        ]  # fmt: skip
        self.list.show_lines(lines or [Line("", tr("暂无备注"))])
        return len(notes)
