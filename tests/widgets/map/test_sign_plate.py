"""The key of signs stands inside the map, follows what the map shows, and covers no words."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from console.models.city_map.sign_key import Sign
from console.models.rows import Marker
from resources import theme
from resources.theme import Scale
from widgets.map import MapPane

CENTRE = (118.68, 37.44)


def _pane(qtbot: QtBot, width: int, height: int, px: int = 1080) -> MapPane:
    pane = MapPane(theme.load("wall-dark", Scale(height_px=px)))
    qtbot.addWidget(pane)
    pane.resize(width, height)
    pane.camera.look_at(*CENTRE, 11)
    pane.show()
    pane.set_markers([Marker("A", "alarm", *CENTRE, "井盖位移", priority=1)])
    return pane


def _fleet(pane: MapPane, speed: int) -> None:
    one = np.ones(1, np.uint16)
    lon, lat = (np.array([round(part * 1e6)], np.int32) for part in CENTRE)
    pane.set_fleet(lon, lat, one, one * speed, one * 0, one.astype(np.int64))


@pytest.mark.parametrize(("width", "height", "px"), [(1280, 720, 720), (1920, 1080, 1080), (3840, 2160, 2160)])
def test_it_stands_inside_the_map(qtbot: QtBot, width: int, height: int, px: int) -> None:
    pane = _pane(qtbot, width, height, px)
    (box,) = pane.own_plates()
    assert pane.rect().contains(box) and box.width() < pane.width() / 2


@pytest.mark.parametrize(("width", "height"), [(320, 180), (640, 360), (1280, 200)])
def test_a_small_map_has_none(qtbot: QtBot, width: int, height: int) -> None:
    assert list(_pane(qtbot, width, height).own_plates()) == []


def test_it_tells_what_is_shown_now(qtbot: QtBot) -> None:
    pane = _pane(qtbot, 1280, 720, 720)

    def signs() -> set[Sign]:
        return {each.sign for line in pane._key for each in line.meanings}

    _fleet(pane, speed=300)
    assert signs() == {Sign.ALARM, Sign.MOVING}
    pane.camera.look_at(*CENTRE, 14)
    assert signs() == {Sign.ALARM, Sign.HEADED}, "arrows from here on"
    _fleet(pane, speed=0)
    pane.set_layer_visible("alarms", False)
    assert signs() == {Sign.PARKED}
    pane.set_layer_visible("vehicles", False)
    assert signs() == set() and list(pane.own_plates()) == []


def test_no_words_are_written_under_it(qtbot: QtBot) -> None:
    pane = _pane(qtbot, 1280, 720, 720)
    (box,) = pane.own_plates()
    lon, lat = pane.camera.view.to_degrees(box.left() - 40, box.center().y())
    pane.set_markers([Marker("A", "alarm", lon, lat, "青河水厂站空气质量严重污染", priority=1, acknowledged=False)])
    scene = pane._markers.scene(pane.camera.view)
    _sign, *words = [QRectF(x, y, picture.width(), picture.height()) for x, y, picture in scene.pictures]
    assert words and not any(QRectF(box).intersects(each) for each in words)


def test_its_picture_is_painted_once_for_all_frames(qtbot: QtBot) -> None:
    pane = _pane(qtbot, 1280, 720, 720)
    pane.grab()
    before = pane._key_plate._picture.cacheKey()
    pane.camera.pan(30, 10)
    pane.grab()
    assert pane._key_plate._picture.cacheKey() == before
