"""``commandwall tiles``: makes the base map out of process: the city's tiles painted, providers' pictures fetched.

One line of JSON asks for one tile on stdin, one line answers on stdout, not always in the order asked:

    {"z": 11, "x": 1700, "y": 795, "px": 512, "scale": 1.0, "theme": "wall-dark", "base": "city"}
    {"z": 11, …, "base": "city", "path": "/…/795.png", "lacks": 0}

or the same with ``"error"`` in place of ``"path"``, and with ``"fault"`` and ``"subject"`` where there are words for
it. The first line is ``{"ready": …}`` with the first base map's bounds and ``"bases"``, or ``{"fatal": …}`` and then
the process ends with status 3. A line ``{"state": …}`` says how a provider is when that has changed. ``{"ask": 7,
"wms": {"url": …, "layers": …}, "bounds": [w, s, e, n], "px": [x, y]}`` asks for a picture of a WMS and is answered
likewise; ``{"ask": 8, "capabilities": {"url": …}}`` for what a WMS offers, with ``"service"``, or ``"lack"`` and
``"detail"``. It ends with 0 when stdin closes.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import hashlib
import json
import math
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TextIO

import msgspec
from PySide6.QtGui import QGuiApplication, QImage

import resources
from console.app.tiling.tile_bases import BaseMap, RasterBase, VectorBase
from console.app.tiling.tile_cache import TileCache
from console.basemap.archives import Archive, ArchivePictures, PmtilesArchive
from console.basemap.fetch import FetchProblem
from console.basemap.folder import BudgetFolder
from console.basemap.open import Providers
from console.basemap.provider import Fault, ProviderError, State, Trouble
from console.basemap.wms import WmsService, WmsView
from console.basemap.wms_capabilities import ask_service
from console.basemap.wms_service import Lack, NoService
from console.config.map_settings import CITY as CITY_NAME
from console.config.map_settings import Base, MapSettings, Mbtiles, Pmtiles
from console.config.settings import SettingsError, load
from resources import theme
from widgets import fonts
from widgets.map.sheet import MAX_ZOOM, Sheet

EXIT_ARCHIVE = 3
LARGEST_PX = 4096
AGAIN_S = 30.0
"""A base map that cannot be opened is tried again after so long: its share may be back."""
THREADS = 8
"""Sheets of providers made at once; each provider has a limit of its own on requests."""
CITY = Path(resources.__file__).with_name("city") / "city.pmtiles"
WMS_BYTES = 128 * 1024 * 1024
Say = Callable[[dict[str, Any]], None]


class Bases:
    """The base maps by name, each opened when it is first asked for; one that cannot be opened has a word for it."""

    def __init__(self, city: BaseMap | None, settings: MapSettings, cache: Path, tiles: TileCache) -> None:
        self._settings = {base.name: base for base in settings.bases}
        self._providers = Providers(settings, cache)
        self._tiles = tiles
        self._lock = threading.Lock()
        self._open: dict[str, BaseMap] = {}
        self._failed: dict[str, tuple[float, ProviderError]] = {}
        if city is not None:
            self._open[CITY_NAME] = city

    def get(self, name: str) -> BaseMap:
        """Raises ``ProviderError`` for one that cannot be had; that is tried again after a while."""
        with self._lock:
            at, problem = self._failed.get(name, (0.0, None))
            if problem is not None and time.monotonic() - at < AGAIN_S:
                raise problem
            if name not in self._open:
                try:
                    self._open[name] = self._make(name)
                except ProviderError as again:
                    self._failed[name] = (time.monotonic(), again)
                    raise
            return self._open[name]

    def _make(self, name: str) -> BaseMap:
        base: Base | None = self._settings.get(name)
        if base is None:
            raise ProviderError(f"there is no base map “{name}”", Fault.UNKNOWN, name)
        provider = self._providers.open(base)
        if not isinstance(provider, Archive):
            return RasterBase(provider, self._tiles, name, base.tone)
        if provider.raster:
            pictures = ArchivePictures(provider, base.datum == "gcj02")
            return RasterBase(pictures, self._tiles, name, base.tone, provider.bounds)
        return VectorBase(provider, self._tiles, f"{name}-{_mark(base)}-")


class Painter:
    """Answers requests."""

    def __init__(self, bases: Bases, wms: WmsService, say: Say) -> None:
        self._bases, self._wms, self._say = bases, wms, say
        self._told: dict[str, State] = {}
        self._lock = threading.Lock()

    def base_of(self, request: dict[str, Any]) -> BaseMap | None:
        """The base map that is asked for, None when it cannot be had."""
        with contextlib.suppress(ProviderError):
            return self._bases.get(str(request.get("base", CITY_NAME)))
        return None

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The request with ``path`` or ``error`` added."""
        name = str(request.get("base", CITY_NAME))
        try:
            base = self._bases.get(name)
        except ProviderError as problem:
            return request | _told(problem) | {"lasting": True}
        try:
            made = base.sheet(_sheet(request), str(request["theme"]))
        except ProviderError as problem:
            return request | _told(problem)
        except OSError as problem:
            fault = Fault.FULL if problem.errno == errno.ENOSPC else Fault.OTHER
            return request | {"error": f"{type(problem).__name__}: {problem}", "fault": fault.value}
        except (KeyError, TypeError, ValueError, theme.ThemeError) as problem:
            return request | {"error": f"{type(problem).__name__}: {problem}"}
        self._tell(name, base.state)
        return request | {"path": str(made.path), "lacks": made.lacks, "blank": made.blank}

    def picture(self, request: dict[str, Any]) -> dict[str, Any]:
        """A request for a WMS's picture with ``path``, ``at`` and ``stale`` added, or with ``error``, ``trouble`` and
        ``told``."""
        try:
            asked, (width, height) = request["wms"], request["px"]
            west, south, east, north = (float(each) for each in request["bounds"])
            view = WmsView(
                str(asked["url"]), str(asked["layers"]), (west, south, east, north), int(width), int(height),
                str(asked.get("crs", "EPSG:3857")), str(asked.get("version", "1.1.1")),
            )  # fmt: skip
            made = self._wms.picture(view)
        except FetchProblem as problem:
            return request | {"error": str(problem), "trouble": problem.trouble.value, "told": problem.told}
        except (KeyError, TypeError, ValueError, OSError) as problem:
            return request | {"error": f"{type(problem).__name__}: {problem}", "trouble": Trouble.BAD.value}
        return request | {"path": str(made.path), "at": made.at, "stale": made.stale}

    def service(self, request: dict[str, Any]) -> dict[str, Any]:
        """A request for what a WMS offers with ``service``, or ``lack`` and ``detail`` added."""
        try:
            found = ask_service(str(request["capabilities"]["url"]), self._wms.hosts)
        except NoService as problem:
            return request | {"lack": problem.lack.value, "detail": problem.detail}
        except (KeyError, TypeError, ValueError) as problem:
            return request | {"lack": Lack.NOT_WMS.value, "detail": f"{type(problem).__name__}"}
        return request | {"service": msgspec.to_builtins(found)}

    def _tell(self, name: str, state: State) -> None:
        with self._lock:
            if self._told.get(name, State()) == state:
                return
            self._told[name] = state
        trouble = state.trouble.value if state.trouble else ""
        self._say({"state": trouble, "base": name, "detail": state.detail})


