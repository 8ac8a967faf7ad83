"""From a card on the map to where the thing is worked on: by its button and by Enter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alarm_stage import alarm, desk_of
from duty_stage import Stage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from scenes import spill

from console.domain.entities import Case, System
from console.domain.entities import Stage as CaseStage
from console.models.alarms.acts import Act
from screens.desk import DeskWindow
from screens.desk.city_map.layer_dock import TRACK
from screens.desk.city_map.page import MapPage
from screens.desk.city_map.tools import FOUND
from screens.desk.gear import DeskGear

pytestmark = pytest.mark.operations
HERE = (118.65, 37.43)


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path / "cache")
    now = made.world.now()
    case = Case(
        id="CG-1", v=1, at=now, stage=CaseStage.FILED, system=System.CITY, category="市容环境", title="井盖破损",
        opened=now, due=now + 3_600_000, area="990102003009005", lon=HERE[0], lat=HERE[1] + 0.002,
    )  # fmt: skip
    incident = spill(now)
    made.put(*[alarm(now, number, lat=37.43 + number / 1000) for number in range(3)], case, incident)
    yield made
    made.close()


@pytest.fixture
def desk(stage: Stage, qtbot: QtBot) -> DeskWindow:
    return desk_of(stage, qtbot, gear=DeskGear())


@pytest.fixture
def page(desk: DeskWindow, qtbot: QtBot) -> MapPage:
    desk.show_page("map")
    made = desk.stack.currentWidget()
    assert isinstance(made, MapPage)
    made.map.camera.look_at(*HERE, 15)
    return made


def on_page(desk: DeskWindow) -> str:
    return next(name for name, page in desk._pages.items() if page is desk.stack.currentWidget())


def test_an_alarm_s_card_says_its_level_and_leads_to_its_acts(
    stage: Stage, desk: DeskWindow, page: MapPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.map._markers.find("A-1") is not None)
    page.map.select("A-1")
    card = page.map._popup
    assert card.text[1][0].startswith("3 级 · ")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.button().center().toPoint())
    assert on_page(desk) == "alarms"
    assert desk.alarms.control.chosen() == (stage.world.alarms.find("A-1"),)
    assert desk.alarms.control.offers()[Act.ACKNOWLEDGE].possible


def test_enter_takes_the_way_of_the_open_card(desk: DeskWindow, page: MapPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.map._markers.find("A-2") is not None)
    qtbot.keyClick(page.map, Qt.Key.Key_Return)
    assert on_page(desk) == "map", "no card is open"
    page.map.select("A-2")
    qtbot.keyClick(page.map, Qt.Key.Key_Return)
    assert on_page(desk) == "alarms"
    assert desk.alarms.table.current().id == "A-2"


@pytest.mark.parametrize(("found", "where"), [("case/CG-1", "cases"), ("incident/I-1", "incidents")])
def test_cases_and_incidents_that_were_found_lead_to_their_pages(
    desk: DeskWindow, page: MapPage, qtbot: QtBot, found: str, where: str
) -> None:
    assert page.ways.words(FOUND, found)
    page.map.way_taken.emit(FOUND, found)
    assert on_page(desk) == where
    shown = desk.stack.currentWidget()
    held = shown.card.held.case if where == "cases" else shown.held.incident  # type: ignore[attr-defined]
    assert held.id == found.split("/")[1]


def test_a_case_that_two_backends_have_leads_to_neither_of_them(stage: Stage, page: MapPage) -> None:
    assert page.ways.words(FOUND, "case/CG-1")
    (key, case), *_ = stage.world.cases.items()
    stage.world.cases[key + 1_000_000] = case
    assert not page.ways.words(FOUND, "case/CG-1")


def test_a_vehicle_s_card_shows_its_track(page: MapPage, monkeypatch: pytest.MonkeyPatch) -> None:
    followed: list[int] = []
    monkeypatch.setattr(page.layers.book.follower, "follow", lambda index, _window: followed.append(index))
    assert page.ways.words("vehicle", "7")
    page.map.way_taken.emit("vehicle", "7")
    assert followed == [7]
    assert page.layers.book.shown(TRACK), "the layer is switched on with it"


def test_a_station_s_card_leads_nowhere(page: MapPage) -> None:
    station = next(marker for marker in page.map._markers.shown() if not marker.priority)
    page.map.select(station.id)
    assert page.map._popup.way == ""
