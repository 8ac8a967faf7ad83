"""The picture of the layers: painted once, moved while it fits, painted in steps when heavy, never left half done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from resources import theme
from widgets.map.layers import LayerStack
from widgets.map.layers import sheet as sheets
from widgets.map.layers.sheet import LayerSheet
from widgets.map.map_pane import MapPane
from widgets.map.view import View

THEME = theme.load()
VIEW = View(0.5, 0.5, 10.0, 200, 200)


def _layer(name: str = "a", count: int = 1, **more: object) -> ShapeLayer:
    ring = np.array([[-0.1, -0.1], [0.1, -0.1], [0.1, 0.1], [-0.1, 0.1]])
    shapes = tuple(
        Shape(str(at), Form.AREA, (ring,), Look(fill="#FF0000", fill_alpha=1.0 if at == 0 else 0.0))
        for at in range(count)
    )
    return ShapeLayer(name, name, shapes=shapes, **more)  # type: ignore[arg-type]


def _shown(sheet: LayerSheet, stack: LayerStack, view: View = VIEW) -> tuple[bool, str]:
    image = QImage(view.width, view.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    exact = sheet.prepare(view, THEME, stack)
    sheet.show(painter, view)
    painter.end()
    return exact, image.pixelColor(view.width // 2, view.height // 2).name()


@pytest.fixture
def stack(qapp: object) -> LayerStack:
    made = LayerStack()
    made.set(_layer())
    return made


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine changes nothing here."""
    monkeypatch.setattr(sheets, "SLICE_S", 60.0)


@pytest.fixture
def slow(unhurried: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every step uses up the time there is."""
    monkeypatch.setattr(sheets, "SLICE_S", -1.0)
    yield


def test_a_light_picture_is_there_at_once_and_is_moved_within_its_margin(stack: LayerStack) -> None:
    sheet = LayerSheet()
    assert _shown(sheet, stack) == (True, "#ff0000")
    moved = replace(VIEW, x=0.5 + 40 / VIEW.world)
    assert _shown(sheet, stack, moved)[0] and sheet.finished == 1
    assert _shown(sheet, stack, replace(VIEW, x=0.5 + 400 / VIEW.world))[0] and sheet.finished == 2


def test_opacity_and_new_shapes_paint_it_anew(stack: LayerStack) -> None:
    sheet = LayerSheet()
    _shown(sheet, stack)
    stack.set(replace(stack.all()[0], opacity=0.5))
    exact, colour = _shown(sheet, stack)
    assert exact and QColor(colour).red() == pytest.approx(127, abs=2) and sheet.finished == 2
    stack.remove("a")
    assert _shown(sheet, stack) == (True, "#000000")


def test_a_heavy_picture_comes_in_steps_and_until_then_the_old_one_is_shown(stack: LayerStack, slow: None) -> None:
    sheet = LayerSheet()
    stack.set(_layer(count=5))
    assert _shown(sheet, stack) == (False, "#000000") and sheet.busy
    steps = 0
    while not sheet.work():
        steps += 1
        assert steps < 100
    assert steps > 3 and _shown(sheet, stack) == (True, "#ff0000")
    stack.set(_layer("b"))
    assert _shown(sheet, stack) == (False, "#ff0000")


def test_work_for_a_view_that_is_left_is_given_up(stack: LayerStack, slow: None) -> None:
    sheet = LayerSheet()
    _shown(sheet, stack)
    first = sheet._work
    _shown(sheet, stack, replace(VIEW, x=0.7))
    assert sheet._work is not first and first is not None and first.go_on(1.0), "it has nothing left to do"
    stack.remove("a")
    _shown(sheet, stack)
    assert not sheet.busy


def test_a_heavy_picture_waits_for_the_end_of_a_zoom(stack: LayerStack, slow: None) -> None:
    sheet = LayerSheet()
    _shown(sheet, stack)
    while not sheet.work():
        pass
    assert _shown(sheet, stack, replace(VIEW, zoom=10.3)) == (False, "#ff0000") and not sheet.busy
    assert _shown(sheet, stack, replace(VIEW, zoom=10.3))[0] is False and sheet.busy


def test_the_pane_finishes_by_itself(qtbot: QtBot, slow: None) -> None:
    pane = MapPane(THEME)
    qtbot.addWidget(pane)
    pane.resize(200, 200)
    pane.camera.look_at(0, 0, 10)
    pane.show()
    pane.set_layer(_layer(count=20))
    pane.repaint()
    qtbot.waitUntil(lambda: pane.settled and pane.grab().toImage().pixelColor(100, 100).name() == "#ff0000")


def test_an_unknown_colour_is_an_error_at_once_and_names_it(qtbot: QtBot) -> None:
    pane = MapPane(THEME)
    qtbot.addWidget(pane)
    odd = ShapeLayer("x", "x", shapes=(Shape("p", Form.POINT, (np.zeros((1, 2)),), Look(fill="no-such")),))
    with pytest.raises(theme.ThemeError, match="no-such"):
        pane.set_layer(odd)


def test_layers_that_look_alike_cost_no_new_picture_and_tell_the_newest_words(stack: LayerStack) -> None:
    sheet = LayerSheet()
    _shown(sheet, stack)
    before = stack.all()[0]
    assert isinstance(before, ShapeLayer)
    told = tuple(
        replace(shape, parts=tuple(part.copy() for part in shape.parts), title="新") for shape in before.shapes
    )
    stack.set(replace(before, shapes=told, at=5))
    assert _shown(sheet, stack) == (True, "#ff0000") and sheet.finished == 1
    hit = stack.hit(VIEW, 100, 100, 8)
    assert hit is not None and (hit[0].at, hit[1].title) == (5, "新")
    moved = tuple(replace(shape, parts=(shape.parts[0] + 0.01,)) for shape in told)
    stack.set(replace(before, shapes=moved))
    assert _shown(sheet, stack)[0] and sheet.finished == 2


def test_a_picture_of_points_that_is_given_up_half_done_goes_after_its_painter(stack: LayerStack, slow: None) -> None:
    """Qt ends the process when an image goes that is painted on."""
    places = np.array([[-0.05, 0.0], [0.0, 0.0], [0.05, 0.0]])
    look = Look(fill="#00FF00", radius=9)
    stack.set(ShapeLayer("p", "p", shapes=tuple(Shape("", Form.POINT, (place[None, :],), look) for place in places)))
    for steps in range(14):
        work = sheets.Work("key", VIEW, THEME, list(stack.seen(VIEW)))
        done = [work.go_on(-1.0) for _ in range(steps)]
        work.end()
        assert not work._painter.isActive() and not work._covering.isActive()
    assert done[-1], "it was done at last"
