"""A new fleet or new markers are painted over the ground as it stands, which is dear and is not painted for them."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QImage

from console.models.rows import Marker
from tests.widgets.webmap.conftest import Maker, ask_page, wait_for, wait_shown
from widgets.map.names import of_page
from widgets.webmap.pane import SwitchingMapPane

pytestmark = pytest.mark.xdist_group("webengine")
SEA, CITY = (119.2, 37.35), (118.68, 37.44)
COUNT = """{
  const kind = WebGL2RenderingContext.prototype;
  const copy = kind.copyTexSubImage2D;
  globalThis.grounds = 0;
  kind.copyTexSubImage2D = function (...all) {
    globalThis.grounds += 0.5;
    return copy.apply(this, all);
  };
}"""
"""Each picture of the ground is kept by two copies."""


@pytest.fixture(scope="module")
def counted(shared: SwitchingMapPane) -> SwitchingMapPane:
    """A page that counts its pictures of the ground."""
    ask_page(shared, COUNT)
    return shared


@pytest.fixture
def pane(counted: SwitchingMapPane) -> Iterator[SwitchingMapPane]:
    """Over the sea, leaning, at rest."""
    counted.camera.look_at(*SEA, 12)
    counted.tiltable.tilt_to(50, 20)
    wait_shown(counted)
    yield counted
    counted.set_markers([])
    counted.resize(640, 480)


def _grounds(pane: SwitchingMapPane) -> int:
    return int(ask_page(pane, "globalThis.grounds"))  # type: ignore[call-overload,no-any-return]


def _alarmed(pane: SwitchingMapPane, *places: tuple[float, float]) -> None:
    """A fleet of vehicles with an alarm at places of the widget."""
    degrees = np.array([pane.camera.view.to_degrees(*place) for place in places])
    lon, lat = np.rint(degrees.T * 1e6).astype(np.int32)
    ones = np.ones(len(places), np.uint16)
    pane.set_fleet(lon, lat, ones, ones * 0, ones, ones.astype(np.int64))
    wait_shown(pane)


def _inked(pane: SwitchingMapPane, token: str, by: int = 12) -> NDArray[np.bool_]:
    """Which pixels show a colour of the theme, nearly."""
    image = pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3]
    ink = pane.colour(token)
    return np.abs(pixels.astype(int) - [ink.blue(), ink.green(), ink.red()]).max(axis=2) <= by


def _seen(pane: SwitchingMapPane, token: str) -> tuple[float, float]:
    """The middle of what shows a colour of the theme."""
    rows, columns = np.nonzero(_inked(pane, token))
    assert len(rows)
    return float(columns.mean()), float(rows.mean())


def test_a_new_fleet_alone_is_seen_where_it_is_hit_and_costs_no_ground(pane: SwitchingMapPane) -> None:
    before = _grounds(pane)
    for place in ((200.5, 120.5), (400.5, 300.5), (320.5, 200.5)):
        _alarmed(pane, place)
        x, y = _seen(pane, "grade2")
        assert math.hypot(x - place[0], y - place[1]) <= 2
        assert pane.vehicle_at(QPointF(x, y)) == 0
    assert _grounds(pane) == before


def test_new_markers_alone_cost_no_ground(pane: SwitchingMapPane) -> None:
    before = _grounds(pane)
    lon, lat = pane.camera.view.to_degrees(450, 200)
    pane.set_markers([Marker("A", "camera", lon, lat, " ", priority=1)])
    wait_shown(pane)
    x, y = _seen(pane, "grade1")
    assert math.hypot(x - 450, y - 200) <= 8
    assert _grounds(pane) == before


def test_names_of_places_are_written_over_the_fleet_and_markers_over_both(pane: SwitchingMapPane) -> None:
    pane.camera.look_at(CITY[0] - 0.04, CITY[1], 11.5)  # names lie whole in the middle
    pane.tiltable.tilt_to(0, 0)
    wait_shown(pane)
    named = _inked(pane, "map-label")
    named[:80], named[-80:], named[:, -80:] = False, False, False  # the pane's own words
    assert named.sum() > 30
    lon, lat = pane.camera.view.to_degrees(100, 200)
    pane.set_markers([Marker("A", "camera", lon, lat, " ", priority=1)])
    wait_shown(pane)
    marked = _inked(pane, "grade1")
    assert marked.sum() > 30
    _alarmed(pane, *[(x, y) for x in range(0, 640, 3) for y in range(0, 480, 3)])
    assert _inked(pane, "grade2").sum() > 10_000, "the fleet is everywhere else"
    assert np.all(_inked(pane, "map-label", 24)[named])
    assert np.all(_inked(pane, "grade1", 24)[marked])


def test_the_names_of_the_very_first_picture_are_known(make_pane: Maker) -> None:
    """They come with the word that it is drawn, and are not told again while nothing moves."""
    pane = make_pane(True, wait=False)
    pane.camera.look_at(*CITY, 11.5)
    wait_for(lambda: pane.web_shown)
    wait_for(lambda: pane._page_names)


def test_a_name_gives_way_to_an_alarm_and_comes_back(pane: SwitchingMapPane) -> None:
    pane.camera.look_at(*CITY, 11.5)
    pane.tiltable.tilt_to(0, 0)
    wait_shown(pane)
    wait_for(lambda: pane._page_names)
    view = pane.camera.view
    boxes = [name.box.toRect() for name in of_page(pane._page_names, view)]

    def letters(box: QRect) -> int:
        return int(_inked(pane, "map-label")[box.top() : box.bottom(), box.left() : box.right()].sum())

    box = max((box for box in boxes if QRect(100, 30, 440, 320).contains(box)), key=letters)
    written = letters(box)
    assert written > 20
    lon, lat = view.to_degrees(box.center().x(), box.center().y())
    pane.set_markers([Marker("A", "alarm", lon, lat, " ", priority=1)])
    wait_for(lambda: letters(box) == 0)
    pane.set_markers([])
    wait_for(lambda: letters(box) == written)


def test_a_name_that_the_edge_cuts_is_not_written_and_comes_when_it_is_whole(pane: SwitchingMapPane) -> None:
    pane.camera.look_at(*CITY, 11.5)
    pane.tiltable.tilt_to(0, 0)
    wait_shown(pane)
    wait_for(lambda: pane._page_names)
    boxes = [name.box for name in of_page(pane._page_names, pane.camera.view)]
    box = next(box for box in boxes if box.left() > 100 and box.right() < 560 and box.top() > 60 and box.bottom() < 350)
    lon, lat = pane.camera.view.to_degrees(box.center().x(), box.center().y())

    def letters(x: float) -> int:
        """Of that name, once its middle is so far from the left edge and as far down as the middle of the map."""
        pane.camera.look_at(lon, lat, 11.5)
        pane.camera.look_at(*pane.camera.view.to_degrees(pane.width() - x, 240), 11.5)
        wait_shown(pane)
        high = round(box.height() / 2)
        left, right = max(0, round(x - box.width() / 2)), round(x + box.width() / 2)
        return int(_inked(pane, "map-label", 60)[240 - high : 240 + high, left:right].sum())

    whole = box.width() / 2 + 2
    wait_for(lambda: letters(whole) > 20)
    wait_for(lambda: letters(whole - 8) == 0)


def test_a_move_of_the_camera_takes_fleet_and_ground_along(pane: SwitchingMapPane) -> None:
    _alarmed(pane, (320.5, 200.5))
    lon, lat = pane.camera.view.to_degrees(320.5, 200.5)
    before = _grounds(pane)
    pane.tiltable.tilt_to(30, -40)
    wait_shown(pane)
    x, y = _seen(pane, "grade2")
    assert math.dist(pane.camera.view.to_widget(lon, lat), (x, y)) <= 2
    assert _grounds(pane) > before


def test_a_ground_of_another_size_is_not_used(pane: SwitchingMapPane) -> None:
    pane.resize(500, 400)
    _alarmed(pane, (300.5, 150.5))
    x, y = _seen(pane, "grade2")
    assert math.hypot(x - 300, y - 150) <= 2
