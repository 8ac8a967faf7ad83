"""All roads of the city, from the great lines down to village lanes, as unbroken named-by-class lines."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import shapely
import shapely.ops
from shapely.geometry import LineString

from resources.citygen import plan
from resources.citygen.curves import lines
from resources.citygen.field import CrossField
from resources.citygen.frame import Points, stream
from resources.citygen.pathfind import RouteFinder
from resources.citygen.regional import Road, great_roads
from resources.citygen.streamlines import STEP, Spacing, StreetRule, Tracer, samples_of
from resources.citygen.terrain import EAST, NORTH, SOUTH, WEST, Terrain

RULES = {
    "primary": StreetRule(1050, 1600, 0.20, True, 2600),
    "secondary": StreetRule(430, 640, 0.22, False, 1100),
    "minor": StreetRule(185, 290, 0.25, False, 330),
}
_NEIGHBOUR = 13_000.0
_JUST = 45.0


def country_roads(terrain: Terrain, roads: list[Road]) -> tuple[list[Road], RouteFinder]:
    """Roads that tie every outlying town to the network and to its neighbours."""
    finder = RouteFinder(terrain)
    for road in roads:
        if road.kind != "motorway":
            finder.add(road.line)
    towns = [(t.x * 1000, t.y * 1000) for county in plan.COUNTIES for t in county.towns]
    towns = [town for town in towns if np.hypot(*town) > 8500]
    built = [line for town in towns for line in finder.join(*town)]
    pairs = [(a, b) for a, b in combinations(towns, 2) if np.hypot(a[0] - b[0], a[1] - b[1]) < _NEIGHBOUR]
    for a, b in sorted(pairs, key=lambda p: np.hypot(p[0][0] - p[1][0], p[0][1] - p[1][1])):
        built += finder.link(a, b)
    return [Road("primary", "", line) for line in built if line.length > 500], finder


def streets(terrain: Terrain, roads: list[Road]) -> list[Road]:
    """Primary, secondary and minor streets between the roads that exist."""
    field = CrossField(terrain, roads)
    frame = shapely.box(WEST, SOUTH, EAST, NORTH)
    old = [part for road in roads if road.kind != "motorway" for part in lines(road.line & frame)]
    laid: list[Road] = []
    for kind, rule in RULES.items():
        spacing = Spacing(max(rule.core_gap, rule.edge_gap))
        streams = [river.line for river in terrain.water.rivers] if kind == "primary" else []
        for line in [*old, *streams, *(road.line for road in laid)]:
            spacing.add(samples_of(np.asarray(line.coords), STEP * 2))
        tracer = Tracer(terrain, field, rule, spacing)
        laid += [Road(kind, "", LineString(street)) for street in tracer.lay(stream(terrain.seed, kind))]
    return laid


def tie_ends(roads: list[Road], reach: float = 260.0) -> list[Road]:
    """Extend street ends straight on to the next road when one lies within reach, as a junction would."""
    tree = shapely.STRtree([road.line for road in roads])
    out = []
    for n, road in enumerate(roads):
        if road.kind not in (*RULES, "trunk"):
            out.append(road)
            continue
        coords = np.asarray(road.line.coords)
        far = 2.5 * reach if road.kind in ("primary", "trunk") else reach
        head, tail = _onward(coords, n, far, roads, tree), _onward(coords[::-1], n, far, roads, tree)
        line = [*([tail] if tail else []), *coords.tolist(), *([head] if head else [])]
        out.append(Road(road.kind, road.name, LineString(line).simplify(2.0)))
    return out


def _onward(
    coords: Points, own: int, reach: float, roads: list[Road], tree: shapely.STRtree
) -> tuple[float, float] | None:
    """Where a line, continued past its last point, first meets another road; a little beyond it, so that they cross."""
    end, back = coords[-1], coords[max(-4, -len(coords))]
    last = shapely.ops.substring(LineString(coords), -_JUST, LineString(coords).length)
    if any(n != own and roads[n].kind != "motorway" and shapely.intersects(last, roads[n].line)
           for n in tree.query(last, predicate="intersects")):  # fmt: skip
        return None  # it has only just crossed the road that it was to end at
    way = (end - back) / max(float(np.hypot(*(end - back))), 1e-6)
    ray = LineString([end, end + way * reach])
    best = reach
    for n in sorted(tree.query(ray, predicate="intersects")):
        if n != own and roads[n].kind != "motorway":
            hit = shapely.intersection(ray, roads[n].line)
            best = min(best, float(shapely.distance(hit, shapely.Point(end))))
    return None if best >= reach or best < 1.0 else tuple((end + way * (best + 0.5)).tolist())


def village_lanes(terrain: Terrain, villages: list[tuple[float, float]], finder: RouteFinder) -> list[Road]:
    """A lane from each village outside the towns to the nearest road."""
    lanes = [line for x, y in villages for line in finder.join(x, y)]
    return [Road("minor", "", line) for line in lanes if line.length > 200]


def make_roads(terrain: Terrain, villages: list[tuple[float, float]]) -> list[Road]:
    """Every road line of the city; `villages` are places (metres) that need a lane."""
    roads = great_roads(terrain)
    country, finder = country_roads(terrain, roads)
    roads += country
    roads += streets(terrain, roads)
    roads += village_lanes(terrain, villages, finder)
    return tie_ends(roads)
