"""The heading of the alarm table under the mouse: a name is dragged to move its column, its right edge to widen it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from resources.theme import Theme
from widgets.alarms.columns import Column, ColumnLayout, Place

Say = Callable[[ColumnLayout], None]


@dataclass(slots=True)
class _Drag:
    """A column in the hand: moved, or resized from a width and a factor."""

    place: Place
    start: float
    factor: float
    resizing: bool
    moved: bool = False


class HeaderHand:
    """Turns presses, moves and releases above the rows into column layouts."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._drag: _Drag | None = None
        self._x = 0.0

    def active(self) -> bool:
        """Whether a column is in the hand."""
        return self._drag is not None

    def edge_at(self, places: Sequence[Place], x: float, theme: Theme) -> Place | None:
        """The column whose right edge is under the mouse; the content has none of its own."""
        reach = theme.space(2)
        for place in places:
            if place.column is not Column.CONTENT and abs(x - (place.left + place.width + reach)) <= reach:
                return place
        return None

    def press(self, places: Sequence[Place], x: float, layout: ColumnLayout, theme: Theme) -> None:
        """Take the column under the mouse."""
        edge = self.edge_at(places, x, theme)
        place = edge or column_at(places, x)
        if place is not None:
            self._drag = _Drag(place, x, layout.widths.get(place.column, 1.0), edge is not None)
            self._x = x

    def move(self, x: float, layout: ColumnLayout, theme: Theme) -> None:
        """The mouse moves: a width follows at once, a place when the column is let go."""
        drag = self._drag
        if drag is None:
            return
        self._x = x
        drag.moved = drag.moved or abs(x - drag.start) > theme.space(2)
        if drag.resizing:
            usual = drag.place.width / drag.factor
            self._say(layout.resized(drag.place.column, (drag.place.width + x - drag.start) / usual))

    def release(self, places: Sequence[Place], x: float, layout: ColumnLayout) -> None:
        """Let the column go: it takes the place it is dropped at."""
        drag, self._drag = self._drag, None
        if drag is None or drag.resizing or not drag.moved:
            return
        rest = [place for place in places if place.column is not drag.place.column]
        before = [place.column for place in rest if place.left + place.width / 2 < x]
        after = layout.order.index(before[-1]) + 1 if before else 0
        own = layout.order.index(drag.place.column)
        self._say(layout.moved(drag.place.column, after - 1 if own < after else after))

    def paint(self, painter: QPainter, height: int, theme: Theme) -> None:
        """Show where a moved column would be."""
        drag = self._drag
        if drag is not None and drag.moved and not drag.resizing:
            shade = QColor(theme.token("accent"))
            shade.setAlphaF(0.25)
            painter.fillRect(QRectF(drag.place.left + self._x - drag.start, 0, drag.place.width, height), shade)


def column_at(places: Sequence[Place], x: float) -> Place | None:
    """The column under the mouse."""
    return next((place for place in places if place.left <= x < place.left + place.width), None)
