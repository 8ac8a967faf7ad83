"""Nearby: circles, drawn areas, driving distances, each on a case small enough to check by hand."""

from __future__ import annotations

import math

import pytest

from console.models.incident.nearby import Drive, crow_metres, in_circle, in_ring, inside, masked_phone
from console.models.incident.roads import METRES_PER_DEGREE, RoadFile, RoadGraph
from console.models.registers import Asset

pytestmark = pytest.mark.operations
KM = 1000 / METRES_PER_DEGREE
"""Degrees of latitude of one kilometre, and of longitude on the equator."""


def asset(name: str, lon: float, lat: float) -> Asset:
    return Asset(name, "team", name, lon, lat)


def square() -> RoadGraph:
    """Four corners of a 1-km square on the equator; the way round has three sides, the fourth is not built."""
    nodes = [(0.0, 0.0), (KM, 0.0), (KM, KM), (0.0, KM)]
    edges = [(a, b, 0, 0, 1000.0, []) for a, b in ((0, 1), (1, 2), (2, 3))]
    return RoadGraph(RoadFile(nodes, edges))


def test_a_degree_of_latitude_is_the_60th_part_of_60_nautical_miles() -> None:
    assert crow_metres(0, 0, 0, 1) == pytest.approx(6_371_008.8 * math.pi / 180)
    assert crow_metres(118, 60, 119, 60) == pytest.approx(crow_metres(0, 0, 1, 0) / 2, rel=1e-4)


def test_a_circle_holds_what_is_within_its_radius_nearest_first() -> None:
    far, near, out = asset("far", 0, 2 * KM), asset("near", 0, 1 * KM), asset("out", 0, 3.01 * KM)
    found = in_circle([far, near, out], 0, 0, 3000)
    assert [each.asset.id for each in found] == ["near", "far"]
    assert found[0].metres == pytest.approx(1000, rel=1e-6)


def test_a_concave_area_does_not_hold_its_notch() -> None:
    ring = [(0, 0), (4, 0), (4, 4), (2, 1), (0, 4)]
    assert inside(0.5, 1, ring) and inside(3.5, 1, ring)
    assert not inside(2, 3, ring)
    assert not inside(5, 1, ring)
    assert not inside(1, 1, ring[:2])


def test_a_drawn_area_gives_the_distance_from_the_place() -> None:
    ring = [(-KM, -KM), (KM, -KM), (KM, KM), (-KM, KM)]
    found = in_ring([asset("in", 0.5 * KM, 0), asset("out", 2 * KM, 0)], 0, 0, ring)
    assert [(each.asset.id, round(each.metres)) for each in found] == [("in", 500)]


def test_the_way_by_road_goes_round_where_there_is_no_road() -> None:
    drive = Drive(square())
    top = asset("top", 0.0, KM)
    (found,) = drive.within([top], 0.0, 0.0, 5000)
    assert found.by_road
    assert found.metres == pytest.approx(3000, rel=1e-3)
    assert drive.within([top], 0.0, 0.0, 2900) == []


def test_both_ways_off_the_road_are_counted() -> None:
    (found,) = Drive(square()).within([asset("a", 0.75 * KM, -0.2 * KM)], 0.25 * KM, -0.1 * KM, 5000)
    assert found.metres == pytest.approx(100 + 500 + 200, rel=1e-3)


def test_a_bent_road_is_as_long_as_its_bends() -> None:
    graph = RoadGraph(RoadFile([(0.0, 0.0), (KM, 0.0)], [(0, 1, 0, 0, 0.0, [(0.0, KM), (KM, KM)])]))
    (found,) = Drive(graph).within([asset("end", KM, 0.0)], 0.0, 0.0, 9000)
    assert found.metres == pytest.approx(3000, rel=1e-3)


def test_a_place_far_from_all_roads_finds_the_nearest_one() -> None:
    snapped = square().snap(0.5 * KM, -40 * KM)
    assert snapped.edge == 0
    assert snapped.off == pytest.approx(40_000, rel=1e-3)
    assert snapped.along == pytest.approx(500, rel=1e-3)


def test_islands_cannot_be_reached() -> None:
    nodes = [(0.0, 0.0), (KM, 0.0), (0.0, 2 * KM), (KM, 2 * KM)]
    graph = RoadGraph(RoadFile(nodes, [(0, 1, 0, 0, 0.0, []), (2, 3, 0, 0, 0.0, [])]))
    assert Drive(graph).within([asset("there", 0.0, 2 * KM)], 0.0, 0.0, 99_000) == []


def test_a_city_without_roads_is_refused() -> None:
    with pytest.raises(ValueError, match="no roads"):
        RoadGraph.read(b'{"nodes":[],"edges":[]}')


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13812345678", "138****5678"),
        ("0546-8312345", "054*-****345"[:0] + "054*-***2345"),
        ("12345", "***45"),
        ("12", "**"),
    ],
)
def test_the_middle_of_a_telephone_number_is_hidden(number: str, shown: str) -> None:
    assert masked_phone(number) == shown
