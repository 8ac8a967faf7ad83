"""From what a file holds to what a map shows: WGS-84, few enough vertices, and everything odd about it noted."""

from __future__ import annotations

import math

import msgspec
import numpy as np

from console.domain.geo.crs import FAR, Crs, UnknownCrs, by_code, by_wkt, guess_swapped
from console.geodata.crossings import Crossings
from console.geodata.problem import GeoProblem, Kind
from console.geodata.records import AREA, POINT, Array, Reading, Record

MOST_READ = 12_000_000
"""Vertices that a file may have: 190 MB of memory."""
MOST_KEPT = 1_500_000
"""Vertices that a map is given of one layer."""
STEPS_M = (0.5, 1, 2, 5, 10, 20, 50, 100, 200)
"""Distances to which a layer with more is thinned, until it has few enough."""
METRE = 1 / 111_320
Bounds = tuple[float, float, float, float]


class Report(msgspec.Struct, kw_only=True):
    """What became of a file. Places are longitude, latitude; ``crossing``: feature, longitude, latitude."""

    crs: str
    crs_name: str
    way: str
    points: int = 0
    lines: int = 0
    areas: int = 0
    vertices: int = 0
    bounds: Bounds = (0.0, 0.0, 0.0, 0.0)
    empty: int = 0
    encoding: str = ""
    bad_texts: int = 0
    swapped: bool = False
    """Latitude seems to stand first; the coordinates were taken as they are."""
    outside: bool = False
    """Nothing of it lies in the city."""
    crossings: int = 0
    crossing: tuple[int, float, float] | None = None
    unseen: int = 0
    thinned_m: float = 0.0
    too_many: int = 0
    """Vertices left out by thinning."""
    wordless: int = 0
    flat: int = 0
    """Areas that have none: nobody sees them."""


class Made(msgspec.Struct):
    """A layer's shapes as columns: ``points`` bytes of float64 pairs, ``parts`` the lengths of each shape's parts."""

    forms: list[str]
    titles: list[str]
    lines: list[tuple[str, ...]]
    parts: list[list[int]]
    points: bytes


def crs_of(reading: Reading, wanted: str) -> Crs:
    """What a person chose, or what the file says; GeoJSON that says nothing is WGS-84. Raises ``GeoProblem``."""
    try:
        if wanted:
            return by_code(wanted)
        if reading.crs:
            return by_wkt(reading.crs) if reading.wkt else by_code(reading.crs)
    except UnknownCrs as problem:
        raise GeoProblem(Kind.CRS_UNKNOWN, name=str(problem)) from problem
    if reading.encoding == "UTF-8":
        return by_code("EPSG:4326")
    raise GeoProblem(Kind.CRS_UNKNOWN, name="")


def make(reading: Reading, wanted: str = "", swap: bool = False, city: Bounds | None = None) -> tuple[Made, Report]:
    """Raises ``GeoProblem`` where the coordinates cannot be of the reference system."""
    crs = crs_of(reading, wanted)
    report = Report(crs=crs.code, crs_name=crs.name, way=crs.way.value, empty=reading.empty)
    report.encoding, report.bad_texts = reading.encoding, reading.bad_texts
    report.wordless = reading.wordless
    records = reading.records
    lengths = np.array([len(part) for record in records for part in record.parts])
    flat = np.concatenate([part for record in records for part in record.parts])
    x, y = (flat[:, 1], flat[:, 0]) if swap else (flat[:, 0], flat[:, 1])
    report.swapped = crs.degrees and guess_swapped(x, y)
    _check_fit(crs, x, y, report.swapped)
    with np.errstate(all="ignore"):  # what is not of this system may become anything, and is refused below
        lon, lat = (x, y) if report.swapped else crs.to_wgs84(x, y)
    _check_place(crs, x, y, lon, lat, report.swapped)
    placed = np.column_stack((lon, lat))
    parts = np.split(placed, np.cumsum(lengths)[:-1])
    _give(records, parts)
    report.flat = sum(record.form == AREA and _flat(record.parts[0]) for record in records)
    _cross(records, report)
    _thin(records, report)
    return _made(records, report, city)


