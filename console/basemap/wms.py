"""Pictures of a WMS (1.1.1, 1.3.0) for a view: only hosts that the settings allow are asked; the last one is kept."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from console.basemap.fetch import Fetcher, FetchProblem, told_words
from console.basemap.folder import BudgetFolder
from console.basemap.picture_bytes import NoPicture, check_size
from console.basemap.provider import Bounds, Trouble
from console.basemap.wms_hosts import allowed
from console.domain.geo.wms_systems import MERCATOR, MODERN, in_degrees, latitude_first

LARGEST = 16 * 1024 * 1024
MOST_PX = 4096
FRESH_S = 600.0
"""A picture that is asked for again within so long is the same one."""
TIMEOUT_S = 15.0
EARTH_R = 6_378_137.0


@dataclass(frozen=True, slots=True)
class WmsView:
    """What to draw: ``layers`` as the service calls them, a box in degrees, and pixels."""

    url: str
    layers: str
    bounds: Bounds
    width: int
    height: int
    crs: str = MERCATOR[0]
    version: str = "1.1.1"


@dataclass(frozen=True, slots=True)
class WmsPicture:
    """Where the picture lies, when it came (ms), and whether the service could not be asked since."""

    path: Path
    at: int
    stale: bool = False


def address_of(view: WmsView) -> str:
    """GetMap as the version wants it."""
    west, south, east, north = view.bounds
    box: tuple[float, ...] = view.bounds
    if latitude_first(view.crs, view.version):
        box = (south, west, north, east)
    elif not in_degrees(view.crs):
        box = (*_metres(west, south), *_metres(east, north))
    digits = 9 if in_degrees(view.crs) else 3
    modern = view.version == MODERN
    query = {
        "SERVICE": "WMS", "VERSION": view.version, "REQUEST": "GetMap", "LAYERS": view.layers, "STYLES": "",
        "CRS" if modern else "SRS": view.crs if modern or view.crs != "CRS:84" else "EPSG:4326",
        "BBOX": ",".join(f"{each:.{digits}f}" for each in box), "WIDTH": view.width,
        "HEIGHT": view.height, "FORMAT": "image/png", "TRANSPARENT": "TRUE",
    }  # fmt: skip
    return f"{view.url}{'&' if urlsplit(view.url).query else '?'}{urlencode(query)}"


def _metres(lon: float, lat: float) -> tuple[float, float]:
    return math.radians(lon) * EARTH_R, math.asinh(math.tan(math.radians(lat))) * EARTH_R


class WmsService:
    """Asks, and keeps what came. ``readable``: whether bytes that look like a picture can be unpacked as one."""

    def __init__(
        self, folder: BudgetFolder, hosts: tuple[str, ...], readable: Callable[[bytes], bool] = lambda _body: True
    ) -> None:
        self._folder, self.hosts, self._readable = folder, hosts, readable
        self._fetch = Fetcher({}, TIMEOUT_S)

    def picture(self, view: WmsView) -> WmsPicture:
        """The picture of a view. Raises ``FetchProblem``."""
        if not allowed(view.url, self.hosts):
            raise FetchProblem(Trouble.BARRED, "its host is not among map.wms_hosts of the settings")
        if not (0 < view.width <= MOST_PX and 0 < view.height <= MOST_PX):
            raise FetchProblem(Trouble.REFUSED, f"no picture of {view.width}×{view.height} pixels")
        url = address_of(view)
        path = self._folder.folder / f"{hashlib.sha256(url.encode()).hexdigest()[:24]}.png"
        at = _written(path)
        if at is not None and time.time() - at < FRESH_S:
            return WmsPicture(path, round(at * 1000))
        try:
            body = self._fetch.get(url, largest=LARGEST).body or b""
            self._check(body, view)
        except FetchProblem:
            if at is None:
                raise
            return WmsPicture(path, round(at * 1000), stale=True)
        self._folder.write(path, body)
        return WmsPicture(path, round(time.time() * 1000))

    def _check(self, body: bytes, view: WmsView) -> None:
        try:
            check_size(body, view.width, view.height)
        except NoPicture as problem:
            words = _refusal_of(body)
            raise FetchProblem(Trouble.REFUSED if words else Trouble.BAD, words or str(problem), words) from None
        if not self._readable(body):
            raise FetchProblem(Trouble.BAD, "a picture that cannot be unpacked")


def _refusal_of(body: bytes) -> str:
    """A service's own words; those of a web page are not about the picture that was asked for."""
    start = body[:4096].lstrip()
    page = b"<html" in start.lower() or b"<!doctype html" in start.lower()
    return told_words(start) if start[:1] == b"<" and not page else ""


def _written(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except OSError:
        return None
