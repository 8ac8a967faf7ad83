"""Districts, towns, communities and grids: the tree of areas, with GB/T 2260-like codes under the unused prefix 99.

A grid is known by its centre. Towns and counties are the unions of their grids' cells (see `borders`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.random import Generator
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen import borders, names, plan
from resources.citygen.frame import Points, lonlat, stream
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
    """The tree of areas the ground they fill, and a polygon for every county and town."""

    nodes: tuple[Area, ...]
    region: BaseGeometry
    shapes: dict[str, Polygon]

    def of(self, level: str) -> list[Area]:
        """All nodes of one level, in code order."""
        return [node for node in self.nodes if node.level == level]


@dataclass(frozen=True)
class _Town:
    code: str
    plan: plan.TownPlan
    urban: bool


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
    side = borders.north_bank(terrain)
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


def _town_nodes(town: _Town, sites: Points, pools: tuple[Iterator[str], Iterator[str]]) -> Iterator[Area]:
    """The communities and grids of a town: 居委会 (001…) near its centre, 村委会 (200…) further out."""
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
        yield Area(code, name, "community", town.code, x, y)
        for number, member in enumerate(members, 1):
            grid_name = f"{name}第{names.chinese(number)}网格"
            yield Area(f"{code}{number:03d}", grid_name, "grid", code, *sites[member])


def make_areas(terrain: Terrain) -> Areas:
    """The whole tree, its polygons and the region they fill."""
    rng = stream(terrain.seed, "areas")
    region = borders.city_region(terrain)
    straight = _sites(terrain, shapely.buffer(region, 900), rng)
    sites = borders.bend(straight, terrain.seed)
    inside = shapely.contains_xy(region, sites[:, 0], sites[:, 1])
    inside &= terrain.wetness(sites[:, 0], sites[:, 1]) == 0
    unfit = shapely.union_all([terrain.coast.piers, terrain.coast.islands, terrain.water.area])
    inside &= ~shapely.contains_xy(unfit, sites)
    straight, sites = straight[inside], sites[inside]
    towns = _towns()
    index = _town_of_sites(terrain, straight, towns)
    nodes = _tree(towns, index, sites, (names.urban_communities(rng), names.villages(rng)))
    shapes = borders.area_shapes(terrain, region, straight, [towns[n].code for n in index])
    return Areas(tuple(nodes), region, shapes)


def _tree(
    towns: list[_Town], index: np.ndarray, sites: Points, pools: tuple[Iterator[str], Iterator[str]]
) -> list[Area]:
    nodes = [Area(*PROVINCE, "province", "", 0.0, 0.0), Area(*CITY, "city", PROVINCE[0], 0.0, 0.0)]
    for county in plan.COUNTIES:
        code = f"9901{county.number:02d}"
        # A county's label stands amid its streets (街道), where its people are.
        x, y = np.mean([(t.x, t.y) for t in county.towns if t.name.endswith("街道")], axis=0) * 1000
        nodes.append(Area(code, county.name, "county", CITY[0], float(x), float(y)))
        for n, town in enumerate(towns):
            if town.code[:6] == code:
                nodes.append(Area(town.code, town.plan.name, "town", code, town.plan.x * 1000, town.plan.y * 1000))
                nodes += _town_nodes(town, sites[index == n], pools)
    return nodes
