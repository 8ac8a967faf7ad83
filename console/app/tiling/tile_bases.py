"""A base map as the tiles process has it: asked for a sheet, it gives a file."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QColor, QImage

from console.app.tiling.tile_cache import TileCache
from console.basemap.archives import Archive
from console.basemap.provider import WORLD, Bounds, Fault, Got, Pictures, Place, ProviderError, State
from resources import theme
from widgets.map import raster
from widgets.map.mvt import BadTile, VectorTile, empty_tile
from widgets.map.render import render
from widgets.map.sheet import Sheet
from widgets.map.style import style_key

DECODED = 96
"""Vector tiles kept decoded: a screenful of a 4K output with its ring."""
UNPACKED = 64
"""Pictures kept unpacked, a quarter of a megabyte each."""
CLIMB = 4
DARK = 90
"""Lightness of the ground up to which a theme is a dark one."""
Colours = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Made:
    """Where a finished sheet lies, and how many of the provider's tiles it lacks."""

    path: Path
    lacks: int = 0
    blank: bool = False
    """Something is missing, and nothing at all stands in for it or beside it."""


class BaseMap(Protocol):
    """What a sheet can be asked of. ``threads``: whether several may be made at once."""

    raster: bool
    threads: bool
    bounds: Bounds

    def sheet(self, sheet: Sheet, theme_name: str) -> Made:
        """A finished sheet. Raises OSError, ValueError and ``ProviderError``."""
        ...

    @property
    def state(self) -> State:
        """How its provider is."""
        ...


@lru_cache(maxsize=8)
def colours_of(name: str) -> Colours:
    """The colours of a theme. Raises ``ThemeError``."""
    return theme.load(name).token


@lru_cache(maxsize=8)
def _key(colours: Colours) -> str:
    return style_key(colours)


class VectorBase:
    """An archive of vector tiles, painted in the theme's colours, the tiles used last kept decoded."""

    raster = threads = False
    state = State()

    def __init__(self, archive: Archive, cache: TileCache, name: str = "") -> None:
        self._archive, self._cache, self._name = archive, cache, name
        self.bounds = archive.bounds
        self._tiles: OrderedDict[Place, VectorTile] = OrderedDict()

    def sheet(self, sheet: Sheet, theme_name: str) -> Made:
        """As in ``BaseMap``."""
        colours = colours_of(theme_name)
        path = self._cache.path(self._name + _key(colours), sheet)
        if not self._cache.touch(path):
            try:
                image = render(lambda x, y: self._tile((sheet.data_zoom, x, y)), sheet, colours)
            except BadTile as problem:
                name = self._archive.name
                raise ProviderError(f"{name}: a tile of {sheet}: {problem}", Fault.DAMAGED, name) from problem
            self._cache.write(path, image)
        return Made(path)

    def _tile(self, place: Place) -> VectorTile:
        """The empty one where there is none."""
        if place not in self._tiles:
            data = self._archive.data(*place)
            self._tiles[place] = VectorTile(data) if data else empty_tile()
            if len(self._tiles) > DECODED:
                self._tiles.popitem(last=False)
        self._tiles.move_to_end(place)
        return self._tiles[place]


class RasterBase:
    """Pictures of a provider, stacked, brought to our zooms, grid and datum, and toned for dark themes."""

    raster = threads = True

    def __init__(
        self, pictures: Pictures, cache: TileCache, name: str, tone: str = "plain", bounds: Bounds = WORLD
    ) -> None:
        self._pictures, self._cache, self._name, self._tone = pictures, cache, name, tone
        self.bounds = bounds
        self._lock = threading.Lock()
        self._images: OrderedDict[str, QImage] = OrderedDict()

    @property
    def state(self) -> State:
        """The provider's."""
        return self._pictures.state

    def sheet(self, sheet: Sheet, theme_name: str) -> Made:
        """As in ``BaseMap``. A sheet that lacks something is painted from the zooms above and looked up again."""
        ground = QColor(colours_of(theme_name)("map-land"))
        tone = self._tone if ground.lightness() < DARK else "plain"
        grid = self._pictures.grid
        where = raster.plan(sheet, grid)
        layers = range(self._pictures.layers)
        got = {(layer, place): self._pictures.tile(layer, place) for place in where.places() for layer in layers}
        path = self._path(sheet, got, (ground.name(), tone))
        if not _lacks(got) and self._cache.touch(path):
            return Made(path)
        if self._refuse_spoilt(got):
            path = self._path(sheet, got, (ground.name(), tone))
        lacks, drawn = _lacks(got), list[bool]()
        image = raster.compose(sheet, grid, where, [_chooser(self, layer, got, drawn) for layer in layers], ground)
        self._cache.write(path, _toned(image, tone, ground))
        return Made(path, lacks, bool(lacks) and not any(drawn))

    def _path(self, sheet: Sheet, got: dict[tuple[int, Place], Got], look: tuple[str, str]) -> Path:
        """Of a sheet of just these pictures."""
        told = (*look, self._pictures.grid, [each.stamp for each in got.values()], _lacks(got))
        return self._cache.path(f"base-{self._name}", sheet, hashlib.sha256(repr(told).encode()).hexdigest()[:10])

    def _refuse_spoilt(self, got: dict[tuple[int, Place], Got]) -> bool:
        """What looks like a picture and cannot be unpacked is wanting: plain ground would pass for an empty place."""
        spoilt = [what for what, each in got.items() if each.body is not None and self._image(each) is None]
        for what in spoilt:
            self._pictures.refuse(*what)
            got[what] = Got(None, wanting=True)
        return bool(spoilt)

    def picture(self, layer: int, place: Place, got: dict[tuple[int, Place], Got]) -> QImage | None:
        """A tile unpacked; where it is wanting, a part of one above that is known."""
        one = got[layer, place]
        if one.body is not None:
            return self._image(one)
        if not one.wanting:
            return None

        def known(z: int, x: int, y: int) -> QImage | None:
            above = self._pictures.known(layer, (z, x, y))
            return self._image(above) if above.body is not None else None

        return raster.stand_in(known, *place, self._pictures.grid.size, CLIMB)

    def _image(self, got: Got) -> QImage | None:
        with self._lock:
            image = self._images.get(got.stamp)
            if image is not None:
                self._images.move_to_end(got.stamp)
                return image
        image = QImage.fromData(got.body or b"")
        if image.isNull():
            return None
        with self._lock:
            self._images[got.stamp] = image
            if len(self._images) > UNPACKED:
                self._images.popitem(last=False)
        return image


def _lacks(got: dict[tuple[int, Place], Got]) -> int:
    """Places where a layer's picture is wanting."""
    return len({place for (_, place), each in got.items() if each.wanting})


def _toned(image: QImage, tone: str, ground: QColor) -> QImage:
    if tone == "night":
        return raster.nightly(image, ground)
    return raster.dimmed(image) if tone == "dim" else image


def _chooser(base: RasterBase, layer: int, got: dict[tuple[int, Place], Got], drawn: list[bool]) -> raster.TileOf:
    """``drawn`` notes of each tile whether there was a picture for it."""

    def choose(z: int, x: int, y: int) -> QImage | None:
        picture = base.picture(layer, (z, x, y), got)
        drawn.append(picture is not None)
        return picture

    return choose
