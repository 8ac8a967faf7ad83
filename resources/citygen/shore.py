"""What lies between the last street and the water: quays, sea parks and lawns along the banks, beaches, cranes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen import curves
from resources.citygen.blocks import Block, shore_parks
from resources.citygen.buildings import Building, Style, rectangles
from resources.citygen.coast import MARINA, PIERS
from resources.citygen.frame import Points, km, stream
from resources.citygen.noise import fbm
from resources.citygen.terrain import Terrain

_FRAME = shapely.box(-42_000, -30_000, 27_000, 30_000)
_PORT = Point(7_000.0, -8_300.0).buffer(3_300.0)
_BATHS = ((10_400.0, 5_200.0, 1_700.0), (11_500.0, -17_200.0, 1_600.0), (10_200.0, 18_000.0, 1_300.0))
"""Where people bathe (x, y, reach in metres): there the shore is sand whatever the sea has left elsewhere."""
_STREET = 9.0
"""Half the ground of a street in metres: blocks end so far from its middle."""
_SLIVER = 12.0
"""Metres: what is narrower than twice this is a street's own ground, no park."""
_STACKS = Style(62, 13, 72, 24, 0.62, (1, 1), 11.0)


@dataclass(frozen=True)
class Shore:
    """Ground at the water by its use, all in metres, and the walks through it."""

    harbour: BaseGeometry
    parks: BaseGeometry
    beaches: BaseGeometry
    walks: tuple[LineString, ...]
    jetty: Polygon
    """What joins the ferries' pier to the land."""
    drive: LineString
    """From the end of that pier to the nearest street."""


def make_shore(terrain: Terrain, blocks: list[Block], town: BaseGeometry, streets: list[LineString]) -> Shore:
    """The strip beside the sea as far as the ``town`` reaches, the main river's banks, and all beaches."""
    sea = terrain.coast.sea & _FRAME
    built = shapely.union_all([block.shape for block in blocks]).buffer(_STREET)
    taken = shapely.union_all([built, terrain.water.area & _FRAME])
    points = _shore_points(terrain)
    strip = shapely.difference(terrain.coast.land & _strip(points, town, terrain.seed), taken)
    strip = strip.buffer(-_SLIVER).buffer(_SLIVER) & terrain.coast.mainland
    sand = shapely.difference(_beaches(terrain, points), taken)
    # Quays and piers grow together, or bare wedges would lie where they meet.
    quays = shapely.union(strip & _PORT, terrain.coast.piers & _PORT).buffer(30).buffer(-30)
    harbour = shapely.difference(quays & terrain.coast.land, shapely.union(taken, terrain.coast.piers))
    green = shapely.difference(strip, shapely.union_all([_PORT, sand, terrain.forest & _FRAME]))
    parks = shapely.union_all([green, _banks(terrain)])
    jetty, drive = _jetty(terrain, streets)
    walk = shapely.intersection(sea.buffer(34).boundary, green.buffer(-4))
    walks = tuple(line for line in curves.lines(walk) if line.length > 160)
    return Shore(harbour, parks, shapely.difference(sand, jetty), walks, jetty, drive)


def _jetty(terrain: Terrain, streets: list[LineString]) -> tuple[Polygon, LineString]:
    """The ferries' pier carried on as it lies until it meets the land, and a drive along it."""
    foot, head, _ = MARINA[0]
    a, b = km(foot, head)
    way = (a - b) / np.hypot(*(a - b))
    ahead = LineString([a - way * 20, a + way * 3000])
    land = curves.lines(shapely.difference(ahead, terrain.coast.mainland))[0].coords[-1]
    root = Point(np.asarray(land) + way * 24)
    street = min(streets, key=lambda line: line.distance(root))
    on = shapely.shortest_line(root, street).coords[-1]
    return LineString([a - way * 20, root]).buffer(13.0, cap_style="flat"), LineString([b, root, on])


