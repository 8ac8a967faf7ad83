"""Open cases of an area or of a cluster, the most pressing first: found on the map, urged and opened from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton

from console.domain.entities import Case
from console.models.clock import local
from console.models.text.labels import system_name
from console.models.text.phrases import titled
from console.models.world import World
from resources.theme import Theme
from screens.desk.city_map.under_list import MOST, UnderList
from widgets import words
from widgets.plain_table import Cell, Heading, Row


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("case_list", text)


class CaseList(UnderList):
    """``keys`` gives the cases now, so that the list stays true while it is open."""

    found = Signal(int)
    """The key of a case that is to be shown on the map."""
    urge_wanted = Signal(int)
    opened = Signal(int)
    """The key of a case that somebody wants to work on."""

    def __init__(self, world: World, theme: Theme, may_urge: Callable[[], bool], can_open: bool = False) -> None:
        headings = (
            Heading(tr("到期")),
            Heading(tr("案件"), wide=True),
            Heading(tr("区域")),
            Heading(tr("类别"), minor=True),
            Heading(tr("主办部门"), minor=True),
        )
        super().__init__(theme, headings, tr("关闭案件清单"), can_open)
        self._world, self._may_urge = world, may_urge
        self._keys: Callable[[], Sequence[int]] = tuple
        self._title = ""
        self.urge = QPushButton(tr("督办（U）"))
        self.urge.clicked.connect(lambda _checked=False: self._urge())
        self.add_act(self.urge)
        world.entities_changed.connect(self.refresh)

    def open_list(self, title: str, keys: Callable[[], Sequence[int]]) -> None:
        """Show these cases."""
        self._keys = keys
        self._title = title
        self.show()
        self.refresh()

    def refresh(self) -> None:
        """The cases as they stand now: overdue ones first, then by due time."""
        if not self.isVisible():
            return
        known = [(key, case) for key in self._keys() if (case := self._world.cases.get(key)) is not None]
        known.sort(key=lambda each: (not each[1].late, each[1].due))
        self.table.show_rows([self._row(key, case) for key, case in known[:MOST]])
        late = sum(case.late for _, case in known)
        count = tr("{0} 件，超期 {1} 件").format(f"{len(known):,}", f"{late:,}")
        cut = tr("，只列出最急的 {0} 件").format(MOST) if len(known) > MOST else ""
        self.title.setText(titled(words.one_line(self._title), count + cut))
        self._offer()

    def _offer(self) -> None:
        """What is pressed is about the chosen row: without one there is nothing to press."""
        chosen = bool(self.table.current_id())
        for each, may in ((self.work, True), (self.urge, self._may_urge())):
            each.setEnabled(chosen and may)
            each.setToolTip("" if chosen else tr("先选择一件案件"))

    def _row(self, key: int, case: Case) -> Row:
        due = f"{local(case.due):%m-%d %H:%M}"
        token = "grade2" if case.late else "text"
        return Row(
            str(key),
            (
                Cell(tr("超期 {0}").format(due) if case.late else due, token),
                Cell(case.title),
                Cell(self._world.registers.county_name(case.area)),
                Cell(f"{system_name(case.system)} · {case.category}", "secondary"),
                Cell(case.department, "secondary"),
            ),
        )

    def row_chosen(self, name: str) -> None:
        """It is shown on the map."""
        self.found.emit(int(name))
        self._offer()

    def open_row(self) -> None:
        """Its page of cases has the rest."""
        key = int(self.table.current_id() or 0)
        if key in self._world.cases:
            self.opened.emit(key)

    def _urge(self) -> None:
        name = self.table.current_id()
        if name:
            self.urge_wanted.emit(int(name))
