"""Finished base-map tiles in memory, and what to show where one is missing."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterator

from PySide6.QtGui import QPixmap

from widgets.map.sheet import Sheet
from widgets.map.sheet_file import SheetName

Place = tuple[int, int, int]
CLIMB = 10
"""How many zooms up a stand-in is looked for."""


class TileShelf:
    """What the maps of a window keep together: a store for each base map that is shown, within one budget of bytes.

    The pixmap used longest ago goes first, whosever it is.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.used = 0
        self._stores: dict[str, TileStore] = {}
        self._order: OrderedDict[tuple[str, Sheet], int] = OrderedDict()

    def store(self, base: str) -> TileStore:
        """The tiles of a base map; two maps that show the same share them."""
        if base not in self._stores:
            self._stores[base] = TileStore(self, base)
        return self._stores[base]

    def clear(self) -> None:
        """Forget all tiles of all base maps."""
        for store in self._stores.values():
            store.clear()

    def add(self, base: str, sheet: Sheet, size: int) -> None:
        """One more; others go where there is no room for it."""
        self._order[base, sheet] = size
        self.used += size
        while self.used > self.budget and len(self._order) > 1:
            oldest = next(iter(self._order))
            self._stores[oldest[0]].drop(oldest[1])

    def touch(self, base: str, sheet: Sheet) -> None:
        """It was used now."""
        self._order.move_to_end((base, sheet))

    def take_off(self, base: str, sheet: Sheet) -> None:
        """It is gone."""
        self.used -= self._order.pop((base, sheet))


class TileStore:
    """The pixmaps of one base map, found by tile and by place."""

    def __init__(self, shelf: TileShelf, base: str = "") -> None:
        self._shelf, self._base = shelf, base
        self._tiles: dict[Sheet, QPixmap] = {}
        self._at: dict[Place, list[Sheet]] = defaultdict(list)
        self._names: dict[Sheet, tuple[SheetName, ...]] = {}

    def __contains__(self, sheet: Sheet) -> bool:
        return sheet in self._tiles

    @property
    def used(self) -> int:
        """Bytes of all tiles."""
        return sum(_bytes(pixmap, self._names[sheet]) for sheet, pixmap in self._tiles.items())

    def get(self, sheet: Sheet) -> QPixmap | None:
        """The tile itself; it counts as used now."""
        pixmap = self._tiles.get(sheet)
        if pixmap is not None:
            self._shelf.touch(self._base, sheet)
        return pixmap

    def names(self, sheet: Sheet) -> tuple[SheetName, ...]:
        """The names of places that came with a tile."""
        return self._names.get(sheet, ())

    def put(self, sheet: Sheet, pixmap: QPixmap, names: tuple[SheetName, ...] = ()) -> None:
        """Keep a tile with its names, and let go of the ones used longest ago."""
        if sheet in self._tiles:
            self.drop(sheet)
        self._tiles[sheet], self._names[sheet] = pixmap, names
        self._at[sheet.z, sheet.x, sheet.y].append(sheet)
        self._shelf.add(self._base, sheet, _bytes(pixmap, names))

    def clear(self) -> None:
        """Forget all tiles."""
        for sheet in list(self._tiles):
            self.drop(sheet)

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

    def drop(self, sheet: Sheet) -> None:
        """Let go of a tile."""
        del self._tiles[sheet], self._names[sheet]
        self._shelf.take_off(self._base, sheet)
        place = (sheet.z, sheet.x, sheet.y)
        self._at[place].remove(sheet)
        if not self._at[place]:
            del self._at[place]


def _bytes(pixmap: QPixmap, names: tuple[SheetName, ...]) -> int:
    return 4 * pixmap.width() * pixmap.height() + sum(name.image.sizeInBytes() for name in names)
