"""Buildings: rows of slabs, towers, sheds and houses inside the blocks, taller towards the core."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.random import Generator
from shapely.geometry import Polygon

from resources.citygen import curves
from resources.citygen.blocks import Block, pitch
from resources.citygen.frame import Points, stream
from resources.citygen.network import Network
from resources.citygen.terrain import Terrain


@dataclass(frozen=True)
class Building:
    """A footprint in metres and its height in metres."""

    shape: Polygon
    height: int


@dataclass(frozen=True)
class Style:
    """How buildings stand in a block: footprint, pitch of the rows (metres), share of plots built, floors."""

    width: float
    depth: float
    pitch_x: float
    pitch_y: float
    built: float
    floors: tuple[int, int]
    floor: float = 3.0


SLABS = Style(54, 13, 74, 42, 0.84, (5, 7))
HIGH_SLABS = Style(46, 16, 78, 64, 0.84, (11, 26))
TOWERS = Style(28, 25, 74, 66, 0.82, (18, 34))
HOUSES = Style(19, 11, 42, 36, 0.62, (1, 3))
SHEDS = Style(88, 42, 104, 58, 0.68, (1, 1), 11.0)
WAREHOUSES = Style(120, 34, 136, 54, 0.66, (1, 1), 13.0)
SCHOOL = Style(58, 16, 80, 52, 0.85, (3, 6), 3.8)
PODIUMS = Style(66, 52, 80, 70, 0.88, (3, 7), 4.6)
OFFICES = Style(34, 31, 74, 66, 0.85, (9, 26), 3.9)
TANKS = Style(34, 34, 46, 46, 0.8, (1, 1), 14.0)
SUPERTALL = ((-300.0, 1500.0, 318), (150.0, 1150.0, 262), (620.0, 1750.0, 228), (4350.0, 2150.0, 286),
             (4050.0, 1750.0, 236), (-5550.0, 3350.0, 208), (3480.0, -4250.0, 188))  # fmt: skip
"""The city's landmarks: x, y and height in metres; each takes the place of the tower nearest to it."""

_CBD = ((4_300.0, 2_000.0, 1100.0), (300.0, 1_300.0, 1300.0), (-5_600.0, 3_300.0, 800.0), (3_500.0, -4_300.0, 700.0))


def _style(block: Block, rng: Generator) -> Style:
    if block.kind == "industrial":
        return SHEDS
    chance = rng.random()
    if block.kind == "harbour":
        return TANKS if chance < 0.3 else WAREHOUSES
    if block.kind == "public":
        return SCHOOL
    if block.kind == "commercial":
        return OFFICES if chance < block.density * 0.8 else PODIUMS
    if block.density < 0.30:
        return HOUSES if chance < 0.6 else SLABS
    if chance < 0.42:
        return SLABS
    return TOWERS if chance > 0.86 - 0.25 * block.density else HIGH_SLABS


