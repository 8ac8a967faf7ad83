"""The layers for the page: GeoJSON and PNG from memory, made when the page asks, and what it is told of each layer.

Colours are resolved here, so the page knows no theme; names and words stay here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from console.models.city_map.shapes import Form, Look, PictureLayer
from resources.theme import Theme
from widgets.map.layers.paint import arrow_size
from widgets.map.layers.prepared import Prepared
from widgets.map.layers.rings import Rings
from widgets.map.layers.stack import Laid, LayerStack, colour_of

JSON, PNG = b"application/geo+json", b"image/png"
DIGITS = 7
"""Of a degree: a centimetre."""


class LayerBytes:
    """Answers for the newest revision of each layer; what was made is kept until there is a newer one."""

    def __init__(self, stack: LayerStack) -> None:
        self._stack = stack
        self._made: dict[int, tuple[int, str, bytes]] = {}

    def of(self, key: int, theme: Theme) -> tuple[bytes, bytes] | None:
        """Kind and bytes of a layer by its number; None when there is none."""
        there = {laid.key: laid for laid in self._stack.shown()}
        for gone in self._made.keys() - there.keys():
            del self._made[gone]  # a layer that comes again has another number
        laid = there.get(key)
        if laid is None:
            return None
        picture = isinstance(laid.layer, PictureLayer)
        made = self._made.get(key)
        if made is None or made[:2] != (laid.revision, theme.name):
            data = png(laid.layer) if isinstance(laid.layer, PictureLayer) else geojson(laid.prepared, theme)
            made = self._made[key] = (laid.revision, theme.name, data)
        return (PNG if picture else JSON), made[2]


def told(stack: LayerStack, theme: Theme) -> list[dict[str, Any]]:
    """What the page is told of every layer, from the lowest to the topmost."""
    return [_told(laid, theme) for laid in stack.shown()]


def _told(laid: Laid, theme: Theme) -> dict[str, Any]:
    layer = laid.layer
    told: dict[str, Any] = {
        "key": laid.key,
        "revision": laid.revision,
        "opacity": min(1.0, max(0.0, layer.opacity)),
        "from": max(0.0, layer.from_zoom),
        "to": min(24.0, layer.to_zoom),
        "halo": theme.token("map-label-halo"),
    }
    if isinstance(layer, PictureLayer):
        west, south, east, north = layer.bounds
        return told | {"corners": [[west, north], [east, north], [east, south], [west, south]]}
    hatches = {colour_of(theme, shape.look.fill) for shape in laid.prepared.shapes if shape.look.hatched}
    return told | {"hatches": sorted(hatches - {""})}


def png(layer: PictureLayer) -> bytes:
    """The picture as a file."""
    pixels = np.ascontiguousarray(layer.pixels, np.uint8)
    high, wide = pixels.shape[:2]
    image = QImage(pixels.data, wide, high, wide * 4, QImage.Format.Format_RGBA8888)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 80)  # type: ignore[call-overload]  # the stub wants bytes, the library a word
    return bytes(buffer.data().data())


def geojson(prepared: Prepared, theme: Theme) -> bytes:
    """All shapes in the order of painting; their labels come with the markers, as pictures."""
    features = [
        *_features(prepared, Form.AREA, theme),
        *_features(prepared, Form.LINE, theme),
        *_features(prepared, Form.POINT, theme),
    ]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def _features(prepared: Prepared, form: Form, theme: Theme) -> Iterator[dict[str, Any]]:
    rings = {Form.POINT: prepared.points, Form.LINE: prepared.lines, Form.AREA: prepared.areas}[form]
    places = _degrees(rings)
    start = rings.start.tolist()
    parts: dict[int, list[Any]] = {}
    for part, shape in enumerate(rings.shape.tolist()):
        parts.setdefault(shape, []).append(places[start[part] : start[part + 1]])
    kinds = {Form.POINT: "MultiPoint", Form.LINE: "MultiLineString", Form.AREA: "Polygon"}
    for shape, lines in parts.items():
        if form is Form.AREA:
            for ring in lines:
                ring.append(ring[0])
        where = [place for line in lines for place in line] if form is Form.POINT else lines
        look = _look(prepared.shapes[shape].look, form, theme)
        geometry = {"type": kinds[form], "coordinates": where}
        yield {"type": "Feature", "geometry": geometry, "properties": look}


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


def _degrees(rings: Rings) -> list[list[float]]:
    lon = (rings.x - 0.5) * 360.0
    lat = np.degrees(np.arcsin(np.tanh((0.5 - rings.y) * 2 * np.pi)))
    places: list[list[float]] = np.round(np.stack([lon, lat], axis=1), DIGITS).tolist()
    return places
