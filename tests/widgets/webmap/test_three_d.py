"""What leans, stands up and flies on the page, seen in its pixels; all of it drawn in software here."""

from __future__ import annotations

import gzip
import itertools
import json
import math
from collections.abc import Iterator
from pathlib import Path

import mapbox_vector_tile
import numpy as np
import pytest
from numpy.typing import NDArray
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.webmap.conftest import ask_page, close_pane, open_pane, wait_for, wait_shown
from tests.widgets.webmap.painted import fleet
from widgets.map import mercator
from widgets.map import vehicle_layer as vehicles
from widgets.webmap.pane import SwitchingMapPane

pytestmark = pytest.mark.xdist_group("webengine")
PLACE = (118.68, 37.44)
TILE, EXTENT = (14, *(int(part * 2**14) for part in mercator.to_unit(*PLACE))), 4096
HALF, HIGH_M = 40, 120.0
"""Half the edge of the tower in units of its tile, and its height."""
FLICKER = 100
"""Pixels of 307,200: edges of walls are not smoothed without a graphics card, and some thirty of them flip."""
MIDDLE = mercator.to_degrees(*((at + 0.5) / 2**14 for at in TILE[1:]))


@pytest.fixture(scope="module")
def tower(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SwitchingMapPane]:
    """A land with nothing on it but one tower, in the middle of a tile."""
    pane = open_pane(web=True, archive=_archive(tmp_path_factory.mktemp("tower") / "tower.pmtiles"))
    wait_shown(pane)
    yield pane
    close_pane(pane)


def _archive(path: Path) -> Path:
    low, high = EXTENT // 2 - HALF, EXTENT // 2 + HALF
    ring = [[low, low], [high, low], [high, high], [low, high], [low, low]]
    feature = {"geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": {"height": HIGH_M}}
    layers = [{"name": "building", "features": [feature]}]
    data = gzip.compress(mapbox_vector_tile.encode(layers, default_options={"y_coord_down": True}))
    west, south, east, north = 118.5, 37.3, 118.9, 37.6
    with write(str(path)) as writer:
        writer.write_tile(zxy_to_tileid(*TILE), data)
        writer.finalize(
            {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP, "min_zoom": 14, "max_zoom": 14,
             "min_lon_e7": round(west * 1e7), "min_lat_e7": round(south * 1e7), "max_lon_e7": round(east * 1e7),
             "max_lat_e7": round(north * 1e7), "center_zoom": 14, "center_lon_e7": 0, "center_lat_e7": 0}, {},
        )  # fmt: skip
    return path


def _rows(pane: SwitchingMapPane, x: int, reach: int = 8) -> NDArray[np.intp]:
    """The rows of a column in which something else than bare land is seen, below the compass."""
    wait_shown(pane)
    image = pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    land = pane.colour("map-land")
    away = np.abs(pixels[60:-60, x, :3].astype(int) - [land.blue(), land.green(), land.red()]).max(axis=1)
    return np.flatnonzero(away > reach) + 60


def _top_of_a_tower(pane: SwitchingMapPane, pitch: float, zoom: float) -> tuple[float, float]:
    """Rows of the tower's far roof edge and of its near foot, by the geometry of a camera above flat ground.

    The camera looks at the middle from the distance at which a pixel of the ground there is a pixel of the screen.
    """
    lean, far = math.radians(pitch), pane.height() / 2 / math.tan(0.6435011087932844 / 2)
    half = HALF / EXTENT * 512 * 2 ** (zoom - 14)
    high = HIGH_M / mercator.metres_per_pixel(MIDDLE[1], zoom)

    def row(ahead: float, up: float) -> float:
        depth = far + ahead * math.sin(lean) - up * math.cos(lean)
        return pane.height() / 2 - (ahead * math.cos(lean) + up * math.sin(lean)) * far / depth

    return row(half, high), row(-half, 0.0)


