"""A layer of shapes as GeoJSON for the page, made piece by piece on a thread.

Python's one lock is held for as long as a library's single call takes, and the window's own thread waits for it. So no
call is given more than a piece of a ring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from console.models.city_map.shapes import Form, Look
from resources.theme import Theme
from widgets.map.layers.paint import arrow_size
from widgets.map.layers.prepared import Prepared
from widgets.map.layers.rings import Rings
from widgets.map.layers.stack import colour_of
from widgets.map.layers.untangled import untangled

DIGITS = 7
"""Of a degree: a centimetre."""
PIECE = 2048
"""Vertices written in one call: half a millisecond."""
KINDS = {Form.POINT: "MultiPoint", Form.LINE: "MultiLineString", Form.AREA: "Polygon"}
Places = NDArray[np.float64]
_encode = msgspec.json.encode


class Dropped(Exception):
    """Nobody wants it any more."""


def geojson(prepared: Prepared, theme: Theme, dropped: Callable[[], bool] = lambda: False) -> bytes:
    """All shapes in the order of painting; their labels come with the markers, as pictures.

    Raises ``Dropped`` as soon as ``dropped`` says so.
    """
    pieces: list[bytes] = []
    for form in (Form.AREA, Form.LINE, Form.POINT):
        for feature in _features(prepared, form, theme):
            if dropped():
                raise Dropped
            pieces.append(feature)
    return b'{"type":"FeatureCollection","features":[' + b",".join(pieces) + b"]}"


def _features(prepared: Prepared, form: Form, theme: Theme) -> Iterator[bytes]:
    rings = {Form.POINT: prepared.points, Form.LINE: prepared.lines, Form.AREA: prepared.areas}[form]
    places, start = _degrees(rings), rings.start
    parts: dict[int, list[Places]] = {}
    geometry: dict[str, Any]
    for part, shape in enumerate(rings.shape.tolist()):
        parts.setdefault(shape, []).append(places[start[part] : start[part + 1]])
    for shape, lines in parts.items():
        pieces = _pieces(prepared, shape, lines) if form is Form.AREA else None
        if pieces is None:
            geometry = {"type": KINDS[form], "coordinates": _written(lines, form)}
        else:
            geometry = {"type": "MultiPolygon", "coordinates": [_written(piece, form) for piece in pieces]}
        look = _look(prepared.shapes[shape].look, form, theme)
        yield _encode({"type": "Feature", "geometry": geometry, "properties": look})


def _pieces(prepared: Prepared, shape: int, lines: list[Places]) -> list[list[Places]] | None:
    """MapLibre leaves out what is wound both ways, and fills by no rule what crosses itself."""
    if shape not in prepared.pieces:
        prepared.pieces[shape] = untangled(lines)
    return prepared.pieces[shape]


def _written(lines: list[Places], form: Form) -> msgspec.Raw:
    return msgspec.Raw(b"[" + b",".join(_ring(line, form) for line in lines) + b"]")


def _ring(line: Places, form: Form) -> bytes:
    """Its places one after the other; in brackets but for a point, and an area's closed."""
    if form is Form.AREA:
        line = np.concatenate((line, line[:1]))
    pieces = (line[at : at + PIECE].tolist() for at in range(0, len(line), PIECE))
    inside = b",".join(_encode(piece)[1:-1] for piece in pieces)
    return inside if form is Form.POINT else b"[" + inside + b"]"


def _look(look: Look, form: Form, theme: Theme) -> dict[str, Any]:
    """Short keys, as there may be thousands: form, fill, alpha, line, width, dashed, arrows, radius, hatched."""
    told: dict[str, Any] = {"k": form.value[0]}
    if look.fill and form is not Form.LINE:
        told |= {"f": colour_of(theme, look.fill), "a": look.fill_alpha, "h": int(look.hatched)}
    if look.line and look.width > 0:
        told |= {"l": colour_of(theme, look.line), "w": look.width, "d": int(look.dashed)}
        if look.arrows and form is Form.LINE:
            told["s"] = arrow_size(look.width)
    if form is Form.POINT:
        told["r"] = look.radius
    return told


def _degrees(rings: Rings) -> Places:
    lon = (rings.x - 0.5) * 360.0
    lat = np.degrees(np.arcsin(np.tanh((0.5 - rings.y) * 2 * np.pi)))
    return np.round(np.stack([lon, lat], axis=1), DIGITS)
