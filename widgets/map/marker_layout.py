"""Where every marker, label and name of a view goes: the important ones first, and no two of them touch.

The order is alarm, value of a layer's point, value of a station, name of a place, figure of an area in a layer, asset.
A marker stands where it is and only its label may move, to one of eight places around it. A value whose bubble lies
under a sign stands beside it. The name of a city or a county, and the figure of a wide area, step aside by about their
own size; any other name stands on its place. Words of alarms keep off the place that the name of the city or a county
will have, where they have another. What finds no room is not shown. The words of an alarm that somebody has in hand
cost no place its name: its sign is there, and the list tells the rest. Both painters draw what is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPixmap

from console.models.rows import Marker
from widgets.map.around import around_sign, aside, beside_bubble
from widgets.map.layers.labels import Written
from widgets.map.marker_words import ALARM, ASSET, STATION, beside, firm, rank
from widgets.map.names import PlaceName
from widgets.map.room import CELL, DEAR, Room
from widgets.map.sprites import Sprites
from widgets.map.view import View

ICONS_FROM = 12.2
PLATES = (240.0, 130.0, 36.0)
"""Width on the left and on the right and height, in style pixels, kept free for what lies on every map."""
STEPS_ASIDE = 1
"""Levels of names up to this one, city and county, are of areas so wide that a step does not lie."""
NEAR = 14
"""An area's figure tries so many of the places to which a name may step."""
Picture = tuple[int, int, QPixmap]


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


