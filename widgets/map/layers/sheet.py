"""The layers' picture: painted once for a place and a zoom, larger than the view, and moved until it no longer fits."""

from __future__ import annotations

import time
from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from resources.theme import Theme
from widgets.map.layers.paint import paint
from widgets.map.layers.stack import LayerStack
from widgets.map.view import View

MARGIN = 128
"""Widget pixels on all sides, so that a small move of the map costs no new picture."""
RIM = 24
"""Device pixels around the view that are painted too."""
BUDGET_S = 0.012
"""A picture that takes longer is not painted in the middle of a move; until the map rests the old one is stretched."""


class LayerSheet:
    """One transparent image. Vehicles that move never touch it."""

    def __init__(self) -> None:
        self._image = QImage()
        self._view: View | None = None
        self._key: Hashable = None
        self._asked: View | None = None
        self._cost = 0.0

    def paint(self, painter: QPainter, view: View, theme: Theme, stack: LayerStack) -> bool:
        """Put the layers of a view on a picture whose origin is the view's corner.

        False when it shows an older picture, stretched: the caller paints again once the map rests.
        """
        names = tuple((laid.key, laid.revision, laid.layer.opacity) for laid in stack.seen(view))
        if not names:
            return True
        key = (names, theme.name)
        fits = key == self._key and self._view is not None and _fits(self._view, view)
        if not fits and self._may_wait(key, view):
            self._asked = view
            self._stretch(painter, view)
            return False
        if not fits:
            self._render(view, theme, stack)
            self._key = key
        self._asked = view
        self._stretch(painter, view)
        return True

    def _may_wait(self, key: Hashable, view: View) -> bool:
        moving = self._asked is not None and self._asked != view
        return self._cost > BUDGET_S and moving and key == self._key and self._view is not None

    def _render(self, view: View, theme: Theme, stack: LayerStack) -> None:
        began = time.perf_counter()
        wide = replace(view, width=view.width + 2 * MARGIN, height=view.height + 2 * MARGIN)
        size = (round(wide.width * wide.dpr), round(wide.height * wide.dpr))
        if (self._image.width(), self._image.height()) != size:
            self._image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
        self._image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._image)
        try:
            for laid in stack.seen(view):
                paint(painter, wide, theme, laid)
        finally:
            painter.end()
        self._view = wide
        self._cost = time.perf_counter() - began

    def _stretch(self, painter: QPainter, view: View) -> None:
        assert self._view is not None
        share = view.world / self._view.world
        left, top = self._view.origin
        at_x, at_y = left * share - view.origin[0], top * share - view.origin[1]
        if abs(share - 1.0) < 1e-9:
            painter.drawImage(QPointF(round(at_x), round(at_y)), self._image)
            return
        target = QRectF(at_x, at_y, self._image.width() * share, self._image.height() * share)
        painter.drawImage(target, self._image)


def _fits(sheet: View, view: View) -> bool:
    """Whether the sheet holds the whole view, at its zoom."""
    if (sheet.zoom, sheet.dpr, sheet.factor) != (view.zoom, view.dpr, view.factor):
        return False
    left, top = (theirs - ours - RIM for theirs, ours in zip(view.origin, sheet.origin, strict=True))
    right, bottom = left + view.width * view.dpr + 2 * RIM, top + view.height * view.dpr + 2 * RIM
    return left >= 0 and top >= 0 and right <= sheet.width * sheet.dpr and bottom <= sheet.height * sheet.dpr
