"""A tour of imported layers at the desk: added by keyboard and mouse, read in a process, told, shown, removed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from alarm_stage import alarm
from duty_stage import DISPATCHER, LEADER, Stage
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from console.config.desk_prefs import PrefsFile
from console.config.map_settings import Wms
from console.geodata.library import WMS, Library, Manifest
from console.models.city_map.imports import PREFIX, ImportedLayers, Wish
from console.models.city_map.services import offered
from console.models.city_map.shapes import MapLayer
from screens.desk import DeskWindow
from screens.desk.city_map.import_dialog import ImportDialog, systems
from screens.desk.city_map.own_layers_dialog import OwnLayersDialog
from screens.desk.city_map.page import MapPage
from screens.desk.gear import DeskGear
from tests.geodata.kit import BOW, CLOCKWISE, feature, geojson
from tests.models.city_map.test_imports import RUN
from widgets.map import wms_overlay

pytestmark = pytest.mark.e2e


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path / "cache")
    made.put(alarm(made.world.now(), 1))
    yield made
    made.close()


@pytest.fixture
def imports(tmp_path: Path) -> Iterator[ImportedLayers]:
    made = ImportedLayers(tmp_path / "layers", [sys.executable, "-c", RUN])
    yield made
    made.stop()


@pytest.fixture
def page(stage: Stage, imports: ImportedLayers, qtbot: QtBot) -> MapPage:
    return _page(stage, imports, PrefsFile(None), qtbot)


def _page(stage: Stage, imports: ImportedLayers, prefs: PrefsFile, qtbot: QtBot, seated: bool = False) -> MapPage:
    gear = DeskGear(imports=imports, prefs=prefs)
    desk = DeskWindow(stage.world, stage.room.theme, stage.tiles, stage.operations if seated else None, gear)
    qtbot.addWidget(desk)
    desk.resize(1280, 720)
    desk.show()
    desk.show_page("map")
    page = desk.stack.currentWidget()
    assert isinstance(page, MapPage)
    return page


def _adding(page: MapPage, imports: ImportedLayers, stage: Stage, qtbot: QtBot) -> tuple[OwnLayersDialog, ImportDialog]:
    assert page.own is not None
    dialog = OwnLayersDialog(imports, stage.world, stage.room.theme, page.map, page.own, page)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ImportDialog)))
    adding = dialog.findChildren(ImportDialog)[0]
    qtbot.waitUntil(adding.isActiveWindow)
    return dialog, adding


def _again(dialog: OwnLayersDialog, qtbot: QtBot) -> ImportDialog:
    """The dialog for one more layer."""
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    before = {id(each) for each in dialog.findChildren(ImportDialog)}
    qtbot.keyClick(dialog.list, Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: any(id(each) not in before for each in dialog.findChildren(ImportDialog)))
    return next(each for each in dialog.findChildren(ImportDialog) if id(each) not in before)


def _own(page: MapPage) -> list[MapLayer]:
    return [layer for layer in page.map.map_layers() if layer.name.startswith(PREFIX)]


def test_a_layer_is_added_told_about_found_and_removed(
    page: MapPage, imports: ImportedLayers, stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = geojson(
        tmp_path / "片区.geojson", feature("Polygon", [CLOCKWISE], name="<b>甲</b>"), feature("Polygon", [BOW])
    )
    dialog, adding = _adding(page, imports, stage, qtbot)
    adding.set_file(file)
    assert adding.title.text() == "片区"
    adding.source.setText("规划局")
    assert adding.undated.isChecked(), "no date is claimed until somebody chooses one"
    assert not adding.day.isVisible(), "nor does one stand beside that it is unknown"
    adding.undated.click()
    assert adding.day.isVisible()
    adding.day.setDate(QDate(2026, 3, 1))
    qtbot.keyClick(adding, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(imports.layers), timeout=30_000)
    (layer,) = _own(page)
    assert layer.source == "规划局" and layer.at is not None
    first, second = (shape for shape in layer.shapes)  # type: ignore[attr-defined]
    assert first.lines[-1] == "图层：片区", "a card says whose it is"
    assert second.title == "片区 2" and "图层：片区" not in second.lines
    another = _again(dialog, qtbot)
    assert another.colour.currentData() != imports.manifests[0].colour, "layers are told apart"
    another.reject()
    told = dialog.about.text()
    assert "来源 规划局 · 数据日期 2026-03-01" in told and "WGS-84 (EPSG:4326) 转 WGS-84" in told
    assert dialog.odd.text().startswith("自相交的面 1 个")
    qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.map.camera.flying)
    assert page.map.camera.centre == pytest.approx((118.65, 37.45), abs=0.01)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not _own(page))
    assert dialog.list.count() == 0
    assert "还没有自有图层" in dialog.about.text()


def test_what_is_refused_is_said_and_what_was_filled_in_stays(
    page: MapPage, imports: ImportedLayers, stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    _, adding = _adding(page, imports, stage, qtbot)
    adding.begin()
    assert adding.said.text() == "请选择文件并写明名称。"
    (tmp_path / "a.json").write_text("{nope")
    adding.set_file(tmp_path / "a.json")
    adding.begin()
    qtbot.waitUntil(lambda: "损坏" in adding.said.text(), timeout=30_000)
    assert adding.isVisible() and adding.title.text() == "a" and adding.go_button.isEnabled()
    adding.crs.setEditText("EPSG:2436")
    adding.set_file(geojson(tmp_path / "b.json", feature("Point", [118, 37])))
    adding.begin()
    qtbot.waitUntil(lambda: "不认识坐标系“EPSG:2436”" in adding.said.text(), timeout=30_000)


def test_esc_ends_the_reading_first_and_then_closes(page: MapPage, stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    slow = ImportedLayers(tmp_path / "other", [sys.executable, "-c", "import time; time.sleep(60)"])
    _, adding = _adding(page, slow, stage, qtbot)
    adding.set_file(tmp_path / "a.json")
    adding.begin()
    qtbot.keyClick(adding, Qt.Key.Key_Escape)
    assert adding.isVisible() and "已取消" in adding.said.text() and not slow.busy
    qtbot.keyClick(adding, Qt.Key.Key_Escape)
    assert not adding.isVisible()
    slow.stop()


def test_every_system_in_the_list_is_known() -> None:
    from console.domain.geo.crs import by_code

    assert [by_code(code).code for _, code in systems() if code] == [code for _, code in systems() if code]


def _import(imports: ImportedLayers, file: Path, title: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(imports.finished, timeout=30_000):
        imports.begin(Wish(file, title, "规划局", at=1_772_294_400_000, city=(118.0, 37.0, 119.0, 38.0)))
    qtbot.waitUntil(lambda: any(layer.title == title for layer in imports.layers.values()))


def test_imported_layers_stand_in_the_panel_with_switch_strength_legend_and_notes(
    page: MapPage, imports: ImportedLayers, qtbot: QtBot, tmp_path: Path
) -> None:
    _import(imports, geojson(tmp_path / "a.json", feature("Polygon", [CLOCKWISE])), "好片区", qtbot)
    assert not page.odd.isVisible()
    _import(imports, geojson(tmp_path / "b.json", feature("Point", [10, 50])), "别处", qtbot)
    assert page.odd.isVisible() and page.odd.said.text() == "自有图层“别处”：图层不在本市范围内，请核对坐标系"
    page.layers.toggle()
    panel = page.layers.panel
    names = {layer.title: name for name, layer in imports.layers.items()}
    assert [box.text() for box in panel.boxes.values()][:2] == ["好片区", "别处"]
    assert panel.boxes[names["好片区"]].isChecked()
    card = panel.cards[names["好片区"]]
    assert "好片区" in card.legend.accessibleDescription()
    assert panel.cards[names["别处"]].legend._note == "图层不在本市范围内，请核对坐标系"
    card.slider.setValue(40)
    shown = {layer.name: layer for layer in _own(page)}
    assert shown[names["好片区"]].opacity == pytest.approx(0.4)
    assert [layer.title for layer in _own(page)] == ["好片区", "别处"]
    card.up.click()
    assert [layer.title for layer in _own(page)] == ["别处", "好片区"]
    panel.boxes[names["好片区"]].click()
    assert not page.map.layer_visible(names["好片区"]) and names["好片区"] not in panel.cards
    panel.boxes[names["好片区"]].click()
    assert page.map.layer_visible(names["好片区"]) and names["好片区"] in panel.cards
    qtbot.mouseClick(page.odd.known, Qt.MouseButton.LeftButton)
    assert not page.odd.isVisible()


def test_the_newest_import_is_chosen_and_its_notes_are_shown(
    page: MapPage, imports: ImportedLayers, stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    _import(imports, geojson(tmp_path / "a.json", feature("Polygon", [CLOCKWISE])), "甲", qtbot)
    assert page.own is not None
    dialog = OwnLayersDialog(imports, stage.world, stage.room.theme, page.map, page.own, page)
    dialog.open()
    assert not dialog.odd.isVisible()
    _import(imports, geojson(tmp_path / "b.json", feature("Point", [10, 50])), "乙", qtbot)
    chosen = dialog.chosen()
    assert chosen is not None and chosen.title == "乙"
    assert dialog.odd.isVisible() and "不在本市范围内" in dialog.odd.text()


def test_how_each_person_has_them_is_there_again_after_a_restart(
    stage: Stage, imports: ImportedLayers, qtbot: QtBot, tmp_path: Path
) -> None:
    for title in ("甲", "乙", "丙"):
        _import(imports, geojson(tmp_path / f"{title}.json", feature("Polygon", [CLOCKWISE])), title, qtbot)
    names = {layer.title: name for name, layer in imports.layers.items()}
    prefs = PrefsFile(tmp_path / "desk.json")
    page = _page(stage, imports, prefs, qtbot, seated=True)
    page.layers.toggle()
    cards, boxes = page.layers.panel.cards, page.layers.panel.boxes
    cards[names["甲"]].slider.setValue(40)
    cards[names["甲"]].first.setValue(9.5)
    cards[names["甲"]].up.click()
    boxes[names["丙"]].click()
    stage.operations.sign_in(DISPATCHER, "other")
    assert [layer.title for layer in _own(page)] == ["甲", "乙", "丙"], "nobody else's order"
    assert page.map.layer_visible(names["丙"]) and _own(page)[0].opacity == 1.0
    stage.operations.sign_in(LEADER, "again")
    imports.stop()

    fresh = ImportedLayers(tmp_path / "layers", [sys.executable, "-c", RUN])
    again = _page(stage, fresh, PrefsFile(tmp_path / "desk.json"), qtbot, seated=True)
    with qtbot.waitSignal(fresh.changed):
        fresh.load()
    assert [layer.title for layer in _own(again)] == ["乙", "甲", "丙"]
    assert not again.map.layer_visible(names["丙"])
    layer = _own(again)[1]
    assert (layer.opacity, layer.from_zoom) == (pytest.approx(0.4), 9.5)
    again.layers.toggle()
    assert again.layers.panel.cards.keys() == {names["甲"], names["乙"]}
    fresh.stop()


def test_a_folder_that_is_away_for_a_while_costs_nobody_their_arrangement(
    stage: Stage, imports: ImportedLayers, qtbot: QtBot, tmp_path: Path
) -> None:
    _import(imports, geojson(tmp_path / "a.json", feature("Polygon", [CLOCKWISE])), "甲", qtbot)
    (name,) = imports.layers
    page = _page(stage, imports, PrefsFile(tmp_path / "desk.json"), qtbot)
    page.layers.toggle()
    page.layers.panel.cards[name].slider.setValue(30)
    (tmp_path / "layers").rename(tmp_path / "away")
    with qtbot.waitSignal(imports.changed):
        imports.load()
    assert not _own(page)
    (tmp_path / "away").rename(tmp_path / "layers")
    with qtbot.waitSignal(imports.changed):
        imports.load()
    assert [layer.opacity for layer in _own(page)] == [pytest.approx(0.3)]


def test_services_of_the_settings_are_offered_and_asked_only_when_somebody_wants_them(
    stage: Stage, imports: ImportedLayers, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wms_overlay, "SETTLE_MS", 1)
    asked: list[str] = []
    monkeypatch.setattr(stage.tiles, "ask", lambda request, _then: asked.append(request["wms"]["url"]))
    flood = Wms(name="flood", title="积水", url="http://gis.example/wms", layers="depth", source="水务局")
    imports.set_services(offered([flood]))
    page = _page(stage, imports, PrefsFile(tmp_path / "desk.json"), qtbot)
    page.layers.toggle()
    panel, name = page.layers.panel, PREFIX + "wms-flood"
    assert panel.boxes[name].text() == "积水" and not panel.boxes[name].isChecked()
    page.map.camera.look_at(118.6, 37.4, 12)
    qtbot.wait(50)
    assert asked == []
    panel.boxes[name].click()
    qtbot.waitUntil(lambda: asked == ["http://gis.example/wms"])
    page.layers.refresh()
    told = panel.cards[name].legend._layer
    assert told is not None and (told.title, told.source) == ("积水", "水务局")
    assert page.own is not None and page.own.note_of(name) == "数据日期不详"
    dialog = OwnLayersDialog(imports, stage.world, stage.room.theme, page.map, page.own, page)
    assert dialog.list.count() == 0, "nobody can remove what the settings name"
    again = _page(stage, imports, PrefsFile(tmp_path / "desk.json"), qtbot)
    assert again.map.layer_visible(name), "it is remembered that somebody wants it"
    imports.set_services(offered([msgspec.structs.replace(flood, url="http://other.example/wms")]))
    qtbot.waitUntil(lambda: asked[-1] == "http://other.example/wms")
    imports.set_services(())
    assert name not in panel.cards and not _own(page)


def test_a_service_is_switched_dimmed_and_remembered_without_its_picture(
    stage: Stage, imports: ImportedLayers, qtbot: QtBot, tmp_path: Path
) -> None:
    service = Manifest(name="0123456789ab", title="路网", kind=WMS, url="http://127.0.0.1:9/wms", layers="roads")
    Library(tmp_path / "layers").add(service)
    name = PREFIX + service.name
    page = _page(stage, imports, PrefsFile(tmp_path / "desk.json"), qtbot)
    with qtbot.waitSignal(imports.changed):
        imports.load()
    page.layers.toggle()
    panel = page.layers.panel
    assert panel.cards[name].slider.value() == 80, "a service's picture lets the ground through"
    panel.cards[name].slider.setValue(55)
    panel.boxes[name].click()
    assert name not in panel.cards and not page.map.layer_visible(name)
    again = _page(stage, imports, PrefsFile(tmp_path / "desk.json"), qtbot)
    assert again.own is not None and not again.map.layer_visible(name)
    assert again.own.wish(name).opacity == pytest.approx(0.55)
