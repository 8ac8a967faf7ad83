"""A provider's pictures for the page, from the very files that the native painter shows: no network of its own."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from resources.theme import Theme
from widgets.map.mercator import TILE
from widgets.map.sheet import MAX_ZOOM, Sheet
from widgets.map.tile_source import TileSource
from widgets.map.view import View
from widgets.webmap.style import ORIGIN, picture_style

NOTHING = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
"""One transparent pixel, where there is no tile; what is wrong is told by the source."""


def page_sheet(z: int, x: int, y: int, scale: float) -> Sheet:
    """The sheet that the page shows at a place, sharp at this many device pixels per style pixel."""
    return Sheet(z, x, y, math.ceil(TILE * scale - 1e-6), scale)


def page_zoom(view: View) -> int:
    """The zoom of the tiles that the page asks for: the nearest (a raster source of MapLibre rounds)."""
    return min(MAX_ZOOM, max(0, math.floor(view.style_zoom + 0.5)))


class PictureReader:
    """As ``TileReader``, for pictures that the tiles process makes."""

    kind = b"image/png"
    problem = name = ""

    def __init__(self, source: TileSource, scale: Callable[[], float]) -> None:
        self._source, self._scale = source, scale
        self._pool = ThreadPoolExecutor(1, "web-pictures")
        self._closed = False

    def style(self, theme: Theme) -> dict[str, Any]:
        """Pictures on the ground's colour; only the ground where no base map is wanted."""
        return picture_style(theme, f"{ORIGIN}tiles/{{z}}/{{x}}/{{y}}" if self._source.base.pictures else "")

    def get(self, z: int, x: int, y: int) -> Future[bytes]:
        """The picture's bytes; a transparent one where there is none. To be called on the source's thread."""
        done: Future[bytes] = Future()
        if not (0 <= z <= MAX_ZOOM and 0 <= x < 2**z and 0 <= y < 2**z):
            done.set_result(NOTHING)
            return done

        def came(path: str) -> None:
            if self._closed or not path:
                done.set_result(NOTHING)
            else:
                self._pool.submit(_hand, Path(path), done)

        self._source.fetch(page_sheet(z, x, y, self._scale()), came)
        return done

    def close(self) -> None:
        """End the thread."""
        self._closed = True
        self._pool.shutdown(cancel_futures=True)


def _hand(path: Path, done: Future[bytes]) -> None:
    try:
        done.set_result(path.read_bytes())
    except OSError:
        done.set_result(NOTHING)
