"""Every area's ground, without gap or overlap from the city down to the grids: what the register of borders is made of.

A place belongs to the town whose polygon contains it, and in that town to the nearest grid centre (see `places`). The
grids of a town are the cells of its centres, cut at the town's border; each larger area is the union of its grids.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves
from resources.citygen.areas import Area, Areas

SNAP = 0.05
"""Metres: vertices of all lines fall onto this raster, so that lines which meet share the vertex."""
PREFIX = {"city": 4, "county": 6, "town": 9, "community": 12, "grid": 15}
"""Digits that all grids of an area of this level begin with."""


def faces(areas: Areas) -> dict[str, list[Polygon]]:
    """The pieces of ground by grid code. Two pieces touch along whole edges or not at all."""
    towns = _whole_towns(areas)
    sites: dict[str, list[Area]] = defaultdict(list)
    for node in areas.of("grid"):
        sites[node.code[:9]].append(node)
    lines = [town.boundary for town in towns.values()]
    lines += [cut for code, town in towns.items() for cut in _cuts(town, sites[code])]
    found: dict[str, list[Polygon]] = defaultdict(list)
    codes = sorted(towns)
    tree = shapely.STRtree([towns[code] for code in codes])
    for face in curves.polygons(shapely.polygonize(list(shapely.get_parts(shapely.union_all(lines, grid_size=SNAP))))):
        inside = face.representative_point()
        holders = tree.query(inside, predicate="within")
        if len(holders):
            found[_nearest(sites[codes[int(holders[0])]], inside.x, inside.y)].append(face)
    return dict(found)


def _whole_towns(areas: Areas) -> dict[str, BaseGeometry]:
    """The towns' polygons, and the water that a county encloses with the town along which it lies longest."""
    towns: dict[str, BaseGeometry] = {code: shape for code, shape in areas.shapes.items() if len(code) == 9}
    for county in sorted(code for code in areas.shapes if len(code) == 6):
        mine = sorted(code for code in towns if code.startswith(county))
        land = shapely.union_all([towns[code] for code in mine], grid_size=SNAP)
        for lake in curves.polygons(shapely.difference(areas.shapes[county], land, grid_size=SNAP)):
            shores = [shapely.length(shapely.intersection(lake.boundary, towns[code].buffer(SNAP))) for code in mine]
            nearest = mine[int(np.argmax(shores))]
            towns[nearest] = shapely.union(towns[nearest], lake, grid_size=SNAP)
    return towns


def _cuts(town: BaseGeometry, sites: list[Area]) -> list[BaseGeometry]:
    """The borders between a town's grids."""
    if len(sites) < 2:
        return []
    points = MultiPoint([(site.x, site.y) for site in sites])
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=town.buffer(10_000), only_edges=True))
    return [shapely.intersection(cell, town, grid_size=SNAP) for cell in cells]


def _nearest(sites: list[Area], x: float, y: float) -> str:
    return min(sites, key=lambda site: (np.hypot(site.x - x, site.y - y), site.code)).code


def grounds(areas: Areas, pieces: dict[str, list[Polygon]]) -> dict[str, list[Polygon]]:
    """The polygons of every area from the city down, by code: unions of the same pieces, so that borders are shared."""
    made: dict[str, list[Polygon]] = {}
    for level, digits in PREFIX.items():
        together: dict[str, list[Polygon]] = defaultdict(list)
        for grid, polygons in pieces.items():
            together[grid[:digits]] += polygons
        for node in areas.of(level):
            if parts := together.get(node.code[:digits]):
                made[node.code] = curves.polygons(shapely.coverage_union_all(parts))
    return made
