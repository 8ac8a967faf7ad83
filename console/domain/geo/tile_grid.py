"""How a provider of map tiles cuts the world."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """Squares of ``size`` pixels, 2**z columns across 360° from 180° W, rows counted from the north.

    Rows are Web Mercator's (2**z of them), or of equal latitude from 90° N when ``geographic`` (EPSG:4490, as 天地图's
    ``c``). ``gcj``: the picture is drawn in GCJ-02. Outside of the zooms there are no tiles.
    """

    size: int = 256
    geographic: bool = False
    gcj: bool = False
    min_zoom: int = 0
    max_zoom: int = 18

    @property
    def straight(self) -> bool:
        """Whether its pictures are ours, only of another size."""
        return not (self.geographic or self.gcj)
