"""The lie of the land as a map-maker shades it: slopes towards the light and away from it, and the sea's depths.

Hill shading is Lambert's: light from the north-west, 45 degrees high, a slope's brightness compared with the plain's.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves, plan
from resources.citygen.contour import positive_area
from resources.citygen.noise import Array, fbm, warp
from resources.citygen.terrain import Terrain, grid

SUMMIT = 1500.0
"""Metres of the highest hill as it is shaded, some three times as high as it is: plains dwarf hills otherwise."""
_LIGHT = np.array([-1.0, 1.0, np.sqrt(2.0)]) / 2
_STEPS = {-1: -0.06, -2: -0.13, -3: -0.22, 1: 0.05, 2: 0.11, 3: 0.18}
"""Brightness above the plain's at which a shade begins: three for slopes away from the light, three for those in it."""
NEAR, MIDDLE, FAR = (240.0, 66_000.0), (700.0, 170_000.0), (2400.0, 460_000.0)
"""Cell and half width in metres of the three rasters."""
DEPTHS = ((1, 600.0), (2, 1700.0), (3, 3900.0), (4, 8200.0), (5, 16_000.0), (6, 30_000.0))
"""Level and distance from the shore in metres at which the sea grows deeper."""


def _soft(field: Array, times: int) -> Array:
    """Blurred by a three-cell binomial filter both ways."""
    for _ in range(times):
        field = np.pad(field, 1, mode="edge")
        field = (field[:-2] + 2 * field[1:-1] + field[2:]) / 4
        field = (field[:, :-2] + 2 * field[:, 1:-1] + field[:, 2:]) / 4
    return field


def _brightness(terrain: Terrain, x: Array, y: Array, cell: float) -> Array:
    rise = np.clip(terrain.hill(x, y) - 0.12, 0, 1.1)
    broad = 16 * cell
    ridges = 1 - 2 * np.abs(fbm(x, y, broad, terrain.seed + 915, 4, 0.55))
    high = _soft(rise * (1 + 0.55 * ridges), 2) * SUMMIT * cell / NEAR[0]
    slope_y, slope_x = np.gradient(high, cell)
    lit = (_LIGHT[2] - _LIGHT[0] * slope_x - _LIGHT[1] * slope_y) / np.sqrt(1 + slope_x**2 + slope_y**2)
    return np.asarray(lit - _LIGHT[2])


def shades(
    terrain: Terrain, raster: tuple[float, float], within: tuple[float, float] | None = None
) -> Iterator[tuple[int, BaseGeometry]]:
    """(shade, ground): shade -3 darkest to 3 brightest; a stronger shade lies within the weaker one.

    The hills grow flat towards the raster's rim, and towards the finer raster ``within`` it, so that neither ends
    in a straight line.
    """
    cell, reach = raster
    x, y = grid(cell, -reach, -reach, reach, reach)
    bright = _brightness(terrain, x, y, cell)
    rim = np.maximum(np.abs(x), np.abs(y))
    bright = bright * np.clip((reach - rim) / (20 * cell), 0, 1)
    if within is not None:
        bright = bright * np.clip((rim - within[1]) / (8 * cell) + 1, 0, 1)
    dry = shapely.intersection(terrain.coast.mainland, shapely.box(-reach, -reach, reach, reach))
    dry = shapely.difference(dry, shapely.union_all([lake for _, lake in terrain.water.lakes]))
    for shade, step in _STEPS.items():
        area = positive_area((bright - step) * np.sign(step), x[0, 0], y[0, 0], cell)
        parts = [part.simplify(cell / 3) for part in curves.polygons(area) if part.area > 14 * cell * cell]
        smooth = shapely.make_valid(curves.polygons(curves.rounded(shapely.multipolygons(parts))))
        yield shade, shapely.intersection(shapely.make_valid(shapely.union_all(smooth)), dry)


def depths(terrain: Terrain) -> Iterator[tuple[int, BaseGeometry]]:
    """(level, water): from level 1 near the shore to the last far out.

    Each reaches under the next one as far as that is broad, so that no seam shows and no far tile holds them all.
    """
    waters = list(_waters(terrain))
    for at, (level, _) in enumerate(DEPTHS):
        yield level, waters[at] if at + 2 >= len(waters) else shapely.difference(waters[at], waters[at + 2])


def _waters(terrain: Terrain) -> Iterator[BaseGeometry]:
    """All water beyond each distance, its edge as calm as the sea floor's: each within the one before."""
    land = terrain.coast.land
    grown = shapely.union_all([terrain.coast.mainland, terrain.coast.islands])
    water = shapely.box(-plan.FAR, -plan.FAR, plan.FAR, plan.FAR)
    for _, distance in DEPTHS:
        calm = grown.simplify(distance / 12).buffer(distance, quad_segs=12).simplify(distance / 60)
        dense = shapely.segmentize(calm, distance / 10)
        bent = shapely.transform(dense, lambda p, d=distance: warp(p, d * 2.4, d * 0.42, terrain.seed + 900, 3))
        near = curves.eased(shapely.make_valid(bent), distance / 10, 24).simplify(distance / 110)
        water = shapely.difference(water, shapely.union_all([near, land]))
        yield water