def _check_fit(crs: Crs, x: Array, y: Array, swapped: bool) -> None:
    """Metres told to be degrees, or degrees told to be metres."""
    if crs.degrees:
        bad = (np.abs(x) > 360) | (np.abs(y) > 180 if swapped else np.abs(y) > 90)
    else:
        bad = (np.abs(x) < FAR) & (np.abs(y) < FAR)
    _refuse_first(crs, x, y, bad)


def _check_place(crs: Crs, x: Array, y: Array, lon: Array, lat: Array, swapped: bool) -> None:
    """What the reference system makes of it must be on the earth, and near the zone it is for."""
    if swapped:
        return
    bad = ~(np.isfinite(lon) & np.isfinite(lat) & (np.abs(lon) <= 180) & (np.abs(lat) <= 90))
    if not crs.degrees and crs.central:
        bad |= np.abs(lon - crs.central) > 8
    _refuse_first(crs, x, y, bad)


def _refuse_first(crs: Crs, x: Array, y: Array, bad: Array | np.ndarray[tuple[int], np.dtype[np.bool_]]) -> None:
    where = np.flatnonzero(bad)
    if len(where):
        first = where[0]
        raise GeoProblem(Kind.CRS_MISFIT, name=crs.name, x=float(x[first]), y=float(y[first]))


def _give(records: list[Record], parts: list[Array]) -> None:
    at = 0
    for record in records:
        record.parts = parts[at : at + len(record.parts)]
        at += len(record.parts)


def _flat(ring: Array) -> bool:
    """Whether all of a ring lies on one line along an axis, or on one point."""
    return bool((np.ptp(ring, axis=0) == 0).any())


def _cross(records: list[Record], report: Report) -> None:
    crossings = Crossings()
    for record in records:
        if record.form == AREA:
            crossings.look(record.number, record.parts)
    report.crossings, report.unseen = crossings.count, crossings.unseen
    if crossings.first is not None:
        number, (lon, lat) = crossings.first
        report.crossing = (number, lon, lat)


def _thin(records: list[Record], report: Report) -> None:
    """Leave out vertices that lie nearer to the one before than a step, until there are few enough."""
    whole = count = sum(len(part) for record in records for part in record.parts)
    for metres in STEPS_M:
        if count <= MOST_KEPT:
            break
        for record in records:
            if record.form != POINT:
                record.parts = [_thinned(part, metres) for part in record.parts]
        report.thinned_m = metres
        count = sum(len(part) for record in records for part in record.parts)
    if count > MOST_KEPT:
        raise GeoProblem(Kind.TOO_MANY, count=count, limit=MOST_KEPT)
    report.vertices, report.too_many = count, whole - count


def _thinned(part: Array, metres: float) -> Array:
    """By cells of this edge: of a run of vertices in one cell the first is kept; ends are, and four at least."""
    if len(part) <= 4:
        return part
    high = metres * METRE
    wide = high / max(0.1, math.cos(math.radians(float(part[0, 1]))))
    cells = np.floor(part / (wide, high)).astype(np.int64)
    keep = np.ones(len(part), bool)
    keep[1:] = np.any(cells[1:] != cells[:-1], axis=1)
    keep[-1] = True
    return part[keep] if np.count_nonzero(keep) >= 4 else part[:: max(1, len(part) // 4)]


def _made(records: list[Record], report: Report, city: Bounds | None) -> tuple[Made, Report]:
    points = np.concatenate([part for record in records for part in record.parts])
    low, high = points.min(axis=0), points.max(axis=0)
    report.bounds = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    if city is not None:
        west, south, east, north = city
        inside = (points[:, 0] >= west) & (points[:, 0] <= east) & (points[:, 1] >= south) & (points[:, 1] <= north)
        report.outside = not inside.any()
    forms = [record.form for record in records]
    report.points, report.areas = forms.count(POINT), forms.count(AREA)
    report.lines = len(forms) - report.points - report.areas
    lengths = [[len(part) for part in record.parts] for record in records]
    titles, lines = [record.title for record in records], [record.lines for record in records]
    return Made(forms, titles, lines, lengths, points.astype("<f8").tobytes()), report
