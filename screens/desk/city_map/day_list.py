"""What lies behind an area's figure of the day: found on the map and opened from here; what is over only to be read."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal

from console.models.city_map.layers.figure_words import Subject
from console.models.clock import local, midnight
from console.models.figures.behind import Line, Over, kind_of, lines, prefix_of
from console.models.figures.tally import Measure
from console.models.text.phrases import titled
from console.models.world import World
from resources.theme import Theme
from screens.desk.city_map.under_list import MOST, UnderList
from widgets import words
from widgets.plain_table import Cell, Heading, Row

ASK_SECONDS = 2.0


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("day_list", text)


class DayList(UnderList):
    """``told`` gives the figure as the map has it now, so that a list that is shorter is said to be."""

    found = Signal(object)
    """A ``Line`` that is to be shown on the map."""
    opened = Signal(object)
    """A ``Line`` that somebody wants to work on."""

    def __init__(self, world: World, theme: Theme, can_open: bool = False) -> None:
        headings = (
            Heading(tr("时间")),
            Heading(tr("名称"), wide=True),
            Heading(tr("状态")),
            Heading(tr("区域"), minor=True),
            Heading(tr("类别"), minor=True),
        )
        super().__init__(theme, headings, tr("关闭今日明细"), can_open)
        self._world = world
        self._about: Subject | None = None
        self._area, self._name = "", ""
        self._told: Callable[[], int] = int
        self._over: Over = []
        self._lines: dict[str, Line] = {}
        self._asked, self._asked_at = 0, -1e9
        self._can_open = can_open

    def open_list(self, about: Subject, area: str, name: str, told: Callable[[], int]) -> None:
        """Show what a figure of an area counts."""
        self._about, self._area, self._name, self._told = about, area, name, told
        self._over, self._asked_at = [], -1e9
        self.show()
        self.refresh()

    def refresh(self) -> None:
        """As it stands now, called twice a second; what is over is asked for now and then, and shown when it comes."""
        if self._about is None or not self.isVisible():
            return
        if time.monotonic() - self._asked_at >= ASK_SECONDS:
            self._ask()
        self._show()

    def _ask(self) -> None:
        assert self._about is not None
        self._asked_at = time.monotonic()
        self._asked += 1
        number, today = self._asked, midnight(self._world.now())

        def answer(over: Over) -> None:
            if number == self._asked:
                self._over = over
                self._show()

        if kind := kind_of(self._about.figure.measure):
            self._world.past.done(kind, today, prefix_of(self._area), answer)

    def _show(self) -> None:
        if self._about is None:
            return
        found = lines(self._world, self._about.figure, self._area, self._over)
        self._lines = {line.id: line for line in found[:MOST]}
        self.table.show_rows([self._row(line) for line in self._lines.values()])
        self.title.setText(titled(words.one_line(f"{self._name} · {self._about.title}"), self._count(found)))
        self._offer()

    def _count(self, found: list[Line]) -> str:
        assert self._about is not None
        unit, late, told = self._about.unit, sum(line.late for line in found), self._told()
        if self._about.figure.measure is Measure.EXCEEDED:
            return tr("{0} 个站，共 {1} {2}").format(len(found), f"{told:,}", unit)
        count = tr("{0} {1}").format(f"{len(found):,}", unit)
        if late and self._about.figure.measure is not Measure.RAISED:
            count = tr("{0}，其中超期 {1} {2}").format(count, f"{late:,}", unit)
        if len(found) > MOST:
            count += tr("，只列出前 {0}").format(MOST)
        if told > len(found):
            count += tr("。统计数为 {0}：另 {1} {2}在本机缓存建立之前或断线期间结束，无明细").format(
                f"{told:,}", f"{told - len(found):,}", unit
            )
        return count

    def _row(self, line: Line) -> Row:
        return Row(
            line.id,
            (
                Cell(f"{local(line.at):%H:%M}" if line.at >= midnight(self._world.now()) else
                     f"{local(line.at):%m-%d %H:%M}", "secondary"),
                Cell(line.title),
                Cell(line.state, line.token),
                Cell(self._world.registers.county_name(line.area)),
                Cell(line.about, "secondary"),
            ),
        )  # fmt: skip

    def line(self) -> Line | None:
        """The one that is chosen."""
        return self._lines.get(self.table.current_id())

    def row_chosen(self, name: str) -> None:
        """It is shown on the map."""
        line = self.line()
        if line is not None:
            self.found.emit(line)
        self._offer()

    def _offer(self) -> None:
        line = self.line()
        self.work.setEnabled(line is not None and bool(line.key))

    def open_row(self) -> None:
        """What is over is only to be read."""
        line = self.line()
        if self._can_open and line is not None and line.key:
            self.opened.emit(line)
