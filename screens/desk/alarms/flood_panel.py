"""F9: how good the alarm system is to the people who serve it, live, with what to do about the worst sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from console.domain.alarms.alarm_targets import Mark
from console.domain.entities import System
from console.models.alarms.flood import ANNUNCIATED, FloodModel, Source
from console.models.figures.trends import flow_trend
from console.models.text.labels import system_name
from console.models.world import World
from resources.theme import Theme
from screens.desk.chips import chip
from screens.desk.incident.parts import button
from screens.desk.page_stack import Scroller
from widgets import words
from widgets.flow import FlowRow
from widgets.pane import PaneFrame
from widgets.plain_table import Cell, Heading, PlainTable, Row
from widgets.trend.day_bars import DayBars
from widgets.trend.pane import TrendPane

Propose = Callable[[Sequence[int], str], object]
"""Open the shelve dialog for alarms (cache keys), with a reason."""
_TOKENS = {Mark.GOOD: "text", Mark.OVER: "grade3", Mark.ACT: "grade2", Mark.UNKNOWN: "tertiary"}
DAYS = 31


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("flood_panel", text)


class _Sources(QWidget):
    """A list of sources; the chosen one can be shelved with one press."""

    def __init__(self, theme: Theme, headings: Sequence[Heading], propose: Propose, reason: str) -> None:
        super().__init__()
        self._propose, self._reason = propose, reason
        self._keys: dict[str, tuple[int, ...]] = {}
        self.table = PlainTable(theme, headings)
        self.shelve = button(tr("建议搁置…"), self._shelve)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.shelve)
        column.addLayout(row)
        self.table.chosen.connect(lambda _name: self._offer())
        self.table.opened.connect(lambda _name: self._shelve())
        self._offer()

    def show_rows(self, rows: list[Row], keys: dict[str, tuple[int, ...]]) -> None:
        """Show these, with the open alarms of each."""
        self._keys = keys
        self.table.show_rows(rows or [Row("", (Cell(tr("当前没有"), "tertiary"),))])
        self._offer()

    def _offer(self) -> None:
        name = self.table.current_id()
        open_ = bool(self._keys.get(name))
        self.shelve.setEnabled(open_)
        why = tr("先选择一行") if not name else tr("该来源当前没有未结束的告警")
        self.shelve.setToolTip("" if open_ else words.plain_tooltip(why))

    def _shelve(self) -> None:
        keys = self._keys.get(self.table.current_id(), ())
        if keys:
            self._propose(keys, self._reason)


class FloodPanel(QWidget):
    """Figures with targets on top; sources, chatter, long-standing alarms and trends below."""

    def __init__(self, world: World, theme: Theme, model: FloodModel, propose: Propose) -> None:
        super().__init__()
        self._world, self._model = world, model
        self._system = ""
        self.positions = {name: chip(words_, lambda name=name: self._choose(name)) for name, words_ in self._names()}
        self.frame = PaneFrame(theme, tr("告警质量"))
        self.figures = PlainTable(theme, [Heading(tr("指标")), Heading(tr("现值")), Heading(tr("目标"), wide=True)])
        source = [Heading(tr("来源"), wide=True), Heading(tr("条数"), right=True), Heading(tr("占比"), right=True)]
        self.top = _Sources(theme, source, propose, tr("频繁报警，已安排核查"))
        self.chatter = _Sources(theme, source, propose, tr("抖动告警，已安排检修"))
        standing = [Heading(tr("告警"), wide=True), Heading(tr("历时"), right=True)]
        self.standing = _Sources(theme, standing, propose, tr("长期告警，已列入整治"))
        self.day = TrendPane(theme, hover=True)
        self.month = DayBars(theme, model.targets.per_day)
        self.tabs = QTabWidget()
        self._lay_out(theme)

    def _names(self) -> list[tuple[str, str]]:
        named = [(system.value, system_name(system)) for system in System if system is not System.CENTRE]
        return [("", tr("全部")), *named]

    def _lay_out(self, theme: Theme) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroller(whole))
        body = QWidget()
        body.setObjectName("clear")
        body.setStyleSheet("#clear { background: transparent; }")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(FlowRow(theme.space(1), self.positions.values()))
        inside.addWidget(self.figures, 1)
        self.frame.set_content(body)
        column.addWidget(self.frame, 9)
        tabs = ((self.top, tr("前十来源")), (self.chatter, tr("抖动")), (self.standing, tr("长期")),
                (self.day, tr("日趋势")), (self.month, tr("月趋势")))  # fmt: skip
        for tab, name in tabs:
            self.tabs.addTab(tab, name)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        column.addWidget(self.tabs, 8)
        self._choose("")

    def _choose(self, system: str) -> None:
        self._system = system
        for name, each in self.positions.items():
            each.setChecked(name == system)
        self.refresh()

    def refresh(self) -> None:
        """All figures as of now; only while somebody looks."""
        self.frame.set_truth(self._world.link_truth())
        self.frame.refresh()
        rows = [
            Row(figure.name, (Cell(figure.name, "secondary"), Cell(figure.value, _TOKENS[figure.mark],
                figure.mark in (Mark.OVER, Mark.ACT)), Cell(figure.target, "tertiary")))
            for figure in self._model.figures(self._system)
        ]  # fmt: skip
        self.figures.show_rows(rows)
        self._show_sources(self.top, self._model.top(self._system))
        chattering = self._model.chattering(self._system)
        self._show_sources(self.chatter, chattering)
        standing = self._model.standing(self._system)
        now = self._world.now()
        lines = [
            Row(alarm.id, (Cell(alarm.title), Cell(words.elapsed(now - alarm.raised), "grade3")))
            for _, alarm in standing
        ]
        self.standing.show_rows(lines, {alarm.id: (key,) for key, alarm in standing})
        self.tabs.setTabText(1, tr("抖动 {}").format(len(chattering)))
        self.tabs.setTabText(2, tr("长期 {}").format(len(standing)))
        self._show_trends()

    def _show_sources(self, pane: _Sources, sources: list[Source]) -> None:
        names = [f"{source.source}/{source.rule}" for source in sources]
        rows = [
            Row(name, (Cell(source.name), Cell(f"{source.count:,}"), Cell(f"{100 * source.share:.1f}%", "secondary")))
            for name, source in zip(names, sources, strict=True)
        ]
        pane.show_rows(rows, {name: source.keys for name, source in zip(names, sources, strict=True)})

    def _show_trends(self) -> None:
        line = (tr("告警"), self._system, ANNUNCIATED, "accent")
        self.day.set_trend(flow_trend(self._world, tr("告警 · 每小时 · 24 h"), tr("条"), [line]))
        self.day.refresh()
        self.month.set_days(self._model.trend(DAYS), self._world.now())

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self.refresh()
        super().showEvent(event)
