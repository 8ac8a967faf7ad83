"""A city is well placed on a map of any proportions: its ground whole, its water as there is room, no sea for its own
sake."""

from __future__ import annotations

import pytest

from widgets.map.camera import STEP, Camera
from widgets.map.framing import middle

GROUND = (118.26, 37.20, 118.94, 37.68)
WHOLE = (118.26, 37.20, 119.06, 37.68)
"""Islands lie to the east of the ground."""
SIZES = ((1280, 720), (1920, 1080), (618, 260), (1080, 1920), (3200, 900), (700, 640))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_all_of_the_ground_is_seen_with_air_around_it(size: tuple[int, int], factor: float) -> None:
    camera = Camera()
    camera.set_size(*size, 1.0, factor)
    camera.look_at(*camera.framing(GROUND, WHOLE))
    left, top = camera.view.to_widget(GROUND[0], GROUND[3])
    right, bottom = camera.view.to_widget(GROUND[2], GROUND[1])
    assert min(left, top, size[0] - right, size[1] - bottom) >= 11.9
    assert camera.view.style_zoom / STEP == pytest.approx(round(camera.view.style_zoom / STEP)), "painted as it is kept"


@pytest.mark.parametrize("size", SIZES)
def test_no_more_than_one_step_of_zoom_is_given_away(size: tuple[int, int]) -> None:
    camera = Camera()
    camera.set_size(*size, 1.0, 1.0)
    lon, lat, zoom = camera.framing(GROUND, WHOLE)
    camera.look_at(lon, lat, zoom)
    left, top = camera.view.to_widget(GROUND[0], GROUND[3])
    right, bottom = camera.view.to_widget(GROUND[2], GROUND[1])
    fullest = max((right - left) / (size[0] - 24), (bottom - top) / (size[1] - 24))
    assert fullest > 2**-STEP * 0.85


def test_spare_breadth_shows_the_islands_and_then_the_country_not_the_sea() -> None:
    camera = Camera()
    camera.set_size(1920, 600, 1.0, 1.0)
    camera.look_at(*camera.framing(GROUND, WHOLE))
    islands, _ = camera.view.to_widget(WHOLE[2], 37.4)
    country, _ = camera.view.to_widget(GROUND[0], 37.4)
    assert 12 <= 1920 - islands < 360, "the water that is the city's, and little more of it"
    assert country > 600


def test_pixels_that_are_covered_at_the_left_hide_nothing() -> None:
    camera = Camera()
    camera.set_size(1280, 720, 1.0, 1.0)
    camera.look_at(*camera.framing(GROUND, WHOLE, 300))
    assert camera.view.to_widget(GROUND[0], 37.4)[0] >= 311


@pytest.mark.parametrize(
    ("around", "span", "at"),
    [
        ((0.0, 10.0), 30.0, 5.0),  # nothing around it: evenly
        ((0.0, 14.0), 12.0, 6.0),  # half of the water on the one side
        ((-4.0, 14.0), 14.0, 5.0),  # as much of both
        ((0.0, 14.0), 14.0, 7.0),  # just all of the water
        ((0.0, 14.0), 34.0, 2.0),  # all of it, and 15 of the other 20 on the land's side
        ((-4.0, 10.0), 34.0, 8.0),  # the same the other way round
        ((-4.0, 14.0), 38.0, 5.0),  # water on both sides: evenly
        ((0.0, 10.5), 30.5, 2.75),  # a little around it: 12.5 of the other 20 on the land's side
        ((0.0, 14.0), 8.0, 5.0),  # no room even for the box: its middle
    ],
)
def test_where_the_spare_room_goes(around: tuple[float, float], span: float, at: float) -> None:
    assert middle(0.0, 10.0, around, span) == pytest.approx(at)
