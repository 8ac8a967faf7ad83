"""All that is written on the map and its markers: laid out again only when the view or one of them changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.models.rows import Marker
from resources.theme import Theme
from widgets.map import mercator
from widgets.map.layers import LayerStack, labels
from widgets.map.marker_layout import Scene, Words, great_places, lay_out
from widgets.map.marker_words import ALARM, Unwritten, rank
from widgets.map.names import PlaceName
from widgets.map.spots import Spot, muted
from widgets.map.sprites import Sprites
from widgets.map.view import View

SLIDE = 64
"""Style pixels by which a map may be moved before its words are laid out anew: while it moves they go along with it."""
RIM = 40 + SLIDE
"""Markers this far outside the view are laid out too, so that they come in whole."""
STRAIGHT = 1e-3
"""Of a device pixel: words go along by whole pixels only."""
Key = tuple[str, bool, int]
"""What a layout depends on besides its view: the selected marker, whether colours are pale, the layers' revision."""


class MarkerLayer:
    """Holds the markers and what else is written, their layout and their pictures."""

    def __init__(self, theme: Theme, layers: LayerStack | None = None) -> None:
        self._theme = theme
        self._layers = layers or LayerStack()
        self._markers: list[Marker] = []
        self._x = self._y = np.zeros(0)
        self._hidden: frozenset[str] = frozenset()
        self._shown: NDArray[np.int64] = np.zeros(0, np.int64)
        self._sprites: tuple[float, Sprites] | None = None
        self._laid: tuple[View, Key] | None = None
        self._laid_for: View | None = None
        """The view of the newest layout, whether that serves still or not."""
        self._scene = Scene()
        self.layouts = self.sifted = 0
        """Count what was laid out, and how often what is shown changed."""
        self._names: tuple[PlaceName, ...] = ()
        self._clear: tuple[QRectF, ...] = ()
        self._card: QRectF | None = None
        self._told = ""
        self._steady: tuple[object, dict[str, QRectF]] | None = None
        """Where the names of city and counties are when nothing is chosen, and what that was found for."""

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._theme, self._sprites, self._laid = theme, None, None

    def set_markers(self, markers: list[Marker]) -> None:
        """All there are, in any order; those off the earth are left out."""
        placed = [one for one in markers if abs(one.lon) <= 180 and abs(one.lat) <= mercator.LIMIT]
        self._markers = sorted(placed, key=_importance)
        lon = np.array([marker.lon for marker in self._markers], float)
        lat = np.array([marker.lat for marker in self._markers], float)
        self._x, self._y = mercator.to_unit(lon, lat)
        self._sift()

    def set_hidden(self, names: frozenset[str]) -> None:
        """Layers and kinds that are not shown."""
        self._hidden = names
        self._sift()

    def set_names(self, names: tuple[PlaceName, ...]) -> None:
        """The names of places that the base map would show in this view, the most important first."""
        if names != self._names:
            self._names, self._laid = names, None

    @property
    def names(self) -> tuple[PlaceName, ...]:
        """As they were set last."""
        return self._names

    def serves(self, view: View, selected: str, pale: bool) -> bool:
        """Whether the layout in hand is good for a view, where that was only moved a little; names need not be set."""
        return self._shift(view, (selected, pale, self._layers.revision)) is not None

    @property
    def slid(self) -> bool:
        """Whether the newest scene is one that goes along with the map: once that rests, ``forget`` it."""
        return self._scene.shift != (0, 0)

    def forget(self) -> None:
        """Lay all out anew next time."""
        self._laid = None

    def set_clear(self, boxes: tuple[QRectF, ...], card: QRectF | None = None) -> bool:
        """Boxes in device pixels that labels keep out of, and the card's; whether these are others than before."""
        if (boxes, card) == (self._clear, self._card):
            return False
        self._clear, self._card, self._laid = boxes, card, None
        return True

    def set_told(self, marker_id: str) -> None:
        """The marker whose card is open, empty for none: its words stand there and not beside it."""
        if marker_id != self._told:
            self._told, self._laid = marker_id, None

    def find(self, marker_id: str) -> Marker | None:
        """The marker of this id, shown or not."""
        return next((marker for marker in self._markers if marker.id == marker_id), None)

    def shown(self) -> Iterator[Marker]:
        """What is not hidden, wherever it is."""
        return (self._markers[index] for index in self._shown.tolist())

    @property
    def unwritten(self) -> Unwritten:
        """What found no room in the newest layout."""
        return self._scene.unwritten

    def paint(self, painter: QPainter, view: View, selected: str, pale: bool) -> None:
        """Paint with a painter in device pixels whose origin is the view's corner."""
        scene = self.scene(view, selected, pale)
        right, down = scene.shift
        for x, y, pixmap in scene.pictures:
            painter.drawPixmap(x + right, y + down, pixmap)

    def scene(self, view: View, selected: str = "", pale: bool = False) -> Scene:
        """The layout of a view, or that of the view before while a map is moved."""
        key = (selected, pale, self._layers.revision)
        shift = self._shift(view, key)
        if shift is None:
            if self._sprites is None or self._sprites[0] != view.scale:
                self._sprites = (view.scale, Sprites(self._theme, view.scale))
            self._scene = self._laid_out(view, selected, pale, self._sprites[1])
            self._laid = (view, key)
            self.layouts += 1
        elif shift != self._scene.shift:
            self._scene = replace(self._scene, shift=shift)
        return self._scene

    def _laid_out(self, view: View, selected: str, pale: bool, sprites: Sprites) -> Scene:
        """What is chosen and its card hide names of places and move none: without them all would be as before."""
        near = self._near(view, pale)
        words = Words(self._names, labels.candidates(view, self._theme, self._layers), self._told)
        sides = self._scene.sides if self._laid_for == view else None
        key = (view, pale, self._layers.revision, self.sifted, self._names, self._clear)
        self._laid_for = view
        if not selected and self._card is None:
            plain = lay_out(near, view, sprites, words=replace(words, told=""), clear=self._clear, sides=sides)
            self._steady = (key, plain.great)
            return plain
        if self._steady is None or self._steady[0] != key:
            self._steady = (key, great_places(near, view, sprites, words, self._clear, sides))
        return lay_out(near, view, sprites, selected, words, self._clear, self._card, self._steady[1], sides)

    def _shift(self, view: View, key: Key) -> tuple[int, int] | None:
        """How far the layout in hand is to be moved for a view; None where it does not serve."""
        if self._laid is None or self._laid[1] != key:
            return None
        held = self._laid[0]
        if view == held:
            return 0, 0
        if not view.level or replace(held, x=view.x, y=view.y) != view:
            return None
        ways = [then - now for then, now in zip(held.origin, view.origin, strict=True)]
        if any(abs(way) > SLIDE * view.scale or abs(way - round(way)) > STRAIGHT for way in ways):
            return None
        return round(ways[0]), round(ways[1])

    def hit(self, view: View, x: float, y: float, reach: float) -> Spot | None:
        """The spot of the best rank within ``reach`` device pixels (or on the icon), the nearest of its rank."""
        selected, pale, _ = self._laid[1] if self._laid is not None else ("", False, 0)
        scene = self.scene(view, selected, pale)
        x, y = x - scene.shift[0], y - scene.shift[1]
        best: tuple[int, float] | None = None
        found = None
        for spot in scene.spots:
            distance = float(np.hypot(spot.x - x, spot.y - y))
            if distance <= max(reach, spot.icon.width() / 2):
                score = (rank(spot.marker), distance)
                if best is None or score < best:
                    best, found = score, spot
        return found

    def _near(self, view: View, pale: bool) -> list[tuple[Marker, float, float]]:
        x, y = view.to_device(self._x[self._shown], self._y[self._shown])
        rim = RIM * view.scale
        inside = np.flatnonzero(
            (x > -rim) & (y > -rim) & (x < view.width * view.dpr + rim) & (y < view.height * view.dpr + rim)
        )
        chosen = [self._markers[index] for index in self._shown[inside]]
        return [
            (muted(marker) if pale else marker, float(at_x), float(at_y))
            for marker, at_x, at_y in zip(chosen, x[inside], y[inside], strict=True)
        ]

    def _sift(self) -> None:
        layers = ("alarms", "stations", "assets")
        self._shown = np.array(
            [
                index
                for index, marker in enumerate(self._markers)
                if layers[rank(marker)] not in self._hidden
                and (rank(marker) == ALARM or marker.kind not in self._hidden)
            ],
            np.int64,
        )
        self._laid = None
        self.sifted += 1


def _importance(marker: Marker) -> tuple[int, int, bool, int, str]:
    return rank(marker), marker.priority, marker.acknowledged, -marker.raised, marker.id
