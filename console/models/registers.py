"""The static registers as the screens need them: names of areas, assets by id, what a series is."""

from __future__ import annotations

import logging
import sys
from typing import Any

import msgspec

from console.models.area_shapes import Polygons, shapes_of

log = logging.getLogger(__name__)


INTERVAL_SECONDS = 3600.0
"""Series of this cadence or slower are means over an interval, faster ones instants."""


class Asset(msgspec.Struct, frozen=True):
    """One thing on the map. Coordinates WGS-84 degrees; ``area`` a 15-digit code.

    ``target``: the class (GB 3838, 1 to 5) that a river section is to keep, 0 for none.
    From ``type`` on: what only resources of an emergency have; 0 and empty if the register does not say.
    """

    id: str
    kind: str
    name: str
    lon: float
    lat: float
    system: str = ""
    area: str = ""
    target: int = 0
    type: str = ""
    field: str = ""
    phone: str = ""
    people: int = 0
    capacity: int = 0
    tonnes: float = 0.0
    beds: int = 0
    engines: int = 0


class SeriesInfo(msgspec.Struct, frozen=True):
    """What a series measures. ``cadence`` seconds between values; ``via``: the collector that brings them."""

    id: str
    asset: str
    factor: str
    name: str
    unit: str = ""
    cadence: float = 0.0
    limit: float | None = None
    limit_label: str = ""
    via: str = ""

    def known_at(self, at: int) -> int:
        """When a value with this time label (ms) could first be known: hourly data is labelled by its hour's start.

        HJ 212-2017: minute, hour and day data carry the start of the interval; instants carry themselves.
        """
        return at + int(self.cadence * 1000) if self.cadence >= INTERVAL_SECONDS else at


class Area(msgspec.Struct, frozen=True):
    """A node of the six levels."""

    code: str
    name: str
    level: str
    parent: str = ""
    lon: float = 0.0
    lat: float = 0.0


class City(msgspec.Struct, frozen=True):
    """The city itself."""

    name: str = ""
    label: str = ""
    fictional: bool = False
    bbox: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    center: tuple[float, float] = (0.0, 0.0)


class Contact(msgspec.Struct, frozen=True):
    """A unit's or a person's number, masked by the gateway, and whose desk it rings at."""

    name: str
    phone: str
    post: str = ""


class Vehicles(msgspec.Struct, frozen=True):
    """The vehicles register: rows of (id, plate, kind index, enterprise index); the place is the vehicle's index."""

    enterprises: list[str] = []
    kinds: list[str] = []
    vehicles: list[tuple[str, str, int, int]] = []


class Registers:
    """All registers of all backends; a later backend adds to an earlier one.

    What a backend's newest register no longer names is gone, unless another backend names it.
    """

    def __init__(self) -> None:
        self.city = City()
        self._city_of = sys.maxsize
        """The backend whose city it is: the first one's, whichever comes last."""
        self.areas: dict[str, Area] = {}
        self.shapes: dict[str, Polygons] = {}
        """Borders by area code; an area without one has no entry."""
        self.assets: dict[str, Asset] = {}
        self.series: dict[str, SeriesInfo] = {}
        self.vehicles: dict[int, Vehicles] = {}
        self.contacts: dict[str, Contact] = {}
        self._by_asset: dict[str, list[SeriesInfo]] = {}
        self._told: dict[str, dict[int, dict[str, Any]]] = {}
        """By register what each backend has told."""

    def begin_anew(self) -> None:
        """All registers are about to be told again, by backends that may have other keys; until then these stand."""
        self._told.clear()
        self.vehicles.clear()
        self._city_of = sys.maxsize

    def load(self, backend: int, name: str, body: bytes) -> None:
        """Take a register in. One that is not of its form is left out and logged: the rest stays usable."""
        loader = {
            "areas": self._areas,
            "area_shapes": self._area_shapes,
            "assets": self._assets,
            "series": self._series,
            "contacts": self._contacts,
        }.get(name)
        try:
            if name == "vehicles":
                self.vehicles[backend] = msgspec.json.decode(body, type=Vehicles)
            elif name == "city":
                self._city(backend, body)
            elif loader is not None:
                loader(backend, body)
        except (msgspec.DecodeError, ValueError) as error:
            log.error("register %s is not of its form: %s", name, error)

    def _merge(self, name: str, into: dict[str, Any], backend: int, items: dict[str, Any]) -> None:
        told = self._told.setdefault(name, {})
        told[backend] = items
        into.clear()
        for key in sorted(told):
            into.update(told[key])

    def _city(self, backend: int, body: bytes) -> None:
        city = msgspec.json.decode(body, type=City)
        if backend <= self._city_of:
            self.city, self._city_of = city, backend

    def _areas(self, backend: int, body: bytes) -> None:
        self._merge("areas", self.areas, backend, _by("code", msgspec.json.decode(body, type=list[Area])))

    def _area_shapes(self, backend: int, body: bytes) -> None:
        """Areas of the lower levels may have none, see ``area_shapes``."""
        self._merge("area_shapes", self.shapes, backend, dict(shapes_of(body)))

    def _assets(self, backend: int, body: bytes) -> None:
        self._merge("assets", self.assets, backend, _by("id", msgspec.json.decode(body, type=list[Asset])))

    def _series(self, backend: int, body: bytes) -> None:
        self._merge("series", self.series, backend, _by("id", msgspec.json.decode(body, type=list[SeriesInfo])))
        self._by_asset = {}
        for info in self.series.values():
            self._by_asset.setdefault(info.asset, []).append(info)

    def _contacts(self, backend: int, body: bytes) -> None:
        self._merge("contacts", self.contacts, backend, _by("name", msgspec.json.decode(body, type=list[Contact])))

    def county_name(self, code: str) -> str:
        """Name of the county that an area code lies in; of the city if it names no county; else the code."""
        for prefix in (code[:6], code[:4] + "00"):
            area = self.areas.get(prefix)
            if area is not None:
                return area.name
        return code

    def kind_of(self, asset: str) -> str:
        """Kind of an asset, empty if it is not in the register."""
        known = self.assets.get(asset)
        return known.kind if known else ""

    def series_title(self, info: SeriesInfo) -> str:
        """What a series measures and where, the place said once."""
        known = self.assets.get(info.asset)
        place = known.name if known else info.asset
        return info.name if info.name.startswith(place) else f"{place} {info.name}"

    def series_of(self, asset: str) -> list[SeriesInfo]:
        """What an asset measures."""
        return self._by_asset.get(asset, [])

    def of_kind(self, *kinds: str) -> list[Asset]:
        """Assets of these kinds."""
        return [asset for asset in self.assets.values() if asset.kind in kinds]


def _by(field: str, items: list[Any]) -> dict[str, Any]:
    return {getattr(item, field): item for item in items}
