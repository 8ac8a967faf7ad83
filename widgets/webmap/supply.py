"""What the page may fetch, and nothing else: its own files, the style, the fleet, the layers, the pictures."""

from __future__ import annotations

import json
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import resources
from resources.theme import Theme
from widgets.map.layers import LayerStack
from widgets.webmap.atlas import Atlas
from widgets.webmap.fleet_bytes import EMPTY
from widgets.webmap.layers import LayerBytes, Made
from widgets.webmap.picture_reader import PictureReader
from widgets.webmap.style import ORIGIN
from widgets.webmap.tile_reader import TileReader

_WEB = Path(resources.__file__).with_name("web")
_FONTS = Path(resources.__file__).with_name("fonts")
BINARY = b"application/octet-stream"
_SCRIPT, _CSS, _FONT = b"text/javascript", b"text/css", b"font/ttf"
FILES: dict[str, tuple[Path, bytes]] = {
    "index.html": (_WEB / "index.html", b"text/html"),
    "page.css": (_WEB / "page.css", _CSS),
    "main.js": (_WEB / "main.js", _SCRIPT),
    "depth.js": (_WEB / "depth.js", _SCRIPT),
    "gl.js": (_WEB / "gl.js", _SCRIPT),
    "fleet.js": (_WEB / "fleet.js", _SCRIPT),
    "haze.js": (_WEB / "haze.js", _SCRIPT),
    "layers.js": (_WEB / "layers.js", _SCRIPT),
    "names.js": (_WEB / "names.js", _SCRIPT),
    "over.js": (_WEB / "over.js", _SCRIPT),
    "sprites.js": (_WEB / "sprites.js", _SCRIPT),
    "maplibre-gl.mjs": (_WEB / "vendor" / "maplibre-gl.mjs", _SCRIPT),
    "maplibre-gl-worker.mjs": (_WEB / "vendor" / "maplibre-gl-worker.mjs", _SCRIPT),
    "maplibre-gl.css": (_WEB / "vendor" / "maplibre-gl.css", _CSS),
    "fonts/CWSansSC-Regular.ttf": (_FONTS / "CWSansSC-Regular.ttf", _FONT),
    "fonts/CWSansSC-Bold.ttf": (_FONTS / "CWSansSC-Bold.ttf", _FONT),
}
"""An allow-list: a path is looked up here and never joined to a folder."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile was asked for; its bytes come later."""

    z: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Bytes of a kind."""

    kind: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Later:
    """Bytes that are being made."""

    made: Future[Made]


class Supply:
    """Answers paths from memory. What it offers is replaced by its owner, and the newest is what is served."""

    def __init__(
        self, theme: Theme, tiles: TileReader | PictureReader, atlas: Atlas, layers: LayerStack | None = None
    ) -> None:
        self.theme = theme
        self.tiles = tiles
        self.atlas = atlas
        self.layers = LayerBytes(layers or LayerStack())
        self.fleet = EMPTY
        self._files: dict[str, bytes] = {}

    def answer(self, path: str, home: str = ORIGIN) -> Answer | Tile | Later | None:
        """What lies at a path below ``home``; None for nothing. Raises OSError for a lost file."""
        if path in FILES:
            return Answer(FILES[path][1], self._file(path))
        name, *parts = path.split("/")
        if path == "style.json":
            style = json.dumps(self.tiles.style(self.theme)).replace(ORIGIN, home)
            return Answer(b"application/json", style.encode())
        numbers = _numbers(parts)
        if name == "fleet":
            return Answer(BINARY, self.fleet)
        if name == "layers" and len(numbers) == 2:
            made = self.layers.get(numbers[0], self.theme)
            return Later(made) if made is not None else None
        if name == "sprites" and len(numbers) == 2:
            return Answer(BINARY, self.atlas.since(*numbers))
        if name == "tiles" and len(numbers) == 3:
            return Tile(*numbers)
        return None

    def close(self) -> None:
        """End its threads; to be called when the page is gone."""
        self.tiles.close()
        self.layers.close()

    def _file(self, path: str) -> bytes:
        if path not in self._files:
            self._files[path] = FILES[path][0].read_bytes()
        return self._files[path]


def _numbers(parts: list[str]) -> list[int]:
    """Small whole numbers; an empty list when one of them is not."""
    plain = all(part.lstrip("-").isdecimal() and part.isascii() and len(part) < 10 for part in parts)
    return [int(part) for part in parts] if plain else []
