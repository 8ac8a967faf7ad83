"""Names along roads, rivers and ferry lines: placed glyph by glyph within their own tile, so no border cuts one.

A street that runs up and down carries its name top to bottom with upright characters, as on Chinese maps.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from widgets import fonts
from widgets.map import style
from widgets.map.mvt import Feature, Part, VectorTile
from widgets.map.sheet import Sheet
from widgets.map.style import ROADS, at_zoom

BEND = math.radians(28)
"""A name never lies on a road that turns more than this under it."""
STEP = 20.0
"""Distance between two tried positions along a road, in style pixels."""
MARGIN = 4.0
THROUGH = 1.1
"""A road that runs through a sheet over this share of its edge is named on every other sheet only."""
STEEP = math.radians(50)
"""From this angle on, characters stand upright one below the other."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character at its place: centre in pixels, turned by degrees."""

    text: str
    centre: QPointF
    turn: float


@dataclass(frozen=True, slots=True)
class RoadLabel:
    """A street's name, ready to be painted."""

    glyphs: tuple[Glyph, ...]
    font: QFont
    token: str


@dataclass(frozen=True, slots=True)
class _Look:
    """How one kind of line is named: type, distance between characters in pixels, colour token."""

    font: QFont
    pitch: float
    token: str


@dataclass(frozen=True, slots=True)
class _Path:
    """A polyline in pixels with the distance from its start at every point."""

    points: list[tuple[float, float]]
    along: list[float]

    def at(self, distance: float) -> tuple[float, float, float]:
        """x, y and direction in radians at a distance from the start."""
        low, high = 0, len(self.along) - 1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.along[middle] <= distance else (low, middle)
        (ax, ay), (bx, by) = self.points[low], self.points[high]
        share = (distance - self.along[low]) / ((self.along[high] - self.along[low]) or 1.0)
        return ax + (bx - ax) * share, ay + (by - ay) * share, math.atan2(by - ay, bx - ax)


def line_labels(tile: VectorTile, sheet: Sheet, taken: list[QRectF]) -> list[RoadLabel]:
    """Names of rivers, roads and ferry lines of a sheet, clear of the boxes already taken and of each other."""
    taken = list(taken)
    labels = []
    if sheet.zoom >= style.WATER_NAME_FROM:
        look = _look(style.WATER_TEXT, style.WATER_SPACING, "map-label-water", sheet)
        labels += _laid(_grouped(tile.layer("waterway"), sheet), look, sheet, taken)
    labels += road_labels(tile.layer("road"), sheet, taken)
    if sheet.zoom >= style.FERRY_NAME_FROM:
        look = _look(style.ROAD_TEXT, style.ROAD_SPACING, "map-label-water", sheet)
        labels += _laid(_grouped(tile.layer("ferry"), sheet), look, sheet, taken)
    return labels


def road_labels(roads: list[Feature], sheet: Sheet, taken: list[QRectF]) -> list[RoadLabel]:
    """Names of the roads of a sheet, one each, important roads first; their boxes are added to the taken ones."""
    labels = []
    for kind, road in reversed(ROADS.items()):
        if sheet.zoom >= road.name_from:
            look = _look(style.ROAD_TEXT, style.ROAD_SPACING, road.label, sheet)
            named = _grouped((feature for feature in roads if feature.word("class") == kind), sheet)
            labels += _laid(named, look, sheet, taken)
    return labels


def _look(text: style.Stops, spacing: float, token: str, sheet: Sheet) -> _Look:
    font = fonts.sized(round(at_zoom(text, sheet.zoom) * sheet.scale))
    return _Look(font, font.pixelSize() * (1 + spacing), token)


def _laid(
    named: Iterable[tuple[str, list[_Path]]], look: _Look, sheet: Sheet, taken: list[QRectF]
) -> Iterator[RoadLabel]:
    for name, paths in named:
        found = _best(name, paths, look.pitch, sheet, taken)
        if found:
            taken += [_box(glyph.centre, look.pitch) for glyph in found]
            yield RoadLabel(found, look.font, look.token)


