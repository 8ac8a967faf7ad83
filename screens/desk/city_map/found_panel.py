"""Beside the map: what is drawn on it, and what lies within the drawing that is meant."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QInputDialog, QMenu, QSizePolicy, QVBoxLayout, QWidget

from console.config.drawings import LONGEST_NAME
from console.domain.geo.sketch import Drawing
from console.models.city_map.drawings import Drawings
from console.models.city_map.measures import length_words, short_words, title_of
from console.models.city_map.search import Group, Hit, Sort, search, sort_name
from console.models.clock import local
from console.models.world import World
from resources.theme import Theme
from screens.desk.alarms.control import AlarmControl
from screens.desk.alarms.menu import act_menu
from screens.desk.chips import chip
from screens.desk.incident.parts import button, clear, label, row
from widgets import draw
from widgets.flow import Flow
from widgets.plain_table import Cell, Heading, PlainTable, Row

WIDTH = 112
"""Units of space."""
DRAWING_ROWS = 4
COLOURS = {
    Sort.INCIDENT: "grade1", Sort.CASE: "series1", Sort.CAMERA: "series2", Sort.RESOURCE: "series3",
    Sort.OTHER: "series4",
}  # fmt: skip
"""Of the discs of what the map would not show otherwise, on the map and on the chips, which are its legend."""
NO_BREAK = "\u2060"
SPLIT = (Sort.ALARM, Sort.CASE, Sort.RESOURCE, Sort.OTHER)
"""Groups of which the parts are told too."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("found_panel", text)


def words_of_number(name: str, number: str) -> str:
    """A name with its number that no line break parts."""
    return NO_BREAK.join(f"{name}\u00a0{number}".replace(" ", "\u00a0"))


def _disc(theme: Theme, token: str) -> QIcon:
    """What stands on the map for a kind."""
    side = theme.px("secondary")
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(draw.ink(theme.token(token)))
    painter.drawEllipse(QRectF(0, 0, side, side).adjusted(side * 0.15, side * 0.15, -side * 0.15, -side * 0.15))
    painter.end()
    return QIcon(made)


