"""The camera: what stays still, where it ends, how far it may go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from widgets.map.camera import LONGEST_MS, MAX_ZOOM, MIN_ZOOM, Camera
from widgets.map.view import View

CENTRE = (118.68, 37.44)


@pytest.fixture
def camera(qtbot: QtBot) -> Camera:
    made = Camera()
    made.set_size(1280, 720, 1.0, 1.0)
    made.look_at(*CENTRE, 11)
    return made


@pytest.mark.parametrize("zoom", [8.0, 10.3, 13.75, 17.0])
@pytest.mark.parametrize("point", [(0, 0), (333, 611), (1279, 719)])
def test_zooming_keeps_the_ground_under_the_cursor(camera: Camera, zoom: float, point: tuple[int, int]) -> None:
    under = camera.view.to_degrees(*point)
    camera.zoom_at(*point, zoom)
    assert camera.zoom == zoom
    assert camera.view.to_widget(*under) == pytest.approx(point, abs=0.01)


def test_an_eased_zoom_keeps_the_ground_all_the_way(camera: Camera, qtbot: QtBot) -> None:
    point = (1000.0, 100.0)
    under = camera.view.to_degrees(*point)
    worst: list[float] = []

    def measure() -> None:
        x, y = camera.view.to_widget(*under)
        worst.append(max(abs(x - point[0]), abs(y - point[1])))

    camera.changed.connect(measure)
    camera.ease_zoom_at(*point, 1)
    qtbot.waitUntil(lambda: not camera.flying)
    assert camera.zoom == pytest.approx(11.5)
    assert max(worst) < 0.1


def test_a_flight_ends_exactly_and_in_time(camera: Camera, qtbot: QtBot) -> None:
    camera.fly_to(118.9, 37.6, 14.321, ms=5_000)
    assert camera._flight.duration() <= LONGEST_MS
    qtbot.waitUntil(lambda: not camera.flying, timeout=3_000)
    assert camera.zoom == 14.321
    assert camera.centre == pytest.approx((118.9, 37.6), abs=1e-9)


def test_a_long_flight_rises_and_comes_down(camera: Camera, qtbot: QtBot) -> None:
    camera.look_at(118.4, 37.2, 15)
    lowest: list[float] = []
    camera.changed.connect(lambda: lowest.append(camera.zoom))
    camera.fly_to(119.0, 37.6, 15, ms=200)
    qtbot.waitUntil(lambda: not camera.flying)
    assert MIN_ZOOM <= min(lowest) < 14
    assert camera.zoom == 15


def test_a_flight_is_where_its_clock_says_however_many_pictures_were_left_out(camera: Camera) -> None:
    def after(*moments: int) -> View:
        camera.look_at(*CENTRE, 11)
        camera.fly_to(118.9, 37.6, 14, ms=600)
        camera._flight.pause()
        for moment in moments:
            camera._flight.setCurrentTime(moment)
        return camera.view

    assert after(*range(16, 400, 16), 400) == after(400) != after(384)


def test_who_is_slow_to_paint_sees_fewer_pictures_of_a_flight_not_a_longer_one(camera: Camera, qtbot: QtBot) -> None:
    seen: list[float] = []
    camera.changed.connect(lambda: seen.append(camera.zoom))
    camera.changed.connect(lambda: QThread.msleep(250))
    camera.fly_to(118.9, 37.6, 14, ms=600)
    qtbot.waitUntil(lambda: not camera.flying)
    assert len(seen) <= 4 and seen[-1] == camera.zoom == 14


def test_a_new_move_ends_a_flight(camera: Camera) -> None:
    camera.fly_to(118.9, 37.6, 14)
    camera.pan(10, 0)
    assert not camera.flying


def test_zoom_and_centre_are_clamped(camera: Camera) -> None:
    camera.look_at(*CENTRE, 99)
    assert camera.zoom == MAX_ZOOM
    camera.look_at(*CENTRE, -5)
    assert camera.zoom == MIN_ZOOM
    camera.set_bounds((118.0, 37.0, 119.0, 38.0))
    camera.look_at(130.0, 10.0, 12)
    assert camera.centre == pytest.approx((119.0, 37.0))


def test_a_place_that_is_no_number_is_refused(camera: Camera) -> None:
    before = camera.view
    camera.fly_to(float("nan"), 37, 12, ms=0)
    assert camera.view == before


def test_fit_shows_the_whole_box(camera: Camera) -> None:
    box = (118.5, 37.3, 118.9, 37.5)
    camera.fit(box, margin=50, ms=0)
    left, top = camera.view.to_widget(box[0], box[3])
    right, bottom = camera.view.to_widget(box[2], box[1])
    assert left >= 49.9 and top >= 49.9 and right <= 1230.1 and bottom <= 670.1
    assert min(left, top) == pytest.approx(50, abs=0.5)
