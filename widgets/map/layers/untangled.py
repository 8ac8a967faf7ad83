"""Areas that cross or touch themselves, as others that do not: what the even-odd rule fills, in whole pieces.

A painter that cuts areas into triangles leaves out a bow-tie: its halves turn opposite ways, so its area is nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from console.geodata.crossings import crossing_of
from widgets.map.layers.hits import within
from widgets.map.layers.rings import Floats

SPAN = 1e6
"""The longer side of an area while its crossings are found: Qt takes places for one that lie 1e-12 of that apart."""
Ring = Floats
"""Shape (n, 2), not closed."""


def untangled(rings: Sequence[Ring]) -> list[list[Ring]] | None:
    """Pieces of an area, each an outer ring and its holes; None for one that is whole as it is."""
    if not any(_tangled(ring) for ring in rings):
        return None
    places = np.concatenate(rings)
    corner = places.min(axis=0)
    share = SPAN / max(float(np.ptp(places, axis=0).max()), 1e-12)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ((ring - corner) * share).tolist()]))
        path.closeSubpath()
    whole = [_places(polygon) for polygon in path.simplified().toSubpathPolygons()]
    return [[ring / share + corner for ring in piece] for piece in _pieces([ring for ring in whole if len(ring) >= 3])]


def _tangled(ring: Ring) -> bool:
    """Whether two edges cross, or a place comes again later on."""
    steps = ring[np.any(ring != np.roll(ring, 1, axis=0), axis=1)]
    return len(steps) > 3 and (len(np.unique(steps, axis=0)) < len(steps) or crossing_of(ring) is not None)


def _places(polygon: QPolygonF) -> Ring:
    places = np.array([point.toTuple() for point in polygon.toList()]).reshape(-1, 2)
    return places[:-1] if len(places) and np.array_equal(places[0], places[-1]) else places


def _pieces(rings: list[Ring]) -> list[list[Ring]]:
    """Each hole to the smallest ring around it. They share corners but no edge, so the middle of an edge tells."""
    around = [
        [at for at, other in enumerate(rings) if other is not ring and _holds(other, (ring[0] + ring[1]) / 2)]
        for ring in rings
    ]
    pieces = {at: [ring] for at, ring in enumerate(rings) if len(around[at]) % 2 == 0}
    for at, ring in enumerate(rings):
        if at not in pieces:
            pieces[max(around[at], key=lambda outer: len(around[outer]))].append(ring)
    return list(pieces.values())


def _holds(ring: Ring, place: Floats) -> bool:
    return within(ring[:, 0], ring[:, 1], float(place[0]), float(place[1]))
