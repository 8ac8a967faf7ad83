"""The state machine behind every drawing tool."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.geo.geodesy import distance
from console.domain.geo.sketch import LARGEST_RADIUS, MOST_CORNERS, Drawing, Refusal, Sketch, Tool, crossing, meeting

SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def _drawn(tool: Tool, *places: tuple[float, float]) -> Sketch:
    sketch = Sketch(tool)
    for place in places:
        sketch = sketch.add(place)
    return sketch


@pytest.mark.parametrize("tool", [Tool.AREA, Tool.POLYGON])
def test_a_ring_needs_three_corners(tool: Tool) -> None:
    sketch = _drawn(tool, *SQUARE[:2])
    refused = sketch.finished("d", 0)
    assert isinstance(refused, Sketch) and refused.refusal is Refusal.TOO_FEW and refused.corners == SQUARE[:2]
    assert _drawn(tool, *SQUARE).finished("d", 7) == Drawing("d", tool, SQUARE, made=7)


def test_a_side_that_crosses_is_not_taken_and_the_place_is_told() -> None:
    sketch = _drawn(Tool.POLYGON, (0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (1.0, 2.0), (1.0, -1.0))
    assert sketch.refusal is Refusal.CROSSES and sketch.where == pytest.approx((1.0, 0.0))
    assert len(sketch.corners) == 4, "the corner before stays"
    assert sketch.add((0.5, 1.0)).refusal is None, "and drawing goes on"


def test_a_last_side_that_would_cross_is_told_at_the_end() -> None:
    sketch = _drawn(Tool.POLYGON, (0.0, 0.0), (2.0, 0.0), (1.0, 1.0), (1.0, -1.0))
    assert sketch.refusal is Refusal.CROSSES
    sketch = _drawn(Tool.AREA, (0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (1.0, 1.0), (1.0, -1.0))
    assert len(sketch.corners) == 4
    bow = Sketch(Tool.AREA, ((0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0)))
    refused = bow.finished("d", 0)
    assert isinstance(refused, Sketch) and refused.refusal is Refusal.CROSSES
    assert refused.where == pytest.approx((1.0, 1.0))


def test_a_measured_way_may_cross_itself() -> None:
    way = _drawn(Tool.DISTANCE, (0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0))
    assert isinstance(way.finished("d", 0), Drawing)


def test_undo_takes_corner_by_corner_and_nothing_from_nothing() -> None:
    sketch = _drawn(Tool.DISTANCE, *SQUARE)
    for left in (3, 2, 1, 0, 0):
        sketch = sketch.undo()
        assert len(sketch.corners) == left


def test_a_circle_goes_through_a_place_or_has_a_radius_that_was_typed() -> None:
    sketch = Sketch(Tool.CIRCLE).add((118.68, 37.44))
    assert isinstance(sketch.finished("d", 0), Sketch), "no radius yet"
    through = sketch.reach((118.70, 37.44))
    assert through.radius == pytest.approx(1769.92297, abs=1e-3)
    typed = through.sized(1234.5).finished("d", 0)
    assert isinstance(typed, Drawing) and typed.radius == 1234.5
    assert all(distance((118.68, 37.44), corner) == pytest.approx(1234.5, abs=1e-3) for corner in typed.outline)
    assert sketch.sized(LARGEST_RADIUS + 1).refusal is Refusal.TOO_LARGE


def test_a_point_is_where_the_last_click_was() -> None:
    assert _drawn(Tool.POINT, (1.0, 2.0), (3.0, 4.0)).corners == ((3.0, 4.0),)


def test_the_same_corner_twice_is_one() -> None:
    assert len(_drawn(Tool.POLYGON, (0.0, 0.0), (0.0, 0.0), (1.0, 0.0)).corners) == 2


def test_there_is_an_end_to_corners() -> None:
    sketch = Sketch(Tool.DISTANCE, tuple((number / 1e3, 0.0) for number in range(MOST_CORNERS)))
    assert sketch.add((9.0, 9.0)).refusal is Refusal.TOO_MANY


def test_sides_that_touch_or_lie_upon_one_another_meet() -> None:
    assert meeting((0.0, 0.0), (2.0, 0.0), (1.0, 0.0), (1.0, 1.0)) == pytest.approx((1.0, 0.0))
    assert meeting((0.0, 0.0), (2.0, 0.0), (1.0, 0.0), (3.0, 0.0)) == (1.0, 0.0)
    assert meeting((0.0, 0.0), (0.0, 2.0), (0.0, 3.0), (0.0, 4.0)) is None
    assert meeting((0.0, 0.0), (2.0, 0.0), (0.0, 1.0), (2.0, 1.0)) is None


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=3, max_size=9, unique=True))
def test_crossings_are_those_of_shapely(points: list[tuple[int, int]]) -> None:
    shapely = pytest.importorskip("shapely")
    simple = shapely.LineString([*points, points[0]]).is_simple
    ours = crossing([(float(x), float(y)) for x, y in points], closed=True) is None
    sketch = _drawn(Tool.POLYGON, *((float(x), float(y)) for x, y in points))
    if not _folds(points):
        assert ours == simple
        assert isinstance(sketch.finished("d", 0), Drawing) == simple or len(sketch.corners) < len(points)


def _folds(points: list[tuple[int, int]]) -> bool:
    """Whether a side runs back along its neighbour: shapely counts that, a person draws it without harm."""
    ring = [*points, *points[:2]]
    for (ax, ay), (bx, by), (cx, cy) in zip(ring, ring[1:], ring[2:], strict=False):
        cross = (bx - ax) * (cy - by) - (by - ay) * (cx - bx)
        if cross == 0 and (bx - ax) * (cx - bx) + (by - ay) * (cy - by) < 0:
            return True
    return False
