"""GCJ-02 and BD-09, the shifted coordinates of Chinese map providers, from WGS-84 and back. All in degrees.

The formulas are the published ones that every library uses (Krasovsky 1940 ellipsoid, e² = 0.00669342162296594323);
outside a rough box around China nothing is shifted. CGCS2000 differs from WGS-84 by less than a metre and counts as
equal here. Positions are kept in WGS-84; a shift belongs to the moment something is shown, and happens once.
"""

from __future__ import annotations

import math
from enum import Enum
from typing import overload

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
A, E2 = 6_378_245.0, 0.00669342162296594323
BAIDU = math.pi * 3000.0 / 180.0
CLOSE = 1e-9
"""Degrees at which the inverse stops: a tenth of a millimetre."""
ROUNDS = 12


class Datum(Enum):
    """What coordinates are given in."""

    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"

    @property
    def shifted(self) -> bool:
        """Whether it is one of the two that must not be shown as they are."""
        return self in (Datum.GCJ02, Datum.BD09)


@overload
def to_gcj(lon: float, lat: float) -> tuple[float, float]: ...
@overload
def to_gcj(lon: Array, lat: Array) -> tuple[Array, Array]: ...
def to_gcj(lon: float | Array, lat: float | Array) -> tuple[float | Array, float | Array]:
    """WGS-84 to GCJ-02."""
    x, y = np.asarray(lon, np.float64), np.asarray(lat, np.float64)
    inside = (x >= 72.004) & (x <= 137.8347) & (y >= 0.8293) & (y <= 55.8271)
    east, north = _metres(x - 105.0, y - 35.0)
    phi = np.radians(y)
    magic = 1 - E2 * np.sin(phi) ** 2
    d_lat = north * 180.0 / (A * (1 - E2) / (magic * np.sqrt(magic)) * math.pi)
    d_lon = east * 180.0 / (A / np.sqrt(magic) * np.cos(phi) * math.pi)
    return _alike(lon, np.where(inside, x + d_lon, x), np.where(inside, y + d_lat, y))


def _metres(x: Array, y: Array) -> tuple[Array, Array]:
    """The shift to the east and to the north, in metres, at degrees from 105° E 35° N."""
    pi, root = math.pi, np.sqrt(np.abs(x))
    common = (20.0 * np.sin(6.0 * x * pi) + 20.0 * np.sin(2.0 * x * pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common
    north += (20.0 * np.sin(y * pi) + 40.0 * np.sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * np.sin(y / 12.0 * pi) + 320.0 * np.sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common
    east += (20.0 * np.sin(x * pi) + 40.0 * np.sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * np.sin(x / 12.0 * pi) + 300.0 * np.sin(x / 30.0 * pi)) * 2.0 / 3.0
    return east, north


@overload
def from_gcj(lon: float, lat: float) -> tuple[float, float]: ...
@overload
def from_gcj(lon: Array, lat: Array) -> tuple[Array, Array]: ...
def from_gcj(lon: float | Array, lat: float | Array) -> tuple[float | Array, float | Array]:
    """GCJ-02 to WGS-84: the point whose shift leads here, found by iteration to within ``CLOSE``."""
    goal_x, goal_y = np.asarray(lon, np.float64), np.asarray(lat, np.float64)
    x, y = goal_x, goal_y
    for _ in range(ROUNDS):
        there_x, there_y = to_gcj(x, y)
        off_x, off_y = goal_x - there_x, goal_y - there_y
        x, y = x + off_x, y + off_y
        if float(np.max(np.abs(off_x), initial=0.0)) < CLOSE and float(np.max(np.abs(off_y), initial=0.0)) < CLOSE:
            break
    return _alike(lon, x, y)


@overload
def bd_to_gcj(lon: float, lat: float) -> tuple[float, float]: ...
@overload
def bd_to_gcj(lon: Array, lat: Array) -> tuple[Array, Array]: ...
def bd_to_gcj(lon: float | Array, lat: float | Array) -> tuple[float | Array, float | Array]:
    """BD-09 to GCJ-02."""
    x, y = np.asarray(lon, np.float64) - 0.0065, np.asarray(lat, np.float64) - 0.006
    z = np.hypot(x, y) - 0.00002 * np.sin(y * BAIDU)
    theta = np.arctan2(y, x) - 0.000003 * np.cos(x * BAIDU)
    return _alike(lon, z * np.cos(theta), z * np.sin(theta))


@overload
def gcj_to_bd(lon: float, lat: float) -> tuple[float, float]: ...
@overload
def gcj_to_bd(lon: Array, lat: Array) -> tuple[Array, Array]: ...
def gcj_to_bd(lon: float | Array, lat: float | Array) -> tuple[float | Array, float | Array]:
    """GCJ-02 to BD-09."""
    x, y = np.asarray(lon, np.float64), np.asarray(lat, np.float64)
    z = np.hypot(x, y) + 0.00002 * np.sin(y * BAIDU)
    theta = np.arctan2(y, x) + 0.000003 * np.cos(x * BAIDU)
    return _alike(lon, z * np.cos(theta) + 0.0065, z * np.sin(theta) + 0.006)


def to_wgs84(lon: Array, lat: Array, datum: Datum) -> tuple[Array, Array]:
    """From any of them."""
    if datum is Datum.GCJ02:
        return from_gcj(lon, lat)
    if datum is Datum.BD09:
        return from_gcj(*bd_to_gcj(lon, lat))
    return lon, lat


def _alike(given: float | Array, x: Array, y: Array) -> tuple[float | Array, float | Array]:
    return (x, y) if isinstance(given, np.ndarray) else (float(x), float(y))
