"""ESRI shapefiles (white paper of July 1998): .shp with its .dbf, .prj and .cpg beside it, in any case of letters."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from console.geodata.dbf import Table, read_dbf
from console.geodata.problem import GeoProblem, Kind
from console.geodata.records import AREA, LINE, POINT, Array, Reading, Record, words_of

MAGIC = 9994
HEADER = 100
NULL, POINTS, LINES, AREAS, CLOUDS = 0, (1, 11, 21), (3, 13, 23), (5, 15, 25), (8, 18, 28)
"""Kinds of shapes, each without and with heights and measures."""
Tell = Callable[[float], None]


def beside(path: Path, suffix: str) -> Path | None:
    """The file of the same name with another ending."""
    wanted = path.stem.lower() + suffix
    try:
        return next((each for each in sorted(path.parent.iterdir()) if each.name.lower() == wanted), None)
    except OSError:
        return None


def read_shapefile(path: Path, most: int, tell: Tell = lambda _share: None) -> Reading:
    """All shapes with their words. Raises ``GeoProblem``, with more than ``most`` vertices too."""
    reading = Reading()
    table = _table(path, reading)
    try:
        prj = beside(path, ".prj")
        if prj is not None:
            reading.crs, reading.wkt = prj.read_bytes()[:20_000].decode("utf-8", "replace").lstrip("\ufeff"), True
        data = path.read_bytes()
    except OSError as problem:
        raise GeoProblem(Kind.UNREADABLE, why=problem.strerror or str(problem)) from problem
    if len(data) < HEADER or struct.unpack_from(">i", data)[0] != MAGIC:
        raise GeoProblem(Kind.BROKEN_SHP, number=0, at=0)
    for number, at, content in _records(data):
        tell(at / len(data))
        title, lines = words_of(table.row(number - 1)) if table else ("", ())
        try:
            shapes = list(_shapes(content))
        except (struct.error, ValueError, IndexError) as problem:
            raise GeoProblem(Kind.BROKEN_SHP, number=number, at=at) from problem
        reading.empty += not shapes
        reading.wordless += bool(shapes) and table is not None and number > table.count
        for form, parts in shapes:
            reading.add(Record(number, form, parts, title, lines))
        if reading.vertices > most:
            raise GeoProblem(Kind.TOO_MANY, count=reading.vertices, limit=most)
    if table:
        reading.encoding, reading.bad_texts = table.encoding, table.bad
    if not reading.records:
        raise GeoProblem(Kind.NO_FEATURES)
    return reading


def _table(path: Path, reading: Reading) -> Table | None:
    dbf, cpg = beside(path, ".dbf"), beside(path, ".cpg")
    if dbf is None:
        return None
    try:
        told = cpg.read_bytes()[:40].decode("ascii", "replace").strip() if cpg else ""
        return read_dbf(dbf.read_bytes(), told)
    except OSError as problem:
        raise GeoProblem(Kind.UNREADABLE, why=problem.strerror or str(problem)) from problem


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Number, place and content of each; lengths are in 16-bit words."""
    at, number = HEADER, 0
    while at + 8 <= len(data):
        number += 1
        length = struct.unpack_from(">i", data, at + 4)[0] * 2
        if length < 4 or at + 8 + length > len(data):
            raise GeoProblem(Kind.BROKEN_SHP, number=number, at=at)
        yield number, at, data[at + 8 : at + 8 + length]
        at += 8 + length
    if at != len(data):
        raise GeoProblem(Kind.BROKEN_SHP, number=number + 1, at=at)


def _shapes(content: bytes) -> Iterator[tuple[str, list[Array]]]:
    kind = struct.unpack_from("<i", content)[0]
    if kind == NULL:
        return
    if kind in POINTS:
        yield POINT, [_points(content, 4, 1)]
    elif kind in CLOUDS:
        for point in _points(content, 40, struct.unpack_from("<i", content, 36)[0]):
            yield POINT, [point.reshape(1, 2)]
    elif kind in LINES:
        yield from ((LINE, [part]) for part in _parts(content) if len(part) > 1)
    elif kind in AREAS:
        yield from _areas([part for part in _parts(content) if len(part) > 2])
    else:
        raise ValueError(f"shape of kind {kind}")


def _points(content: bytes, at: int, count: int) -> Array:
    if count < 0 or at + 16 * count > len(content):
        raise ValueError("fewer points than told")
    points = np.frombuffer(content, "<f8", 2 * count, at).reshape(count, 2).astype(np.float64)
    if not np.isfinite(points).all():
        raise ValueError("coordinates")
    return points


def _parts(content: bytes) -> list[Array]:
    parts, points = struct.unpack_from("<ii", content, 36)
    if not 0 <= parts <= points or 44 + 4 * parts > len(content):
        raise ValueError("parts")
    starts = [*struct.unpack_from(f"<{parts}i", content, 44), points]
    if any(not 0 <= a <= b <= points for a, b in itertools.pairwise(starts)):
        raise ValueError("parts out of order")
    whole = _points(content, 44 + 4 * parts, points)
    return [whole[a:b] for a, b in itertools.pairwise(starts)]


def _areas(rings: list[Array]) -> Iterator[tuple[str, list[Array]]]:
    """Outer rings run clockwise; a hole goes to the outer ring around it, or is one itself when nothing is."""
    outers = [[ring] for ring in rings if _turn(ring) <= 0]
    for hole in (ring for ring in rings if _turn(ring) > 0):
        home = next((each for each in outers if _inside(hole[0], each[0])), None)
        if home is None:
            outers.append([hole])
        else:
            home.append(hole)
    yield from ((AREA, each) for each in outers)


def _turn(ring: Array) -> float:
    """Twice the area, positive when it runs against the clock."""
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))


def _inside(point: Array, ring: Array) -> bool:
    x, y = ring[:, 0], ring[:, 1]
    x2, y2 = np.roll(x, -1), np.roll(y, -1)
    spans = (y > point[1]) != (y2 > point[1])
    if not spans.any():
        return False
    cross = x[spans] + (point[1] - y[spans]) / (y2[spans] - y[spans]) * (x2[spans] - x[spans])
    return bool(np.count_nonzero(cross > point[0]) % 2)
