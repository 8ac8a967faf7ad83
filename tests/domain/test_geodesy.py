"""Lengths and areas against GeographicLib.

The vectors were made with GeographicLib for Python 2.1 (C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87,
2013), ``Geodesic.WGS84``: ``Inverse`` (s12), ``Direct`` and ``PolygonArea`` of geodesic sides.
"""

from __future__ import annotations

import pytest

from console.domain.geo import geodesy

LENGTHS = [
    ((118.68, 37.44), (118.68, 37.44), 0.0),
    ((118.68, 37.44), (118.70, 37.44), 1769.9229767424947),
    ((118.68, 37.44), (118.68, 37.46), 2219.7219042204897),
    ((118.68, 37.44), (118.680001, 37.440001), 0.14194872243264417),
    ((118.2, 37.1), (119.3, 38.1), 147490.96002149698),
    ((116.3913, 39.9075), (121.4737, 31.2304), 1066799.0766855003),
    ((0.0, 0.0), (90.0, 0.0), 10018754.171394622),
    ((0.0, 0.0), (0.0, 90.0), 10001965.729312724),
    ((-73.8, 40.6), (103.99, 1.36), 15352044.660409648),
    ((179.9, 10.0), (-179.9, 10.2), 31143.291955305955),
]
AREAS = [
    (((118.68, 37.44), (118.69, 37.44), (118.69, 37.45), (118.68, 37.45)), 982118.0148591995, 3989.525226984384),
    (((118.2, 37.1), (119.3, 37.2), (119.1, 38.1), (118.4, 37.9)), 7503166420.745895, 355686.97707654163),
    (((118.68, 37.44), (118.6805, 37.4401), (118.6803, 37.4406)), 1325.9450781196356, 175.55455597714004),
    (
        ((118.68, 37.44), (118.75, 37.40), (118.80, 37.47), (118.74, 37.46), (118.71, 37.50)),
        51554615.54302788,
        34326.75291777119,
    ),
    (((179.9, 10.0), (-179.9, 10.0), (-179.9, 10.2), (179.9, 10.2)), 484932684.77607346, 88085.57625322395),
]
AHEAD = [
    ((118.68, 37.44), 45, 1000, (118.68799093230305, 37.44637086672012)),
    ((118.68, 37.44), 200, 50_000, (118.48783915400874, 37.016489522757844)),
    ((118.68, 37.44), 270, 500_000, (113.03678206417467, 37.30515276646213)),
    ((0.0, 89.9), 10, 50_000, (167.15298819537588, 89.6503975145265)),
]


@pytest.mark.parametrize(("one", "other", "metres"), LENGTHS)
def test_a_length_is_the_geodesics_within_a_millimetre(one: geodesy.Place, other: geodesy.Place, metres: float) -> None:
    assert geodesy.distance(one, other) == pytest.approx(metres, abs=1e-3)
    assert geodesy.distance(other, one) == pytest.approx(metres, abs=1e-3)


def test_between_opposite_places_the_great_circle_stands_in() -> None:
    assert geodesy.distance((0.0, 0.0), (179.7, 0.3)) == pytest.approx(19965251.4085609, rel=0.006)


@pytest.mark.parametrize(("ring", "square_metres", "around"), AREAS)
def test_an_area_is_the_ellipsoids_within_three_thousandths_of_a_percent(
    ring: tuple[geodesy.Place, ...], square_metres: float, around: float
) -> None:
    assert geodesy.area(ring) == pytest.approx(square_metres, rel=3e-5)
    assert geodesy.area(ring[::-1]) == pytest.approx(square_metres, rel=3e-5)
    assert geodesy.perimeter(ring) == pytest.approx(around, abs=2e-3)


def test_an_eighth_of_the_earth() -> None:
    assert geodesy.area(((0.0, 0.0), (90.0, 0.0), (0.0, 90.0))) == pytest.approx(63758202715511.055, rel=1e-9)


@pytest.mark.parametrize(("start", "bearing", "metres", "end"), AHEAD)
def test_the_place_ahead(start: geodesy.Place, bearing: float, metres: float, end: geodesy.Place) -> None:
    assert geodesy.ahead(start, bearing, metres) == pytest.approx(end, abs=1e-8)


def test_every_corner_of_a_circle_lies_on_it() -> None:
    centre = (118.68, 37.44)
    for corner in geodesy.circle(centre, 5000):
        assert geodesy.distance(centre, corner) == pytest.approx(5000, abs=1e-3)


def test_running_totals_begin_at_nothing_and_add_up() -> None:
    path = [(118.68, 37.44), (118.70, 37.44), (118.70, 37.46)]
    totals = geodesy.running(path)
    assert totals[0] == 0 and totals[1] == pytest.approx(1769.9229767, abs=1e-3)
    assert totals[2] - totals[1] == pytest.approx(2219.7219042, abs=1e-3), "the same meridian arc at another longitude"
    assert geodesy.running([]) == [] and geodesy.area(path[:2]) == 0
