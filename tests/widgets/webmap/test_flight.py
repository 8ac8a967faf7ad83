"""A flight costs the page what moves and nothing else: counted, never timed, so it holds on a graphics card too."""

from __future__ import annotations

import math
import os
import signal
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QColor

from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from tests.event_loop import run
from tests.widgets.webmap.card import Card, watch
from tests.widgets.webmap.conftest import ask_page, close_pane, open_pane, wait_for, wait_shown
from tests.widgets.webmap.painted import marker
from widgets.webmap.fleet_bytes import HEADER, fleet_bytes
from widgets.webmap.pane import SwitchingMapPane

pytestmark = pytest.mark.xdist_group("webengine")
VEHICLES, CORNERS = 5000, 6000
MOST_ASKED = 60
"""Some ten tiles lie on the way; MapLibre asks for one again for each level that it stretches it to, 14 to 17."""


@pytest.fixture(scope="module")
def card(qapp: object) -> Iterator[Card]:
    """A page with a fleet, a layer and a marker, all of which have come."""
    pane = open_pane(web=True)
    watched = watch(pane)
    _move_fleet(pane, 0)
    pane.set_layer(_layer())
    pane.set_markers([marker(pane, 300, 200, "A", label="89")])
    wait_shown(pane)
    yield watched
    close_pane(pane)


@pytest.fixture(autouse=True)
def at_rest(card: Card) -> None:
    """The view as it was, all of it painted, and nothing counted yet."""
    card.pane.tiltable.tilt_to(0, 0)
    card.pane.camera.look_at(118.68, 37.44, 13)
    wait_shown(card.pane)
    card.take(wait_for)
    card.asked.clear()


def _columns(step: int) -> list[np.ndarray]:
    chance = np.random.default_rng(1)
    lon, lat = ((part * 1e6 + chance.normal(0, 2e4, VEHICLES) + step).astype(np.int32) for part in (118.68, 37.44))
    ones = np.ones(VEHICLES, np.uint16)
    return [lon, lat, ones, ones, ones * 0, np.full(VEHICLES, 1_700_000_000_000 + step, np.int64)]


def _move_fleet(pane: SwitchingMapPane, step: int) -> None:
    pane.set_fleet(*_columns(step))


def _layer() -> ShapeLayer:
    """One area of many corners."""
    turns = np.linspace(0, 2 * math.pi, CORNERS, endpoint=False)
    far = 0.01 * (1 + 0.2 * np.cos(turns * 300))
    ring = tuple(zip((118.68 + far * np.cos(turns)).tolist(), (37.44 + far * np.sin(turns)).tolist(), strict=True))
    look = Look(fill=QColor("#ff00ff").name(), line="#ffffff")
    return ShapeLayer("many", "多角", shapes=(Shape("a", Form.AREA, (ring,), look),))


def _fleet_size() -> int:
    return len(fleet_bytes(*_columns(0))) - HEADER.size


def _wander(card: Card) -> list[dict[str, Any]]:
    """Eight pictures from different places, and what each of them asked of the card."""
    card.pane.tiltable.tilt_to(20, 0)
    card.pane.camera.look_at(118.68, 37.44, 13)
    wait_shown(card.pane)
    card.take(wait_for)
    for step in range(8):
        painted = card.pictures
        card.pane.camera.pan(7, -5)
        card.pane.tiltable.tilt_to(20 + 4 * step, 3 * step)
        wait_for(lambda before=painted: card.pictures > before)
    wait_shown(card.pane)
    return card.take(wait_for)


def test_a_camera_that_moves_sends_neither_fleet_nor_layer_nor_markers_anew(card: Card) -> None:
    _wander(card)  # whatever tiles there are have come
    card.asked.clear()
    pictures = _wander(card)
    assert len(pictures) > 8 and all(each["draws"] > 10 for each in pictures[:8])
    assert card.asked == []
    buffers = [size for each in pictures for size in each["buffers"]]
    assert _fleet_size() not in buffers
    assert max(buffers) < CORNERS * 4, "of the names of places alone"


def test_buildings_stand_up_and_lie_down_without_a_tile_being_made_ready_anew(card: Card) -> None:
    for pitch in (30, 0):
        card.pane.tiltable.tilt_to(pitch, 0)
        wait_shown(card.pane)
    card.take(wait_for)
    card.asked.clear()
    for pitch in (30, 0):
        card.pane.tiltable.tilt_to(pitch, 0)
        wait_shown(card.pane)
    buffers = [size for each in card.take(wait_for) for size in each["buffers"]]
    assert max(buffers) < CORNERS * 4 and card.asked == []


def test_no_picture_waits_for_the_card(card: Card) -> None:
    _wander(card)  # a card may be asked once whether it can what is wanted of it
    pictures = _wander(card)
    assert len(pictures) > 8 and sum(each["waits"] for each in pictures) == 0


def test_new_positions_are_sent_once_and_nothing_with_them(card: Card) -> None:
    _move_fleet(card.pane, 50)
    wait_shown(card.pane)
    sent = [size for each in card.take(wait_for) for size in each["buffers"] if size > 1000]
    assert sent == [_fleet_size()]
    assert [path.partition("/")[0] for path in card.asked] == ["fleet"]


def test_a_flight_that_leans_asks_for_the_tiles_on_its_way_and_for_nothing_else(
    card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = card.pane
    monkeypatch.setattr(pane.camera, "may_fly", lambda: True)
    pane.tiltable.fly_tilted(118.73, 37.47, 15, 55, 20)
    assert pane.camera.flying
    wait_shown(pane)
    assert card.kinds() == {"tiles"}
    assert len(set(card.asked)) < 20 and len(card.asked) < MOST_ASKED


def test_a_page_that_falls_behind_is_told_the_newest_view_and_none_of_those_between(card: Card) -> None:
    pane = card.pane
    assert pane.web is not None
    told = pane._number
    os.kill(pane.web.renderer, signal.SIGSTOP)
    try:
        for _ in range(40):
            pane.camera.pan(2, 1)
            run(1)
        assert pane._number <= told + 1
    finally:
        os.kill(pane.web.renderer, signal.SIGCONT)
    wait_shown(pane)
    x, y = json_place(pane)
    assert (x, y) == pytest.approx((pane.width() / 2, pane.height() / 2), abs=0.5)


def json_place(pane: SwitchingMapPane) -> tuple[float, float]:
    """Where the page has the middle of the pane's view."""
    lon, lat = pane.camera.centre
    x, y = str(ask_page(pane, f"cw.project({lon}, {lat})")).strip("[]").split(",")
    return float(x), float(y)
