"""Districts, towns, communities and grids: who governs which ground, with GB/T 2260-like codes under the unused prefix 99.

The smallest cells (grids) are the Voronoi cells of their centres; everything greater is a union of them, bent by one
smooth warp. So "the nearest grid centre" and "the polygon that contains the place" agree except within a border's bends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.random import Generator
from shapely.geometry import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves, names, plan
from resources.citygen.frame import Points, lonlat, lonlats, stream
from resources.citygen.noise import warp
from resources.citygen.terrain import Terrain

PROVINCE = ("990000", "示例省")
CITY = ("990100", "示范市")
_RIVER_SIDE_PENALTY = 2.2


@dataclass(frozen=True)
class Area:
    """One node of the tree of areas; (x, y) is where its label and its office stand."""

    code: str
    name: str
    level: str
    parent: str
    x: float
    y: float

    def record(self) -> dict[str, object]:
        """The node as written to areas.json."""
        lon, lat = lonlat(self.x, self.y)
        return {
            "code": self.code,
            "name": self.name,
            "level": self.level,
            "parent": self.parent,
            "lon": lon,
            "lat": lat,
        }


@dataclass(frozen=True)
class Areas:
    """The tree of areas with county and town polygons; `grid_town` gives each grid's town code."""

    nodes: tuple[Area, ...]
    region: BaseGeometry
    shapes: dict[str, Polygon]
    cells: tuple[BaseGeometry, ...]

    def of(self, level: str) -> list[Area]:
        """All nodes of one level, in code order."""
        return [node for node in self.nodes if node.level == level]


@dataclass(frozen=True)
class _Town:
    code: str
    plan: plan.TownPlan
    urban: bool


def bend(points: Points, seed: int) -> Points:
    """The warp that makes straight cell borders look grown; gentle near the core, where grids are small."""
    far = np.clip((np.hypot(points[:, 0], points[:, 1]) - 5000) / 12_000, 0.10, 1.0)[:, None]
    shift = warp(points, 3600, 900, seed + 701, 5, 0.5) - points
    return points + shift * far


def _bent(shape: BaseGeometry, seed: int) -> BaseGeometry:
    return shapely.make_valid(shapely.transform(shapely.segmentize(shape, 180.0), lambda p: bend(p, seed)))


def _sites(terrain: Terrain, region: BaseGeometry, rng: Generator) -> Points:
    """Grid centres: about 500 m apart in the core, 1.8 km in the country, none in water."""
    west, south, east, north = shapely.intersection(region, shapely.box(-40_000, -28_000, 24_000, 28_000)).bounds
    tries = np.column_stack([rng.uniform(west, east, 70_000), rng.uniform(south, north, 70_000)])
    tries = tries[
        (terrain.wetness(tries[:, 0], tries[:, 1]) == 0) & shapely.contains_xy(region, tries[:, 0], tries[:, 1])
    ]
    gaps = 1800 - 1330 * np.clip((terrain.density(tries[:, 0], tries[:, 1]) - 0.1) / 0.32, 0, 1) ** 0.8
    kept, kept_gaps = np.empty((len(tries), 2)), np.empty(len(tries))
    count = 0
    for point, gap in zip(tries, gaps, strict=True):
        distance = np.hypot(kept[:count, 0] - point[0], kept[:count, 1] - point[1])
        if np.all(distance > np.minimum(kept_gaps[:count], gap)):
            kept[count], kept_gaps[count] = point, gap
            count += 1
    return kept[:count]


def _towns() -> list[_Town]:
    out = []
    for county in plan.COUNTIES:
        serial = {"道": 1, "镇": 100, "乡": 200}
        for town in county.towns:
            kind = town.name[-1]
            out.append(_Town(f"9901{county.number:02d}{serial[kind]:03d}", town, kind == "道"))
            serial[kind] += 1
    return out


