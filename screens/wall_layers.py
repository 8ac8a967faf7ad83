"""Map layers on the wall: those that the scene names, with a small legend each that says of when its data is."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject

from console.domain.geo.area_code import AreaLevel
from console.models.city_map.layers.book import LayerBook
from console.models.city_map.layers.catalogue import colours_ground, is_layer_name
from console.models.city_map.layers.focus import Focus
from console.models.city_map.layers.stations import marked_kinds
from console.models.city_map.shapes import MapLayer
from console.models.world import World
from resources.theme import Theme
from screens.pulse import Pulse
from screens.wall_legends import LegendColumn
from widgets.map.map_pane import MapPane

log = logging.getLogger(__name__)
LEVELS = {
    "": AreaLevel.COUNTY, "county": AreaLevel.COUNTY, "town": AreaLevel.TOWN, "community": AreaLevel.COMMUNITY,
    "grid": AreaLevel.GRID,
}  # fmt: skip
"""As the areas register and a scene name them."""


class WallLayers(QObject):
    """Lives with one map of the wall. Raises ``KeyError`` for a layer or a level that there is not."""

    def __init__(
        self, world: World, theme: Theme, pulse: Pulse, city_map: MapPane, names: Sequence[str], level: str = "",
        legends: LegendColumn | None = None,
    ) -> None:  # fmt: skip
        super().__init__(city_map)
        for name in names:
            if not is_layer_name(name):
                raise KeyError(f"map layer {name}")
        names = _one_ground(names)
        self._map = city_map
        self._column = legends or LegendColumn(theme, city_map, world.now)
        self.book = LayerBook(world, theme.token, self)
        self.book.focus = Focus("", LEVELS[level])
        self.legends = {name: self._column.add() for name in names}
        self.book.made.connect(self._put)
        self.book.gone.connect(city_map.remove_layer)
        city_map.camera_changed.connect(lambda: self.book.set_zoom(city_map.camera.view.style_zoom))
        for name in names:
            self.book.switch(name, True)
        for kind, shown in marked_kinds(names).items():
            city_map.set_layer_visible(kind, shown)
        pulse.add(self.refresh)

    def refresh(self) -> None:
        """Called twice a second: one layer that is due, and the ages in the legends."""
        self.book.renew()
        zoom = self._map.camera.view.style_zoom
        for name, layer in self.book.layers.items():
            legend = self.legends[name]
            legend.show_layer(layer, self.book.remark)
            legend.setVisible(layer.from_zoom <= zoom < layer.to_zoom)
        self._column.arrange()

    def _put(self, layer: MapLayer) -> None:
        self._map.set_layer(layer)


def _one_ground(names: Sequence[str]) -> list[str]:
    """Without what would colour areas once more: the colours would mix into those of neither legend.

    Left out and not refused, for a wall that nobody looks after must come up again with the scene it had.
    """
    first = next((name for name in names if colours_ground(name)), "")
    left_out = [name for name in names if colours_ground(name) and name != first]
    if left_out:
        log.warning("only %s colours areas of the map; left out: %s", first, ", ".join(left_out))
    return [name for name in names if name not in left_out]
