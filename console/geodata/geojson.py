"""GeoJSON, feature by feature: only one feature's text is in memory at a time, however large the file is.

RFC 7946, and the ``crs`` member of the older specification, which Chinese systems still write.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import numpy as np

from console.geodata.problem import GeoProblem, Kind
from console.geodata.records import AREA, LINE, POINT, Array, Reading, Record, words_of

CHUNK = 1 << 20
LARGEST_FEATURE = 64 * 1024 * 1024
"""Characters of one feature."""
DEEPEST = 8
"""Collections inside of collections."""
Tell = Callable[[float], None]
"""Takes the share of the file that has been read, 0 to 1."""


class _NotANumber(Exception):
    """NaN or Infinity, which JSON does not have."""


def _refuse(name: str) -> NoReturn:
    raise _NotANumber(name)


_decoder = json.JSONDecoder(parse_constant=_refuse)


def _like(data: bytes) -> str:
    """Which encoding bytes that are no UTF-8 seem to be in; empty where that cannot be told."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "like UTF-16"
    try:
        codecs.getincrementaldecoder("gb18030")().decode(data)
    except UnicodeDecodeError:
        return ""
    return "like GBK"


class _Window:
    """The text of a file, a piece at a time."""

    def __init__(self, file: BinaryIO, size: int, tell: Tell) -> None:
        self._file, self._size, self._tell = file, max(1, size), tell
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self.text, self.at, self.gone, self.read = "", 0, 0, 0
        self.lines, self.tail = 0, 0
        """Line ends in what is gone, and characters after the last of them."""
        self.ended = False

    def more(self, want: int = CHUNK) -> bool:
        """Read on; False at the end."""
        if self.ended:
            return False
        data = self._file.read(want)
        try:
            text = self._decode.decode(data, final=not data)
        except UnicodeDecodeError as problem:
            raise GeoProblem(Kind.NOT_UTF8, at=self.read + problem.start, why=_like(data)) from problem
        self.read += len(data)
        self.ended = not data
        self._leave(self.text[: self.at])
        self.text, self.at = self.text[self.at :] + text, 0
        self._tell(self.read / self._size)
        return bool(data)

    def _leave(self, text: str) -> None:
        """This much is read and forgotten."""
        self.gone += len(text)
        ends = text.count("\n")
        self.lines += ends
        self.tail = len(text) - text.rfind("\n") - 1 if ends else self.tail + len(text)

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def take(self, wanted: str) -> None:
        """Step over this character, or say that it is not there."""
        if self.peek() != wanted:
            self.fail(f"{wanted} expected")
        self.at += 1

    def value(self, number: int) -> Any:
        """The JSON value that begins here."""
        self.peek()
        want = CHUNK
        while True:
            try:
                value, self.at = _decoder.raw_decode(self.text, self.at)
                return value
            except json.JSONDecodeError as problem:
                cut = problem.pos >= len(self.text) - 16 or problem.msg.startswith("Unterminated string")
                if cut and len(self.text) - self.at > LARGEST_FEATURE:
                    limit = LARGEST_FEATURE >> 20
                    raise GeoProblem(Kind.FEATURE_TOO_LARGE, number=number, limit=limit) from problem
                ahead = problem.pos - self.at
                if not cut or not self.more(want):
                    self.at = min(self.at + ahead, len(self.text))
                    self.fail(problem.msg)
                want *= 2
            except _NotANumber as problem:
                self.fail(str(problem))
            except RecursionError:
                self.fail("nested too deep")
            except ValueError:  # Python reads no whole number of more than 4300 digits
                self.fail("number too long")

    def fail(self, why: str) -> NoReturn:
        """The JSON is broken here."""
        self._leave(self.text[: self.at])
        self.text, self.at = self.text[self.at :], 0
        raise GeoProblem(Kind.BROKEN_JSON, at=self.gone, line=self.lines + 1, column=self.tail + 1, why=why)


def read_geojson(path: Path, most: int, tell: Tell = lambda _share: None) -> Reading:
    """All shapes of a file. Raises ``GeoProblem``, with more than ``most`` vertices too."""
    try:
        with path.open("rb") as file:
            return _read(_Window(file, path.stat().st_size, tell), most)
    except OSError as problem:
        raise GeoProblem(Kind.UNREADABLE, why=problem.strerror or str(problem)) from problem


