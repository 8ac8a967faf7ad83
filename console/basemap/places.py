"""Tiles by place, without numpy: Web Mercator's columns and rows."""

from __future__ import annotations

import math
from collections.abc import Iterator

from console.basemap.provider import Bounds, Place
from console.domain.geo.tile_grid import Grid

LIMIT = 85.051128779806604


def tile_at(lon: float, lat: float, z: int, geographic: bool = False) -> tuple[int, int]:
    """Column and row of the tile that holds a point."""
    last = 2**z - 1
    if geographic:
        row = (90.0 - lat) / 360.0
    else:
        sine = math.sin(math.radians(min(LIMIT, max(-LIMIT, lat))))
        row = 0.5 - math.atanh(sine) / (2 * math.pi)
    return min(last, max(0, math.floor((lon / 360.0 + 0.5) * 2**z))), min(last, max(0, math.floor(row * 2**z)))


def cover(bounds: Bounds, z: int, grid: Grid) -> tuple[range, range]:
    """Columns and rows of the tiles that a box touches."""
    west, south, east, north = bounds
    left, top = tile_at(west, north, z, grid.geographic)
    right, bottom = tile_at(east, south, z, grid.geographic)
    return range(left, right + 1), range(top, bottom + 1)


def count(bounds: Bounds, zooms: range, grid: Grid) -> int:
    """How many tiles a box has at these zooms."""
    return sum(len(columns) * len(rows) for columns, rows in (cover(bounds, z, grid) for z in zooms))


def places(bounds: Bounds, zooms: range, grid: Grid) -> Iterator[Place]:
    """Those tiles, the coarse ones first."""
    for z in zooms:
        columns, rows = cover(bounds, z, grid)
        yield from ((z, x, y) for x in columns for y in rows)