def _town_of_sites(terrain: Terrain, sites: Points, towns: list[_Town]) -> np.ndarray:
    """Index of each site's town: the nearest for its weight, and on its own side of the main river in the city."""
    river = terrain.water.rivers[0].course
    side = shapely.Polygon([*river, (60_000, river[-1, 1]), (60_000, 60_000), (river[0, 0], 60_000)]).buffer(0)
    northern = shapely.contains_xy(side, sites[:, 0], sites[:, 1])
    best = np.full(len(sites), np.inf)
    index = np.zeros(len(sites), int)
    for n, town in enumerate(towns):
        x, y = town.plan.x * 1000, town.plan.y * 1000
        distance = np.hypot(sites[:, 0] - x, sites[:, 1] - y) / (1.0 if town.urban else 1.25)
        other = (northern != bool(shapely.contains_xy(side, x, y))) & (sites[:, 0] > -9000) & (x > -12_000)
        distance = np.where(other, distance * _RIVER_SIDE_PENALTY, distance)
        index, best = np.where(distance < best, n, index), np.minimum(best, distance)
    return index


def _clusters(points: Points, count: int) -> np.ndarray:
    """Split points into `count` neighbourhoods: farthest-first seeds, then a few rounds of nearest centre."""
    seeds = [int(np.argmin(np.hypot(*(points - points.mean(axis=0)).T)))]
    while len(seeds) < count:
        distance = np.min([np.hypot(*(points - points[s]).T) for s in seeds], axis=0)
        seeds.append(int(np.argmax(distance)))
    centres = points[seeds]
    label = np.zeros(len(points), int)
    for _ in range(6):
        label = np.argmin(np.hypot(points[:, None, 0] - centres[:, 0], points[:, None, 1] - centres[:, 1]), axis=1)
        centres = np.asarray(
            [points[label == n].mean(axis=0) if np.any(label == n) else centres[n] for n in range(count)]
        )
    return np.unique(label, return_inverse=True)[1]


def _town_nodes(
    town: _Town, sites: Points, cells: list[BaseGeometry], pools: tuple[Iterator[str], Iterator[str]]
) -> Iterator[tuple[Area, BaseGeometry | None]]:
    """The communities and grids of a town, each with its cell (grids only)."""
    label = _clusters(sites, min(max(3, round(len(sites) / 4.8)), len(sites)))
    centre = np.asarray((town.plan.x, town.plan.y)) * 1000
    middles = np.asarray([sites[label == n].mean(axis=0) for n in range(label.max() + 1)])
    order = np.argsort(np.hypot(*(middles - centre).T), kind="stable")
    urban_serial, village_serial = 1, 200
    for rank, n in enumerate(order):
        urban = town.urban or rank < 2
        serial = urban_serial if urban else village_serial
        urban_serial, village_serial = urban_serial + urban, village_serial + (not urban)
        members = np.flatnonzero(label == n)
        name = next(pools[0] if urban else pools[1])
        code = f"{town.code}{serial:03d}"
        x, y = sites[members[np.argmin(np.hypot(*(sites[members] - middles[n]).T))]]
        yield Area(code, name, "community", town.code, x, y), None
        for number, member in enumerate(members, 1):
            grid_name = f"{name}第{names.chinese(number)}网格"
            yield Area(f"{code}{number:03d}", grid_name, "grid", code, *sites[member]), cells[member]


def _region(terrain: Terrain) -> BaseGeometry:
    ring = curves.resample(curves.smooth(plan.OUTLINE, 400.0, closed=True), 150.0)
    outline = Polygon(warp(ring, 5200, 2000, terrain.seed + 711, 5, 0.52)).buffer(0)
    return shapely.intersection(outline, shapely.intersection(terrain.coast.land, shapely.box(-5e4, -4e4, 5e4, 4e4)))


