"""Map layers at the desk: switched on by keyboard and mouse, remembered for a person, and every figure acted on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alarm_stage import HOUR, alarm, desk_of
from duty_stage import DISPATCHER, LEADER, Stage
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from console.config.desk_prefs import PrefsFile
from console.domain.counters import CounterKey
from console.domain.entities import KIND_NUMBER, Case, System
from console.domain.entities import Stage as CaseStage
from console.domain.geo.area_code import AreaLevel
from console.models.clock import midnight
from screens.desk import DeskWindow
from screens.desk.cases.dialogs import WordsDialog
from screens.desk.city_map.page import MapPage
from screens.desk.gear import DeskGear
from tests.models.city_map.layers.city import AREAS, CITY, COUNTY, RING, TOWN
from tests.models.kit import apply, changes, register

pytestmark = pytest.mark.operations
CASES, CLUSTERS = "choropleth:open-cases", "clusters:cases"


def case(now: int, number: int, **fields: object) -> Case:
    base = {
        "system": System.GRID, "stage": CaseStage.FILED, "category": "市容环境/暴露垃圾", "title": f"暴露垃圾 {number}",
        "opened": now - HOUR, "due": now + number * HOUR, "area": f"{TOWN}001001", "lon": 118.7, "lat": 37.4,
        "department": "市城市管理局",
    }  # fmt: skip
    return Case(id=f"WG-{number}", v=1, at=now, **(base | fields))  # type: ignore[arg-type]


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    now = made.world.now()
    made.put(*[alarm(now, number, area=f"{TOWN}001001") for number in range(3)], alarm(now, 9, area="990102001001001"))
    made.put(*[case(now, number, overdue=number == 2) for number in range(4)])
    bodies = {"areas": AREAS, "area_shapes": {COUNTY: RING, TOWN: RING}, "city": CITY}
    apply(made.world, changes(registers=[register(name, body) for name, body in bodies.items()]))
    yield made
    made.close()


def page_of(desk: DeskWindow) -> MapPage:
    desk.show_page("map")
    page = desk._pages["map"]
    assert isinstance(page, MapPage)
    page.map.camera.look_at(118.7, 37.4, 11)
    return page


def switched_on(qtbot: QtBot, page: MapPage, *names: str) -> None:
    """Tick the layers in the panel."""
    if not page.layers.panel.isVisible():
        page.layers.toggle()
    for name in names:
        page.layers.panel.boxes[name].click()
    qtbot.waitUntil(lambda: all(name in page.layers.book.layers for name in names))
    page.layers.refresh()


def layer_of(page: MapPage, name: str) -> Any:
    """What the map shows under this name."""
    return next((layer for layer in page.map.map_layers() if layer.name == name), None)


def click(qtbot: QtBot, page: MapPage, lon: float, lat: float) -> None:
    at = QPoint(*(round(part) for part in page.map.camera.view.to_widget(lon, lat)))
    qtbot.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=at)


def test_a_key_opens_the_panel_and_space_switches_a_layer_on(qtbot: QtBot, stage: Stage) -> None:
    page = page_of(desk_of(stage, qtbot))
    page.map.setFocus()
    qtbot.keyClick(page.map, Qt.Key.Key_T)
    assert page.layers.panel.isVisible()
    box = page.layers.panel.boxes[CASES]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: layer_of(page, CASES) is not None)
    card = page.layers.panel.cards[CASES]
    card.slider.setFocus()
    before = layer_of(page, CASES).opacity
    qtbot.keyClick(card.slider, Qt.Key.Key_Left)
    assert layer_of(page, CASES).opacity == pytest.approx(before - 0.01)
    card.first.setValue(12.0)
    assert layer_of(page, CASES).from_zoom == 12.0 and page.map.shape_at(QPointF(page.map.rect().center())) is None
    page.layers.refresh()
    assert "不显示" in card.legend._note
    card.close_button.click()
    assert layer_of(page, CASES) is None and not box.isChecked()


def test_one_layer_at_a_time_colours_areas_and_it_is_told_which_one_went(qtbot: QtBot, stage: Stage) -> None:
    page = page_of(desk_of(stage, qtbot))
    switched_on(qtbot, page, CASES, CLUSTERS)
    switched_on(qtbot, page, "choropleth:overdue-cases")
    boxes, book = page.layers.panel.boxes, page.layers.book
    assert book.order() == [CLUSTERS, "choropleth:overdue-cases"], "clusters colour no ground"
    assert not boxes[CASES].isChecked() and boxes["choropleth:overdue-cases"].isChecked()
    assert "未办结案件" in page.layers.panel.cards["choropleth:overdue-cases"].legend._note
    switched_on(qtbot, page, "heat:cases")
    assert book.order() == [CLUSTERS, "heat:cases"]
    assert "已关闭" in page.layers.panel.cards["heat:cases"].legend._note
    boxes["heat:cases"].click()
    switched_on(qtbot, page, "heat:cases")
    assert "已关闭" not in page.layers.panel.cards["heat:cases"].legend._note, "nothing went this time"


def test_a_click_shows_the_figure_and_leads_to_the_alarms_and_cases_of_the_area(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    page = page_of(desk)
    switched_on(qtbot, page, CASES)
    click(qtbot, page, 118.75, 37.35)
    acts = page.layers.acts
    assert acts.isVisible() and "海曲区" in acts.words.text() and "4 件" in acts.words.text()
    acts.cases.click()
    rows = page.layers.cases.table.rows()
    assert len(rows) == 4 and rows[0].cells[0].text.startswith("超期") and "超期 1 件" in page.layers.cases.title.text()
    acts.alarms.click()
    assert desk.stack.currentWidget() is desk.alarms and desk.alarms.filtered.query.area == COUNTY
    assert desk.alarms.filtered.count() == 3 and desk.alarms.bar.area.text() == "海曲区 ×"
    desk.alarms.bar.area.click()
    assert desk.alarms.filtered.count() == 4 and not desk.alarms.bar.area.isVisible()


def counted(stage: Stage, **flows: int) -> None:
    """The kept counters of the day say so; all of it in one grid."""
    keys = {name: CounterKey("grid", f"case.{name}", midnight(stage.world.now())) for name in flows}
    made: dict[CounterKey, int] = {}
    for name, n in flows.items():
        made |= {keys[name]: n, keys[name].within(f"{TOWN}001001"): n}
    apply(stage.world, changes(counters=made))


def test_a_figure_of_the_day_leads_to_what_is_open_and_what_is_over(qtbot: QtBot, stage: Stage) -> None:
    now = stage.world.now()
    today = midnight(now)
    counted(stage, opened=5, closed=4, closed_in_time=3)
    over = [case(now, 7, stage=CaseStage.CLOSED), case(now, 8, stage=CaseStage.CLOSED, overdue=True)]
    asked: list[tuple[int, int, str]] = []

    def done(kind: int, since: int, area: str, answer: Any) -> None:
        asked.append((kind, since, area))
        answer([(1, each) for each in over])

    stage.world.past.done = done
    desk = desk_of(stage, qtbot)
    page = page_of(desk)
    switched_on(qtbot, page, "choropleth:closed-in-time")
    click(qtbot, page, 118.75, 37.35)
    acts, day = page.layers.acts, page.layers.day
    assert "60.0%（3/5 件）" in acts.words.text() and acts.day.property("primary") is True
    acts.day.click()
    assert asked == [(KIND_NUMBER[Case], today, COUNTY)]
    rows = {row.id: [cell.text for cell in row.cells] for row in day.table.rows()}
    assert [row.id for row in day.table.rows()][-1] == "WG-7" and set(rows) == {"WG-2", "WG-7", "WG-8"}
    assert rows["WG-8"][2] == "超期结案" and rows["WG-7"][2] == "按期结案" and rows["WG-2"][2].startswith("超期未结")
    assert "3 件，其中超期 2 件" in day.title.text() and "另 2 件" in day.title.text(), "5 are told, 3 are known here"
    day.table.choose("WG-7")
    assert not day.work.isEnabled(), "it is over"
    day.table.choose("WG-2")
    day.work.click()
    assert desk.stack.currentWidget() is desk._pages["cases"] and desk._pages["cases"].card.held.case.id == "WG-2"


def test_alarms_of_the_day_are_opened_where_they_are_acted_on(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    page = page_of(desk)
    switched_on(qtbot, page, "choropleth:alarms-today")
    click(qtbot, page, 118.75, 37.35)
    page.layers.acts.day.click()
    rows = page.layers.day.table.rows()
    assert len(rows) == 3
    page.layers.day.table.choose(rows[0].id)
    page.layers.day.work.click()
    assert desk.stack.currentWidget() is desk.alarms


def test_down_by_a_second_click_or_enter_and_up_by_button_or_key(qtbot: QtBot, stage: Stage) -> None:
    page = page_of(desk_of(stage, qtbot))
    switched_on(qtbot, page, CASES)
    book = page.layers.book
    click(qtbot, page, 118.75, 37.35)
    click(qtbot, page, 118.75, 37.35)
    assert (book.focus.within, book.focus.level) == (COUNTY, AreaLevel.TOWN)
    assert page.layers.bar.path.text() == "示例省 › 示范市 › 海曲区" and not page.layers.acts.isVisible()
    qtbot.waitUntil(lambda: {shape.id for shape in layer_of(page, CASES).shapes} >= {TOWN})  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not page.map.camera.flying)
    page.map.camera.look_at(119.1, 37.25, 15)
    page.layers.bar.up.click()
    assert book.focus.within == "" and not page.layers.bar.up.isEnabled()
    qtbot.waitUntil(lambda: not page.map.camera.flying)
    (west, north), (east, south) = (
        page.map.camera.view.to_degrees(*corner) for corner in ((0, 0), (page.map.width(), page.map.height()))
    )
    assert west < RING[0][0] < RING[1][0] < east and south < RING[0][1] < RING[2][1] < north, "all of it is seen"
    page.layers.bar.levels[AreaLevel.TOWN].click()
    assert (book.focus.within, book.focus.level) == ("", AreaLevel.TOWN)


def test_the_ground_stays_under_the_hand_that_chooses_an_area(qtbot: QtBot, stage: Stage) -> None:
    """The second click of a drill is meant for what the first one was."""
    page = page_of(desk_of(stage, qtbot))
    switched_on(qtbot, page, CASES)
    qtbot.wait(20)
    before = page.map.camera.view
    click(qtbot, page, 118.75, 37.35)
    qtbot.waitUntil(lambda: page.layers.acts.isVisible())
    qtbot.wait(20)
    assert page.map.camera.view == before
    page.layers.panel.boxes[CASES].click()
    qtbot.waitUntil(lambda: page.map.height() > before.height)


def test_a_cluster_is_zoomed_into_and_at_the_last_zoom_it_lists_its_cases(qtbot: QtBot, stage: Stage) -> None:
    page = page_of(desk_of(stage, qtbot))
    switched_on(qtbot, page, CLUSTERS)
    click(qtbot, page, 118.7, 37.4)
    qtbot.waitUntil(lambda: not page.map.camera.flying)
    assert page.map.camera.zoom == pytest.approx(13, abs=0.01)
    page.map.camera.look_at(118.7, 37.4, 17)
    page.layers.book.renew_all()
    click(qtbot, page, 118.7, 37.4)
    assert len(page.layers.cases.table.rows()) == 4


def test_a_case_is_urged_with_a_reason_by_who_may_and_opened_where_all_can_be_done(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    page = page_of(desk)
    stage.operations.sign_in(DISPATCHER, "s-1")
    switched_on(qtbot, page, CASES)
    click(qtbot, page, 118.75, 37.35)
    page.layers.acts.cases.click()
    assert not page.layers.cases.urge.isEnabled() and not page.layers.cases.work.isEnabled(), "nothing is chosen"
    page.layers.cases.table.choose(page.layers.cases.table.rows()[0].id)
    page.layers.cases.urge.click()
    dialog = page.findChild(WordsDialog)
    assert dialog.what() is None and dialog.said.text()
    dialog.text.setPlainText("今天 18 点前清理")
    wanted = dialog.what()
    assert wanted is not None and wanted[2][0][0].about == "WG-2" and wanted[2][0][1] == 1
    dialog.reject()
    page.layers.cases.work.click()
    assert desk.stack.currentWidget() is desk._pages["cases"] and desk._pages["cases"].card.held.case.id == "WG-2"


def test_each_person_finds_their_own_layers_again(qtbot: QtBot, stage: Stage, tmp_path: Path) -> None:
    prefs = PrefsFile(tmp_path / "prefs.json")
    desk = desk_of(stage, qtbot, gear=DeskGear(prefs=prefs))
    stage.operations.sign_in(DISPATCHER, "s-1")
    page = page_of(desk)
    switched_on(qtbot, page, CASES, CLUSTERS)
    page.layers.panel.cards[CASES].slider.setValue(40)
    page.layers.book.move(CASES, 1)
    stage.operations.sign_in(LEADER, "s-2")
    assert page.layers.book.order() == []
    stage.operations.sign_in(DISPATCHER, "s-3")
    assert page.layers.book.order() == [CLUSTERS, CASES] and page.layers.book.wish(CASES).opacity == 0.4
    kept = PrefsFile(tmp_path / "prefs.json").prefs.map_layers[DISPATCHER.id]
    assert [(each.name, each.opacity) for each in kept] == [(CLUSTERS, 1.0), (CASES, 0.4)]


def test_layers_of_other_hands_stay_on_top(qtbot: QtBot, stage: Stage) -> None:
    from console.models.city_map.shapes import ShapeLayer

    page = page_of(desk_of(stage, qtbot))
    page.map.set_layer(ShapeLayer("drawn", "画"))
    switched_on(qtbot, page, CASES)
    names = [layer.name for layer in page.map.map_layers()]
    assert names.index(CASES) < names.index("drawn")


def test_opacity_and_zooms_set_by_hand_outlive_the_desk(qtbot: QtBot, stage: Stage, tmp_path: Path) -> None:
    gear = DeskGear(prefs=PrefsFile(tmp_path / "prefs.json"))
    desk = desk_of(stage, qtbot, gear=gear)
    page = page_of(desk)
    switched_on(qtbot, page, CASES)
    card = page.layers.panel.cards[CASES]
    card.slider.setValue(35)
    card.first.setValue(10.5)
    card.last.setValue(14.0)
    desk.hand_over()
    desk.close()
    later = page_of(desk_of(stage, qtbot, gear=DeskGear(prefs=PrefsFile(tmp_path / "prefs.json"))))
    qtbot.waitUntil(lambda: CASES in later.layers.book.layers)
    layer = layer_of(later, CASES)
    assert (layer.opacity, layer.from_zoom, layer.to_zoom) == (pytest.approx(0.35), 10.5, 14.0)
    later.layers.toggle()
    again = later.layers.panel.cards[CASES]
    assert (again.slider.value(), again.first.value(), again.last.value()) == (35, 10.5, 14.0)
