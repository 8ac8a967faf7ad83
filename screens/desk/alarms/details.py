"""What is known of the chosen alarm: facts and acts, series, story, procedure, neighbours and remarks; its place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from console.domain.alarms.alarm_state import state_of
from console.domain.entities import Alarm
from console.domain.truth import Quality, ahead_of_time
from console.models.alarms.acts import Act, act_name, key_name
from console.models.cases import find as find_case
from console.models.cases import stage_words
from console.models.clock import local
from console.models.rows import AlarmRow, Marker
from console.models.world import World
from resources.theme import Theme
from screens.desk.alarms.control import AlarmControl
from screens.desk.alarms.detail_tabs import NotesTab, ProcedureTab, RelatedTab, SeriesTab, StoryTab
from screens.maps import MapMaker
from screens.panes import keep_map_fresh
from screens.pulse import Pulse
from widgets import fonts, words
from widgets.facts import FactsCard
from widgets.flow import Flow
from widgets.pane import PaneFrame

FLY_ZOOM = 14.0
FACT_LINES = 5
SHOWN_ACTS = (Act.ACKNOWLEDGE, Act.DISPATCH, Act.INCIDENT, Act.ATTACH, Act.SHELVE, Act.UNSHELVE, Act.RESET, Act.COMMENT,
              Act.OUT_OF_SERVICE, Act.RETURN)  # fmt: skip
INSTEAD = {Act.SHELVE: Act.UNSHELVE, Act.ACKNOWLEDGE: Act.RESET, Act.OUT_OF_SERVICE: Act.RETURN}
"""The latter are shown only while they are possible, and then in the place of the former."""


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


class ActRow(QWidget):
    """Buttons for what may be done now; what is not offered says why when pointed at."""

    def __init__(self, theme: Theme, control: AlarmControl) -> None:
        super().__init__()
        self._control = control
        row = Flow(self, theme.space(1))
        self.buttons: dict[Act, QPushButton] = {}
        for act in SHOWN_ACTS:
            button = QPushButton(f"{act_name(act)} {key_name(act)}")
            button.setStyleSheet(f"padding: {theme.space(1)}px {theme.space(0.5)}px;")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setProperty("primary", act is Act.ACKNOWLEDGE)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, act=act: control.do(act))
            self.buttons[act] = button
            row.addWidget(button)
        control.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Bring the buttons up to what is offered."""
        offered = self._control.offers()
        shown = {act for act in SHOWN_ACTS if offered[act].possible or act not in INSTEAD.values()}
        shown -= {act for act, other in INSTEAD.items() if other in shown and not offered[act].possible}
        shown = {act for act in shown if self._control.may(act)}
        self.setVisible(bool(shown and self._control.alarms()))
        for act, button in self.buttons.items():
            offer = offered[act]
            many = f" {len(offer.keys)}" if len(offer.keys) > 1 else ""
            button.setText(f"{act_name(act)}{many} {key_name(act)}")
            button.setEnabled(offer.possible)
            button.setToolTip(words.plain_tooltip(offer.reason))
            button.setVisible(act in shown)


class DoorButton(QPushButton):
    """At an empty seat, in the place of the acts: the way to them."""

    def __init__(self, control: AlarmControl) -> None:
        super().__init__(tr("登录后处理 F6"))
        self._control = control
        self.setProperty("primary", True)
        self.setAutoDefault(False)
        self.clicked.connect(control.sign_in_asked)
        control.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shown while an alarm is chosen and nobody sits here who could act."""
        control = self._control
        self.setVisible(control.has_door and not control.acting() and bool(control.alarms()))


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
        """The card holds its lines and the acts below them, in as many rows as these take at this width."""
        theme = self._theme
        lines = fonts.metrics_of(theme, "body").height() * FACT_LINES + fonts.metrics_of(theme, "title", True).height()
        acts = self.acts.heightForWidth(self.width() - theme.space(5))
        self.facts.setMinimumHeight(lines + acts + theme.space(17))
        super().resizeEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        names = (tr("曲线"), tr("经过"), tr("处置要点"), tr("周边"), tr("备注"))
        for name, tab in zip(names, (self.series, self.story, self.procedure, self.related, self.notes), strict=True):
            self.tabs.addTab(tab, name)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(True)
        self.tabs.tabBarClicked.connect(lambda _place: setattr(self, "_own_tab", True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.facts, 6)
        column.addWidget(self.tabs, 8)
        column.addWidget(self.map_frame, 9)

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
