"""The road network: roads split where they meet, pruned, named, and written as a connected routable graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from resources.citygen import names, plan
from resources.citygen.curves import lines
from resources.citygen.frame import lonlat, lonlats, stream
from resources.citygen.regional import CLASSES, Road
from resources.citygen.terrain import EAST, NORTH, SOUTH, WEST, Terrain

# Dead ends shorter than this (metres) are cut back to the last junction.
_STUBS = {"minor": 150.0, "secondary": 420.0, "primary": 600.0, "trunk": 1200.0, "ring": 400.0}

Node = tuple[float, float]


@dataclass(frozen=True)
class Edge:
    """A stretch between two junctions, of the road with index `road`."""

    road: int
    line: LineString

    @property
    def ends(self) -> tuple[Node, Node]:
        """Both junctions."""
        return self.line.coords[0], self.line.coords[-1]


@dataclass(frozen=True)
class Network:
    """Named roads, and the junction-to-junction edges that make them inside the city's frame."""

    roads: tuple[Road, ...]
    edges: tuple[Edge, ...]

    def junctions(self) -> dict[Node, list[int]]:
        """Junction -> indices of the edges that meet there, in a stable order."""
        out: dict[Node, list[int]] = defaultdict(list)
        for n, edge in enumerate(self.edges):
            for end in edge.ends:
                out[end].append(n)
        return out


def _allowed(road: Road, barriers: dict[str, BaseGeometry]) -> BaseGeometry:
    """The parts of a road that its class may build: lesser streets stop at water, motorways and rails."""
    return shapely.difference(road.line, barriers[road.kind]) if road.kind in barriers else road.line


def _barriers(terrain: Terrain, roads: list[Road], rails: list[LineString]) -> dict[str, BaseGeometry]:
    frame = shapely.box(WEST, SOUTH, EAST, NORTH)
    motorway = shapely.union_all([road.line & frame for road in roads if road.kind == "motorway"]).buffer(65)
    rail = shapely.union_all([line & frame for line in rails]).buffer(30)
    sea = shapely.intersection(terrain.coast.sea, frame)
    lakes = shapely.union_all([lake for _, lake in terrain.water.lakes])
    fresh = shapely.intersection(terrain.water.area, frame).buffer(8)
    out = {
        "primary": shapely.union_all([sea, lakes]),
        "secondary": shapely.union_all([sea, fresh, motorway]),
        "minor": shapely.union_all([sea, fresh, motorway, rail]),
    }
    for shape in out.values():
        shapely.prepare(shape)
    return out


def _split(roads: list[Road], parts: list[BaseGeometry]) -> list[Edge]:
    """Cut all roads at all crossings; each piece goes back to the greatest road it lies on."""
    frame = shapely.box(WEST, SOUTH, EAST, NORTH)
    clipped = shapely.intersection(np.asarray(parts, dtype=object), frame)
    pieces = lines(shapely.union_all(clipped, grid_size=0.1))
    tree = shapely.STRtree(clipped)
    middles = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    asked, found = tree.query(middles, predicate="dwithin", distance=0.6)
    owner: dict[int, int] = {}
    for piece, road in sorted(zip(asked.tolist(), found.tolist(), strict=True)):
        if piece not in owner or CLASSES.index(roads[road].kind) < CLASSES.index(roads[owner[piece]].kind):
            owner[piece] = road
    return [Edge(owner[n], line) for n, line in enumerate(pieces) if n in owner]


def _prune(edges: list[Edge], roads: list[Road]) -> list[Edge]:
    """Drop short stubs of streets, again and again, until none is left."""
    while True:
        degree: dict[Node, int] = defaultdict(int)
        for edge in edges:
            for end in edge.ends:
                degree[end] += 1
        keep = [
            edge
            for edge in edges
            if min(degree[end] for end in edge.ends) > 1 or edge.line.length > _STUBS.get(roads[edge.road].kind, 0.0)
        ]
        if len(keep) == len(edges):
            return edges
        edges = keep


def _largest_component(edges: list[Edge]) -> list[Edge]:
    at: dict[Node, list[int]] = defaultdict(list)
    for n, edge in enumerate(edges):
        for end in edge.ends:
            at[end].append(n)
    label = [-1] * len(edges)
    sizes: list[int] = []
    for first in range(len(edges)):
        if label[first] >= 0:
            continue
        stack, size = [first], 0
        label[first] = len(sizes)
        while stack:
            here = stack.pop()
            size += 1
            for there in (n for end in edges[here].ends for n in at[end] if label[n] < 0):
                label[there] = len(sizes)
                stack.append(there)
        sizes.append(size)
    best = int(np.argmax(sizes))
    return [edge for n, edge in enumerate(edges) if label[n] == best]


def _merged(edges: list[Edge]) -> list[Edge]:
    """Edges of one road joined over places where nothing else meets it."""
    degree: dict[Node, int] = defaultdict(int)
    for edge in edges:
        for end in edge.ends:
            degree[end] += 1
    by_road: dict[int, list[LineString]] = defaultdict(list)
    for edge in edges:
        by_road[edge.road].append(edge.line)
    out = []
    for road in sorted(by_road):
        merged = shapely.line_merge(shapely.multilinestrings(by_road[road]))
        out += [Edge(road, piece) for line in lines(merged) for piece in _cut_at(line, degree)]
    return out


