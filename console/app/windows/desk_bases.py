"""The base map at the desk: each person sees the one that they chose last, while there still is one of that name."""

from __future__ import annotations

from collections.abc import Callable

from console.app.windows.base_maps import known_bases
from console.config.desk_prefs import PrefsFile
from console.config.map_settings import MapSettings
from widgets.map.tile_source import TileSource


class DeskBases:
    """``who``: the id of the person who sits there, empty for nobody."""

    def __init__(self, tiles: TileSource, prefs: PrefsFile, maps: MapSettings, who: Callable[[], str]) -> None:
        self._tiles, self._prefs, self._maps, self._who = tiles, prefs, maps, who
        tiles.chosen.connect(self._remember)
        tiles.offer(known_bases(maps), self.wanted())

    def wanted(self) -> str:
        """What this person chose, else what the settings say."""
        prefs = self._prefs.prefs
        name = prefs.base_maps.get(self._who(), prefs.base_map)
        return next((base.name for base in known_bases(self._maps) if base.name == name), self._maps.base)

    def follow(self) -> None:
        """Somebody else may sit here."""
        self._tiles.set_base(self.wanted())

    def renew(self, maps: MapSettings) -> None:
        """The settings are others."""
        self._maps = maps
        self._tiles.renew(known_bases(maps), self.wanted())

    def _remember(self, name: str) -> None:
        self._prefs.prefs.base_maps[self._who()] = name
        self._prefs.save()
