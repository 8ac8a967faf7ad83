"""Vector tiles for the page: read and unpacked on a thread of its own, the ones used last kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import resources
from console.basemap.archives import Archive, open_archive
from console.basemap.provider import WORLD, Bounds, Fault, ProviderError
from resources.theme import Theme
from widgets.map.mvt import BadTile, VectorTile
from widgets.webmap.style import make_style

CITY = Path(resources.__file__).with_name("city") / "city.pmtiles"
KEPT = 256
"""Tiles kept unpacked, some 10 MB of the city."""


class TileProblem(Exception):
    """The archive or one of its tiles cannot be read; the message says why, ``fault`` and ``subject`` for words."""

    def __init__(self, problem: ProviderError) -> None:
        super().__init__(str(problem))
        self.fault, self.subject = problem.fault.value, problem.subject


class TileReader:
    """An archive behind a queue: ``get`` answers at once from memory or later from the thread."""

    kind = b"application/x-protobuf"

    def __init__(self, path: Path = CITY) -> None:
        self.problem, self.name = "", path.name
        self._lost = ProviderError("no archive")
        self.bounds: Bounds = WORLD
        self.most = 14
        self._tiles: OrderedDict[tuple[int, int, int], bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._closed = False
        self._pool = ThreadPoolExecutor(1, "web-tiles")
        self._archive: Archive | None = None
        try:
            self._archive = open_archive(path)
            self.bounds, self.most = self._archive.bounds, self._archive.max_zoom
        except ProviderError as problem:
            self.problem, self._lost = str(problem), problem

    def style(self, theme: Theme) -> dict[str, Any]:
        """The style that paints these tiles in the theme's colours."""
        return make_style(theme, self.bounds, self.most)

    def get(self, z: int, x: int, y: int) -> Future[bytes]:
        """The tile's bytes, empty where there is none. The future fails with ``TileProblem``."""
        done: Future[bytes] = Future()
        with self._lock:
            data = self._tiles.get((z, x, y))
            if data is not None:
                self._tiles.move_to_end((z, x, y))
                done.set_result(data)
                return done
            if self._closed:
                done.cancel()  # a page that is going may still ask
                return done
            return self._pool.submit(self._read, z, x, y)

    def close(self) -> None:
        """End the thread; tiles that nobody waits for any longer are not read, and what is asked for later is not."""
        with self._lock:
            self._closed = True
        self._pool.shutdown(cancel_futures=True)

    def _read(self, z: int, x: int, y: int) -> bytes:
        if self._archive is None:
            raise TileProblem(self._lost)
        try:
            data = self._archive.data(z, x, y) or b""
            VectorTile(data)  # the page's library draws what it can of a broken one, and does not say which
        except ProviderError as problem:
            raise TileProblem(problem) from problem
        except BadTile as problem:
            words = f"{self.name}: {z}/{x}/{y}: {problem}"
            raise TileProblem(ProviderError(words, Fault.DAMAGED, self.name)) from problem
        with self._lock:
            self._tiles[z, x, y] = data
            while len(self._tiles) > KEPT:
                self._tiles.popitem(last=False)
        return data
