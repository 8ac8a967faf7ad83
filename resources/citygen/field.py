"""The cross field the streets follow: along shore, river and great road near them, else each quarter's own way.

Directions are kept as cos 4a and sin 4a, because a street plan looks the same after a quarter turn.
"""

from __future__ import annotations

import math

import numpy as np
import shapely
from shapely.geometry import LineString

from resources.citygen.noise import Array, fbm
from resources.citygen.regional import Road
from resources.citygen.terrain import EAST, NORTH, SOUTH, WEST, Terrain, grid

CELL = 150.0
"""Raster cell of the field in metres."""

# The lie of the old and new quarters: x, y, reach in km and the angle of their streets in degrees.
_QUARTERS = ((0.6, 0.9, 3.4, 14), (3.4, -5.4, 3.4, 38), (-5.4, 3.2, 3.6, -6), (2.4, 5.6, 3.0, 24), (-2.4, -5.0, 3.2, 3),
             (8.4, 6.8, 3.0, 42), (-6.0, 7.4, 2.6, 20), (8.6, -11.2, 2.8, -18), (-17.2, 4.6, 3.5, -24),
             (-16.0, -15.2, 3.5, 9))  # fmt: skip


class CrossField:
    """Answers which way a street runs at a place."""

    def __init__(self, terrain: Terrain, roads: list[Road]) -> None:
        x, y = grid(CELL, WEST, SOUTH, EAST, NORTH)
        angle = np.radians(12) + 0.9 * fbm(x, y, 9000, terrain.seed + 601, 2)
        c, s = 0.25 * np.cos(4 * angle), 0.25 * np.sin(4 * angle)
        for qx, qy, reach, degrees in _QUARTERS:
            weight = 1.2 * np.exp(-(((x / 1000 - qx) ** 2 + (y / 1000 - qy) ** 2) / reach**2))
            c += weight * math.cos(4 * math.radians(degrees))
            s += weight * math.sin(4 * math.radians(degrees))
        shore = [terrain.coast.shore.simplify(260.0)]
        streams = [river.line.simplify(80.0) for river in terrain.water.rivers]
        great = [road.line for road in roads if road.kind in ("ring", "trunk", "primary")]
        for family, strength, reach in ((shore, 2.0, 1100.0), (streams, 1.6, 620.0), (great, 2.4, 520.0)):
            fc, fs, distance = _along(family, x, y)
            weight = strength * np.exp(-((distance / reach) ** 2))
            c, s = c + weight * fc, s + weight * fs
        wobble = 4 * 0.16 * fbm(x, y, 1700, terrain.seed + 611, 2)
        self._c = (c * np.cos(wobble) - s * np.sin(wobble)).tolist()
        self._s = (c * np.sin(wobble) + s * np.cos(wobble)).tolist()
        self._rows, self._cols = x.shape

    def direction(self, x: float, y: float, dx: float, dy: float) -> tuple[float, float]:
        """The unit vector of the field at (x, y) that is nearest to heading (dx, dy)."""
        u, v = (x - WEST) / CELL - 0.5, (y - SOUTH) / CELL - 0.5
        col, row = min(max(int(u), 0), self._cols - 2), min(max(int(v), 0), self._rows - 2)
        fu, fv = u - col, v - row
        c0, c1, s0, s1 = self._c[row], self._c[row + 1], self._s[row], self._s[row + 1]
        c = (c0[col] * (1 - fu) + c0[col + 1] * fu) * (1 - fv) + (c1[col] * (1 - fu) + c1[col + 1] * fu) * fv
        s = (s0[col] * (1 - fu) + s0[col + 1] * fu) * (1 - fv) + (s1[col] * (1 - fu) + s1[col + 1] * fu) * fv
        angle = math.atan2(s, c) / 4
        quarter = round((math.atan2(dy, dx) - angle) / (math.pi / 2))
        angle += quarter * math.pi / 2
        return math.cos(angle), math.sin(angle)


def _along(family: list[LineString], x: Array, y: Array) -> tuple[Array, Array, Array]:
    """cos 4a and sin 4a of the nearest line of a family, and the distance to it, at every raster cell."""
    starts, ends = [], []
    for line in family:
        coords = np.asarray(line.coords)
        keep = (np.abs(coords[:-1, 0]) < 60_000) & (np.abs(coords[:-1, 1]) < 60_000)
        starts.append(coords[:-1][keep])
        ends.append(coords[1:][keep])
    a, b = np.vstack(starts), np.vstack(ends)
    tree = shapely.STRtree(shapely.linestrings(np.stack([a, b], axis=1)))
    (asked, found), distance = tree.query_nearest(
        shapely.points(x.ravel(), y.ravel()), return_distance=True, all_matches=False
    )
    order = np.argsort(asked, kind="stable")
    angle = np.arctan2(*(b - a)[found[order]].T[::-1]).reshape(x.shape)
    return np.cos(4 * angle), np.sin(4 * angle), distance[order].reshape(x.shape)
