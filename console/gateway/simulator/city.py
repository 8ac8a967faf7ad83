"""The fictional city as the simulator needs it, read from the city registers."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TypeVar

import msgspec

from console.gateway.registers import CITY_FOLDER

T = TypeVar("T")


class AssetRow(msgspec.Struct, frozen=True):
    """One line of the assets register.

    ``replay``: the measuring station whose record this one plays; ``duty``: the grid a grid worker looks after;
    ``warning_m``: guard level of a gauge in metres, 0 where the register has none; ``target``: the class (1 to 5) that
    a river section is to keep, ``down``: the next section down the river, empty for none.
    """

    id: str
    kind: str
    name: str
    system: str = ""
    area: str = ""
    lon: float | None = None
    lat: float | None = None
    replay: str = ""
    duty: str = ""
    warning_m: float = 0.0
    target: int = 3
    down: str = ""


class VehicleRows(msgspec.Struct, frozen=True):
    """The vehicles register: (id, plate, kind index, enterprise index) by position in the fleet."""

    enterprises: list[str] = []
    kinds: list[str] = []
    vehicles: list[tuple[str, str, int, int]] = []


class Roads(msgspec.Struct, frozen=True):
    """The road graph: nodes (lon, lat), edges (from, to, class, name, length in m, points between)."""

    nodes: list[tuple[float, float]] = []
    edges: list[tuple[int, int, int, int, float, list[tuple[float, float]]]] = []


class City:
    """Assets by kind, vehicles and roads of one folder; whatever file is missing counts as empty."""

    def __init__(self, folder: Path = CITY_FOLDER) -> None:
        self.assets = _read(folder / "assets.json", list[AssetRow], [])
        self.vehicles = _read(folder / "vehicles.json", VehicleRows, VehicleRows())
        self.roads = _read(folder / "roads.json", Roads, Roads())
        self._by_kind: dict[str, list[AssetRow]] = defaultdict(list)
        for asset in self.assets:
            self._by_kind[asset.kind].append(asset)

    def of_kind(self, kind: str) -> list[AssetRow]:
        """All assets of a kind, in the order of the register."""
        return self._by_kind.get(kind, [])


def _read(path: Path, kind: type[T], missing: T) -> T:
    return msgspec.json.decode(path.read_bytes(), type=kind) if path.is_file() else missing
