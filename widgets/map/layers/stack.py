"""The layers of one map: in the order in which they came, each prepared when its shapes change and not before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from console.models.city_map.shapes import FARTHEST_ZOOM, MapLayer, PictureLayer, Shape, ShapeLayer
from resources.theme import Theme
from widgets.map.layers import hits
from widgets.map.layers.prepared import Prepared
from widgets.map.view import View

NOTHING = Prepared(())


@dataclass(frozen=True, slots=True)
class Laid:
    """A layer on the map. ``key`` is its number for good; ``revision`` counts its data, not its opacity."""

    layer: MapLayer
    key: int
    revision: int
    prepared: Prepared


def colour_of(theme: Theme, colour: str) -> str:
    """``#RRGGBB`` of a token or of such a colour itself; empty for none. Raises ThemeError for an unknown token."""
    return colour if not colour or colour.startswith("#") else theme.token(colour)


def check_colours(layer: MapLayer, theme: Theme) -> None:
    """A colour that there is not would raise in the middle of painting; it raises ThemeError here."""
    looks = {id(shape.look): shape.look for shape in getattr(layer, "shapes", ())}.values()
    for colour in {name for look in looks for name in (look.fill, look.line, look.ink)}:
        if not (colour.startswith("#") and QColor.isValidColorName(colour)):
            colour_of(theme, colour.removeprefix("#"))


class LayerStack:
    """Holds what ``MapPane.set_layer`` is given. ``revision`` changes with anything that is seen."""

    def __init__(self) -> None:
        self.revision = 0
        self._laid: dict[str, Laid] = {}
        self._hidden: frozenset[str] = frozenset()
        self._order: dict[str, int] = {}
        self._keys = 0

    def set(self, layer: MapLayer) -> None:
        """Add it on top, or put it in the place of the one of that name; ``over`` ones lie on top of all others."""
        was = self._laid.get(layer.name)
        if was is None:
            self._keys += 1
        same = was is not None and _same_data(was.layer, layer)
        if was is not None and same:
            prepared = was.prepared.reworded(layer)
        elif was is not None and _same_ground(was.layer, layer):
            prepared = was.prepared.relooked(layer)
        else:
            prepared = _prepared(layer)
        revision = was.revision + (not same) if was else 1
        self._laid[layer.name] = Laid(layer, was.key if was else self._keys, revision, prepared)
        if was is None:
            self._sort()
        self.revision += 1

    def lay_in_order(self, names: Sequence[str]) -> None:
        """These above all others but the ``over`` ones, the topmost last, whenever they come."""
        before = list(self._laid)
        self._order = {name: at for at, name in enumerate(names)}
        self._sort()
        self.revision += list(self._laid) != before

    def _sort(self) -> None:
        """Layers of the same rank stay as they came."""

        def rank(item: tuple[str, Laid]) -> tuple[bool, int]:
            return item[1].layer.over, self._order.get(item[0], -1)

        self._laid = dict(sorted(self._laid.items(), key=rank))

    def remove(self, name: str) -> None:
        """Nothing happens when there is none of that name."""
        if self._laid.pop(name, None) is not None:
            self.revision += 1

    def set_hidden(self, names: frozenset[str]) -> None:
        """Layers of these names are kept and neither shown nor hit."""
        if names & self._laid.keys() != self._hidden & self._laid.keys():
            self.revision += 1
        self._hidden = names

    def all(self) -> tuple[MapLayer, ...]:
        """From the lowest to the topmost."""
        return tuple(laid.layer for laid in self._laid.values())

    def shown(self) -> Iterator[Laid]:
        """Those that are not hidden, from the lowest to the topmost."""
        return (laid for laid in self._laid.values() if laid.layer.name not in self._hidden)

    def seen(self, view: View) -> Iterator[Laid]:
        """Those that a view of this zoom shows."""
        zoom = view.style_zoom
        return (laid for laid in self.shown() if _covers(laid.layer, zoom))

    def hit(self, view: View, x: float, y: float, reach: float) -> tuple[MapLayer, Shape] | None:
        """The topmost shape under a device pixel, points and lines within ``reach`` device pixels; points of all layers
        lie over everything else, as they are painted."""
        seen = list(self.seen(view))[::-1]
        for find in (hits.hit_point, hits.hit):
            for laid in seen:
                at = find(laid.prepared, view, x, y, reach)
                if at >= 0:
                    return laid.layer, laid.prepared.shapes[at]
        return None

    def find(self, name: str, shape_id: str) -> tuple[MapLayer, tuple[Shape, ...]] | None:
        """A layer that is shown, and the shapes of this id in it; None when there are none any more."""
        laid = self._laid.get(name)
        if laid is None or name in self._hidden:
            return None
        shapes = tuple(shape for shape in laid.prepared.shapes if shape.id == shape_id)
        return (laid.layer, shapes) if shapes else None


def _covers(layer: MapLayer, zoom: float) -> bool:
    return layer.from_zoom <= zoom and (zoom < layer.to_zoom or layer.to_zoom >= FARTHEST_ZOOM)


def _same_data(one: MapLayer, other: MapLayer) -> bool:
    """Whether two layers look alike, but for what is told of the whole: then nothing is projected or painted anew."""
    if isinstance(one, ShapeLayer) and isinstance(other, ShapeLayer):
        return one.shapes is other.shapes or (
            len(one.shapes) == len(other.shapes) and all(map(_alike, one.shapes, other.shapes))
        )
    if isinstance(one, PictureLayer) and isinstance(other, PictureLayer):
        return one.pixels is other.pixels and one.bounds == other.bounds
    return False


def _same_ground(one: MapLayer, other: MapLayer) -> bool:
    """Whether two layers differ in colours and labels only: areas whose figures have changed."""
    return (
        isinstance(one, ShapeLayer)
        and isinstance(other, ShapeLayer)
        and len(one.shapes) == len(other.shapes)
        and all(map(_one_form, one.shapes, other.shapes))
    )


def _alike(one: Shape, other: Shape) -> bool:
    """Whether two shapes are painted alike; their cards may differ."""
    return one is other or (one.look == other.look and _one_form(one, other))


def _one_form(one: Shape, other: Shape) -> bool:
    return (
        one.form is other.form
        and len(one.parts) == len(other.parts)
        and all(a is b or np.array_equal(a, b) for a, b in zip(one.parts, other.parts, strict=True))
    )


def _prepared(layer: MapLayer) -> Prepared:
    return Prepared(layer.shapes) if isinstance(layer, ShapeLayer) else NOTHING
