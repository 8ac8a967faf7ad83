"""The finished city as the map shows it: the registers' city, and what stands and grows between its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen.airport import Airport, make_airport
from resources.citygen.areas import Areas
from resources.citygen.asset import Ground
from resources.citygen.blocks import Block, farmland, paved_land
from resources.citygen.buildings import Building
from resources.citygen.fields import fields
from resources.citygen.frame import metres
from resources.citygen.network import Network
from resources.citygen.shore import Shore, make_shore, quay_buildings
from resources.citygen.stations import Station, make_stations
from resources.citygen.terrain import Terrain

Railways = list[tuple[str, LineString]]
Sight = tuple[str, float, float, str]
"""Name, x and y in metres, kind."""
_NAMED = {"hospital": "hospital", "fire_station": "rescue"}
"""Assets that a map names close up, whatever is shown upon it, by the kind of feature that they are."""
_CLEAR = 8.0
"""Metres that a station keeps between itself and the houses around it."""


@dataclass(frozen=True)
class Scene:
    """Everything that the tiles are cut from, in metres."""

    terrain: Terrain
    areas: Areas
    network: Network
    railways: Railways
    blocks: list[Block]
    buildings: list[Building]
    paved: BaseGeometry
    shore: Shore
    stations: list[Station]
    airport: Airport
    farmland: BaseGeometry
    fields: list[Polygon]
    sights: list[Sight]


def make_scene(ground: Ground, railways: Railways, buildings: list[Building], assets: list[dict[str, Any]]) -> Scene:
    """What no register knows of is made here, so that nothing the registers say depends on it."""
    terrain, areas, network, blocks = ground.terrain, ground.areas, ground.network, list(ground.blocks)
    paved = paved_land(terrain, blocks)
    streets = [edge.line for edge in network.edges]
    shore = make_shore(terrain, blocks, paved, streets)
    stations = make_stations(railways, streets)
    airport = make_airport(streets)
    plain = farmland(terrain)
    shapely.prepare(paved)
    roads = [line.buffer(14) for line in streets if not paved.contains(line)]
    taken = shapely.union_all([paved.buffer(30), airport.field, *roads, *(line.buffer(20) for _, line in railways)])
    standing = _clear_of([*buildings, *quay_buildings(terrain, shore, streets)], stations)
    standing += airport.buildings
    sown = fields(terrain, plain, areas.region, taken)
    return Scene(
        terrain, areas, network, railways, blocks, standing, paved, shore, stations, airport, plain, sown,
        [_sight(asset) for asset in assets if asset["kind"] in _NAMED],
    )  # fmt: skip


def _sight(asset: dict[str, Any]) -> Sight:
    return asset["name"], *metres(asset["lon"], asset["lat"]), _NAMED[asset["kind"]]


def _clear_of(buildings: list[Building], stations: list[Station]) -> list[Building]:
    """The buildings that stand in no station's way, and the stations' own."""
    ground = shapely.union_all([station.ground.buffer(_CLEAR) for station in stations])
    shapely.prepare(ground)
    standing = [each for each in buildings if not ground.intersects(each.shape)]
    return [*standing, *(each for station in stations for each in station.buildings)]
