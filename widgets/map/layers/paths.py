"""Paths of a painter straight from arrays: no Python object for a vertex."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream, QIODevice
from PySide6.QtGui import QPainterPath

from widgets.map.layers.rings import Floats, Rings
from widgets.map.view import View

_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
"""One element as ``QDataStream`` writes a path: 0 moves there, 1 draws a line there."""
_COUNT, _TAIL = struct.Struct(">i"), struct.Struct(">ii")


class Paths:
    """Paths of the shapes that are seen, in device pixels of a view; rings are closed and holes stay open.

    One path a shape, or pieces of at most ``most`` vertices, each beginning where the last one ended.
    """

    def __init__(self, rings: Rings, view: View, closed: bool, most: int = 0) -> None:
        self._most = most
        self._shapes, self._first = _runs(rings)
        lengths = np.diff(rings.start) + closed
        self._start = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        x, y = view.to_device(rings.x, rings.y)
        elements = np.empty(int(self._start[-1]), _ELEMENT)
        elements["kind"] = 1
        elements["kind"][self._start[:-1]] = 0
        elements["x"], elements["y"] = self._laid(x, rings, closed), self._laid(y, rings, closed)
        self._elements = elements

    def __iter__(self) -> Iterator[tuple[int, QPainterPath]]:
        """Number of each shape, and its path, made when it is its turn."""
        for at, shape in enumerate(self._shapes):
            first, end = self._start[self._first[at]], self._start[self._first[at + 1]]
            if not self._most or end - first <= self._most:
                yield shape, _path(self._elements[first:end])
                continue
            for start in range(first, end - 1, self._most):
                piece = self._elements[start : min(end, start + self._most + 1)].copy()
                piece["kind"][0] = 0
                yield shape, _path(piece)

    def _laid(self, values: Floats, rings: Rings, closed: bool) -> Floats:
        if not closed or not len(rings):
            return values
        out = np.empty(int(self._start[-1]))
        ends = np.zeros(len(out), bool)
        ends[self._start[1:] - 1] = True
        out[~ends] = values
        out[ends] = values[rings.start[:-1]]
        return out


def _path(elements: NDArray[np.void]) -> QPainterPath:
    data = QByteArray(_COUNT.pack(len(elements)) + elements.tobytes() + _TAIL.pack(0, 0))
    path = QPainterPath()
    stream = QDataStream(data, QIODevice.OpenModeFlag.ReadOnly)  # holds no copy of the bytes
    stream >> path
    return path


def _runs(rings: Rings) -> tuple[list[int], list[int]]:
    """Shapes in their order, and the first part of each; the parts of a shape follow one another."""
    if not len(rings):
        return [], [0]
    first = np.flatnonzero(np.diff(rings.shape, prepend=-1))
    return rings.shape[first].tolist(), [*first.tolist(), len(rings)]
