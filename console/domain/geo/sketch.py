"""What a person draws on a map, corner by corner: one small state machine for every tool, without a pixel in it.

A ``Sketch`` is under way and is replaced by every act; ``finished`` makes a ``Drawing`` of it, or says why not.
Places are (lon, lat) in degrees WGS-84. Whether sides cross is judged in the plane of longitude and latitude: sides
are as short as a city, and a map in Web Mercator shows them crossing in the same cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from console.domain.geo import geodesy
from console.domain.geo.geodesy import Place

MOST_CORNERS = 500
LARGEST_RADIUS = 200_000.0
SMALLEST_RADIUS = 1.0
"""Metres."""


class Tool(Enum):
    """What is being drawn. ``SEARCH`` is a circle in which one looks for what is there."""

    DISTANCE = "distance"
    AREA = "area"
    POINT = "point"
    CIRCLE = "circle"
    POLYGON = "polygon"
    SEARCH = "search"

    @property
    def round(self) -> bool:
        """A centre and a radius."""
        return self in (Tool.CIRCLE, Tool.SEARCH)

    @property
    def closed(self) -> bool:
        """A ring of corners."""
        return self in (Tool.AREA, Tool.POLYGON)

    @property
    def least(self) -> int:
        """Corners that it needs."""
        return {Tool.DISTANCE: 2, Tool.AREA: 3, Tool.POLYGON: 3}.get(self, 1)


class Refusal(Enum):
    """Why an act is not taken."""

    CROSSES = "crosses"
    TOO_FEW = "too few"
    TOO_MANY = "too many"
    TOO_SMALL = "too small"
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Something finished. ``radius`` in metres, of round ones; ``made`` in ms since 1970."""

    id: str
    tool: Tool
    corners: tuple[Place, ...]
    radius: float = 0.0
    name: str = ""
    made: int = 0

    @property
    def outline(self) -> tuple[Place, ...]:
        """The corners that are drawn: of a round one, of its circle."""
        return tuple(geodesy.circle(self.corners[0], self.radius)) if self.tool.round else self.corners

    @property
    def bounds_area(self) -> bool:
        """Whether things can lie within it."""
        return self.tool.round or self.tool.closed


@dataclass(frozen=True, slots=True)
class Sketch:
    """A drawing under way. ``refusal`` is what became of the last act, ``where`` the place that it is about."""

    tool: Tool
    corners: tuple[Place, ...] = ()
    radius: float = 0.0
    refusal: Refusal | None = None
    where: Place | None = None

    def add(self, place: Place) -> Sketch:
        """Another corner, or the centre of a round one. A side that would cross another is not taken."""
        if self.tool.round or self.tool is Tool.POINT:
            return Sketch(self.tool, (place,))
        if self.corners and place == self.corners[-1]:
            return self._said(None)
        if len(self.corners) >= MOST_CORNERS:
            return self._said(Refusal.TOO_MANY, place)
        corners = (*self.corners, place)
        if self.tool.closed and (where := _crossed_by_last(corners)) is not None:
            return self._said(Refusal.CROSSES, where)
        return Sketch(self.tool, corners)

    def reach(self, place: Place) -> Sketch:
        """Let the circle go through a place."""
        return self.sized(geodesy.distance(self.corners[0], place)) if self.corners else self

    def sized(self, metres: float) -> Sketch:
        """Give the circle this radius."""
        if not self.corners:
            return self
        if metres > LARGEST_RADIUS:
            return self._said(Refusal.TOO_LARGE, self.corners[0])
        return Sketch(self.tool, self.corners, metres)

    def undo(self) -> Sketch:
        """Take the last corner away."""
        return Sketch(self.tool, self.corners[:-1])

    def finished(self, name: str, made: int) -> Drawing | Sketch:
        """The drawing of this id, or the sketch with the reason why it is none yet."""
        if len(self.corners) < self.tool.least:
            return self._said(Refusal.TOO_FEW)
        if self.tool.round and self.radius < SMALLEST_RADIUS:
            return self._said(Refusal.TOO_SMALL, self.corners[0])
        if self.tool.closed and (where := crossing(self.corners, closed=True)) is not None:
            return self._said(Refusal.CROSSES, where)
        return Drawing(name, self.tool, self.corners, self.radius, made=made)

    def _said(self, refusal: Refusal | None, where: Place | None = None) -> Sketch:
        return replace(self, refusal=refusal, where=where)


def crossing(corners: Sequence[Place], *, closed: bool) -> Place | None:
    """Where the first two sides meet that have no corner in common, None if none do. ``closed``: last joins first."""
    sides = [*pairwise(corners)]
    if closed and len(corners) > 2:
        sides.append((corners[-1], corners[0]))
    for later in range(2, len(sides)):
        for earlier in range(later - 1):
            if closed and earlier == 0 and later == len(sides) - 1:
                continue  # neighbours round the end
            where = meeting(*sides[earlier], *sides[later])
            if where is not None:
                return where
    return None


def _crossed_by_last(corners: Sequence[Place]) -> Place | None:
    """Where the newest side meets one before it; those before it are known not to cross."""
    meetings = (meeting(*side, *corners[-2:]) for side in pairwise(corners[:-2]))
    return next((where for where in meetings if where is not None), None)


def meeting(a: Place, b: Place, c: Place, d: Place) -> Place | None:
    """Where the side from a to b meets the one from c to d; touching counts, lying upon one another too."""
    (rx, ry), (sx, sy), (qx, qy) = _from(a, b), _from(c, d), _from(a, c)
    turn = rx * sy - ry * sx
    if turn == 0:
        return _overlap(a, b, c, d) if qx * ry - qy * rx == 0 else None
    t, u = (qx * sy - qy * sx) / turn, (qx * ry - qy * rx) / turn
    return (a[0] + t * rx, a[1] + t * ry) if 0 <= t <= 1 and 0 <= u <= 1 else None


def _overlap(a: Place, b: Place, c: Place, d: Place) -> Place | None:
    """Of two sides on one line, a place that both hold."""
    along = 0 if a[0] != b[0] or c[0] != d[0] else 1
    low = max(min(a, b, key=lambda p: p[along]), min(c, d, key=lambda p: p[along]), key=lambda p: p[along])
    high = min(max(a, b, key=lambda p: p[along]), max(c, d, key=lambda p: p[along]), key=lambda p: p[along])
    return low if low[along] <= high[along] else None


def _from(a: Place, b: Place) -> tuple[float, float]:
    return b[0] - a[0], b[1] - a[1]
