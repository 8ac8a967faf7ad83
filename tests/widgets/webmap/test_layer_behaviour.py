"""What layers of a map look like and where they are hit, whoever paints them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from console.models.city_map.shapes import Form, LegendEntry, Look, MapLayer, PictureLayer, Shape, ShapeLayer
from tests.widgets.webmap.conftest import wait_shown
from tests.widgets.webmap.painted import SEA, click, fleet, inked, marker
from widgets.map import vehicle_layer as vehicles
from widgets.webmap.pane import SwitchingMapPane

pytestmark = pytest.mark.xdist_group("webengine")


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


@pytest.mark.parametrize("crossing", [(), ((250, 250),)], ids=["between corners", "at a corner"])
def test_an_area_that_crosses_itself_is_filled_and_hit_in_both_halves(
    pane: SwitchingMapPane, qtbot: QtBot, crossing: tuple[tuple[int, int], ...]
) -> None:
    pane.camera.look_at(*SEA, 12)
    ground = _seen_at(pane, 250, 150)
    corners = ((100, 100), *crossing, (400, 400), (400, 100), *crossing, (100, 400))
    look: dict[str, object] = {"fill": "grade1", "fill_alpha": 1.0, "line": "text", "width": 4.0}
    pane.set_layer(ShapeLayer("all", "全", shapes=(_shape(pane, "a", *corners, form=Form.AREA, **look),)))
    for x, y in ((150, 250), (350, 250)):
        assert _near(_seen_at(pane, x, y), list(pane.colour("grade1").toTuple()[:3])), (x, y)
        assert _hit(pane, x, y) == "all/a"
    for x, y in ((250, 150), (250, 350)):
        assert _near(_seen_at(pane, x, y), list(ground)), (x, y)
        assert _hit(pane, x, y) == ""
    assert _near(_seen_at(pane, 200, 200), list(pane.colour("text").toTuple()[:3]), 40), "its border"


def test_what_lies_twice_in_an_area_is_no_part_of_it(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    """A star of one stroke: native painters fill it by the even-odd rule, and hits go by it."""
    pane.camera.look_at(*SEA, 12)
    ground = _seen_at(pane, 250, 250)
    turn = np.arange(5) * 4 * np.pi / 5
    corners = [(float(x), float(y)) for x, y in zip(250 + 150 * np.sin(turn), 250 - 150 * np.cos(turn), strict=True)]
    star = _shape(pane, "a", *corners, form=Form.AREA, fill="grade1", fill_alpha=1.0)
    pane.set_layer(ShapeLayer("all", "全", shapes=(star,)))
    assert _near(_seen_at(pane, 250, 250), list(ground)) and _hit(pane, 250, 250) == ""
    assert (
        _near(_seen_at(pane, 250, 150), list(pane.colour("grade1").toTuple()[:3])) and _hit(pane, 250, 150) == "all/a"
    )


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
        click(qtbot, pane, 150, 150)
    assert caught.args == ["d", "<b>x</b>"]
    assert pane._popup.isVisible() and pane._popup.text == ("<b>x</b>", ("一", "二"))
    pane.set_layer(ShapeLayer("d", "区", shapes=()))
    assert not pane._popup.isVisible()


def test_vehicles_and_markers_lie_over_layers(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    pane.set_layer(ShapeLayer("d", "区", shapes=(_square(pane, "a", 0, 0, 640, 480, fill="grade4", fill_alpha=1.0),)))
    fleet(pane, (220.5, 330.5), state=vehicles.ALARM, speed=0)
    pane.set_markers([marker(pane, 450, 200, "A", name=" ", priority=1)])
    assert inked(pane, "grade2") and inked(pane, "grade1")
    clicked: list[object] = []
    pane.shape_clicked.connect(lambda *what: clicked.append(what))
    for x, y in ((220, 330), (450, 200)):
        click(qtbot, pane, x, y)
    assert clicked == []


def _disc(pane: SwitchingMapPane, id_: str, x: float, y: float, fill: str = "grade4", alpha: float = 1.0) -> Shape:
    return _shape(pane, id_, (x, y), form=Form.POINT, fill=fill, fill_alpha=alpha, radius=20)


def test_what_moves_goes_under_points_and_over_areas(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    area = _square(pane, "a", 0, 0, 640, 480, fill="grade3", fill_alpha=1.0)
    pane.set_layer(ShapeLayer("d", "区", shapes=(area, _disc(pane, "p", 220, 330))))
    places = [(220.5 + n % 5, 330.5 + n // 5) for n in range(25)]
    fleet(pane, *places, (320.5, 330.5), state=vehicles.ALARM, speed=0)
    assert _near(_seen_at(pane, 222, 332), list(pane.colour("grade4").toTuple()[:3])), "the disc"
    assert _near(_seen_at(pane, 320, 330), list(pane.colour("grade2").toTuple()[:3])), "the vehicle beside it"
    with qtbot.waitSignal(pane.shape_clicked) as caught:
        click(qtbot, pane, 222, 332)
    assert caught.args == ["d", "p"], "a vehicle that is under it was not meant"
    with qtbot.waitSignal(pane.vehicle_clicked):
        click(qtbot, pane, 320, 330)


def test_what_moves_shows_through_a_point_by_as_much_as_that_lets_through(pane: SwitchingMapPane) -> None:
    pane.camera.look_at(*SEA, 12)
    pane.set_layer(ShapeLayer("d", "区", shapes=(_disc(pane, "p", 220, 330, alpha=0.5),)))
    fleet(pane, (222.5, 332.5), state=vehicles.ALARM, speed=0)
    under = pane.colour("grade2").toTuple()[:3]
    assert _near(_seen_at(pane, 222, 332), _over(pane, "grade4", 0.5, under), 8)  # type: ignore[arg-type]


def test_an_area_of_a_higher_layer_buries_no_point(pane: SwitchingMapPane, qtbot: QtBot) -> None:
    pane.camera.look_at(*SEA, 12)
    pane.set_layer(ShapeLayer("low", "下", shapes=(_disc(pane, "p", 200, 200),)))
    cover = _square(pane, "a", 100, 100, 300, 300, fill="grade3", fill_alpha=1.0)
    pane.set_layer(ShapeLayer("high", "上", shapes=(cover,)))
    assert _near(_seen_at(pane, 200, 200), list(pane.colour("grade4").toTuple()[:3]))
    assert _near(_seen_at(pane, 130, 130), list(pane.colour("grade3").toTuple()[:3]))
    assert [_hit(pane, 200, 200), _hit(pane, 130, 130)] == ["low/p", "high/a"]


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
    assert any(abs(x - 450) < 12 and abs(y - 200) < 10 for x, y in inked(pane, "accent")), "the number in its bubble"
    stroked = [place for place in inked(pane, "grade3", 40) if 110 < place[0] < 290 and 110 < place[1] < 290]
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
