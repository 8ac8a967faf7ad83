"""Layers of one's own on a map of the wall: each with its legend, and its trouble in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from console.models.city_map.scene_layers import Ready, SceneLayers, layer_name
from console.models.city_map.shapes import PictureLayer, ShapeLayer
from console.wall.own_layer import OwnLayer
from screens.pulse import Pulse
from screens.wall_legends import LegendColumn
from widgets.map.map_pane import MapPane
from widgets.map.wms_overlay import WmsOverlay


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("wall_own_layers", text)


class WallOwnLayers(QObject):
    """Lives with one map; they lie above the layers of the city's data, in the scene's order."""

    def __init__(
        self, pulse: Pulse, city_map: MapPane, source: SceneLayers, wanted: Sequence[OwnLayer], legends: LegendColumn
    ) -> None:
        super().__init__(city_map)
        self._map, self._source, self._legends = city_map, source, legends
        self._wanted = tuple(wanted)
        self.ready: dict[str, Ready] = {}
        self.legends = {layer_name(each): legends.add() for each in self._wanted}
        self._overlays: dict[str, WmsOverlay] = {}
        city_map.lay_in_order([layer_name(each) for each in self._wanted])
        source.changed.connect(self._follow)
        self._follow()
        pulse.add(self.refresh)

    def refresh(self) -> None:
        """Called twice a second: the ages in the legends, and which of them belong to this zoom."""
        zoom = self._map.camera.view.style_zoom
        for name, ready in self.ready.items():
            legend = self.legends[name]
            legend.show_layer(ready.layer, ready.trouble or ready.note)
            legend.setVisible(bool(ready.trouble) or ready.layer.from_zoom <= zoom < ready.layer.to_zoom)
        self._legends.arrange()

    def _follow(self) -> None:
        for wanted in self._wanted:
            name, ready = layer_name(wanted), self._source.of(wanted)
            self.ready[name] = ready
            self._show_service(name, ready)
            if isinstance(ready.layer, ShapeLayer):
                self._map.set_layer(ready.layer)
            elif ready.service is None:
                self._map.remove_layer(name)
            words = tr("图层“{0}”：{1}").format(ready.layer.title, ready.trouble) if ready.trouble else ""
            if ready.service is None:
                self._map.set_notice(name, words)

    def _show_service(self, name: str, ready: Ready) -> None:
        overlay, service = self._overlays.get(name), ready.service
        if overlay is not None and (service is None or not overlay.asks(service)):
            self._overlays.pop(name).close()
            overlay = None
        if service is None or self._map.tiles is None or not isinstance(ready.layer, PictureLayer):
            return
        if overlay is None:
            self._overlays[name] = WmsOverlay(self._map, self._map.tiles, ready.layer, service)
        else:
            overlay.restyle(ready.layer.opacity, ready.layer.from_zoom, ready.layer.to_zoom)
