"""One class a kind of pane: binds a widget to its model and refreshes it at the pulse."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QObject, QRect, QSize
from PySide6.QtWidgets import QWidget

from console.domain.truth import Quality
from console.models.city_map.home import home_of
from console.models.city_map.markers import ALARMS_ON_MAP, all_markers
from console.models.city_map.scene_layers import SceneLayers
from console.models.duty.warnings import duty_of, warning_rows
from console.models.figures.tiles import TILES, all_tiles
from console.models.text.labels import city_label
from console.models.text.link_words import nothing_words
from console.models.world import World
from console.wall.scene import Pane
from resources.theme import Theme
from screens.alarm_pane import AlarmPane, known_chips
from screens.first_view import FirstView
from screens.header import WallHeader
from screens.map_views import map_view
from screens.maps import MapMaker
from screens.pulse import Pulse
from screens.trend_catalogue import TrendCatalogue
from screens.wall_layers import WallLayers
from screens.wall_legends import LegendColumn
from screens.wall_own_layers import WallOwnLayers
from widgets.clock import WallClock
from widgets.kpi_tile import KpiTile
from widgets.map.map_pane import MapPane
from widgets.pane import PaneFrame
from widgets.ticker import WarningTicker
from widgets.trend.pane import TrendPane
from widgets.webpane.maker import WebMaker

VALUE_SECONDS, AGE_SECONDS = 5.0, 60.0
"""New values of stations are on the map within the former, and the age of old ones within the latter."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("panes", text)


@dataclass(frozen=True, slots=True)
class Placed:
    """A pane on its output: its widgets, how far it may be believed right now, and what ends it."""

    name: str
    widgets: tuple[QWidget, ...]
    quality: Callable[[], Quality]
    close: Callable[[], None] = lambda: None
    missing: Callable[[], tuple[str, ...]] = tuple
    """Sources that belong to it and were never heard."""


