"""The fleet on the map: a dot for each vehicle where it was last reported, an arrow once there is room for one.

Nothing is extrapolated: a vehicle stands where its last fix was, and fades when that fix is old.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from console.models.city_map.sign_key import Sign
from resources.theme import Theme, mix
from widgets.map import mercator
from widgets.map.stamp import Ints, Pixels, Stamp, make_stamp, press
from widgets.map.view import View

ALARM, LOADED, STOPPED = 1, 2, 4
"""Bits of a vehicle's state, as in the position frames."""
HEADING_END = 3600
"""Headings are tenths of a degree; larger values mean that the terminal did not know."""
OLD_MS = 600_000
"""A fix this much older than the newest one is shown as cached."""
ARROWS_FROM = 13.0
MOST_ARROWS = 4000
TURNS = 32
_PARKED, _MOVING, _ALARMED, _OLD = 1, 2, 3, 0
_TOKENS = {_OLD: "cached", _PARKED: "map-vehicle", _MOVING: "map-vehicle", _ALARMED: "grade2"}
_SIGNS = {_OLD: Sign.OLD, _PARKED: Sign.PARKED, _MOVING: Sign.MOVING, _ALARMED: Sign.ALARMED}
SIGN_PX = 6.5
"""Of a dot in the key of the map, in style pixels: the largest there is on a map."""

Floats = NDArray[np.float64]
Integers = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Fleet:
    """Positions as the painter wants them: projected once, sorted into looks once.

    ``index`` is the caller's number of each vehicle that has a position; ``signs``: the looks that there are.
    """

    index: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    x: Floats = field(default_factory=lambda: np.zeros(0))
    y: Floats = field(default_factory=lambda: np.zeros(0))
    look: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    turn: NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, np.int16))
    signs: frozenset[Sign] = frozenset()


def make_fleet(
    lon: Integers, lat: Integers, heading: Integers, speed: Integers, state: Integers, fixed: Integers
) -> Fleet:
    """Columns of one length n: 1e-6 degrees, 0.1 degree, 0.1 km/h, state bits, ms of the fix (0 for none).

    Raises ValueError when the columns differ in length.
    """
    if len({len(column) for column in (lon, lat, heading, speed, state, fixed)}) != 1:
        raise ValueError("the fleet's columns differ in length")
    index = np.flatnonzero(fixed)
    if not len(index):
        return Fleet()
    x, y = mercator.to_unit(lon[index] / 1e6, lat[index] / 1e6)
    bits, when = state[index], fixed[index]
    moving = (speed[index] > 0) & ((bits & STOPPED) == 0)
    look = np.where(moving, _MOVING, _PARKED).astype(np.int8)
    look[(bits & ALARM) != 0] = _ALARMED
    look[when < when.max() - OLD_MS] = _OLD
    course = heading[index].astype(np.int32)
    turn = (np.rint(course * (TURNS / HEADING_END)).astype(np.int16)) % TURNS
    turn[(course > HEADING_END) | ~moving] = -1
    seen = np.bincount(look, minlength=len(_SIGNS))
    signs = frozenset(sign for each, sign in _SIGNS.items() if seen[each])
    return Fleet(index, x, y, look, turn.astype(np.int16), signs)


def paint(pixels: Pixels, pad: int, view: View, fleet: Fleet, theme: Theme, muted: bool = False) -> list[Ints]:
    """Stamp the vehicles of a view into its frame, which has a rim of ``pad`` pixels around it.

    Returns the flat indices of the pixels that were written.
    """
    x, y = view.to_device(fleet.x, fleet.y)
    right, bottom = view.width * view.dpr + pad, view.height * view.dpr + pad
    near = np.flatnonzero((x > -pad) & (x < right) & (y > -pad) & (y < bottom))
    column = np.floor(x[near]).astype(np.int64) + pad
    row = np.floor(y[near]).astype(np.int64) + pad
    look, turn = fleet.look[near], fleet.turn[near]
    arrows = view.style_zoom >= ARROWS_FROM and len(near) <= MOST_ARROWS
    size, rim = dot_size(view), theme.token("map-land")
    written: list[Ints] = []
    for which, token in _TOKENS.items():
        colour = theme.token(token)
        ink = mix(colour, theme.token("cached"), 0.35) if muted else colour
        mine = look == which
        dots = mine & (turn < 0) if arrows else mine
        written += press(pixels, column[dots], row[dots], _dot(size, ink, which, rim, strength(view)))
        for way in np.unique(turn[mine & (turn >= 0)]) if arrows else ():
            some = mine & (turn == way)
            written += press(pixels, column[some], row[some], _arrow(size, ink, int(way), rim))
    return written


