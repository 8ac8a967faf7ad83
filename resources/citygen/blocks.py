"""Blocks between the streets and what each is used for, parks, and the fields around the towns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves, plan
from resources.citygen.contour import positive_area
from resources.citygen.frame import stream
from resources.citygen.network import Network
from resources.citygen.noise import fbm, warp
from resources.citygen.terrain import Terrain, grid

# Half the width in metres of the ground that a railway keeps free.
_RAIL_STRIP = 19.0
_PORT = (7_000.0, -8_300.0)
# Bounds of the raster of fields (metres); the fields thin out long before they reach them.
_FIELDS = (-72_000.0, -64_000.0, 30_000.0, 64_000.0)


@dataclass(frozen=True)
class Block:
    """A piece of ground between streets: its use, its shape without the streets, and how dense its quarter is."""

    kind: str
    shape: Polygon
    density: float


def _uses(x: np.ndarray, y: np.ndarray, density: np.ndarray, terrain: Terrain) -> list[str]:
    """The use of each block from where it lies and a little chance."""
    rng = stream(terrain.seed, "uses")
    works = fbm(x, y, 3600, terrain.seed + 801, 2)
    trade = fbm(x, y, 2100, terrain.seed + 811, 2)
    port = np.hypot(x - _PORT[0], y - _PORT[1])
    town = np.full(x.shape, np.inf)
    for county in plan.COUNTIES:
        for t in county.towns:
            town = np.minimum(town, np.hypot(x - t.x * 1000, y - t.y * 1000))
    pond = np.min([np.hypot(x - px * 1000, y - py * 1000) - r * 1000 for _, px, py, r in plan.PONDS], axis=0)
    chance = rng.random(x.shape)
    out = []
    for n in range(len(x)):
        if port[n] < 2300:
            out.append("harbour")
        elif pond[n] < 230 or chance[n] < 0.035:
            out.append("park")
        elif works[n] > 0.16 and density[n] < 0.5 and np.hypot(x[n], y[n]) > 3500:
            out.append("industrial")
        elif density[n] > 0.86 - 0.3 * trade[n] or town[n] < 330:
            out.append("commercial")
        else:
            out.append("public" if chance[n] > 0.93 else "residential")
    return out


def _taken(terrain: Terrain, network: Network, rails: list[LineString]) -> BaseGeometry:
    """Ground that is no block's: water and its green banks, railways, and lanes that end within a block."""
    near = shapely.box(-5e4, -5e4, 5e4, 5e4)
    water = shapely.union_all([terrain.coast.sea & near, terrain.water.area]).buffer(18)
    tracks = [line.buffer(_RAIL_STRIP, cap_style="flat") & near for line in rails]
    ends = {edges[0] for edges in network.junctions().values() if len(edges) == 1}
    lanes = [network.edges[n].line.buffer(9.0) for n in sorted(ends)]
    return shapely.union_all([water, shore_parks(terrain), *tracks, *lanes])


def make_blocks(terrain: Terrain, network: Network, rails: list[LineString]) -> list[Block]:
    """Urban blocks between the streets; those used as parks have kind 'park'."""
    faces = curves.polygons(shapely.polygonize([edge.line for edge in network.edges]))
    area = shapely.area(faces)
    centre = shapely.get_coordinates(shapely.point_on_surface(faces))
    density = terrain.density(centre[:, 0], centre[:, 1])
    chosen = np.flatnonzero((area > 2500) & (area < 420_000) & (density > 0.2))
    taken = _taken(terrain, network, rails)
    shapely.prepare(taken)
    uses = _uses(centre[chosen, 0], centre[chosen, 1], density[chosen], terrain)
    blocks = []
    for n, kind in zip(chosen, uses, strict=True):
        inner = faces[n].buffer(-9.0, join_style="mitre")
        inner = shapely.difference(inner, taken) if shapely.intersects(inner, taken) else inner
        for part in curves.polygons(inner):
            if part.area > 1500:
                blocks.append(Block(kind, part.simplify(2.0), float(density[n])))
    return blocks


def gardens(blocks: list[Block]) -> list[Polygon]:
    """The green inside of the larger estates, behind the row of houses along the street."""
    out = []
    for block in blocks:
        if block.kind == "residential" and block.density > 0.3 and block.shape.area > 9000:
            inner = curves.polygons(block.shape.buffer(-24.0, join_style="mitre").simplify(9.0))
            out += [part for part in inner if part.area > 1200]
    return out


