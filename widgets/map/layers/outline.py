"""The outline of a chosen shape, in the view's own perspective."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from console.models.city_map.shapes import Form
from widgets.map.layers.paths import Paths
from widgets.map.layers.prepared import Prepared
from widgets.map.layers.rings import Rings
from widgets.map.layers.stack import LayerStack
from widgets.map.view import View

AROUND = 3.0
"""Style pixels between a point's rim and the ring around it."""


def outline(stack: LayerStack, name: str, shape_id: str, view: View) -> Iterator[tuple[QPainterPath, Form]]:
    """Paths in device pixels around every shape of this id, where the layer is shown at this zoom."""
    for laid in stack.seen(view):
        if laid.layer.name != name:
            continue
        prepared = laid.prepared
        numbers = [at for at, shape in enumerate(prepared.shapes) if shape.id == shape_id]
        for form, rings in ((Form.AREA, prepared.areas), (Form.LINE, prepared.lines)):
            mine = _of(rings, numbers).thinned(int(np.ceil(view.zoom)), view.dpr)
            for _number, path in Paths(mine, view, closed=form is Form.AREA):
                yield path, form
        yield from _around(prepared, _of(prepared.points, numbers), view)


def _of(rings: Rings, numbers: list[int]) -> Rings:
    return rings.of_parts(np.flatnonzero(np.isin(rings.shape, numbers)))


def _around(prepared: Prepared, points: Rings, view: View) -> Iterator[tuple[QPainterPath, Form]]:
    if not len(points):
        return
    x, y = view.to_device(points.x[points.start[:-1]], points.y[points.start[:-1]])
    for at, number in enumerate(points.shape):
        path = QPainterPath()
        reach = (prepared.shapes[int(number)].look.radius + AROUND) * view.scale
        path.addEllipse(QPointF(float(x[at]), float(y[at])), reach, reach)
        yield path, Form.POINT
