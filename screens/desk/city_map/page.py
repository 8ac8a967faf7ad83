"""F3: the whole city on one map, over the whole page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.config.desk_prefs import PrefsFile
from console.config.drawings import DrawingsFile
from console.domain.geo.classing import Rule
from console.domain.truth import Quality
from console.models.city_map.imports import ImportedLayers
from console.models.world import World
from resources.theme import Theme
from screens.desk.chips import chip
from screens.desk.city_map.card_ways import CardWays
from screens.desk.city_map.layer_dock import LayerDock
from screens.desk.city_map.own_layers import OwnLayers
from screens.desk.city_map.own_layers_dialog import OddLine, OwnLayersDialog
from screens.desk.city_map.place_finder import PlaceFinder
from screens.desk.city_map.tools import MapTools
from screens.desk.incident.parts import button
from screens.desk.incident.room import Room
from screens.maps import MapMaker
from screens.panes import keep_map_fresh
from screens.pulse import Pulse
from widgets.pane import PaneFrame

PageState = tuple[set[str], tuple[object, Rule, int, bool]]


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("map_page", text)


class MapPage(QWidget):
    """Alarms, stations and vehicles, each of which can be left out, over the city's layers."""

    def __init__(
        self, world: World, theme: Theme, maps: MapMaker, pulse: Pulse, drawings: DrawingsFile, room: Room | None,
        prefs: PrefsFile,
        imports: ImportedLayers | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.frame = PaneFrame(theme, tr("全市一张图"))
        self.map = maps.make(theme, "city-map")
        self.tools = MapTools(world, theme, self.map, drawings, room, self)
        self.own = OwnLayers(imports, self.map) if imports is not None else None
        self.layers = LayerDock(world, theme, self.map, prefs, room, self, self.own)
        self.ways = CardWays(world, self.map, self.layers, room)
        layers = (("alarms", tr("告警")), ("stations", tr("监测站")), ("vehicles", tr("车辆")))
        self.chips = {name: chip(words, lambda name=name: self._toggle(name)) for name, words in layers}
        self.more = chip(tr("图层（T）"), self.layers.toggle)
        self.finder = PlaceFinder(world, theme, self.map, self.layers, room.roads if room is not None else None, self)
        row = self._row_of_chips(theme)
        inside = self._body(theme)
        inside.addLayout(row)
        if imports is not None and (own := self.own) is not None:
            row.addWidget(
                button(tr("自有图层…"), lambda: OwnLayersDialog(imports, world, theme, self.map, own, self).open())
            )
            self.odd = OddLine(imports, theme)
            inside.addWidget(self.odd)
        self._lay_out(inside)
        keep_map_fresh(world, pulse, self.map, self.frame)
        pulse.add(self.tools.refresh)
        pulse.add(self._refresh_layers)
        self.first = self.map

    def _row_of_chips(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        for each in self.chips.values():
            each.setChecked(True)
            row.addWidget(each)
        row.addWidget(self.more)
        row.addWidget(self.finder, 1)
        row.addStretch(1)
        return row

    def _body(self, theme: Theme) -> QVBoxLayout:
        """The inside of the one frame that the page is."""
        body = QWidget()
        body.setObjectName("clear")
        body.setStyleSheet("#clear { background: transparent; }")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.space(1))
        self.frame.set_content(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        return inside

    def _lay_out(self, inside: QVBoxLayout) -> None:
        """The map between its panels, over what tells of the chosen layer."""
        inside.addWidget(self.layers.bar)
        side_by_side = QHBoxLayout()
        side_by_side.addWidget(self.map, 1)
        side_by_side.addWidget(self.layers.panel)
        side_by_side.addWidget(self.tools.panel)
        inside.addLayout(side_by_side, 1)
        inside.addWidget(self.layers.acts)
        inside.addWidget(self.layers.cases)
        inside.addWidget(self.layers.day)

    def _toggle(self, name: str) -> None:
        self.map.set_layer_visible(name, self.chips[name].isChecked())

    def _refresh_layers(self) -> None:
        self.layers.refresh()
        self.more.setChecked(self.layers.panel.isVisible())

    def keep_state(self) -> PageState:
        """What is shown of markers and vehicles, and how far the layers have been followed."""
        shown = {name for name, each in self.chips.items() if each.isChecked()}
        return shown, self.layers.keep_state()

    def restore_state(self, state: PageState) -> None:
        """Show these."""
        for name, each in self.chips.items():
            each.setChecked(name in state[0])
            self._toggle(name)
        self.layers.restore_state(state[1])

    def qualities(self) -> dict[str, Quality]:
        """How far the map may be believed."""
        return {"city-map": self.frame.quality()}
