"""A sheet's picture as its file holds it: the ground, and below it each of its places' names as a picture of its own.

Whether a name is shown depends on what stands there at the moment, so a name is no part of the ground. One file holds
both, because they are made together and thrown away together.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter

KEY = "names"
"""The PNG's text that tells of them."""
Order = tuple[int, float]


@dataclass(frozen=True, slots=True)
class SheetName:
    """A name that a sheet shows or that reaches into it. ``order``: level and rank; corner in pixels of the sheet."""

    text: str
    order: Order
    left: int
    top: int
    image: QImage = field(compare=False)


def pack(ground: QImage, names: Sequence[SheetName]) -> QImage:
    """One picture of both."""
    if not names:
        return ground
    width = max(ground.width(), *(name.image.width() for name in names))
    places, bottom = _shelves(names, width, ground.height())
    image = QImage(width, bottom, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.drawImage(0, 0, ground)
    for name, place in zip(names, places, strict=True):
        painter.drawImage(place, name.image)
    painter.end()
    told = [
        [name.text, *name.order, name.left, name.top, place.x(), place.y(), name.image.width(), name.image.height()]
        for name, place in zip(names, places, strict=True)
    ]
    image.setText(KEY, json.dumps([ground.width(), ground.height(), told], ensure_ascii=True))
    return image


def unpack(image: QImage) -> tuple[QImage, tuple[SheetName, ...]]:
    """The ground and the names of a picture; one that tells of none is all ground."""
    told = image.text(KEY)
    if not told:
        return image, ()
    try:
        width, height, names = json.loads(told)
        found = tuple(
            SheetName(str(text), (int(level), float(rank)), int(left), int(top), image.copy(QRect(*where)))
            for text, level, rank, left, top, *where in names
        )
        return image.copy(0, 0, int(width), int(height)), found
    except (TypeError, ValueError):
        return image, ()  # somebody else's file: its text is no concern of ours


def _shelves(names: Sequence[SheetName], width: int, top: int) -> tuple[list[QPoint], int]:
    """Where each picture goes, row by row below ``top``, and where the last row ends."""
    places, x, y, high = [], 0, top, 0
    for name in names:
        if x + name.image.width() > width:
            x, y, high = 0, y + high, 0
        places.append(QPoint(x, y))
        x, high = x + name.image.width(), max(high, name.image.height())
    return places, y + high
