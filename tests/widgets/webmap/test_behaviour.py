"""What a map does, whoever paints it: every rule here holds for both painters."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from pytestqt.qtbot import QtBot

from console.domain.truth import Quality
from tests.widgets.webmap.conftest import Maker, wait_shown
from tests.widgets.webmap.painted import SEA, click, fleet, inked, marker, middle
from widgets.map import vehicle_layer as vehicles
from widgets.webmap.pane import SwitchingMapPane

pytestmark = pytest.mark.xdist_group("webengine")


def test_alarms_win_over_stations_over_vehicles(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    fleet(pane, (300, 300))
    alarm = marker(pane, 302, 300, "A", priority=2, acknowledged=False)
    station = marker(pane, 300, 300, "S", label="89")
    pane.set_markers([station, alarm])
    got: list[object] = []
    pane.marker_clicked.connect(got.append)
    pane.vehicle_clicked.connect(got.append)
    for hidden in ("alarms", "stations", "vehicles"):
        click(qtbot, pane, 300, 300)
        pane.set_layer_visible(hidden, False)
    click(qtbot, pane, 300, 300)
    assert got == [alarm, station, 0]


def test_a_vehicle_is_hit_within_eight_pixels_and_the_nearest_wins(pane: SwitchingMapPane) -> None:
    fleet(pane, (100, 100), (400, 300), (402, 300))
    assert pane.vehicle_at(QPointF(392.5, 300)) == 1
    assert pane.vehicle_at(QPointF(391.5, 300)) == -1
    assert pane.vehicle_at(QPointF(401.6, 300)) == 2


def test_a_click_on_the_ground_gives_degrees(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.clicked) as caught:
        click(qtbot, pane, 200, 150)
    assert caught.args == pytest.approx(pane.camera.view.to_degrees(200, 150))


def test_a_drag_moves_the_ground_with_the_hand_and_is_no_click(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    clicks: list[object] = []
    pane.clicked.connect(lambda *place: clicks.append(place))
    under = pane.camera.view.to_degrees(200, 200)
    qtbot.mousePress(pane, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    for place in (QPoint(260, 230), QPoint(300, 250)):
        qtbot.mouseMove(pane, place)
    qtbot.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=QPoint(300, 250))
    assert pane.camera.view.to_widget(*under) == pytest.approx((300, 250), abs=0.01)
    assert clicks == []


def test_keys_and_flights_move_the_camera(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    lon, lat = pane.camera.centre
    qtbot.keyClick(pane, Qt.Key.Key_Right)
    qtbot.keyClick(pane, Qt.Key.Key_Up)
    assert pane.camera.centre[0] > lon and pane.camera.centre[1] > lat
    pane.fly_to(118.7, 37.45, 12)
    qtbot.waitUntil(lambda: not pane.camera.flying)
    assert (*pane.camera.centre, pane.camera.zoom) == pytest.approx((118.7, 37.45, 12))
    pane.fit((118.5, 37.3, 118.8, 37.5))
    qtbot.waitUntil(lambda: not pane.camera.flying)
    left, top = pane.camera.view.to_widget(118.5, 37.5)
    assert left == pytest.approx(48, abs=1) or top == pytest.approx(48, abs=1)


def test_the_card_shows_markup_literally_and_follows_and_closes(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    name = "<img src=x onerror=alert(1)><script>document.title=1</script>"
    pane.set_markers([marker(pane, 200, 300, "W", name=name, lines=("COD <i>2.3</i> 倍",), label="115")])
    pane.select("W")
    assert pane._popup.isVisible() and pane._popup.text == (name, ("115", "COD <i>2.3</i> 倍"))
    before = pane._popup.pos()
    pane.camera.pan(-40, 20)
    assert pane._popup.pos() - before == QPoint(-40, 20)
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert not pane._popup.isVisible()


def test_no_word_of_the_map_is_seen_through_a_card_or_cut_by_it_and_none_is_said_twice(pane: SwitchingMapPane) -> None:
    told = marker(pane, 200, 300, "A", name="危货运输车辆驾驶员疲劳", label="危货运输车辆驾驶员疲劳", priority=2)
    others = [marker(pane, 245, 280 + 24 * n, f"B{n}", name="井盖", label="井盖位移", priority=3) for n in range(3)]
    pane.set_markers([told, *others])
    shown = len(pane._markers.scene(pane.camera.view).pictures)
    pane.select("A")
    wait_shown(pane)
    card = pane._popup
    signs = {spot.icon.cacheKey() for spot in pane._markers.scene(pane.camera.view, "A").spots}
    words = [QRectF(x, y, picture.width(), picture.height()) for x, y, picture in
             pane._markers.scene(pane.camera.view, "A").pictures if picture.cacheKey() not in signs]  # fmt: skip
    assert not any(QRectF(card.geometry()).intersects(box) for box in words if box.width() > 50)
    assert len(words) <= shown - len(signs), "the words of the chosen one stand on the card alone"
    inside = card.geometry().adjusted(4, 4, -4, -4)
    alone = card.grab().toImage().copy(4, 4, inside.width(), inside.height())
    assert pane.grab(inside).toImage().convertToFormat(alone.format()) == alone


def test_the_card_of_a_vehicle_comes_from_the_provider_and_moves_with_it(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.popup_provider = lambda index: (f"示E·{index}", ("48 km/h",))
    fleet(pane, (400, 300))
    click(qtbot, pane, 400, 300)
    assert pane._popup.text == ("示E·0", ("48 km/h",))
    before = pane._popup.pos()
    fleet(pane, (430, 310))
    assert (pane._popup.pos() - before - QPoint(30, 10)).manhattanLength() <= 1
    pane.set_markers([marker(pane, 100, 100, "M")])
    pane.select("M")
    pane.set_markers([])
    assert not pane._popup.isVisible()


def test_what_is_hit_is_what_is_seen_within_two_pixels(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    fleet(pane, (220.5, 330.5), state=vehicles.ALARM, speed=0)
    pane.set_markers([marker(pane, 450, 200, "A", name=" ", priority=1)])
    x, y = middle(inked(pane, "grade2"))
    assert math.hypot(x - 220, y - 330) <= 2
    assert pane.vehicle_at(QPointF(x, y)) == 0
    shape = [(x, y) for x, y in inked(pane, "grade1") if math.hypot(x - 450, y - 200) < 14]
    x, y = middle(shape)
    assert math.hypot(x - 450, y - 200) <= 2
    spot = pane.marker_at(QPointF(x, y))
    assert spot is not None and spot.marker.id == "A"


def test_a_hidden_layer_is_neither_seen_nor_hit(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    fleet(pane, (220.5, 330.5), state=vehicles.ALARM)
    pane.set_markers([marker(pane, 450, 200, "A", name=" ", priority=1)])
    assert inked(pane, "grade2") and inked(pane, "grade1")
    for layer in ("vehicles", "alarms"):
        pane.set_layer_visible(layer, False)
    assert not inked(pane, "grade2") and not inked(pane, "grade1")
    assert pane.vehicle_at(QPointF(220, 330)) == -1 and pane.marker_at(QPointF(450, 200)) is None
    pane.set_layer_visible("vehicles", True)
    assert inked(pane, "grade2")


def test_cached_vehicles_lose_their_colour(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    fleet(pane, (220.5, 330.5), state=vehicles.ALARM)
    assert inked(pane, "grade2")
    pane.set_quality(Quality.CACHED)
    assert not inked(pane, "grade2")


def test_a_vehicle_without_a_fix_is_not_shown_and_an_old_one_is_grey(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    lon, lat = (np.full(3, round(part * 1e6), np.int32) for part in pane.camera.view.to_degrees(220.5, 330.5))
    lon[1:] += 40_000
    zeros, alarmed = np.zeros(3, np.uint16), np.full(3, vehicles.ALARM, np.uint16)
    newest = 1_700_000_000_000
    pane.set_fleet(lon, lat, zeros, zeros, alarmed, np.array([0, newest, newest - 5], np.int64))
    assert all(math.hypot(x - 220, y - 330) > 10 for x, y in inked(pane, "grade2"))
    assert pane.vehicle_at(QPointF(220, 330)) == -1
    pane.set_fleet(lon, lat, zeros, zeros, alarmed, np.array([newest - 600_001, newest, 0], np.int64))
    assert all(math.hypot(x - 220, y - 330) > 10 for x, y in inked(pane, "grade2"))
    assert pane.vehicle_at(QPointF(220, 330)) == 0


def test_the_theme_can_change_under_way(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    from resources import theme

    pane.camera.look_at(*SEA, 12)
    pane.set_markers([marker(pane, 450, 200, "A", name=" ", priority=1)])
    pane.set_theme(theme.load("desk-light"))
    shape = [(x, y) for x, y in inked(pane, "grade1") if math.hypot(x - 450, y - 200) < 14]
    assert shape


def test_a_broken_archive_is_said_and_points_are_painted_still(make_pane: Maker, qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pmtiles"
    broken.write_bytes(b"not a map")
    pane = make_pane(True, archive=broken)
    pane.camera.look_at(*SEA, 12)
    fleet(pane, (220.5, 330.5), state=vehicles.ALARM)
    assert inked(pane, "grade2")
    assert "broken.pmtiles" in pane.web.problem  # type: ignore[union-attr]
    assert str(tmp_path) not in pane.web.problem  # type: ignore[union-attr]
