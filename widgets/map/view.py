"""What a map shows at one moment: centre, zoom, size. All painting and hit-testing asks this one for pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from widgets.map import mercator

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class View:
    """A frozen camera. ``x``, ``y`` centre in the unit square; sizes in widget pixels; ``dpr`` device pixels each.

    ``factor`` is the theme's: how much larger type and lines are on this monitor.
    """

    x: float
    y: float
    zoom: float
    width: int
    height: int
    dpr: float = 1.0
    factor: float = 1.0

    @property
    def level(self) -> bool:
        """Whether it is seen from straight above, north up."""
        return True

    @property
    def scale(self) -> float:
        """Device pixels per style pixel."""
        return self.dpr * self.factor

    @property
    def style_zoom(self) -> float:
        """The zoom by which the style decides; see ``widgets.map.style``."""
        return self.zoom - math.log2(self.factor)

    @property
    def world(self) -> float:
        """Edge of the world in device pixels."""
        return mercator.world_size(self.zoom) * self.dpr

    @property
    def origin(self) -> tuple[float, float]:
        """The widget's top left corner in the world, in device pixels."""
        world = self.world
        return self.x * world - self.width * self.dpr / 2, self.y * world - self.height * self.dpr / 2

    def to_device(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Points of the unit square to device pixels of the widget."""
        left, top = self.origin
        return x * self.world - left, y * self.world - top

    def nearness(self, x: Array, y: Array) -> Array:
        """How far points of the unit square are from the eye, 1 in the middle; linear, and behind it below nothing."""
        return np.ones(len(x))

    def to_widget(self, lon: float, lat: float) -> tuple[float, float]:
        """Degrees to widget pixels."""
        x, y = mercator.to_unit(lon, lat)
        size = mercator.world_size(self.zoom)
        return (x - self.x) * size + self.width / 2, (y - self.y) * size + self.height / 2

    def to_degrees(self, x: float, y: float) -> tuple[float, float]:
        """Widget pixels to (lon, lat)."""
        size = mercator.world_size(self.zoom)
        return mercator.to_degrees(self.x + (x - self.width / 2) / size, self.y + (y - self.height / 2) / size)
