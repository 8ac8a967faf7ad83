"""One tile to paint: where it lies, how large it is in pixels, and which vector tile its data comes from."""

from __future__ import annotations

import math
from dataclasses import dataclass

from widgets.map.mercator import TILE

DATA_ZOOM = 14
"""The last zoom of the archive; deeper tiles are painted from it."""
MAX_ZOOM = 17


@dataclass(frozen=True, slots=True)
class Sheet:
    """A raster tile ``z/x/y`` of ``px`` device pixels, painted at ``scale`` device pixels per style pixel."""

    z: int
    x: int
    y: int
    px: int
    scale: float

    @property
    def data_zoom(self) -> int:
        """Zoom of the vector tile that holds this sheet."""
        return min(self.z, DATA_ZOOM)

    @property
    def span(self) -> float:
        """Edge of this sheet in vector tiles: 1, or a half, a quarter, an eighth when overzoomed."""
        return float(2.0 ** (self.data_zoom - self.z))

    @property
    def column(self) -> float:
        """Left edge in columns of vector tiles."""
        return self.x * self.span

    @property
    def row(self) -> float:
        """Top edge in rows of vector tiles."""
        return self.y * self.span

    @property
    def data_tile(self) -> tuple[int, int, int]:
        """The vector tile z, x, y under this sheet."""
        return self.data_zoom, math.floor(self.column), math.floor(self.row)

    @property
    def edge(self) -> float:
        """Edge of a whole vector tile in pixels of this sheet."""
        return self.px / self.span

    @property
    def zoom(self) -> float:
        """The zoom that the eye sees, by which the style decides (see ``style``)."""
        return self.z + math.log2(self.px / (TILE * self.scale))

    @property
    def offset(self) -> tuple[float, float]:
        """Where the vector tile's corner lies in pixels of this sheet: 0, or negative when overzoomed."""
        _, x, y = self.data_tile
        return (x - self.column) * self.edge, (y - self.row) * self.edge
