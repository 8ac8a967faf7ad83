"""What is known of a WMS before it is shown, and why one cannot be: plain data, for whoever asks and whoever shows."""

from __future__ import annotations

from enum import Enum

import msgspec

from console.basemap.provider import Bounds


class Lack(Enum):
    """Why a service cannot be used."""

    HOST = "host"
    UNREACHABLE = "unreachable"
    LOGIN = "login"
    NOT_WMS = "not-wms"
    REFUSED = "refused"
    UNSAFE = "unsafe"
    NO_LAYER = "no-layer"
    NO_SYSTEM = "no-system"
    NO_PNG = "no-png"


class NoService(Exception):
    """It cannot be used; ``detail`` are the service's or the network's own words."""

    def __init__(self, lack: Lack, detail: str = "") -> None:
        super().__init__(f"{lack.value}: {detail}")
        self.lack, self.detail = lack, detail


class ServiceLayer(msgspec.Struct, frozen=True):
    """One that can be asked for. ``systems``: those that a map can show, the best first; ``day``: ISO, of its data."""

    name: str
    title: str
    about: str = ""
    source: str = ""
    day: str = ""
    systems: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    bounds: Bounds | None = None


class Service(msgspec.Struct, frozen=True):
    """A WMS. ``url``: where it is asked."""

    url: str
    title: str
    version: str
    layers: tuple[ServiceLayer, ...]
