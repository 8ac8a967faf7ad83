"""A place in figures as people write it down: decimal degrees, and degrees with minutes and seconds (WGS-84)."""

from __future__ import annotations

SECONDS_PLACES = 1
"""A tenth of a second of latitude is 3 m."""


def decimal(lon: float, lat: float) -> str:
    """``118.680000°E 37.440000°N``: six decimals are a tenth of a metre."""
    return f"{abs(lon):.6f}°{_east(lon)} {abs(lat):.6f}°{_north(lat)}"


def sexagesimal(lon: float, lat: float) -> str:
    """``118°40′48.0″E 37°26′24.0″N``."""
    return f"{_parts(lon)}{_east(lon)} {_parts(lat)}{_north(lat)}"


def _parts(degrees: float) -> str:
    tenths = round(abs(degrees) * 3600 * 10**SECONDS_PLACES)
    whole, rest = divmod(tenths, 3600 * 10**SECONDS_PLACES)
    minutes, seconds = divmod(rest, 60 * 10**SECONDS_PLACES)
    return f"{whole}°{minutes:02d}′{seconds / 10**SECONDS_PLACES:04.1f}″"


def _east(lon: float) -> str:
    return "W" if lon < 0 else "E"


def _north(lat: float) -> str:
    return "S" if lat < 0 else "N"
