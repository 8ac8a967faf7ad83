"""A tour of the desk's map: measure, draw, name, search, act on what was found, and the menu at a place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alarm_stage import alarm, desk_of
from duty_stage import Stage
from PySide6.QtCore import QPoint, QPointF, Qt, QTextBoundaryFinder
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from console.config.drawings import DrawingsFile
from console.domain.geo import geodesy
from console.domain.geo.sketch import Tool
from console.models.city_map.drawings import LAYER
from console.models.city_map.search import Hit, Sort
from screens.desk import DeskWindow
from screens.desk.city_map.page import MapPage
from screens.desk.city_map.tools import FOUND
from screens.desk.gear import DeskGear
from screens.desk.incident.opening import OpenDialog

pytestmark = pytest.mark.operations
HERE = (118.65, 37.43)


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path / "cache")
    made.put(*[alarm(made.world.now(), number) for number in range(3)])
    yield made
    made.close()


@pytest.fixture
def desk(stage: Stage, qtbot: QtBot, tmp_path: Path) -> DeskWindow:
    return desk_of(stage, qtbot, gear=DeskGear(drawings=DrawingsFile(tmp_path / "drawings.json")))


@pytest.fixture
def page(desk: DeskWindow, qtbot: QtBot) -> MapPage:
    qtbot.keyClick(desk, Qt.Key.Key_F3)
    made = desk.stack.currentWidget()
    assert isinstance(made, MapPage)
    made.map.camera.look_at(*HERE, 13)
    assert made.map.hasFocus(), "keys of the map work at once"
    return made


def _at(page: MapPage, dx: int = 0, dy: int = 0) -> QPoint:
    x, y = page.map.camera.view.to_widget(*HERE)
    return QPoint(round(x) + dx, round(y) + dy)


def _click(page: MapPage, qtbot: QtBot, *offsets: tuple[int, int]) -> None:
    for offset in offsets:
        qtbot.mouseClick(page.tools.glass, Qt.MouseButton.LeftButton, pos=_at(page, *offset))


def _words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_by_keyboard_and_mouse_something_is_measured_named_and_removed(page: MapPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.map, Qt.Key.Key_L)
    _click(page, qtbot, (-100, 0), (0, 80), (120, 0))
    qtbot.keyClick(page.tools.glass, Qt.Key.Key_Return)
    qtbot.keyClick(page.tools.glass, Qt.Key.Key_Escape)
    drawing = page.tools.drawings.all[0]
    assert drawing.tool is Tool.DISTANCE and len(drawing.corners) == 3
    assert page.map.hasFocus() and not page.tools.hint.isVisible()
    qtbot.keyClick(page.map, Qt.Key.Key_D)
    assert page.tools.panel.isVisible() and page.tools.panel.drawn.current_id() == drawing.id
    qtbot.mouseClick(page.tools.panel.rename_button, Qt.MouseButton.LeftButton)
    dialog = page.tools.panel.findChild(QInputDialog)
    dialog.setTextValue("绕行路线")
    dialog.accept()
    assert page.tools.drawings.all[0].name == "绕行路线"
    assert page.tools.panel.drawn.rows()[0].cells[0].text == "绕行路线"
    page.map.setFocus()
    qtbot.keyClick(page.map, Qt.Key.Key_Delete)
    assert page.tools.drawings.all == []


def test_the_map_shows_of_what_was_found_what_the_list_does_each_kind_in_its_colour(
    page: MapPage, qtbot: QtBot
) -> None:
    page.tools.search_around(HERE, 2000)
    panel = page.tools.panel

    def on_map() -> dict[str, str]:
        layer = next((each for each in page.map.map_layers() if each.name == FOUND), None)
        return {shape.id: shape.look.fill for shape in layer.shapes} if layer is not None else {}  # type: ignore[attr-defined]

    assert len(set(on_map().values())) > 1, "cameras and resources do not look alike"
    qtbot.mouseClick(panel.chips[Sort.RESOURCE], Qt.MouseButton.LeftButton)
    assert set(on_map()) == {row.id for row in panel.table.rows()} != set()
    assert all(name.startswith("resource/") for name in on_map())
    qtbot.mouseClick(panel.chips[Sort.RESOURCE], Qt.MouseButton.LeftButton)
    assert any(name.startswith("camera/") for name in on_map())


def test_a_kind_and_its_number_are_never_parted_at_the_end_of_a_line(page: MapPage) -> None:
    page.tools.search_around(HERE, 5000)
    line = page.tools.panel.said.text().split("\n")[1]
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, line)
    parts, at = [], 0
    while (end := finder.toNextBoundary()) >= 0:
        parts.append(line[at:end].strip())
        at = end
    assert len(parts) > 3
    assert all(re.search(r"\d$", part) for part in parts if part), "a line may end behind a number only"


def test_a_vehicle_of_the_list_is_followed_as_one_that_is_clicked(page: MapPage) -> None:
    followed: list[int] = []
    page.map.vehicle_clicked.connect(followed.append)
    page.tools._look_at(Hit(Sort.VEHICLE, "7", "示A00007", *HERE, 10.0))
    assert followed == [7] and page.map._vehicle == 7


def test_drawings_belong_to_who_drew_them_and_are_there_again(
    stage: Stage, desk: DeskWindow, page: MapPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.tools.search_around(HERE, 500)
    stage.operations.sign_out()
    assert (
        page.tools.drawings.all == []
        and not next(layer for layer in page.map.map_layers() if layer.name == LAYER).shapes
    )  # type: ignore[attr-defined]
    kept = json.loads((tmp_path / "drawings.json").read_text(encoding="utf-8"))
    assert len(kept["p-1"]) == 1


def test_a_circle_lists_what_is_within_and_an_alarm_in_the_list_can_be_acted_on(
    stage: Stage, desk: DeskWindow, page: MapPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.map, Qt.Key.Key_R)
    page.tools.hint.radius.setValue(2000)
    _click(page, qtbot, (0, 0))
    panel = page.tools.panel
    assert panel.isVisible() and page.tools.drawings.all[0].radius == 2000
    groups = {group.sort: group for group in panel.groups}
    assert groups[Sort.ALARM].count == 3 and groups[Sort.RESOURCE].count > 0 and groups[Sort.CAMERA].count > 0
    assert panel.chips[Sort.ALARM].text() == "告警 3"
    assert any(layer.name == FOUND for layer in page.map.map_layers())
    first = panel.table.rows()[0]
    panel.table.choose(first.id)
    assert page.map._selected == first.id.split("/", 1)[1], "the map shows it"
    assert panel.act_button.isEnabled()
    qtbot.mouseClick(panel.act_button, Qt.MouseButton.LeftButton)
    menu = next(each for each in panel.findChildren(QMenu) if each.isVisible())
    next(action for action in menu.actions() if action.text().startswith("确认")).trigger()
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    assert stage.sent()[0].command.intent.about == first.id.split("/", 1)[1]
    menu.close()
    qtbot.mouseClick(panel.open_button, Qt.MouseButton.LeftButton)
    assert desk.stack.currentWidget() is desk.alarms


def test_chips_narrow_the_list_and_resources_are_selected_on_the_map(page: MapPage, qtbot: QtBot) -> None:
    page.tools.search_around(HERE, 3000)
    panel = page.tools.panel
    qtbot.mouseClick(panel.chips[Sort.RESOURCE], Qt.MouseButton.LeftButton)
    assert panel.table.rows() and all(row.id.startswith("resource/") for row in panel.table.rows())
    panel.table.choose(panel.table.rows()[0].id)
    assert page.map._shape is not None and page.map._shape[:2] == (FOUND, panel.table.rows()[0].id)
    assert not panel.act_button.isEnabled(), "only alarms are acted on here"
    qtbot.mouseClick(panel.chips[Sort.RESOURCE], Qt.MouseButton.LeftButton)
    page.tools.drawings.clear()
    assert panel.groups == [] and not any(layer.name == FOUND for layer in page.map.map_layers())


def test_the_menu_at_a_place_copies_measures_searches_and_opens_an_incident(
    stage: Stage, page: MapPage, qtbot: QtBot
) -> None:
    menu = page.map.open_menu(QPointF(_at(page, 40, 40)))
    actions = {action.text(): action for action in menu.actions()}
    plain, parts = (next(a for text, a in actions.items() if mark in text) for mark in (".4", "′"))
    plain.trigger()
    lon, lat = page.map.camera.view.to_degrees(_at(page, 40, 40).x(), _at(page, 40, 40).y())
    assert QGuiApplication.clipboard().text() == f"{lon:.6f}°E {lat:.6f}°N"
    parts.trigger()
    assert QGuiApplication.clipboard().text().startswith("118°39′")
    actions["从这里测距"].trigger()
    assert page.tools.glass.sketch is not None and page.tools.glass.sketch.corners == ((lon, lat),)
    page.tools.glass.leave()
    actions["查询周边 1 km"].trigger()
    assert page.tools.drawings.all[0].radius == 1000
    actions["在这里新建事件…"].trigger()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, OpenDialog))
    dialog.title.setText("路面塌陷")
    dialog.source.setText("巡查")
    dialog.cls.setCurrentText("城市内涝与路面塌陷")
    told = dialog.what()
    assert told is not None
    intent = told[2][0][0]
    assert (intent.lon, intent.lat) == (lon, lat)  # type: ignore[attr-defined]
    dialog.reject()


def test_the_menu_on_a_drawing_offers_its_acts(page: MapPage, qtbot: QtBot) -> None:
    page.tools.search_around(HERE, 800)
    menu = page.map.open_menu(QPointF(_at(page, 60, 30)))
    assert _words(menu)[:3] == ["标绘命名…", "查询范围内", "删除标绘\tDel"]
    menu.actions()[2].trigger()
    assert page.tools.drawings.all == []


def test_who_may_not_open_an_incident_is_told_why(stage: Stage, page: MapPage, qtbot: QtBot) -> None:
    stage.operations.sign_out()
    menu = page.map.open_menu(QPointF(_at(page)))
    action = next(each for each in menu.actions() if each.text() == "在这里新建事件…")
    assert not action.isEnabled() and "未登录" in action.toolTip()


def test_a_desk_for_reading_measures_and_searches_and_offers_no_incident(stage: Stage, qtbot: QtBot) -> None:
    window = DeskWindow(stage.world, stage.room.theme, stage.tiles)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.show_page("map")
    page = window._pages["map"]
    assert isinstance(page, MapPage)
    page.map.camera.look_at(*HERE, 13)
    page.tools.search_around(HERE)
    assert page.tools.panel.groups
    assert "在这里新建事件…" not in _words(page.map.open_menu(QPointF(_at(page))))
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def test_searching_around_a_place_shows_the_whole_circle(page: MapPage, qtbot: QtBot) -> None:
    page.map.camera.look_at(*HERE, 9)
    page.tools.search_around(HERE, 1000)
    qtbot.waitUntil(lambda: not page.map.camera.flying)
    view = page.map.camera.view
    wide = geodesy.distance(HERE, view.to_degrees(0, view.height / 2))
    tall = geodesy.distance(HERE, view.to_degrees(view.width / 2, 0))
    assert 1000 <= min(wide, tall) <= 2000


def test_words_of_the_map_keep_off_tools_and_figures_wherever_it_is_moved(page: MapPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.map, Qt.Key.Key_L)
    _click(page, qtbot, (-100, 0), (0, 80), (120, 0))
    qtbot.keyClick(page.tools.glass, Qt.Key.Key_Return)
    assert page.tools.drawings.all, "a distance with two figures"
    for _ in range(2):
        covered = page.tools.glass.covered()
        assert len(covered) == 2 and page.tools.strip.geometry() in page.map._covered
        assert set(map(str, covered)) <= set(map(str, page.map._covered))
        assert page.tools.hint.geometry() in page.map._covered
        page.map.camera.pan(37, 21)
    qtbot.keyClick(page.tools.glass, Qt.Key.Key_Escape)
    page.tools.drawings.clear()
    assert page.map._covered == (page.tools.strip.geometry(),)