def _cut_at(line: LineString, degree: dict[Node, int]) -> Iterator[LineString]:
    """A line cut again at every vertex where other roads meet it."""
    coords = list(line.coords)
    start = 0
    for n in range(1, len(coords)):
        if n == len(coords) - 1 or degree.get(coords[n], 0) > 2:
            piece = LineString(coords[start : n + 1])
            start = n
            if piece.length > 0:
                yield piece.simplify(2.0)


def _named(roads: list[Road], used: list[int], seed: int) -> list[Road]:
    """Give every primary and secondary road a name of its own: 街 runs east to west, 路 north to south."""
    rng = stream(seed, "road names")
    taken = {road.name for road in roads}
    stems = names.unique(rng, [stem for stem in names.ROAD_STEMS if stem != "人民"])
    out = list(roads)
    wanted = [n for n in used if not roads[n].name and roads[n].kind in ("primary", "secondary")]
    middle = shapely.Point(400, 1500)
    wanted.sort(key=lambda n: (roads[n].kind, roads[n].line.distance(middle)))
    for rank, n in enumerate(wanted):
        road = roads[n]
        name = "人民路" if rank == 0 else _country_name(road) or _street_name(road, next(stems))
        while name in taken:
            name = _street_name(road, next(stems))
        taken.add(name)
        out[n] = Road(road.kind, name, road.line)
    return out


def _street_name(road: Road, stem: str) -> str:
    (x0, y0), (x1, y1) = road.line.coords[0], road.line.coords[-1]
    endings = names.ROAD_EAST_WEST if abs(x1 - x0) > abs(y1 - y0) else names.ROAD_NORTH_SOUTH
    return stem + endings[road.kind == "primary" and road.line.length > 5500]


def _country_name(road: Road) -> str:
    """A country road is called after the two towns it joins; '' for streets."""
    if road.kind != "primary" or np.hypot(*road.line.interpolate(0.5, normalized=True).coords[0]) < 10_500:
        return ""
    towns = [town for county in plan.COUNTIES for town in county.towns]
    ends = [road.line.coords[0], road.line.coords[-1]]
    near = [min(towns, key=lambda t, p=p: np.hypot(t.x * 1000 - p[0], t.y * 1000 - p[1])) for p in ends]
    return f"{near[0].name[0]}{near[1].name[0]}公路" if near[0] is not near[1] else ""


def _demoted(roads: list[Road], edges: list[Edge]) -> tuple[list[Road], list[Edge]]:
    """No street ends within its class: past its last junction with its equals it goes on as the next lesser one.

    Without this a main street would stop in the middle of a view that does not show the lanes it ends at.
    """
    kinds = [CLASSES.index(roads[edge.road].kind) for edge in edges]
    at: dict[Node, list[int]] = defaultdict(list)
    for n, edge in enumerate(edges):
        for end in edge.ends:
            at[end].append(n)
    lesser = (CLASSES.index("primary"), CLASSES.index("secondary"))
    again = set(range(len(edges)))
    while again:
        n = min(again)
        again.discard(n)
        if kinds[n] not in lesser:
            continue
        if all(any(kinds[other] <= kinds[n] for other in at[end] if other != n) for end in edges[n].ends):
            continue
        kinds[n] += 1
        again.add(n)
        again.update(other for end in edges[n].ends for other in at[end])
    out, index, moved = list(roads), {}, []
    for n, edge in enumerate(edges):
        kind, road = CLASSES[kinds[n]], roads[edge.road]
        if kind != road.kind:
            if (edge.road, kind) not in index:
                index[edge.road, kind] = len(out)
                out.append(Road(kind, road.name, road.line))
            edge = Edge(index[edge.road, kind], edge.line)
        moved.append(edge)
    return out, moved


def make_network(terrain: Terrain, roads: list[Road], rails: list[LineString]) -> Network:
    """Split, prune and name; the result is one connected component."""
    barriers = _barriers(terrain, roads, rails)
    edges = _split(roads, [_allowed(road, barriers) for road in roads])
    edges = _largest_component(_merged(_prune(edges, roads)))
    used = sorted({edge.road for edge in edges})
    named, edges = _demoted(_named(roads, used, terrain.seed), edges)
    return Network(tuple(named), tuple(edges))


def graph_record(network: Network) -> dict[str, object]:
    """roads.json: nodes and edges in degrees, lengths in metres."""
    index = {node: n for n, node in enumerate(sorted(network.junctions()))}
    road_names = sorted({network.roads[edge.road].name for edge in network.edges})
    name_index = {name: n for n, name in enumerate(road_names)}
    edges = []
    for edge in network.edges:
        road, (a, b) = network.roads[edge.road], edge.ends
        inner = edge.line.coords[1:-1]
        length = round(edge.line.length, 1)
        edges.append([index[a], index[b], CLASSES.index(road.kind), name_index[road.name], length, lonlats(inner)])
    edges.sort(key=lambda edge: (edge[0], edge[1], edge[4]))
    return {"classes": list(CLASSES), "edges": edges, "names": road_names, "nodes": [lonlat(*node) for node in index]}
