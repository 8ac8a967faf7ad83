"""A desk's window is always wholly on one monitor, and moves no more than it must."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.wall.outputs import Rect
from console.wall.placement import on_a_screen

LEFT, RIGHT = (0, 0, 1920, 1040), (1920, 0, 1280, 720)


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        (None, (144, 78, 1632, 884)),
        ((0, 0, 0, 0), (144, 78, 1632, 884)),
        ((100, 50, 1000, 800), (100, 50, 1000, 800)),
        ((2000, 20, 1000, 600), (2000, 20, 1000, 600)),
        ((2600, 20, 1000, 600), (2200, 20, 1000, 600)),
        ((2000, 20, 1600, 900), (1920, 0, 1280, 720)),
        ((5000, 5000, 1000, 600), (920, 440, 1000, 600)),
        ((-900, -100, 1000, 600), (0, 0, 1000, 600)),
        ((1800, 0, 1000, 700), (1920, 0, 1000, 700)),
        ((10, 10, 100, 100), (10, 10, 640, 480)),
    ],
)
def test_a_window_is_put_where_it_was_or_as_near_as_will_do(wanted: Rect | None, placed: Rect) -> None:
    assert on_a_screen(wanted, [LEFT, RIGHT]) == placed


numbers, sizes = st.integers(-9000, 9000), st.integers(300, 5000)
rects = st.tuples(numbers, numbers, sizes, sizes)


@given(
    st.none() | st.tuples(numbers, numbers, st.integers(-5, 9000), st.integers(-5, 9000)), st.lists(rects, min_size=1)
)
def test_it_is_always_wholly_on_one(wanted: Rect | None, screens: list[Rect]) -> None:
    x, y, width, height = on_a_screen(wanted, screens)
    assert width > 0 and height > 0
    assert any(x >= sx and y >= sy and x + width <= sx + sw and y + height <= sy + sh for sx, sy, sw, sh in screens)
    assert on_a_screen((x, y, width, height), screens)[2:] == (width, height)
