"""Where things happen, in words and degrees: a spot near a known asset, named by the asset."""

from __future__ import annotations

import random
from dataclasses import dataclass

from console.gateway.simulator.city import AssetRow, City

_ANCHORS = ("component", "camera", "grid_staff", "bridge", "site")
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

    def draw(self, rng: random.Random) -> Place:
        """One spot."""
        if not self._anchors:
            return Place("市区", "", 0.0, 0.0)
        return near(rng.choice(self._anchors), rng)


def near(anchor: AssetRow, rng: random.Random) -> Place:
    """A spot within about 130 m of an asset."""
    lon, lat = anchor.lon or 0.0, anchor.lat or 0.0
    name = anchor.name if anchor.kind != "grid_staff" else anchor.name.split("网格")[0] + "网格"
    spread = (rng.uniform(-_REACH, _REACH), rng.uniform(-_REACH, _REACH))
    return Place(name, anchor.area, round(lon + spread[0], 6), round(lat + spread[1], 6))