def place(fleet: Fleet, view: View, vehicle: int) -> tuple[float, float] | None:
    """Device pixels of one vehicle; None when it has no known position."""
    at = int(np.searchsorted(fleet.index, vehicle))
    if vehicle < 0 or at >= len(fleet.index) or fleet.index[at] != vehicle:
        return None
    x, y = view.to_device(fleet.x[at : at + 1], fleet.y[at : at + 1])
    return float(x[0]), float(y[0])


def hit(fleet: Fleet, view: View, x: float, y: float, reach: float) -> int:
    """Index of the nearest vehicle within ``reach`` device pixels, -1 for none."""
    if not len(fleet.x):
        return -1
    left, top = view.to_device(fleet.x, fleet.y)
    distance = np.hypot(left - x, top - y)
    nearest = int(np.argmin(distance))
    return int(fleet.index[nearest]) if distance[nearest] <= reach else -1


def paint_ring(painter: QPainter, x: float, y: float, scale: float, colour: QColor) -> None:
    """Round the selected vehicle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2 * scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(x, y), 10 * scale, 10 * scale)
    painter.restore()


def signs_of(fleet: Fleet, view: View) -> frozenset[Sign]:
    """How its vehicles are drawn now, for the key of the map."""
    if Sign.MOVING in fleet.signs and view.style_zoom >= ARROWS_FROM:
        return fleet.signs - {Sign.MOVING} | {Sign.HEADED}
    return fleet.signs


def paint_sign(painter: QPainter, sign: Sign, middle: QPointF, view: View, theme: Theme) -> None:
    """A vehicle as the map draws it near by, with a painter in widget pixels."""
    look = next((look for look, each in _SIGNS.items() if each is sign), _MOVING)
    size, colour = SIGN_PX * view.factor, QColor(theme.token(_TOKENS[look]))
    painter.save()
    painter.translate(middle)
    painter.setPen(Qt.PenStyle.NoPen)
    if sign is Sign.PARKED:
        colour.setAlphaF(0.55)
    painter.setBrush(colour)
    if sign is Sign.HEADED:
        painter.drawPolygon(_arrow_head(size * 0.9))
    else:
        radius = size / 2 * (1.35 if sign is Sign.ALARMED else 1.0)
        painter.drawEllipse(QPointF(), radius, radius)
    painter.restore()


def dot_size(view: View) -> float:
    """Diameter in device pixels."""
    return round(min(6.5, max(2.6, 2.6 + (view.style_zoom - 9.5) * 0.6)) * view.scale, 1)


def strength(view: View) -> float:
    """Opacity of a moving vehicle: a crowd seen from afar is a texture, near by each one counts."""
    return round(min(0.95, max(0.45, 0.45 + (view.style_zoom - 10) * 0.16)), 2)


@lru_cache(maxsize=64)
def _dot(size: float, ink: str, look: int, rim: str, strength: float) -> Stamp:
    if look == _ALARMED:
        size *= 1.35
    colour = QColor(ink)
    if look != _ALARMED:
        colour.setAlphaF(strength if look == _MOVING else strength * 0.55)

    def draw(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if size >= 5:
            edge = QColor(rim)
            edge.setAlphaF(0.7)
            painter.setBrush(edge)
            painter.drawEllipse(QPointF(), size / 2 + 1, size / 2 + 1)
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(-size / 2, -size / 2, size, size))

    return make_stamp(int(size / 2) + 2, draw)


@lru_cache(maxsize=256)
def _arrow(size: float, ink: str, way: int, rim: str) -> Stamp:
    length = size * 1.15

    def draw(painter: QPainter) -> None:
        painter.rotate(way * 360 / TURNS)
        edge = QColor(rim)
        edge.setAlphaF(0.8)
        painter.setPen(edge)
        painter.setBrush(QColor(ink))
        painter.drawPolygon(_arrow_head(length))

    return make_stamp(int(length * 1.3) + 2, draw)


def _arrow_head(length: float) -> QPolygonF:
    """Pointing up, around its middle."""
    corners = ((0.0, -1.0), (0.72, 0.8), (0.0, 0.42), (-0.72, 0.8))
    return QPolygonF([QPointF(x * length, y * length) for x, y in corners])
