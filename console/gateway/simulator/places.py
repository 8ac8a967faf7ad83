"""Where things happen, in words and degrees: a spot near a known asset, named by the asset."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from console.gateway.simulator.city import AssetRow, City

_ANCHORS = ("camera", "grid_staff", "component", "site")
_REACH = 0.0012
"""Degrees, about 130 m."""


@dataclass(frozen=True, slots=True)
class Place:
    """One spot: WGS-84 degrees, area code, and a name that a dispatcher understands."""

    name: str
    area: str
    lon: float
    lat: float


class Places:
    """Draws spots; denser where the city has more assets."""

    def __init__(self, city: City) -> None:
        self._anchors = [a for kind in _ANCHORS for a in city.of_kind(kind) if a.lon is not None and a.lat is not None]
        self._placed = [a for a in city.assets if a.lon is not None and a.lat is not None]
        self._where = np.array([(a.lon, a.lat) for a in self._placed], np.float64).reshape(-1, 2)

    def draw(self, rng: random.Random, word: str = "", kind: str = "") -> Place:
        """One spot; near an asset of ``kind`` with ``word`` in its name, if there is one."""
        fitting = [a for a in self._anchors if word in a.name and kind in ("", a.kind)] if word or kind else []
        anchors = fitting or self._anchors
        return near(rng.choice(anchors), rng) if anchors else Place("市区", "", 0.0, 0.0)

    def area_at(self, lon: float, lat: float) -> str:
        """Area code of the nearest asset: close enough for an alarm on the road."""
        if not self._placed:
            return ""
        away = np.abs(self._where - (lon, lat)).sum(axis=1)
        return self._placed[int(away.argmin())].area


def near(anchor: AssetRow, rng: random.Random) -> Place:
    """A spot within about 130 m of an asset."""
    lon, lat = anchor.lon or 0.0, anchor.lat or 0.0
    name = anchor.duty or anchor.name  # a grid worker's spot is called by the grid, never by the person
    spread = (rng.uniform(-_REACH, _REACH), rng.uniform(-_REACH, _REACH))
    return Place(name, anchor.area, round(lon + spread[0], 6), round(lat + spread[1], 6))
