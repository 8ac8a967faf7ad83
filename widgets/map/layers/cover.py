"""Where the points of layers lie in their picture: what moves goes under them, for they are to be read and clicked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from widgets.map.stamp import Ints, Pixels, blended, read_of


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """Rows, columns and colours (premultiplied) of the pixels of a picture that points cover."""

    row: NDArray[np.int32]
    column: NDArray[np.int32]
    colour: Pixels

    def placed(self, left: float, top: float, share: float, width: int, height: int) -> Placed:
        """The same in an image of this size, where the picture's corner lies at ``left`` and ``top``, stretched by
        ``share``. A stretched one has gaps, in which dots are seen for as long as a zoom takes."""
        if share == 1.0:
            column, row = self.column + round(left), self.row + round(top)
        else:
            column = np.floor((self.column + 0.5) * share + left).astype(np.int32)
            row = np.floor((self.row + 0.5) * share + top).astype(np.int32)
        inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        at = row[inside].astype(np.int64) * width + column[inside]
        return Placed(at, self.colour[inside])


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Flat indices of the pixels of an image that points cover, and their colours."""

    at: Ints
    colour: Pixels

    def lay_over(self, pixels: Pixels, clean: Pixels) -> None:
        """Put the points once more over what was stamped on ``pixels``; ``clean`` is the same without what moves.

        What moves shows through by as much as a point lets through.
        """
        stamped = pixels.reshape(-1)[self.at]
        hit = stamped != clean.reshape(-1)[self.at]
        pixels.reshape(-1)[self.at[hit]] = blended(stamped[hit], self.colour[hit])


def cover_of(points: QImage) -> Cover | None:
    """From an image that holds nothing but points; None where there are none."""
    pixels = read_of(points)
    row, column = np.nonzero(pixels)
    if not len(row):
        return None
    return Cover(row.astype(np.int32), column.astype(np.int32), pixels[row, column])
