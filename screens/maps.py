"""Makes every map of a window, so that they share the base map's tiles and the choice of painter."""

from __future__ import annotations

from dataclasses import dataclass

from console.models.city_map.vehicles import vehicle_popup
from console.models.world import World
from resources.theme import Theme
from widgets.map.tile_source import TileSource
from widgets.webmap.painting import Painting
from widgets.webmap.pane import SwitchingMapPane


@dataclass(frozen=True, slots=True)
class MapMaker:
    """``tiles`` offers base map tiles to the native painter; ``painting`` decides who paints and hears of deaths."""

    world: World
    tiles: TileSource
    painting: Painting

    def make(self, theme: Theme, name: str, base: str = "") -> SwitchingMapPane:
        """A map that answers questions about vehicles from the registers; ``name`` is what the health file calls it.

        ``base``: a base map of its own; whoever ends the map stops its source too (see ``end``).
        """
        made = SwitchingMapPane(theme, deaths=self.painting.deaths, name=name)
        made.set_tiles(self.tiles.beside(base) if base else self.tiles)
        made.popup_provider = lambda index: vehicle_popup(self.world, index)
        self.painting.take(made)
        return made

    def end(self, city_map: SwitchingMapPane) -> None:
        """The map is about to go: it wants no more tiles."""
        source = city_map.tiles
        city_map.set_tiles(None)
        if source is not None and source is not self.tiles:
            source.stop()
