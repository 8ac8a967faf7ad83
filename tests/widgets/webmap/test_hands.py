"""Tilt by hand, the compass, and a page that rests while nobody sees its map."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from tests.widgets.webmap.conftest import Maker, wait_for, wait_shown
from widgets.map.layers import sheet
from widgets.map.painter import Kind
from widgets.webmap import pane as pane_module
from widgets.webmap.compass import LEANING, Compass
from widgets.webmap.pane import SwitchingMapPane

pytestmark = pytest.mark.xdist_group("webengine")
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def _drag(pane: SwitchingMapPane, button: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
    QTest.mousePress(pane, button, keys, QPoint(300, 300))
    for point in (QPoint(320, 280), QPoint(350, 200)):
        QTest.mouseMove(pane, point)
    QTest.mouseRelease(pane, button, keys, QPoint(350, 200))


@pytest.mark.parametrize(("button", "keys"), [(RIGHT, NONE), (LEFT, CTRL)], ids=["right", "ctrl-left"])
def test_a_drag_turns_and_leans_what_the_page_paints(
    shared: SwitchingMapPane, button: Qt.MouseButton, keys: Qt.KeyboardModifier
) -> None:
    shared.tiltable.tilt_to(0, 0)
    centre = shared.camera.centre
    _drag(shared, button, keys)
    assert shared.tiltable.pitch == pytest.approx(25, abs=2) and shared.tiltable.bearing == pytest.approx(20, abs=2)
    assert shared.camera.centre == pytest.approx(centre)
    QTest.keyClick(shared, Qt.Key.Key_Home)
    assert shared.tiltable.level


def test_without_the_page_the_same_drags_turn_nothing(make_pane: Maker) -> None:
    pane = make_pane(False)
    _drag(pane, RIGHT, NONE)
    assert pane.tiltable.level
    before = pane.camera.centre
    _drag(pane, LEFT, CTRL)
    assert pane.tiltable.level and pane.camera.centre != before, "it moves the ground as any drag"
    assert not pane.findChild(Compass).isVisible(), "there is no dead button"


def test_the_compass_shows_north_and_brings_the_view_back(shared: SwitchingMapPane, qtbot: QtBot) -> None:
    compass = shared.findChild(Compass)
    assert compass.isVisible() and compass.geometry().right() > shared.width() - compass.width() * 2
    shared.tiltable.tilt_to(40, 90)
    assert compass.accessibleName() == "朝向 90°，倾斜 40°；点击恢复正北俯视"
    qtbot.mouseClick(compass, LEFT)
    wait_for(lambda: shared.tiltable.level and not shared.camera.flying, 5000)
    qtbot.mouseClick(compass, LEFT)
    wait_for(lambda: shared.tiltable.pitch == LEANING and not shared.camera.flying, 5000)
    shared.tiltable.tilt_to(0, 0)


def test_a_page_that_nobody_sees_is_ended_and_comes_back(
    make_pane: Maker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = make_pane(True)
    pane.tiltable.tilt_to(30, 10)
    pane._rest.setInterval(50)
    pane.hide()
    qtbot.waitUntil(lambda: pane.web is None, timeout=5000)
    assert pane.choice.kind is Kind.WEB, "it is still the chosen painter"
    pane.show()
    qtbot.waitUntil(lambda: pane.web is not None, timeout=5000)
    wait_shown(pane)
    assert pane.web_shown and (pane.tiltable.pitch, pane.tiltable.bearing) == (30, 10)
    assert pane_module.REST_MS >= 30_000, "a person who looks at another page for a moment waits for nothing"


def test_heavy_layers_are_sharp_again_soon_after_a_zoom_and_no_page_is_ended_for_it(
    make_pane: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pane's own patience with pages that nobody sees is another timer than the map's rest."""
    monkeypatch.setattr(sheet, "SLICE_S", -1.0)
    pane = make_pane(False)
    ended: list[bool] = []
    monkeypatch.setattr(pane, "_end_web", lambda: ended.append(True))
    square = np.array([[0, 0], [0.01, 0], [0.01, 0.01]]) + pane.camera.centre
    pane.set_layer(ShapeLayer("a", "a", shapes=(Shape("s", Form.AREA, (square,), Look(fill="#FF0000")),)))
    wait_shown(pane)
    pane.camera.zoom_at(320, 240, 12.2)
    wait_shown(pane)
    shown = pane.sheet.shown
    assert shown is not None and shown.view.zoom == pane.camera.view.zoom and not ended
