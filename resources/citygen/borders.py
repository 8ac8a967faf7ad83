"""Where areas end: cells around grid centres, joined to towns and counties and bent until they look grown.

All cells are bent by one smooth warp, so neighbours keep sharing their border; in the city that is the main river.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves, plan
from resources.citygen.frame import Points
from resources.citygen.noise import warp
from resources.citygen.terrain import Terrain

_FRAME = shapely.box(-60_000, -50_000, 60_000, 50_000)
_SNAP = 0.05
# West of this (metres) the river is too small to be a border.
_RIVER_BORDER_FROM = -8300.0
# A river of at least this width (metres) at its mouth needs no line along its middle.
_BROAD = 180.0


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
    simple = dict(zip(towns, _smoothed(list(shapely.coverage_simplify(cut, 12.0)), terrain), strict=True))
    for county in sorted({town[:6] for town in towns}):
        members = [shape for town, shape in simple.items() if town.startswith(county)]
        simple[county] = Polygon(_largest(shapely.union_all(members, grid_size=_SNAP)).exterior)
    return simple


def _smoothed(shapes: list[BaseGeometry], terrain: Terrain) -> list[Polygon]:
    """The same coverage with every border between two areas drawn as one swung line from junction to junction.

    Each stretch of border is drawn once and used by both neighbours, so no gap or overlap can open; the coast stays
    as it is.
    """
    arcs = curves.lines(shapely.line_merge(shapely.union_all([shape.boundary for shape in shapes])))
    shore = terrain.coast.shore.buffer(60)
    shapely.prepare(shore)
    drawn = [arc if shapely.contains(shore, arc) else _swung(arc, terrain.seed) for arc in arcs]
    faces = curves.polygons(shapely.polygonize(list(shapely.get_parts(shapely.union_all(drawn, grid_size=_SNAP)))))
    owner = _owners(faces, shapes, terrain)
    return [
        _largest(shapely.union_all([face for face, own in zip(faces, owner, strict=True) if own == n]))
        for n in range(len(shapes))
    ]


def _swung(arc: LineString, seed: int) -> LineString:
    """A border without the corners of its cells: few vertices, rounded, a little unsteady; its ends stay put."""
    points = curves.round_corners(np.asarray(arc.simplify(140.0).coords), 3)
    if arc.length < 500:
        return LineString(points)
    points = curves.resample(points, 80.0)
    along = np.arange(len(points)) * 80.0
    share = np.clip(np.minimum(along, along[::-1]) / 600, 0, 1)[:, None]
    return LineString(points + (warp(points, 1500, 210, seed + 721, 3) - points) * share).simplify(4.0)


def _owners(faces: list[Polygon], shapes: list[BaseGeometry], terrain: Terrain) -> list[int]:
    """For each face the shape that covers most of it; land that no shape covers joins its longest neighbour.

    -1 for water that land encloses.
    """
    tree = shapely.STRtree(faces)
    owner = [-1] * len(faces)
    best = np.zeros(len(faces))
    for n, shape in enumerate(shapes):
        for face in sorted(tree.query(shape, predicate="intersects").tolist()):
            shared = shapely.area(shapely.intersection(faces[face], shape))
            if shared > best[face] and shared > 0.3 * faces[face].area:
                best[face], owner[face] = shared, n
    ground = terrain.coast.land & _FRAME
    for lost in [n for n, own in enumerate(owner) if own < 0 and ground.contains(faces[n].representative_point())]:
        near = [n for n in sorted(tree.query(faces[lost], predicate="intersects").tolist()) if owner[n] >= 0]
        shared = [shapely.length(shapely.intersection(faces[lost], faces[n])) for n in near]
        if near:
            owner[lost] = owner[near[int(np.argmax(shared))]]
    return owner


def _largest(shape: BaseGeometry) -> Polygon:
    return max(curves.polygons(shape), key=lambda part: part.area)


def boundary_lines(
    shapes: dict[str, Polygon], region: BaseGeometry, terrain: Terrain
) -> list[tuple[str, BaseGeometry]]:
    """(level, lines) of borders on land; a line shared by several levels is drawn at the greatest only.

    Where a broad river is the border, the river itself shows it.
    """
    rivers = [river.area.buffer(12) for river in terrain.water.rivers if river.widths.max() > _BROAD]
    inland = shapely.difference(
        _FRAME, shapely.union_all([(terrain.coast.sea & _FRAME).buffer(90), terrain.coast.piers.buffer(200), *rivers])
    )
    whole = shapely.union_all([shape for code, shape in shapes.items() if len(code) == 6])
    city = shapely.intersection(whole.boundary, inland)
    county, town = (
        shapely.union_all([shape.boundary for code, shape in shapes.items() if len(code) == digits]) & inland
        for digits in (6, 9)
    )
    county_only = shapely.difference(county, city.buffer(90))
    town_only = shapely.difference(town, shapely.union_all([city, county_only]).buffer(60))
    return [(level, _whole(line)) for level, line in (("city", city), ("county", county_only), ("town", town_only))]


def _whole(line: BaseGeometry) -> BaseGeometry:
    """Without the crumbs that cutting at shores and rivers leaves."""
    return shapely.multilinestrings([part for part in curves.lines(shapely.line_merge(line)) if part.length > 300])
