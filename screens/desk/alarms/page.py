"""F1: the alarms at the left; at the right what is known of the chosen one, or how good the alarm system is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from console.config.desk_prefs import PrefsFile
from console.domain.truth import Quality
from console.models.acting.outbox_rows import pending_words
from console.models.alarms.acts import KEYS, Act
from console.models.alarms.filter import AlarmQuery, FilteredAlarms, Show
from console.models.alarms.flood import FloodModel
from console.models.alarms.groups import GroupedAlarms, Grouping
from console.models.alarms.sources import SourceWatch
from console.models.rows import AlarmRow
from console.models.world import World
from resources.theme import Theme
from screens.desk.alarms.control import AlarmControl
from screens.desk.alarms.details import DetailsPane
from screens.desk.alarms.filter_bar import FilterBar
from screens.desk.alarms.flood_panel import FloodPanel
from screens.desk.alarms.menu import act_menu, column_menu
from screens.desk.incident.room import Room
from screens.maps import MapMaker
from screens.pulse import Pulse
from widgets.alarms.columns import USUAL, Column, ColumnLayout
from widgets.alarms.table import AlarmTable
from widgets.pane import PaneFrame

DESK_COLUMNS = ColumnLayout().toggled(Column.DISPATCH).toggled(Column.OWNER).moved(Column.OWNER, len(USUAL))
"""At a desk it is said who has an alarm in hand: nobody shall take a simulated operator's act for a person's."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("alarms_page", text)


class _Box(QWidget):
    """Filter bar over table; old data greys the table only."""

    def __init__(self, bar: FilterBar, table: AlarmTable) -> None:
        super().__init__()
        self._table = table
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(table, 1)

    def set_quality(self, quality: Quality) -> None:
        """The look of the pane around."""
        self._table.set_quality(quality)


