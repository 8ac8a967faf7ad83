"""While a map is moved its words go along with it; they are laid out anew now and then, and when it rests."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from pytestqt.qtbot import QtBot

from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from console.models.rows import Marker
from resources import theme
from widgets.map import MapPane
from widgets.map.marker_layer import SLIDE

CENTRE = (118.68, 37.44)


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[MapPane]:
    made = MapPane(theme.load())
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.camera.look_at(*CENTRE, 11)
    made.show()
    chance = np.random.default_rng(3)
    places = CENTRE + chance.normal(0, 0.05, (24, 2))
    made.set_markers(
        [Marker(f"A{n}", "alarm", *place, f"告警 {n}", priority=n % 4 + 1, acknowledged=n % 2 > 0)
         for n, place in enumerate(places[:12].tolist())]
    )  # fmt: skip
    look = Look("cluster", 0.9, "accent", 1.5, radius=14, label="12")
    shapes = tuple(Shape(str(n), Form.POINT, (place[None, :],), look) for n, place in enumerate(places[12:]))
    made.set_layer(ShapeLayer("clusters", "聚合", shapes=shapes))
    _settled(qtbot, made)
    yield made


def _settled(qtbot: QtBot, pane: MapPane) -> None:
    pane.grab()
    qtbot.waitUntil(lambda: pane.settled)
    pane.grab()


def _boxes(pane: MapPane) -> list[QRectF]:
    """Of all that is written and of all signs, as they are seen."""
    scene = pane._markers.scene(pane.camera.view)
    return [
        QRectF(x + scene.shift[0], y + scene.shift[1], picture.width(), picture.height())
        for x, y, picture in scene.pictures
    ]


def test_a_drag_lays_out_once_for_many_frames(pane: MapPane, qtbot: QtBot) -> None:
    before = pane._markers.layouts
    for _ in range(40):
        pane.camera.pan(8, 3)
        pane.grab()
    assert pane._markers.layouts - before <= 40 * 8 // SLIDE + 1
    _settled(qtbot, pane)


def test_words_stay_where_they_are_on_the_ground(pane: MapPane, qtbot: QtBot) -> None:
    before = _boxes(pane)
    pane.camera.pan(20, -12)
    assert _boxes(pane) == [box.translated(20, -12) for box in before]
    _settled(qtbot, pane)


def test_at_rest_all_is_laid_out_as_if_it_had_never_moved(pane: MapPane, qtbot: QtBot) -> None:
    pane.camera.pan(40, 30)
    pane.grab()
    assert pane._markers.slid
    _settled(qtbot, pane)
    assert not pane._markers.slid
    seen = _boxes(pane)
    pane._markers.forget()
    assert _boxes(pane) == seen


def test_what_goes_along_is_hit_where_it_is_seen(pane: MapPane, qtbot: QtBot) -> None:
    marker = pane._markers.scene(pane.camera.view).spots[0].marker
    pane.camera.pan(25, 18)
    pane.grab()
    spot = pane.marker_at(QPointF(*pane.camera.view.to_widget(marker.lon, marker.lat)))
    assert pane._markers.slid and spot is not None and spot.marker.id == marker.id
    _settled(qtbot, pane)


@pytest.mark.parametrize("what", ["zoom", "half a pixel", "far", "markers", "layers", "selection"])
def test_what_changes_more_than_the_place_is_laid_out_at_once(pane: MapPane, qtbot: QtBot, what: str) -> None:
    before = pane._markers.layouts
    pane.camera.pan(10, 0)
    acts = {
        "zoom": lambda: pane.camera.look_at(*pane.camera.centre, 11.3),
        "half a pixel": lambda: pane.camera.pan(0.5, 0),
        "far": lambda: pane.camera.pan(SLIDE, 0),
        "markers": lambda: pane.set_markers([]),
        "layers": lambda: pane.remove_layer("clusters"),
        "selection": lambda: pane.select("A3"),
    }
    acts[what]()
    pane.grab()
    assert pane._markers.layouts == before + 1 and not pane._markers.slid
    _settled(qtbot, pane)
