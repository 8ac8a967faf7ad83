"""The WMS of the settings, as layers that a map can be given like those that people brought."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from console.config.map_settings import Wms
from console.geodata.library import WMS, Manifest
from console.models.clock import CITY_ZONE

MARK = "wms-"
"""Their names at the desk begin with this; those of imported layers are hexadecimal digits."""


def manifest_of(service: Wms, mark: str = "") -> Manifest:
    """One of them, called ``mark`` and its name in the settings."""
    return Manifest(
        name=mark + service.name, title=service.title, source=service.source, at=ms_of(service.date), kind=WMS,
        url=service.url, layers=service.layers, crs=service.crs, version=service.version,
    )  # fmt: skip


def offered(services: Iterable[Wms]) -> tuple[Manifest, ...]:
    """All of them, as the desk offers them."""
    return tuple(manifest_of(each, MARK) for each in services)


def ms_of(day: date | None) -> int | None:
    """The beginning of a day of the city."""
    return int(datetime(day.year, day.month, day.day, tzinfo=CITY_ZONE).timestamp() * 1000) if day else None
