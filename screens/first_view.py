"""A map that nobody has moved looks at the city, all of it, whatever the map's proportions come to be."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

from console.models.city_map.home import Home, home_of
from console.models.world import World
from widgets.map.map_pane import MapPane

NOWHERE = (0.0, 0.0)
"""Where a camera looks that nobody has moved yet."""
NEAR = 1e-6
"""Degrees and zooms by which two views may differ and be the same."""


class FirstView(QObject):
    """Lives with one map. A city that is told in parts, and a map that changes its size, are looked at anew."""

    def __init__(self, world: World, city_map: MapPane) -> None:
        super().__init__(city_map)
        self._world, self._map = world, city_map
        self._home: Home | None = None
        self._asked = True
        self._seen: tuple[Home, int, int] | None = None
        """For which city and size the map was last brought home."""
        self._place: tuple[float, ...] | None = None
        world.registers_changed.connect(self._note)

    def _note(self) -> None:
        self._asked = True

    def refresh(self) -> None:
        """Go home where it is known and the map has not been moved from there."""
        if not self._map.isVisible() or self._map.camera.flying:
            return
        unmoved = self._unmoved()
        if self._asked:
            self._asked, self._home = False, home_of(self._world.registers)
            self._bound()
        home = self._home
        if home is None or self._seen == (seen := (home, self._map.width(), self._map.height())):
            return
        if unmoved or (self._seen is None and self._is_at(self._map.camera.framing(home.ground, home.whole))):
            self._map.go_home(home)  # a map that was made again looks where the one before did
            self._place = self._map.camera.framing(home.ground, home.whole)
        self._seen = seen

    def _bound(self) -> None:
        """The map stays within one breadth and height of the city around it."""
        if self._home is not None:
            west, south, east, north = self._home.whole
            width, height = east - west, north - south
            self._map.camera.set_bounds((west - width, south - height, east + width, north + height))

    def _unmoved(self) -> bool:
        if self._map.camera.centre == NOWHERE or self._place is None:
            return self._map.camera.centre == NOWHERE
        return self._is_at(self._place)

    def _is_at(self, place: tuple[float, ...]) -> bool:
        here = (*self._map.camera.centre, self._map.camera.zoom)
        return all(math.isclose(one, other, abs_tol=NEAR) for one, other in zip(here, place, strict=True))
