"""The pictures of markers for the page: one texture filled shelf by shelf, sent as patches, begun anew when full."""

from __future__ import annotations

import struct

from PySide6.QtGui import QImage, QPixmap

_HEAD = struct.Struct("<III")
_BOX = struct.Struct("<HHHH")


class Atlas:
    """Where each picture lies in the texture; the page fetches what it lacks by number."""

    def __init__(self, edge: int) -> None:
        self.edge = edge
        self.generation = 0
        self.begin()

    @property
    def revision(self) -> int:
        """Changes whenever there is something to fetch."""
        return self.generation * 1_000_000 + len(self._patches)

    def begin(self) -> None:
        """Forget all pictures."""
        self.generation += 1
        self._places: dict[int, tuple[int, int]] = {}
        self._patches: list[bytes] = []
        self._x = self._y = self._high = 0

    def place(self, pixmap: QPixmap) -> tuple[int, int] | None:
        """The corner of a picture in the texture; None when there is no room for it any more."""
        key = pixmap.cacheKey()
        if key not in self._places:
            corner = self._room(pixmap.width(), pixmap.height())
            if corner is None:
                return None
            self._places[key] = corner
            self._patches.append(_BOX.pack(*corner, pixmap.width(), pixmap.height()) + _pixels(pixmap))
        return self._places[key]

    def since(self, generation: int, count: int) -> bytes:
        """What a page with so many patches of that generation lacks: generation, edge, count, then the patches."""
        fresh = self._patches[count:] if generation == self.generation else self._patches
        return _HEAD.pack(self.generation, self.edge, len(fresh)) + b"".join(fresh)

    def _room(self, width: int, height: int) -> tuple[int, int] | None:
        if self._x + width > self.edge:
            self._x, self._y, self._high = 0, self._y + self._high + 1, 0
        if width > self.edge or self._y + height > self.edge:
            return None
        corner = (self._x, self._y)
        self._x += width + 1
        self._high = max(self._high, height)
        return corner


def _pixels(pixmap: QPixmap) -> bytes:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    return bytes(image.constBits())
