"""``commandwall tiles``: paints the base map out of process, from a PMTiles archive to PNG files on disk.

One line of JSON asks for one tile on stdin, one line answers on stdout:

    {"z": 11, "x": 1700, "y": 795, "px": 512, "scale": 1.0, "theme": "wall-dark"}
    {"z": 11, "x": 1700, "y": 795, "px": 512, "scale": 1.0, "theme": "wall-dark", "path": "/…/795.png"}

or the same with ``"error"`` in place of ``"path"``. The first line is ``{"ready": …}`` with the archive's bounds, or
``{"fatal": …}`` and then the process ends with status 3. It ends with 0 when stdin closes.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import math
import os
import sys
import tempfile
import zlib
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

from pmtiles.reader import MmapSource, Reader
from PySide6.QtGui import QGuiApplication, QImage

import resources
from resources import theme
from widgets import fonts
from widgets.map.mvt import VectorTile, empty_tile
from widgets.map.render import render
from widgets.map.sheet import MAX_ZOOM, Sheet
from widgets.map.style import style_key

EXIT_ARCHIVE = 3
PNG: Any = "PNG"
"""Qt takes text here; its stub asks for bytes, which it refuses."""
QUALITY = 60
"""Of the PNG's compression: smaller files take longer to write."""
LARGEST_PX = 4096
DECODED = 96
"""Vector tiles kept decoded: a screenful of a 4K output with its ring."""
CITY = Path(resources.__file__).with_name("city") / "city.pmtiles"


_PmtilesReader: Callable[[Any], Any] = Reader
_MappedFile: Callable[[Any], Any] = MmapSource
"""The library has no annotations; these names give them some."""


class ArchiveError(Exception):
    """The base map cannot be read; the message says why."""


class Archive:
    """The PMTiles file, with the vector tiles used last kept decoded."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("rb")
            self._reader = _PmtilesReader(_MappedFile(self._file))
            self.header: dict[str, Any] = self._reader.header()
        except OSError as problem:
            raise ArchiveError(f"{path.name}: {problem.strerror or problem}") from problem
        except Exception as problem:  # the library raises whatever a broken header leads it to
            raise ArchiveError(f"{path.name}: not a PMTiles archive ({problem or type(problem).__name__})") from problem
        self._tiles: OrderedDict[tuple[int, int, int], VectorTile] = OrderedDict()

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        west, south, east, north = (
            self.header[f"{name}_e7"] / 1e7 for name in ("min_lon", "min_lat", "max_lon", "max_lat")
        )
        return west, south, east, north

    def tile(self, z: int, x: int, y: int) -> VectorTile:
        """A vector tile; the empty one where there is none."""
        key = (z, x, y)
        if key not in self._tiles:
            inside = 0 <= x < 2**z and 0 <= y < 2**z
            data = self._reader.get(z, x, y) if inside else None
            self._tiles[key] = VectorTile(_unpacked(data)) if data else empty_tile()
            if len(self._tiles) > DECODED:
                self._tiles.popitem(last=False)
        self._tiles.move_to_end(key)
        return self._tiles[key]


def _unpacked(data: bytes) -> bytes:
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


class TileCache:
    """PNG files within a budget of bytes; the ones not asked for the longest go first."""

    def __init__(self, folder: Path, budget: int) -> None:
        self._folder = folder
        self._budget = budget
        self._used = sum(path.stat().st_size for path in folder.rglob("*.png"))

    def path(self, key: str, sheet: Sheet) -> Path:
        """Where a tile lies, whether or not it is there."""
        size = str(sheet.px) if sheet.scale * 512 == sheet.px else f"{sheet.px}x{round(sheet.scale * 100)}"
        return self._folder / key / size / str(sheet.z) / str(sheet.x) / f"{sheet.y}.png"

    def touch(self, path: Path) -> bool:
        """Whether the file is there; it counts as used now."""
        try:
            os.utime(path)
        except OSError:
            return False
        return True

    def write(self, path: Path, image: QImage) -> None:
        """Write whole or not at all. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=".tmp", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            if not image.save(name, PNG, QUALITY):
                raise OSError(f"cannot write {path.name}")
            self._used += temporary.stat().st_size
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        if self._used > self._budget:
            self._evict(keep=path)

    def _evict(self, keep: Path) -> None:
        """Down to nine tenths of the budget, oldest first."""
        files = []
        for path in self._folder.rglob("*.png"):
            stat = path.stat()
            files.append((stat.st_mtime, stat.st_size, path))
        self._used = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if self._used <= self._budget * 0.9:
                break
            if path != keep:
                path.unlink(missing_ok=True)
                self._used -= size