def _grouped(features: Iterable[Feature], sheet: Sheet) -> Iterator[tuple[str, list[_Path]]]:
    """Name and pieces of each line that has a name and whose turn it is, in the order of the names."""
    parts: dict[str, list[Part]] = defaultdict(list)
    for feature in features:
        if feature.word("name"):
            parts[feature.word("name")] += feature.parts
    for name in sorted(parts):
        paths = [_path(part, sheet) for part in joined(parts[name])]
        if _has_turn(name, paths, sheet):
            yield name, paths


def _has_turn(name: str, paths: list[_Path], sheet: Sheet) -> bool:
    """Whether this sheet names a line: always where the line ends, on every other sheet where it runs through."""
    through = max((path.along[-1] for path in paths), default=0.0) > THROUGH * sheet.px
    return not through or (sheet.x + sheet.y + len(name)) % 2 == 0


def joined(parts: list[Part]) -> list[Part]:
    """Pieces of one road that meet end to start, as one; the tiles cut a street at every crossing."""
    by_start: dict[tuple[float, float], list[Part]] = defaultdict(list)
    for part in parts:
        if len(part) > 1:
            by_start[part[0]].append(part)
    ends = {part[-1] for part in parts if part}
    lines = []
    for start in sorted(by_start, key=lambda point: point in ends):
        for part in by_start.pop(start, ()):
            line = list(part)
            while following := by_start.get(line[-1]):
                line += following.pop()[1:]
            lines.append(line)
    return lines


def _path(part: Part, sheet: Sheet) -> _Path:
    dx, dy = sheet.offset
    points = [(x * sheet.edge + dx, y * sheet.edge + dy) for x, y in part]
    along = [0.0]
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        along.append(along[-1] + math.hypot(bx - ax, by - ay))
    return _Path(points, along)


def _best(name: str, paths: list[_Path], pitch: float, sheet: Sheet, taken: list[QRectF]) -> tuple[Glyph, ...] | None:
    """The position with the least bend, then the one nearest to the middle of the sheet."""
    length, half = pitch * len(name), sheet.px / 2
    best: tuple[float, tuple[Glyph, ...]] | None = None
    for path in paths:
        start = 0.0
        while start + length <= path.along[-1]:
            x, y, _ = path.at(start + length / 2)
            if 0 <= x <= sheet.px and 0 <= y <= sheet.px:
                middle = math.hypot(x - half, y - half) / sheet.px
                if best is None or middle < best[0]:
                    found = _lay(name, path, start, pitch)
                    if found and _free(found, pitch, sheet, taken):
                        best = (middle, found)
            start += STEP * sheet.scale
    return best[1] if best else None


def _lay(name: str, path: _Path, start: float, pitch: float) -> tuple[Glyph, ...] | None:
    spots = [path.at(start + (at + 0.5) * pitch) for at in range(len(name))]
    ax, ay, _ = path.at(start)
    bx, by, _ = path.at(start + pitch * len(name))
    course = math.atan2(by - ay, bx - ax)
    if any(abs(math.remainder(angle - course, math.tau)) > BEND / 2 for _, _, angle in spots):
        return None
    steep = STEEP < abs(course) < math.pi - STEEP
    backwards = by < ay if steep else bx < ax
    if backwards:
        spots.reverse()
    lean = (course + math.pi if backwards else course) - (math.pi / 2 if steep else 0)
    turn = math.degrees(math.remainder(lean, math.tau))
    return tuple(Glyph(text, QPointF(x, y), turn) for text, (x, y, _) in zip(name, spots, strict=True))


def _box(centre: QPointF, pitch: float) -> QRectF:
    return QRectF(centre.x() - pitch * 0.6, centre.y() - pitch * 0.6, pitch * 1.2, pitch * 1.2)


def _free(glyphs: tuple[Glyph, ...], pitch: float, sheet: Sheet, taken: list[QRectF]) -> bool:
    edge = MARGIN * sheet.scale
    paper = QRectF(edge, edge, sheet.px - 2 * edge, sheet.px - 2 * edge)
    boxes = [_box(glyph.centre, pitch) for glyph in glyphs]
    return all(paper.contains(box) and not any(box.intersects(other) for other in taken) for box in boxes)
