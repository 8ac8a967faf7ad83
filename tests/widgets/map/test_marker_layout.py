"""Who gives way on a map: an alarm to nobody, a value to alarms, a name of a place to both; what has no room goes."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from console.models.rows import Marker
from resources import theme
from widgets.map.layers.labels import Written
from widgets.map.marker_layer import MarkerLayer
from widgets.map.marker_layout import Scene, Words, lay_out
from widgets.map.marker_words import Unwritten, unwritten_words
from widgets.map.names import PlaceName
from widgets.map.sprites import Sprites
from widgets.map.view import View

VIEW = View(0.83, 0.39, 12.0, 800, 600)
ALL = QRectF(0, 0, 800, 600)


@pytest.fixture
def sprites(qtbot: QtBot) -> Sprites:
    return Sprites(theme.load(), 1.0)


def _name(text: str, x: float, y: float, width: float = 60, height: float = 20, level: int = 4) -> PlaceName:
    return PlaceName(text, (level, 0.0), QRectF(x - width / 2, y - height / 2, width, height))


def _alarm(marker_id: str = "A", acknowledged: bool = False) -> Marker:
    return Marker(marker_id, "alarm", 0, 0, "井盖位移", priority=1, acknowledged=acknowledged)


def _station(marker_id: str = "S") -> Marker:
    return Marker(marker_id, "air_station", 0, 0, "东站", "89")


def _value(x: float, y: float) -> Written:
    return Written(round(x) - 12, round(y) - 9, QPixmap(24, 18), QRectF(x - 15, y - 15, 30, 30), True)


def _names(scene: Scene) -> list[str]:
    return [name.text for name in scene.names]


def test_an_alarm_speaks_beside_a_name_where_there_is_room(sprites: Sprites) -> None:
    scene = lay_out([(_alarm(), 400, 300)], VIEW, sprites, words=Words((_name("东海区", 470, 300),)))
    assert _names(scene) == ["东海区"] and len(scene.pictures) == 2
    x, _, label = scene.pictures[-1]
    assert x + label.width() < 400, "to the left, since the name stands to the right"


def test_a_new_alarm_takes_the_place_of_a_name_where_there_is_no_other(sprites: Sprites) -> None:
    words = Words((PlaceName("大地名", (0, 0.0), ALL),))
    scene = lay_out([(_alarm(), 400, 300)], VIEW, sprites, words=words)
    assert (len(scene.pictures), _names(scene)) == (2, [])


def test_an_alarm_in_hand_keeps_its_sign_and_costs_no_name(sprites: Sprites) -> None:
    names = tuple(_name(f"名{n}", 400 + dx, 300 + dy, 180, 30) for n, (dx, dy) in enumerate(
        [(-110, 0), (110, 0), (0, -35), (0, 35), (-180, -35), (180, -35), (-180, 35), (180, 35)]
    ))  # fmt: skip
    seen = lay_out([(_alarm(acknowledged=True), 400, 300)], VIEW, sprites, words=Words(names))
    fresh = lay_out([(_alarm(), 400, 300)], VIEW, sprites, words=Words(names))
    assert (len(seen.pictures), len(seen.names)) == (1, 8)
    assert len(fresh.pictures) == 2 and len(fresh.names) < 8


def test_a_name_that_an_alarm_in_hand_lies_on_keeps_no_room_from_its_words(sprites: Sprites) -> None:
    """The name of a quarter lies around its station: each alarm there would be dumb, the name unwritten."""
    names = (_name("高新街道", 400, 300, 90, 30),)
    scene = lay_out([(_alarm(acknowledged=True), 400, 300)], VIEW, sprites, words=Words(names))
    assert (len(scene.pictures), _names(scene), scene.unwritten.in_hand) == (2, [], 0)


def test_the_worst_alarm_has_words_before_all_others_then_who_is_new_then_the_newest(qtbot: QtBot) -> None:
    layer = MarkerLayer(theme.load())
    layer.set_markers([
        Marker("d", "alarm", 0, 0, "丁", priority=2, acknowledged=True, raised=9),
        Marker("b", "alarm", 0, 0, "乙", priority=1, acknowledged=True, raised=2),
        Marker("c", "alarm", 0, 0, "丙", priority=2, acknowledged=False, raised=1),
        Marker("z", "alarm", 0, 0, "甲", priority=1, acknowledged=True, raised=3),
    ])  # fmt: skip
    assert [marker.id for marker in layer.shown()] == ["z", "b", "c", "d"]


def test_of_two_alarms_with_room_for_the_words_of_one_the_worse_has_them(sprites: Sprites) -> None:
    worse = Marker("A", "alarm", 0, 0, "学府中学站空气质量", priority=1, acknowledged=True)
    other = Marker("B", "alarm", 0, 0, "沿河街行道树附近", priority=2, acknowledged=False)
    rest = [QRectF(0, 0, 800, 84), QRectF(0, 116, 800, 484), QRectF(0, 0, 86, 600), QRectF(314, 0, 486, 600)]
    scene = lay_out([(worse, 100, 100), (other, 300, 100)], VIEW, sprites, clear=rest)
    assert (scene.unwritten.in_hand, scene.unwritten.alarms) == (0, 1)
    alone = lay_out([(other, 300, 100)], VIEW, sprites, clear=rest)
    assert alone.unwritten.alarms == 0, "else it would have had that room"


def test_among_bubbles_the_worst_alarm_speaks_even_if_somebody_has_it_in_hand(sprites: Sprites) -> None:
    """Numbers of a layer on all sides: two titles would cost more of them than the layer was switched on for."""
    bubbles = [_value(x, y) for x in range(20, 800, 40) for y in range(20, 600, 40)]
    worst = Marker("A", "alarm", 0, 0, "学府中学站空气质量", priority=1, acknowledged=True)
    lesser = Marker("B", "alarm", 0, 0, "沿河街行道树附近", priority=2, acknowledged=True)
    scene = lay_out([(worst, 200, 300), (lesser, 600, 300)], VIEW, sprites, words=Words((), bubbles))
    titles = [x for x, _, picture in scene.pictures if picture.width() > 80]
    assert len(titles) == 1 and abs(titles[0] - 200) < 250 and scene.unwritten.in_hand == 1


@pytest.mark.parametrize("marker", [_alarm(), _station()], ids=["alarm", "station"])
def test_no_sign_lies_on_a_name(sprites: Sprites, marker: Marker) -> None:
    scene = lay_out(
        [(marker, 400, 300)], VIEW, sprites, words=Words((_name("东海区", 410, 300), _name("西区", 90, 90)))
    )
    assert _names(scene) == ["西区"]


@pytest.mark.parametrize(("level", "written"), [(0, 1), (1, 1), (3, 0), (4, 0)])
def test_the_name_of_a_county_steps_aside_and_that_of_a_smaller_place_goes(
    sprites: Sprites, level: int, written: int
) -> None:
    marker = Marker("A", "alarm", 0, 0, " ", priority=1)
    bare = lay_out([(marker, 400, 300)], VIEW, sprites)
    scene = lay_out([(marker, 400, 300)], VIEW, sprites, words=Words((_name("东海区", 400, 300, level=level),)))
    assert scene.names == () and len(scene.pictures) == len(bare.pictures) + written
    if written:
        _, y, picture = scene.pictures[0]
        assert picture.height() > 10 and not 280 < y + picture.height() / 2 < 320


def test_an_asset_gives_way_to_a_name(sprites: Sprites) -> None:
    asset = Marker("C", "camera", 0, 0, "摄像机")
    words = Words((_name("东海区", 400, 300),))
    hidden, shown = (lay_out([(asset, x, 300)], VIEW, sprites, words=words) for x in (400, 600))
    assert (len(hidden.pictures), _names(hidden)) == (0, ["东海区"])
    assert len(shown.pictures) == 1
    assert len(lay_out([(asset, 400, 300)], VIEW, sprites, "C", words).pictures) == 3, (
        "chosen, it is shown: sign, ring, name"
    )


def test_a_number_in_its_bubble_gives_way_to_an_alarm_and_a_name_to_the_number(sprites: Sprites) -> None:
    words = Words((_name("东海区", 500, 200),), [_value(400, 300), _value(500, 200)])
    scene = lay_out([(_alarm(), 400, 300)], VIEW, sprites, words=words)
    corners = [(x, y) for x, y, _ in scene.pictures]
    assert (488, 191) in corners and (388, 291) not in corners
    assert _names(scene) == []


def test_the_station_under_its_alarm_is_not_painted_and_its_value_is(sprites: Sprites) -> None:
    scene = lay_out([(_alarm(), 400, 300), (_station(), 401, 300)], VIEW, sprites)
    assert [spot.seen for spot in scene.spots] == [True, False]
    assert len(scene.pictures) == 3, "one sign, and the words of both"


def test_the_name_of_an_area_is_written_only_where_nothing_is(sprites: Sprites) -> None:
    area = Written(380, 290, QPixmap(40, 18), QRectF(380, 290, 40, 18), False)
    assert len(lay_out([], VIEW, sprites, words=Words((), [area])).pictures) == 1
    assert lay_out([], VIEW, sprites, words=Words((_name("东海区", 400, 300),), [area])).pictures == []


def test_a_value_whose_bubble_lies_under_a_sign_stands_beside_it(sprites: Sprites) -> None:
    words = Words((), [_value(400, 300)])
    scene = lay_out([(_alarm(), 404, 304)], VIEW, sprites, words=words)
    (value,) = [(x, y, picture) for x, y, picture in scene.pictures if (picture.width(), picture.height()) == (24, 18)]
    box = QRectF(value[0], value[1], 24, 18)
    assert not box.intersects(scene.spots[0].box) and not box.intersects(QRectF(385, 285, 30, 30))
    assert abs(box.center().x() - 400) < 45 and abs(box.center().y() - 300) < 45, "and near it"


@pytest.mark.parametrize(("loose", "written"), [(True, 2), (False, 1)])
def test_the_figure_of_a_wide_area_steps_aside_from_a_sign(sprites: Sprites, loose: bool, written: int) -> None:
    area = Written(390, 291, QPixmap(20, 18), QRectF(390, 291, 20, 18), False, loose)
    marker = Marker("A", "alarm", 0, 0, " ", priority=1)
    bare = lay_out([(marker, 400, 300)], VIEW, sprites)
    scene = lay_out([(marker, 400, 300)], VIEW, sprites, words=Words((), [area]))
    assert len(scene.pictures) == len(bare.pictures) - 1 + written


def test_the_words_of_an_alarm_leave_the_city_a_place_for_its_name(sprites: Sprites) -> None:
    """Signs lie on its place and beside it; where it can step to, the words of an alarm would stand of themselves."""
    city = _name("示范市", 130, 70, 90, 30, level=0)
    signs = [(Marker(f"A{x}", "alarm", 0, 0, " ", priority=1), x, y) for x, y in ((130.0, 70.0), (60.0, 37.0))]
    signs.append((_alarm(), 215.0, 37.0))
    scene = lay_out(signs, View(0.83, 0.39, 12.0, 260, 140), sprites, words=Words((city,)))
    name = sprites.name("示范市", 30).toImage()
    assert [(x, y) for x, y, picture in scene.pictures if picture.toImage() == name] == [(85, 22)]
    assert any(picture.width() > 50 and picture.height() < 24 for *_, picture in scene.pictures), "and it has its words"


def test_a_lesser_name_gives_way_to_that_of_the_county(sprites: Sprites) -> None:
    marker = Marker("A", "alarm", 0, 0, " ", priority=1)
    names = (_name("东海区", 400, 300, level=1), _name("小村", 400, 322, level=4), _name("小庄", 400, 400, level=4))
    scene = lay_out([(marker, 400, 290)], VIEW, sprites, words=Words(names))
    assert _names(scene) == ["小庄"]
    boxes = [QRectF(x, y, p.width(), p.height()) for x, y, p in scene.pictures]
    assert not any(box.intersects(name.box) for box in boxes for name in scene.names)


def test_what_a_card_tells_is_not_written_beside_its_sign_once_more(sprites: Sprites) -> None:
    written, told = (lay_out([(_alarm(), 400, 300)], VIEW, sprites, "A", Words(told=each)) for each in ("", "A"))
    assert (len(written.pictures), len(told.pictures)) == (3, 2), "sign, ring and words; sign and ring"


@pytest.mark.parametrize(("x", "pictures"), [(795, 2), (805, 1), (-5, 1)])
def test_a_sign_beyond_the_rim_has_no_words_within_it(sprites: Sprites, x: float, pictures: int) -> None:
    assert len(lay_out([(_alarm(), x, 300)], VIEW, sprites).pictures) == pictures


def _figure(x: float, y: float, loose: bool = True) -> Written:
    box = QRectF(x - 20, y - 9, 40, 18)
    return Written(round(box.x()), round(box.y()), QPixmap(40, 18), box, False, loose)


def _box(scene: Scene, width: int, height: int) -> QRectF:
    """Of the one picture of this size."""
    ((x, y),) = [(x, y) for x, y, p in scene.pictures if (p.width(), p.height()) == (width, height)]
    return QRectF(x, y, width, height)


def test_the_name_of_a_county_and_the_figure_of_an_area_step_off_a_bubble(sprites: Sprites) -> None:
    bubble = QRectF(385, 285, 30, 30)
    words = Words((_name("东海区", 400, 300, level=1),), [_value(400, 300)])
    scene = lay_out([], VIEW, sprites, words=words)
    assert _box(scene, 24, 18).center() == bubble.center(), "the number stays in its bubble"
    name = sprites.name("东海区", 20)
    assert scene.names == () and not _box(scene, name.width(), name.height()).intersects(bubble)
    scene = lay_out([], VIEW, sprites, words=Words((), [_value(400, 300), _figure(400, 300)]))
    assert not _box(scene, 40, 18).intersects(bubble)


def test_the_name_of_a_county_comes_before_the_number_of_a_bubble(sprites: Sprites) -> None:
    """Bubbles all around, so that it lies on one wherever it stands."""
    small = View(0.83, 0.39, 12.0, 140, 90)
    bubbles = [_value(x, y) for x in range(10, 140, 24) for y in range(10, 60, 24)]
    crowded = lay_out([], small, sprites, words=Words((_name("东海区", 70, 30, level=1),), bubbles))
    assert _names(crowded) == ["东海区"]
    assert crowded.unwritten.names == 0 and crowded.unwritten.values > 0


def test_what_finds_no_room_is_counted(sprites: Sprites) -> None:
    whole = [QRectF(0, 0, 800, 600)]
    words = Words((_name("东海区", 200, 200, level=1), _name("小村", 300, 300)), [_value(400, 300), _figure(500, 300)])
    markers = [(_alarm("A"), 100.0, 100.0), (_alarm("B", True), 500.0, 500.0), (_station(), 600.0, 100.0)]
    lost = lay_out(markers, VIEW, sprites, words=words, clear=whole).unwritten
    assert (lost.alarms, lost.values, lost.names) == (1, 3, 1), "a village owes nobody words"
    assert lost.in_hand == 1, "counted by itself: it waits for nobody"
    kept = lay_out(markers, VIEW, sprites, words=words).unwritten
    assert (kept.alarms, kept.values, kept.names, kept.in_hand) == (0, 0, 0, 0)


def test_an_alarm_tells_on_its_sign_how_many_lie_under_it(sprites: Sprites) -> None:
    alone = lay_out([(_alarm("A"), 400, 300)], VIEW, sprites)
    three = lay_out([(_alarm(each), 400, 300) for each in "ABC"], VIEW, sprites)
    (one,), (more,) = alone.spots, three.spots
    assert len(more.under) == 2 and more.icon.toImage() == sprites.alarm(1, False, 2).toImage() != one.icon.toImage()
    middle = more.icon.rect().center() - one.icon.rect().center()
    sign = more.icon.copy(middle.x(), middle.y(), one.icon.width(), one.icon.height()).toImage()
    assert sign.pixelColor(sign.rect().center()) == one.icon.toImage().pixelColor(one.icon.rect().center())


@pytest.mark.parametrize("missing", [Unwritten(2, 15, 1), Unwritten(0, 3, 0), Unwritten(in_hand=7), Unwritten()])
def test_what_found_no_room_is_told_in_words(qtbot: QtBot, missing: Unwritten) -> None:
    said = unwritten_words(missing)
    counts = (missing.alarms, missing.values, missing.names, missing.in_hand)
    assert all((str(count) in said) == bool(count) for count in counts if count)
    assert bool(said) == any(counts)


def _places(scene: Scene, sprites: Sprites, *names: PlaceName) -> dict[str, tuple[float, float]]:
    """The middle of each name that is written, on its place or beside it."""
    found = {name.text: name.box.center().toTuple() for name in scene.names}
    for name in names:
        lettered = sprites.name(name.text, name.box.height()).toImage()
        for x, y, picture in scene.pictures:
            if picture.toImage() == lettered:
                found[name.text] = QRectF(x, y, name.box.width(), name.box.height()).center().toTuple()
    return found


@pytest.mark.parametrize("around", range(0, 60, 5))
def test_a_name_steps_by_its_own_height_or_is_not_written(sprites: Sprites, around: int) -> None:
    """Signs more and more densely around it; the name of a city at the other end of its town would be a lie."""
    city = _name("示范市", 400, 300, 90, 30, level=0)
    turn = np.random.default_rng(around).uniform(-1, 1, (around, 2)) * (150, 90)
    signs = [(Marker(f"A{at}", "alarm", 0, 0, " ", priority=1), 400 + x, 300 + y) for at, (x, y) in enumerate(turn)]
    scene = lay_out(signs, VIEW, sprites, words=Words((city,)))
    places = _places(scene, sprites, city)
    assert scene.unwritten.names == (not places)
    for x, y in places.values():
        assert abs(x - 400) <= 0.55 * 90 and abs(y - 300) <= 1.65 * 30


def test_a_card_hides_names_and_moves_none(qtbot: QtBot) -> None:
    layer = MarkerLayer(theme.load())
    view = View(0.83, 0.39, 12.0, 800, 600)
    layer.set_markers([
        Marker(f"A{n}", "alarm", *view.to_degrees(400 + 110 * n, 300 + 40 * n), "青河水厂站空气质量", priority=1,
               acknowledged=False)
        for n in range(-1, 2)
    ])  # fmt: skip
    names = (_name("示范市", 402, 303, 90, 30, level=0), _name("云山区", 250, 250, 70, 26, level=1))
    layer.set_names(names)
    sprites = Sprites(theme.load(), 1.0)
    before = _places(layer.scene(view), sprites, *names)
    assert len(before) == 2
    kept = 0
    for at in range(0, 800, 80):
        layer.set_told("A0")
        layer.set_clear((), QRectF(at, 180, 220, 130))
        now = _places(layer.scene(view, "A0"), sprites, *names)
        assert now.items() <= before.items(), "where they were, or hidden"
        kept += len(now)
    assert kept >= 10, "and only those under it, or under what is chosen"
    layer.set_told("")
    layer.set_clear((), None)
    assert _places(layer.scene(view), sprites, *names) == before


def test_a_name_that_the_edge_would_cut_is_not_shown(sprites: Sprites) -> None:
    cut = (_name("示范海", 780, 300), _name("西海", 10, 100, level=1), _name("上岭县", 400, 595, level=1))
    names = (*cut, _name("云山区", 765, 100, level=1), _name("小村", 31, 31))
    scene = lay_out([], VIEW, sprites, words=Words(names))
    assert _places(scene, sprites, *names).keys() == {"云山区", "小村"} and scene.unwritten.names == 0


def _stands_right(layer: MarkerLayer, label: str, apart: int, view: View = VIEW) -> bool:
    """Whether the value of a station stands right of its sign, with an alarm so many pixels to the right of that."""
    here, there = (view.to_degrees(x, 300) for x in (400, 400 + apart))
    alarm = Marker("A", "alarm", *there, "井盖位移", priority=1)
    layer.set_markers([Marker("S", "air_station", *here, "东站", label, "aqi2"), alarm])
    x, _, words = layer.scene(view).pictures[-2]  # over the signs: the value, and the words of the alarm
    return x + words.width() / 2 > 400


def test_a_value_that_grew_for_a_moment_does_not_jump_to_and_fro(sprites: Sprites) -> None:
    def fresh() -> MarkerLayer:
        return MarkerLayer(theme.load())

    apart = next(
        far for far in range(30, 120) if _stands_right(fresh(), "99", far) and not _stands_right(fresh(), "100", far)
    )
    layer = fresh()
    seen = [_stands_right(layer, label, apart) for label in ("99", "100", "98", "101", "97")]
    assert seen == [True, False, False, False, False], "it had to go, and has its room still"
    moved = View(0.8301, 0.39, 12.0, 800, 600)
    assert _stands_right(layer, "99", apart, moved), "in another view all is as if it had always been so"
