"""Where every marker, label and name of a view goes: the important ones first, and no two of them touch.

Words come in this order: alarms by their level, then new before in hand, then the newest; what is chosen, name of the
city or a county, figure of a wide area, value of a layer's point (the topmost layer first), value of a station, other
names, figures of narrow areas, asset. What finds no room is not written, and counted: a bubble without its number must
not look as if it had none, nor a sign as if it had nothing to say. Both painters draw what is decided here; how it is
placed is told in ``placing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF

from console.models.rows import Marker
from widgets.map.layers.labels import Written
from widgets.map.marker_words import ALARM, ASSET, Unwritten, rank
from widgets.map.names import PlaceName
from widgets.map.placing import Picture, Plan, centred, great
from widgets.map.room import VALUED, Room
from widgets.map.spots import Spot, merged
from widgets.map.sprites import Sprites
from widgets.map.view import View


@dataclass(frozen=True, slots=True)
class Words:
    """What would be written besides the markers' labels: names of the base map, the most important first, and labels of
    layers, the topmost first. ``told``: the id of the marker whose card is open: nothing is written beside it."""

    names: tuple[PlaceName, ...] = ()
    values: Iterable[Written] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished layout: pictures with their corners in the order of painting, spots for hit-testing, the names of
    places that are shown, how much found no room, and where the names of city and counties are.

    ``sides``: on which side of its sign each label stands, by the marker's id.
    ``shift``: the whole of it is seen so many device pixels to the right and down, in a view that was moved since.
    """

    pictures: list[Picture] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    names: tuple[PlaceName, ...] = ()
    unwritten: Unwritten = field(default_factory=Unwritten)
    great: dict[str, QRectF] = field(default_factory=dict)
    sides: dict[str, int] = field(default_factory=dict)
    shift: tuple[int, int] = (0, 0)


def lay_out(
    markers: Iterable[tuple[Marker, float, float]],
    view: View,
    sprites: Sprites,
    selected: str = "",
    words: Words | None = None,
    clear: Iterable[QRectF] = (),
    card: QRectF | None = None,
    standing: Mapping[str, QRectF] | None = None,
    sides: Mapping[str, int] | None = None,
) -> Scene:
    """Markers with their places in device pixels, the most important first, to a scene.

    ``clear``: what lies on the map and would hide labels; ``card``: what is there for a moment; ``standing``: where the
    names of city and counties stood before it came, and stay; ``sides``: where labels stood in this view the last time,
    and stay while there is room. Names that the view's edge would cut are not shown.
    """
    begun = _begun(markers, view, sprites, selected, words or Words(), clear, card, standing, sides)
    plan, spots, names = begun.plan, begun.spots, begun.standing
    plan.write(begun.wide)
    plan.write(begun.points)
    plan.name(spot for spot in begun.held if rank(spot.marker) != ALARM)
    names += plan.stand(begun.names)
    plan.write(begun.narrow)
    assets = [spot for spot in spots if rank(spot.marker) == ASSET and spot.marker.id != selected]
    plan.scatter(assets)
    plan.name(spot for spot in assets if spot.seen)
    icons = [centred(spot.icon, spot.x, spot.y) for spot in reversed(spots) if spot.seen]
    pictures = [*plan.written[::-1], *icons, *plan.rings(spots), *plan.labels[::-1]]
    return Scene(pictures, spots, names, plan.unwritten, plan.great, plan.sides)


def great_places(
    markers: Iterable[tuple[Marker, float, float]],
    view: View,
    sprites: Sprites,
    words: Words,
    clear: Iterable[QRectF],
    sides: Mapping[str, int] | None,
) -> dict[str, QRectF]:
    """Where the names of city and counties are with nothing chosen: less than half of a layout, for what is placed
    after them moves none of them."""
    return _begun(markers, view, sprites, "", replace(words, told=""), clear, None, None, sides).plan.great


@dataclass(frozen=True, slots=True)
class _Begun:
    """A layout as far as the names of city and counties; what is ``held`` keeps its sign whatever comes."""

    plan: Plan
    spots: list[Spot]
    held: list[Spot]
    names: list[PlaceName]
    standing: tuple[PlaceName, ...]
    points: list[Written]
    wide: list[Written]
    narrow: list[Written]


def _begun(
    markers: Iterable[tuple[Marker, float, float]],
    view: View,
    sprites: Sprites,
    selected: str,
    words: Words,
    clear: Iterable[QRectF],
    card: QRectF | None,
    standing: Mapping[str, QRectF] | None,
    sides: Mapping[str, int] | None,
) -> _Begun:
    spots = merged(markers, view, sprites)
    plan = Plan(view, sprites, (selected, words.told), Room(view.width * view.dpr, view.height * view.dpr))
    plan.stay(sides or {})
    points, wide, narrow = _sorted(words.values)
    for value in points:
        plan.room.want(value.box, VALUED)
    held = [spot for spot in spots if rank(spot.marker) != ASSET or spot.marker.id == selected]
    plan.settle(held)
    plan.keep_clear(clear)
    whole = QRectF(0, 0, view.width * view.dpr, view.height * view.dpr)
    inside = [name for name in words.names if whole.contains(name.box)]
    plan.hope(inside)
    plan.reserve([name for name in inside if great(name)], standing)
    plan.lay_card(card)
    alarms = [spot for spot in held if rank(spot.marker) == ALARM]
    plan.name_worst(alarms)
    plan.name(alarms)
    plan.name(spot for spot in held if spot.marker.id == selected)
    return _Begun(plan, spots, held, inside, plan.stand_great(), points, wide, narrow)


def _sorted(values: Iterable[Written]) -> tuple[list[Written], list[Written], list[Written]]:
    """Values of points, figures of wide areas and figures of narrow ones, in their order."""
    points: list[Written] = []
    wide: list[Written] = []
    narrow: list[Written] = []
    for value in values:
        (points if value.point else wide if value.loose else narrow).append(value)
    return points, wide, narrow
