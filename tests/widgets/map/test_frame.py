"""A picture that is made beside the GUI thread, or shifted, is the one that would have been painted at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from resources import theme
from widgets.map import MapPane, TileSource, frame, plate
from widgets.map.base_layer import cover, grain
from widgets.map.sheet_file import SheetName

CENTRE = (118.7, 37.45)
COUNT = 3000


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[MapPane]:
    made = _pane(qtbot)
    yield made
    qtbot.waitUntil(lambda: made.settled)


def _pane(qtbot: QtBot) -> MapPane:
    """400×300 on a ground of tiles that differ, with a name on each, and one layer of a square and a labelled disc."""
    made = MapPane(theme.load())
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.camera.look_at(*CENTRE, 12)
    source = TileSource(["unused"], "wall-dark", made)
    source.stop()
    view = made.camera.view
    for sheet in cover(view, *grain(view)):
        names = tuple(SheetName(f"{sheet.x} {at}", (at, 0.0), at * 120 + 40, at * 120 + 40, _name()) for at in range(4))
        source.store.put(sheet, _tile(sheet.px, sheet.x * 40 % 200, sheet.y * 40 % 200), names)
    made._tiles = source
    made.show()
    ring = np.array([[0, 0], [0.03, 0], [0.03, 0.02], [0, 0.02]]) + CENTRE
    square = Shape("s", Form.AREA, (ring,), Look(fill="#FF0000", fill_alpha=0.5))
    disc = Shape("d", Form.POINT, (np.array([CENTRE]),), Look(fill="#00FF00", radius=14, label="88"))
    made.set_layer(ShapeLayer("a", "a", shapes=(square, disc)))
    return made


def _tile(px: int, red: int, blue: int) -> QPixmap:
    image = QImage(px, px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(red, 60, blue))
    painter = QPainter(image)
    for at in range(0, px, 32):
        painter.fillRect(at, 0, 5, px, QColor(red, 90, at * 255 // px))
    painter.end()
    return QPixmap.fromImage(image)


def _name() -> QImage:
    """Ink of every strength."""
    image = QImage(64, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    for at in range(64):
        painter.fillRect(at, 0, 1, 20, QColor(255, 255, 255, at * 4))
    painter.end()
    return image


def _drive(pane: MapPane, seed: int) -> None:
    chance = np.random.default_rng(seed)
    lon = (CENTRE[0] * 1e6 + chance.normal(0, 3e4, COUNT)).astype(np.int32)
    lat = (CENTRE[1] * 1e6 + chance.normal(0, 2e4, COUNT)).astype(np.int32)
    some = chance.integers(0, 900, COUNT).astype(np.uint16)
    pane.set_fleet(lon, lat, some, some, (some % 50 == 0).astype(np.uint16), np.ones(COUNT, np.int64))


def _picture(pane: MapPane) -> QImage:
    return pane.grab().toImage()


def _settled(qtbot: QtBot, pane: MapPane) -> QImage:
    _picture(pane)
    qtbot.waitUntil(lambda: pane.settled)
    return _picture(pane)


def _all_beside(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """Everything that may be is made beside the GUI thread from now on; the threads that put pictures together."""
    threads: list[threading.Thread] = []
    make = plate.make_plate

    def noted(*parts: object) -> object:
        threads.append(threading.current_thread())
        return make(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(frame, "make_plate", noted)
    monkeypatch.setattr(frame, "AT_ONCE", -1)
    return threads


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    return _all_beside(monkeypatch)


def test_a_large_fleet_is_painted_beside_this_thread_and_looks_the_same(
    qtbot: QtBot, pane: MapPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = []
    for seed in (1, 2, 3):
        _drive(pane, seed)
        wanted.append(_settled(qtbot, pane))
    assert wanted[0] != wanted[1] != wanted[2]
    threads = _all_beside(monkeypatch)
    for seed, picture in zip((1, 2, 3), wanted, strict=True):
        _drive(pane, seed)
        assert _settled(qtbot, pane) == picture
    assert len(threads) == 3 and threading.main_thread() not in threads


def test_until_it_is_done_the_last_picture_is_shown(
    qtbot: QtBot, pane: MapPane, beside: list[threading.Thread]
) -> None:
    _drive(pane, 1)
    first = _settled(qtbot, pane)
    _drive(pane, 2)
    assert _picture(pane) == first and not pane.settled
    assert _settled(qtbot, pane) != first


def test_new_layers_are_laid_over_the_same_ground_beside_this_thread(
    qtbot: QtBot, pane: MapPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    _drive(pane, 1)
    before = _settled(qtbot, pane)
    layer = pane.map_layers()[0]
    pane.remove_layer("a")
    without = _settled(qtbot, pane)
    monkeypatch.setattr(frame, "AT_ONCE", -1)
    pane.set_layer(layer)
    assert _settled(qtbot, pane) == before != without
    pane.remove_layer("a")
    assert _settled(qtbot, pane) == without


def test_a_map_that_is_moved_shifts_its_picture_and_shows_what_a_fresh_one_would(
    qtbot: QtBot, pane: MapPane, beside: list[threading.Thread]
) -> None:
    pane.remove_layer("a")  # its rim is smoothed by where the picture begins
    _drive(pane, 1)
    _settled(qtbot, pane)
    qtbot.mousePress(pane, Qt.MouseButton.LeftButton)
    _settled(qtbot, pane)
    for move in ((31, -17), (-50, 8), (-64, 60), (-90, 70), (-90, 75)):
        pane.camera.pan(*move)
        shown = _settled(qtbot, pane)
        pane._frame.forget()
        assert _picture(pane) == shown


def test_a_move_within_the_margin_paints_nothing(qtbot: QtBot, pane: MapPane, beside: list[threading.Thread]) -> None:
    _settled(qtbot, pane)
    qtbot.mousePress(pane, Qt.MouseButton.LeftButton)
    _settled(qtbot, pane)
    painted = len(beside)
    for _ in range(6):
        pane.camera.pan(9, 5)
        _picture(pane)
    assert len(beside) == painted
    qtbot.waitUntil(lambda: pane.settled)


def test_a_hand_faster_than_the_painter_never_sees_an_empty_rim(
    qtbot: QtBot, pane: MapPane, beside: list[threading.Thread]
) -> None:
    pane.remove_layer("a")
    _settled(qtbot, pane)
    for _ in range(8):
        pane.camera.pan(-70, -40)
        shown = _picture(pane)
        pane._frame.forget()
        assert _picture(pane) == shown


def test_a_hand_that_leaves_the_ground_does_not_wait_for_new_positions_on_it(
    qtbot: QtBot, pane: MapPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is made for a ground that is left keeps nobody from beginning the next one; that is not painted at once."""
    pane.remove_layer("a")
    _drive(pane, 1)
    _settled(qtbot, pane)
    threads, held, make = _all_beside(monkeypatch), threading.Event(), frame.make_plate
    qtbot.mousePress(pane, Qt.MouseButton.LeftButton)
    _settled(qtbot, pane)
    slow = pane._frame._ground[1]  # type: ignore[index]

    def waiting(wish: plate.Wish, *others: plate.Plate | None) -> plate.Plate:
        if wish.ground is slow:
            held.wait(10)
        return make(wish, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(frame, "make_plate", waiting)
    try:
        _drive(pane, 2)
        _picture(pane)
        for _ in range(4):
            pane.camera.pan(-60, 0)
            shown = _picture(pane)
    finally:
        held.set()
    assert threading.main_thread() not in threads
    assert _settled(qtbot, pane) == shown
    pane._frame.forget()
    assert _picture(pane) == shown


def test_what_was_made_for_another_zoom_or_theme_is_not_shown(
    qtbot: QtBot, pane: MapPane, beside: list[threading.Thread]
) -> None:
    pane.remove_layer("a")
    _drive(pane, 1)
    _settled(qtbot, pane)
    _drive(pane, 2)
    _picture(pane)
    pane.camera.look_at(*CENTRE, 12.5)
    at_once = _picture(pane)
    assert _settled(qtbot, pane) == at_once


def test_what_goes_wrong_beside_this_thread_is_raised_in_it(
    qtbot: QtBot, pane: MapPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    _drive(pane, 1)
    _settled(qtbot, pane)
    monkeypatch.setattr(frame, "AT_ONCE", -1)

    def broken(*_parts: object) -> None:
        raise ValueError("a broken painter")

    monkeypatch.setattr(frame, "make_plate", broken)
    _drive(pane, 2)
    _picture(pane)
    job = pane._frame._job
    assert job is not None
    job.wait()
    with pytest.raises(ValueError, match="a broken painter"):
        pane._frame.collect()
    with qtbot.captureExceptions() as raised:
        qtbot.wait(20)  # the knock at the door
    assert [type(each[1]) for each in raised] in ([], [ValueError])
    monkeypatch.undo()


def test_a_map_may_go_while_its_picture_is_made(qtbot: QtBot, beside: list[threading.Thread]) -> None:
    pane = _pane(qtbot)
    _drive(pane, 1)
    _settled(qtbot, pane)
    _drive(pane, 2)
    _picture(pane)
    job = pane._frame._job
    pane.close()
    pane.deleteLater()
    del pane
    assert job is not None
    job.wait()
    qtbot.wait(20)


@pytest.mark.parametrize("form", [QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied])
def test_a_name_brings_the_ground_under_its_ink_and_nothing_else(form: QImage.Format) -> None:
    base = QImage(60, 40, form)
    base.fill(QColor("#204060"))
    name = QImage(20, 10, QImage.Format.Format_ARGB32)  # as a name comes out of its file
    name.fill(Qt.GlobalColor.transparent)
    for x in range(5, 15):
        name.setPixelColor(x, 5, QColor("#FFFFFF"))
        name.setPixelColor(x, 6, QColor(0, 0, 0, 128))
    for _ in range(200):  # memory that was let go is another's by then
        made = plate.patch(base, name, QPoint(10, 10))
        assert [made.pixelColor(x, 5).alpha() for x in (4, 5, 14, 15)] == [0, 255, 255, 0]
        assert made.pixelColor(7, 5) == QColor("#FFFFFF") and made.pixelColor(7, 6).alpha() == 255
        assert made.pixelColor(7, 6).blue() == pytest.approx(0x60 / 2, abs=1)
        assert all(made.pixelColor(x, 0).alpha() == 0 for x in range(20))
