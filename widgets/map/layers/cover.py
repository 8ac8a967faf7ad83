"""Where the points of layers lie in their picture: what moves goes under them, for they are to be read and clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from widgets.map.stamp import Ints, Pixels, blended, read_of

Disc = tuple[Ints, Ints, int]
"""Columns and rows of the middles of some points, and how far their ink may reach, in device pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """Rows, columns and colours (premultiplied) of the pixels of a picture that points cover."""

    row: NDArray[np.int32]
    column: NDArray[np.int32]
    colour: Pixels

    def placed(self, left: float, top: float, share: float, clean: Pixels) -> Placed:
        """The same in an image, where the picture's corner lies at ``left`` and ``top``, stretched by ``share``.

        ``clean``: that image without what moves. A stretched cover has gaps, in which dots are seen for as long as a
        zoom takes.
        """
        height, width = clean.shape
        if share == 1.0:
            column, row = self.column + round(left), self.row + round(top)
        else:
            column = np.floor((self.column + 0.5) * share + left).astype(np.int32)
            row = np.floor((self.row + 0.5) * share + top).astype(np.int32)
        inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        at = row[inside].astype(np.int64) * width + column[inside]
        return Placed(at, self.colour[inside], clean.reshape(-1).take(at))


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Flat indices of the pixels of an image that points cover, the points' colours there, and what is seen there where
    nothing moves."""

    at: Ints
    colour: Pixels
    clean: Pixels

    def lay_over(self, pixels: Pixels) -> None:
        """Put the points once more over what was stamped on the image.

        What moves shows through by as much as a point lets through.
        """
        flat = pixels.reshape(-1)
        stamped = flat.take(self.at)
        hit = np.flatnonzero(stamped != self.clean)
        flat[self.at[hit]] = blended(stamped[hit], self.colour[hit])


def cover_of(points: QImage, discs: Sequence[Disc]) -> Cover | None:
    """From an image that holds nothing but points, whose discs tell where they may be; None where there are none.

    Looking at the places of the discs costs a hundredth of looking at all of a large image.
    """
    pixels = read_of(points)
    high, wide = pixels.shape
    if sum(len(x) * (2 * reach + 1) ** 2 for x, _, reach in discs) > pixels.size:
        row, column = np.nonzero(pixels)
    else:
        found = [_inside(*disc, wide, high) for disc in discs]
        at = np.concatenate([np.zeros(0, np.int64), *found])
        row, column = np.divmod(at[pixels.reshape(-1).take(at) != 0], wide)
    if not len(row):
        return None
    return Cover(row.astype(np.int32), column.astype(np.int32), pixels[row, column])


def _inside(x: Ints, y: Ints, reach: int, wide: int, high: int) -> Ints:
    """Flat indices of the squares around places, where they lie in an image; what lies in two of them comes twice."""
    near = np.arange(-reach, reach + 1)
    columns = x[:, None, None] + near[None, None, :]
    rows = y[:, None, None] + near[None, :, None]
    inside = (columns >= 0) & (columns < wide) & (rows >= 0) & (rows < high)
    return np.asarray((rows * wide + columns)[inside], np.int64)
