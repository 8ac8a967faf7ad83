"""Where areas end: cells around grid centres, joined to towns and counties and bent until they look grown.

All cells are bent by one smooth warp, so neighbours keep sharing their border; in the city that is the main river.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves, plan
from resources.citygen.frame import Points
from resources.citygen.noise import warp
from resources.citygen.terrain import Terrain

_FRAME = shapely.box(-60_000, -50_000, 60_000, 50_000)
_SNAP = 0.05
# West of this (metres) the river is too small to be a border.
_RIVER_BORDER_FROM = -8300.0


def bend(points: Points, seed: int) -> Points:
    """The warp that makes straight cell borders look grown; gentle near the core, where grids are small."""
    far = np.clip((np.hypot(points[:, 0], points[:, 1]) - 5000) / 12_000, 0.10, 1.0)[:, None]
    shift = warp(points, 3600, 900, seed + 701, 5, 0.5) - points
    return points + shift * far


def city_region(terrain: Terrain) -> BaseGeometry:
    """The city's ground: inside its outline and not sea."""
    ring = curves.resample(curves.smooth(plan.OUTLINE, 400.0, closed=True), 150.0)
    outline = Polygon(warp(ring, 5200, 2000, terrain.seed + 711, 5, 0.52)).buffer(0)
    return shapely.intersection(outline, shapely.intersection(terrain.coast.land, _FRAME))


def north_bank(terrain: Terrain) -> BaseGeometry:
    """Everything north of the main river's middle line."""
    river = terrain.water.rivers[0].course
    return Polygon([*river, (60_000, river[-1, 1]), (60_000, 60_000), (river[0, 0], 60_000)]).buffer(0)


def _cells(terrain: Terrain, straight: Points) -> list[BaseGeometry]:
    """The bent Voronoi cell of each (unbent) grid centre."""
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(straight), extend_to=_FRAME, ordered=True))
    dense = shapely.segmentize(cells, 180.0)
    return list(shapely.make_valid(shapely.transform(dense, lambda points: bend(points, terrain.seed))))


def _parted_by_river(
    terrain: Terrain, cells: list[BaseGeometry], sites: Points, codes: list[str]
) -> list[tuple[str, BaseGeometry]]:
    """(town code, piece): cells across the main river give their far piece to the nearest town over there."""
    north = north_bank(terrain)
    northern = shapely.contains_xy(north, sites[:, 0], sites[:, 1])
    middle = shapely.intersection(terrain.water.rivers[0].line, shapely.box(_RIVER_BORDER_FROM, -9000, 60_000, 9000))
    out = []
    for n, cell in enumerate(cells):
        if not shapely.intersects(cell, middle):
            out.append((codes[n], cell))
            continue
        pieces = (shapely.intersection(cell, north), shapely.difference(cell, north))
        own, other = pieces if northern[n] else pieces[::-1]
        away = np.where(northern == northern[n], np.inf, np.hypot(*(sites - sites[n]).T))
        out += [(codes[n], own), (codes[int(np.argmin(away))], other)]
    return out


def area_shapes(terrain: Terrain, region: BaseGeometry, straight: Points, codes: list[str]) -> dict[str, Polygon]:
    """Polygons of all towns and counties, cut to the land, without gaps between neighbours; islands are left out."""
    pieces = _parted_by_river(terrain, _cells(terrain, straight), bend(straight, terrain.seed), codes)
    towns = sorted(set(codes))
    whole = [shapely.union_all([p for code, p in pieces if code == town], grid_size=_SNAP) for town in towns]
    cut = [_largest(shapely.intersection(shape, region, grid_size=_SNAP)) for shape in whole]
    simple = dict(zip(towns, map(_largest, shapely.coverage_simplify(cut, 30.0)), strict=True))
    for county in sorted({town[:6] for town in towns}):
        members = [shape for town, shape in simple.items() if town.startswith(county)]
        simple[county] = Polygon(_largest(shapely.union_all(members, grid_size=_SNAP)).exterior)
    return simple


def _largest(shape: BaseGeometry) -> Polygon:
    return max(curves.polygons(shape), key=lambda part: part.area)


def boundary_lines(
    shapes: dict[str, Polygon], region: BaseGeometry, terrain: Terrain
) -> list[tuple[str, BaseGeometry]]:
    """(level, lines) of borders on land; a line shared by several levels is drawn at the greatest only."""
    inland = shapely.difference(_FRAME, terrain.coast.sea.buffer(90))
    city = shapely.intersection(region.boundary, inland)
    county, town = (
        shapely.union_all([shape.boundary for code, shape in shapes.items() if len(code) == digits]) & inland
        for digits in (6, 9)
    )
    county_only = shapely.difference(county, city.buffer(90))
    town_only = shapely.difference(town, shapely.union_all([city, county_only]).buffer(60))
    return [("city", city), ("county", county_only), ("town", town_only)]
