"""The ``[map]`` section: which base maps there are, who made them, and how much of them is kept.

A base map is one table of ``[[map.bases]]``; its ``kind`` says which provider it comes from. Every real map names who
made it; the review number (审图号) is asked for by 《地图管理条例》 and its absence is told on the map.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

CITY, NONE = "city", "none"
"""Names that are taken: the city that comes with the program, and plain ground."""
Name = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9-]{0,39}$")]
Words = Annotated[str, Meta(max_length=80)]
Zoom = Annotated[int, Meta(ge=0, le=22)]
Host = Annotated[str, Meta(min_length=1, max_length=253)]
Layers = Annotated[tuple[str, ...], Meta(min_length=1, max_length=4)]


class MapError(Exception):
    """The section cannot be used; the message is for the person who wrote it."""


class BaseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What every base map has. ``datum``: what it is drawn in; ``tone``: on dark walls imagery may be dimmed, and
    maps of lines turned over (``night``)."""

    name: Name
    title: Annotated[str, Meta(min_length=1, max_length=40)]
    attribution: Words = ""
    review: Words = ""
    fictional: bool = False
    datum: Literal["wgs84", "cgcs2000", "gcj02"] = "wgs84"
    tone: Literal["plain", "dim", "night"] = "plain"
    min_zoom: Zoom = 0
    max_zoom: Zoom = 18


class Pmtiles(BaseSettings, frozen=True, kw_only=True, tag="pmtiles"):
    """A PMTiles archive on this machine or a share, of vector tiles in our schema or of pictures."""

    file: Path


class Mbtiles(BaseSettings, frozen=True, kw_only=True, tag="mbtiles"):
    """An MBTiles file (SQLite), likewise."""

    file: Path


class Remote(BaseSettings, frozen=True, kw_only=True):
    """What every provider on a network has. The key is given as it is, or by the name of an environment variable or a
    file that holds it; ``daily_quota`` is the number of requests a day that it allows, 0 for any."""

    key: str = ""
    key_env: str = ""
    key_file: Path | None = None
    referer: str = ""
    user_agent: str = ""
    proxy: str = ""
    tile_size: Literal[256, 512] = 256
    timeout_s: Annotated[float, Meta(gt=0, le=20)] = 8.0
    parallel: Annotated[int, Meta(ge=1, le=8)] = 4
    retries: Annotated[int, Meta(ge=0, le=5)] = 1
    daily_quota: Annotated[int, Meta(ge=0)] = 0
    subdomains: tuple[str, ...] = ()


class Xyz(Remote, frozen=True, kw_only=True, tag="xyz"):
    """Address templates with ``{z}`` ``{x}`` ``{y}`` (``{-y}`` counts rows from the south), ``{s}`` and ``{key}``."""

    urls: Layers


class Wmts(Remote, frozen=True, kw_only=True, tag="wmts"):
    """A WMTS by KVP. ``matrix`` names a level of ``matrix_set``, as ``EPSG:3857:{z}``; ``grid`` says how it is cut.

    ``geographic``: squares of 360°/2^z from (90° N, 180° W), as 天地图's ``c``.
    """

    url: str
    layers: Layers
    matrix_set: str
    matrix: str = "{z}"
    style: str = "default"
    format: str = "image/png"
    grid: Literal["mercator", "geographic"] = "mercator"
    key_name: str = "tk"
    """The parameter that carries the key, where there is one."""


class Tianditu(Remote, frozen=True, kw_only=True, tag="tianditu"):
    """天地图: layers are stacked as they stand here, in grid ``w`` (Web Mercator) or ``c`` (EPSG:4490)."""

    layers: Layers = ("vec", "cva")
    grid: Literal["w", "c"] = "w"
    url: str = "https://t{s}.tianditu.gov.cn/{layer}_{grid}/wmts"
    subdomains: tuple[str, ...] = ("0", "1", "2", "3", "4", "5", "6", "7")


Base = Pmtiles | Mbtiles | Xyz | Wmts | Tianditu


