"""The picture under the markers: base map, layers and fleet in one image; only what changed is painted again."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

from resources.theme import Theme
from widgets.map import base_layer, vehicle_layer
from widgets.map.layers import LayerStack
from widgets.map.layers.sheet import LayerSheet
from widgets.map.names import PlaceName
from widgets.map.stamp import NAME_ALPHA, Ints, pixels_of
from widgets.map.tile_store import TileStore
from widgets.map.vehicle_layer import Fleet
from widgets.map.view import View

PAD = 24
"""Device pixels around the view, so that a vehicle on its rim is painted whole."""
FAINT = 60
"""Ink of less alpha than this does not count as part of a name."""
SCATTERED = 12
"""Putting back one pixel here and there costs as much as copying so many in a row (33 MB of a 4K output)."""


class Frame:
    """Two images: the base map of a view with the names of places, and the same with the fleet."""

    def __init__(self, sheet: LayerSheet) -> None:
        self.sheet = sheet
        self._base = QImage()
        self._full = QImage()
        self._base_of: tuple[Hashable, ...] | None = None
        self._full_of: tuple[Fleet, bool] | None = None
        self._written: list[Ints] | None = None

    def forget(self) -> None:
        """Paint all anew next time."""
        self._base_of = self._full_of = self._written = None

    def base(
        self,
        view: View,
        theme: Theme,
        store: TileStore | None,
        revision: int,
        layers: LayerStack,
        names: tuple[PlaceName, ...] = (),
    ) -> bool:
        """Bring the base map and its layers up to date; ``revision`` counts the tiles that came, ``names`` are shown.

        False when the layers are an older picture, stretched: see ``LayerSheet.prepare``. New layers alone cost nothing
        here until their picture is done.
        """
        exact = self.sheet.prepare(view, theme, layers)
        key = (view, theme.name, store is not None, revision, self.sheet.finished, names)
        if key == self._base_of:
            return exact
        width, height = round(view.width * view.dpr) + 2 * PAD, round(view.height * view.dpr) + 2 * PAD
        if (self._base.width(), self._base.height()) != (width, height):
            self._base = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
            self._full = QImage(width, height, QImage.Format.Format_RGB32)
        self._base.fill(QColor(theme.token("map-land")))
        painter = QPainter(self._base)
        try:
            painter.translate(PAD, PAD)
            if store is not None:
                base_layer.paint(painter, view, store)
            self.sheet.show(painter, view)
        finally:
            painter.end()
        _write(self._base, names)
        self._base_of, self._full_of, self._written = key, None, None
        return exact

    def full(self, view: View, theme: Theme, fleet: Fleet, pale: bool) -> QImage:
        """The base map with the fleet on it; its corner lies ``PAD`` pixels outside the view's."""
        if self._full_of is None or self._full_of[0] is not fleet or self._full_of[1] != pale:
            pixels, clean = pixels_of(self._full), pixels_of(self._base)
            if self._written is None or sum(map(len, self._written)) * SCATTERED > pixels.size:
                pixels[:] = clean
            else:
                for where in self._written:
                    pixels.reshape(-1)[where] = clean.reshape(-1)[where]
            self._written = vehicle_layer.paint(pixels, PAD, view, fleet, theme, pale)
            self._full_of = (fleet, pale)
        return self._full


def _write(image: QImage, names: tuple[PlaceName, ...]) -> None:
    """Names of places over ground and layers, their ink marked, so that no dot buries the name of its town."""
    painter = QPainter(image)
    written = [(name.image, round(name.box.x()) + PAD, round(name.box.y()) + PAD) for name in names if name.image]
    for picture, left, top in written:
        painter.drawImage(left, top, picture)
    painter.end()
    pixels = pixels_of(image)
    high, wide = image.height(), image.width()
    for picture, left, top in written:
        cut_x, cut_y = max(0, -left), max(0, -top)
        right, bottom = min(wide, left + picture.width()), min(high, top + picture.height())
        under = pixels[max(0, top) : bottom, max(0, left) : right]
        ink = pixels_of(picture)[cut_y : cut_y + under.shape[0], cut_x : cut_x + under.shape[1]] >> 24 > FAINT
        under[ink] = under[ink] & np.uint32(0x00FFFFFF) | np.uint32(NAME_ALPHA << 24)
