"""Where a map looks so that a box is well placed on it, whatever the map's proportions."""

from __future__ import annotations

MOST, LEAST, SHARE = 48, 12, 0.05
"""Widget pixels at most and at least, and share of the map's lesser side, that stay free around a city."""
LEAN = 0.1
"""A box that goes on to one side only, by this share of itself, leans to that side as far as it may."""
MOST_LEAN = 0.5
"""How far a box may lean: 0 stands in the middle, 1 at the rim. On a broad wall a city would else stand in a corner."""


def margin_of(width: int, height: int) -> int:
    """Widget pixels to leave free around a city on a map of this size."""
    return round(min(MOST, max(LEAST, SHARE * min(width, height))))


def middle(low: float, high: float, around: tuple[float, ...], span: float) -> float:
    """The middle of a ``span`` that shows ``low`` to ``high``, along one axis and in one unit.

    Spare room shows first what lies ``around`` it. The rest lies evenly on both sides, or, where the surroundings go on
    to one side only, as the sea does before a coast, most of it on the other one.
    """
    before, after = max(0.0, low - around[0]), max(0.0, around[1] - high)
    spare = span - (high - low)
    if spare <= 0:
        return (low + high) / 2
    if spare <= before + after:
        return low - spare * before / (before + after) + span / 2
    lean = MOST_LEAN * min(1.0, max(-1.0, (after - before) / (LEAN * (high - low) or 1.0)))
    rest = spare - before - after
    return low - before - rest * (1 + lean) / 2 + span / 2
