"""The ground under the city: height, forest, how built-up each place is, and rasters of all three."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves, plan
from resources.citygen.coast import Coast, make_coast
from resources.citygen.contour import positive_area
from resources.citygen.noise import Array, fbm
from resources.citygen.rivers import InlandWater, make_inland_water

CELL = 75.0
"""Raster cell of the near rasters in metres."""
WEST, SOUTH, EAST, NORTH = -42_000.0, -30_000.0, 27_000.0, 30_000.0
"""Bounds of the near rasters in metres."""

_CORES = ((0.6, 0.9, 4.6, 4.2, 1.0), (3.6, -5.0, 3.6, 3.2, 0.72), (-5.2, 3.4, 4.0, 3.6, 0.66),
          (2.2, 5.2, 4.6, 3.2, 0.7), (6.4, 2.4, 2.4, 2.8, 0.6), (10.4, 7.2, 2.2, 1.6, 0.42),
          (-2.6, -4.2, 4.4, 3.6, 0.7), (8.0, 6.8, 3.0, 2.2, 0.55), (-5.8, 7.2, 2.6, 2.4, 0.5),
          (8.6, -11.2, 2.6, 2.0, 0.5),
          (-17.2, 4.6, 2.6, 2.3, 0.62), (-16.0, -15.2, 2.7, 2.4, 0.62))  # fmt: skip
# (x, y, radius x, radius y, density) in km


@dataclass(frozen=True)
class Terrain:
    """Coast, fresh water and forest, and the fields over them that every later step asks."""

    seed: int
    coast: Coast
    water: InlandWater
    forest: BaseGeometry
    wet: NDArray[np.uint8]

    def wetness(self, x: Array, y: Array) -> NDArray[np.uint8]:
        """0 dry, 1 river, 2 sea or lake, at each place (nearest raster cell; outside the raster is 2)."""
        col = np.floor((x - WEST) / CELL).astype(int)
        row = np.floor((y - SOUTH) / CELL).astype(int)
        rows, cols = self.wet.shape
        inside = (col >= 0) & (col < cols) & (row >= 0) & (row < rows)
        return np.where(inside, self.wet[np.clip(row, 0, rows - 1), np.clip(col, 0, cols - 1)], 2).astype(np.uint8)

    def hill(self, x: Array, y: Array) -> Array:
        """Height of the ground, 0 plain to about 1 summit."""
        return hill(x, y, self.seed)

    def density(self, x: Array, y: Array) -> Array:
        """How built-up a place is: 0 country, about 0.3 a town's edge, 1 the core."""
        return density(x, y, self.seed)


def hill(x: Array, y: Array, seed: int) -> Array:
    """Named hills inside the city and noise ranges beyond it, 0..about 1.3."""
    high = np.zeros(np.broadcast(x, y).shape)
    plain_x, plain_y = x, y
    x = x + 2300 * fbm(plain_x, plain_y, 6500, seed + 405, 4, 0.55)
    y = y + 2300 * fbm(plain_x, plain_y, 6500, seed + 406, 4, 0.55)
    for cx, cy, radius, height in plan.HILLS:
        high = np.maximum(high, height * np.exp(-((x / 1000 - cx) ** 2 + (y / 1000 - cy) ** 2) / radius**2))
    beyond = np.clip((np.hypot((x + 6000) / 1.15, y) - 27_000) / 15_000, 0, 1)
    ranges = np.clip(fbm(x, y, 42_000, seed + 400, 3) * 1.1 + 0.28, 0, 1.2)
    return np.maximum(high, beyond * ranges) + 0.20 * fbm(x, y, 3400, seed + 410, 5, 0.55)


