"""What is known of the chosen alarm: facts and acts, series, story, procedure, neighbours and remarks; its place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from console.domain.alarms.alarm_state import state_of
from console.domain.entities import Alarm
from console.domain.truth import Quality, ahead_of_time
from console.models.cases import find as find_case
from console.models.cases import stage_words
from console.models.clock import local
from console.models.rows import AlarmRow, Marker
from console.models.world import World
from resources.theme import Theme
from screens.desk.alarms.act_row import ActRow, DoorButton
from screens.desk.alarms.control import AlarmControl
from screens.desk.alarms.detail_tabs import NotesTab, ProcedureTab, RelatedTab, SeriesTab, StoryTab
from screens.desk.page_stack import Scroller
from screens.maps import MapMaker
from screens.panes import keep_map_fresh
from screens.pulse import Pulse
from widgets import fonts
from widgets.facts import FactsCard
from widgets.pane import PaneFrame

FLY_ZOOM = 14.0
FACT_LINES = 5
LEAST_BELOW = 32
"""Units of height that tabs and map keep each; on a monitor that has no room for all, the column is scrolled."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("details", text)


LETTERS = {
    "A": "正常", "B": "未确认", "C": "已确认", "D": "已恢复，未确认", "E": "已搁置", "F": "按设计抑制", "G": "已停用",
    "L": "锁存，待确认或复位",
}  # fmt: skip


def state_words(alarm: Alarm) -> str:
    """The letter of ISA-18.2 with its meaning."""
    letter = state_of(alarm).value
    return tr("状态 {} {}").format(letter, tr(LETTERS[letter]))


