"""Imported layers on a map: kept the same as the folder's, each as a person wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.config.desk_prefs import OwnLayerPref
from console.geodata.library import WMS
from console.models.city_map.import_words import notes
from console.models.city_map.imports import PREFIX, ImportedLayers
from console.models.city_map.layers.book import Shown
from console.models.city_map.services import MARK
from console.models.city_map.shapes import FARTHEST_ZOOM, MapLayer, PictureLayer, ShapeLayer
from console.models.text.phrases import listed
from widgets.layer_panel import Offer
from widgets.map.map_pane import MapPane
from widgets.map.wms_overlay import WmsOverlay

USUAL, WMS_USUAL = Shown(1.0, 0.0, FARTHEST_ZOOM), Shown(0.8, 0.0, FARTHEST_ZOOM)
MOST_KEPT = 200
"""Layers of which it is remembered how they are shown."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("own_layers", text)


class OwnLayers(QObject):
    """Gives a map the folder's layers, each as a person wants it, and takes away those that are gone."""

    changed = Signal()
    """There are others than before, or one is shown differently."""

    def __init__(self, imports: ImportedLayers, city_map: MapPane) -> None:
        super().__init__(city_map)
        self._imports, self._map = imports, city_map
        self._order: list[str] = []
        """From the lowest to the topmost, those too that are not there just now."""
        self._there: set[str] = set()
        self._wishes: dict[str, Shown] = {}
        self._overlays: dict[str, WmsOverlay] = {}
        imports.changed.connect(self._follow)
        self._follow()

    def offers(self) -> list[Offer]:
        """All there are, in the order in which they were added."""
        there = [each for each in self._imports.offered if PREFIX + each.name in self._there]
        own, served = tr("自有图层"), tr("在线服务（WMS）")
        names = {each.name for each in self._imports.services}
        return [Offer(PREFIX + each.name, each.title, served if each.name in names else own) for each in there]

    def order(self) -> list[str]:
        """Names of what is shown, from the lowest to the topmost."""
        return [name for name in self._order if name in self._there and self._map.layer_visible(name)]

    def ranks(self) -> list[str]:
        """All names, shown or not, there or not, from the lowest to the topmost."""
        return list(self._order)

    def wish(self, name: str) -> Shown:
        """How a layer is shown, or would be."""
        return self._wishes.get(name, WMS_USUAL if name.removeprefix(PREFIX) in self._overlays else USUAL)

    def layers(self) -> list[MapLayer]:
        """What there is of each on the map or, of a service that has not answered yet, what will be."""
        there = {layer.name: layer for layer in self._map.map_layers()}
        services = {PREFIX + name: overlay.layer for name, overlay in self._overlays.items()}
        found = (there.get(name) or services.get(name) for name in self._order)
        return [layer for layer in found if layer is not None]

    def note_of(self, name: str) -> str:
        """What is odd about a layer."""
        manifest = next(each for each in self._imports.offered if PREFIX + each.name == name)
        undated = [tr("数据日期不详")] if manifest.at is None else []
        return listed(undated + (notes(manifest.report) if manifest.report is not None else []))

    def switch(self, name: str, on: bool) -> None:
        """Show a layer, or not for now; it stays in the folder."""
        self._map.set_layer_visible(name, on)
        overlay = self._overlays.get(name.removeprefix(PREFIX))
        if on and overlay is not None:
            overlay.hurry()
        self.changed.emit()

    def set_wish(self, name: str, wish: Shown) -> None:
        """Show it like this."""
        self._wishes[name] = wish
        self._dress(name)
        self.changed.emit()

    def _dress(self, name: str) -> None:
        overlay, wish = self._overlays.get(name.removeprefix(PREFIX)), self.wish(name)
        if overlay is not None:
            overlay.restyle(wish.opacity, wish.from_zoom, wish.to_zoom)
        elif (layer := self._imports.layers.get(name)) is not None:
            self._map.set_layer(self._wished(layer))

    def move(self, name: str, by: int) -> None:
        """Higher (1) or lower (-1) among the imported ones; they stay above the city's own."""
        shown = self.order()
        to = shown.index(name) + by
        if not 0 <= to < len(shown):
            return
        one, other = self._order.index(name), self._order.index(shown[to])
        self._order[one], self._order[other] = self._order[other], self._order[one]
        self._map.lay_in_order(self._order)
        self.changed.emit()

    def arranged(self) -> list[OwnLayerPref]:
        """How they are shown now, to be remembered."""
        kept = []
        for name in self._order[-MOST_KEPT:]:
            wish, shown = self.wish(name), self._map.layer_visible(name)
            kept.append(OwnLayerPref(name, wish.opacity, wish.from_zoom, wish.to_zoom, shown))
        return kept

    def arrange(self, kept: Sequence[OwnLayerPref]) -> None:
        """Show them as somebody had them; what they do not know yet is shown, above the others."""
        known = {each.name: each for each in kept}
        there = [PREFIX + each.name for each in self._imports.offered if PREFIX + each.name in self._there]
        self._order = [*known, *(name for name in there if name not in known)]
        self._wishes = {name: Shown(each.opacity, each.from_zoom, each.to_zoom) for name, each in known.items()}
        for name in self._order:
            self._map.set_layer_visible(name, known[name].shown if name in known else not _served(name))
            self._dress(name)
        self._map.lay_in_order(self._order)
        self.changed.emit()

    def _wished(self, layer: ShapeLayer) -> ShapeLayer:
        wish = self.wish(layer.name)
        return replace(layer, opacity=wish.opacity, from_zoom=wish.from_zoom, to_zoom=wish.to_zoom)

    def _follow(self) -> None:
        services = {PREFIX + each.name for each in self._imports.offered if each.kind == WMS and self._map.tiles}
        there = self._imports.layers.keys() | services
        for name in self._there - there:
            self._map.remove_layer(name)
        fresh = [PREFIX + each.name for each in self._imports.offered if PREFIX + each.name in there - self._there]
        self._there = set(there)
        new = [name for name in fresh if name not in self._order]
        self._order += new
        for name in filter(_served, new):
            self._map.set_layer_visible(name, False)
        self._map.lay_in_order(self._order)
        self._follow_services()
        for name in fresh:
            self._dress(name)
        self.changed.emit()

    def _follow_services(self) -> None:
        wanted = {each.name: each for each in self._imports.offered if each.kind == WMS}
        for name, overlay in list(self._overlays.items()):
            if name not in wanted or not overlay.asks(wanted[name]):
                self._overlays.pop(name).close()
        for name, each in wanted.items():
            if name not in self._overlays and self._map.tiles is not None:
                layer = PictureLayer(
                    PREFIX + name, each.title, opacity=WMS_USUAL.opacity, at=each.at, source=each.source
                )
                self._overlays[name] = WmsOverlay(self._map, self._map.tiles, layer, each)
                self._dress(PREFIX + name)


def _served(name: str) -> bool:
    """A service of the settings is shown when somebody asks for it; what people brought, until they do not."""
    return name.startswith(PREFIX + MARK)
