"""One watched thing, and what the makers of such things need to know of the city."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from resources.citygen.areas import Area, Areas
from resources.citygen.blocks import Block
from resources.citygen.frame import lonlat
from resources.citygen.network import Network
from resources.citygen.places import Locator, Spot
from resources.citygen.terrain import Terrain


@dataclass(frozen=True)
class Asset:
    """A thing on the map that belongs to one of the console's systems."""

    id: str
    kind: str
    name: str
    system: str
    spot: Spot
    extra: dict[str, Any] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """The asset as written to assets.json."""
        lon, lat = lonlat(self.spot.x, self.spot.y)
        base = {"id": self.id, "kind": self.kind, "name": self.name, "system": self.system}
        return base | {"area": self.spot.grid.code, "lon": lon, "lat": lat} | self.extra


@dataclass(frozen=True)
class Ground:
    """The finished city under the assets."""

    seed: int
    terrain: Terrain
    areas: Areas
    network: Network
    blocks: tuple[Block, ...]
    locator: Locator

    def community_of(self, spot: Spot) -> Area:
        """The community a place is in."""
        return next(node for node in self.areas.nodes if node.code == spot.grid.parent)

    def town_of(self, spot: Spot) -> Area:
        """The town or street a place is in."""
        return next(node for node in self.areas.nodes if node.code == spot.grid.code[:9])
