"""Marching squares: the outline of where a field on a raster is positive (forests, urban land)."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

# For each of the 16 corner patterns, the pairs of cell edges (0 bottom, 1 right, 2 top, 3 left) a line joins.
_CASES: tuple[tuple[tuple[int, int], ...], ...] = (
    (), ((3, 0),), ((0, 1),), ((3, 1),), ((1, 2),), ((3, 0), (1, 2)), ((0, 2),), ((3, 2),),
    ((2, 3),), ((2, 0),), ((0, 1), (2, 3)), ((2, 1),), ((1, 3),), ((1, 0),), ((0, 3),), (),
)  # fmt: skip


def _crossing(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    return a / (a - b)


def positive_area(field: NDArray[np.float64], x0: float, y0: float, cell: float) -> BaseGeometry:
    """Polygons where `field[row=y, column=x]` > 0; the raster's edge counts as negative, so all outlines close."""
    z = np.pad(field, 1, constant_values=-1.0)
    z = np.where(z == 0.0, -1e-9, z)
    bl, br, tr, tl = z[:-1, :-1], z[:-1, 1:], z[1:, 1:], z[1:, :-1]
    case = (bl > 0) + 2 * (br > 0) + 4 * (tr > 0) + 8 * (tl > 0)
    rows, cols = np.nonzero((case > 0) & (case < 15))
    a, b, c, d = (q[rows, cols] for q in (bl, br, tr, tl))
    kind = case[rows, cols]
    with np.errstate(divide="ignore", invalid="ignore"):
        edges = (
            (cols + _crossing(a, b), rows + 0.0),
            (cols + 1.0, rows + _crossing(b, c)),
            (cols + _crossing(d, c), rows + 1.0),
            (cols + 0.0, rows + _crossing(a, d)),
        )
    segments = []
    for number, joins in enumerate(_CASES):
        chosen = kind == number
        for first, second in joins:
            ends = [np.column_stack([edges[e][0][chosen], edges[e][1][chosen]]) for e in (first, second)]
            segments.append(np.stack(ends, axis=1))
    coords = np.round(np.concatenate(segments), 6) * cell + (x0 - cell, y0 - cell)
    return shapely.build_area(shapely.multilinestrings(shapely.linestrings(np.round(coords, 3))))
