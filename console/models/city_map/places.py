"""Places by name: stations, assets, vehicles, areas of all levels and roads, by characters, pinyin and initials.

What is looked through is made in small steps, for spelling thousands of names would hold up a window.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication

from console.domain.geo.area_code import AreaLevel
from console.models.city_map.layers.focus import level_words
from console.models.city_map.search import kind_name
from console.models.registers import Vehicles
from console.models.text.pinyin import haystack, spellings
from console.models.world import World

MOST = 40
"""So many are listed; more letters bring the others."""
MOST_WEIGHED = 1_500
"""Of a single letter, which nearly all have, so many are put in order."""
_END = "\x00"
_DOT = "·"
"""Stands in a plate, and nobody types it."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("places", text)


class PlaceKind(IntEnum):
    """What a place is, in the order of the list among equals."""

    AREA = 0
    ROAD = 1
    ASSET = 2
    VEHICLE = 3


_FIRST = ("air_station", "water_level", "water_section", "hospital", "fire_station")
"""Kinds of assets that come before all others of the same name."""
_LEVELS = {
    "county": AreaLevel.COUNTY, "town": AreaLevel.TOWN, "community": AreaLevel.COMMUNITY, "grid": AreaLevel.GRID,
}  # fmt: skip
"""As the register calls them."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """``key``: an area's code, an asset's id, a vehicle's index in the fleet's columns, a road's name."""

    kind: PlaceKind
    key: str
    name: str
    note: str
    lon: float = 0.0
    lat: float = 0.0
    rank: int = 1

    @property
    def id(self) -> str:
        """By which a list finds it again."""
        return f"{self.kind.name.lower()}/{self.key}"


class _Roads(msgspec.Struct, frozen=True):
    """Of ``roads.json`` (see ``console.models.incident.roads``) what is needed to find a road by its name."""

    nodes: list[tuple[float, float]]
    edges: list[tuple[int, int, int, int, float, list[tuple[float, float]]]]
    names: list[str]


class PlaceIndex:
    """Names as they were when it was begun. ``build`` in steps, then ``find``."""

    def __init__(self, world: World, roads: Path | None = None) -> None:
        self._world, self._roads = world, roads
        self._all: list[NamedPlace] = []
        self._text = ""
        self._starts: list[int] = []

    def build(self, step: int = 100) -> Iterator[int]:
        """Take the names in, and come up for air behind every ``step`` of them; then all can be found."""
        world = self._world
        found, texts = [], []
        for number, place in enumerate(chain(_areas(world), _roads(self._roads), _assets(world), _vehicles(world))):
            found.append(place)
            texts.append(haystack(place.name, place.name.replace(_DOT, "")) + _END)
            if number % step == step - 1:
                yield number
        starts, at = [], 0
        for text in texts:
            starts.append(at)
            at += len(text)
        self._all, self._starts, self._text = found, starts, "".join(texts)

    def __len__(self) -> int:
        return len(self._all)

    def find(self, text: str, most: int = MOST) -> list[NamedPlace]:
        """The places whose names hold all the words, the nearest to what was typed first; nothing for no words."""
        terms = text.lower().replace(_DOT, "").split()
        if not terms:
            return []
        held = self._holding(terms[0])
        for term in terms[1:]:
            held &= self._holding(term)
        first, beginnings = terms[0], [f"\n{each}" for each in spellings(terms[0])]

        def order(number: int) -> tuple[bool, bool, bool, int, int, int, str]:
            place, spelt = self._all[number], "\n" + self._text[self._starts[number] : self._ends(number)]
            name = place.name.lower().replace(_DOT, "")
            begins = any(each in spelt for each in beginnings)
            return name != first, not begins, first not in name, place.kind, place.rank, len(name), name

        return [self._all[number] for number in sorted(sorted(held)[:MOST_WEIGHED], key=order)[:most]]

    def _ends(self, number: int) -> int:
        return self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)

    def _holding(self, term: str) -> set[int]:
        """Numbers of the places whose names hold one word, in any of its spellings."""
        found: set[int] = set()
        for spelling in spellings(term):
            at = self._text.find(spelling)
            while at >= 0:
                number = bisect_right(self._starts, at) - 1
                found.add(number)
                if number + 1 == len(self._starts):
                    break
                at = self._text.find(spelling, self._starts[number + 1])
        return found


def _areas(world: World) -> Iterator[NamedPlace]:
    for area in tuple(world.registers.areas.values()):
        level = _LEVELS.get(area.level)
        if level is not None and (area.lon or area.lat):
            county = "" if level is AreaLevel.COUNTY else world.registers.county_name(area.code)
            note = _joined(level_words(level), county)
            yield NamedPlace(PlaceKind.AREA, area.code, area.name, note, area.lon, area.lat, int(level))


def _assets(world: World) -> Iterator[NamedPlace]:
    for each in tuple(world.registers.assets.values()):
        note = _joined(kind_name(each.kind), world.registers.county_name(each.area))
        rank = 0 if each.kind in _FIRST else 1
        yield NamedPlace(PlaceKind.ASSET, each.id, each.name, note, each.lon, each.lat, rank)


def _vehicles(world: World) -> Iterator[NamedPlace]:
    offset = 0
    for backend in tuple(world.fleet.backends):
        register = world.registers.vehicles.get(backend, Vehicles())
        for index, (_, plate, kind, _enterprise) in enumerate(tuple(register.vehicles)):
            yield NamedPlace(PlaceKind.VEHICLE, str(offset + index), plate, register.kinds[kind])
        offset += world.fleet.size_of(backend)


def _roads(path: Path | None) -> list[NamedPlace]:
    """Each named road at the middle one of its pieces; none where there is no file, or one of another form."""
    try:
        read = msgspec.json.decode(path.read_bytes(), type=_Roads) if path is not None else None
    except (OSError, msgspec.MsgspecError):
        return []
    if read is None:
        return []
    pieces: dict[str, list[tuple[float, float]]] = {}
    for start, _, _, name, _, between in read.edges:
        if 0 <= name < len(read.names) and read.names[name]:
            pieces.setdefault(read.names[name], []).append(between[len(between) // 2] if between else read.nodes[start])
    return [NamedPlace(PlaceKind.ROAD, name, name, tr("道路"), *_middle(all_of)) for name, all_of in pieces.items()]


def _middle(pieces: list[tuple[float, float]]) -> tuple[float, float]:
    """The piece that is nearest to the mean of all: on the road, wherever it bends."""
    lon, lat = sum(each[0] for each in pieces) / len(pieces), sum(each[1] for each in pieces) / len(pieces)
    return min(pieces, key=lambda each: (each[0] - lon) ** 2 + (each[1] - lat) ** 2)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
