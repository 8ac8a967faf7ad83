"""Base maps in one file: PMTiles and MBTiles, of vector tiles or of pictures."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pmtiles.reader import MmapSource
from pmtiles.tile import Compression, TileType

from console.basemap.directory import Directory, ReadBytes
from console.basemap.openmaptiles import is_openmaptiles, translated
from console.basemap.picture_bytes import NoPicture, check_picture
from console.basemap.provider import WORLD, Bounds, Fault, Got, Place, ProviderError, State, Trouble
from console.domain.geo.tile_grid import Grid

LARGEST = 8 * 1024 * 1024
"""Bytes of a tile, unpacked; a larger one is a bomb."""
GZIP = b"\x1f\x8b"
OUR_LAYERS = frozenset({"water", "green", "block", "building", "boundary", "road", "rail", "place"})
PICTURE_FORMATS = ("png", "jpg", "jpeg", "webp")
_mapped_file: Callable[[Any], ReadBytes] = MmapSource
"""The library has no annotations; this name gives it some."""


class Archive:
    """What both kinds have: bytes at a place, and what the file says of itself."""

    name: str = ""
    """Of its file."""
    bounds: Bounds = WORLD
    raster: bool = False
    foreign: bool = False
    """Its vector tiles are of OpenMapTiles' schema and told over in ours as they are read."""
    min_zoom, max_zoom = 0, 14

    def data(self, z: int, x: int, y: int) -> bytes | None:
        """The tile as it lies there, unpacked; None where there is none. Raises ``ProviderError`` for a broken one."""
        raise NotImplementedError


class PmtilesArchive(Archive):
    """A PMTiles file (version 3)."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            with path.open("rb") as file:
                self._directory = Directory(_mapped_file(file))
        except OSError as problem:
            raise _unreadable(path, problem) from problem
        except Exception as problem:  # the library raises whatever a broken header leads it to
            raise ProviderError(
                f"{path.name}: not a PMTiles archive ({problem or type(problem).__name__})", Fault.NO_ARCHIVE, path.name
            ) from problem
        self.header = header = self._directory.header
        names = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
        west, south, east, north = (header[name] / 1e7 for name in names)
        self.bounds = (west, south, east, north)
        self.raster = header.get("tile_type") in (TileType.PNG, TileType.JPEG, TileType.WEBP)
        self.min_zoom, self.max_zoom = int(header.get("min_zoom", 0)), int(header.get("max_zoom", 14))
        self._zipped = header.get("tile_compression") is Compression.GZIP
        if not self.raster:
            self.foreign = _check_layers(path.name, self._directory.about())

    def data(self, z: int, x: int, y: int) -> bytes | None:
        """As in ``Archive``."""
        if not (0 <= x < 2**z and 0 <= y < 2**z):
            return None
        try:
            packed = self._directory.get(z, x, y)
        except Exception as problem:  # a damaged directory raises from anywhere in the library
            raise _damaged(self.name, f"{z}/{x}/{y}: {type(problem).__name__}: {problem}") from problem
        if packed and self._zipped and packed[:2] != GZIP:
            raise _damaged(self.name, f"{z}/{x}/{y}: not packed as the archive says")
        return _ours(unpacked(packed, self.name), self) if packed else None


class MbtilesArchive(Archive):
    """An MBTiles file (1.3): SQLite, opened for reading only, so that it may lie on a share and be used by many."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._lock = threading.Lock()
        if not path.is_file():
            raise ProviderError(f"{path.name}: No such file or directory", Fault.MISSING, path.name)
        try:
            self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            meta = {str(name): str(value) for name, value in self._db.execute("SELECT name, value FROM metadata")}
            zooms = self._db.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles").fetchone()
        except sqlite3.Error as problem:
            words = f"{path.name}: not an MBTiles file ({problem})"
            raise ProviderError(words, Fault.NO_ARCHIVE, path.name) from problem
        form = meta.get("format", "png").lower()
        if form not in (*PICTURE_FORMATS, "pbf"):
            words = f"{path.name}: tiles of the format {form[:20]} are not known here"
            raise ProviderError(words, Fault.FORMAT, path.name)
        if zooms[0] is None:
            raise ProviderError(f"{path.name}: holds no tile", Fault.EMPTY, path.name)
        self.raster = form != "pbf"
        self.min_zoom, self.max_zoom = int(zooms[0]), int(zooms[1])
        self.bounds = _bounds(meta.get("bounds", "")) or WORLD
        if not self.raster:
            self.foreign = _check_layers(path.name, meta.get("json", ""))

    def data(self, z: int, x: int, y: int) -> bytes | None:
        """As in ``Archive``; the file counts rows from the south."""
        if not (0 <= x < 2**z and 0 <= y < 2**z):
            return None
        asked = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
        try:
            with self._lock:
                row = self._db.execute(asked, (z, x, 2**z - 1 - y)).fetchone()
        except sqlite3.Error as problem:
            raise _damaged(self.name, f"{z}/{x}/{y}: {problem}") from problem
        body = row[0] if row else None
        if body is not None and not isinstance(body, bytes):
            raise _damaged(self.name, f"{z}/{x}/{y}: no bytes")
        return _ours(unpacked(body, self.name), self) if body else None


