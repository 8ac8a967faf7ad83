"""Map layers on the wall: those that the scene names, with a small legend each that says of when its data is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint

from console.domain.area_code import AreaLevel
from console.models.city_map.layers.book import LayerBook
from console.models.city_map.layers.catalogue import is_layer_name
from console.models.city_map.layers.focus import Focus
from console.models.city_map.shapes import MapLayer
from console.models.world import World
from resources.theme import Theme
from screens.pulse import Pulse
from widgets.layer_legend import LayerLegend
from widgets.map.map_pane import MapPane

LEVELS = {
    "": AreaLevel.COUNTY, "county": AreaLevel.COUNTY, "town": AreaLevel.TOWN, "community": AreaLevel.COMMUNITY,
    "grid": AreaLevel.GRID,
}  # fmt: skip
"""As the areas register and a scene name them."""


class WallLayers(QObject):
    """Lives with one map of the wall. Raises ``KeyError`` for a layer or a level that there is not."""

    def __init__(
        self, world: World, theme: Theme, pulse: Pulse, city_map: MapPane, names: Sequence[str], level: str = ""
    ) -> None:
        super().__init__(city_map)
        for name in names:
            if not is_layer_name(name):
                raise KeyError(f"map layer {name}")
        self._theme, self._map = theme, city_map
        self.book = LayerBook(world, theme.token, self)
        self.book.focus = Focus("", LEVELS[level])
        self.legends = {name: LayerLegend(theme, city_map, now=world.now, plate=True) for name in names}
        for each in self.legends.values():
            each.hide()
        self.book.made.connect(self._put)
        self.book.gone.connect(city_map.remove_layer)
        city_map.camera_changed.connect(lambda: self.book.set_zoom(city_map.camera.view.style_zoom))
        city_map.installEventFilter(self)
        for name in names:
            self.book.switch(name, True)
        if any(name.startswith("stations:") for name in names):
            city_map.set_layer_visible("stations", False)
        pulse.add(self.refresh)

    def refresh(self) -> None:
        """Called twice a second: one layer that is due, and the ages in the legends."""
        self.book.renew()
        zoom = self._map.camera.view.style_zoom
        for name, layer in self.book.layers.items():
            legend = self.legends[name]
            legend.show_layer(layer)
            legend.setVisible(layer.from_zoom <= zoom < layer.to_zoom)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Legends stay in their corner."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def _put(self, layer: MapLayer) -> None:
        self._map.set_layer(layer)

    def _arrange(self) -> None:
        """From the top left down; one that has no room any more is not shown, for a cut legend would lie."""
        gap = self._theme.space(2)
        at = QPoint(gap, gap)
        for legend in self.legends.values():
            size = legend.sizeHint()
            if legend.isHidden() or size.isEmpty():
                continue
            if at.y() + size.height() > self._map.height() - self._theme.space(12):
                legend.hide()
                continue
            legend.setGeometry(at.x(), at.y(), min(size.width(), self._map.width() - 2 * gap), size.height())
            at.setY(at.y() + size.height() + gap)
        self._map.keep_clear(each.geometry() for each in self.legends.values() if not each.isHidden())
