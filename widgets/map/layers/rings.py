"""Many lines in one array: thinned for a zoom and cut to a view with numpy, so that size costs little.

All is in the unit square of web mercator. A *part* is one line or one ring; every part belongs to a shape by number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from console.models.city_map.shapes import Line
from widgets.map import mercator

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FINEST = 2.0
"""Vertices are thinned to so many places a pixel."""


@dataclass(frozen=True, slots=True)
class Rings:
    """``x``, ``y`` of all vertices; part p has those from ``start[p]`` to ``start[p + 1]`` and is of ``shape[p]``.

    ``box`` (parts, 4): west, north, east, south of each part, in the unit square, where y grows southwards.
    """

    x: Floats
    y: Floats
    start: Ints
    shape: Ints
    box: Floats

    def __len__(self) -> int:
        return len(self.shape)

    def thinned(self, zoom: int, scale: float) -> Rings:
        """The same without vertices that could not be told apart at this zoom and so many device pixels a pixel.

        A part is never thinned to less than four vertices: what is small stays a speck instead of vanishing.
        """
        if not len(self):
            return self
        cells = mercator.world_size(zoom) * scale * FINEST
        column, row = np.floor(self.x * cells).astype(np.int64), np.floor(self.y * cells).astype(np.int64)
        keep = np.ones(len(self.x), bool)
        keep[1:] = (column[1:] != column[:-1]) | (row[1:] != row[:-1])
        keep[self.start[:-1]] = keep[self.start[1:] - 1] = True
        few = np.add.reduceat(keep.astype(np.int64), self.start[:-1]) < 4
        if few.any():
            keep |= np.repeat(few, np.diff(self.start)) & (_place(self.start) < 4)
        return self._kept(keep)

    def within(self, west: float, north: float, east: float, south: float) -> Rings:
        """What may be seen in a box of the unit square: parts that touch it, without the vertices far outside.

        Of a run of vertices beyond the same side only its ends are kept: the chord between them stays beyond that
        side too, so neither a line nor a filled ring changes inside the box.
        """
        touching = self.touching(west, north, east, south)
        seen = self.of_parts(touching)
        box = seen.box
        cut = (box[:, 0] < west) | (box[:, 1] < north) | (box[:, 2] > east) | (box[:, 3] > south)
        if not cut.any():
            return seen
        side = np.zeros(len(seen.x), np.int8)
        for number, beyond in enumerate((seen.x < west, seen.x > east, seen.y < north, seen.y > south), 1):
            side[(side == 0) & beyond] = number
        keep = np.ones(len(seen.x), bool)
        keep[1:-1] = (side[1:-1] == 0) | (side[:-2] != side[1:-1]) | (side[2:] != side[1:-1])
        keep[seen.start[:-1]] = keep[seen.start[1:] - 1] = True
        return seen._kept(keep)

    def touching(self, west: float, north: float, east: float, south: float) -> Ints:
        """The parts whose box touches this one."""
        box = self.box
        return np.flatnonzero((box[:, 0] <= east) & (box[:, 2] >= west) & (box[:, 1] <= south) & (box[:, 3] >= north))

    def of_parts(self, parts: Ints) -> Rings:
        """Only these parts, in this order."""
        if len(parts) == len(self):
            return self
        lengths = self.start[parts + 1] - self.start[parts]
        start = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        picked = np.repeat(self.start[parts] - start[:-1], lengths) + np.arange(start[-1])
        return Rings(self.x[picked], self.y[picked], start, self.shape[parts], self.box[parts])

    def _kept(self, keep: NDArray[np.bool_]) -> Rings:
        counts = np.add.reduceat(keep.astype(np.int64), self.start[:-1]) if len(self) else np.zeros(0, np.int64)
        start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return Rings(self.x[keep], self.y[keep], start, self.shape, self.box)


def make_rings(parts: Iterable[tuple[int, Line]], least: int) -> Rings:
    """Parts (shape number, degrees) in one array. Vertices that are no place on earth are left out; so are parts with
    fewer than ``least`` vertices."""
    shapes, lines = [], []
    for shape, line in parts:
        places = np.asarray(line, np.float64)
        if places.ndim != 2 or places.shape[1] != 2:
            continue
        good = np.isfinite(places).all(axis=1)
        places = places if good.all() else places[good]
        if len(places) >= least:
            shapes.append(shape)
            lines.append(places)
    if not lines:
        none = np.zeros(0)
        return Rings(none, none, np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros((0, 4)))
    start = np.concatenate([[0], np.cumsum([len(line) for line in lines])]).astype(np.int64)
    places = np.concatenate(lines)
    x, y = mercator.to_unit(places[:, 0], places[:, 1])
    ends = start[:-1]
    edges = (np.minimum.reduceat(x, ends), np.minimum.reduceat(y, ends))
    others = (np.maximum.reduceat(x, ends), np.maximum.reduceat(y, ends))
    return Rings(x, y, start, np.array(shapes, np.int64), np.stack([*edges, *others], axis=1))


def _place(start: Ints) -> Ints:
    """The place of every vertex within its part, from 0."""
    return np.arange(start[-1]) - np.repeat(start[:-1], np.diff(start))