def _banks(terrain: Terrain) -> BaseGeometry:
    """The main river's lawns as far as the streets along its banks, and those around the ponds."""
    river = terrain.water.rivers[0].area
    inland = terrain.coast.mainland.buffer(-420) & shapely.box(-8000, -6000, 9000, 6000)
    between = shapely.intersection(river.buffer(190).buffer(-104), inland)
    # The river and the ponds are drawn above them, with banks of their own.
    return shapely.difference(shapely.union_all([between, shore_parks(terrain)]), terrain.coast.sea & inland)


def _shore_points(terrain: Terrain) -> Points:
    """The shore near the city, a point about every 45 m."""
    shore = np.asarray(terrain.coast.shore.coords)
    return curves.resample(shore[shapely.contains_xy(_FRAME.buffer(9000), shore)], 45.0)


def _strip(points: Points, town: BaseGeometry, seed: int) -> BaseGeometry:
    """Some 600 m of shore where the town reaches it; beyond the last houses it grows narrow and ends."""
    shapely.prepare(town)
    away = shapely.distance(town, shapely.points(points))
    share = np.clip((760 - away) / 620, 0, 1) * (1 + 0.3 * fbm(*points.T, 700, seed + 963, 2))
    return curves.ribbon(points, np.maximum(2 * 620 * share, 0.1))


def _beaches(terrain: Terrain, points: Points) -> BaseGeometry:
    """Sand in the coves and where people bathe; none in the port or at a river's mouth."""
    x, y = points.T
    sandy = fbm(x, y, 5200, terrain.seed + 961, 3) > 0.12
    for cx, cy, reach in _BATHS:
        sandy |= np.hypot(x - cx, y - cy) < reach
    sandy &= ~shapely.contains_xy(_PORT.buffer(500), x, y)
    sandy &= ~shapely.contains_xy(terrain.water.area.buffer(260), x, y)
    sandy &= ~shapely.contains_xy(terrain.coast.piers.buffer(160), x, y)
    shapes = []
    for of_sand, run in groupby(range(len(points)), key=lambda n: bool(sandy[n])):
        members = list(run)
        if of_sand and len(members) > 9:
            shapes.append(_beach(points[members], terrain.seed))
    return shapely.intersection(shapely.union_all(shapes), terrain.coast.mainland)


def _beach(points: Points, seed: int) -> BaseGeometry:
    """Up to some 70 m of sand that runs out at both ends."""
    ends = np.minimum(np.arange(len(points)), np.arange(len(points))[::-1])
    width = (96 + 46 * fbm(points[:, 0], points[:, 1], 900, seed + 962, 2)) * np.clip((ends + 0.5) / 6, 0.08, 1) ** 0.7
    return curves.ribbon(points, width)


def quay_buildings(terrain: Terrain, shore: Shore, roads: list[LineString]) -> Iterator[Building]:
    """Stacks of containers on the quays, clear of the streets, and cranes along the piers."""
    rng = stream(terrain.seed, "quays")
    ground = shapely.intersection(shore.harbour, _PORT)
    streets = shapely.union_all([line.buffer(16) for line in roads if line.intersects(ground)])
    for part in curves.polygons(shapely.difference(ground, streets).buffer(-16, join_style="mitre")):
        if part.area > 6000:
            shapely.prepare(part)
            stacks = rectangles(part, _STACKS, rng)
            yield from (Building(each, int(rng.integers(6, 15))) for each in stacks[shapely.contains(part, stacks)])
    yield from _cranes(terrain)


def _cranes(terrain: Terrain) -> Iterator[Building]:
    """The legs of ship-to-shore cranes, 48 m high, along both sides of each pier."""
    bare = terrain.coast.mainland.buffer(40)
    for foot, head, width in PIERS:
        a, b = km(foot, head)
        length = float(np.hypot(*(b - a)))
        way = (b - a) / length
        aside = np.array([-way[1], way[0]])
        for along in np.arange(140.0, length - 40, 132.0):
            for edge in (-width / 2, width / 2):
                for inward in (8.0, 27.0):
                    middle = a + way * along + aside * (edge - np.sign(edge) * inward)
                    w, d = way * 5.0, aside * 2.5
                    leg = Polygon([middle - w - d, middle + w - d, middle + w + d, middle - w + d])
                    if not leg.intersects(bare) and terrain.coast.piers.contains(leg):
                        yield Building(leg, 48)
