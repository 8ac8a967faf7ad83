"""Reference systems that layers come in, and from each the way to WGS-84.

Known by EPSG number, by the WKT of a ``.prj`` file, or by a name of ours for the two that have no number. CGCS2000 and
WGS-84 are the same to within a metre and are not told apart when shown. Older systems (西安80, 北京54, local ones) need
parameters that are secret or local, so they are refused by name and never guessed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum

import numpy as np

from console.domain.geo import datum, gauss
from console.domain.geo.datum import Array, Datum

EARTH_R = 6_378_137.0
CGCS_GEO = 4490
GCJ, BD = "GCJ-02", "BD-09"
FAR = 360.0
"""A projected coordinate within this of zero may be degrees in truth."""


class Way(Enum):
    """How coordinates become WGS-84."""

    SAME = "same"
    MERCATOR = "mercator"
    TRANSVERSE = "transverse"
    GCJ = "gcj"
    BD = "bd"


class UnknownCrs(ValueError):
    """A reference system that is not known here; the message is its name."""


@dataclass(frozen=True, slots=True)
class Crs:
    """``code``: ``EPSG:n`` or a name; ``central`` meridian in degrees, ``east`` the false easting in metres."""

    code: str
    name: str
    way: Way
    central: float = 0.0
    east: float = 0.0
    north: float = 0.0
    scale: float = 1.0
    ellipsoid: tuple[float, float] = gauss.CGCS2000

    @property
    def degrees(self) -> bool:
        """Whether its coordinates are degrees."""
        return self.way in (Way.SAME, Way.GCJ, Way.BD)

    def to_wgs84(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Longitude and latitude of coordinates in the order east, north."""
        if self.way is Way.MERCATOR:
            return np.degrees(x / EARTH_R), np.degrees(np.arctan(np.sinh(y / EARTH_R)))
        if self.way is Way.TRANSVERSE:
            return gauss.to_degrees(x - self.east, y - self.north, self.central, self.scale, self.ellipsoid)
        if self.way is Way.GCJ:
            return datum.to_wgs84(x, y, Datum.GCJ02)
        if self.way is Way.BD:
            return datum.to_wgs84(x, y, Datum.BD09)
        return x, y


def by_code(text: str) -> Crs:
    """From ``EPSG:4547``, ``urn:ogc:def:crs:EPSG::4490``, ``CRS84``, ``GCJ-02``, ``BD-09``. Raises ``UnknownCrs``."""
    plain = text.strip().upper()
    if plain in (GCJ, "GCJ02"):
        return Crs(GCJ, GCJ, Way.GCJ)
    if plain in (BD, "BD09"):
        return Crs(BD, BD, Way.BD)
    if plain.endswith("CRS84"):
        return _epsg(4326)
    found = re.search(r"EPSG(?:/0/|::|:[\d.]*:|:|/)?(\d{4,6})$", plain) or re.fullmatch(r"(\d{4,6})", plain)
    if found is None:
        raise UnknownCrs(text.strip()[:80] or "?")
    return _epsg(int(found[1]))


def _epsg(code: int) -> Crs:
    name = f"EPSG:{code}"
    if code in (4326, 4979):
        return Crs(name, "WGS-84", Way.SAME)
    if code in (4490, 4480):
        return Crs(name, "CGCS2000", Way.SAME)
    if code in (3857, 900913, 102100):
        return Crs(name, "Web Mercator", Way.MERCATOR)
    if 4513 <= code <= 4533:
        zone = code - 4513 + 25
        return _gauss(name, f"CGCS2000 3° {zone}", zone * 3.0, zone * 1e6 + 5e5)
    if 4534 <= code <= 4554:
        central = (code - 4534) * 3.0 + 75
        return _gauss(name, f"CGCS2000 3° {central:g}°E", central, 5e5)
    if 4491 <= code <= 4501:
        zone = code - 4491 + 13
        return _gauss(name, f"CGCS2000 6° {zone}", zone * 6.0 - 3, zone * 1e6 + 5e5)
    if 4502 <= code <= 4512:
        central = (code - 4502) * 6.0 + 75
        return _gauss(name, f"CGCS2000 6° {central:g}°E", central, 5e5)
    if 32643 <= code <= 32653:
        zone = code - 32600
        return Crs(name, f"WGS-84 UTM {zone}N", Way.TRANSVERSE, zone * 6.0 - 183, 5e5, 0.0, 0.9996, gauss.WGS84)
    raise UnknownCrs(name)


def _gauss(code: str, name: str, central: float, east: float) -> Crs:
    return Crs(code, name, Way.TRANSVERSE, central, east)


def by_wkt(text: str) -> Crs:
    """From the WKT of a ``.prj`` file, in ESRI's words or OGC's. Raises ``UnknownCrs`` with the system's name."""
    name = _first(r'^\s*\w+\s*\[\s*"([^"]*)"', text) or "?"
    base = (_first(r'GEOG(?:CS|CRS|RAPHICCRS)\s*\[\s*"([^"]*)"', text) or "").upper()
    china = "2000" in base and ("CGCS" in base or "CHINA" in base)
    if not china and not ("WGS" in base and "84" in base):
        raise UnknownCrs(name[:80])
    projection = (_first(r'(?:PROJECTION|METHOD)\s*\[\s*"([^"]*)"', text) or "").upper().replace("_", " ")
    if not projection:
        return _epsg(CGCS_GEO if china else 4326)
    if "GAUSS" in projection or projection.startswith("TRANSVERSE MERCATOR"):
        numbers = {key: _parameter(text, key) for key in ("east", "north", "central", "scale", "origin")}
        if numbers["origin"] or numbers["central"] is None or _unit(text) not in (None, 1.0):
            raise UnknownCrs(name[:80])
        return Crs(
            name[:80], name[:80], Way.TRANSVERSE, numbers["central"], numbers["east"] or 0.0, numbers["north"] or 0.0,
            numbers["scale"] or 1.0, gauss.CGCS2000 if china else gauss.WGS84,
        )  # fmt: skip
    if "MERCATOR" in projection and ("AUXILIARY" in projection or "PSEUDO" in projection):
        return _epsg(3857)
    raise UnknownCrs(name[:80])


_PARAMETERS = {
    "east": r"False[_ ]easting",
    "north": r"False[_ ]northing",
    "central": r"(?:Central[_ ]meridian|Longitude of natural origin)",
    "scale": r"Scale[_ ]factor(?: at natural origin)?",
    "origin": r"Latitude[_ ]of[_ ](?:origin|natural origin)",
}


def _parameter(text: str, key: str) -> float | None:
    return _number(_first(rf'PARAMETER\s*\[\s*"{_PARAMETERS[key]}"\s*,\s*([-+.\deE]+)', text))


def _unit(text: str) -> float | None:
    """Metres of the projection's unit, which stands after its parameters."""
    _, _, after = text.upper().rpartition("PARAMETER")
    return _number(_first(r'UNIT\s*\[\s*"[^"]*"\s*,\s*([-+.\deE]+)', after))


def _first(pattern: str, text: str) -> str | None:
    found = re.search(pattern, text, re.I)
    return found[1] if found else None


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text else None
    except ValueError:
        return None
    return number if number is None or math.isfinite(number) else None


def guess_swapped(x: Array, y: Array) -> bool:
    """Whether degrees seem to stand as latitude, longitude: all that China has would fit only that way round."""
    if not len(x):
        return False
    return bool(np.all((x > 3) & (x < 54) & (y > 73) & (y < 136)))
