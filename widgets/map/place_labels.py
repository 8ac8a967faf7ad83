"""Which place names a tile shows: decided the same way on both sides of every tile border.

A greedy choice is not local: one label far away may decide, by a chain of collisions, what happens here. So a name is
shown when it beats every name it collides with, then twice again among those still undecided (a fixed number of rounds
of a maximal independent set). The answer depends on a bounded neighbourhood only, so a ring of neighbour tiles is
enough and no label is cut.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from widgets import fonts
from widgets.map.mvt import VectorTile
from widgets.map.sheet import Sheet
from widgets.map.style import PLACES, Place, at_zoom, ink

ROUNDS = 3
REACH = 2 * ROUNDS + 1
"""A decision depends on names at most this many label half-widths away."""
USUAL_PX = 60
"""Half the width of a long name with its margin, in style pixels."""
AIR = 6
"""Least distance between two names, in style pixels."""
LEVELS = {level: order for order, level in enumerate(PLACES)}

TileOf = Callable[[int, int], VectorTile]
"""The vector tile at a column and row of the data zoom."""


@dataclass(frozen=True, slots=True)
class PlaceLabel:
    """A name with its box in pixels of the sheet; ``order`` ranks it among all names and tells it from them."""

    order: tuple[int, float, float, float, str]
    text: str
    token: str
    font: QFont
    box: QRectF


def place_labels(tile_of: TileOf, sheet: Sheet) -> list[PlaceLabel]:
    """The names that are shown on a sheet or reach into it, the most important first."""
    paper = QRectF(0, 0, sheet.px, sheet.px)
    return [label for label in decide(candidates(tile_of, sheet)) if label.box.intersects(paper)]


def decide(names: list[PlaceLabel]) -> list[PlaceLabel]:
    """The names that are shown: no two of them touch."""
    undecided = sorted({name.order: name for name in names}.values(), key=lambda name: name.order)
    shown: list[PlaceLabel] = []
    for _ in range(ROUNDS):
        winners = [
            name
            for at, name in enumerate(undecided)
            if not any(other.box.intersects(name.box) for other in undecided[:at])
        ]
        shown += winners
        undecided = [name for name in undecided if not any(won.box.intersects(name.box) for won in winners)]
    return shown


def candidates(tile_of: TileOf, sheet: Sheet) -> list[PlaceLabel]:
    """All names that may matter to a sheet: its own and those of the ring around it."""
    reach = REACH * USUAL_PX * sheet.scale / sheet.edge
    left, top, span = sheet.column, sheet.row, sheet.span
    found: list[PlaceLabel] = []
    for x in range(math.floor(left - reach), math.ceil(left + span + reach)):
        for y in range(math.floor(top - reach), math.ceil(top + span + reach)):
            found += _labels_of(tile_of(x, y), x, y, sheet, reach)
    return found


def _labels_of(tile: VectorTile, column: int, row: int, sheet: Sheet, reach: float) -> Iterator[PlaceLabel]:
    for feature in tile.layer("place"):
        level = feature.word("level")
        place = PLACES.get(level)
        if place is None or not place.first <= sheet.zoom < place.last:
            continue
        for (x, y), *_rest in feature.parts:
            near = (
                -reach <= column + x - sheet.column <= sheet.span + reach
                and -reach <= row + y - sheet.row <= sheet.span + reach
            )
            if near and 0 <= x < 1 and 0 <= y < 1:
                anchor = QPointF((column + x - sheet.column) * sheet.edge, (row + y - sheet.row) * sheet.edge)
                order = (LEVELS[level], feature.number("rank"), column + x, row + y, feature.word("name"))
                yield _label(order, place, ink(place, feature.word("kind")), anchor, sheet)


def _label(
    order: tuple[int, float, float, float, str], place: Place, token: str, anchor: QPointF, sheet: Sheet
) -> PlaceLabel:
    text = order[-1]
    font = QFont(fonts.sized(round(at_zoom(place.size, sheet.zoom) * sheet.scale), place.bold))
    spacing = place.spacing * font.pixelSize()
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    measure = QFontMetricsF(font)
    air = AIR * sheet.scale
    width, height = measure.horizontalAdvance(text) - spacing + 2 * air, measure.height() + air
    box = QRectF(anchor.x() - width / 2, anchor.y() - height / 2, width, height)
    return PlaceLabel(order, text, token, font, box)