@dataclass(frozen=True, slots=True)
class Words:
    """What would be written besides the markers' labels: names of the base map, the most important first, and labels of
    layers, the topmost first. ``told``: the id of the marker whose card is open: nothing is written beside it."""

    names: tuple[PlaceName, ...] = ()
    values: Iterable[Written] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished layout: pictures with their corners in the order of painting, spots for hit-testing, and the names of
    places that are shown."""

    pictures: list[Picture] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    names: tuple[PlaceName, ...] = ()


def lay_out(
    markers: Iterable[tuple[Marker, float, float]],
    view: View,
    sprites: Sprites,
    selected: str = "",
    words: Words | None = None,
    clear: Iterable[QRectF] = (),
) -> Scene:
    """Markers with their places in device pixels, the most important first, to a scene.

    ``clear``: what lies on the map and would hide labels.
    """
    words = words or Words()
    spots = _merged(markers, view, sprites)
    plan = _Plan(view, sprites, (selected, words.told), Room(view.width * view.dpr, view.height * view.dpr))
    points = [value for value in words.values if value.point]
    for box in (*(name.box for name in words.names), *(value.box for value in points)):
        plan.room.want(box)
    held = [spot for spot in spots if rank(spot.marker) != ASSET or spot.marker.id == selected]
    assets = [spot for spot in spots if rank(spot.marker) == ASSET and spot.marker.id != selected]
    plan.settle(held)
    plan.keep_clear(clear)
    plan.reserve(words.names)
    plan.name(spot for spot in held if rank(spot.marker) == ALARM)
    plan.write(points)
    plan.name(spot for spot in held if rank(spot.marker) != ALARM)
    names = plan.stand(words.names)
    plan.write(value for value in words.values if not value.point)
    plan.scatter(assets)
    plan.name(spot for spot in assets if spot.seen)
    icons = [_centred(spot.icon, spot.x, spot.y) for spot in reversed(spots) if spot.seen]
    return Scene([*plan.written[::-1], *icons, *plan.rings(spots), *plan.labels[::-1]], spots, names)


class _Plan:
    """A layout in the making."""

    def __init__(self, view: View, sprites: Sprites, chosen: tuple[str, str], room: Room) -> None:
        self._view, self._sprites = view, sprites
        self._selected, self._told = chosen
        self.room = room
        self.written: list[Picture] = []
        self.labels: list[Picture] = []

    def keep_clear(self, boxes: Iterable[QRectF]) -> None:
        """Nothing goes on the plates that lie on every map, nor there."""
        view = self._view
        width, bottom = view.width * view.dpr, view.height * view.dpr
        left, right, high = (size * view.scale for size in PLATES)
        for box in (QRectF(0, bottom - high, left, high), QRectF(width - right, bottom - high, right, high), *boxes):
            self.room.take(box)

    def settle(self, spots: Iterable[Spot]) -> None:
        """Icons stand where they are; one whose middle lies under a more important one is not painted."""
        held: list[QRectF] = []
        for spot in spots:
            spot.seen = bool(spot.marker.priority) or self.room.untouched(QRectF(spot.x, spot.y, 0, 0))
            if spot.seen:
                held.append(spot.box)
                self.room.take(spot.box)
            else:
                spot.around = next((box for box in held if box.contains(spot.x, spot.y)), None)

    def scatter(self, assets: Iterable[Spot]) -> None:
        """An asset without room for its plate is a dot, and one under words is not painted."""
        dots = []
        for spot in assets:
            if self._view.style_zoom >= ICONS_FROM and self._unwanted(spot.box):
                self.room.take(spot.box)
            else:
                spot.icon = self._sprites.dot(spot.marker.token)
                dots.append(spot)
        for spot in dots:
            spot.seen = self.room.untouched(spot.box)

    def reserve(self, names: Sequence[PlaceName]) -> None:
        """Where the names of city and counties would stand, or step, if only signs were in their way: words of alarms
        go there last of all, so that no map of a city lacks the city's name."""
        for name in names:
            if not _great(name):
                continue
            places = (place for place in aside(name.box) if self.room.free(place) and self.room.wanted(place) < DEAR)
            place = name.box if self.room.untouched(name.box) else next(places, None)
            if place is not None:
                self.room.want(place, DEAR)

    def stand(self, names: Sequence[PlaceName]) -> tuple[PlaceName, ...]:
        """The names that stand on their places; those that step aside are written here, by the pane itself, and lesser
        names give way to them."""
        standing = [name for name in names if self.room.untouched(name.box)]
        for name in standing:
            if _great(name):
                self.room.take(name.box)
        stepped = []
        for name in names:
            if name in standing or not _great(name):
                continue
            box = next((box for box in aside(name.box) if self.room.free(box)), None)
            if box is not None:
                stepped.append(box)
                self.room.take(box)
                self.written.append((round(box.x()), round(box.y()), self._lettered(name)))
        standing = [name for name in standing if not any(map(name.box.intersects, stepped))]
        for name in standing:
            self.room.take(name.box)
        return tuple(standing)

    def _lettered(self, name: PlaceName) -> QPixmap:
        return QPixmap.fromImage(name.image) if name.image else self._sprites.name(name.text, name.box.height())

    def write(self, values: Iterable[Written]) -> None:
        """Labels of layers, where nothing is. Where something more important stands on the place itself, a value goes
        beside its bubble, and the figure of a wide area beside its middle."""
        for value in values:
            words = QRectF(value.x, value.y, value.picture.width(), value.picture.height())
            if self.room.untouched(words):
                self.room.take(value.box)
            elif (place := self._elsewhere(value, words)) is not None:
                words = place
                self.room.take(words)
            else:
                continue
            self.written.append((round(words.x()), round(words.y()), value.picture))

    def _elsewhere(self, value: Written, words: QRectF) -> QRectF | None:
        if value.point:
            return next(filter(self._unwanted, beside_bubble(value.box, words, CELL)), None)
        return next(filter(self.room.free, aside(words, NEAR)), None) if value.loose else None

    def _unwanted(self, box: QRectF) -> bool:
        """Whether a box is free and nothing less important would like to stand there."""
        return self.room.free(box) and not self.room.wanted(box)

    def name(self, spots: Iterable[Spot]) -> None:
        """Labels beside their icons; new alarms, values and what is selected may take the place of a name."""
        for spot in spots:
            chosen = spot.marker.id == self._selected
            said = beside(spot.marker, len(spot.under), self._view.style_zoom, chosen)
            if not said.text or spot.marker.id == self._told or not self._in_view(spot):
                continue
            pixmap = self._sprites.label(said.text, said.edge, said.role, said.dense, False)
            for box in self._free(spot, pixmap, chosen or firm(spot.marker)):
                self.room.take(box)
                if box.center().x() < spot.x - spot.icon.width() / 2:
                    pixmap = self._sprites.label(said.text, said.edge, said.role, said.dense, True)
                self.labels.append((round(box.x()), round(box.y()), pixmap))
                break

    def _in_view(self, spot: Spot) -> bool:
        """Words without their sign would be about nothing."""
        view = self._view
        return 0 <= spot.x < view.width * view.dpr and 0 <= spot.y < view.height * view.dpr

    def _free(self, spot: Spot, words: QPixmap, is_firm: bool) -> Iterable[QRectF]:
        """Where a label has room. A firm one that has none else goes where something less important would stand, and
        only at last where the name of the city or of a county would."""
        gap = max(2 * self._view.scale, CELL + 1)
        boxes = around_sign(spot.around or spot.box, words.width(), words.height(), gap)
        if not is_firm:
            return filter(self._unwanted, boxes)
        return sorted(filter(self.room.free, boxes), key=self.room.wanted)

    def rings(self, spots: Iterable[Spot]) -> Iterator[Picture]:
        """Round what is selected."""
        for spot in spots:
            if spot.marker.id == self._selected:
                size = round(max(spot.icon.width(), 20 * self._view.scale) * 1.25)
                yield _centred(self._sprites.ring(size), spot.x, spot.y)


def _great(name: PlaceName) -> bool:
    """The city's or a county's, which steps aside instead of going."""
    return name.order[0] <= STEPS_ASIDE


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


def _centred(pixmap: QPixmap, x: float, y: float) -> tuple[int, int, QPixmap]:
    return round(x - pixmap.width() / 2), round(y - pixmap.height() / 2), pixmap


def muted(marker: Marker) -> Marker:
    """The same marker where nothing newer is known: without the colour of its state."""
    return marker if marker.priority else replace(marker, token="cached")
