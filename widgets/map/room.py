"""Which parts of a view are taken: a grid of cells, asked and filled in the order of importance."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF

CELL = 4
"""Edge of a cell in device pixels."""


class Room:
    """What is taken for good, and what is only better left alone."""

    def __init__(self, width: float, height: float) -> None:
        self._taken = np.zeros((int(height) // CELL + 2, int(width) // CELL + 2), bool)
        self._wanted = np.zeros_like(self._taken)

    def take(self, box: QRectF) -> None:
        """Nothing else may go there."""
        self._taken[self._cells(box)] = True

    def want(self, box: QRectF) -> None:
        """Something less important would like to stand there: others try elsewhere first."""
        self._wanted[self._cells(box)] = True

    def untouched(self, box: QRectF) -> bool:
        """Whether what is seen of a box touches nothing that is taken."""
        return not self._taken[self._cells(box)].any()

    def free(self, box: QRectF, unwanted: bool = True) -> bool:
        """Whether a box lies wholly in the view and touches nothing, nor (unless it must) what others want."""
        rows, columns = self._taken.shape
        left, top, right, bottom = _corners(box)
        if left < 0 or top < 0 or right > columns or bottom > rows:
            return False
        cells = self._cells(box)
        return not self._taken[cells].any() and not (unwanted and self._wanted[cells].any())

    def _cells(self, box: QRectF) -> tuple[slice, slice]:
        left, top, right, bottom = _corners(box)
        return slice(max(0, top), max(0, bottom)), slice(max(0, left), max(0, right))


def _corners(box: QRectF) -> tuple[int, int, int, int]:
    """First and last cell (and one beyond) that a box touches."""
    left, top = int(box.left() // CELL), int(box.top() // CELL)
    return left, top, int(box.right() // CELL) + 1, int(box.bottom() // CELL) + 1
