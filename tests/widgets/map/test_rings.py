"""Thinning and cutting change nothing that can be seen; hits agree with a plain reading of the geometry."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.city_map.shapes import Form, Look, Shape
from widgets.map import mercator
from widgets.map.layers.hits import hit, hit_point
from widgets.map.layers.middle import middle_of
from widgets.map.layers.prepared import Prepared
from widgets.map.layers.rings import make_rings
from widgets.map.view import View

VIEW = View(0.5, 0.5, 10.0, 800, 600)
SQUARE = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
corners = st.floats(-2, 2)


def _plainly_within(ring: np.ndarray, x: float, y: float) -> bool:
    """Even-odd, one edge after the other."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if (y1 <= y) != (y2 <= y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


@given(st.lists(st.tuples(corners, corners), min_size=3, max_size=12), corners, corners)
def test_what_is_cut_away_never_changes_the_inside(ring: list[tuple[float, float]], x: float, y: float) -> None:
    """A point of the box is inside the whole ring exactly when it is inside the cut one."""
    x, y = x / 4, y / 4
    rings = make_rings([(0, np.array(ring))], 3)
    box = (*mercator.to_unit(-0.5, 0.5), *mercator.to_unit(0.5, -0.5))
    cut = rings.within(*box)
    at = mercator.to_unit(x, y)
    whole = _plainly_within(np.stack([rings.x, rings.y], axis=1), *at)
    left = _plainly_within(np.stack([cut.x, cut.y], axis=1), *at) if len(cut) else False
    assert whole == left


def test_a_long_way_outside_costs_two_vertices() -> None:
    far = np.stack([np.full(1000, 5.0), np.linspace(-1, 1, 1000)], axis=1)
    ring = np.concatenate([[[-0.1, -0.1]], far, [[-0.1, 0.1]]])
    cut = make_rings([(7, ring)], 3).within(*mercator.to_unit(-0.5, 0.5), *mercator.to_unit(0.5, -0.5))
    assert len(cut.x) == 4 and cut.shape.tolist() == [7]


def test_thinning_moves_no_border_by_a_pixel_and_keeps_specks() -> None:
    angle = np.linspace(0, 2 * np.pi, 5000, endpoint=False)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1) * 0.01
    speck = SQUARE * 1e-9
    rings = make_rings([(0, circle), (1, speck)], 3)
    thin = rings.thinned(10, 1.0)
    world = mercator.world_size(10)
    assert len(thin.x) < 400 and np.diff(thin.start).min() == 4
    kept = np.stack([thin.x, thin.y], axis=1)[: thin.start[1]] * world
    whole = np.stack([rings.x, rings.y], axis=1)[:5000] * world
    gaps = np.hypot(*np.diff(np.concatenate([kept, kept[:1]]), axis=0).T)
    assert gaps.max() < 1.5 and all(np.hypot(*(kept - place).T).min() < 1.0 for place in whole[::50])


def test_places_off_the_earth_and_parts_that_are_too_short_are_left_out() -> None:
    broken = SQUARE.copy()
    broken[1] = np.nan
    rings = make_rings([(0, SQUARE[:2]), (1, broken), (2, np.full((4, 2), np.inf)), (3, np.zeros(4))], 3)
    assert rings.shape.tolist() == [1] and len(rings.x) == 3


@pytest.mark.parametrize("seed", range(5))
def test_the_middle_of_a_ring_lies_within_it(seed: int) -> None:
    chance = np.random.default_rng(seed)
    angle = np.sort(chance.uniform(0, 2 * np.pi, 20))
    radius = chance.uniform(0.1, 1, 20)
    ring = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    assert _plainly_within(ring, *middle_of(ring[:, 0], ring[:, 1]))


def test_of_many_shapes_the_topmost_is_hit_and_the_nearest_of_lines() -> None:
    def look(form: Form, *places: tuple[float, float]) -> Shape:
        return Shape(str(form), form, (np.array(places),), Look())

    shapes = (
        look(Form.AREA, *map(tuple, SQUARE)),
        look(Form.AREA, *map(tuple, SQUARE * 0.5)),
        look(Form.LINE, (-1.0, 0.1), (1.0, 0.1)),
        look(Form.LINE, (-1.0, 0.105), (1.0, 0.105)),
        look(Form.POINT, (0.3, 0.3)),
    )
    prepared = Prepared(shapes)

    def found(lon: float, lat: float) -> int:
        place = (*VIEW.to_widget(lon, lat), 8.0)
        point = hit_point(prepared, VIEW, *place)
        return point if point >= 0 else hit(prepared, VIEW, *place)

    assert [found(0.8, 0.8), found(0.2, -0.2), found(1.5, 0.0)] == [0, 1, -1]
    assert [found(0.2, 0.1), found(0.2, 0.105)] == [2, 3]
    assert found(0.303, 0.3) == 4
