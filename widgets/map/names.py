"""The names of places that the base map offers for a view: the same for both painters, whoever writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from widgets.map import base_layer, mercator
from widgets.map.place_labels import LEVELS
from widgets.map.sheet import Sheet
from widgets.map.sheet_file import Order, SheetName
from widgets.map.tile_store import TileStore
from widgets.map.view import View


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name and its box in device pixels; ``image`` where the window writes it itself."""

    text: str
    order: Order
    box: QRectF
    image: QImage | None = field(default=None, compare=False)


class TileNames:
    """The names on the tiles of a view or on their stand-ins, the most important first; no two of them touch.

    Neighbours agree on a name that lies across their border; stand-ins of another zoom have names of their own.
    """

    def __init__(self) -> None:
        self._of: tuple[View, TileStore, int] | None = None
        self._names: tuple[PlaceName, ...] = ()

    def of(self, view: View, store: TileStore | None, revision: int) -> tuple[PlaceName, ...]:
        """Found anew for another view or ``revision``, which counts the tiles that came."""
        if store is None:
            return ()
        if self._of != (view, store, revision):
            shown: list[PlaceName] = []
            for name in sorted(_of_all(view, store), key=lambda name: (name.order, name.text)):
                if not any(name.box.intersects(other.box) for other in shown):
                    shown.append(name)
            self._of, self._names = (view, store, revision), tuple(shown)
        return self._names


def of_page(told: Sequence[object], view: View) -> tuple[PlaceName, ...]:
    """What the page says it shows: name, level, longitude, latitude, width and height in device pixels of each."""
    rows = [row for row in told if isinstance(row, list) and len(row) == 6]
    try:
        numbers = np.array([[float(part) for part in row[2:]] for row in rows], float).reshape(-1, 4)
    except (TypeError, ValueError):
        return ()
    x, y = view.to_device(*mercator.to_unit(numbers[:, 0], numbers[:, 1]))
    return tuple(
        PlaceName(
            str(row[0]),
            (LEVELS.get(row[1], len(LEVELS)), float(at)),
            QRectF(x[at] - wide / 2, y[at] - high / 2, wide, high),
        )
        for at, (row, (wide, high)) in enumerate(zip(rows, numbers[:, 2:].tolist(), strict=True))
        if np.isfinite(x[at]) and np.isfinite(y[at])
    )


def _of_all(view: View, store: TileStore) -> Iterator[PlaceName]:
    held: dict[Sheet, None] = {}
    for sheet in base_layer.seen(view):
        held.update(dict.fromkeys(base_layer.named(sheet, store)))
    for sheet in held:
        yield from _placed(store.names(sheet), sheet, view)


def _placed(names: Iterable[SheetName], sheet: Sheet, view: View) -> Iterator[PlaceName]:
    """Each of its own size, with its middle where its place is."""
    edge = view.world / 2**sheet.z
    left, top = sheet.x * edge - view.origin[0], sheet.y * edge - view.origin[1]
    share = edge / sheet.px
    right, bottom = view.width * view.dpr, view.height * view.dpr
    for name in names:
        wide, high = name.image.width(), name.image.height()
        x, y = left + (name.left + wide / 2) * share - wide / 2, top + (name.top + high / 2) * share - high / 2
        if x < right and y < bottom and x + wide > 0 and y + high > 0:
            yield PlaceName(name.text, name.order, QRectF(round(x), round(y), wide, high), name.image)
