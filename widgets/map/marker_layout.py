"""Where every marker and label of a view goes: the important ones first, nothing over them, no two labels touching."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPixmap

from console.models.rows import Marker
from widgets.map.sprites import Sprites
from widgets.map.view import View

CELL = 4
"""Edge of a cell of the occupancy grid in device pixels."""
NAMES_FROM = 13.0
VALUES_FROM = 10.4
ICONS_FROM = 12.2
ASSET_NAMES_FROM = 14.5
PLATES = (240.0, 130.0, 36.0)
"""Width on the left and on the right and height, in style pixels, kept free for what lies on every map."""
ALARM, STATION, ASSET = range(3)
Cells = NDArray[np.bool_]


def rank(marker: Marker) -> int:
    """Alarms before stations (they carry a value) before assets."""
    if marker.priority:
        return ALARM
    return STATION if marker.label else ASSET


@dataclass(slots=True)
class Spot:
    """A marker as it is shown: the middle of its icon in device pixels, and others of its kind hidden under it."""

    marker: Marker
    x: float
    y: float
    icon: QPixmap
    under: list[Marker] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished layout: pictures with their corners in the order of painting, and spots for hit-testing."""

    pictures: list[tuple[int, int, QPixmap]] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)


class _Room:
    """Which cells of the view are taken."""

    def __init__(self, width: float, height: float, names: Cells | None) -> None:
        self._taken = np.zeros((int(height) // CELL + 2, int(width) // CELL + 2), bool)
        self._names = np.zeros_like(self._taken)
        if names is not None:
            rows, columns = (min(a, b) for a, b in zip(names.shape, self._names.shape, strict=True))
            self._names[:rows, :columns] = names[:rows, :columns]

    def free(self, x: float, y: float, width: float, height: float, over_names: bool = False) -> bool:
        """Whether a box lies wholly in the view and touches nothing (or nothing but names of places)."""
        rows, columns = self._taken.shape
        left, top = int(x) // CELL, int(y) // CELL
        right, bottom = int(x + width) // CELL + 1, int(y + height) // CELL + 1
        if left < 0 or top < 0 or right > columns or bottom > rows:
            return False
        box = (slice(top, bottom), slice(left, right))
        return not self._taken[box].any() and (over_names or not self._names[box].any())

    def take(self, x: float, y: float, width: float, height: float) -> None:
        """Nothing else may go there."""
        left, top = max(0, int(x) // CELL), max(0, int(y) // CELL)
        self._taken[top : max(0, int(y + height) // CELL + 1), left : max(0, int(x + width) // CELL + 1)] = True


def lay_out(
    markers: Iterable[tuple[Marker, float, float]],
    view: View,
    sprites: Sprites,
    selected: str = "",
    names: Cells | None = None,
    clear: Iterable[QRectF] = (),
) -> Scene:
    """Markers with their places in device pixels, the most important first, to a scene.

    ``names``: the cells in which the base map shows a place's name; ``clear``: what lies on the map and would hide
    labels.
    """
    spots = _merged(markers, view, sprites)
    room = _Room(view.width * view.dpr, view.height * view.dpr, names)
    for left, width in ((0.0, PLATES[0]), (view.width * view.dpr - PLATES[1] * view.scale, PLATES[1])):
        high = PLATES[2] * view.scale
        room.take(left, view.height * view.dpr - high, width * view.scale, high)
    for box in clear:
        room.take(box.x(), box.y(), box.width(), box.height())
    labels: list[tuple[int, int, QPixmap]] = []
    for kind in (ALARM, STATION, ASSET):
        mine = [spot for spot in spots if rank(spot.marker) == kind]
        for spot in mine:
            _settle(spot, view, sprites, room)
        labels += [label for spot in mine if (label := _label(spot, view, sprites, room, spot.marker.id == selected))]
    pictures = [_centred(spot.icon, spot.x, spot.y) for spot in reversed(spots)]
    rings = [
        _centred(sprites.ring(round(max(spot.icon.width(), 20 * view.scale) * 1.25)), spot.x, spot.y)
        for spot in spots
        if spot.marker.id == selected
    ]
    return Scene(pictures + rings + labels[::-1], spots)


def _settle(spot: Spot, view: View, sprites: Sprites, room: _Room) -> None:
    """Take the icon's room; an asset without room for its plate is a dot."""
    width, height = spot.icon.width(), spot.icon.height()
    box = (spot.x - width / 2, spot.y - height / 2, width, height)
    if rank(spot.marker) == ASSET and view.style_zoom < ASSET_NAMES_FROM and not room.free(*box, over_names=True):
        spot.icon = sprites.dot(spot.marker.token)
    room.take(*box)


def _merged(markers: Iterable[tuple[Marker, float, float]], view: View, sprites: Sprites) -> list[Spot]:
    """Spots in order of importance; an alarm on top of a more important one is counted there instead."""
    cell = 18 * view.scale
    leaders: dict[tuple[int, int], Spot] = {}
    spots = []
    for marker, x, y in markers:
        at = (int(x // cell), int(y // cell))
        if marker.priority and (leader := _leader(leaders, at, x, y, cell * 0.75)):
            leader.under.append(marker)
            continue
        spot = Spot(marker, x, y, _icon(marker, view, sprites))
        spots.append(spot)
        if marker.priority:
            leaders[at] = spot
    return spots


def _leader(leaders: dict[tuple[int, int], Spot], at: tuple[int, int], x: float, y: float, near: float) -> Spot | None:
    for column in (at[0] - 1, at[0], at[0] + 1):
        for row in (at[1] - 1, at[1], at[1] + 1):
            spot = leaders.get((column, row))
            if spot and abs(spot.x - x) < near and abs(spot.y - y) < near:
                return spot
    return None


def _icon(marker: Marker, view: View, sprites: Sprites) -> QPixmap:
    kind = rank(marker)
    if kind == ALARM:
        return sprites.alarm(marker.priority, marker.acknowledged)
    if kind == STATION:
        return sprites.station(marker.token)
    return sprites.asset(marker.kind, marker.token) if view.style_zoom >= ICONS_FROM else sprites.dot(marker.token)


def _label(spot: Spot, view: View, sprites: Sprites, room: _Room, selected: bool) -> tuple[int, int, QPixmap] | None:
    text, edge, role, dense = _words(spot, view, selected)
    if not text:
        return None
    pixmap = sprites.label(text, edge, role, dense)
    width, height = pixmap.width(), pixmap.height()
    gap = max(2 * view.scale, CELL + 1)
    gap_x, gap_y = spot.icon.width() / 2 + gap, spot.icon.height() / 2 + gap
    places = (
        (spot.x + gap_x, spot.y - height / 2),
        (spot.x - gap_x - width, spot.y - height / 2),
        (spot.x - width / 2, spot.y - gap_y - height),
        (spot.x - width / 2, spot.y + gap_y),
    )
    for over_names in (False, True) if spot.marker.priority or selected else (False,):
        for x, y in places:
            if room.free(x, y, width, height, over_names):
                room.take(x, y, width, height)
                return round(x), round(y), pixmap
    return None


def _words(spot: Spot, view: View, selected: bool) -> tuple[str, str, str, bool]:
    """Text, edge colour, type role and whether it is a quiet label; empty text for no label."""
    marker, kind, zoom = spot.marker, rank(spot.marker), view.style_zoom
    if kind == ALARM:
        more = f"  +{len(spot.under)}" if spot.under else ""
        return (marker.label or marker.name) + more, f"grade{marker.priority}", "secondary", False
    if kind == STATION:
        full = f"{marker.name}  {marker.label}" if zoom >= NAMES_FROM or selected else marker.label
        return (full if zoom >= VALUES_FROM or selected else ""), "", "tertiary", True
    return (marker.name if zoom >= ASSET_NAMES_FROM or selected else ""), "", "tertiary", True


def _centred(pixmap: QPixmap, x: float, y: float) -> tuple[int, int, QPixmap]:
    return round(x - pixmap.width() / 2), round(y - pixmap.height() / 2), pixmap


def muted(marker: Marker) -> Marker:
    """The same marker where nothing newer is known: without the colour of its state."""
    return marker if marker.priority else replace(marker, token="cached")
