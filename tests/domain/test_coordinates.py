"""Figures of a place."""

from __future__ import annotations

import pytest

from console.domain.geo.coordinates import decimal, sexagesimal


@pytest.mark.parametrize(
    ("lon", "lat", "plain", "parts"),
    [
        (118.68, 37.44, "118.680000°E 37.440000°N", "118°40′48.0″E 37°26′24.0″N"),
        (-0.5, -33.8568, "0.500000°W 33.856800°S", "0°30′00.0″W 33°51′24.5″S"),
        (9.9999999, 0.0, "10.000000°E 0.000000°N", "10°00′00.0″E 0°00′00.0″N"),
        (118.9999861, 37.0166528, "118.999986°E 37.016653°N", "118°59′59.9″E 37°01′00.0″N"),
    ],
)
def test_seconds_are_rounded_once_and_never_reach_sixty(lon: float, lat: float, plain: str, parts: str) -> None:
    assert decimal(lon, lat) == plain
    assert sexagesimal(lon, lat) == parts