@dataclass(slots=True)
class PaneFactory:
    """Makes the panes of one window."""

    world: World
    theme: Theme
    pulse: Pulse
    maps: MapMaker
    trends: TrendCatalogue
    title: str = ""
    """Of the scene; empty for the everyday one."""
    web: WebMaker = field(default_factory=WebMaker)
    own: SceneLayers | None = None
    """Layers of one's own that the scene names."""
    notice: Callable[[], str] = str
    """What the hall is told of the wall itself, beside the scene's name; empty for nothing."""

    def make(self, pane: Pane, parent: QWidget, rect: QRect) -> Placed:
        """Make one pane inside ``rect`` of ``parent``. Raises ``KeyError`` for a kind or content it does not know,
        ``SceneError`` for a chart."""
        makers: dict[str, Callable[[Pane, QWidget, QRect], Placed]] = {
            "header": self._header,
            "tiles": self._tiles,
            "alarms": self._alarms,
            "map": self._map,
            "trend": self._trend,
            "ticker": self._ticker,
            "web": self._web,
        }
        return makers[pane.kind](pane, parent, rect)

    def _header(self, pane: Pane, parent: QWidget, rect: QRect) -> Placed:
        header = WallHeader(self.theme, parent)
        header.setGeometry(rect)

        def refresh() -> None:
            city = self.world.registers.city
            header.set_title(
                tr("{}智慧城市指挥运营中心").format(city.name), self.title or tr("日常值守"), city_label(city)
            )
            header.set_notice(self.notice() or nothing_words(self.world))
            header.set_duty(duty_of(self.world), self.world.link_truth(), self.world.now())

        self.pulse.add(refresh)
        return self._by_links(pane, header)

    def _tiles(self, pane: Pane, parent: QWidget, rect: QRect) -> Placed:
        widgets = []
        for place in tile_places(rect, KpiTile(self.theme).sizeHint(), self.theme.space(2)):
            widgets.append(KpiTile(self.theme, parent))
            widgets[-1].setGeometry(place)

        def refresh() -> None:
            for widget, tile in zip(widgets, all_tiles(self.world), strict=True):
                widget.set_tile(tile)
                widget.refresh()

        def missing() -> tuple[str, ...]:
            return tuple(dict.fromkeys(name for widget in widgets for name in widget.strip.truth().missing))

        self.pulse.add(refresh)
        return Placed(
            pane.name, tuple(widgets), lambda: max(widget.strip.truth().quality for widget in widgets), missing=missing
        )

    def _alarms(self, pane: Pane, parent: QWidget, rect: QRect) -> Placed:
        frame = AlarmPane.of(self.world, self.theme, pane.show, parent)
        frame.setGeometry(rect)
        self.pulse.add(frame.renew)
        return Placed(pane.name, (frame,), frame.quality, missing=lambda: frame.strip.truth().missing)

    def _map(self, pane: Pane, parent: QWidget, rect: QRect) -> Placed:
        view = map_view(pane.show)
        frame = PaneFrame(self.theme, view.title, parent)
        city_map = self.maps.make(self.theme, pane.name, pane.base)
        for layer in view.hidden:
            city_map.set_layer_visible(layer, False)
        frame.set_content(city_map)
        frame.setGeometry(rect)
        keep_map_fresh(self.world, self.pulse, city_map, frame)
        legends = LegendColumn(self.theme, city_map, self.world.now, lambda: home_of(self.world.registers))
        if pane.layers:
            WallLayers(self.world, self.theme, self.pulse, city_map, pane.layers, pane.level, legends)
        if pane.own and self.own is not None:
            WallOwnLayers(self.pulse, city_map, self.own, pane.own, legends)
        missing = lambda: frame.strip.truth().missing  # noqa: E731
        return Placed(pane.name, (frame,), frame.quality, lambda: self.maps.end(city_map), missing)

    def _trend(self, pane: Pane, parent: QWidget, rect: QRect) -> Placed:
        chart = TrendPane(self.theme, parent)
        chart.setGeometry(rect)
        make = self.trends.maker(pane.show)

        def refresh() -> None:
            chart.set_trend(make())
            chart.refresh()

        self.pulse.add(refresh)
        return Placed(pane.name, (chart,), chart.quality, missing=lambda: chart.strip.truth().missing)

    def _web(self, pane: Pane, parent: QWidget, rect: QRect) -> Placed:
        web = self.web.make(self.theme, pane.show, parent, wall=True)
        web.setGeometry(rect)
        web.open()
        self.pulse.add(web.refresh)
        return Placed(pane.name, (web,), web.quality, web.stop)

    def _ticker(self, pane: Pane, parent: QWidget, rect: QRect) -> Placed:
        clock = WallClock(self.theme, parent, now=self.world.now)
        width = min(clock.sizeHint().width(), rect.width() // 2)
        clock.setGeometry(rect.right() - width, rect.top(), width, rect.height())
        ticker = WarningTicker(self.theme, parent, now=self.world.now)
        ticker.setGeometry(rect.left(), rect.top(), rect.width() - width - self.theme.space(2), rect.height())

        def refresh() -> None:
            ticker.set_rows(warning_rows(self.world))
            ticker.set_truth(self.world.link_truth())

        self.pulse.add(refresh)
        return self._by_links(pane, ticker, clock)

    def _by_links(self, pane: Pane, *widgets: QWidget) -> Placed:
        """A pane of what comes now and then, from all backends."""
        truth = self.world.link_truth
        return Placed(pane.name, widgets, lambda: truth().quality, missing=lambda: truth().missing)


def tile_places(rect: QRect, wanted: QSize, gap: int) -> list[QRect]:
    """In one row, or in two where a row would be too narrow for their words and there is height for it."""
    count = len(TILES)
    narrow = (rect.width() - gap * (count - 1)) / count < wanted.width()
    rows = [count - count // 2, count // 2] if narrow and rect.height() >= 2 * wanted.height() + gap else [count]
    height = (rect.height() - gap * (len(rows) - 1)) / len(rows)
    places = []
    for row, count in enumerate(rows):
        width = (rect.width() - gap * (count - 1)) / count
        top = round(rect.top() + row * (height + gap))
        places += [
            QRect(round(rect.left() + n * (width + gap)), top, round(width), round(height)) for n in range(count)
        ]
    return places


class _Stale(QObject):
    """What a map has not been told yet. It dies with the map, and so do its connections to the world."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.fleet = self.markers = self.values = True
        self.made = 0.0
        """When the markers were made last, by the monotonic clock."""

    def note_fleet(self) -> None:
        """There are new positions."""
        self.fleet = True

    def note_markers(self) -> None:
        """There are new alarms or registers."""
        self.markers = True

    def note_values(self, _series: object) -> None:
        """There are new values; they come all the time, so not each makes the markers anew."""
        self.values = True

    def due(self) -> bool:
        """Whether the markers are to be made anew: for what came, or because what they show has grown older."""
        since = time.monotonic() - self.made
        return self.markers or since >= AGE_SECONDS or (self.values and since >= VALUE_SECONDS)


def keep_map_fresh(world: World, pulse: Pulse, city_map: MapPane, frame: PaneFrame) -> None:
    """Bring new positions and markers to a map as they come, and judge it by the fleet and the link."""
    stale, first = _Stale(city_map), FirstView(world, city_map)
    world.fleet_changed.connect(stale.note_fleet)
    for signal in (world.alarms_changed, world.registers_changed):
        signal.connect(stale.note_markers)
    world.latest_changed.connect(stale.note_values)

    def refresh() -> None:
        first.refresh()
        if stale.fleet:
            columns = world.fleet.columns()
            city_map.set_fleet(**columns)
        if stale.due():
            city_map.set_markers(all_markers(world))
            stale.markers = stale.values = False
            stale.made = time.monotonic()
        stale.fleet = False
        count = world.alarms.count() if city_map.layer_visible("alarms") else 0
        cut = tr("地图只标出最急的 {} 条告警，共 {} 条").format(ALARMS_ON_MAP, f"{count:,}")
        city_map.set_notice("alarms", cut if count > ALARMS_ON_MAP else "")
        moving = city_map.layer_visible("vehicles")
        truth = world.fleet_truth() if moving else world.link_truth()
        vehicles = (tr("车辆 {}").format(f"{world.fleet.known():,}"), "")
        frame.set_chips(known_chips(truth, vehicles) if moving else ())
        frame.set_truth(truth)
        frame.refresh()

    pulse.add(refresh)
