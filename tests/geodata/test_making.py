"""What becomes of a file: reference system, fit, crossings, thinning, what is odd is noted."""

from __future__ import annotations

import numpy as np
import pytest

from console.geodata import crossings, making
from console.geodata.crossings import crossing_of
from console.geodata.making import Made, Report, make
from console.geodata.problem import GeoProblem, Kind
from console.geodata.records import AREA, LINE, POINT, Reading, Record
from tests.geodata.kit import BOW, CLOCKWISE, HOLE

CITY = (118.2, 37.1, 119.2, 37.9)


def _reading(*shapes: tuple[str, object], encoding: str = "UTF-8", crs: str = "", wkt: bool = False) -> Reading:
    reading = Reading(encoding=encoding, crs=crs, wkt=wkt)
    for number, (form, part) in enumerate(shapes, start=1):
        reading.add(Record(number, form, [np.array(part, np.float64)]))
    return reading


def _points(made: Made) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.frombuffer(made.points).reshape(-1, 2)


def _one(*places: tuple[float, float], crs: str = "", swap: bool = False) -> tuple[Made, Report]:
    return make(_reading(*((POINT, [place]) for place in places)), crs, swap, CITY)


def test_geojson_that_says_nothing_is_wgs84_and_a_shapefile_is_asked_about() -> None:
    assert make(_reading((POINT, [(118.6, 37.4)])))[1].crs == "EPSG:4326"
    with pytest.raises(GeoProblem) as refused:
        make(_reading((POINT, [(118.6, 37.4)]), encoding="gbk"))
    assert refused.value.kind is Kind.CRS_UNKNOWN and refused.value.facts["name"] == ""


def test_metres_of_zone_39_and_of_its_meridian_become_the_same_place() -> None:
    """EPSG:4527 and 4548 as PROJ has them (tests/data/projected.json)."""
    for x, crs in ((39648220.7129, "EPSG:4527"), (648220.7129, "EPSG:4548")):
        made, report = _one((x, 4146060.5649), crs=crs)
        assert _points(made)[0] == pytest.approx((118.6747, 37.4346), abs=1e-8)
        assert report.way == "transverse" and not report.outside


def test_gcj02_is_moved_back_once() -> None:
    made, report = _one((118.6747727, 37.4347542), crs="GCJ-02")
    assert _points(made)[0] == pytest.approx((118.6691133, 37.4340828), abs=1e-5)
    assert report.way == "gcj"


@pytest.mark.parametrize(
    ("place", "crs"),
    [((648220.7, 4146060.5), "EPSG:4326"), ((118.67, 37.43), "EPSG:4548"), ((39648220.7, 4146060.5), "EPSG:4548"),
     ((648220.7, 4146060.5), "EPSG:4527")],
)  # fmt: skip
def test_coordinates_that_cannot_be_of_the_system_are_refused_with_the_first(
    place: tuple[float, float], crs: str
) -> None:
    with pytest.raises(GeoProblem) as refused:
        _one(place, crs=crs)
    assert refused.value.kind is Kind.CRS_MISFIT and refused.value.facts["x"] == place[0]


def test_latitude_first_is_noted_and_put_right_on_request() -> None:
    made, report = _one((37.43, 118.67))
    assert report.swapped and report.outside
    made, report = _one((37.43, 118.67), swap=True)
    assert not report.swapped and not report.outside and _points(made)[0].tolist() == [118.67, 37.43]


def test_what_lies_outside_the_city_is_noted() -> None:
    assert _one((121.4, 31.2))[1].outside
    assert not _one((121.4, 31.2), (118.67, 37.43))[1].outside


def test_rings_that_cross_themselves_are_counted_with_the_first_place() -> None:
    _, report = make(_reading((AREA, CLOCKWISE), (AREA, BOW), (AREA, [(x + 1, y) for x, y in BOW])))
    assert report.crossings == 2 and report.crossing is not None
    assert report.crossing == pytest.approx((2, 118.65, 37.45))


def test_touching_neighbours_doubled_vertices_and_holes_are_no_crossings() -> None:
    for ring in (CLOCKWISE, HOLE, CLOCKWISE[:-1], [CLOCKWISE[0], *CLOCKWISE], [(0, 0), (1, 1), (2, 2), (0, 0)]):
        assert crossing_of(np.array(ring, np.float64)) is None


@pytest.mark.parametrize("small", [0, 1200])
def test_crossings_are_found_as_by_trying_every_pair(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    monkeypatch.setattr(crossings, "SMALL", small)
    random = np.random.default_rng(5)
    found = 0
    for _ in range(200):
        ring = random.integers(0, 40, (random.integers(4, 9), 2)).astype(np.float64)
        assert (crossing_of(ring) is not None) == _crosses(ring.tolist())
        found += _crosses(ring.tolist())
    assert 20 < found < 190


def _crosses(ring: list[list[float]]) -> bool:
    """Every pair of edges that are no neighbours, by orientation in whole numbers."""
    points = [p for at, p in enumerate(ring) if p != ring[at - 1]]
    edges = [(points[at], points[(at + 1) % len(points)]) for at in range(len(points))]

    def side(p: list[float], q: list[float], r: list[float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    for i, (a, b) in enumerate(edges):
        for j in range(i + 1, len(edges)):
            if abs(i - j) in (1, len(edges) - 1):
                continue
            c, d = edges[j]
            if side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0:
                return True
    return False


def test_a_heavy_layer_is_thinned_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "MOST_KEPT", 300)
    turn = np.linspace(0, 2 * np.pi, 5000)
    circle = np.column_stack((118.6 + 0.05 * np.cos(turn), 37.4 + 0.05 * np.sin(turn)))
    made, report = make(_reading((AREA, circle), (LINE, circle[:2])))
    assert report.vertices <= 300 and report.thinned_m >= 50 and report.too_many == 5002 - report.vertices
    ring = _points(made)[: made.parts[0][0]]
    away = np.abs(np.hypot(ring[:, 0] - 118.6, ring[:, 1] - 37.4) - 0.05)
    assert away.max() < 1e-9, "vertices are left out, not moved"
    assert ring[0].tolist() == circle[0].tolist() and ring[-1].tolist() == circle[-1].tolist()


def test_areas_that_nobody_can_see_are_noted() -> None:
    point, line = [(118.6, 37.4)] * 4, [(118.6, 37.4), (118.7, 37.4), (118.65, 37.4), (118.6, 37.4)]
    _, report = make(_reading((AREA, point), (AREA, line), (AREA, CLOCKWISE)), city=CITY)
    assert report.flat == 2 and report.areas == 3