def _told(problem: ProviderError) -> dict[str, Any]:
    return {"error": str(problem), "fault": problem.fault.value, "subject": problem.subject}


def _readable(body: bytes) -> bool:
    return not QImage.fromData(body).isNull()


def _mark(base: Base) -> str:
    """Tells versions of an archive apart: sheets of the one before must not stand for the new one's."""
    try:
        stat = base.file.stat() if isinstance(base, Pmtiles | Mbtiles) else None
    except OSError:
        return ""
    return hashlib.sha256(repr((stat.st_mtime_ns, stat.st_size)).encode()).hexdigest()[:8] if stat else ""


def _sheet(request: dict[str, Any]) -> Sheet:
    z, x, y, px = (int(request[name]) for name in ("z", "x", "y", "px"))
    scale = float(request.get("scale", px / 512))
    if not (0 <= z <= MAX_ZOOM and 0 <= x < 2**z and 0 <= y < 2**z and 64 <= px <= LARGEST_PX):
        raise ValueError(f"no such tile: {z}/{x}/{y} at {px} px")
    if not (math.isfinite(scale) and 0.25 <= scale <= 8):
        raise ValueError(f"no such scale: {scale}")
    return Sheet(z, x, y, px, scale)


def serve(painter: Painter, asked: TextIO, say: Say) -> None:
    """Until the asking side closes. What is painted with text is painted here; what is fetched, on threads."""
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def listen() -> None:
        for line in asked:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=listen, name="asked", daemon=True).start()
    with ThreadPoolExecutor(THREADS, "sheets") as pool:
        while (line := lines.get()) is not None:
            try:
                request = json.loads(line)
            except ValueError as problem:
                say({"error": f"not JSON: {problem}"})
                continue
            if not isinstance(request, dict):
                say({"error": "not an object"})
            elif "wms" in request:
                pool.submit(_picture, painter, request, say)
            elif "capabilities" in request:
                pool.submit(_service, painter, request, say)
            elif (base := painter.base_of(request)) is not None and base.threads:
                pool.submit(_answer, painter, request, say)
            else:
                say(painter.answer(request))
        pool.shutdown(cancel_futures=True)


