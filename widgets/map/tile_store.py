"""Finished base-map tiles in memory, and what to show where one is missing."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterator

import numpy as np
from PySide6.QtGui import QImage, QPixmap

from widgets.map.sheet import Sheet
from widgets.map.stamp import NAME_ALPHA, pixels_of

Place = tuple[int, int, int]
CLIMB = 10
"""How many zooms up a stand-in is looked for."""
NAMELESS_KEPT = 16


class TileStore:
    """Pixmaps within a budget of bytes, the ones painted last kept; found by tile and by place."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._tiles: OrderedDict[Sheet, QPixmap] = OrderedDict()
        self._at: dict[Place, list[Sheet]] = defaultdict(list)
        self._used = 0
        self._nameless: OrderedDict[int, QPixmap] = OrderedDict()

    def __contains__(self, sheet: Sheet) -> bool:
        return sheet in self._tiles

    @property
    def used(self) -> int:
        """Bytes of all tiles."""
        return self._used

    def get(self, sheet: Sheet) -> QPixmap | None:
        """The tile itself; it counts as used now."""
        pixmap = self._tiles.get(sheet)
        if pixmap is not None:
            self._tiles.move_to_end(sheet)
        return pixmap

    def nameless(self, sheet: Sheet) -> QPixmap | None:
        """The tile without the names of places on it, for where it is shown many times its size."""
        pixmap = self.get(sheet)
        if pixmap is None:
            return None
        key = pixmap.cacheKey()
        if key not in self._nameless:
            self._nameless[key] = _without_names(pixmap)
            while len(self._nameless) > NAMELESS_KEPT:
                self._nameless.popitem(last=False)
        return self._nameless[key]

    def put(self, sheet: Sheet, pixmap: QPixmap) -> None:
        """Keep a tile, and let go of the ones used longest ago."""
        if sheet in self._tiles:
            self._drop(sheet)
        self._tiles[sheet] = pixmap
        self._at[sheet.z, sheet.x, sheet.y].append(sheet)
        self._used += _bytes(pixmap)
        while self._used > self._budget and len(self._tiles) > 1:
            self._drop(next(iter(self._tiles)))

    def clear(self) -> None:
        """Forget all tiles."""
        self._tiles.clear()
        self._at.clear()
        self._nameless.clear()
        self._used = 0

    def above(self, z: int, x: int, y: int) -> Sheet | None:
        """The nearest tile at or above this place that covers it whole."""
        for up in range(min(z, CLIMB) + 1):
            found = self._at.get((z - up, x >> up, y >> up))
            if found:
                return found[-1]
        return None

    def below(self, z: int, x: int, y: int) -> Iterator[Sheet]:
        """The tiles one zoom further in that cover a part of this place."""
        for column in (2 * x, 2 * x + 1):
            for row in (2 * y, 2 * y + 1):
                found = self._at.get((z + 1, column, row))
                if found:
                    yield found[-1]

    def _drop(self, sheet: Sheet) -> None:
        self._used -= _bytes(self._tiles.pop(sheet))
        place = (sheet.z, sheet.x, sheet.y)
        self._at[place].remove(sheet)
        if not self._at[place]:
            del self._at[place]


def _without_names(pixmap: QPixmap) -> QPixmap:
    """Every name's pixel takes the colour of the nearest ground to its left."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    pixels = pixels_of(image)
    ground = pixels >> 24 != NAME_ALPHA
    from_left = np.maximum.accumulate(np.where(ground, np.arange(pixels.shape[1]), 0), axis=1)
    pixels[:] = np.take_along_axis(pixels, from_left, axis=1) | np.uint32(0xFF000000)
    return QPixmap.fromImage(image)


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
