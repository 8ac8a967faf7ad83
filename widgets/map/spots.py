"""Markers as signs on the screen: which picture each has, and which of them lie under one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPixmap

from console.models.rows import Marker
from widgets.map.marker_words import ALARM, STATION, rank
from widgets.map.sprites import Sprites
from widgets.map.view import View

ICONS_FROM = 12.2


@dataclass(slots=True)
class Spot:
    """A marker as it is shown: the middle of its icon in device pixels, and others of its kind hidden under it.

    ``seen``: its icon is painted; one that lies under something more important is not, and its words stand ``around``
    that.
    """

    marker: Marker
    x: float
    y: float
    icon: QPixmap
    under: list[Marker] = field(default_factory=list)
    seen: bool = True
    around: QRectF | None = None

    @property
    def box(self) -> QRectF:
        """What the icon covers."""
        width, height = self.icon.width(), self.icon.height()
        return QRectF(self.x - width / 2, self.y - height / 2, width, height)


def merged(markers: Iterable[tuple[Marker, float, float]], view: View, sprites: Sprites) -> list[Spot]:
    """Spots in order of importance; an alarm on top of a more important one is counted there instead, on its sign."""
    cell = 18 * view.scale
    leaders: dict[tuple[int, int], Spot] = {}
    spots = []
    for marker, x, y in markers:
        at = (int(x // cell), int(y // cell))
        if marker.priority and (leader := _leader(leaders, at, x, y, cell * 0.75)):
            leader.under.append(marker)
            continue
        spot = Spot(marker, x, y, icon_of(marker, view, sprites))
        spots.append(spot)
        if marker.priority:
            leaders[at] = spot
    for spot in leaders.values():
        if spot.under:
            spot.icon = sprites.alarm(spot.marker.priority, spot.marker.acknowledged, len(spot.under))
    return spots


def _leader(leaders: dict[tuple[int, int], Spot], at: tuple[int, int], x: float, y: float, near: float) -> Spot | None:
    for column in (at[0] - 1, at[0], at[0] + 1):
        for row in (at[1] - 1, at[1], at[1] + 1):
            spot = leaders.get((column, row))
            if spot and abs(spot.x - x) < near and abs(spot.y - y) < near:
                return spot
    return None


def icon_of(marker: Marker, view: View, sprites: Sprites) -> QPixmap:
    """The sign of one marker; assets are dots seen from afar."""
    kind = rank(marker)
    if kind == ALARM:
        return sprites.alarm(marker.priority, marker.acknowledged)
    if kind == STATION:
        return sprites.station(marker.token)
    return sprites.asset(marker.kind, marker.token) if view.style_zoom >= ICONS_FROM else sprites.dot(marker.token)


def muted(marker: Marker) -> Marker:
    """The same marker where nothing newer is known: without the colour of its state."""
    return marker if marker.priority else replace(marker, token="cached")