def open_archive(path: Path) -> Archive:
    """By what the file begins with, not by its name. Raises ``ProviderError``."""
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as problem:
        raise _unreadable(path, problem) from problem
    return MbtilesArchive(path) if start == b"SQLite format 3\0" else PmtilesArchive(path)


class ArchivePictures:
    """The pictures of an archive, as a provider."""

    layers = 1

    def __init__(self, archive: Archive, gcj: bool = False) -> None:
        self._archive = archive
        self._state = State()
        self.grid = Grid(self._edge(), False, gcj, archive.min_zoom, archive.max_zoom)

    @property
    def state(self) -> State:
        """Well, or the last tile that could not be read."""
        return self._state

    def tile(self, layer: int, place: Place) -> Got:
        """As in ``Pictures``."""
        try:
            body = self._archive.data(*place)
            if body:
                check_picture(body)
        except (ProviderError, NoPicture) as problem:
            self._state = State(Trouble.DAMAGED, f"{'/'.join(map(str, place))}: {problem}")
            return Got(None, wanting=True)
        return Got(body, hashlib.sha256(body).hexdigest()[:16] if body else "")

    known = tile

    def refuse(self, layer: int, place: Place) -> None:
        """As in ``Pictures``."""
        self._state = State(Trouble.DAMAGED, f"{'/'.join(map(str, place))}: a picture that cannot be unpacked")

    def _edge(self) -> int:
        """Of the first tile found in the middle of the archive's bounds; 256 where none is."""
        west, south, east, north = self._archive.bounds
        from console.basemap.places import tile_at

        for z in range(self._archive.max_zoom, self._archive.min_zoom - 1, -1):
            got = self.tile(0, (z, *tile_at((west + east) / 2, (south + north) / 2, z)))
            if got.body:
                return check_picture(got.body)[1]
        return 256


def unpacked(packed: bytes, name: str = "") -> bytes:
    """Without gzip, within the limit. Raises ``ProviderError``."""
    if packed[:2] != GZIP:
        return packed
    worker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        data = worker.decompress(packed, LARGEST)
    except zlib.error as problem:
        raise _damaged(name, str(problem)) from problem
    if worker.unconsumed_tail:
        raise _damaged(name, "larger than any tile")
    if not worker.eof:
        raise _damaged(name, "a tile ends in the middle")
    return data


def _damaged(name: str, why: str) -> ProviderError:
    return ProviderError(f"{name}: {why}", Fault.DAMAGED, name)


def _unreadable(path: Path, problem: OSError) -> ProviderError:
    fault = Fault.MISSING if isinstance(problem, FileNotFoundError) else Fault.UNREADABLE
    return ProviderError(f"{path.name}: {problem.strerror or problem}", fault, path.name)


def _bounds(text: str) -> Bounds | None:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return (west, south, east, north) if -180 <= west < east <= 180 and -90 <= south < north <= 90 else None


def _ours(data: bytes, archive: Archive) -> bytes:
    """A tile in our schema. Raises ``ProviderError``."""
    if not archive.foreign or archive.raster:
        return data
    try:
        return translated(data)
    except ValueError as problem:
        raise _damaged(archive.name, str(problem)) from problem


def _check_layers(name: str, text: str) -> bool:
    """Whether they are of OpenMapTiles' schema. Of a third one nothing would be painted: that is said instead."""
    try:
        told = json.loads(text or "{}").get("vector_layers") or []
        layers = {str(layer.get("id")) for layer in told if isinstance(layer, dict)}
    except (ValueError, AttributeError, TypeError):
        layers = set()
    if is_openmaptiles(frozenset(layers)):
        return True
    if layers and not layers & OUR_LAYERS:
        words = f"{name}: none of its layers ({', '.join(sorted(layers)[:4])} …) is of our schema"
        raise ProviderError(words, Fault.SCHEMA, name)
    return False
