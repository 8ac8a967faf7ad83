"""Reference systems in which a WMS can be asked for a picture that a map can show (OGC 01-068r3, OGC 06-042).

Web Mercator is shown as it comes; a picture in equal degrees has its rows moved to where Mercator has them.
"""

from __future__ import annotations

from collections.abc import Iterable

MERCATOR = ("EPSG:3857", "EPSG:900913", "EPSG:102100", "EPSG:3785")
"""One system under the names that it was given over the years."""
DEGREES = ("CRS:84", "EPSG:4326", "EPSG:4490")
SHOWN = (*MERCATOR, *DEGREES)
"""In the order in which they are preferred."""
MODERN = "1.3.0"


def usable(offered: Iterable[str]) -> list[str]:
    """Those that a map can show, the best first."""
    there = {each.strip().upper() for each in offered}
    return [each for each in SHOWN if each in there]


def in_degrees(crs: str) -> bool:
    """Whether its pictures are in equal degrees."""
    return crs in DEGREES


def latitude_first(crs: str, version: str) -> bool:
    """Since 1.3.0 the axes of EPSG's geographic systems stand as EPSG has them; CRS:84 is longitude first for good."""
    return version == MODERN and crs in ("EPSG:4326", "EPSG:4490")
