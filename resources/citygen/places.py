"""Where things may stand: which area a place is in, dry random places, and places beside roads and water."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.random import Generator

from resources.citygen.areas import Area, Areas
from resources.citygen.network import Network
from resources.citygen.terrain import EAST, NORTH, SOUTH, WEST, Terrain

# Stay this far (metres) inside a polygon, so that rounding never moves a thing across a border.
_MARGIN = 6.0


@dataclass(frozen=True)
class Spot:
    """A place in metres and the grid it is in."""

    x: float
    y: float
    grid: Area


class Locator:
    """Finds the grid of a place: the town by polygon, then the nearest grid centre of that town."""

    def __init__(self, areas: Areas, terrain: Terrain) -> None:
        self._terrain = terrain
        frame = shapely.box(WEST, SOUTH, EAST, NORTH)
        wet = shapely.get_parts([terrain.water.area & frame, terrain.coast.sea & frame])
        self._wet = shapely.STRtree([part.buffer(_MARGIN / 2) for part in wet])
        self._towns = sorted(code for code in areas.shapes if len(code) == 9)
        self._tree = shapely.STRtree([areas.shapes[code].buffer(-_MARGIN) for code in self._towns])
        self._counties = {code: shape.buffer(-_MARGIN) for code, shape in areas.shapes.items() if len(code) == 6}
        self._grids: dict[str, list[Area]] = defaultdict(list)
        for node in areas.of("grid"):
            self._grids[node.code[:9]].append(node)

    def spot(self, x: float, y: float) -> Spot | None:
        """The place with its grid, or None in water, outside the city or on a border."""
        point = shapely.Point(x, y)
        found = self._tree.query(point, predicate="within")
        if len(found) == 0 or self._terrain.wetness(np.array([x]), np.array([y]))[0]:
            return None
        town = self._towns[int(found[0])]
        if not self._counties[town[:6]].contains(point) or len(self._wet.query(point, predicate="intersects")):
            return None
        grid = min(self._grids[town], key=lambda g: (np.hypot(g.x - x, g.y - y), g.code))
        return Spot(x, y, grid)

    def near(self, x: float, y: float, rng: Generator, spread: float = 60.0) -> Spot:
        """A dry place near (x, y), searching outwards."""
        for tries in range(4000):
            reach = spread * (1 + tries / 40)
            spot = self.spot(x + rng.normal(0, reach), y + rng.normal(0, reach))
            if spot is not None:
                return spot
        raise ValueError(f"no dry ground near {x:.0f}, {y:.0f}")

    def random(self, rng: Generator, least_density: float) -> Spot:
        """A random dry place where the city is at least this dense."""
        while True:
            x, y = float(rng.uniform(-36_000, 22_000)), float(rng.uniform(-26_000, 26_000))
            if self._terrain.density(np.array([x]), np.array([y]))[0] >= least_density:
                spot = self.spot(x, y)
                if spot is not None:
                    return spot


class Roadside:
    """Draws random places beside roads of given classes, each with the road's name."""

    def __init__(self, network: Network, locator: Locator, kinds: tuple[str, ...], named: bool) -> None:
        self._network, self._locator = network, locator
        self._edges = [
            edge
            for edge in network.edges
            if network.roads[edge.road].kind in kinds and (network.roads[edge.road].name or not named)
        ]
        lengths = np.asarray([edge.line.length for edge in self._edges])
        self._share = lengths / lengths.sum()

    def draw(self, rng: Generator, offset: float) -> tuple[Spot, str]:
        """A place `offset` metres beside a road, and the road's name."""
        while True:
            edge = self._edges[int(rng.choice(len(self._edges), p=self._share))]
            along = float(rng.uniform(0, edge.line.length))
            a, b = (np.asarray(edge.line.interpolate(along + d).coords[0]) for d in (-2.0, 2.0))
            way = (b - a) / max(float(np.hypot(*(b - a))), 1e-6)
            side = offset * (1 if rng.random() < 0.5 else -1)
            x, y = (a + b) / 2 + np.array([-way[1], way[0]]) * side
            spot = self._locator.spot(float(x), float(y))
            if spot is not None:
                return spot, self._network.roads[edge.road].name