class Wms(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A WMS whose pictures a scene may lay over a map; its host is among those that may be asked.

    ``date``: of its data; ``crs`` and ``version``: what it is asked in.
    """

    name: Name
    title: Annotated[str, Meta(min_length=1, max_length=40)]
    url: str
    layers: Annotated[str, Meta(min_length=1, max_length=400)]
    source: Words = ""
    date: datetime.date | None = None
    crs: Literal["EPSG:3857", "EPSG:900913", "EPSG:102100", "EPSG:4326", "CRS:84", "EPSG:4490"] = "EPSG:3857"
    version: Literal["1.1.1", "1.3.0"] = "1.1.1"


class MapSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``base``: the name of the one shown first. Sizes in MB, ages in days; the wall may have a base of its own."""

    base: str = CITY
    wall_base: str = ""
    cache_mb: Annotated[int, Meta(ge=16, le=1_000_000)] = 1024
    fresh_days: Annotated[float, Meta(ge=0, le=3650)] = 30.0
    keep_days: Annotated[float, Meta(gt=0, le=3650)] = 365.0
    wms_hosts: tuple[Host, ...] = ()
    largest_import_mb: Annotated[int, Meta(ge=1, le=4096)] = 200
    layers_folder: Path | None = None
    """Where imported layers are kept: of the whole centre, where it is a share; else each person has a folder."""
    bases: tuple[Base, ...] = ()
    wms: tuple[Wms, ...] = ()

    @property
    def asked_hosts(self) -> tuple[str, ...]:
        """Hosts of WMS that may be asked: those that people may add, and those of the services named here."""
        return (*self.wms_hosts, *(urlsplit(each.url).netloc for each in self.wms))


def check_map(settings: MapSettings) -> None:
    """What types cannot say. Raises ``MapError``."""
    names = [base.name for base in settings.bases]
    for name in names:
        if names.count(name) > 1 or name in (CITY, NONE):
            raise MapError(f"the name {name} of a base map is taken")
    for wanted in (settings.base, settings.wall_base or settings.base):
        if wanted not in (CITY, NONE, *names):
            raise MapError(f"there is no base map “{wanted}”")
    if settings.fresh_days > settings.keep_days:
        raise MapError("map.fresh_days is more than map.keep_days")
    for base in settings.bases:
        _check(base)
    services = [each.name for each in settings.wms]
    for service in settings.wms:
        if services.count(service.name) > 1:
            raise MapError(f"two WMS are called {service.name}")
        check_address(service.url, service.name, "WMS")


def _check(base: Base) -> None:
    if base.min_zoom > base.max_zoom:
        raise MapError(f"base map {base.name}: min_zoom is more than max_zoom")
    if not base.fictional and not base.attribution:
        raise MapError(f"base map {base.name} does not say who made it (attribution)")
    if isinstance(base, Xyz):
        for url in base.urls:
            check_address(url, base.name)
            if not all(part in url for part in ("{z}", "{x}")) or not ("{y}" in url or "{-y}" in url):
                raise MapError(f"base map {base.name}: “{without_query(url)}” lacks {{z}}, {{x}} or {{y}}")
    elif isinstance(base, Wmts | Tianditu):
        check_address(base.url, base.name)
    if isinstance(base, Remote):
        if sum(map(bool, (base.key, base.key_env, base.key_file))) > 1:
            raise MapError(f"base map {base.name}: give one of key, key_env and key_file")
        if base.proxy:
            check_address(base.proxy, base.name)
        if any("{s}" in url for url in addresses(base)) and not base.subdomains:
            raise MapError(f"base map {base.name}: its address has {{s}}, but there are no subdomains")
        if any(not text.isprintable() for text in (base.key, base.referer, base.user_agent)):
            raise MapError(f"base map {base.name}: a key or header holds a character that cannot be sent")


def addresses(base: Remote) -> tuple[str, ...]:
    """The address templates of a remote base map."""
    return base.urls if isinstance(base, Xyz) else (base.url,) if isinstance(base, Wmts | Tianditu) else ()


def check_address(url: str, name: str, what: str = "base map") -> None:
    """Raises ``MapError`` for what is no http(s) address; what is in braces may be anything."""
    try:
        parts = urlsplit(url.replace("{s}", "0"))
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or "{" in (parts.hostname or "") or parts.username:
        raise MapError(f"{what} {name}: “{without_query(url)}” is not an http(s) address")


def without_query(url: str) -> str:
    """An address as it may be shown: what follows the question mark, or stands before the host, may be a key."""
    plain = url.partition("?")[0]
    scheme, _, rest = plain.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}" if rest else plain
