"""Where a window may stand: wholly on one monitor, as near as possible to where it was left. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from console.wall.outputs import Rect

LEAST = (640, 480)
"""Smaller than this a desk is of no use, unless the monitor itself is."""
SHARE = 0.85
"""Of the first monitor, for a window that was never placed."""


def on_a_screen(wanted: Rect | None, screens: Sequence[Rect]) -> Rect:
    """The wanted place if it is on one of the screens, else moved and made smaller as little as will do.

    ``screens``: the room on each without task bars, the main one first; at least one. The one that holds most of the
    window gets it.
    """
    if wanted is None or min(wanted[2:]) <= 0:
        wanted = _middle(screens[0])
    shares = [_shared(wanted, screen) for screen in screens]
    host = screens[shares.index(max(shares))]
    x, width = _fit(wanted[0], wanted[2], host[0], host[2], LEAST[0])
    y, height = _fit(wanted[1], wanted[3], host[1], host[3], LEAST[1])
    return x, y, width, height


def _fit(start: int, length: int, low: int, room: int, least: int) -> tuple[int, int]:
    length = min(max(length, least), room)
    return min(max(start, low), low + room - length), length


def _middle(screen: Rect) -> Rect:
    width, height = round(screen[2] * SHARE), round(screen[3] * SHARE)
    return screen[0] + (screen[2] - width) // 2, screen[1] + (screen[3] - height) // 2, width, height


def _shared(one: Rect, other: Rect) -> int:
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(0, width) * max(0, height)