def density(x: Array, y: Array, seed: int) -> Array:
    """Built-up density from the planned cores and towns, with a ragged edge and no building on hills."""
    best = np.zeros(np.broadcast(x, y).shape)
    px, py = x / 1000, y / 1000
    for cx, cy, rx, ry, top in _CORES:
        best = np.maximum(best, top * np.exp(-0.62 * (((px - cx) / rx) ** 2 + ((py - cy) / ry) ** 2)))
    for county in plan.COUNTIES:
        for town in county.towns:
            reach = ((px - town.x) ** 2 + (py - town.y) ** 2) / town.reach**2
            best = np.maximum(best, 0.5 * np.exp(-0.9 * reach))
    ragged = best * (1 + 0.42 * fbm(x, y, 2600, seed + 430, 4))
    return np.clip(ragged - 0.9 * np.clip(hill(x, y, seed) - 0.42, 0, 1), 0, 1)


def grid(cell: float, west: float, south: float, east: float, north: float) -> tuple[Array, Array]:
    """Cell centres of a raster, rows from south to north."""
    return np.meshgrid(np.arange(west + cell / 2, east, cell), np.arange(south + cell / 2, north, cell))


def _wet_raster(coast: Coast, water: InlandWater) -> NDArray[np.uint8]:
    x, y = grid(CELL, WEST, SOUTH, EAST, NORTH)
    frame = shapely.box(WEST, SOUTH, EAST, NORTH)
    wet = np.zeros(x.shape, np.uint8)
    for shape, mark in ((water.area, 1), (shapely.union_all([lake for _, lake in water.lakes]), 2), (coast.sea, 2)):
        for part in shapely.get_parts(shapely.intersection(shape, frame)):
            shapely.prepare(part)
            w, s, e, n = part.bounds
            rows = slice(max(0, int((s - SOUTH) / CELL)), int((n - SOUTH) / CELL) + 1)
            cols = slice(max(0, int((w - WEST) / CELL)), int((e - WEST) / CELL) + 1)
            wet[rows, cols][shapely.contains_xy(part, x[rows, cols], y[rows, cols])] = mark
    return wet


_FOREST_RASTERS = ((200.0, 76_000.0), (1500.0, 360_000.0), (14_000.0, plan.FAR))
"""Cell and half width (metres): fine outlines near the city, coarse ones where only far views look."""


def _forest(coast: Coast, water: InlandWater, seed: int) -> BaseGeometry:
    """Woods where the ground is high, each raster's outlines growing together with the next coarser one's."""
    parts = []
    inner = shapely.Polygon()
    for cell, reach in _FOREST_RASTERS:
        x, y = grid(cell, -reach - 6000, -reach, reach - 6000, reach)
        bent_x, bent_y = x + 2600 * fbm(x, y, 5600, seed + 445, 3), y + 2600 * fbm(x, y, 5600, seed + 446, 3)
        clearings = 0.42 * fbm(bent_x, bent_y, 7000, seed + 440, 6, 0.62)
        field = hill(x, y, seed) - 0.40 + clearings - 1.2 * density(x, y, seed)
        field = field - 1.2 * np.clip((np.hypot(x, y) - 330_000) / 600_000, 0, 1)
        area = shapely.difference(positive_area(field, x[0, 0], y[0, 0], cell), inner)
        big = [p for p in shapely.get_parts(area) if p.area > (25 if cell < 500 else 6) * cell * cell]
        grown = shapely.union_all(big).buffer(cell * 0.45).buffer(-cell * 0.45).simplify(cell / 5)
        parts.append(shapely.make_valid(curves.rounded(grown)))
        # A little smaller than this raster, so that both outlines overlap and grow together.
        inner = shapely.box(-reach + 600 - 6000, -reach + 600, reach - 600 - 6000, reach - 600)
    dry = shapely.difference(shapely.union_all(parts), shapely.union_all([coast.sea, water.area.buffer(25)]))
    return shapely.make_valid(dry)


def make_terrain(seed: int) -> Terrain:
    """The whole natural ground for a seed."""
    coast = make_coast(seed)
    water = make_inland_water(seed, coast.sea)
    return Terrain(seed, coast, water, _forest(coast, water, seed), _wet_raster(coast, water))


def rural_places(terrain: Terrain, places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Those of the places (metres) that lie outside every town: the villages."""
    points = np.asarray(places)
    rural = terrain.density(points[:, 0], points[:, 1]) < 0.22
    return [place for place, keep in zip(places, rural, strict=True) if keep]