def _shapes(keys: list[str], cells: list[BaseGeometry], region: BaseGeometry, seed: int) -> dict[str, Polygon]:
    """One polygon per key from the union of its cells: bent, cut to the land and simplified without gaps."""
    codes = sorted(set(keys))
    whole = [shapely.union_all([c for k, c in zip(keys, cells, strict=True) if k == code]) for code in codes]
    cut = [shapely.intersection(_bent(shape, seed), region) for shape in whole]
    largest = [max(curves.polygons(shape), key=lambda p: p.area) for shape in cut]
    return dict(zip(codes, (shapely.simplify(p, 35.0) for p in largest), strict=True))


def make_areas(terrain: Terrain) -> Areas:
    """The whole tree, its polygons and the region they fill."""
    rng = stream(terrain.seed, "areas")
    region = _region(terrain)
    straight = _sites(terrain, shapely.buffer(region, 900), rng)
    bent_sites = bend(straight, terrain.seed)
    inside = shapely.contains_xy(region, bent_sites[:, 0], bent_sites[:, 1])
    inside &= terrain.wetness(bent_sites[:, 0], bent_sites[:, 1]) == 0
    straight, sites = straight[inside], bent_sites[inside]
    frame = shapely.box(-60_000, -50_000, 60_000, 50_000)
    cells = list(shapely.get_parts(shapely.voronoi_polygons(MultiPoint(straight), extend_to=frame, ordered=True)))
    towns = _towns()
    index = _town_of_sites(terrain, straight, towns)
    pools = (names.urban_communities(rng), names.villages(rng))
    nodes, bent_cells = _tree(towns, index, sites, cells, pools)
    town_codes = [towns[n].code for n in index]
    shapes = _shapes(town_codes, cells, region, terrain.seed)
    shapes |= _shapes([code[:6] for code in town_codes], cells, region, terrain.seed)
    return Areas(tuple(nodes), region, shapes, tuple(bent_cells))


def _tree(
    towns: list[_Town],
    index: np.ndarray,
    sites: Points,
    cells: list[BaseGeometry],
    pools: tuple[Iterator[str], Iterator[str]],
) -> tuple[list[Area], list[BaseGeometry]]:
    nodes = [Area(*PROVINCE, "province", "", 0.0, 0.0), Area(*CITY, "city", PROVINCE[0], 0.0, 0.0)]
    grid_cells: list[BaseGeometry] = []
    for county in plan.COUNTIES:
        code, seat = f"9901{county.number:02d}", county.towns[0]
        nodes.append(Area(code, county.name, "county", CITY[0], seat.x * 1000, seat.y * 1000))
        for n, town in enumerate(towns):
            if town.code[:6] != code:
                continue
            nodes.append(Area(town.code, town.plan.name, "town", code, town.plan.x * 1000, town.plan.y * 1000))
            members = np.flatnonzero(index == n)
            for node, cell in _town_nodes(town, sites[members], [cells[m] for m in members], pools):
                nodes.append(node)
                if cell is not None:
                    grid_cells.append(cell)
    return nodes, grid_cells


def boundary_lines(areas: Areas, terrain: Terrain) -> list[tuple[str, BaseGeometry]]:
    """(level, lines) of borders on land; a line shared by several levels is drawn at the greatest only."""
    inland = shapely.difference(shapely.box(-5e4, -4e4, 5e4, 4e4), terrain.coast.sea.buffer(90))
    city = shapely.intersection(areas.region.boundary, inland)
    county = _edges(areas, 6)
    town = _edges(areas, 9)
    county_only = shapely.difference(shapely.intersection(county, inland), city.buffer(90))
    town_only = shapely.difference(
        shapely.intersection(town, inland), shapely.union_all([city, county_only]).buffer(90)
    )
    return [("city", city), ("county", county_only), ("town", town_only)]


def _edges(areas: Areas, digits: int) -> BaseGeometry:
    return shapely.union_all([shape.boundary for code, shape in areas.shapes.items() if len(code) == digits])


def shape_record(areas: Areas) -> dict[str, list[list[float]]]:
    """area_shapes.json: code -> outer ring in degrees."""
    return {code: lonlats(np.asarray(shape.exterior.coords)) for code, shape in areas.shapes.items()}
