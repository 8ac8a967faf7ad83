"""The camera that leans: its mathematics, and that the page agrees with it."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from tests.widgets.webmap.conftest import ask_page, wait_shown
from widgets.map import mercator
from widgets.map.view import View
from widgets.webmap.pane import SwitchingMapPane
from widgets.webmap.tilt import STEEPEST, TiltCamera, TiltedView

CENTRE = (118.68, 37.44)


def _view(pitch: float = 0.0, bearing: float = 0.0, zoom: float = 13.0) -> TiltedView:
    x, y = mercator.to_unit(*CENTRE)
    return TiltedView(x, y, zoom, 800, 600, 1.5, 1.0, pitch, bearing)


@pytest.fixture
def camera(qapp: object) -> TiltCamera:
    made = TiltCamera()
    made.set_size(800, 600, 1.0, 1.0)
    made.allow_tilt(True)
    made.look_at(*CENTRE, 13)
    return made


def test_a_level_view_is_the_native_one() -> None:
    tilted, plain = _view(), View(*mercator.to_unit(*CENTRE), 13.0, 800, 600, 1.5)
    place = np.array([plain.x + 1e-5]), np.array([plain.y - 2e-5])
    assert np.allclose(tilted.to_device(*place), plain.to_device(*place))
    assert tilted.to_degrees(10, 20) == pytest.approx(plain.to_degrees(10, 20))


@pytest.mark.parametrize("pitch", [0.0, 12.5, 45.0, STEEPEST])
@pytest.mark.parametrize("bearing", [-170.0, 0.0, 33.0, 90.0])
def test_there_and_back_again(pitch: float, bearing: float) -> None:
    view = _view(pitch, bearing)
    for x, y in ((0, 0), (799, 0), (400, 300), (1, 599), (700, 450)):
        assert view.to_widget(*view.to_degrees(x, y)) == pytest.approx((x, y), abs=1e-3)


def test_what_lies_behind_the_camera_is_not_on_the_screen() -> None:
    view = _view(STEEPEST)
    _, top = view.to_device(np.array([view.x]), np.array([view.y + 0.01]))
    assert abs(top[0]) > 1e6


def test_bearing_is_what_is_up() -> None:
    view = _view(0, 90)
    lon, lat = CENTRE
    x, y = view.to_widget(lon + 0.01, lat)
    assert x == pytest.approx(400, abs=1e-6) and y < 300


def test_zoom_holds_the_ground_under_the_cursor_in_perspective(camera: TiltCamera) -> None:
    camera.tilt_to(50, 20)
    under = camera.view.to_degrees(600, 150)
    camera.zoom_at(600, 150, 14.3)
    assert camera.view.to_widget(*under) == pytest.approx((600, 150), abs=1e-3)


def test_a_pan_moves_the_middle_as_far_as_the_hand(camera: TiltCamera) -> None:
    camera.tilt_to(50, 20)
    ahead = camera.view.to_degrees(400 - 30, 300 + 12)
    camera.pan(30, -12)
    assert camera.centre == pytest.approx(ahead)


def test_pitch_ends_before_the_horizon_and_bearing_wraps(camera: TiltCamera) -> None:
    camera.tilt_to(89, 200)
    assert (camera.pitch, camera.bearing) == (STEEPEST, -160)
    camera.tilt_to(math.nan, 0)
    assert camera.pitch == STEEPEST


def test_a_flight_leans_and_turns_the_shorter_way(camera: TiltCamera, qtbot: QtBot) -> None:
    camera.tilt_to(0, 170)
    bearings: list[float] = []
    camera.changed.connect(lambda: bearings.append(camera.bearing))
    camera.fly_tilted(118.7, 37.45, 14, 45, -170, ms=200)
    qtbot.waitUntil(lambda: not camera.flying)
    assert (camera.pitch, camera.bearing, camera.zoom) == (45, -170, 14)
    assert all(abs(bearing) >= 169.9 for bearing in bearings)


def test_without_leave_the_view_is_level_and_the_tilt_is_kept(camera: TiltCamera) -> None:
    camera.tilt_to(40, 10)
    camera.allow_tilt(False)
    assert (camera.pitch, camera.bearing) == (0, 0)
    camera.fly_tilted(*CENTRE, 12, 30, 30, ms=0)
    assert (camera.pitch, camera.bearing) == (0, 0)
    camera.allow_tilt(True)
    assert (camera.pitch, camera.bearing) == (40, 10)


@pytest.mark.xdist_group("webengine")
def test_the_page_and_the_pane_agree_within_two_pixels(shared: SwitchingMapPane) -> None:
    pane = shared
    chance = np.random.default_rng(11)
    worst = 0.0
    for pitch, bearing, zoom in ((0, 0, 9.3), (0, 75, 12), (30, -20, 13.7), (60, 140, 14.2), (55, -90, 16.5)):
        pane.camera.look_at(*CENTRE, zoom)
        pane.tiltable.tilt_to(pitch, bearing)
        wait_shown(pane)
        for x, y in chance.uniform((0, 0), (640, 480), (6, 2)).tolist():
            lon, lat = pane.camera.view.to_degrees(x, y)
            shown = json.loads(str(ask_page(pane, f"cw.project({lon}, {lat})")))
            worst = max(worst, math.hypot(shown[0] - x, shown[1] - y))
    assert worst <= 2
    assert worst <= 0.05, "the mathematics are the same, only the numbers are rounded"


@pytest.mark.xdist_group("webengine")
def test_a_vehicle_is_hit_where_a_tilted_page_shows_it(shared: SwitchingMapPane) -> None:
    pane = shared
    pane.camera.look_at(119.2, 37.35, 13)
    pane.tiltable.tilt_to(55, 35)
    lon, lat = pane.camera.view.to_degrees(200.5, 120.5)
    one = np.ones(1, np.uint16)
    place = np.array([round(lon * 1e6)], np.int32), np.array([round(lat * 1e6)], np.int32)
    pane.set_fleet(*place, one, one * 0, one, one.astype(np.int64))
    wait_shown(pane)
    image, wanted = pane.grab().toImage(), pane.colour("grade2")
    found = [
        (x, y)
        for x in range(150, 250)
        for y in range(80, 170)
        if abs(image.pixelColor(x, y).red() - wanted.red()) < 12
        and abs(image.pixelColor(x, y).blue() - wanted.blue()) < 12
    ]
    assert found
    x, y = (sum(part) / len(found) for part in zip(*found, strict=True))
    assert math.hypot(x - 200, y - 120) <= 2
    assert pane.vehicle_at(QPointF(x, y)) == 0
