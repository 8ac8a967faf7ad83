"""The picture under the markers: base map, layers and fleet in one image; only what changed is painted again."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

from resources.theme import Theme
from widgets.map import base_layer, vehicle_layer
from widgets.map.layers import LayerStack, labels
from widgets.map.layers.sheet import LayerSheet
from widgets.map.marker_layout import CELL, Cells
from widgets.map.stamp import NAME_ALPHA, Ints, pixels_of
from widgets.map.tile_store import TileStore
from widgets.map.vehicle_layer import Fleet
from widgets.map.view import View

PAD = 24
"""Device pixels around the view, so that a vehicle on its rim is painted whole."""
SCATTERED = 12
"""Putting back one pixel here and there costs as much as copying so many in a row (33 MB of a 4K output)."""


class Frame:
    """Two images: the base map of a view, and the same with the fleet; and ``names``, where it shows places' names."""

    def __init__(self, sheet: LayerSheet) -> None:
        self.sheet = sheet
        self._base = QImage()
        self._full = QImage()
        self._base_of: tuple[Hashable, ...] | None = None
        self._full_of: tuple[Fleet, bool] | None = None
        self._written: list[Ints] | None = None
        self.names: Cells | None = None

    def forget(self) -> None:
        """Paint all anew next time."""
        self._base_of = self._full_of = self._written = None

    def base(self, view: View, theme: Theme, store: TileStore | None, revision: int, layers: LayerStack) -> bool:
        """Bring the base map and its layers up to date; ``revision`` counts the tiles that came.

        False when the layers are an older picture, stretched: see ``LayerSheet.prepare``. New layers alone cost nothing
        here until their picture is done.
        """
        exact = self.sheet.prepare(view, theme, layers)
        key = (view, theme.name, store is not None, revision, self.sheet.finished)
        if key == self._base_of:
            return exact
        width, height = round(view.width * view.dpr) + 2 * PAD, round(view.height * view.dpr) + 2 * PAD
        if (self._base.width(), self._base.height()) != (width, height):
            self._base = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
            self._full = QImage(width, height, QImage.Format.Format_RGB32)
        self._base.fill(QColor(theme.token("map-land")))
        if store is not None:
            painter = QPainter(self._base)
            try:
                painter.translate(PAD, PAD)
                base_layer.paint(painter, view, store)
            finally:
                painter.end()
        self._lay_over(view, theme, layers)
        self._base_of, self._full_of, self._written = key, None, None
        names = self._name_cells()
        if self.names is None or not np.array_equal(names, self.names):
            self.names = names
        return exact

    def _name_cells(self) -> Cells:
        return np.asarray(pixels_of(self._base)[PAD:-PAD:CELL, PAD:-PAD:CELL] >> 24 == NAME_ALPHA)

    def _lay_over(self, view: View, theme: Theme, layers: LayerStack) -> None:
        """Layers over the ground, but not over the names of places; their own labels where no name is."""
        if next(layers.seen(view), None) is None:
            return
        flat = pixels_of(self._base).reshape(-1)
        names = np.flatnonzero(flat.view(np.uint8)[3::4] == NAME_ALPHA)
        kept, cells = flat[names], self._name_cells()
        painter = QPainter(self._base)
        painter.translate(PAD, PAD)
        try:
            self.sheet.show(painter, view)
        finally:
            painter.end()
        flat[names] = kept
        labels.paint(self._base, PAD, labels.lay_out(view, theme, layers, cells))

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
