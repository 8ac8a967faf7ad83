"""The glass over a map: hands become corners, radii and drawings, in a flat view and in a leaning one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.geo.geodesy import distance
from console.domain.geo.sketch import Drawing, Refusal, Tool
from console.models.city_map.drawings import drawing_layer
from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from resources import theme
from tests.widgets.samples import image_of
from widgets import draw
from widgets.map.tools import SketchGlass, ToolHint, ToolStrip
from widgets.map.tools.paint import figures
from widgets.map.tools.project import on_screen
from widgets.map.view import View
from widgets.webmap.pane import SwitchingMapPane

CENTRE = (118.68, 37.44)
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(params=[(0.0, 0.0), (50.0, 35.0)], ids=["flat", "leaning"])
def pane(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[SwitchingMapPane]:
    made = SwitchingMapPane(theme.load())
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.camera.look_at(*CENTRE, 13)
    if any(request.param):
        made.tiltable.allow_tilt(True)
        made.tiltable.tilt_to(*request.param)
    yield made


@pytest.fixture
def glass(pane: SwitchingMapPane) -> SketchGlass:
    numbers = count()
    made = SketchGlass(pane.theme, pane, lambda: (f"d-{next(numbers)}", 5))
    made.show()
    return made


@pytest.fixture
def drawn(glass: SketchGlass) -> list[Drawing]:
    made: list[Drawing] = []
    glass.drawn.connect(made.append)
    return made


def click(glass: SketchGlass, *points: tuple[int, int]) -> None:
    for point in points:
        QTest.mouseClick(glass, LEFT, NONE, QPoint(*point))


def drag(glass: SketchGlass, start: tuple[int, int], end: tuple[int, int]) -> None:
    QTest.mousePress(glass, LEFT, NONE, QPoint(*start))
    for share in (0.3, 0.7, 1.0):
        point = QPoint(*(round(a + (b - a) * share) for a, b in zip(start, end, strict=True)))
        QTest.mouseMove(glass, point)
    QTest.mouseRelease(glass, LEFT, NONE, QPoint(*end))


def ground(pane: SwitchingMapPane, x: float, y: float) -> tuple[float, float]:
    return pane.camera.view.to_degrees(x, y)


def test_a_way_has_a_corner_where_each_click_was(
    pane: SwitchingMapPane, glass: SketchGlass, drawn: list[Drawing]
) -> None:
    glass.begin(Tool.DISTANCE)
    click(glass, (200, 300), (400, 350), (500, 200))
    QTest.keyClick(glass, Qt.Key.Key_Return)
    assert len(drawn) == 1 and drawn[0].tool is Tool.DISTANCE
    for corner, point in zip(drawn[0].corners, ((200, 300), (400, 350), (500, 200)), strict=True):
        assert pane.camera.view.to_widget(*corner) == pytest.approx(point, abs=0.01)
    assert glass.sketch is not None and glass.sketch.corners == (), "the tool stays in hand"


def test_a_double_click_ends_and_its_first_click_is_a_corner(glass: SketchGlass, drawn: list[Drawing]) -> None:
    glass.begin(Tool.POLYGON)
    click(glass, (200, 300), (400, 300), (400, 400))
    QTest.mouseDClick(glass, LEFT, NONE, QPoint(400, 400))
    assert [len(each.corners) for each in drawn] == [3]


def test_a_click_on_the_first_corner_closes_a_ring(glass: SketchGlass, drawn: list[Drawing]) -> None:
    glass.begin(Tool.AREA)
    click(glass, (200, 300), (400, 300), (400, 400), (203, 302))
    assert [len(each.corners) for each in drawn] == [3]


def test_backspace_takes_a_corner_back_and_escape_leaves(
    pane: SwitchingMapPane, glass: SketchGlass, drawn: list[Drawing]
) -> None:
    glass.begin(Tool.DISTANCE)
    click(glass, (200, 300), (400, 300))
    QTest.keyClick(glass, Qt.Key.Key_Backspace)
    assert glass.sketch is not None and len(glass.sketch.corners) == 1
    QTest.keyClick(glass, Qt.Key.Key_Escape)
    assert glass.sketch is None and not drawn
    assert glass.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents), "the mouse is the map's again"


def test_a_side_that_crosses_is_refused_and_marked(glass: SketchGlass) -> None:
    glass.begin(Tool.POLYGON)
    click(glass, (200, 300), (500, 300), (500, 400), (300, 400))
    before = image_of(glass)
    click(glass, (350, 200))
    sketch = glass.sketch
    assert sketch is not None and sketch.refusal is Refusal.CROSSES and len(sketch.corners) == 4
    assert sketch.where is not None
    x, y = glass._map.camera.view.to_widget(*sketch.where)
    assert 290 < x < 360 and y == pytest.approx(300, abs=1.0)
    assert image_of(glass) != before
    hint = ToolHint(glass.theme, glass._map)
    hint.tell(sketch)
    assert "自相交" in hint.words.text()


def test_a_drag_draws_a_circle_to_where_it_ends(
    pane: SwitchingMapPane, glass: SketchGlass, drawn: list[Drawing]
) -> None:
    glass.begin(Tool.CIRCLE)
    drag(glass, (300, 300), (420, 340))
    assert len(drawn) == 1
    assert drawn[0].corners[0] == pytest.approx(ground(pane, 300, 300))
    assert drawn[0].radius == pytest.approx(distance(ground(pane, 300, 300), ground(pane, 420, 340)))


def test_two_clicks_draw_a_circle_too(pane: SwitchingMapPane, glass: SketchGlass, drawn: list[Drawing]) -> None:
    glass.begin(Tool.SEARCH)
    click(glass, (300, 300))
    assert not drawn
    QTest.mouseMove(glass, QPoint(350, 330))
    click(glass, (400, 300))
    assert drawn[0].radius == pytest.approx(distance(ground(pane, 300, 300), ground(pane, 400, 300)))


def test_a_typed_radius_is_exact(glass: SketchGlass, drawn: list[Drawing]) -> None:
    glass.begin(Tool.CIRCLE)
    glass.set_radius(1234.5)
    click(glass, (300, 300))
    assert [each.radius for each in drawn] == [1234.5]


def test_a_drag_moves_the_map_and_is_no_corner(pane: SwitchingMapPane, glass: SketchGlass) -> None:
    glass.begin(Tool.DISTANCE)
    click(glass, (200, 300))
    before, under = pane.camera.centre, ground(pane, 400, 300)
    drag(glass, (400, 300), (450, 320))
    assert glass.sketch is not None and len(glass.sketch.corners) == 1
    assert pane.camera.centre != before
    if pane.tiltable.level:
        assert ground(pane, 450, 320) == pytest.approx(under)


def test_a_tool_in_hand_leaves_wheel_keys_and_menu_to_the_map(pane: SwitchingMapPane, glass: SketchGlass) -> None:
    glass.begin(Tool.DISTANCE)
    before = pane.camera.centre
    QTest.keyClick(glass, Qt.Key.Key_Left)
    assert pane.camera.centre != before
    QTest.mouseClick(glass, Qt.MouseButton.RightButton, NONE, QPoint(100, 100))
    assert any(menu.isVisible() for menu in pane.findChildren(type(pane.painter_menu())))
    assert glass.sketch is not None and glass.sketch.corners == ()


def test_what_lies_behind_the_eye_is_cut_off(pane: SwitchingMapPane) -> None:
    view = pane.camera.view
    south = (CENTRE[0], CENTRE[1] - 0.5)
    runs = on_screen(view, (CENTRE, south), closed=False)
    assert len(runs) == 1 and runs[0][0] == QPointF(*view.to_widget(*CENTRE))
    if pane.tiltable.level:
        assert runs[0][-1].y() > 600
    else:
        assert on_screen(view, (south,), closed=False) == []
        assert all(abs(point.x()) < 1e6 and abs(point.y()) < 1e6 for run in runs for point in run)


def test_the_strip_has_a_tool_for_each_button_and_says_its_key(qtbot: QtBot, pane: SwitchingMapPane) -> None:
    strip = ToolStrip(pane.theme, pane)
    got: list[object] = []
    strip.chosen.connect(got.append)
    for tool, button in strip.buttons.items():
        strip.show_tool(None)
        qtbot.mouseClick(button, LEFT)
        assert got[-1] is tool and button.accessibleName() and button.toolTip()
        strip.show_tool(tool)
        qtbot.mouseClick(button, LEFT)
        assert got[-1] is None


def test_drawings_lie_over_layers_that_come_later(pane: SwitchingMapPane) -> None:
    mine = drawing_layer([Drawing("d-1", Tool.CIRCLE, (CENTRE,), 900.0)], "")
    ring = np.array([[118.6, 37.4], [118.8, 37.4], [118.8, 37.5], [118.6, 37.5]])
    pane.set_layer(mine)
    pane.set_layer(ShapeLayer("areas", "", shapes=(Shape("a", Form.AREA, (ring,), Look(fill="accent")),)))
    assert [layer.name for layer in pane.map_layers()] == ["areas", "drawings"]
    x, y = pane.camera.view.to_widget(CENTRE[0] + 0.003, CENTRE[1])
    found = pane.shape_at(QPointF(x, y))
    assert found is not None and found[1].id == "d-1"


@pytest.mark.parametrize(("x", "y"), [(400, 300), (795, 300), (400, 3), (798, 2), (2, 598)])
def test_a_figure_at_the_rim_is_read_whole(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, x: int, y: int) -> None:
    view = View(0.83, 0.39, 12.0, 800, 600)
    boxes: list[QRectF] = []
    monkeypatch.setattr(draw, "text", lambda _painter, box, *_rest: boxes.append(QRectF(box)))
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    figures(painter, view, theme.load(), [(view.to_degrees(x, y), "12.34 km")])
    painter.end()
    (box,) = boxes
    assert QRectF(0, 0, 800, 600).contains(box)


def test_the_line_of_words_stays_in_the_middle_when_the_map_has_another_size(
    pane: SwitchingMapPane, glass: SketchGlass
) -> None:
    hint = ToolHint(glass.theme, pane)
    glass.begin(Tool.CIRCLE)
    hint.tell(glass.sketch)
    for width in (1200, 640, 260, 900):
        pane.resize(width, 600)
        QTest.qWait(0)
        assert abs(hint.geometry().center().x() - pane.rect().center().x()) <= 1, width
        assert pane.rect().contains(hint.geometry()), width
        words = hint.words
        assert words.height() >= words.heightForWidth(words.width()) - 1 or not words.wordWrap()
    hint.tell(None)
    pane.resize(700, 500)
    assert hint.isHidden()