@pytest.mark.parametrize(("pitch", "zoom"), [(0.0, 16.0), (30.0, 16.0), (50.0, 16.0), (60.0, 15.5)])
def test_a_building_stands_as_high_as_it_is(tower: SwitchingMapPane, pitch: float, zoom: float) -> None:
    """Flat from straight above, for then it is drawn as its plan; and by its height when the view leans."""
    tower.camera.look_at(*MIDDLE, zoom)
    tower.tiltable.tilt_to(pitch, 0)
    rows = _rows(tower, tower.width() // 2)
    roof, foot = _top_of_a_tower(tower, pitch, zoom)
    if not pitch:
        roof = 2 * tower.height() / 2 - foot
    assert rows[0] == pytest.approx(roof, abs=3)
    assert rows[-1] == pytest.approx(foot, abs=4)


def test_a_tower_turns_with_the_view_and_lies_down_when_it_is_level(tower: SwitchingMapPane) -> None:
    tower.camera.look_at(*MIDDLE, 16)
    tower.tiltable.tilt_to(50, 0)
    standing = len(_rows(tower, tower.width() // 2))
    tower.tiltable.tilt_to(50, 45)
    turned = len(_rows(tower, tower.width() // 2))
    tower.tiltable.tilt_to(0, 0)
    flat = len(_rows(tower, tower.width() // 2))
    assert standing > flat * 1.5 and turned != standing


def test_two_walls_of_a_tower_differ_in_light(tower: SwitchingMapPane) -> None:
    """Else a crowd of towers is one patch of colour."""
    tower.camera.look_at(*MIDDLE, 16)
    tower.tiltable.tilt_to(50, 45)
    wait_shown(tower)
    image, foot = tower.grab().toImage(), int(_top_of_a_tower(tower, 50, 16)[1])
    left, right = (QColor(image.pixel(tower.width() // 2 + aside, foot - 30)) for aside in (-9, 9))
    assert abs(left.lightness() - right.lightness()) >= 6
    tower.tiltable.tilt_to(0, 0)


def _marked_by(pane: SwitchingMapPane, x: int, y: int, state: int, speed: int = 0) -> int:
    """By how much a vehicle on the ground under a pixel changes that pixel."""
    fleet(pane, (-900.5, -900.5), state=state, speed=speed)
    wait_shown(pane)
    before = pane.grab().toImage().pixelColor(x, y).toTuple()[:3]
    fleet(pane, (x + 0.5, y + 0.5), state=state, speed=speed)
    wait_shown(pane)
    after = pane.grab().toImage().pixelColor(x, y).toTuple()[:3]
    return max(abs(a - b) for a, b in zip(before, after, strict=True))  # type: ignore[arg-type]


def test_a_vehicle_behind_a_tower_is_faint_and_one_with_an_alarm_is_not(tower: SwitchingMapPane) -> None:
    """A dot on a wall would look as if it were there; what has to be acted on is seen all the same."""
    tower.camera.look_at(*MIDDLE, 16)
    tower.tiltable.tilt_to(50, 0)
    wait_shown(tower)
    foot, x = int(_top_of_a_tower(tower, 50, 16)[1]), tower.width() // 2
    behind, before = _marked_by(tower, x, foot - 40, 0), _marked_by(tower, x, foot + 30, 0)
    assert before > 40 and 0 < behind < before / 2
    assert _marked_by(tower, x, foot - 40, vehicles.ALARM) > 100
    tower.tiltable.tilt_to(0, 0)
    wait_shown(tower)
    assert _marked_by(tower, x, tower.height() // 2, 0) > 15, "from straight above nothing stands before anything"


def _flips(before: NDArray[np.int_], now: NDArray[np.int_], after: NDArray[np.int_]) -> int:
    """How many pixels are something else for one picture only."""
    stays, leaves = np.abs(before - after).max(axis=2) <= 12, np.abs(before - now).max(axis=2) >= 40
    return int((stays & leaves).sum())


def _pixels(pane: SwitchingMapPane) -> NDArray[np.int_]:
    wait_shown(pane)
    image = pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


@pytest.mark.parametrize(("pitch", "zoom"), [(55.0, 15.0), (50.0, 13.3)])
def test_nothing_flickers_in_the_city_while_the_view_creeps(
    shared: SwitchingMapPane, pitch: float, zoom: float
) -> None:
    """Walls that fight for one depth, or words that come and go, would be there in every other picture."""
    pane = shared
    pane.camera.look_at(*PLACE, zoom)
    pane.tiltable.tilt_to(pitch, 20)
    seen = []
    for _ in range(6):
        pane.camera.pan(-0.25, 0.1)
        seen.append(_pixels(pane))
    assert all((one != other).any() for one, other in itertools.pairwise(seen)), "it creeps"
    assert max(_flips(*three) for three in zip(seen, seen[1:], seen[2:], strict=False)) < FLICKER
    pane.camera.pan(12, 9)
    assert _flips(seen[-1], _pixels(pane), seen[-1]) > 10 * FLICKER, "what would flicker is seen"
    pane.tiltable.tilt_to(0, 0)


def _at(pane: SwitchingMapPane, lon: float, lat: float) -> tuple[float, float]:
    x, y = json.loads(str(ask_page(pane, f"cw.project({lon}, {lat})")))
    return x, y


@pytest.mark.parametrize("pitch", [0.0, 55.0])
def test_a_flight_ends_where_it_was_meant_to_in_the_page_too(
    shared: SwitchingMapPane, monkeypatch: pytest.MonkeyPatch, pitch: float
) -> None:
    pane = shared
    pane.camera.look_at(*PLACE, 12)
    pane.tiltable.tilt_to(0, 0)
    wait_shown(pane)
    monkeypatch.setattr(pane.web, "pace", 0.0)
    seen: list[float] = []
    pane.camera.changed.connect(lambda: seen.append(pane.camera.zoom))
    pane.tiltable.fly_tilted(118.73, 37.47, 14, pitch, pitch)
    assert pane.camera.flying
    wait_for(lambda: not pane.camera.flying, 5000)
    wait_shown(pane)
    assert len(seen) > 3 and (*pane.camera.centre, pane.camera.zoom) == pytest.approx((118.73, 37.47, 14))
    assert (pane.tiltable.pitch, pane.tiltable.bearing) == (pitch, pitch)
    assert _at(pane, 118.73, 37.47) == pytest.approx((pane.width() / 2, pane.height() / 2), abs=0.5)
    pane.tiltable.tilt_to(0, 0)


def test_a_hand_ends_a_flight_where_it_has_come_to(shared: SwitchingMapPane, monkeypatch: pytest.MonkeyPatch) -> None:
    pane = shared
    pane.camera.look_at(*PLACE, 12)
    wait_shown(pane)
    monkeypatch.setattr(pane.web, "pace", 0.0)
    pane.fly_to(118.9, 37.5, 14)
    wait_for(lambda: pane.camera.zoom != 12, 2000)
    QTest.mousePress(pane, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(pane, QPoint(320, 300))
    QTest.mouseMove(pane, QPoint(340, 300))
    QTest.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=QPoint(340, 300))
    assert not pane.camera.flying and pane.camera.zoom < 14
    wait_shown(pane)
    assert _at(pane, *pane.camera.centre) == pytest.approx((pane.width() / 2, pane.height() / 2), abs=0.5)


def test_a_page_that_draws_slowly_is_there_at_once_and_a_fast_one_flies(
    shared: SwitchingMapPane, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    pane = shared
    for pace, flies in ((900.0, False), (20.0, True)):
        pane.camera.look_at(*PLACE, 12)
        monkeypatch.setattr(pane.web, "pace", pace)
        pane.fly_to(118.7, 37.45, 13)
        assert pane.camera.flying is flies
        pane.camera.stop()
        pane.camera.look_at(*PLACE, 12)
        pane.camera.ease_zoom_at(100, 100, 1)
        assert pane.camera.flying is flies
        pane.camera.stop()
    pane.choose()
    assert pane.web is None
    pane.camera.look_at(*PLACE, 12)
    pane.fly_to(118.7, 37.45, 13)
    assert pane.camera.flying, "the native painter always does"


def test_the_page_measures_its_own_pace(tower: SwitchingMapPane) -> None:
    assert tower.web is not None
    tower.camera.look_at(*MIDDLE, 15)
    for step in range(4):
        tower.camera.pan(10 + step, 0)
        wait_shown(tower)
    wait_for(lambda: tower.web is not None and tower.web.pace > 0, 5000)
    assert tower.web.pace < 60_000


def test_words_keep_off_the_compass(tower: SwitchingMapPane) -> None:
    from console.models.rows import Marker

    compass = tower._compass.geometry()
    lon, lat = tower.camera.view.to_degrees(compass.left() - 60, compass.center().y())
    tower.set_markers([Marker("A", "alarm", lon, lat, "井盖位移", "井盖位移井盖位移", priority=1)])
    view = tower.camera.view
    words = [(x, picture.width()) for x, _, picture in tower._markers.scene(view).pictures if picture.width() > 60]
    assert words and all(x + wide <= compass.left() * view.dpr for x, wide in words)
    assert tower.marker_at(QPointF(compass.left() - 60, compass.center().y())) is not None
    tower.set_markers([])
