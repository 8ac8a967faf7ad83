"""Which parts of a view are taken: a grid of cells, asked and filled in the order of importance."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF

CELL = 4
"""Edge of a cell in device pixels."""
WANTED, VALUED, DEAR = 1, 2, 3
"""How much something less important would like to stand somewhere: a name, a value in its bubble, a great name."""


class Room:
    """What is taken for good, and what is only better left alone."""

    def __init__(self, width: float, height: float) -> None:
        self._taken = np.zeros((int(height) // CELL + 2, int(width) // CELL + 2), bool)
        self._wanted = np.zeros(self._taken.shape, np.uint8)

    def take(self, box: QRectF) -> None:
        """Nothing else may go there."""
        left, top, right, bottom = _corners(box)
        self._taken[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = True

    def want(self, box: QRectF, how_much: int = WANTED) -> None:
        """Something less important would like to stand there: others try elsewhere first."""
        left, top, right, bottom = _corners(box)
        cells = self._wanted[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
        np.maximum(cells, how_much, out=cells)

    def untouched(self, box: QRectF) -> bool:
        """Whether what is seen of a box touches nothing that is taken."""
        left, top, right, bottom = _corners(box)
        return not self._taken[max(0, top) : max(0, bottom), max(0, left) : max(0, right)].any()

    def free(self, box: QRectF) -> bool:
        """Whether a box lies wholly in the view and touches nothing that is taken."""
        rows, columns = self._taken.shape
        left, top, right, bottom = _corners(box)
        return (
            left >= 0 and top >= 0 and right <= columns and bottom <= rows
            and not self._taken[top:bottom, left:right].any()
        )  # fmt: skip

    def wanted(self, box: QRectF) -> int:
        """How much others want some of a box; 0 for not at all."""
        left, top, right, bottom = _corners(box)
        return int(self._wanted[max(0, top) : max(0, bottom), max(0, left) : max(0, right)].max(initial=0))

    def named(self, box: QRectF) -> bool:
        """Whether a name would like to stand in some of a box."""
        left, top, right, bottom = _corners(box)
        cells = self._wanted[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
        return bool(((cells == WANTED) | (cells == DEAR)).any())


def _corners(box: QRectF) -> tuple[int, int, int, int]:
    """First and last cell (and one beyond) that a box touches."""
    left, top = int(box.left() // CELL), int(box.top() // CELL)
    return left, top, int(box.right() // CELL) + 1, int(box.bottom() // CELL) + 1
