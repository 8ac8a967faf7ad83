"""What a map does, whoever paints it: every rule here holds for both painters."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from console.domain.truth import Quality
from console.models.city_map.shapes import Form, LegendEntry, Look, MapLayer, PictureLayer, Shape, ShapeLayer
from console.models.rows import Marker
from tests.widgets.webmap.conftest import Maker, close_pane, open_pane, wait_shown
from widgets.map import vehicle_layer as vehicles
from widgets.webmap.pane import SwitchingMapPane

pytestmark = pytest.mark.xdist_group("webengine")
CENTRE = (118.68, 37.44)
SEA = (119.2, 37.35)


@pytest.fixture(scope="module", params=["native", "web"])
def painted(request: pytest.FixtureRequest, qapp: object) -> Iterator[SwitchingMapPane]:
    opened = open_pane(request.param == "web")
    wait_shown(opened)
    yield opened
    close_pane(opened)


@pytest.fixture
def pane(painted: SwitchingMapPane) -> SwitchingMapPane:
    """The pane as new."""
    painted.set_markers([])
    for layer in painted.map_layers():
        painted.remove_layer(layer.name)
    painted.popup_provider = None
    painted.clear_selection()
    _fleet(painted)
    for layer in ("base", "vehicles", "alarms", "stations", "assets"):
        painted.set_layer_visible(layer, True)
    painted.set_quality(Quality.LIVE)
    painted.camera.look_at(*CENTRE, 13)
    return painted


def _marker(pane: SwitchingMapPane, x: float, y: float, id_: str, **more: object) -> Marker:
    lon, lat = pane.camera.view.to_degrees(x, y)
    return Marker(id_, str(more.pop("kind", "camera")), lon, lat, str(more.pop("name", id_)), **more)  # type: ignore[arg-type]


def _fleet(pane: SwitchingMapPane, *places: tuple[float, float], state: int = 0, speed: int = 300) -> None:
    degrees = [pane.camera.view.to_degrees(*place) for place in places]
    n = len(degrees)
    pane.set_fleet(
        np.rint(np.array([lon for lon, _ in degrees]) * 1e6).astype(np.int32),
        np.rint(np.array([lat for _, lat in degrees]) * 1e6).astype(np.int32),
        np.zeros(n, np.uint16), np.full(n, speed, np.uint16), np.full(n, state, np.uint16),
        np.full(n, 1_700_000_000_000, np.int64),
    )  # fmt: skip


def _click(qtbot: QtBot, pane: SwitchingMapPane, x: int, y: int) -> None:
    qtbot.mouseClick(pane, Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def _inked(pane: SwitchingMapPane, token: str, by: int = 8) -> list[tuple[int, int]]:
    """Where the picture shows a colour of the theme, nearly."""
    wait_shown(pane)
    image = pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    wanted = pane.colour(token)
    near = np.abs(pixels[..., :3].astype(int) - [wanted.blue(), wanted.green(), wanted.red()]).max(axis=2) <= by
    rows, columns = np.nonzero(near)
    return list(zip(columns.tolist(), rows.tolist(), strict=True))


def _middle(places: list[tuple[int, int]]) -> tuple[float, float]:
    columns, rows = zip(*places, strict=True)
    return (min(columns) + max(columns)) / 2, (min(rows) + max(rows)) / 2


def test_alarms_win_over_stations_over_vehicles(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    _fleet(pane, (300, 300))
    alarm = _marker(pane, 302, 300, "A", priority=2, acknowledged=False)
    station = _marker(pane, 300, 300, "S", label="89")
    pane.set_markers([station, alarm])
    got: list[object] = []
    pane.marker_clicked.connect(got.append)
    pane.vehicle_clicked.connect(got.append)
    for hidden in ("alarms", "stations", "vehicles"):
        _click(qtbot, pane, 300, 300)
        pane.set_layer_visible(hidden, False)
    _click(qtbot, pane, 300, 300)
    assert got == [alarm, station, 0]


def test_a_vehicle_is_hit_within_eight_pixels_and_the_nearest_wins(pane: SwitchingMapPane) -> None:
    _fleet(pane, (100, 100), (400, 300), (402, 300))
    assert pane.vehicle_at(QPointF(392.5, 300)) == 1
    assert pane.vehicle_at(QPointF(391.5, 300)) == -1
    assert pane.vehicle_at(QPointF(401.6, 300)) == 2


def test_a_click_on_the_ground_gives_degrees(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.clicked) as caught:
        _click(qtbot, pane, 200, 150)
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
    pane.set_markers([_marker(pane, 200, 300, "W", name=name, lines=("COD <i>2.3</i> 倍",), label="115")])
    pane.select("W")
    assert pane._popup.isVisible() and pane._popup.text == (name, ("115", "COD <i>2.3</i> 倍"))
    before = pane._popup.pos()
    pane.camera.pan(-40, 20)
    assert pane._popup.pos() - before == QPoint(-40, 20)
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert not pane._popup.isVisible()


def test_no_word_of_the_map_is_seen_through_a_card_or_cut_by_it_and_none_is_said_twice(pane: SwitchingMapPane) -> None:
    told = _marker(pane, 200, 300, "A", name="危货运输车辆驾驶员疲劳", label="危货运输车辆驾驶员疲劳", priority=2)
    others = [_marker(pane, 245, 280 + 24 * n, f"B{n}", name="井盖", label="井盖位移", priority=3) for n in range(3)]
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
    _fleet(pane, (400, 300))
    _click(qtbot, pane, 400, 300)
    assert pane._popup.text == ("示E·0", ("48 km/h",))
    before = pane._popup.pos()
    _fleet(pane, (430, 310))
    assert (pane._popup.pos() - before - QPoint(30, 10)).manhattanLength() <= 1
    pane.set_markers([_marker(pane, 100, 100, "M")])
    pane.select("M")
    pane.set_markers([])
    assert not pane._popup.isVisible()


def test_what_is_hit_is_what_is_seen_within_two_pixels(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    _fleet(pane, (220.5, 330.5), state=vehicles.ALARM, speed=0)
    pane.set_markers([_marker(pane, 450, 200, "A", name=" ", priority=1)])
    x, y = _middle(_inked(pane, "grade2"))
    assert math.hypot(x - 220, y - 330) <= 2
    assert pane.vehicle_at(QPointF(x, y)) == 0
    shape = [(x, y) for x, y in _inked(pane, "grade1") if math.hypot(x - 450, y - 200) < 14]
    x, y = _middle(shape)
    assert math.hypot(x - 450, y - 200) <= 2
    spot = pane.marker_at(QPointF(x, y))
    assert spot is not None and spot.marker.id == "A"


def test_a_hidden_layer_is_neither_seen_nor_hit(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    _fleet(pane, (220.5, 330.5), state=vehicles.ALARM)
    pane.set_markers([_marker(pane, 450, 200, "A", name=" ", priority=1)])
    assert _inked(pane, "grade2") and _inked(pane, "grade1")
    for layer in ("vehicles", "alarms"):
        pane.set_layer_visible(layer, False)
    assert not _inked(pane, "grade2") and not _inked(pane, "grade1")
    assert pane.vehicle_at(QPointF(220, 330)) == -1 and pane.marker_at(QPointF(450, 200)) is None
    pane.set_layer_visible("vehicles", True)
    assert _inked(pane, "grade2")


def test_cached_vehicles_lose_their_colour(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    _fleet(pane, (220.5, 330.5), state=vehicles.ALARM)
    assert _inked(pane, "grade2")
    pane.set_quality(Quality.CACHED)
    assert not _inked(pane, "grade2")


def test_a_vehicle_without_a_fix_is_not_shown_and_an_old_one_is_grey(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    lon, lat = (np.full(3, round(part * 1e6), np.int32) for part in pane.camera.view.to_degrees(220.5, 330.5))
    lon[1:] += 40_000
    zeros, alarmed = np.zeros(3, np.uint16), np.full(3, vehicles.ALARM, np.uint16)
    newest = 1_700_000_000_000
    pane.set_fleet(lon, lat, zeros, zeros, alarmed, np.array([0, newest, newest - 5], np.int64))
    assert all(math.hypot(x - 220, y - 330) > 10 for x, y in _inked(pane, "grade2"))
    assert pane.vehicle_at(QPointF(220, 330)) == -1
    pane.set_fleet(lon, lat, zeros, zeros, alarmed, np.array([newest - 600_001, newest, 0], np.int64))
    assert all(math.hypot(x - 220, y - 330) > 10 for x, y in _inked(pane, "grade2"))
    assert pane.vehicle_at(QPointF(220, 330)) == 0


def _ring(pane: SwitchingMapPane, left: float, top: float, right: float, bottom: float) -> np.ndarray:
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return np.array([pane.camera.view.to_degrees(*corner) for corner in corners])


def _shape(pane: SwitchingMapPane, id_: str, *places: tuple[float, float], form: Form, **look: object) -> Shape:
    line = np.array([pane.camera.view.to_degrees(*place) for place in places])
    return Shape(id_, form, (line,), Look(**look), id_, ("一", "二"))  # type: ignore[arg-type]


def _square(pane: SwitchingMapPane, id_: str, *box: float, **look: object) -> Shape:
    return Shape(id_, Form.AREA, (_ring(pane, *box),), Look(**look), id_, ("一", "二"))  # type: ignore[arg-type]


def _seen_at(pane: SwitchingMapPane, x: int, y: int) -> tuple[int, int, int]:
    wait_shown(pane)
    return pane.grab().toImage().pixelColor(x, y).toTuple()[:3]


def _over(pane: SwitchingMapPane, colour: str, alpha: float, ground: tuple[int, int, int]) -> list[float]:
    ink = pane.colour(colour).toTuple()[:3]
    return [a * alpha + b * (1 - alpha) for a, b in zip(ink, ground, strict=True)]


def _near(seen: tuple[int, int, int], wanted: list[float], by: int = 6) -> bool:
    return max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) <= by


def test_a_filled_area_shows_its_colour_at_its_middle_by_its_opacity(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    ground = _seen_at(pane, 200, 200)
    shapes = (_square(pane, "a", 100, 100, 300, 300, fill="grade2", fill_alpha=0.6, line="text", width=2),)
    pane.set_layer(ShapeLayer("districts", "区", shapes=shapes))
    assert _near(_seen_at(pane, 200, 200), _over(pane, "grade2", 0.6, ground))
    assert _near(_seen_at(pane, 200, 100), list(pane.colour("text").toTuple()[:3]), 40), "its border"
    assert _near(_seen_at(pane, 350, 200), list(ground)), "nothing beside it"
    pane.set_layer(ShapeLayer("districts", "区", shapes=shapes, opacity=0.5))
    assert _near(_seen_at(pane, 200, 200), _over(pane, "grade2", 0.3, ground))
    pane.remove_layer("districts")
    assert _near(_seen_at(pane, 200, 200), list(ground))


def test_layers_lie_in_the_order_of_their_first_addition(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    lower = ShapeLayer("low", "下", shapes=(_square(pane, "l", 100, 100, 300, 300, fill="grade1", fill_alpha=1.0),))
    upper = ShapeLayer("high", "上", shapes=(_square(pane, "h", 150, 150, 300, 300, fill="grade4", fill_alpha=1.0),))
    for layer in (lower, upper, lower):
        pane.set_layer(layer)
    assert [layer.name for layer in pane.map_layers()] == ["low", "high"]
    assert _near(_seen_at(pane, 200, 200), list(pane.colour("grade4").toTuple()[:3]))
    assert [_hit(pane, *place) for place in ((200, 200), (120, 120), (50, 50))] == ["high/h", "low/l", ""]
    pane.set_layer_visible("high", False)
    assert _near(_seen_at(pane, 200, 200), list(pane.colour("grade1").toTuple()[:3]))
    assert _hit(pane, 200, 200) == "low/l"
    pane.set_layer_visible("high", True)


def _hit(pane: SwitchingMapPane, x: float, y: float) -> str:
    found = pane.shape_at(QPointF(x, y))
    return f"{found[0].name}/{found[1].id}" if found else ""


def test_points_lie_over_lines_over_areas_and_a_hole_is_no_part(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    outer, hole = _ring(pane, 100, 100, 400, 400), _ring(pane, 300, 300, 360, 360)
    shapes = (
        _shape(pane, "p", (200, 200), form=Form.POINT, fill="grade3", fill_alpha=1.0, radius=12),
        _shape(pane, "l", (50, 200), (450, 200), form=Form.LINE, line="grade4", width=6),
        Shape("a", Form.AREA, (outer, hole), Look(fill="grade1", fill_alpha=1.0)),
    )
    ground = _seen_at(pane, 330, 330)
    pane.set_layer(ShapeLayer("all", "全", shapes=shapes))
    seen = {(200, 200): "grade3", (260, 200): "grade4", (260, 260): "grade1"}
    for place, token in seen.items():
        assert _near(_seen_at(pane, *place), list(pane.colour(token).toTuple()[:3])), token
    assert _near(_seen_at(pane, 330, 330), list(ground)), "the hole"
    hits = {(211, 200): "p", (260, 207): "l", (260, 209): "a", (330, 330): "", (420, 207): "l", (420, 209): ""}
    assert {place: _hit(pane, *place).removeprefix("all/") for place in hits} == hits


def test_a_layer_is_seen_and_hit_within_its_zooms_only(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    ground = _seen_at(pane, 320, 240)
    shapes = (_square(pane, "a", 0, 0, 640, 480, fill="grade1", fill_alpha=1.0),)
    pane.set_layer(ShapeLayer("z", "层", shapes=shapes, from_zoom=12.5, to_zoom=13.5))
    for zoom, shown in ((12.4, False), (12.6, True), (13.4, True), (13.6, False)):
        pane.camera.look_at(*SEA, zoom)
        wanted = pane.colour("grade1").toTuple()[:3] if shown else ground
        assert _near(_seen_at(pane, 320, 240), list(wanted), 8), zoom
        assert bool(_hit(pane, 320, 240)) is shown


def test_a_picture_lies_between_its_corners(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    ground = _seen_at(pane, 120, 120)
    (west, north), (east, south) = (pane.camera.view.to_degrees(*place) for place in ((100, 100), (300, 300)))
    pixels = np.zeros((20, 20, 4), np.uint8)
    pixels[:10] = (255, 0, 0, 255)
    pixels[10:] = (0, 0, 255, 128)
    pane.set_layer(PictureLayer("heat", "热力", bounds=(west, south, east, north), pixels=pixels))
    assert _near(_seen_at(pane, 200, 150), [255, 0, 0])
    assert _near(_seen_at(pane, 200, 250), [b / 2 + (127.5 if at == 2 else 0) for at, b in enumerate(ground)])
    assert _near(_seen_at(pane, 90, 150), list(ground))
    assert _hit(pane, 200, 150) == ""


def test_a_click_on_a_shape_opens_its_card_and_says_so(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    layer = ShapeLayer("d", "区", shapes=(_square(pane, "<b>x</b>", 100, 100, 300, 300, fill="grade1", label="<i>7"),))
    pane.set_layer(layer)
    with qtbot.waitSignal(pane.shape_clicked) as caught:
        _click(qtbot, pane, 150, 150)
    assert caught.args == ["d", "<b>x</b>"]
    assert pane._popup.isVisible() and pane._popup.text == ("<b>x</b>", ("一", "二"))
    pane.set_layer(ShapeLayer("d", "区", shapes=()))
    assert not pane._popup.isVisible()


def test_vehicles_and_markers_lie_over_layers(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    pane.set_layer(ShapeLayer("d", "区", shapes=(_square(pane, "a", 0, 0, 640, 480, fill="grade4", fill_alpha=1.0),)))
    _fleet(pane, (220.5, 330.5), state=vehicles.ALARM, speed=0)
    pane.set_markers([_marker(pane, 450, 200, "A", name=" ", priority=1)])
    assert _inked(pane, "grade2") and _inked(pane, "grade1")
    clicked: list[object] = []
    pane.shape_clicked.connect(lambda *what: clicked.append(what))
    for x, y in ((220, 330), (450, 200)):
        _click(qtbot, pane, x, y)
    assert clicked == []


def test_a_label_is_written_and_a_hatched_area_lets_the_ground_through(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    ground = _seen_at(pane, 150, 150)
    pane.set_layer(
        ShapeLayer(
            "d", "区",
            legend=(LegendEntry("grade3", "无数据", True),),
            shapes=(
                _square(pane, "a", 100, 100, 300, 300, fill="grade3", hatched=True),
                _shape(pane, "p", (450, 200), form=Form.POINT, fill="grade1", radius=20, label="88", ink="accent"),
            ),
        )
    )  # fmt: skip
    assert any(abs(x - 450) < 12 and abs(y - 200) < 10 for x, y in _inked(pane, "accent")), "the number in its bubble"
    stroked = [place for place in _inked(pane, "grade3", 40) if 110 < place[0] < 290 and 110 < place[1] < 290]
    assert 0.05 < len(stroked) / 180**2 < 0.5
    image = pane.grab().toImage()
    bare = sum(
        _near(image.pixelColor(x, y).toTuple()[:3], list(ground)) for x in range(110, 290, 5) for y in (150, 233)
    )
    assert bare > 5


def test_shapes_that_are_no_shapes_hurt_nobody(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    nowhere = np.full((5, 2), np.nan)
    odd = [
        Shape("nan", Form.AREA, (nowhere,), Look(fill="grade1")),
        Shape("none", Form.LINE, (), Look(line="grade1")),
        Shape("two", Form.AREA, (nowhere[:2] * 0 + 5,), Look(fill="grade1")),
        Shape("flat", Form.POINT, (np.zeros((0, 2)),), Look(fill="grade1")),
        Shape("pole", Form.LINE, (np.array([[0.0, 95.0], [400.0, -95.0]]),), Look(line="grade1")),
        _square(pane, "good", 100, 100, 300, 300, fill="grade2", fill_alpha=1.0),
    ]
    layers: list[MapLayer] = [ShapeLayer("odd", "怪", shapes=tuple(odd)), ShapeLayer("empty", "空")]
    for layer in layers:
        pane.set_layer(layer)
    assert _near(_seen_at(pane, 200, 200), list(pane.colour("grade2").toTuple()[:3]))
    assert _hit(pane, 200, 200) == "odd/good"


def test_the_theme_can_change_under_way(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    from resources import theme

    pane.camera.look_at(*SEA, 12)
    pane.set_markers([_marker(pane, 450, 200, "A", name=" ", priority=1)])
    pane.set_theme(theme.load("desk-light"))
    shape = [(x, y) for x, y in _inked(pane, "grade1") if math.hypot(x - 450, y - 200) < 14]
    assert shape


def test_a_broken_archive_is_said_and_points_are_painted_still(make_pane: Maker, qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pmtiles"
    broken.write_bytes(b"not a map")
    pane = make_pane(True, archive=broken)
    pane.camera.look_at(*SEA, 12)
    _fleet(pane, (220.5, 330.5), state=vehicles.ALARM)
    assert _inked(pane, "grade2")
    assert "broken.pmtiles" in pane.web.problem  # type: ignore[union-attr]
    assert str(tmp_path) not in pane.web.problem  # type: ignore[union-attr]
