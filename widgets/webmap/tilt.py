"""A camera that may lean and turn: the perspective of the page, in Python, so that a click means what the eye sees.

The projection is MapLibre's for a flat earth: a camera with a vertical field of view of ``FIELD`` looks at the middle
of the view from ``height / 2 / tan(FIELD / 2)`` pixels away, leans back by ``pitch`` and turns by ``bearing``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject

from widgets.map import mercator
from widgets.map.camera import Camera
from widgets.map.view import Array, View

FIELD = 0.6435011087932844
"""MapLibre's default: twice the arctangent of a third."""
STEEPEST = 60.0
"""Degrees of pitch: beyond, the horizon would come into view."""
BEHIND = 1e-3
"""Points nearer to the camera's plane than this share of its distance cannot be shown."""


@dataclass(frozen=True, slots=True)
class TiltedView(View):
    """A view in perspective. ``pitch`` and ``bearing`` in degrees: leaning from straight down, and what is up."""

    pitch: float = 0.0
    bearing: float = 0.0

    @property
    def level(self) -> bool:
        """Whether this is the plain view from above, north up."""
        return self.pitch == 0 and self.bearing == 0

    @property
    def distance(self) -> float:
        """From the camera to the middle of the view, in widget pixels."""
        return self.height / 2 / math.tan(FIELD / 2)

    def to_device(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Points of the unit square to device pixels; what lies behind the camera is infinitely far away."""
        if self.level:
            return View.to_device(self, x, y)
        size = mercator.world_size(self.zoom)
        left, top = self._seen((x - self.x) * size, (y - self.y) * size)
        return (left + self.width / 2) * self.dpr, (top + self.height / 2) * self.dpr

    def nearness(self, x: Array, y: Array) -> Array:
        """As the view's."""
        size, turn = mercator.world_size(self.zoom), math.radians(self.bearing)
        along = ((y - self.y) * math.cos(turn) - (x - self.x) * math.sin(turn)) * size
        return 1 - along * math.sin(math.radians(self.pitch)) / self.distance

    def to_widget(self, lon: float, lat: float) -> tuple[float, float]:
        """Degrees to widget pixels."""
        x, y = mercator.to_unit(lon, lat)
        left, top = self.to_device(np.array([x]), np.array([y]))
        return float(left[0]) / self.dpr, float(top[0]) / self.dpr

    def to_degrees(self, x: float, y: float) -> tuple[float, float]:
        """Widget pixels to (lon, lat) of the ground there."""
        east, south = self.ground(x, y)
        return mercator.to_degrees(east, south)

    def ground(self, x: float, y: float) -> tuple[float, float]:
        """Widget pixels to the unit square; rows above the horizon count as just below it."""
        right, down = x - self.width / 2, y - self.height / 2
        lean, far = math.radians(self.pitch), self.distance
        steep = max(far * math.cos(lean) + down * math.sin(lean), far * BEHIND)
        along = down * far / steep
        across = right * (far - along * math.sin(lean)) / far
        turn = math.radians(self.bearing)
        east = across * math.cos(turn) - along * math.sin(turn)
        south = across * math.sin(turn) + along * math.cos(turn)
        size = mercator.world_size(self.zoom)
        return self.x + east / size, self.y + south / size

    def _seen(self, east: Array, south: Array) -> tuple[Array, Array]:
        turn, lean = math.radians(self.bearing), math.radians(self.pitch)
        across = east * math.cos(turn) + south * math.sin(turn)
        along = south * math.cos(turn) - east * math.sin(turn)
        depth = self.distance - along * math.sin(lean)
        depth = np.where(depth > self.distance * BEHIND, depth, np.nan)
        share = self.distance / depth
        return np.nan_to_num(across * share, nan=1e9), np.nan_to_num(along * math.cos(lean) * share, nan=1e9)


class TiltCamera(Camera):
    """The map's camera with two more degrees of freedom, which can be switched off for a painter without them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        view = self._view
        self._view = self._from = self._to = TiltedView(view.x, view.y, view.zoom, view.width, view.height)
        self._may_tilt = False
        self._kept_tilt = (0.0, 0.0)

    @property
    def pitch(self) -> float:
        """Degrees from looking straight down."""
        return self._tilted(self._view).pitch

    @property
    def bearing(self) -> float:
        """Degrees clockwise from north of what is up."""
        return self._tilted(self._view).bearing

    @property
    def may_tilt(self) -> bool:
        """Whether the painter of the moment can lean."""
        return self._may_tilt

    @property
    def level(self) -> bool:
        """Whether the view is from straight above, north up."""
        return self._tilted(self._view).level

    def allow_tilt(self, allowed: bool) -> None:
        """Without leave the view is level; the tilt is remembered and comes back with it."""
        if allowed == self._may_tilt:
            return
        if not allowed:
            goal = self._tilted(self._to if self.flying else self._view)
            self._kept_tilt = (goal.pitch, goal.bearing)
        self.stop()
        self._may_tilt = allowed
        self.tilt_to(*(self._kept_tilt if allowed else (0.0, 0.0)))

    def tilt_to(self, pitch: float, bearing: float) -> None:
        """Lean and turn at once, about the middle of the view."""
        if not (math.isfinite(pitch) and math.isfinite(bearing)):
            return
        self.stop()
        if self._may_tilt:
            self._show(replace(self._tilted(self._view), pitch=_steep(pitch), bearing=_wrapped(bearing)))
        else:
            self._kept_tilt = (_steep(pitch), _wrapped(bearing)) if pitch or bearing else self._kept_tilt
            self._show(replace(self._tilted(self._view), pitch=0.0, bearing=0.0))

    def fly_tilted(self, lon: float, lat: float, zoom: float, pitch: float, bearing: float, ms: int = 800) -> None:
        """As ``fly_to``, leaning and turning on the way, the shorter way round."""
        if not (math.isfinite(pitch) and math.isfinite(bearing)) or not self._may_tilt:
            self.fly_to(lon, lat, zoom, ms)
            return
        self.fly_to(lon, lat, zoom, ms)
        lean, turn = _steep(pitch), _wrapped(bearing)
        if self.flying:
            self._to = replace(self._tilted(self._to), pitch=lean, bearing=turn)
        else:
            self.tilt_to(lean, turn)

    def pan(self, dx: float, dy: float) -> None:
        """Move by widget pixels, as they count in the middle of the view."""
        view = self._tilted(self._view)
        if view.level:
            super().pan(dx, dy)
            return
        self.stop()
        x, y = view.ground(view.width / 2 - dx, view.height / 2 - dy)
        self._show(replace(view, x=x, y=y))

    def _zoomed(self, x: float, y: float, zoom: float) -> View:
        view = self._tilted(self._view)
        if view.level:
            return super()._zoomed(x, y, zoom)
        held_x, held_y = view.ground(x, y)
        share = 2.0 ** (view.zoom - zoom)
        return replace(view, zoom=zoom, x=held_x + (view.x - held_x) * share, y=held_y + (view.y - held_y) * share)

    def _between(self, share: float) -> View:
        a, b = self._tilted(self._from), self._tilted(self._to)
        pitch = a.pitch + (b.pitch - a.pitch) * share
        bearing = _wrapped(a.bearing + _wrapped(b.bearing - a.bearing) * share)
        return replace(self._tilted(super()._between(share)), pitch=pitch, bearing=bearing)

    def _landed(self) -> View:
        goal = self._tilted(self._to)
        return replace(self._tilted(super()._landed()), pitch=goal.pitch, bearing=goal.bearing)

    @staticmethod
    def _tilted(view: View) -> TiltedView:
        assert isinstance(view, TiltedView)  # every view of this camera is made from the first one
        return view


def _steep(pitch: float) -> float:
    return min(STEEPEST, max(0.0, pitch))


def _wrapped(bearing: float) -> float:
    """Within ±180."""
    return (bearing + 180.0) % 360.0 - 180.0
