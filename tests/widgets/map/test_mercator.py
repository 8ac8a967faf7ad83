"""Web mercator: known tiles, round trips, and the edges of the world."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.map import mercator
from widgets.map.view import View


@pytest.mark.parametrize(("z", "tile"), [(10, (849, 397)), (14, (13593, 6352))])
def test_known_tile_indices(z: int, tile: tuple[int, int]) -> None:
    assert mercator.tile_at(118.6747, 37.4346, z) == tile


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_round_trip_is_exact_to_a_centimetre(lon: float, lat: float) -> None:
    back = mercator.to_degrees(*mercator.to_unit(lon, lat))
    assert back == pytest.approx((lon, lat), abs=1e-7)


def test_arrays_and_numbers_agree() -> None:
    lon, lat = np.array([118.68, -12.5]), np.array([37.44, -60.0])
    xs, ys = mercator.to_unit(lon, lat)
    assert [tuple(pair) for pair in zip(xs, ys, strict=True)] == [
        mercator.to_unit(float(a), float(b)) for a, b in zip(lon, lat, strict=True)
    ]


def test_the_poles_lie_on_the_edge_of_the_square() -> None:
    assert mercator.to_unit(0.0, 90.0)[1] == pytest.approx(0.0, abs=1e-9)
    assert mercator.to_unit(0.0, -90.0)[1] == pytest.approx(1.0, abs=1e-9)
    assert mercator.tile_at(180.0, -90.0, 3) == (7, 7)


def test_ground_resolution_at_the_equator() -> None:
    assert mercator.metres_per_pixel(0, 0) == pytest.approx(78271.516964, abs=1e-5)


@given(st.floats(0, 1919), st.floats(0, 1079), st.sampled_from([1.0, 1.5, 2.0]), st.floats(7, 17))
def test_view_pixels_and_degrees_are_inverse(x: float, y: float, dpr: float, zoom: float) -> None:
    view = View(*mercator.to_unit(118.68, 37.44), zoom, 1920, 1080, dpr)
    lon, lat = view.to_degrees(x, y)
    assert view.to_widget(lon, lat) == pytest.approx((x, y), abs=1e-3)
    unit = mercator.to_unit(np.array([lon]), np.array([lat]))
    device = view.to_device(*unit)
    assert (device[0][0] / dpr, device[1][0] / dpr) == pytest.approx((x, y), abs=1e-3)
