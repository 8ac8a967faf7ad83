"""What can help near an incident: teams, shelters, stores, experts, hospitals; by circle, drawn area or driving way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from console.domain.privacy import masked_phone
from console.models.incident.roads import OnRoad, RoadGraph
from console.models.registers import Asset

__all__ = ["KINDS", "Drive", "Found", "Ring", "crow_metres", "in_circle", "in_ring", "inside", "masked_phone"]
KINDS = ("team", "shelter", "store", "expert", "hospital", "fire_station")
EARTH_M = 6_371_008.8
Ring = Sequence[tuple[float, float]]
"""Corners as (lon, lat) in order; the last one is joined to the first."""


@dataclass(frozen=True, slots=True)
class Found:
    """One resource in the area asked for. ``metres``: as the crow flies, or along the roads if ``by_road``."""

    asset: Asset
    metres: float
    by_road: bool = False


def crow_metres(lon: float, lat: float, to_lon: float, to_lat: float) -> float:
    """Great-circle distance (haversine) in metres."""
    one, two = math.radians(lat), math.radians(to_lat)
    a = math.sin((two - one) / 2) ** 2
    a += math.cos(one) * math.cos(two) * math.sin(math.radians(to_lon - lon) / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(a)))


def inside(lon: float, lat: float, ring: Ring) -> bool:
    """Whether a point lies in an area (even-odd rule); fewer than three corners hold nothing."""
    if len(ring) < 3:
        return False
    within = False
    before = ring[-1]
    for corner in ring:
        (x1, y1), (x2, y2) = before, corner
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1):
            within = not within
        before = corner
    return within


def in_circle(assets: Iterable[Asset], lon: float, lat: float, radius: float) -> list[Found]:
    """Resources within ``radius`` metres, the nearest first."""
    found = [Found(asset, crow_metres(lon, lat, asset.lon, asset.lat)) for asset in assets]
    return _sorted(each for each in found if each.metres <= radius)


def in_ring(assets: Iterable[Asset], lon: float, lat: float, ring: Ring) -> list[Found]:
    """Resources in a drawn area, with their distance from the place, the nearest first."""
    chosen = (asset for asset in assets if inside(asset.lon, asset.lat, ring))
    return _sorted(Found(asset, crow_metres(lon, lat, asset.lon, asset.lat)) for asset in chosen)


class Drive:
    """Driving distances on one road graph; remembers where each resource meets the roads."""

    def __init__(self, roads: RoadGraph) -> None:
        self._roads = roads
        self._snapped: dict[tuple[float, float], OnRoad] = {}

    def within(self, assets: Iterable[Asset], lon: float, lat: float, reach: float) -> list[Found]:
        """Resources within ``reach`` metres along the roads, the nearest first."""
        start = self._roads.snap(lon, lat)
        ways = self._roads.ways(start, reach)
        found = []
        for asset in assets:
            if crow_metres(lon, lat, asset.lon, asset.lat) > reach * 1.01:
                continue
            metres = self._roads.metres(start, ways, self._goal(asset))
            if metres is not None and metres <= reach:
                found.append(Found(asset, metres, True))
        return _sorted(found)

    def _goal(self, asset: Asset) -> OnRoad:
        place = (asset.lon, asset.lat)
        if place not in self._snapped:
            self._snapped[place] = self._roads.snap(*place)
        return self._snapped[place]


def _sorted(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda each: (each.metres, each.asset.id))
