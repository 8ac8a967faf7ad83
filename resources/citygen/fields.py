"""The country between the towns as it is tilled: strips of field, as they lie beside each other on the plain."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import MultiPoint
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves
from resources.citygen.frame import stream
from resources.citygen.noise import fbm
from resources.citygen.terrain import Terrain

_LONG, _BROAD = 430.0, 190.0
"""Metres of a field both ways."""
_SOWN = 0.38
"""Share of the fields that look different from the plain, as those do that stand in crop."""
_PATH = 5.0
"""Half the width in metres of the ditch or path between two fields."""


def fields(terrain: Terrain, farmland: BaseGeometry, region: BaseGeometry, taken: BaseGeometry) -> list[BaseGeometry]:
    """Fields on the city's own farmland, without what is ``taken`` by towns and roads."""
    rng = stream(terrain.seed, "fields")
    ground = shapely.intersection(farmland, region.buffer(2500))
    west, south, east, north = ground.bounds
    u, v = np.meshgrid(np.arange(west - 9e3, east + 9e3, _LONG), np.arange(south - 9e3, north + 9e3, _BROAD))
    # Rows that lie square to each other give strips; shifted by half a field they would give a honeycomb.
    u = u + np.repeat(rng.uniform(-60, 60, -(-len(u) // 3)), 3)[: len(u), None] + rng.uniform(-16, 16, u.shape)
    v = v + rng.uniform(-12, 12, v.shape)
    # The strips turn with the lie of the land, slowly, so that neighbours stay neighbours.
    x = u + 2600 * fbm(u, v, 9000, terrain.seed + 831, 2)
    y = v + 2600 * fbm(u, v, 9000, terrain.seed + 832, 2)
    points = np.column_stack([x.ravel(), y.ravel()])
    shapely.prepare(ground)
    points = points[shapely.contains_xy(ground, points)]
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(points)))
    middles = shapely.get_coordinates(shapely.centroid(cells))
    sown = fbm(middles[:, 0], middles[:, 1], 420, terrain.seed + 833, 1) + rng.uniform(-0.5, 0.5, len(cells))
    chosen = cells[sown > np.quantile(sown, 1 - _SOWN)]
    inner = shapely.buffer(shapely.intersection(chosen, ground), -_PATH, join_style="mitre")
    clear = shapely.difference(inner, taken)
    return [p.simplify(4.0) for shape in clear for p in curves.polygons(shape) if p.area > 9000]
