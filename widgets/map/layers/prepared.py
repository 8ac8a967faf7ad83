"""A layer of shapes made ready: projected once, thinned once for each zoom, asked for hits and for what is in view."""

from __future__ import annotations

import threading
from collections import OrderedDict
from copy import copy
from dataclasses import dataclass

import numpy as np

from console.models.city_map.shapes import Form, MapLayer, Shape, ShapeLayer
from widgets.map.layers.middle import middle_of
from widgets.map.layers.rings import Floats, Rings, make_rings
from widgets.map.view import View

KEPT = 3
"""Thinned versions kept at a time: the zooms on both sides of a flight."""
_LEAST = {Form.POINT: 1, Form.LINE: 2, Form.AREA: 3}


@dataclass(frozen=True, slots=True)
class Label:
    """Where a shape's label stands in the unit square, and how wide its room is there: an area's width, no end for a
    point."""

    shape: int
    x: float
    y: float
    room: float


@dataclass(frozen=True, slots=True, eq=False)
class ShownLabels:
    """Labels that have room when the world's edge is ``world`` style pixels, with their places in the unit square.

    ``loose``: of an area so wide that its label may stand beside its middle.
    """

    world: float
    labels: tuple[Label, ...]
    x: Floats
    y: Floats
    loose: tuple[bool, ...]


class Prepared:
    """Shapes of a layer, each kind in one array; ``middle`` of every shape is where its label and card stand."""

    def __init__(self, shapes: tuple[Shape, ...]) -> None:
        self.shapes = shapes
        self.points = self._gather(Form.POINT)
        self.lines = self._gather(Form.LINE)
        self.areas = self._gather(Form.AREA)
        self._thinned: OrderedDict[tuple[Form, int, float], Rings] = OrderedDict()
        self._thinning = threading.Lock()
        self._labels: tuple[Label, ...] | None = None
        self.shown: ShownLabels | None = None
        """Of the zoom that was looked at last; kept for who asked."""
        self.pieces: dict[int, list[list[Floats]] | None] = {}
        """Of areas by number, in degrees, as ``untangled`` gives them; kept for who asked, in whatever looks."""
        self._middles: dict[tuple[Form, int], tuple[float, float]] = {}
        self.largest_radius = max((shapes[at].look.radius for at in self.points.shape), default=0.0)
        """Of all points, in style pixels."""

    def reworded(self, layer: MapLayer) -> Prepared:
        """The same geometry with the words of a layer that looks alike."""
        if isinstance(layer, ShapeLayer):
            self.shapes = layer.shapes
        return self

    def relooked(self, layer: MapLayer) -> Prepared:
        """The same geometry in the looks of a layer that has the same: projected, thinned and measured already."""
        again = copy(self)
        if isinstance(layer, ShapeLayer):
            again.shapes, again._labels, again.shown = layer.shapes, None, None
            again.largest_radius = max((layer.shapes[at].look.radius for at in self.points.shape), default=0.0)
        return again

    def _gather(self, form: Form) -> Rings:
        numbered = ((at, part) for at, shape in enumerate(self.shapes) if shape.form is form for part in shape.parts)
        return make_rings(numbered, _LEAST[form])

    @property
    def size(self) -> int:
        """All vertices."""
        return len(self.points.x) + len(self.lines.x) + len(self.areas.x)

    def seen(self, form: Form, view: View) -> Rings:
        """Lines or areas of a view seen from above, thinned for its zoom; sizes of pens are not counted in."""
        rings = self.lines if form is Form.LINE else self.areas
        if not len(rings):
            return rings
        level, world = int(np.ceil(view.zoom)), view.world
        with self._thinning:  # a picture may be painted beside another one that was given up
            key = (form, level, view.dpr)
            if key not in self._thinned:
                self._thinned[key] = rings.thinned(level, view.dpr)
                while len(self._thinned) > 2 * KEPT:
                    self._thinned.popitem(last=False)
            self._thinned.move_to_end(key)
            thinned = self._thinned[key]
        left, top = view.origin
        rim = 32 * view.scale
        west, north = (left - rim) / world, (top - rim) / world
        east, south = (left + view.width * view.dpr + rim) / world, (top + view.height * view.dpr + rim) / world
        return thinned.within(west, north, east, south)

    def labels(self) -> tuple[Label, ...]:
        """Of every point and area that has one, in the order of painting."""
        if self._labels is None:
            self._labels = tuple(self._find_labels())
        return self._labels

    def _find_labels(self) -> list[Label]:
        """A shape of several parts is named in its widest one."""
        found = []
        for form, rings in ((Form.AREA, self.areas), (Form.POINT, self.points)):
            widest: dict[int, int] = {}
            for part, shape in enumerate(rings.shape.tolist()):
                if self.shapes[shape].look.label:
                    held = widest.get(shape)
                    widest[shape] = part if held is None or _width(rings, part) > _width(rings, held) else held
            for shape, part in widest.items():
                room = _width(rings, part) if form is Form.AREA else np.inf
                found.append(Label(shape, *self._middle(form, rings, part), room))
        return found

    def _middle(self, form: Form, rings: Rings, part: int) -> tuple[float, float]:
        held = self._middles.get((form, part))
        if held is None:
            inside = slice(rings.start[part], rings.start[part + 1])
            held = self._middles[form, part] = middle_of(rings.x[inside], rings.y[inside])
        return held


def _width(rings: Rings, part: int) -> float:
    return float(rings.box[part, 2] - rings.box[part, 0])