def _read(window: _Window, most: int) -> Reading:
    reading = Reading(encoding="UTF-8")
    rest: dict[str, Any] = {}
    found = False
    if (first := window.peek()) != "{":
        window.fail("no object" if first else "empty")
    window.take("{")
    while window.peek() != "}":
        key = window.value(0)
        if not isinstance(key, str):
            window.fail("a name expected")
        window.take(":")
        if key == "features" and window.peek() == "[":
            found = True
            for number, feature in _items(window):
                _take(reading, number, feature)
                if reading.vertices > most:
                    raise GeoProblem(Kind.TOO_MANY, count=reading.vertices, limit=most)
        else:
            rest[key] = window.value(0)
        if window.peek() == ",":
            window.at += 1
        elif window.peek() != "}":
            window.fail(", or } expected")
    window.take("}")
    if window.peek():
        window.fail("more than one")  # a feature a line, as some tools write them: the rest would be left out
    reading.crs = _crs(rest.get("crs"))
    if not found and (rest.get("type") == "Feature" or "coordinates" in rest or "geometries" in rest):
        _take(reading, 1, rest if rest.get("type") == "Feature" else {"geometry": rest})
        found = True
    if not found or not reading.records:
        raise GeoProblem(Kind.NO_FEATURES)
    return reading


def _items(window: _Window) -> Iterator[tuple[int, Any]]:
    window.take("[")
    number = 0
    while window.peek() != "]":
        number += 1
        yield number, window.value(number)
        if window.peek() == ",":
            window.at += 1
        elif window.peek() != "]":
            window.fail(", or ] expected")
    window.take("]")


def _crs(told: object) -> str:
    """The older specification's member: a name, an EPSG number, or null for none."""
    if not isinstance(told, dict) or not isinstance(told.get("properties"), dict):
        return ""
    properties = told["properties"]
    return str(properties.get("name") or (f"EPSG:{properties['code']}" if "code" in properties else ""))[:200]


def _take(reading: Reading, number: int, feature: object) -> None:
    if not isinstance(feature, dict):
        raise GeoProblem(Kind.BAD_FEATURE, number=number, why="no object")
    properties = feature.get("properties")
    title, lines = words_of(properties if isinstance(properties, dict) else None)
    before = len(reading.records)
    try:
        for form, parts in _shapes(feature.get("geometry"), 0):
            reading.add(Record(number, form, parts, title, lines))
    except (TypeError, ValueError, KeyError, OverflowError) as problem:
        raise GeoProblem(Kind.BAD_FEATURE, number=number, why=str(problem)[:80]) from problem
    reading.empty += len(reading.records) == before


def _shapes(geometry: object, deep: int) -> Iterator[tuple[str, list[Array]]]:
    if geometry is None:
        return
    if not isinstance(geometry, dict) or deep > DEEPEST:
        raise ValueError("no geometry")
    kind, places = geometry.get("type"), geometry.get("coordinates")
    if kind == "GeometryCollection":
        for each in geometry["geometries"]:
            yield from _shapes(each, deep + 1)
    elif kind not in _PARTS:
        raise ValueError(f"geometry {str(kind)[:30]}")
    elif places:
        yield from _PARTS[kind](places)


def _array(places: Any, least: int) -> Array:
    array = np.asarray([place[:2] for place in places], np.float64)
    if array.ndim != 2 or array.shape[1] != 2 or len(array) < least or not np.isfinite(array).all():
        raise ValueError("coordinates")
    return array


def _polygon(rings: Any) -> tuple[str, list[Array]]:
    return AREA, [_array(ring, 3) for ring in rings]


_PARTS: dict[object, Callable[[Any], Iterator[tuple[str, list[Array]]]]] = {
    "Point": lambda place: iter([(POINT, [_array([place], 1)])]),
    "MultiPoint": lambda places: ((POINT, [_array([place], 1)]) for place in places),
    "LineString": lambda places: iter([(LINE, [_array(places, 2)])]),
    "MultiLineString": lambda lines: ((LINE, [_array(line, 2)]) for line in lines),
    "Polygon": lambda rings: iter([_polygon(rings)]),
    "MultiPolygon": lambda polygons: (_polygon(rings) for rings in polygons if rings != []),
}
