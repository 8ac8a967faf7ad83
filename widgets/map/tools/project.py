"""Corners on the ground to lines on the screen, also where a leaning view would show what lies behind the eye."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF

from console.domain.geo.geodesy import Place
from widgets.map import mercator
from widgets.map.view import Array, View

NEAREST = 0.02
"""Points nearer to the eye than this share of the middle's distance are cut off."""


def on_screen(view: View, places: Sequence[Place], *, closed: bool) -> list[list[QPointF]]:
    """Runs of points in widget pixels; several when parts of the way lie behind the eye, none when all of it does."""
    if not places:
        return []
    corners = np.array([*places, places[0]] if closed and len(places) > 2 else places, float)
    x, y = mercator.to_unit(corners[:, 0], corners[:, 1])
    near = view.nearness(x, y)
    if (near > NEAREST).all():
        return [_points(view, x, y)]
    return [_points(view, *np.array(run).T) for run in _cut(x, y, near)]


def _cut(x: Array, y: Array, near: Array) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for at in range(len(x)):
        if at and (near[at] > NEAREST) != (near[at - 1] > NEAREST):
            share = (NEAREST * 1.001 - near[at - 1]) / (near[at] - near[at - 1])
            runs[-1].append((x[at - 1] + share * (x[at] - x[at - 1]), y[at - 1] + share * (y[at] - y[at - 1])))
            if near[at] <= NEAREST:
                runs.append([])
        if near[at] > NEAREST:
            runs[-1].append((float(x[at]), float(y[at])))
    return [run for run in runs if run]


def _points(view: View, x: Array, y: Array) -> list[QPointF]:
    left, top = view.to_device(x, y)
    return [QPointF(a / view.dpr, b / view.dpr) for a, b in zip(left.tolist(), top.tolist(), strict=True)]
