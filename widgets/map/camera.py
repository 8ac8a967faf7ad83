"""Where the map looks, how it gets there, and how far it may go."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

from widgets.map import mercator
from widgets.map.framing import margin_of, middle
from widgets.map.view import View

MIN_ZOOM, MAX_ZOOM = 7.0, 17.0
LONGEST_MS = 800
STEP = 0.25
"""Zooms by wheel and key end on multiples of this, at which the base map is painted pixel for pixel."""
Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class Camera(QObject):
    """The only thing that moves the map: clamps every move and says when it moved."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = View(0.5, 0.5, MIN_ZOOM, 1, 1)
        self._bounds: Bounds | None = None
        self._flight = QVariantAnimation(self)
        self._flight.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._flight.valueChanged.connect(self._fly)
        self._flight.finished.connect(self._land)
        self._from = self._to = self._view
        self._dip = 0.0
        self.may_fly: Callable[[], bool] = lambda: True
        """Whether a flight would be seen as one; else every move is at once."""

    @property
    def view(self) -> View:
        """What is seen now."""
        return self._view

    @property
    def zoom(self) -> float:
        """Zoom of 512-px tiles, 7 to 17."""
        return self._view.zoom

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude and latitude of the middle."""
        return mercator.to_degrees(self._view.x, self._view.y)

    @property
    def flying(self) -> bool:
        """Whether an animation is under way."""
        return self._flight.state() == QVariantAnimation.State.Running

    def set_size(self, width: int, height: int, dpr: float, factor: float) -> None:
        """The widget's size in its own pixels, the device's ratio and the theme's factor."""
        self._show(replace(self._view, width=max(1, width), height=max(1, height), dpr=dpr, factor=factor))

    def set_bounds(self, bounds: Bounds | None) -> None:
        """The centre stays inside; None for no limit."""
        self._bounds = bounds
        self._show(self._view)

    def look_at(self, lon: float, lat: float, zoom: float) -> None:
        """Be there at once."""
        self.stop()
        self._show(self._at(lon, lat, zoom))

    def fly_to(self, lon: float, lat: float, zoom: float, ms: int = 600) -> None:
        """Be there after an eased flight; 0 ms is at once, and none takes longer than 800 ms."""
        if not all(math.isfinite(part) for part in (lon, lat, zoom)):
            return
        self.stop()
        self._from, self._to = self._view, self._at(lon, lat, zoom)
        if ms <= 0 or self._from == self._to or not self.may_fly():
            self._show(self._to)
            return
        lower = min(self._from.zoom, self._to.zoom)
        way = math.hypot(self._to.x - self._from.x, self._to.y - self._from.y) * mercator.world_size(lower)
        seen = math.hypot(self._view.width, self._view.height)
        self._dip = min(max(0.0, math.log2(max(way / seen, 1e-9))), lower - MIN_ZOOM)
        self._flight.setDuration(min(ms, LONGEST_MS))
        self._flight.setStartValue(0.0)
        self._flight.setEndValue(1.0)
        self._flight.start()

    def fit(self, bounds: Bounds, margin: int = 48, ms: int = 600, covered: int = 0) -> None:
        """Show all of a box, with a margin in widget pixels; ``covered`` of them at the left are taken by something."""
        self.fly_to(*self.fitting(bounds, margin, covered), ms)

    def fitting(self, bounds: Bounds, margin: int = 48, covered: int = 0) -> tuple[float, float, float]:
        """Where ``fit`` goes: longitude, latitude and zoom."""
        left, top, right, bottom = _unit_box(bounds)
        room_x, room_y = max(1, self._view.width - covered - 2 * margin), max(1, self._view.height - 2 * margin)
        share = max((right - left) / room_x, (bottom - top) / room_y, 1e-12)
        zoom = self._clamped(-math.log2(share * mercator.TILE))
        aside = covered / 2 / mercator.world_size(zoom)
        return *mercator.to_degrees((left + right) / 2 - aside, (top + bottom) / 2), zoom

    def framing(self, ground: Bounds, whole: Bounds, covered: int = 0) -> tuple[float, float, float]:
        """Where to look so that all of the ground is seen, and of what is around it as much as there is room for.

        The zoom is one at which the base map is painted pixel for pixel.
        """
        view = self._view
        margin = margin_of(view.width - covered, view.height)
        exact = self.fitting(ground, margin, covered)[2]
        shift = view.zoom - view.style_zoom
        zoom = self._clamped(math.floor((exact - shift) / STEP) * STEP + shift)
        size = mercator.world_size(zoom)
        (left, top, right, bottom), around = _unit_box(ground), _unit_box(whole)
        x = middle(left, right, around[0::2], (view.width - covered - 2 * margin) / size)
        y = middle(top, bottom, around[1::2], (view.height - 2 * margin) / size)
        return *mercator.to_degrees(x - covered / 2 / size, y), zoom

    def pan(self, dx: float, dy: float) -> None:
        """Move the map by widget pixels: the ground follows the hand."""
        self.stop()
        size = mercator.world_size(self.zoom)
        self._show(replace(self._view, x=self._view.x - dx / size, y=self._view.y - dy / size))

    def zoom_at(self, x: float, y: float, zoom: float) -> None:
        """Change the zoom and keep the ground under this widget pixel where it is."""
        self.stop()
        self._show(self._zoomed(x, y, self._clamped(zoom)))

    def ease_zoom_at(self, x: float, y: float, steps: float, ms: int = 140) -> None:
        """As ``zoom_at`` by so many steps from where a flight under way would end, in a short flight."""
        goal = self._to.zoom if self.flying else self.zoom
        shift = self._view.zoom - self._view.style_zoom
        wanted = self._clamped(round((goal - shift + steps * STEP * 2) / STEP) * STEP + shift)
        self.stop()
        self._from, self._to, self._dip = self._view, self._kept(self._zoomed(x, y, wanted)), 0.0
        if not self.may_fly():
            self._show(self._to)
            return
        self._flight.setDuration(ms)
        self._flight.setStartValue(0.0)
        self._flight.setEndValue(1.0)
        self._flight.start()

    def stop(self) -> None:
        """Stay where the flight has come to."""
        self._flight.stop()

    def _zoomed(self, x: float, y: float, zoom: float) -> View:
        view = self._view
        dx, dy = x - view.width / 2, y - view.height / 2
        shift = 1 / mercator.world_size(view.zoom) - 1 / mercator.world_size(zoom)
        return replace(view, zoom=zoom, x=view.x + dx * shift, y=view.y + dy * shift)

    def _at(self, lon: float, lat: float, zoom: float) -> View:
        x, y = mercator.to_unit(lon, lat)
        return self._kept(replace(self._view, x=x, y=y, zoom=self._clamped(zoom)))

    def _fly(self, share: float) -> None:
        self._show(self._between(share))

    def _land(self) -> None:
        self._show(self._landed())

    def _between(self, share: float) -> View:
        a, b = self._from, self._to
        zoom = a.zoom + (b.zoom - a.zoom) * share - self._dip * 4 * share * (1 - share)
        moved = share
        if self._dip == 0 and abs(b.zoom - a.zoom) > 1e-6:
            moved = (2**-zoom - 2**-a.zoom) / (2**-b.zoom - 2**-a.zoom)
        return replace(self._view, zoom=zoom, x=a.x + (b.x - a.x) * moved, y=a.y + (b.y - a.y) * moved)

    def _landed(self) -> View:
        return replace(self._view, x=self._to.x, y=self._to.y, zoom=self._to.zoom)

    def _clamped(self, zoom: float) -> float:
        return min(MAX_ZOOM, max(MIN_ZOOM, zoom))

    def _kept(self, view: View) -> View:
        if self._bounds is None:
            return view
        left, top, right, bottom = _unit_box(self._bounds)
        return replace(view, x=min(right, max(left, view.x)), y=min(bottom, max(top, view.y)))

    def _show(self, view: View) -> None:
        view = self._kept(view)
        if view != self._view:
            self._view = view
            self.changed.emit()


def _unit_box(bounds: Bounds) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in the unit square."""
    west, south, east, north = bounds
    return *mercator.to_unit(west, north), *mercator.to_unit(east, south)