def pitch(block: Block) -> Polygon | None:
    """The running track of a school's block, along its longer side; None for other blocks and small ones."""
    if block.kind != "public" or block.shape.area < 11_000:
        return None
    corners = np.asarray(shapely.oriented_envelope(block.shape).exterior.coords)[:3]
    sides = np.diff(corners, axis=0)
    along = sides[int(np.argmax(np.hypot(*sides.T)))]
    half = along / np.hypot(*along) * 40.0
    middle = np.asarray(block.shape.representative_point().coords[0])
    track = shapely.LineString([middle - half, middle + half]).buffer(34.0, quad_segs=5)
    return track if block.shape.buffer(-8.0).contains(track) else None


def park_walks(blocks: list[Block]) -> list[LineString]:
    """Through each larger park a walk around it and one along its middle."""
    out = []
    for block in blocks:
        inner = block.shape.buffer(-14.0)
        if block.kind == "park" and block.shape.area > 6000 and isinstance(inner, Polygon) and not inner.is_empty:
            around = curves.eased(inner, 6.0, 12)
            corners = np.asarray(shapely.oriented_envelope(block.shape).exterior.coords)
            a, b, c, d = corners[:4]
            ends = ((a + b) / 2, (c + d) / 2) if np.hypot(*(b - a)) < np.hypot(*(c - b)) else ((b + c) / 2, (d + a) / 2)
            out += [part.exterior for part in curves.polygons(around)]
            out += curves.lines(shapely.intersection(LineString(ends), block.shape))
    return [LineString(line.coords) for line in out]


def paved_land(terrain: Terrain, blocks: list[Block]) -> BaseGeometry:
    """The built-up ground of city and towns: the blocks grown together, streets, railways and squares among them."""
    grown = shapely.union_all([block.shape.buffer(70, quad_segs=2) for block in blocks]).buffer(90).buffer(-130)
    dry = shapely.difference(grown, shapely.union_all([terrain.water.area, terrain.coast.sea & grown.envelope]))
    return shapely.multipolygons([part for part in curves.polygons(dry) if part.area > 60_000])


def urban_land(terrain: Terrain, paved: BaseGeometry) -> BaseGeometry:
    """The same as one sees it from afar, with the cities beyond the border."""
    near = [part.simplify(20.0) for part in curves.polygons(paved)]
    beyond = [_neighbour(*row[1:], terrain.seed + n) for n, row in enumerate(plan.NEIGHBOURS)]
    return shapely.multipolygons([*near, *beyond])


def _neighbour(x: float, y: float, radius: float, seed: int) -> Polygon:
    """A city beyond the border: only its outline, drawn out along its roads."""
    ring = np.asarray(Point(x * 1000, y * 1000).buffer(radius * 850, quad_segs=40).exterior.coords)
    blob = Polygon(warp(ring, radius * 900, radius * 700, seed + 950, 4, 0.6)).buffer(0)
    return max(curves.polygons(blob), key=lambda part: part.area).simplify(120.0)


def shore_parks(terrain: Terrain) -> BaseGeometry:
    """A green strip along the main river's banks in the city and a lawn around each pond."""
    reach = shapely.box(-8000, -6000, 9000, 6000)
    inland = terrain.coast.mainland.buffer(-420) & reach
    strip = shapely.intersection(terrain.water.rivers[0].area.buffer(62), inland)
    rounds = [Point(x * 1000, y * 1000).buffer(r * 1000 + 260) for _, x, y, r in plan.PONDS]
    wet = shapely.union_all([terrain.water.area, terrain.coast.sea & reach.buffer(2000)])
    return shapely.difference(shapely.union_all([strip, *rounds]), wet)


def farmland(terrain: Terrain) -> BaseGeometry:
    """Fields: on the plain, off the hills, outside the towns."""
    cell = 250.0
    west, south, east, north = _FIELDS
    x, y = grid(cell, west, south, east, north)
    field = 0.34 + 0.55 * fbm(x, y, 5200, terrain.seed + 821, 5, 0.55)
    field = field - 0.9 * np.clip(np.hypot(x + 8000, y) / 24_000 - 1, 0, 2)
    field = field - 2.2 * np.clip(terrain.hill(x, y) - 0.16, 0, 1) - 1.6 * terrain.density(x, y)
    area = positive_area(field, x[0, 0], y[0, 0], cell).buffer(-60).buffer(60)
    frame = shapely.box(*_FIELDS)
    wet = shapely.union_all([terrain.coast.sea & frame, terrain.water.area & frame]).buffer(120)
    calm = curves.eased(area, 110.0, 4)
    dry = shapely.difference(calm, shapely.union_all([wet, terrain.forest & frame]))
    return shapely.multipolygons([p.simplify(12.0) for p in curves.polygons(dry) if p.area > 400_000])
