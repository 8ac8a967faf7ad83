"""A layout of words in the making: what is taken, what is better left alone, and where each word goes.

A marker stands where it is and only its label may move, to one of eight places around it. A value whose bubble lies
under something stands beside it. The name of a city or a county steps aside by about its own height, and the figure of
a wide area by about its own size, rather not onto a bubble; any other name stands on its place. Words of alarms keep
off the place that the name of the city or a county will have, where they have another. The words of an alarm that
somebody has in hand cost nothing less important its place: its sign is there, and the list tells the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPixmap

from widgets.map.around import FIGURE_STEPS, around_sign, aside, beside_bubble
from widgets.map.layers.labels import Written
from widgets.map.marker_words import ALARM, Unwritten, beside, firm, rank
from widgets.map.names import PlaceName
from widgets.map.room import CELL, DEAR, VALUED, Room
from widgets.map.spots import ICONS_FROM, Spot
from widgets.map.sprites import Sprites
from widgets.map.view import View

PLATES = (440.0, 130.0, 36.0)
"""Width on the left and on the right and height, in style pixels, kept free for what lies on every map."""
STEPS_ASIDE = 1
"""Levels of names up to this one, city and county, are of areas so wide that a step does not lie."""
Picture = tuple[int, int, QPixmap]


class Plan:
    """Asked in the order of importance. ``chosen``: ids of the marker that is selected and of the one with a card."""

    def __init__(self, view: View, sprites: Sprites, chosen: tuple[str, str], room: Room) -> None:
        self._view, self._sprites = view, sprites
        self._selected, self._told = chosen
        self._named: set[int] = set()
        self._bold = 0
        self._reserved: list[tuple[PlaceName, QRectF | None]] = []
        self._held: Mapping[str, QRectF] | None = None
        self.great: dict[str, QRectF] = {}
        self._before: Mapping[str, int] = {}
        self.sides: dict[str, int] = {}
        self.room = room
        self.written: list[Picture] = []
        self.labels: list[Picture] = []
        self.unwritten = Unwritten()

    # Signs

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

    def rings(self, spots: Iterable[Spot]) -> Iterator[Picture]:
        """Round what is selected."""
        for spot in spots:
            if self._selected in (spot.marker.id, *(each.id for each in spot.under)):
                size = round(max(spot.icon.width(), 20 * self._view.scale) * 1.25)
                yield centred(self._sprites.ring(size), spot.x, spot.y)

    def lay_card(self, card: QRectF | None) -> None:
        """No words under the card."""
        if card is not None:
            self.room.take(card)

    # Names of places

    def hope(self, names: Iterable[PlaceName]) -> None:
        """Where names would stand, words in hand do not go. A name under a sign will stand nowhere: it would only keep
        that sign from saying what it is."""
        for name in names:
            if great(name) or self.room.untouched(name.box):
                self.room.want(name.box)

    def reserve(self, names: Sequence[PlaceName], held: Mapping[str, QRectF] | None) -> None:
        """Where the names of city and counties would stand, or step, if only signs were in their way: words of alarms
        go there last of all, so that no map of a city lacks the city's name.

        ``held``: where they stand already, with nothing chosen and no card; there they stay, or are hidden.
        """
        self._held = held
        for name in names:
            place = self._place_of(name) if held is None else held.get(name.text)
            if place is not None:
                self.room.want(place, DEAR)
            self._reserved.append((name, place))

    def stand_great(self) -> tuple[PlaceName, ...]:
        """The names of city and counties that stand on their places; those that step aside are written by the pane."""
        standing = []
        for name, reserved in self._reserved:
            place = reserved if reserved is not None and self.room.untouched(reserved) else None
            if place is None and self._held is None:
                place = self._place_of(name)
            if place is None:
                self.unwritten.names += self._held is None or reserved is None
                continue
            self.great[name.text] = place
            self.room.take(place)
            if place == name.box:
                standing.append(name)
            else:
                self.written.append((round(place.x()), round(place.y()), self._lettered(name)))
        return tuple(standing)

    def stand(self, names: Sequence[PlaceName]) -> tuple[PlaceName, ...]:
        """The other names that stand on their places."""
        standing = tuple(name for name in names if not great(name) and self.room.untouched(name.box))
        for name in standing:
            self.room.take(name.box)
        return standing

    def _place_of(self, name: PlaceName) -> QRectF | None:
        """On its place, else close to it; rather on no bubble, and on no place that another such name will have."""
        places = [name.box] if self.room.untouched(name.box) else []
        return self._rather([*places, *filter(self.room.free, aside(name.box))])

    def _rather(self, places: Sequence[QRectF]) -> QRectF | None:
        """The first place that no value has; else the first that is not kept for a name."""
        best: tuple[int, QRectF] | None = None
        for place in places:
            wanted = self.room.wanted(place)
            if wanted < VALUED:
                return place
            if wanted < DEAR and best is None:
                best = (wanted, place)
        return best[1] if best else None

    def _lettered(self, name: PlaceName) -> QPixmap:
        return QPixmap.fromImage(name.image) if name.image else self._sprites.name(name.text, name.box.height())

    # Values and figures

    def write(self, values: Iterable[Written]) -> None:
        """Labels of layers, where nothing is. Where something more important stands on the place itself, a value goes
        beside its bubble, and the figure of a wide area beside its middle."""
        for value in values:
            words = QRectF(value.x, value.y, value.picture.width(), value.picture.height())
            if self.room.untouched(words) and (value.point or self.room.wanted(words) < VALUED):
                self.room.take(value.box)
            elif (place := self._elsewhere(value, words)) is not None:
                words = place
                self.room.take(words)
            else:
                self.unwritten.values += value.point or value.loose
                continue
            self.written.append((round(words.x()), round(words.y()), value.picture))

    def _elsewhere(self, value: Written, words: QRectF) -> QRectF | None:
        if value.point:
            places = beside_bubble(value.box, words, CELL)
            return next((place for place in places if self.room.free(place) and self.room.wanted(place) < VALUED), None)
        if not value.loose:
            return None
        places = [words] if self.room.untouched(words) else []
        return self._rather([*filter(self.room.free, aside(words, FIGURE_STEPS)), *places])

    def _unwanted(self, box: QRectF) -> bool:
        """Whether a box is free and nothing less important would like to stand there."""
        return self.room.free(box) and not self.room.wanted(box)

    # Words beside signs

    def stay(self, sides: Mapping[str, int]) -> None:
        """On which sides labels stood the last time: a value that is a digit longer for once, or an alarm that comes
        and goes, moves no words that have their room still."""
        self._before, self.sides = sides, dict(sides)

    def name_worst(self, alarms: Iterable[Spot]) -> None:
        """The worst alarm in view says what it is even where only numbers of bubbles are in its way, in hand or not:
        a map whose worst sign is dumb while lesser ones speak is read wrongly. It costs no name."""
        worst = next(filter(self._in_view, alarms), None)
        if worst is not None:
            self._bold = id(worst)
            self.name([worst])

    def name(self, spots: Iterable[Spot]) -> None:
        """Labels beside their icons; new alarms, values and what is selected may take the place of a name."""
        for spot in spots:
            if id(spot) in self._named:
                continue
            self._named.add(id(spot))
            chosen = spot.marker.id == self._selected
            said = beside(spot.marker, self._view.style_zoom, chosen)
            if not said.text or spot.marker.id == self._told or not self._in_view(spot):
                continue
            pixmap = self._sprites.label(said.text, said.edge, said.role, said.dense, False)
            found = next(iter(self._free(spot, pixmap, chosen or firm(spot.marker))), None)
            if found is None:
                self._miss(spot)
                continue
            self.sides[spot.marker.id], box = found
            self.room.take(box)
            if box.center().x() < spot.x - spot.icon.width() / 2:
                pixmap = self._sprites.label(said.text, said.edge, said.role, said.dense, True)
            self.labels.append((round(box.x()), round(box.y()), pixmap))

    def _miss(self, spot: Spot) -> None:
        """An asset owes nobody words."""
        if rank(spot.marker) == ALARM:
            self.unwritten.alarms += not spot.marker.acknowledged
            self.unwritten.in_hand += spot.marker.acknowledged
        else:
            self.unwritten.values += firm(spot.marker)

    def _in_view(self, spot: Spot) -> bool:
        """Words without their sign would be about nothing."""
        view = self._view
        return 0 <= spot.x < view.width * view.dpr and 0 <= spot.y < view.height * view.dpr

    def _free(self, spot: Spot, words: QPixmap, is_firm: bool) -> Iterable[tuple[int, QRectF]]:
        """Where a label has room, and which side that is. A firm one that has none else goes where something less
        important would stand, and only at last where the name of the city or of a county would."""
        gap = max(2 * self._view.scale, CELL + 1)
        places = list(enumerate(around_sign(spot.around or spot.box, words.width(), words.height(), gap)))
        if (side := self._before.get(spot.marker.id)) is not None:
            places.insert(0, places.pop(side))
        if not is_firm and id(spot) != self._bold:
            return (place for place in places if self._unwanted(place[1]))
        free = (p for p in places if self.room.free(p[1]) and (is_firm or not self.room.named(p[1])))
        return sorted(free, key=lambda place: self.room.wanted(place[1]))


def great(name: PlaceName) -> bool:
    """The city's or a county's, which steps aside instead of going."""
    return name.order[0] <= STEPS_ASIDE


def centred(pixmap: QPixmap, x: float, y: float) -> Picture:
    """A picture around a point."""
    return round(x - pixmap.width() / 2), round(y - pixmap.height() / 2), pixmap
