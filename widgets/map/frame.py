"""The picture under the markers: base map and fleet in one image, of which only what changed is painted again."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtGui import QColor, QImage, QPainter

from resources.theme import Theme
from widgets.map import base_layer, vehicle_layer
from widgets.map.stamp import pixels_of
from widgets.map.tile_store import TileStore
from widgets.map.vehicle_layer import Fleet
from widgets.map.view import View

PAD = 24
"""Device pixels around the view, so that a vehicle on its rim is painted whole."""


class Frame:
    """Two images: the base map of a view, and the same with the fleet stamped into it."""

    def __init__(self) -> None:
        self._base = QImage()
        self._full = QImage()
        self._base_of: Hashable = None
        self._full_of: Hashable = None

    def forget(self) -> None:
        """Paint all anew next time."""
        self._base_of = self._full_of = None

    def base(self, view: View, theme: Theme, store: TileStore | None, revision: int) -> None:
        """Bring the base map up to date; ``revision`` counts the tiles that came."""
        key = (view, theme.name, store is not None, revision)
        if key == self._base_of:
            return
        width, height = round(view.width * view.dpr) + 2 * PAD, round(view.height * view.dpr) + 2 * PAD
        if (self._base.width(), self._base.height()) != (width, height):
            self._base = QImage(width, height, QImage.Format.Format_RGB32)
            self._full = QImage(width, height, QImage.Format.Format_RGB32)
        self._base.fill(QColor(theme.token("map-land")))
        if store is not None:
            painter = QPainter(self._base)
            painter.translate(PAD, PAD)
            base_layer.paint(painter, view, store)
            painter.end()
        self._base_of, self._full_of = key, None

    def full(self, view: View, theme: Theme, fleet: Fleet | None, pale: bool) -> QImage:
        """The base map with the fleet on it; its corner lies ``PAD`` pixels outside the view's."""
        if fleet is None or not len(fleet.x):
            self._full_of = None
            return self._base
        key = (id(fleet), pale)
        if self._full_of != key:
            pixels = pixels_of(self._full)
            pixels[:] = pixels_of(self._base)
            vehicle_layer.paint(pixels, PAD, view, fleet, theme, pale)
            self._full_of = key
        return self._full
