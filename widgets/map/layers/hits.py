"""What lies under a point: the topmost shape, in the view's own perspective, the same for every painter."""

from __future__ import annotations

import numpy as np

from widgets.map import mercator
from widgets.map.layers.prepared import Prepared
from widgets.map.layers.rings import Floats, Rings
from widgets.map.view import View


def hit(prepared: Prepared, view: View, x: float, y: float, reach: float) -> int:
    """Number of the topmost line or area within ``reach`` device pixels of a device pixel, -1 for none.

    Lines lie over areas, later shapes over earlier ones; of lines the nearest wins.
    """
    at = _line(prepared.lines, view, x, y, reach)
    return at if at >= 0 else _area(prepared, view, x, y)


def hit_point(prepared: Prepared, view: View, x: float, y: float, reach: float) -> int:
    """Number of the nearest point within ``reach`` device pixels, or on whose disc a device pixel lies; -1 for none."""
    points = prepared.points
    if not len(points):
        return -1
    left, top = view.to_device(points.x[points.start[:-1]], points.y[points.start[:-1]])
    away = np.hypot(left - x, top - y)
    near = np.flatnonzero(away <= max(reach, prepared.largest_radius * view.scale))
    best = (np.inf, -1)
    for at in near[::-1]:
        shape = int(points.shape[at])
        radius = max(reach, prepared.shapes[shape].look.radius * view.scale)
        if away[at] <= radius and away[at] < best[0]:
            best = (float(away[at]), shape)
    return best[1]


def _line(lines: Rings, view: View, x: float, y: float, reach: float) -> int:
    if not len(lines):
        return -1
    best = (reach, -1)
    near = lines.of_parts(lines.touching(*_box(view, x, y, reach)))
    for part in range(len(near) - 1, -1, -1):
        inside = slice(near.start[part], near.start[part + 1])
        away = _distance(*view.to_device(near.x[inside], near.y[inside]), x, y)
        if away < best[0]:
            best = (away, int(near.shape[part]))
    return best[1]


def _area(prepared: Prepared, view: View, x: float, y: float) -> int:
    east, south = mercator.to_unit(*view.to_degrees(x / view.dpr, y / view.dpr))
    areas = prepared.areas
    inside: dict[int, bool] = {}
    for part in areas.touching(east, south, east, south):
        ring = slice(areas.start[part], areas.start[part + 1])
        shape = int(areas.shape[part])
        inside[shape] = inside.get(shape, False) != within(areas.x[ring], areas.y[ring], east, south)
    return max((shape for shape, is_in in inside.items() if is_in), default=-1)


def _box(view: View, x: float, y: float, reach: float) -> tuple[float, float, float, float]:
    """West, north, east, south in the unit square of all ground that may be within reach, tilted or not."""
    corners = [
        mercator.to_unit(*view.to_degrees((x + right) / view.dpr, (y + down) / view.dpr))
        for right in (-reach, reach)
        for down in (-reach, reach)
    ]
    across, along = zip(*corners, strict=True)
    return min(across), min(along), max(across), max(along)


def _distance(left: Floats, top: Floats, x: float, y: float) -> float:
    """From a point to the nearest segment of a line, in its pixels."""
    across, down = np.diff(left), np.diff(top)
    length = across * across + down * down
    share = ((x - left[:-1]) * across + (y - top[:-1]) * down) / np.where(length > 0, length, 1.0)
    share = np.clip(share, 0.0, 1.0)
    return float(np.hypot(left[:-1] + share * across - x, top[:-1] + share * down - y).min())


def within(x: Floats, y: Floats, east: float, south: float) -> bool:
    """Whether a place lies in a ring, by the even-odd rule."""
    next_x, next_y = np.roll(x, -1), np.roll(y, -1)
    crossing = (y <= south) != (next_y <= south)
    x, y, next_x, next_y = x[crossing], y[crossing], next_x[crossing], next_y[crossing]
    return bool(np.count_nonzero(x + (south - y) / (next_y - y) * (next_x - x) > east) % 2)
