"""How large type is on a monitor: by the eye's angle where size and distance are known, else by its lines."""

from __future__ import annotations

import math

from resources.theme import Scale

WALL_ZOOM = 1.2
"""Type on a wall whose size nobody knows is a fifth larger than at a desk …"""
WALL_LINES = 1000
"""… but not on a monitor with fewer lines, where it would push words out."""
CLOSER = 0.98
"""Type sizes are whole pixels, so a little is taken off beyond the share that is wanting."""
LEAST_MM = 100
"""A monitor that says it is smaller than this is not believed."""


def scale_of(
    size: tuple[int, int], size_mm: tuple[float, float], distance_m: float | None, larger: float = 1.0
) -> Scale:
    """``size`` in logical pixels; its shorter edge counts as its lines. No distance: a desk. ``larger``: by choice."""
    lines = min(size)
    if not distance_m or min(size_mm) <= LEAST_MM:
        return Scale(height_px=lines, zoom=max(larger, WALL_ZOOM if distance_m and lines >= WALL_LINES else 1.0))
    # diagonals, because systems differ in whether a turned monitor's millimetres are turned as well
    per_mm = math.hypot(*size) / math.hypot(*size_mm)
    return Scale(px_per_mm=per_mm, viewing_distance_m=distance_m, height_px=lines, zoom=larger)


def squeezed(factor: float, plain: float, alone: float) -> bool:
    """Whether panes that came from elsewhere cost the type of a monitor what makes it readable.

    ``alone``: the factor of its own panes. ``plain``: the monitor's own; more than that is a wish and may go.
    """
    return factor < min(plain, alone) * CLOSER


def smaller(factor: float, plain: float, share: float) -> float:
    """The factor to try next where panes have but ``share`` of their room at ``factor``.

    ``plain``: the monitor's own, without a person's wish for larger type, which must never end in a smaller one.
    """
    shrunk = factor * share * CLOSER
    return plain if shrunk < plain < factor else shrunk
