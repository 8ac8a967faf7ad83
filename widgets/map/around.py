"""Places for words around what they belong to, the best first; all in device pixels, on whole ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF

STEPS = (
    (0.0, 0.55), (0.0, -0.55), (0.25, 0.0), (-0.25, 0.0), (0.25, 0.55), (-0.25, 0.55), (0.25, -0.55), (-0.25, -0.55),
    (0.0, 1.1), (0.0, -1.1), (0.25, 1.1), (-0.25, 1.1), (0.25, -1.1), (-0.25, -1.1), (0.5, 0.0), (-0.5, 0.0),
    (0.5, 0.55), (-0.5, 0.55), (0.5, -0.55), (-0.5, -0.55), (0.0, 1.6), (0.0, -1.6), (0.5, 1.1), (-0.5, 1.1),
    (0.5, -1.1), (-0.5, -1.1), (0.25, 1.6), (-0.25, 1.6), (0.25, -1.6), (-0.25, -1.6),
)  # fmt: skip
"""Where the name of a place may step, in its own widths and heights, the nearest first. No farther: a name at the other
edge of its town is a lie, and one that wanders from picture to picture makes people doubt the map."""
FIGURE_STEPS = (
    (0.0, 1.1), (0.0, -1.1), (0.7, 0.0), (-0.7, 0.0), (0.0, 2.2), (0.0, -2.2), (0.7, 1.1), (-0.7, 1.1), (0.7, -1.1),
    (-0.7, -1.1), (1.2, 0.0), (-1.2, 0.0), (1.2, 1.1), (-1.2, 1.1),
)  # fmt: skip
"""The same of a figure, which belongs to all of its wide area."""

CORNER = 0.2
"""Words at the corner of a bubble's box are nearer by this share of its width: the corner of the box is empty."""


def around_sign(box: QRectF, wide: float, high: float, gap: float) -> list[QRectF]:
    """Beside a sign first, then above and below it in the middle, then flush with a side."""
    right, left = box.right() + gap, box.left() - gap - wide
    below, above = box.bottom() + gap, box.top() - gap - high
    middle_x, middle_y = box.center().x() - wide / 2, box.center().y() - high / 2
    flush_left, flush_right = box.left(), box.right() - wide
    places = (
        *((right, middle_y), (left, middle_y), (middle_x, above), (middle_x, below)),
        *((flush_left, above), (flush_left, below), (flush_right, above), (flush_right, below)),
    )
    return [QRectF(round(x), round(y), wide, high) for x, y in places]


def aside(box: QRectF, steps: Sequence[tuple[float, float]] = STEPS) -> Iterator[QRectF]:
    """The places to which a name steps, the nearest first."""
    for across, down in steps:
        yield box.translated(round(across * box.width()), round(down * box.height()))


def beside_bubble(bubble: QRectF, words: QRectF, gap: float) -> Iterator[QRectF]:
    """Under a bubble, over it, at its sides and its corners; then farther off, for the sign on it may be larger."""
    wide, high, middle = words.width(), words.height(), bubble.center()
    left, top = round(middle.x() - wide / 2), round(middle.y() - high / 2)
    for far in (gap, 3 * gap):
        below, above = round(bubble.bottom() + far), round(bubble.top() - far - high)
        right, before = round(bubble.right() + far), round(bubble.left() - far - wide)
        for x, y in ((left, below), (left, above), (right, top), (before, top)):
            yield QRectF(x, y, wide, high)
        inward = round(bubble.width() * CORNER)
        for x in (right - inward, before + inward):
            for y in (below - inward, above + inward):
                yield QRectF(x, y, wide, high)