class DetailsPane(QWidget):
    """Follows the chosen row; until a person chooses, the most urgent one stands in."""

    alarm_marked = Signal(str)
    """An alarm was clicked on the map: its id."""

    def __init__(self, world: World, theme: Theme, maps: MapMaker, pulse: Pulse, control: AlarmControl) -> None:
        super().__init__()
        self._world, self._control = world, control
        self._row: AlarmRow | None = None
        self._own_tab = False
        self.facts = FactsCard(theme, tr("详情"))
        self.acts = ActRow(theme, control)
        self.door = DoorButton(control)
        self._theme = theme
        body = self.facts.content()
        layout = body.layout() if body is not None else None
        if isinstance(layout, QVBoxLayout):
            layout.setContentsMargins(theme.space(1), 0, theme.space(1), theme.space(1))
            layout.addStretch(1)
            layout.addWidget(self.acts)
            layout.addWidget(self.door)
        self.series, self.story = SeriesTab(world, theme), StoryTab(world, theme)
        self.related, self.procedure, self.notes = RelatedTab(world, theme), ProcedureTab(theme), NotesTab(world, theme)
        self.tabs = QTabWidget()
        self.map_frame = PaneFrame(theme, tr("位置"))
        self.map = maps.make(theme, "alarm-map")
        self.map.cards = False
        self.map_frame.set_content(self.map)
        self._lay_out(theme)
        keep_map_fresh(world, pulse, self.map, self.map_frame)
        self.map.marker_clicked.connect(self._marker)
        self.related.chosen.connect(self._go_to)
        world.parts_changed.connect(self._fill_tabs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The card holds its lines and the acts below them, in as many rows as these take at this width."""
        theme = self._theme
        lines = fonts.metrics_of(theme, "body").height() * FACT_LINES + fonts.metrics_of(theme, "title", True).height()
        acts = self.acts.heightForWidth(self.facts.width() - theme.space(5))
        self.facts.keep_room(lines + acts + theme.space(17))

    def _lay_out(self, theme: Theme) -> None:
        names = (tr("曲线"), tr("经过"), tr("处置要点"), tr("周边"), tr("备注"))
        for name, tab in zip(names, (self.series, self.story, self.procedure, self.related, self.notes), strict=True):
            self.tabs.addTab(tab, name)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(True)
        self.tabs.tabBarClicked.connect(lambda _place: setattr(self, "_own_tab", True))
        self.tabs.setMinimumHeight(theme.space(LEAST_BELOW))
        self.map_frame.setMinimumHeight(theme.space(LEAST_BELOW))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.facts, 6)
        column.addWidget(self.tabs, 8)
        column.addWidget(self.map_frame, 9)
        self.scroller = Scroller(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scroller)

    def choose(self, row: AlarmRow | None) -> None:
        """Say what is known of this row, open its series, fly there."""
        self._row = row
        if row is None:
            return
        alarm = self._say(row)
        self.series.follow(row.series)
        if alarm is not None:
            self.story.follow(row.backend, alarm)
            self.related.follow(alarm)
            self.procedure.follow(alarm)
        self._fill_tabs()
        if not self._own_tab:
            self.tabs.setCurrentWidget(self.series if self.series.known() else self.procedure)
        placed = row.lon is not None and row.lat is not None
        self.map_frame.set_title(tr("位置") if placed else tr("位置：这条告警没有坐标"))
        self.map.select(row.id if placed else "")
        if row.lon is not None and row.lat is not None:
            self.map.fly_to(row.lon, row.lat, FLY_ZOOM)

    def key(self) -> int:
        """The alarm in hand, 0 for none."""
        return self._row.key if self._row is not None else 0

    def show_tab(self, place: int) -> None:
        """A key chose a tab."""
        self._own_tab = True
        self.tabs.setCurrentIndex(place)
        self.scroller.ensureWidgetVisible(self.tabs, 0, 0)

    def _alarm(self, row: AlarmRow) -> Alarm | None:
        try:
            return self._world.alarms.entity(row.key)[1] if row.key > 0 else None
        except KeyError:
            return None

    def _say(self, row: AlarmRow) -> Alarm | None:
        alarm = self._alarm(row)
        if alarm is None:
            return None
        ahead = ahead_of_time(row.raised, self._world.now(), 0)
        raised = (tr("{:%Y-%m-%d %H:%M:%S} 发生") if ahead else tr("{:%m-%d %H:%M:%S} 发生")).format(local(row.raised))
        about = (row.system, row.area, tr("{} 级").format(row.priority), row.state)
        lines = [" · ".join(part for part in about if part),
                 f"{raised} · {state_words(alarm)}"]  # fmt: skip
        lines += self._values(row)
        if ahead:
            lines.append(tr("发生时间还没有到：来源的时钟不对，何时发生无人知道"))
        if row.stale:
            lines.append(tr("数据已过时：来源中断，现在是否如此无人知道"))
        lines += self._handling(alarm)
        place = self._world.alarms.source_name(alarm.source)
        if place and place not in alarm.title:
            lines.append(tr("来源 {}").format(place))
        self.facts.set_facts(row.title, lines)
        self._make_room()
        return alarm

    def _values(self, row: AlarmRow) -> list[str]:
        """What it was when the alarm came, which is what its words say, and what it is now."""
        said = []
        if row.value is not None:
            limit = tr("，限值 {0}").format(_measured(row.limit, row.unit)) if row.limit is not None else ""
            said.append(tr("报警时 {0}{1}").format(_measured(row.value, row.unit), limit))
        known, info = self._world.latest.get(row.series), self._world.registers.series.get(row.series)
        if known is not None and known[1].value is not None:
            unit = info.unit if info else row.unit
            said.append(
                tr("最新 {0}（{1}）").format(_measured(known[1].value, unit), f"{local(known[1].at):%m-%d %H:%M}")
            )
        return ["    ".join(said)] if said else []

    def _handling(self, alarm: Alarm) -> list[str]:
        lines = []
        if alarm.state:
            lines.append(tr("来源系统称“{}”").format(alarm.state))
        if alarm.acknowledged and (alarm.acknowledged_by or alarm.by):
            lines.append(tr("{} 确认").format(alarm.acknowledged_by or alarm.by))
        if alarm.shelved and alarm.until:
            lines.append(tr("搁置至 {:%m-%d %H:%M}：{}").format(local(alarm.until), alarm.reason))
        elif alarm.hidden and alarm.reason:
            lines.append(alarm.reason)
        if alarm.case:
            lines.append(self._case(alarm.case, self._row.backend if self._row else None))
        if alarm.incident:
            lines.append(tr("事件 {}").format(self._incident(alarm.incident)))
        return [" · ".join(lines)] if lines else []

    def _case(self, name: str, backend: int | None) -> str:
        held = find_case(self._world, name, backend)
        if held is None:
            return tr("案件已结案")
        return tr("已派遣 {}，{}").format(held.case.department or tr("部门"), stage_words(held.case))

    def _incident(self, name: str) -> str:
        return next((each.title for each in self._world.incidents.values() if each.id == name), tr("已终止"))

    def _fill_tabs(self) -> None:
        row = self._row
        if row is not None:
            count = self.notes.follow(row.id, row.backend)
            self.tabs.setTabText(4, tr("备注 {}").format(count) if count else tr("备注"))

    def _marker(self, marker: Marker) -> None:
        if marker.kind == "alarm":
            self.alarm_marked.emit(marker.id)
        else:
            self._row = None
            self.facts.set_facts(marker.name, list(marker.lines))
            self.series.follow(marker.series)
            self.tabs.setCurrentWidget(self.series)

    def _go_to(self, lon: float, lat: float, series: str) -> None:
        if series:
            self.series.follow(series)
            self.tabs.setCurrentWidget(self.series)
        else:
            self.map.fly_to(lon, lat, FLY_ZOOM + 1)

    def refresh(self) -> None:
        """Twice a second: the chosen alarm as it is now, and at an empty seat the way in."""
        self.door.refresh()
        row, truth = self._row, self._world.link_truth()
        if row is not None and self._world.alarms.index_of(row.key) >= 0:
            fresh = self._world.alarms.by_key(row.key)
            if fresh != row:
                self._row = fresh
                alarm = self._alarm(fresh)
                if alarm is not None:
                    self.story.follow(fresh.backend, alarm)
            self._say(fresh)
        elif row is not None and row.key > 0:
            self.facts.set_facts(row.title, [tr("已恢复正常，不在告警列表中")])
        self.facts.set_truth(truth)
        self.facts.refresh()
        self.series.refresh()

    def qualities(self) -> dict[str, Quality]:
        """How far the panes may be believed."""
        return {"trend": self.series.pane.quality(), "map": self.map_frame.quality()}


def _measured(value: float, unit: str) -> str:
    return f"{value:g} {unit}".rstrip()