def _answer(painter: Painter, request: dict[str, Any], say: Say) -> None:
    say(painter.answer(request))


def _picture(painter: Painter, request: dict[str, Any], say: Say) -> None:
    say(painter.picture(request))


def _service(painter: Painter, request: dict[str, Any], say: Say) -> None:
    say(painter.service(request))


def _speaker(answers: TextIO) -> Say:
    lock = threading.Lock()

    def say(answer: dict[str, Any]) -> None:
        with lock, contextlib.suppress(BrokenPipeError):  # whoever asked is gone
            answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
            answers.flush()

    return say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Command line of ``commandwall tiles``."""
    parser.add_argument("--archive", type=Path, default=CITY, help="PMTiles archive of vector tiles")
    parser.add_argument("--cache", type=Path, required=True, help="folder of the finished tiles")
    parser.add_argument("--budget-mb", type=int, default=512, help="largest size of that folder (default %(default)s)")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings file (TOML) with further base maps")


def run(args: argparse.Namespace) -> int:
    """Serve tiles until stdin closes; 3 when there is nothing that could be shown."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    say = _speaker(sys.stdout)
    try:
        settings = load(args.config).map if args.config else MapSettings()
    except SettingsError as problem:
        return _fatal(say, str(problem))
    tiles = TileCache(args.cache / "tiles", args.budget_mb * 1024 * 1024)
    city: VectorBase | None = None
    try:
        city = VectorBase(PmtilesArchive(args.archive), tiles)
    except ProviderError as problem:
        if not settings.bases:
            return _fatal(say, str(problem), problem)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication.instance() or QGuiApplication(["commandwall-tiles"])
    fonts.load_family()
    say({"ready": list(city.bounds) if city else [], "bases": [base.name for base in settings.bases]})
    wms = WmsService(BudgetFolder(args.cache / "wms", WMS_BYTES, ".png"), settings.asked_hosts, _readable)
    serve(Painter(Bases(city, settings, args.cache, tiles), wms, say), sys.stdin, say)
    del application
    return 0


def _fatal(say: Say, why: str, problem: ProviderError | None = None) -> int:
    say({"fatal": why, **(_told(problem) if problem else {})})
    print(f"commandwall tiles: {why}", file=sys.stderr)
    return EXIT_ARCHIVE
