"""Vector tiles for the page: read and unpacked on a thread of its own, the ones used last kept."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pmtiles.reader import MmapSource, Reader

import resources
from widgets.webmap.style import Bounds

CITY = Path(resources.__file__).with_name("city") / "city.pmtiles"
LARGEST = 8 * 1024 * 1024
"""Bytes of an unpacked tile; a larger one is a bomb."""
KEPT = 256
"""Tiles kept unpacked, some 10 MB of the city."""
WORLD: Bounds = (-180.0, -85.0, 180.0, 85.0)


class TileProblem(Exception):
    """The archive or one of its tiles cannot be read; the message says why."""


class TileReader:
    """A PMTiles archive behind a queue: ``get`` answers at once from memory or later from the thread."""

    def __init__(self, path: Path = CITY) -> None:
        self.problem = ""
        self.bounds, self.most = WORLD, 14
        self._tiles: OrderedDict[tuple[int, int, int], bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(1, "web-tiles")
        self._reader: Any = None
        try:
            self._open(path)
        except OSError as problem:
            self.problem = f"{path.name}: {problem.strerror or problem}"
        except Exception as problem:  # the library raises whatever a broken header leads it to
            self.problem = f"{path.name}: not a PMTiles archive ({problem or type(problem).__name__})"

    def get(self, z: int, x: int, y: int) -> Future[bytes]:
        """The tile's bytes, empty where there is none. The future fails with ``TileProblem``."""
        done: Future[bytes] = Future()
        with self._lock:
            data = self._tiles.get((z, x, y))
            if data is not None:
                self._tiles.move_to_end((z, x, y))
                done.set_result(data)
                return done
        return self._pool.submit(self._read, z, x, y)

    def close(self) -> None:
        """End the thread; tiles that nobody waits for any longer are not read."""
        self._pool.shutdown(cancel_futures=True)

    def _open(self, path: Path) -> None:
        make_source: Callable[[Any], Any] = MmapSource
        make_reader: Callable[[Any], Any] = Reader
        with path.open("rb") as file:
            self._reader = make_reader(make_source(file))
            header = self._reader.header()
        names = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
        west, south, east, north = (header[name] / 1e7 for name in names)
        self.bounds, self.most = (west, south, east, north), int(header["max_zoom"])

    def _read(self, z: int, x: int, y: int) -> bytes:
        if self.problem:
            raise TileProblem(self.problem)
        try:
            packed = self._reader.get(z, x, y) if 0 <= x < 2**z and 0 <= y < 2**z else None
            data = _unpacked(packed) if packed else b""
        except Exception as problem:  # a damaged directory raises from anywhere in the library
            raise TileProblem(f"{z}/{x}/{y}: {type(problem).__name__}: {problem}") from problem
        with self._lock:
            self._tiles[z, x, y] = data
            while len(self._tiles) > KEPT:
                self._tiles.popitem(last=False)
        return data


def _unpacked(packed: bytes) -> bytes:
    if packed[:2] != b"\x1f\x8b":
        return packed
    worker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    data = worker.decompress(packed, LARGEST)
    if worker.unconsumed_tail:
        raise gzip.BadGzipFile("larger than any tile")
    if not worker.eof:
        raise gzip.BadGzipFile("ends in the middle")
    return data
