"""The operator's desk: alarms at the left; at the right what is known of the chosen one, its series and its place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.truth import Quality
from console.models.clock import local
from console.models.receipts import newest, receipt_words
from console.models.rows import AlarmRow, Marker, Trend
from console.models.series import SeriesWindow
from console.models.trends import DAY_MS, series_trend
from console.models.warnings import duty_of
from console.models.world import World
from resources.theme import Theme
from screens.desk_lists import QuarantineList, ReceiptList
from screens.header import WallHeader
from screens.panes import alarm_chips, keep_map_fresh, make_map
from screens.pulse import Pulse
from widgets.alarm_list import AlarmList
from widgets.clock import WallClock
from widgets.facts import FactsCard
from widgets.map.tile_source import TileSource
from widgets.pane import PaneFrame
from widgets.receipt import ReceiptBar
from widgets.trend_pane import TrendPane
from widgets.truth_strip import TruthStrip

FLY_ZOOM = 14.0


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("desk", text)


class DeskWindow(QWidget):
    """Binds the desk's widgets to the world; a click on an alarm flies the map there and opens its series."""

    def __init__(self, world: World, theme: Theme, tiles: TileSource) -> None:
        super().__init__()
        self.world, self.theme = world, theme
        self.setWindowTitle(tr("值班台"))
        self._pulse = Pulse(self)
        self._series = SeriesWindow(world, DAY_MS)
        self._row: AlarmRow | None = None
        self._stand_in = True
        self._dismissed = 0
        self._header = WallHeader(theme)
        self._clock = WallClock(theme, now=world.now)
        self._receipt = ReceiptBar(theme)
        self._alarms = PaneFrame(theme, tr("告警"))
        self._list = AlarmList(theme, now=world.now)
        self._list.set_rows(world.alarms)
        self._alarms.set_content(self._list)
        self._facts = FactsCard(theme, tr("详情"))
        self._trend = TrendPane(theme, hover=True)
        self._map_frame = PaneFrame(theme, tr("一张图"))
        self._map = make_map(world, theme, tiles)
        self._map_frame.set_content(self._map)
        self._links = QHBoxLayout()
        self._strips: dict[int, TruthStrip] = {}
        self._quarantine = QPushButton()
        self._quarantine_list = QuarantineList(world, theme, self)
        self._receipt_list = ReceiptList(world, theme, self)
        self._lay_out()
        self._connect()
        keep_map_fresh(world, self._pulse, self._map, self._map_frame)
        self._pulse.add(self._refresh)

    def _lay_out(self) -> None:
        self.setStyleSheet(self.theme.qss())
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(self.theme.token("ground")))
        self.setPalette(palette)
        gap = self.theme.space(2)
        top = QHBoxLayout()
        top.addWidget(self._header, 1)
        top.addWidget(self._clock)
        body = QGridLayout()
        body.setSpacing(gap)
        body.addWidget(self._alarms, 0, 0, 3, 1)
        for row, (pane, stretch) in enumerate(((self._facts, 4), (self._trend, 6), (self._map_frame, 11))):
            body.addWidget(pane, row, 1)
            body.setRowStretch(row, stretch)
        body.setColumnStretch(0, 2)
        body.setColumnStretch(1, 1)
        bottom = QHBoxLayout()
        bottom.addLayout(self._links, 1)
        bottom.addWidget(self._quarantine)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addLayout(top)
        column.addWidget(self._receipt)
        column.addLayout(body, 1)
        column.addLayout(bottom)
        self._receipt.hide()

    def _connect(self) -> None:
        self._list.selected.connect(self.choose)
        self._list.activated.connect(self.choose)
        self._map.marker_clicked.connect(self._marker)
        self._series.changed.connect(self._show_series)
        self._receipt.dismissed.connect(self._dismiss)
        self._receipt.detail_requested.connect(self._receipt_list.open_list)
        self._quarantine.clicked.connect(self._quarantine_list.open_list)

    def choose(self, row: AlarmRow) -> None:
        """An alarm was chosen: say what is known, open its series, fly there."""
        self._stand_in = False
        self._row = row
        self._say(row)
        self._follow(row.series)
        if row.lon is not None and row.lat is not None:
            self._map.fly_to(row.lon, row.lat, FLY_ZOOM)
            self._map.select(row.id)

    def _marker(self, marker: Marker) -> None:
        self._stand_in = False
        self._row = None
        self._facts.set_facts(marker.name, list(marker.lines))
        self._follow(marker.series)

    def _say(self, row: AlarmRow) -> None:
        raised = tr("{:%m-%d %H:%M:%S} 发生").format(local(row.raised))
        lines = [tr("{} · {} · {} 级 · {}").format(row.system, row.area, row.priority, row.state), raised]
        if row.value is not None:
            limit = tr("，限值 {:g} {}").format(row.limit, row.unit) if row.limit is not None else ""
            lines.append(tr("报警时 {:g} {}{}").format(row.value, row.unit, limit))
        asset = self.world.registers.assets.get(row.source)
        if asset is not None:
            lines.append(asset.name)
        self._facts.set_facts(row.title, lines)

    def _follow(self, series: str) -> None:
        if series != self._series.series:
            self._series.follow(series)
        self._show_series()

    def _show_series(self) -> None:
        info = self.world.registers.series.get(self._series.series)
        now = self.world.now()
        if info is None:
            self._trend.set_trend(Trend(tr("近 24 h"), "", now - DAY_MS, now, truth=self.world.link_truth()))
            return
        title = tr("{} · 近 24 h").format(self.world.registers.series_title(info))
        self._trend.set_trend(series_trend(self.world, info, self._series, title))

    def _keep_up(self) -> None:
        """The details follow the chosen alarm; until a person chooses, the most urgent one stands in."""
        row = self._row
        if row is not None and self.world.alarms.index_of(row.key) >= 0:
            self._say(self.world.alarms.by_key(row.key))
        elif self._stand_in and self.world.alarms.count():
            self._list.select_index(0)
            self._stand_in = True
        elif row is not None:
            self._facts.set_facts(row.title, [tr("已恢复正常，不在告警列表中")])

    def _refresh(self) -> None:
        self._keep_up()
        city, truth = self.world.registers.city, self.world.link_truth()
        self._header.set_title(tr("值班台"), city.name, city.label)
        self._header.set_duty(duty_of(self.world), truth)
        self._alarms.set_chips(alarm_chips(self.world, truth))
        self._alarms.set_truth(truth)
        self._alarms.refresh()
        self._facts.set_truth(truth)
        self._facts.refresh()
        self._show_series()
        self._trend.refresh()
        self._refresh_links()
        self._refresh_lists()

    def _refresh_links(self) -> None:
        for key, row in self.world.backends.items():
            strip = self._strips.get(key)
            if strip is None:
                strip = self._strips[key] = TruthStrip(self.theme, self)
                self._links.addWidget(strip)
            strip.set_note(row.name)
            strip.set_truth(self.world.truth(key, 0, 0))
            strip.refresh()

    def _refresh_lists(self) -> None:
        count = len(self.world.quarantine)
        self._quarantine.setVisible(bool(count))
        self._quarantine.setText(tr("隔离事件 {}").format(count))
        key = newest(self.world)
        if key > self._dismissed:
            self._receipt.show_receipt(receipt_words(self.world, key))
            self._receipt.show()

    def _dismiss(self) -> None:
        self._dismissed = newest(self.world)
        self._receipt.hide()

    def qualities(self) -> dict[str, str]:
        """How far each pane may be believed, for the health file."""
        panes: dict[str, Quality] = {
            "alarms": self._alarms.quality(),
            "trend": self._trend.quality(),
            "map": self._map_frame.quality(),
        }
        return {name: quality.name.lower() for name, quality in panes.items()}