class Painter:
    """Answers one request after the other."""

    def __init__(self, archive: Archive, cache: TileCache) -> None:
        self._archive = archive
        self._cache = cache

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The request with ``path`` or ``error`` added."""
        try:
            sheet = _sheet(request)
            colours = _colours(str(request["theme"]))
            return request | {"path": str(self._file(sheet, colours))}
        except (KeyError, TypeError, ValueError, OSError, EOFError, theme.ThemeError, zlib.error) as problem:
            return request | {"error": f"{type(problem).__name__}: {problem}"}

    def _file(self, sheet: Sheet, colours: Colours) -> Path:
        path = self._cache.path(_key(colours), sheet)
        if not self._cache.touch(path):
            image = render(lambda x, y: self._archive.tile(sheet.data_zoom, x, y), sheet, colours)
            self._cache.write(path, image)
        return path


Colours = Callable[[str], str]


@lru_cache(maxsize=8)
def _colours(name: str) -> Colours:
    return theme.load(name).token


@lru_cache(maxsize=8)
def _key(colours: Colours) -> str:
    return style_key(colours)


def _sheet(request: dict[str, Any]) -> Sheet:
    z, x, y, px = (int(request[name]) for name in ("z", "x", "y", "px"))
    scale = float(request.get("scale", px / 512))
    if not (0 <= z <= MAX_ZOOM and 0 <= x < 2**z and 0 <= y < 2**z and 64 <= px <= LARGEST_PX):
        raise ValueError(f"no such tile: {z}/{x}/{y} at {px} px")
    if not (math.isfinite(scale) and 0.25 <= scale <= 8):
        raise ValueError(f"no such scale: {scale}")
    return Sheet(z, x, y, px, scale)


def serve(painter: Painter, asked: TextIO, answers: TextIO) -> None:
    """Until the asking side closes."""
    for line in asked:
        try:
            request = json.loads(line)
        except ValueError as problem:
            request, answer = {}, {"error": f"not JSON: {problem}"}
        else:
            answer = painter.answer(request) if isinstance(request, dict) else {"error": "not an object"}
        _say(answers, answer)


def _say(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
    answers.flush()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Command line of ``commandwall tiles``."""
    parser.add_argument("--archive", type=Path, default=CITY, help="PMTiles archive of vector tiles")
    parser.add_argument("--cache", type=Path, required=True, help="folder of the finished tiles")
    parser.add_argument("--budget-mb", type=int, default=512, help="largest size of that folder (default %(default)s)")


def run(args: argparse.Namespace) -> int:
    """Serve tiles until stdin closes; 3 when the archive cannot be read."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        archive = Archive(args.archive)
    except ArchiveError as problem:
        _say(sys.stdout, {"fatal": str(problem)})
        print(f"commandwall tiles: {problem}", file=sys.stderr)
        return EXIT_ARCHIVE
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication.instance() or QGuiApplication(["commandwall-tiles"])
    fonts.load_family()
    cache = TileCache(args.cache / "tiles", args.budget_mb * 1024 * 1024)
    _say(sys.stdout, {"ready": list(archive.bounds)})
    with contextlib.suppress(BrokenPipeError):  # whoever asked is gone
        serve(Painter(archive, cache), sys.stdin, sys.stdout)
    del application
    return 0