class FoundPanel(QWidget):
    """Two tables; an alarm in the lower one can be acted on where it stands."""

    looked_at = Signal(object)
    """A ``Hit`` was chosen."""
    opened = Signal(int)
    """The details of an alarm are wanted: its key."""
    wanted = Signal(bool)
    """The panel was shown before the desk was made again, or was not."""
    found = Signal(list)
    """The groups of a new search that are listed; empty when nothing is searched."""

    def __init__(self, world: World, theme: Theme, drawings: Drawings, control: AlarmControl) -> None:
        super().__init__()
        self._world, self._theme, self._drawings, self._control = world, theme, drawings, control
        self.groups: list[Group] = []
        self._only: set[Sort] = set()
        self.drawn = PlainTable(theme, [Heading(tr("标绘"), wide=True), Heading(tr("数值"), right=True)])
        self.drawn.setFixedHeight(self.drawn.row_height() * (DRAWING_ROWS + 1))
        self.none = label(tr("还没有标绘。用地图左侧的工具测量、画范围或查询周边。"), "secondary", theme, wrap=True)
        self.rename_button = button(tr("命名"), self.ask_name)
        self.remove_button = button(tr("删除"), lambda: drawings.remove(drawings.chosen))
        self.clear_button = button(tr("全部清除"), drawings.clear)
        self.said = label("", "secondary", theme, wrap=True)
        self.trouble = label("", "grade2", theme, wrap=True)
        self.chips = {sort: chip("", lambda sort=sort: self._toggle(sort)) for sort in Sort}
        for sort, token in COLOURS.items():
            self.chips[sort].setIcon(_disc(theme, token))
            self.chips[sort].setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        heads = (Heading(tr("名称"), wide=True), Heading(tr("类别、状态")), Heading(tr("距离"), right=True))
        self.table = PlainTable(theme, heads)
        self.act_button = button(tr("处置…"), self._acts, primary=True)
        self.open_button = button(tr("告警详情"), self._open)
        self._lay_out(theme)
        self.drawn.chosen.connect(drawings.choose)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _name: self._open())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda _point: self._acts())
        drawings.changed.connect(self.refresh)
        control.changed.connect(self._offer)
        self.refresh()

    def _lay_out(self, theme: Theme) -> None:
        self.setFixedWidth(theme.space(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1), 0, 0, 0)
        column.setSpacing(theme.space(1.5))
        column.addWidget(self.none)
        column.addWidget(self.drawn)
        column.addLayout(row(theme, self.rename_button, self.remove_button, None, self.clear_button))
        column.addWidget(self.trouble)
        column.addWidget(self.said)
        chips = clear(QWidget())
        line = Flow(chips, theme.space(1))
        for each in self.chips.values():
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            line.addWidget(each)
        column.addWidget(chips)
        column.addWidget(self.table, 1)
        column.addLayout(row(theme, self.act_button, self.open_button))

    def keep_state(self) -> tuple[bool, str]:
        """Whether it is shown, and which drawing is meant."""
        return not self.isHidden(), self._drawings.chosen

    def restore_state(self, state: tuple[bool, str]) -> None:
        """As it was."""
        shown, chosen = state
        self._drawings.choose(chosen)
        self.wanted.emit(shown)

    # What is drawn

    def ask_name(self) -> None:
        """A name for the drawing that is meant."""
        drawing = self._drawings.find(self._drawings.chosen)
        if drawing is None:
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle(tr("标绘命名"))
        dialog.setLabelText(tr("名称（{0} 字以内，留空则去掉名称）").format(LONGEST_NAME))
        dialog.setTextValue(drawing.name)
        dialog.textValueSelected.connect(lambda name: self._drawings.rename(drawing.id, name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def refresh(self) -> None:
        """The drawings as they are now, and what lies within the one that is meant."""
        drawings = self._drawings
        rows = [
            Row(each.id, (Cell(title_of(each)), Cell(short_words(each), "secondary"))) for each in drawings.all[::-1]
        ]
        self.drawn.show_rows(rows)
        if drawings.chosen:
            self.drawn.choose(drawings.chosen)
        self.drawn.setVisible(bool(rows))
        self.none.setVisible(not rows)
        chosen = drawings.find(drawings.chosen)
        for each in (self.rename_button, self.remove_button):
            each.setEnabled(chosen is not None)
        self.clear_button.setEnabled(bool(rows))
        self.trouble.setText(tr("未能保存到磁盘：{0}").format(drawings.trouble) if drawings.trouble else "")
        self.trouble.setVisible(bool(drawings.trouble))
        self.look()

    # What lies within

    def area(self) -> Drawing | None:
        """The drawing within which is searched."""
        chosen = self._drawings.find(self._drawings.chosen)
        return chosen if chosen is not None and chosen.bounds_area else None

    def look(self) -> None:
        """Search again: things move, and alarms come and go."""
        area = self.area()
        self.groups = search(self._world, area) if area is not None else []
        there = {group.sort: group for group in self.groups}
        for sort, each in self.chips.items():
            group = there.get(sort)
            each.setVisible(area is not None)
            each.setEnabled(group is not None)
            each.setText(f"{sort_name(sort)} {group.count if group else 0:,}")
            each.setChecked(sort in self._only)
        self.said.setText(self._words(area))
        self._show_hits()
        self.table.setVisible(area is not None)
        self._offer()
        self.found.emit(self._shown_groups())

    def _words(self, area: Drawing | None) -> str:
        if area is None:
            return tr("选中圆、多边形或面积，即列出范围内的告警、案件、车辆和资源。") if self._drawings.all else ""
        total = sum(group.count for group in self.groups)
        at = local(self._world.now())
        words = tr("{0}内共 {1} 项，{2:%H:%M:%S} 统计").format(title_of(area), f"{total:,}", at)
        told = [group for group in self.groups if group.sort in SPLIT]
        parts = [words_of_number(name, f"{count:,}") for group in told for name, count in group.kinds]
        return "\n".join((words, "　".join(parts))) if parts else words

    def _toggle(self, sort: Sort) -> None:
        self._only ^= {sort}
        self.look()

    def _shown_groups(self) -> list[Group]:
        only = self._only & {group.sort for group in self.groups}
        return [group for group in self.groups if not only or group.sort in only]

    def _shown(self) -> list[Hit]:
        return [hit for group in self._shown_groups() for hit in group.hits]

    def _show_hits(self) -> None:
        self._hits = {f"{hit.sort.value}/{hit.id}": hit for hit in self._shown()}
        rows = []
        for name, hit in self._hits.items():
            cells = (Cell(hit.name), Cell(hit.note or sort_name(hit.sort), hit.token), Cell(length_words(hit.metres)))
            rows.append(Row(name, cells))
        self.table.show_rows(rows)

    def hit(self) -> Hit | None:
        """The thing that is chosen in the list."""
        return self._hits.get(self.table.current_id())

    def alarm_keys(self) -> list[int]:
        """The alarm that is chosen in the list, for those who act on it."""
        hit = self.hit()
        return [hit.key] if hit is not None and hit.key else []

    def _chosen(self, _name: str) -> None:
        hit = self.hit()
        if hit is not None:
            self.looked_at.emit(hit)
        self._control.changed.emit()

    def _offer(self) -> None:
        alarm = bool(self.alarm_keys())
        for each in (self.act_button, self.open_button):
            each.setVisible(self.area() is not None)
            each.setEnabled(alarm)

    def _acts(self) -> QMenu | None:
        if not self.alarm_keys():
            return None
        menu = act_menu(self._control, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.act_button.mapToGlobal(QPoint(0, 0)) - QPoint(0, menu.sizeHint().height()))
        return menu

    def _open(self) -> None:
        if keys := self.alarm_keys():
            self.opened.emit(keys[0])
