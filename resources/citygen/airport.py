"""The airport on the plain north of the city: runway, taxiways, apron, terminal, and the drive that leads to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from resources.citygen import plan
from resources.citygen.buildings import Building

_FIELD, _RUNWAY = (3560.0, 820.0), (3200.0, 56.0)
_RUNWAY_ASIDE, _TAXI_ASIDE, _APRON_ASIDE = 190.0, 10.0, -150.0
"""Metres from the field's middle line at which each lies."""
_TAXI_HALF = 12.0
_CROSSINGS = (-1560.0, -700.0, 0.0, 700.0, 1560.0)
"""Metres along the runway at which it is left or entered."""
_ROUND = 120.0


@dataclass(frozen=True)
class Airport:
    """All in metres; ``drive`` ends upon the street nearest to the terminal and belongs to no graph."""

    field: Polygon
    runways: BaseGeometry
    buildings: tuple[Building, ...]
    drive: LineString


def make_airport(roads: list[LineString]) -> Airport:
    """Where the plan has it. Nothing stands there: the place was chosen for that."""
    x, y, angle = plan.AIRPORT

    def placed(shape: BaseGeometry) -> BaseGeometry:
        turned = affinity.rotate(shape, angle, origin=(0.0, 0.0))
        return affinity.translate(turned, x * 1000, y * 1000)

    terminal = shapely.union(_box(0, -330, 330, 44), _box(0, -296, 70, 60))
    hangars = [_box(at, -335, 90, 62) for at in (-560, -440, 520)]
    buildings = [Building(placed(terminal), 24), *(Building(placed(each), 17) for each in hangars)]
    buildings.append(Building(placed(Point(260, -330).buffer(7)), 46))  # the tower
    door = placed(Point(0.0, -352.0))
    street = min(roads, key=lambda line: line.distance(door))
    return Airport(
        placed(_box(0, 0, *_FIELD).buffer(-_ROUND).buffer(_ROUND)),
        placed(_paved()),
        tuple(buildings),
        LineString(shapely.shortest_line(door, street)),
    )


def _paved() -> BaseGeometry:
    """Runway, the taxiway beside it, the crossings between them, and the apron before the terminal."""
    taxi = [LineString([(-1560, _TAXI_ASIDE), (1560, _TAXI_ASIDE)])]
    taxi += [LineString([(at, _RUNWAY_ASIDE), (at, _TAXI_ASIDE)]) for at in _CROSSINGS]
    taxi += [LineString([(at, _TAXI_ASIDE), (at, _APRON_ASIDE)]) for at in (-420.0, 420.0)]
    ways = [line.buffer(_TAXI_HALF, cap_style="square") for line in taxi]
    return shapely.union_all([_box(0, _RUNWAY_ASIDE, *_RUNWAY), _box(0, -205, 1240, 190), *ways])


def _box(x: float, y: float, length: float, depth: float) -> Polygon:
    """A rectangle around a place of the field, along the runway and across it."""
    half = np.array([length, depth]) / 2
    return shapely.box(x - half[0], y - half[1], x + half[0], y + half[1])