def rectangles(shape: Polygon, style: Style, rng: Generator) -> np.ndarray:
    """Footprints on a jittered grid that lies along the block's longer side."""
    envelope = np.asarray(shapely.oriented_envelope(shape).exterior.coords)[:4]
    sides = np.diff(envelope[:3], axis=0)
    # Homes look south: of the two ways to turn the rows, take the one that runs more from west to east.
    along = sides[np.argmax(np.abs(sides[:, 0]) / np.maximum(np.hypot(*sides.T), 1e-6))]
    angle = float(np.arctan2(along[1], along[0]))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    centre = np.asarray(shape.centroid.coords[0])
    local = (np.asarray(shape.exterior.coords) - centre) @ turn.T
    low, high = local.min(axis=0), local.max(axis=0)
    nx, ny = (max(1, int((high[k] - low[k] - 6) // pitch)) for k, pitch in ((0, style.pitch_x), (1, style.pitch_y)))
    gx = low[0] + (high[0] - low[0]) * (np.arange(nx) + 0.5) / nx
    gy = low[1] + (high[1] - low[1]) * (np.arange(ny) + 0.5) / ny
    x, y = (a.ravel() for a in np.meshgrid(gx, gy))
    keep = rng.random(x.shape) < style.built
    x, y = x[keep] + rng.uniform(-2, 2, keep.sum()), y[keep] + rng.uniform(-2, 2, keep.sum())
    least = 0.55 if style in (PODIUMS, OFFICES, SHEDS, WAREHOUSES, SCHOOL) else 0.85 if style is TANKS else 0.8
    w = style.width / 2 * rng.uniform(least, 1.15, x.shape)
    d = style.depth / 2 * rng.uniform(least, 1.15, x.shape)
    corners = _outline(style, len(x), rng)
    box = np.stack([x[:, None] + corners[..., 0] * w[:, None], y[:, None] + corners[..., 1] * d[:, None]], axis=2)
    return shapely.polygons(box @ turn + centre)


def _outline(style: Style, count: int, rng: Generator) -> np.ndarray:
    """Corners of each footprint in half widths and half depths: round tanks, schools with two wings, else boxes."""
    if style is TANKS:
        turn = np.linspace(0, 2 * np.pi, 12, endpoint=False)
        return np.broadcast_to(np.column_stack([np.cos(turn), np.sin(turn)]), (count, 12, 2))
    if style is SCHOOL:
        wings = np.array([(-1, -1), (1, -1), (1, 1.9), (0.6, 1.9), (0.6, 0.6), (-0.6, 0.6), (-0.6, 1.9), (-1, 1.9)])
        plain = np.array([(-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0)])
        return np.where((rng.random(count) < 0.6)[:, None, None], wings, plain)
    return np.broadcast_to(np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]), (count, 4, 2))


def _heights(block: Block, style: Style, centres: Points, rng: Generator) -> np.ndarray:
    """Metres: one height for most of an estate, towers rising towards the business centres."""
    low, high = style.floors
    common = rng.integers(low, high + 1)
    own = rng.integers(low, high + 1, len(centres))
    floors = np.where(rng.random(len(centres)) < 0.65, common, own).astype(float)
    if block.kind in ("commercial", "residential") and style not in (HOUSES, SLABS):
        lift = np.zeros(len(centres))
        for x, y, reach in _CBD:
            lift = np.maximum(lift, np.exp(-((np.hypot(centres[:, 0] - x, centres[:, 1] - y) / reach) ** 2)))
        # Few towers stand far above the rest, so that a skyline has peaks and not a plateau.
        peak = rng.random(len(centres)) ** 2.5
        floors *= 0.75 + lift * ((0.6 + 2.0 * peak) if block.kind == "commercial" else 0.3 + 0.4 * peak)
    return np.round(floors * style.floor + rng.uniform(0, 3, len(centres))).astype(int)


def _in_block(block: Block, rng: Generator) -> Iterator[Building]:
    style = _style(block, rng)
    inner = block.shape.buffer(-5.0, join_style="mitre")
    track = pitch(block)
    inner = inner if track is None else inner.difference(track.buffer(10.0))
    if inner.is_empty:
        return
    shapely.prepare(inner)
    shapes = rectangles(block.shape, style, rng)
    shapes = shapes[shapely.contains(inner, shapes)]
    heights = _heights(block, style, shapely.get_coordinates(shapely.centroid(shapes)), rng)
    if style is OFFICES:
        podiums = shapely.intersection(shapely.buffer(shapes, 13.0, join_style="mitre"), inner)
        yield from (
            Building(shape, int(rng.integers(12, 24)))
            for shape, height in zip(podiums, heights, strict=True)
            if height > 40 and isinstance(shape, Polygon) and rng.random() < 0.7
        )
    yield from (Building(shape, int(height)) for shape, height in zip(shapes, heights, strict=True))


def village_houses(terrain: Terrain, network: Network, villages: list[tuple[float, float]]) -> Iterator[Building]:
    """Low houses in rows on both sides of the lanes near each village's centre."""
    rng = stream(terrain.seed, "villages")
    tree = shapely.STRtree([edge.line for edge in network.edges])
    for x, y in villages:
        near = tree.query(shapely.Point(x, y), predicate="dwithin", distance=450)
        kinds = [network.edges[n] for n in sorted(near) if network.roads[network.edges[n].road].kind != "motorway"]
        patches = [edge.line & shapely.Point(x, y).buffer(420) for edge in kinds]
        for row, offset in ((-22, 0.0), (22, 0.5)):
            for patch in patches:
                for along in np.arange(24.0 * (0.5 + offset), patch.length, 24.0):
                    house = _house(patch, float(along), float(row), rng)
                    if house is not None and terrain.wetness(*shapely.get_coordinates(house.centroid).T)[0] == 0:
                        yield Building(house, int(rng.integers(4, 9)))


def _house(patch: shapely.Geometry, along: float, offset: float, rng: Generator) -> Polygon | None:
    if rng.random() > 0.55:
        return None
    a, b = (np.asarray(patch.interpolate(along + d).coords[0]) for d in (-4.0, 4.0))
    length = float(np.hypot(*(b - a)))
    if length < 2.0:
        return None
    way = (b - a) / length
    side = np.array([-way[1], way[0]])
    middle = (a + b) / 2 + side * offset
    w, d = way * rng.uniform(6, 8.5), side * rng.uniform(4.2, 5.6)
    return Polygon([middle - w - d, middle + w - d, middle + w + d, middle - w + d])


def make_buildings(
    terrain: Terrain, blocks: list[Block], network: Network, villages: list[tuple[float, float]]
) -> list[Building]:
    """All buildings of the city: blocks first, villages last, none overlapping a village street."""
    rng = stream(terrain.seed, "buildings")
    out = [b for block in blocks if block.kind != "park" for b in _in_block(block, rng)]
    _raise_landmarks(out)
    return [*out, *pier_sheds(terrain), *village_houses(terrain, network, villages)]


def _raise_landmarks(buildings: list[Building]) -> None:
    """Give the towers nearest to the planned landmarks their heights."""
    tall = [n for n, building in enumerate(buildings) if building.height > 45]
    tree = shapely.STRtree([buildings[n].shape for n in tall])
    for x, y, height in SUPERTALL:
        n = tall[int(tree.nearest(shapely.Point(x, y)))]
        buildings[n] = Building(buildings[n].shape, height)


def pier_sheds(terrain: Terrain) -> Iterator[Building]:
    """Transit sheds and stacks of containers in rows upon the port's piers."""
    rng = stream(terrain.seed, "piers")
    for pier in curves.polygons(terrain.coast.piers):
        ground = pier.buffer(-34.0, join_style="mitre")
        if ground.is_empty or pier.area < 60_000:
            continue
        stack = Style(70, 15, 84, 27, 0.7, (1, 1), 11.0)
        for part in curves.polygons(ground):
            shapes = rectangles(part, stack, rng)
            shapely.prepare(part)
            yield from (Building(shape, int(rng.integers(6, 16))) for shape in shapes[shapely.contains(part, shapes)])