class AlarmsPage(QWidget):
    """Wires filters, table, acts and panels; keys work wherever on the page the keyboard is, but in no text field."""

    def __init__(
        self, world: World, theme: Theme, maps: MapMaker, pulse: Pulse, room: Room | None, prefs: PrefsFile
    ) -> None:
        super().__init__()
        self._world, self._theme, self._prefs, self._room = world, theme, prefs, room
        self.filtered = FilteredAlarms(world.alarms, self)
        self.groups = GroupedAlarms(world.alarms, self.filtered, self)
        self.groups.incident_title = self._incident_title
        self.table = self.first = AlarmTable(theme, now=world.now)
        self.bar = FilterBar(world, theme, self.filtered, self.groups)
        self.frame = PaneFrame(theme, tr("告警"))
        self.sources = SourceWatch(world, self)
        self.control = AlarmControl(world, room, self._chosen_keys, self, self.sources)
        self.details = DetailsPane(world, theme, maps, pulse, self.control)
        self.flood = FloodModel(world, prefs.prefs.days, self)
        self.panel: FloodPanel | None = None
        self.right = QStackedWidget()
        self._stand_in = True
        self._stood_for = 0
        self.table.usual = DESK_COLUMNS
        arranged = ColumnLayout.of(prefs.prefs.columns, prefs.prefs.widths)
        self.table.set_columns(arranged if prefs.prefs.columns else DESK_COLUMNS)
        self.table.set_rows(self.groups)
        self._lay_out(theme)
        self._connect()
        self._bind_keys()
        self.bar.set_grouping(_grouping(prefs.prefs.grouping))

    def _lay_out(self, theme: Theme) -> None:
        self.frame.set_content(_Box(self.bar, self.table))
        self.right.addWidget(self.details)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        for each, share in ((self.frame, 2), (self.right, 1)):
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            row.addWidget(each, share)

    def _connect(self) -> None:
        self.table.selected.connect(self.choose)
        self.table.activated.connect(self._open)
        self.table.selection_changed.connect(self.control.changed)
        self.table.fold_requested.connect(self.groups.toggle)
        self.table.columns_changed.connect(self._remember_columns)
        self.table.menu_requested.connect(lambda point: self._menu(act_menu(self.control, self), point))
        self.table.header_menu_requested.connect(lambda point: self._menu(column_menu(self.table), point))
        self.details.alarm_marked.connect(lambda name: self.look_at(self._world.alarms.find(name)))
        self.bar.left.connect(self._back_to_list)
        self.filtered.changed.connect(self._say_if_empty)
        self.bar.grouped.connect(self._remember_grouping)
        self.control.changed.connect(self._follow_person)
        self.control.acknowledging.connect(self._go_on)
        self.control.hiding.connect(lambda: self.table.keep_place(lambda row: row.hidden))
        if self._room is not None:
            self._room.acting.operations.outbox_changed.connect(self._show_pending)

    def _bind_keys(self) -> None:
        for act, keys in KEYS.items():
            self._key(keys, lambda act=act: self.control.do(act))
        self._key("/", self.bar.look_for)
        self._key("Esc", self.bar.clear)
        self._key("F9", self.toggle_panel)
        self._key("G", lambda: self.bar.group(Grouping.SOURCE))
        self._key("Shift+G", lambda: self.bar.group(Grouping.INCIDENT))
        self._key("K", lambda: self._menu(column_menu(self.table), self.table.mapToGlobal(QPoint(20, 20))))
        for place in range(5):
            self._key(str(place + 1), lambda place=place: self.details.show_tab(place))
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self.control.do(Act.ACKNOWLEDGE))

    def _key(self, keys: str, pressed) -> None:  # type: ignore[no-untyped-def]
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(pressed)

    def _menu(self, menu: QMenu, point: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)

    def _chosen_keys(self) -> list[int]:
        """Alarms that are meant: the chosen rows, groups with all their members; none while nothing is shown."""
        if self.frame.quality() is Quality.UNKNOWN:
            return []
        keys = [key for row in self.table.chosen() for key in self.groups.members(row.key)]
        return list(dict.fromkeys(keys))

    def choose(self, row: AlarmRow) -> None:
        """A row was chosen: say what is known of it; of a group, what is known of its most urgent alarm."""
        self._stand_in = False
        if row.members:
            members = self.groups.members(row.key)
            row = self._world.alarms.by_key(members[0]) if members else row
        self.details.choose(row)
        self.control.changed.emit()

    def _go_on(self, done: tuple[int, ...]) -> None:
        """The next alarm that waits, before the acknowledged ones leave their places; else the place stays."""
        current, room = self.table.current(), self._room
        if current is None or room is None:
            return

        def on_way(row: AlarmRow) -> bool:
            return bool(room.acting.waiting(row.id, self._world.alarms.entity(row.key)[0]))

        place = self.groups.next_waiting(self.groups.index_of(current.key), done, on_way)
        if place >= 0:
            self.table.select_index(place)
        else:
            self.table.keep_place(lambda row: row.acknowledged)

    def _back_to_list(self) -> None:
        """From the filters: the alarm in hand if it is shown, else the first one that is."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.table.current() is None and not self._stand_in:
            self.table.select_index(max(0, self.groups.index_of(self.details.key())))

    def _say_if_empty(self) -> None:
        self.table.empty_words = tr("没有符合筛选条件的告警") if self.filtered.query.narrowed() else ""

    def show_area(self, code: str) -> None:
        """All alarms of an area, and the keyboard to them."""
        self.bar.clear()
        self.filtered.update_query(show=Show.ALL)
        self.bar.show_area(code)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_at(self, key: int) -> None:
        """Show one alarm, whatever the filters are; 0 is none."""
        if not key:
            return
        if self.groups.index_of(key) < 0:
            self.filtered.set_query(AlarmQuery(names=self.filtered.query.names))
            self.bar.clear()
            self.bar.set_grouping(Grouping.NONE)
        self.table.select_index(self.groups.index_of(key))
        self.table.setFocus()

    def keep_state(self) -> dict[str, Any]:
        """The chosen alarms, what is unfolded, and whether the quality panel is open."""
        current = self.table.current()
        return {
            "chosen": [row.key for row in self.table.chosen()], "current": current.key if current else 0,
            "stand_in": self._stand_in, "panel": self.panel is not None and self.panel.isVisible(),
            "unfolded": self.groups.unfolded(), "tab": self.details.tabs.currentIndex(),
        }  # fmt: skip

    def restore_state(self, state: dict[str, Any]) -> None:
        """Choose them again; called before the filters are set, so it waits for them."""
        QTimer.singleShot(0, self, lambda: self._restore(state))

    def _restore(self, state: dict[str, Any]) -> None:
        self.groups.unfold(state["unfolded"])
        if state["current"]:
            self.table.choose_keys(state["chosen"], state["current"])
        self._stand_in = state["stand_in"]
        if state["panel"] and not (self.panel is not None and self.panel.isVisible()):
            self.toggle_panel()

    def toggle_panel(self) -> None:
        """F9: details or quality; the panel is made when it is first wanted."""
        if self.panel is None:
            self.panel = FloodPanel(self._world, self._theme, self.flood, self.control.propose_shelving)
            self.right.addWidget(self.panel)
        self.right.setCurrentWidget(self.details if self.right.currentWidget() is self.panel else self.panel)

    def _open(self, row: AlarmRow) -> None:
        self.right.setCurrentWidget(self.details)

    def _follow_person(self) -> None:
        person = self._room.acting.operations.person if self._room else None
        self.filtered.update_query(names=(person.name, person.id) if person else ())

    def _show_pending(self) -> None:
        if self._room is not None:
            self.groups.set_pending(pending_words(self._room.acting.operations.entries))

    def _remember_columns(self, layout: ColumnLayout) -> None:
        plain = layout.plain()
        self._prefs.prefs.columns, self._prefs.prefs.widths = plain["order"], plain["widths"]  # type: ignore[assignment]
        self._prefs.save()

    def _remember_grouping(self, grouping: Grouping) -> None:
        self._prefs.prefs.grouping = grouping.value
        self._prefs.save()

    def _incident_title(self, name: str) -> str:
        return next((each.title for each in self._world.incidents.values() if each.id == name), name)

    def refresh(self) -> None:
        """Twice a second."""
        truth = self._world.link_truth()
        if self._stand_in and self.groups.count():
            top = self.groups.row(0)
            if top.key != self._stood_for:
                self._stood_for = top.key
                self.table.select_index(0)
                self._stand_in = True
        self.bar.refresh()
        rate = self.flood.rates("")
        flood = tr("告警高峰") if rate.flood_since else tr("告警高峰：否")
        self.frame.set_headline(f"{flood} · {rate.current}/10 min", "grade2" if rate.flood_since else "secondary")
        self.frame.strip.set_note(tr("显示 {} / {} 条").format(
            f"{len(self.filtered.keys()):,}", f"{self._world.alarms.count():,}"))  # fmt: skip
        self.frame.set_truth(truth)
        self.frame.refresh()
        self.details.refresh()
        if self.panel is not None and self.panel.isVisible():
            self.panel.refresh()

    def qualities(self) -> dict[str, Quality]:
        """How far the panes may be believed."""
        return {"alarms": self.frame.quality(), **self.details.qualities()}


def _grouping(value: str) -> Grouping:
    return next((each for each in Grouping if each.value == value), Grouping.NONE)
