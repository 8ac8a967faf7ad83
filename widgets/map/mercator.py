"""Web mercator (EPSG:3857) in pixels: WGS-84 degrees to the world at a zoom and back, for numbers and numpy arrays.

At zoom z the world is a square of ``TILE * 2**z`` pixels, x to the east, y to the south, as in the tile schemes of
MapLibre and of PMTiles. Zoom may be fractional.
"""

from __future__ import annotations

import math
from typing import overload

import numpy as np
from numpy.typing import NDArray

TILE = 512
"""Edge of one tile in style pixels."""
LIMIT = 85.051128779806604
"""The latitude where web mercator ends and the world is a square."""
EARTH_M = 40_075_016.685578488
"""Length of the WGS-84 equator in metres."""

Array = NDArray[np.float64]


def world_size(zoom: float) -> float:
    """Edge of the world in pixels at this zoom."""
    return float(TILE * 2.0**zoom)


@overload
def to_unit(lon: float, lat: float) -> tuple[float, float]: ...
@overload
def to_unit(lon: Array, lat: Array) -> tuple[Array, Array]: ...
def to_unit(lon: float | Array, lat: float | Array) -> tuple[float | Array, float | Array]:
    """Degrees to the unit square of the world. Latitudes beyond the limit are put on it."""
    sine = np.sin(np.radians(np.clip(lat, -LIMIT, LIMIT)))
    x = np.asarray(lon) / 360.0 + 0.5
    y = 0.5 - np.arctanh(sine) / (2 * math.pi)
    return (x, y) if isinstance(lon, np.ndarray) else (float(x), float(y))


def to_degrees(x: float, y: float) -> tuple[float, float]:
    """A point of the unit square to (lon, lat) in degrees."""
    return (x - 0.5) * 360.0, math.degrees(math.asin(math.tanh((0.5 - y) * 2 * math.pi)))


def tile_at(lon: float, lat: float, z: int) -> tuple[int, int]:
    """Column and row of the tile that holds a place."""
    x, y = to_unit(lon, lat)
    last = 2**z - 1
    return min(last, max(0, math.floor(x * 2**z))), min(last, max(0, math.floor(y * 2**z)))


def metres_per_pixel(lat: float, zoom: float) -> float:
    """Ground metres under one style pixel at a latitude."""
    return EARTH_M * math.cos(math.radians(lat)) / world_size(zoom)
