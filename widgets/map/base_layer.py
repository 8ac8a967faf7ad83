"""The base map under the points: chooses the tiles of a view, paints them pixel for pixel, fills gaps with others.

Choosing asks the store and is for the GUI thread; what was chosen may be painted by any thread.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from widgets.map.mercator import TILE
from widgets.map.sheet import MAX_ZOOM, Sheet
from widgets.map.tile_store import TileStore
from widgets.map.view import View

FIRST_ZOOM = 7
QUARTERS = 4
"""Tiles are painted at so many sizes between two zooms, so that they are sharp at every zoom a wheel stops at."""
NAMES_UP = 1
"""A stand-in from farther up has too few names to be worth a change when the tile itself comes."""
BACKDROP = 3
"""Zooms above the view at which a coarse picture of the surroundings is kept at hand."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A tile, or a part of one in its own pixels, and the place it fills; at a point it keeps its size."""

    target: QPoint | QRect | QRectF
    image: QImage
    part: QRectF | None = None


def grain(view: View) -> tuple[int, int]:
    """Zoom and edge in device pixels of the tiles that fit a view best; never smaller, so that no seam opens."""
    z = min(MAX_ZOOM, max(FIRST_ZOOM, math.floor(view.style_zoom + 0.5 / QUARTERS)))
    quarter = round((view.style_zoom - z) * QUARTERS)
    return z, math.ceil(TILE * view.scale * 2 ** (quarter / QUARTERS) - 1e-6)


def seen(view: View) -> list[Sheet]:
    """The tiles of a view, from the middle outwards."""
    z, px = grain(view)
    return cover(view, z, px)


def backdrop(view: View) -> list[Sheet]:
    """A few coarse tiles of the same place: what stands in while the others are painted."""
    z = max(FIRST_ZOOM, grain(view)[0] - BACKDROP)
    return cover(view, z, round(TILE * view.scale))


def cover(view: View, z: int, px: int) -> list[Sheet]:
    """The tiles of a zoom that a view touches, from the middle outwards."""
    edge = view.world / 2**z
    left, top = view.origin
    width, height = view.width * view.dpr, view.height * view.dpr
    last = 2**z - 1
    columns = range(max(0, math.floor(left / edge)), min(last, math.floor((left + width) / edge)) + 1)
    rows = range(max(0, math.floor(top / edge)), min(last, math.floor((top + height) / edge)) + 1)
    middle_x, middle_y = view.x * 2**z - 0.5, view.y * 2**z - 0.5
    sheets = [Sheet(z, x, y, px, view.scale) for x in columns for y in rows]
    return sorted(sheets, key=lambda sheet: math.hypot(sheet.x - middle_x, sheet.y - middle_y))


def named(sheet: Sheet, store: TileStore) -> list[Sheet]:
    """The tiles whose names are shown at the place of one: itself, or what stands in for it."""
    if sheet in store:
        return [sheet]
    above = store.above(sheet.z, sheet.x, sheet.y)
    if above is not None and sheet.z - above.z <= NAMES_UP:
        return [above]
    return list(store.below(sheet.z, sheet.x, sheet.y))


def pieces(view: View, store: TileStore) -> tuple[Piece, ...]:
    """What the ground of a view is made of, with targets in device pixels from the view's corner."""
    left, top = view.origin
    found: list[Piece] = []
    for sheet in seen(view):
        edge = view.world / 2**sheet.z
        x, y = sheet.x * edge - left, sheet.y * edge - top
        target = QRect(round(x), round(y), round(x + edge) - round(x), round(y + edge) - round(y))
        pixmap = store.get(sheet)
        if pixmap is None:
            found += _stand_ins(sheet, target, store)
        elif -1e-6 < sheet.px - edge < 1:
            found.append(Piece(target.topLeft(), pixmap.toImage()))
        else:
            found.append(Piece(target, pixmap.toImage()))
    return tuple(found)


def paint(painter: QPainter, ground: Iterable[Piece]) -> None:
    """Paint the ground. The painter works in device pixels with the view's corner at its origin."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for piece in ground:
        if piece.part is not None:
            painter.drawImage(piece.target, piece.image, piece.part)
        else:
            painter.drawImage(piece.target, piece.image)


def _stand_ins(sheet: Sheet, target: QRect, store: TileStore) -> Iterator[Piece]:
    above = store.above(sheet.z, sheet.x, sheet.y)
    pixmap = store.get(above) if above else None
    if above and pixmap:
        up = sheet.z - above.z
        part = above.px / 2**up
        corner = ((sheet.x - (above.x << up)) * part, (sheet.y - (above.y << up)) * part)
        yield Piece(QRectF(target), pixmap.toImage(), QRectF(*corner, part, part))
    if above is None or above.z < sheet.z:
        for below in store.below(sheet.z, sheet.x, sheet.y):
            pixmap = store.get(below)
            if pixmap:
                yield Piece(_quarter(target, below.x & 1, below.y & 1), pixmap.toImage())


def _quarter(target: QRect, column: int, row: int) -> QRect:
    middle_x, middle_y = target.width() // 2, target.height() // 2
    left, width = (middle_x, target.width() - middle_x) if column else (0, middle_x)
    top, height = (middle_y, target.height() - middle_y) if row else (0, middle_y)
    return QRect(target.left() + left, target.top() + top, width, height)
