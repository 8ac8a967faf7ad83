"""The map pane: hits and their priority, cards, messages, layers, and what a broken base map looks like."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from pytestqt.qtbot import QtBot

from console.domain.truth import Quality
from console.models.rows import Marker
from resources import theme
from widgets.map import MapPane, TileSource
from widgets.map import vehicle_layer as vehicles
from widgets.map.base_layer import grain, seen
from widgets.map.sheet import Sheet
from widgets.map.sheet_file import SheetName

CENTRE = (118.68, 37.44)


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[MapPane]:
    made = MapPane(theme.load())
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.camera.look_at(*CENTRE, 13)
    yield made


def _at(pane: MapPane, x: float, y: float) -> tuple[float, float]:
    return pane.camera.view.to_degrees(x, y)


def _marker(pane: MapPane, x: float, y: float, id_: str, **more: object) -> Marker:
    lon, lat = _at(pane, x, y)
    return Marker(id_, str(more.pop("kind", "camera")), lon, lat, str(more.pop("name", id_)), **more)  # type: ignore[arg-type]


def _fleet(pane: MapPane, *places: tuple[float, float], state: int = 0, known: bool = True) -> None:
    degrees = [_at(pane, *place) for place in places]
    n = len(degrees)
    pane.set_fleet(
        np.rint(np.array([lon for lon, _ in degrees]) * 1e6).astype(np.int32),
        np.rint(np.array([lat for _, lat in degrees]) * 1e6).astype(np.int32),
        np.zeros(n, np.uint16),
        np.full(n, 300, np.uint16),
        np.full(n, state, np.uint16),
        np.full(n, 1_000_000 if known else 0, np.int64),
    )


def _click(qtbot: QtBot, pane: MapPane, x: int, y: int) -> None:
    qtbot.mouseClick(pane, Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def test_alarms_win_over_stations_over_vehicles(pane: MapPane, qtbot: QtBot) -> None:
    _fleet(pane, (300, 300))
    alarm = _marker(pane, 302, 300, "A", priority=2, acknowledged=False)
    station = _marker(pane, 300, 300, "S", label="89")
    pane.set_markers([station, alarm])
    got: list[object] = []
    pane.marker_clicked.connect(got.append)
    pane.vehicle_clicked.connect(got.append)
    _click(qtbot, pane, 300, 300)
    pane.set_layer_visible("alarms", False)
    _click(qtbot, pane, 300, 300)
    pane.set_layer_visible("stations", False)
    _click(qtbot, pane, 300, 300)
    assert got == [alarm, station, 0]


@pytest.mark.parametrize(("dx", "dy"), [(0, 0), (7.9, 0), (0, -7.9), (8.1, 0), (0, 8.1)])
def test_a_vehicle_is_hit_within_eight_pixels_and_no_further(pane: MapPane, dx: float, dy: float) -> None:
    _fleet(pane, (100, 100), (400, 300), (700, 500))
    near = (dx * dx + dy * dy) ** 0.5 <= 8
    assert pane.vehicle_at(QPointF(400 + dx, 300 + dy)) == (1 if near else -1)


def test_the_nearest_of_two_vehicles_two_pixels_apart_is_hit(pane: MapPane) -> None:
    _fleet(pane, (400, 300), (402, 300))
    assert pane.vehicle_at(QPointF(399.9, 300)) == 0
    assert pane.vehicle_at(QPointF(402.1, 300)) == 1


def test_a_vehicle_without_a_fix_is_neither_shown_nor_hit(pane: MapPane) -> None:
    before = pane.grab().toImage()
    _fleet(pane, (400, 300), known=False)
    assert pane.vehicle_at(QPointF(400, 300)) == -1
    assert pane.grab().toImage() == before


def _colour_at(image: QImage, x: int, y: int) -> str:
    return QColor(image.pixel(x, y)).name().upper()


def test_a_vehicle_is_painted_where_it_is_reported(pane: MapPane) -> None:
    pane.camera.look_at(*CENTRE, 12)
    _fleet(pane, (400.5, 300.5))
    assert _colour_at(pane.grab().toImage(), 400, 300) != pane.theme.token("map-land")
    _fleet(pane, (400.5, 300.5), state=vehicles.ALARM)
    assert _colour_at(pane.grab().toImage(), 400, 300) == pane.theme.token("grade2")


def test_vehicles_keep_off_the_names_of_places(pane: MapPane) -> None:
    source = TileSource(["unused"], "wall-dark")
    pane._tiles = source
    pane.camera.look_at(*CENTRE, 12)
    image = QImage(60, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#204060"))
    view = pane.camera.view
    for sheet in seen(view):
        edge = view.world / 2**sheet.z
        left, top = (at * edge - corner for at, corner in zip((sheet.x, sheet.y), view.origin, strict=True))
        name = SheetName("大地名", (0, 0.0), round(370 - left), round(290 - top), image)
        source.store.put(sheet, QPixmap(sheet.px, sheet.px), (name,))
    _fleet(pane, (400.5, 300.5))
    shown = QColor(pane.grab().toImage().pixel(400, 300))
    assert abs(shown.blue() - 0x60) <= 1
    assert pane.vehicle_at(QPointF(400, 300)) == 0


def test_cached_vehicles_lose_their_colour(pane: MapPane) -> None:
    pane.camera.look_at(*CENTRE, 12)
    _fleet(pane, (400.5, 300.5), state=vehicles.ALARM)
    pane.set_quality(Quality.CACHED)
    assert _colour_at(pane.grab().toImage(), 400, 300) != pane.theme.token("grade2")


def test_columns_of_different_length_are_refused(pane: MapPane) -> None:
    two, one = np.zeros(2, np.int32), np.zeros(1, np.int32)
    with pytest.raises(ValueError, match="differ in length"):
        pane.set_fleet(two, two, two, two, one, two)


def test_ground_clicks_give_degrees(pane: MapPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.clicked) as caught:
        _click(qtbot, pane, 200, 150)
    assert caught.args == pytest.approx(_at(pane, 200, 150))


def test_a_drag_moves_the_ground_with_the_hand_and_is_no_click(pane: MapPane, qtbot: QtBot) -> None:
    clicks: list[object] = []
    pane.clicked.connect(lambda *place: clicks.append(place))
    under = _at(pane, 200, 200)
    qtbot.mousePress(pane, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.mouseMove(pane, QPoint(260, 230))
    qtbot.mouseMove(pane, QPoint(300, 250))
    qtbot.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=QPoint(300, 250))
    assert pane.camera.view.to_widget(*under) == pytest.approx((300, 250), abs=0.01)
    assert clicks == []


def test_keys_move_and_zoom(pane: MapPane, qtbot: QtBot) -> None:
    lon, lat = pane.camera.centre
    qtbot.keyClick(pane, Qt.Key.Key_Right)
    qtbot.keyClick(pane, Qt.Key.Key_Up)
    assert pane.camera.centre[0] > lon and pane.camera.centre[1] > lat
    qtbot.keyClick(pane, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: not pane.camera.flying)
    assert pane.camera.zoom == 13.5


def test_the_card_shows_markup_literally_and_follows_and_closes(pane: MapPane, qtbot: QtBot) -> None:
    name = "<img src=x><b>排口</b>\n&amp;"
    pane.set_markers([_marker(pane, 400, 300, "W", name=name, lines=("COD <i>2.3</i> 倍",), label="115")])
    pane.select("W")
    card = pane._popup
    assert card.isVisible()
    assert card.text == ("<img src=x><b>排口</b> &amp;", ("115", "COD <i>2.3</i> 倍"))
    before = card.pos()
    pane.camera.pan(-50, 20)
    assert card.pos() - before == QPoint(-50, 20)
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_the_card_of_a_vehicle_comes_from_the_provider_and_moves_with_it(pane: MapPane, qtbot: QtBot) -> None:
    pane.popup_provider = lambda index: (f"鲁E·{index}", ("48 km/h",))
    _fleet(pane, (400, 300))
    _click(qtbot, pane, 400, 300)
    assert pane._popup.text == ("鲁E·0", ("48 km/h",))
    before = pane._popup.pos()
    _fleet(pane, (430, 310))
    assert (pane._popup.pos() - before - QPoint(30, 10)).manhattanLength() <= 1


def test_a_selected_marker_that_is_gone_closes_its_card(pane: MapPane) -> None:
    pane.set_markers([_marker(pane, 400, 300, "W")])
    pane.select("W")
    pane.set_markers([])
    assert not pane._popup.isVisible()


def test_a_marker_that_was_chosen_before_it_came_is_ringed_when_it_comes(pane: MapPane) -> None:
    """A new alarm is in the list at once, and on the map with the next second."""
    pane.select("W")
    pane.set_markers([_marker(pane, 200, 300, "V")])
    assert not pane._selected and not pane._popup.isVisible()
    pane.set_markers([_marker(pane, 400, 300, "W")])
    assert pane._selected == "W" and pane._popup.isVisible()


def test_who_chooses_something_else_meanwhile_does_not_lose_it(pane: MapPane, qtbot: QtBot) -> None:
    pane.popup_provider = lambda index: (f"鲁E·{index}", ("48 km/h",))
    _fleet(pane, (400, 300))
    for choose in (lambda: _click(qtbot, pane, 400, 300), pane.clear_selection):
        pane.set_markers([])
        pane.select("W")
        choose()
        pane.set_markers([_marker(pane, 100, 100, "W")])
        assert not pane._selected


def test_alarms_on_one_spot_are_counted_not_stacked(pane: MapPane) -> None:
    pane.set_markers([_marker(pane, 400, 300, f"A{at}", priority=1 + at % 4) for at in range(9)])
    spots = pane._markers.scene(pane.camera.view).spots
    assert len(spots) == 1
    assert spots[0].marker.priority == 1
    assert len(spots[0].under) == 8


def test_labels_never_touch(pane: MapPane) -> None:
    places = np.random.default_rng(5).uniform((0, 0), (800, 600), (120, 2))
    pane.set_markers([_marker(pane, x, y, f"S{at}", label=f"{at} µg/m³") for at, (x, y) in enumerate(places.tolist())])
    scene = pane._markers.scene(pane.camera.view)
    labels = [(x, y, p) for x, y, p in scene.pictures[len(scene.spots) :]]
    assert len(labels) > 20
    boxes = [(x, y, x + p.width(), y + p.height()) for x, y, p in labels]
    for at, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:at]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_markers_off_the_earth_are_left_out(pane: MapPane) -> None:
    pane.set_markers([Marker("x", "camera", float("nan"), 37, "x"), Marker("y", "camera", 118, 99, "y")])
    assert pane._markers.find("x") is None and pane._markers.find("y") is None
    pane.grab()


def test_a_broken_archive_is_said_on_the_map_and_points_are_painted_still(
    pane: MapPane, qtbot: QtBot, tmp_path: Path
) -> None:
    child = tmp_path / "child.py"
    child.write_text('print(\'{"fatal": "坏档案"}\', flush=True); raise SystemExit(3)')
    source = TileSource([sys.executable, str(child)], "wall-dark")
    pane.camera.look_at(*CENTRE, 12)
    _fleet(pane, (400.5, 300.5))
    plain = pane.grab().toImage()
    pane.set_tiles(source)
    qtbot.waitUntil(lambda: source.message == "底图不可用：坏档案")
    said = pane.grab().toImage()
    assert said != plain
    assert _colour_at(said, 400, 300) == _colour_at(plain, 400, 300) != pane.theme.token("map-land")
    assert _colour_at(said, 200, 300) == pane.theme.token("map-land")
    source.stop()


@pytest.mark.parametrize("zoom", [9.0, 9.3, 10.5, 13.99, 16.75, 17.0])
def test_tiles_cover_the_view_without_a_seam(pane: MapPane, zoom: float) -> None:
    source = TileSource(["unused"], "wall-dark")
    pane._tiles = source
    pane.camera.look_at(*CENTRE, zoom)
    for sheet in seen(pane.camera.view):
        _fill(source, sheet, "#FF00FF")
    pane._revision += 1
    image = pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(600, 800)
    assert (pixels[60:540] == 0xFFFF00FF).all()


def test_a_missing_tile_is_filled_from_above_and_from_below(pane: MapPane) -> None:
    source = TileSource(["unused"], "wall-dark")
    pane._tiles = source
    pane.camera.look_at(*CENTRE, 12)
    sheet = seen(pane.camera.view)[0]
    _fill(source, Sheet(sheet.z - 3, sheet.x >> 3, sheet.y >> 3, 512, 1.0), "#00FF00")
    assert _colour_at(pane.grab().toImage(), 400, 300) == "#00FF00"
    for x in (0, 1):
        for y in (0, 1):
            _fill(source, Sheet(sheet.z + 1, 2 * sheet.x + x, 2 * sheet.y + y, 512, 1.0), "#0000FF")
    pane._revision += 1
    assert _colour_at(pane.grab().toImage(), 400, 280) == "#0000FF"


def test_tiles_are_pixel_for_pixel_at_the_zooms_of_the_wheel(pane: MapPane) -> None:
    for quarter in range(28, 69):
        pane.camera.look_at(*CENTRE, quarter / 4)
        view = pane.camera.view
        z, px = grain(view)
        assert 0 <= px - view.world / 2**z < 1


def _fill(source: TileSource, sheet: Sheet, colour: str) -> None:
    pixmap = QPixmap(sheet.px, sheet.px)
    pixmap.fill(QColor(colour))
    source.store.put(sheet, pixmap)


def test_a_click_on_a_pile_takes_the_next_alarm_below(pane: MapPane, qtbot: QtBot) -> None:
    pile = [_marker(pane, 400, 300, f"A{n}", kind="alarm", priority=n + 1, acknowledged=False) for n in range(3)]
    pane.set_markers(pile)
    clicked: list[str] = []
    pane.marker_clicked.connect(lambda marker: clicked.append(marker.id))
    for _ in range(4):
        qtbot.mouseClick(pane, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    assert clicked == ["A0", "A1", "A2", "A0"], "the uppermost first, all of them, and round again"
    assert "3 条中的第 1 条" in pane._popup.text[1][-1]
    pane.set_markers(pile[::2])
    assert "2 条中的第 1 条" in pane._popup.text[1][-1], "one was closed meanwhile"
    pane.set_markers(pile[:1])
    assert not any("条中的" in line for line in pane._popup.text[1])
    pane.set_markers(pile)
    pane.clear_selection()
    pane.select("A1")
    assert not any("条中的" in line for line in pane._popup.text[1]), "nobody clicked on the pile for this one"


def test_a_card_leads_on_by_its_button_and_by_nothing_else(pane: MapPane, qtbot: QtBot) -> None:
    taken: list[tuple[str, str]] = []
    pane.way_taken.connect(lambda what, name: taken.append((what, name)))
    pane.set_markers([_marker(pane, 300, 300, "A", kind="alarm", priority=1), _marker(pane, 300, 450, "S")])
    pane.way_of = lambda what, name: "处置" if name == "A" else ""
    assert not pane.take_way(), "no card is open"
    pane.select("A")
    card = pane._popup
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(card.width() // 2, 4))
    assert taken == []
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.button().center().toPoint())
    assert taken == [("marker", "A")]
    assert pane.take_way() and len(taken) == 2
    high = card.height()
    pane.select("S")
    assert card.way == "" and card.height() < high and not pane.take_way()
