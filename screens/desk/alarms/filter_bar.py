"""The line above the alarm table: what to show, words to find, systems, areas, grades, grouping."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from console.domain.entities import Stage, System
from console.domain.truth import Quality
from console.models.alarms.facts import stage_number
from console.models.alarms.filter import AlarmQuery, FilteredAlarms, Show
from console.models.alarms.groups import GroupedAlarms, Grouping
from console.models.text.labels import stage_name, system_name
from console.models.world import World
from resources.theme import Theme
from screens.desk.chips import ManyChip, chip
from widgets import words
from widgets.flow import Flow

LONGEST_WORDS = 80


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("filter_bar", text)


class FilterBar(QWidget):
    """Every press changes the query of the list at once; ``left`` says that the keyboard goes back to the list."""

    left = Signal()
    grouped = Signal(object)

    def __init__(self, world: World, theme: Theme, filtered: FilteredAlarms, groups: GroupedAlarms) -> None:
        super().__init__()
        self._world, self._theme, self._filtered, self._groups = world, theme, filtered, groups
        self.show_chips = {show: chip("", lambda show=show: self._show(show)) for show in Show}
        self.words = QLineEdit()
        self.systems = ManyChip(tr("系统"), lambda ticked: filtered.update_query(systems=frozenset(ticked)), theme)
        self.areas = ManyChip(tr("区域"), self._areas_ticked, theme)
        self.grades = ManyChip(tr("级别"), lambda ticked: filtered.update_query(priorities=frozenset(ticked)), theme)
        self.stages = ManyChip(tr("派遣"), lambda ticked: filtered.update_query(stages=frozenset(ticked)), theme)
        self.groupings = {
            Grouping.SOURCE: chip(tr("按来源"), lambda: self.group(Grouping.SOURCE)),
            Grouping.INCIDENT: chip(tr("按事件"), lambda: self.group(Grouping.INCIDENT)),
        }
        self.area = chip("", lambda: self.show_area(""))
        self.clear_button = QToolButton()
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        row = Flow(self, self._theme.space(1.5))
        row.setContentsMargins(0, 0, 0, self._theme.space(1))
        for each in self.show_chips.values():
            row.addWidget(each)
        row.addWidget(self.words)
        chips = (self.area, self.systems, self.areas, self.grades, self.stages)
        for each in (*chips, *self.groupings.values(), self.clear_button):
            row.addWidget(each)

    def _fill(self) -> None:
        self.words.setPlaceholderText(tr("筛选：标题、区域、来源或拼音（/）"))
        self.words.setToolTip(self.words.placeholderText())
        self.words.setMaxLength(LONGEST_WORDS)
        self.words.setClearButtonEnabled(False)
        self.words.setMinimumWidth(self._theme.space(28))
        self.words.textChanged.connect(lambda text: self._filtered.update_query(text=text))
        self.words.installEventFilter(self)
        self.systems.offer((system_name(system), system) for system in System if system is not System.CENTRE)
        names = {1: tr("1 紧急"), 2: tr("2 重要"), 3: tr("3 一般"), 4: tr("4 提示")}
        self.grades.offer((words, grade) for grade, words in names.items())
        stages = [(stage_name(stage), stage_number(stage)) for stage in Stage if stage is not Stage.REPORTED]
        self.stages.offer([(tr("未派遣"), stage_number(None)), *stages])
        self.clear_button.setText(tr("清除"))
        self.clear_button.setToolTip(tr("清除全部筛选（Esc）"))
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clear_button.clicked.connect(lambda _checked=False: self.clear())
        self.groupings[Grouping.SOURCE].setToolTip(tr("按来源分组（G）"))
        self.groupings[Grouping.INCIDENT].setToolTip(tr("按事件分组（Shift+G）"))

    def refresh(self) -> None:
        """Counts on the chips, areas as the registers know them."""
        counts = self._filtered.counts()
        names = {
            Show.WAITING: tr("未确认 {}"),
            Show.ALL: tr("全部 {}"),
            Show.HIDDEN: tr("已搁置 {}"),
            Show.MINE: tr("我的 {}"),
        }
        unknown = self._world.link_truth().quality is Quality.UNKNOWN  # then nobody knows that there are none
        for show, each in self.show_chips.items():
            each.setText(names[show].format("—" if unknown else f"{counts[show]:,}"))
            each.setChecked(self._filtered.query.show is show)
        self.show_chips[Show.MINE].setVisible(bool(self._filtered.query.names))
        counties = [area for area in self._world.registers.areas.values() if area.level == "county"]
        self.areas.offer((area.name, int(area.code[:6])) for area in counties if area.code[:6].isdigit())
        self._name_area()
        self.clear_button.setVisible(self._filtered.query.narrowed())

    def show_area(self, code: str) -> None:
        """Only alarms of this area, as the map asked; empty for anywhere."""
        self._filtered.update_query(area=code)
        self.refresh()

    def _name_area(self) -> None:
        code = self._filtered.query.area
        area = self._world.registers.areas.get(code)
        self.area.setVisible(bool(code))
        self.area.setChecked(bool(code))
        self.area.setText(tr("{0} ×").format(words.on_button(area.name if area else code)))
        self.area.setToolTip(tr("只看此区域的告警，点击取消"))

    def clear(self) -> None:
        """Esc: no filter but the first choice, and the keyboard back to the list."""
        for each in (self.systems, self.areas, self.grades, self.stages):
            each.clear()
        self.words.clear()
        names = self._filtered.query.names
        self._filtered.set_query(AlarmQuery(self._filtered.query.show, names=names))
        self.refresh()
        self.left.emit()

    def keep_state(self) -> tuple[AlarmQuery, list[list[object]], Grouping]:
        """What is filtered and how it is grouped."""
        ticked = [each.ticked() for each in (self.systems, self.areas, self.grades, self.stages)]
        return self._filtered.query, ticked, self._groups.grouping

    def restore_state(self, state: tuple[AlarmQuery, list[list[object]], Grouping]) -> None:
        """Filter and group like that again."""
        self.refresh()  # offers the areas
        for each, ticked in zip((self.systems, self.areas, self.grades, self.stages), state[1], strict=True):
            each.tick(ticked)
        self._filtered.set_query(state[0])
        self.set_grouping(state[2])
        self.refresh()

    def look_for(self) -> None:
        """The keyboard into the search words."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def group(self, grouping: Grouping) -> None:
        """Group by this, or no longer."""
        chosen = Grouping.NONE if self._groups.grouping is grouping else grouping
        self.set_grouping(chosen)
        self.grouped.emit(chosen)

    def set_grouping(self, grouping: Grouping) -> None:
        """Group by this."""
        self._groups.set_grouping(grouping)
        for each, button in self.groupings.items():
            button.setChecked(each is grouping)

    def _show(self, show: Show) -> None:
        self._filtered.update_query(show=show)
        self.refresh()

    def _areas_ticked(self, ticked: list[object]) -> None:
        self._filtered.update_query(counties=frozenset(ticked))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
        return super().eventFilter(watched, event)
