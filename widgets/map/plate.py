"""Ground, layers and fleet put together in one picture, from parts that stay as they are: any thread may do it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from resources.theme import Theme
from widgets.map import base_layer, vehicle_layer
from widgets.map.base_layer import Piece
from widgets.map.layers.cover import Placed
from widgets.map.layers.sheet import Picture
from widgets.map.stamp import Ints, blank, pixels_of, read_of
from widgets.map.vehicle_layer import Fleet
from widgets.map.view import View

PAD = 24
"""Device pixels around the view, so that a vehicle on its rim is painted whole."""
SCATTERED = 12
"""Putting back one pixel here and there costs as much as copying so many in a row (33 MB of a 4K output)."""

FAINT = 60
"""Ink of less alpha than this does not count as part of a name."""


class Ground:
    """The base map of a view with a rim of ``PAD`` pixels: painted once, by the thread that first needs it.

    ``free`` is an image to paint on that nobody looks at any more: a new one would cost more than what is painted on it
    (36 MB of untouched memory at 4K).
    """

    def __init__(self, view: View, colour: str, pieces: Iterable[Piece], free: QImage | None) -> None:
        self.view = view
        self.size = QSize(round(view.width * view.dpr) + 2 * PAD, round(view.height * view.dpr) + 2 * PAD)
        self._colour, self._pieces = colour, pieces
        self._given = False
        self._free = free if free is not None and free.size() == self.size else None

    @cached_property
    def image(self) -> QImage:
        """Painted; not to be changed."""
        image = self._free or QImage(self.size, QImage.Format.Format_ARGB32_Premultiplied)
        blank(image, QColor(self._colour))
        painter = QPainter(image)
        try:
            painter.translate(PAD, PAD)
            base_layer.paint(painter, self._pieces)
        finally:
            painter.end()
        self._free, self._pieces = None, ()
        return image

    def give(self) -> QImage | None:
        """Hand the image over, once: whoever gives it away is not looked at any more."""
        given, self._given = self._given, True
        return None if given or "image" not in self.__dict__ else self.image


@dataclass(frozen=True, eq=False)
class Wish:
    """What is to be seen: a ground, the layers' picture over it, and the fleet on top of both but for their points.

    ``overlay`` counts the layers' pictures; it is 0 where no layer is seen.
    """

    ground: Ground
    overlay: int
    layers: Picture | None
    fleet: Fleet
    pale: bool
    theme: Theme

    def same_base(self, other: Wish) -> bool:
        """Whether both lie on the same ground under the same layers."""
        return self.ground is other.ground and self.overlay == other.overlay

    def same(self, other: Wish) -> bool:
        """Whether both look the same."""
        return self.same_base(other) and self.fleet is other.fleet and self.pale == other.pale

    def cover(self, base: QImage) -> Placed | None:
        """Where points of layers lie in the picture that has nothing but them and the ground."""
        found = self.layers.cover if self.overlay and self.layers is not None else None
        if found is None or self.layers is None:
            return None
        left, top, share = self.layers.place(self.ground.view)
        return found.placed(left + PAD, top + PAD, share, read_of(base))

    def work(self, other: Wish | None) -> int:
        """About how many pixels are to be copied in a row from one to the other."""
        size = self.ground.size.width() * self.ground.size.height()
        copied = 0 if other is not None and self.same_base(other) else 2 * size if self.overlay else size
        dot = vehicle_layer.dot_size(self.ground.view) + 1
        return copied + round(len(self.fleet.x) * dot * dot) * SCATTERED


@dataclass(eq=False)
class Plate:
    """A finished picture. ``base`` is its picture without the fleet; ``touched`` are the pixels that the fleet took;
    ``cover`` are those of points, under which the fleet goes.

    ``mark`` tells one base from another that was painted on the same image later.
    """

    wish: Wish
    base: QImage
    full: QImage
    mark: object
    touched: list[Ints]
    cover: Placed | None

    @property
    def own_base(self) -> QImage | None:
        """The base where it is an image of its own; without layers over it the ground itself is the base."""
        return None if self.base is self.wish.ground.image else self.base


def make_plate(wish: Wish, last: Plate | None, old: Plate | None, free: QImage | None) -> Plate:
    """The picture of a wish.

    ``last`` may lend its base. ``old`` gives its image away, to be painted on anew; ``free`` is an image for a base.
    """
    lent = last is not None and wish.same_base(last.wish)
    if last is not None and lent:
        base, mark, cover = last.base, last.mark, last.cover
    else:
        base, mark = _base(wish, free), object()
        cover = wish.cover(base)
    size = base.size()
    mine = old is not None and old.full.size() == size
    full = old.full if old is not None and mine else QImage(size, QImage.Format.Format_RGB32)
    pixels, clean = pixels_of(full), read_of(base)
    if old is not None and mine and old.mark is mark and sum(map(len, old.touched)) * SCATTERED <= pixels.size:
        for where in old.touched:
            pixels.reshape(-1)[where] = clean.reshape(-1)[where]
    else:
        pixels[:] = clean
    touched = vehicle_layer.paint(pixels, PAD, wish.ground.view, wish.fleet, wish.theme, wish.pale)
    if cover is not None and touched:
        cover.lay_over(pixels)
    return Plate(wish, base, full, mark, touched, cover)


def _base(wish: Wish, free: QImage | None) -> QImage:
    """Layers over the ground."""
    ground = wish.ground
    if not wish.overlay or wish.layers is None:
        return ground.image
    if free is None or free.size() != ground.image.size():
        free = QImage(ground.image.size(), ground.image.format())
    image = free
    pixels_of(image)[:] = read_of(ground.image)
    painter = QPainter(image)
    painter.translate(PAD, PAD)
    try:
        wish.layers.show(painter, ground.view)
    finally:
        painter.end()
    return image


def patch(base: QImage, name: QImage, at: QPoint) -> QImage:
    """A name of a place as it is laid over the finished picture: where its ink is, the base under it comes along, so
    that no dot of the fleet buries the name of its town."""
    image = base.copy(QRect(at, name.size())).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    written = name.convertToFormat(image.format())  # held by its name: the array below is its very memory
    painter = QPainter(image)
    painter.drawImage(0, 0, written)
    painter.end()
    own = read_of(written)
    faint = own >> 24 <= FAINT
    pixels_of(image)[faint] = own[faint]
    return image
