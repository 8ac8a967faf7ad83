"""On the map: ``/``, a few letters, Enter: the map is there, and what was looked for is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alarm_stage import desk_of
from duty_stage import CITY, Stage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screens.desk.city_map.page import MapPage
from screens.desk.city_map.place_finder import PLACE
from screens.desk.gear import DeskGear

pytestmark = pytest.mark.operations


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path / "cache")
    made.writer.register(made.backend, "area_shapes", "1", (CITY / "area_shapes.json").read_bytes())
    made.look()
    yield made
    made.close()


@pytest.fixture
def page(stage: Stage, qtbot: QtBot) -> MapPage:
    desk = desk_of(stage, qtbot, gear=DeskGear(roads=CITY / "roads.json"))
    qtbot.keyClick(desk, Qt.Key.Key_F3)
    made = desk.stack.currentWidget()
    assert isinstance(made, MapPage)
    made.map.camera.look_at(118.3, 37.2, 11)
    return made


def typed(page: MapPage, qtbot: QtBot, words: str) -> list[str]:
    """What is listed for these words, typed by hand."""
    finder = page.finder
    qtbot.keyClick(page.map, Qt.Key.Key_Slash)
    assert finder.hasFocus()
    qtbot.waitUntil(lambda: not finder._step.isActive(), timeout=20_000)
    qtbot.keyClicks(finder, words)
    return [place.name for place in finder.found]


def near(page: MapPage, lon: float, lat: float) -> bool:
    here = page.map.camera.centre
    return abs(here[0] - lon) < 0.002 and abs(here[1] - lat) < 0.002


def test_initials_and_enter_lead_to_a_hospital(stage: Stage, page: MapPage, qtbot: QtBot) -> None:
    hospital = next(each for each in stage.world.registers.assets.values() if each.name == "市中心医院")
    assert typed(page, qtbot, "szxyy")[0] == hospital.name
    assert page.finder.list.isVisible()
    qtbot.keyClick(page.finder, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: near(page, hospital.lon, hospital.lat))
    assert page.map.hasFocus() and not page.finder.list.isVisible()
    assert page.map._popup.text[0] == hospital.name
    assert page.map.subject() == (PLACE, f"asset/{hospital.id}")
    qtbot.keyClick(page.map, Qt.Key.Key_Escape)
    assert page.map.subject() is None
    assert not any(layer.name == PLACE for layer in page.map.map_layers()), "its mark goes with its card"


def test_a_station_s_own_card_opens(stage: Stage, page: MapPage, qtbot: QtBot) -> None:
    station = next(each for each in stage.world.registers.assets.values() if each.kind == "air_station")
    qtbot.waitUntil(lambda: page.map.shows(station.id))
    # two stations may be called alike: the one that is gone to is the one that is listed first
    typed(page, qtbot, "")
    page.finder.setText(station.name)
    page.finder.look()
    page.finder.list.choose(f"asset/{station.id}")
    page.finder.go()
    assert page.map.subject() == ("marker", station.id)


def test_arrows_choose_another_and_an_area_is_shown_whole(stage: Stage, page: MapPage, qtbot: QtBot) -> None:
    found = typed(page, qtbot, "haiqu")
    assert found[0] == "海曲区"
    qtbot.keyClick(page.finder, Qt.Key.Key_Down)
    assert page.finder.list.current_id() == page.finder.found[1].id
    qtbot.keyClick(page.finder, Qt.Key.Key_Up)
    qtbot.keyClick(page.finder, Qt.Key.Key_Return)
    county = next(each for each in stage.world.registers.areas.values() if each.name == "海曲区")
    ring = stage.world.registers.shapes[county.code][0][0]
    qtbot.waitUntil(
        lambda: all(
            0 <= x <= page.map.width() and 0 <= y <= page.map.height()
            for x, y in (page.map.camera.view.to_widget(*corner) for corner in ring.tolist())
        )
    )


def test_a_road_is_found_too(page: MapPage, qtbot: QtBot) -> None:
    assert "丁香二街" in typed(page, qtbot, "dxej")


def test_nothing_found_is_said_and_esc_is_back_on_the_map(page: MapPage, qtbot: QtBot) -> None:
    assert typed(page, qtbot, "zzzzzz") == []
    assert "没有找到" in page.finder.list.line(0).top
    before = page.map.camera.centre
    qtbot.keyClick(page.finder, Qt.Key.Key_Return)
    assert page.map.camera.centre == before
    qtbot.keyClick(page.finder, Qt.Key.Key_Escape)
    assert page.map.hasFocus() and page.finder.text() == "" and not page.finder.list.isVisible()
    assert not any(layer.name == PLACE for layer in page.map.map_layers())


def test_ctrl_f_does_the_same(page: MapPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.map, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.finder.hasFocus()
