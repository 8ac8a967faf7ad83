"""What the page is told: one camera, the looks of the fleet, and where every picture goes, all of one moment."""

from __future__ import annotations

from itertools import chain
from typing import Any

from PySide6.QtGui import QColor

from resources.theme import Theme, mix
from widgets.map import vehicle_layer
from widgets.map.marker_layout import Scene
from widgets.map.view import View
from widgets.webmap.atlas import Atlas
from widgets.webmap.tilt import TiltedView

FARTHEST = 30_000
"""Device pixels; the page's numbers end a little beyond."""


def camera_of(view: View) -> list[float]:
    """Longitude, latitude, the zoom that the style sees, pitch, bearing.

    The page's own pixels are as much larger as the theme's factor says, and its zoom is less by that.
    """
    lon, lat = view.to_degrees(view.width / 2, view.height / 2)
    tilt = (view.pitch, view.bearing) if isinstance(view, TiltedView) else (0.0, 0.0)
    return [lon, lat, view.style_zoom, *tilt]


def fleet_look(view: View, theme: Theme, pale: bool, show: bool, revision: int) -> dict[str, Any]:
    """Sizes in device pixels and colours as three numbers each: old, in order, alarmed; and the rim."""
    cached = theme.token("cached")
    inks = (cached, theme.token("map-vehicle"), theme.token("grade2"))
    colours = [_rgb(mix(ink, cached, 0.35) if pale else ink) for ink in inks]
    return {
        "revision": revision,
        "show": show,
        "size": vehicle_layer.dot_size(view),
        "strength": vehicle_layer.strength(view),
        "arrows": view.style_zoom >= vehicle_layer.ARROWS_FROM,
        "colours": list(chain.from_iterable(colours)),
        "rim": _rgb(theme.token("map-land")),
    }


def quads(scene: Scene, view: View, atlas: Atlas) -> list[int]:
    """Six numbers a picture, in the order of painting; the atlas is begun anew when it is full."""
    placed = _placed(scene, view, atlas)
    if placed is None:
        atlas.begin()
        placed = _placed(scene, view, atlas)
    return placed or []


def _placed(scene: Scene, view: View, atlas: Atlas) -> list[int] | None:
    numbers: list[int] = []
    right, bottom = min(FARTHEST, view.width * view.dpr), min(FARTHEST, view.height * view.dpr)
    for left, top, pixmap in scene.pictures:
        x, y = left + scene.shift[0], top + scene.shift[1]
        width, height = pixmap.width(), pixmap.height()
        if x >= right or y >= bottom or x + width <= 0 or y + height <= 0:
            continue
        corner = atlas.place(pixmap)
        if corner is None:
            return None
        numbers += (x, y, width, height, *corner)
    return numbers


def _rgb(colour: str) -> list[float]:
    ink = QColor(colour)
    return [round(part, 4) for part in (ink.redF(), ink.greenF(), ink.blueF())]
