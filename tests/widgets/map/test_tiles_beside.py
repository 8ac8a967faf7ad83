"""A base map of its own for one map: one child and one budget for all, each map's words and notes its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from console.models.city_map import base_maps
from console.models.city_map.base_maps import BaseMap
from resources import theme
from widgets.map import MapPane
from widgets.map.sheet import Sheet
from widgets.map.tile_source import TileSource

SKY = BaseMap("sky", "天地图影像", "天地图", "GS（2024）0650号", pictures=True)
BASES = (base_maps.city(), SKY, base_maps.nothing())
SHEETS = [Sheet(10, 849, 397 + at, 512, 1.0) for at in range(3)]
COLOURS = {"city": "#114411", "sky": "#441111"}
BODY = """
import json, os, sys
log = open({log!r}, "a")
log.write("start\\n")
print(json.dumps({{"ready": [118, 37, 119, 38]}}), flush=True)
for line in sys.stdin:
    log.write(line); log.flush()
    asked = json.loads(line)
    if asked["base"] == "sky" and os.path.exists({off!r}):
        print(json.dumps({{"state": "offline", "base": "sky", "detail": ""}}), flush=True)
    print(json.dumps(asked | {{"path": {folder!r} + "/" + asked["base"] + ".png"}}), flush=True)
"""
Start = Callable[[], TileSource]


@pytest.fixture
def start(tmp_path: Path, qtbot: QtBot) -> Iterator[Start]:
    for name, colour in COLOURS.items():
        image = QImage(512, 512, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        image.save(str(tmp_path / f"{name}.png"))
    script = tmp_path / "child.py"
    script.write_text(
        BODY.format(log=str(tmp_path / "log"), off=str(tmp_path / "off"), folder=str(tmp_path)), encoding="utf-8"
    )
    made: list[TileSource] = []

    def make() -> TileSource:
        made.append(TileSource([sys.executable, str(script)], "wall-dark"))
        made[-1].offer(BASES, "city")
        return made[-1]

    yield make
    for source in made:
        source.stop()


def _asked(folder: Path) -> list[tuple[str, int]]:
    lines = (folder / "log").read_text().splitlines()
    return [(told["base"], told["y"]) for told in (json.loads(line) for line in lines if line != "start")]


def _pane(source: TileSource, qtbot: QtBot) -> MapPane:
    pane = MapPane(theme.load())
    qtbot.addWidget(pane)
    pane.resize(400, 300)
    pane.camera.look_at(118.68, 37.44, 10)
    pane.set_tiles(source)
    pane.show()
    return pane


def _middle(pane: MapPane) -> str:
    return pane.grab().toImage().pixelColor(200, 150).name()


def test_each_map_shows_its_own_ground_and_whose_it_is_through_one_child(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    source = start()
    one, other = _pane(source, qtbot), _pane(source.beside("sky"), qtbot)
    qtbot.waitUntil(lambda: (_middle(one), _middle(other)) == (COLOURS["city"], COLOURS["sky"]), timeout=20_000)
    assert one._notes == ("虚构城市",) and other._notes == ("天地图", "GS（2024）0650号")
    assert (tmp_path / "log").read_text().count("start") == 1


def test_two_maps_of_one_base_map_share_what_came(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    source = start()
    source.want(SHEETS, 1)
    qtbot.waitUntil(lambda: source.idle, timeout=20_000)
    beside = source.beside("city")
    beside.want(SHEETS, 2)
    assert beside.idle and _asked(tmp_path) == [("city", 397), ("city", 398), ("city", 399)]


def test_the_budget_is_one_for_all(start: Start, qtbot: QtBot) -> None:
    source = start()
    beside = source.beside("sky")
    source.shelf.budget = 4 * 512 * 512 * 4
    source.want(SHEETS, 1)
    qtbot.waitUntil(lambda: source.idle, timeout=20_000)
    beside.want(SHEETS, 2)
    qtbot.waitUntil(lambda: beside.idle, timeout=20_000)
    assert [sheet in source.store for sheet in SHEETS] == [False, False, True], "the ones used longest ago go"
    assert all(sheet in beside.store for sheet in SHEETS)
    assert source.shelf.used == source.shelf.budget


def test_a_trouble_is_told_on_the_map_that_has_it_and_on_one_that_comes_to_it_later(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "off").touch()
    source = start()
    beside = source.beside("sky")
    beside.want(SHEETS[:1], 2)
    qtbot.waitUntil(lambda: beside.message == "离线：底图来自缓存", timeout=20_000)
    assert source.message == ""
    source.set_base("sky")
    assert source.message == "离线：底图来自缓存"


def test_a_base_map_that_the_settings_do_not_have_is_plain_ground_with_a_word(start: Start, qtbot: QtBot) -> None:
    source = start()
    beside = source.beside("gone")
    beside.want(SHEETS, 2)
    assert beside.message == "没有底图：设置中没有“gone”" and beside.idle
    source.offer((*BASES, BaseMap("gone", "x", pictures=True)), "city")
    assert beside.message == "" and beside.base.name == "gone", "it was wanted, and now it is there"


def test_a_map_that_goes_takes_its_tiles_along_and_nothing_else(start: Start, qtbot: QtBot) -> None:
    source = start()
    beside = source.beside("sky")
    for each, viewer in ((source, 1), (beside, 2)):
        each.want(SHEETS, viewer)
    qtbot.waitUntil(lambda: source.idle and beside.idle, timeout=20_000)
    beside.stop()
    assert source.shelf.used == source.store.used == 3 * 512 * 512 * 4
    source.want([Sheet(10, 850, 397, 512, 1.0)], 1)
    qtbot.waitUntil(lambda: source.idle, timeout=20_000)
    assert source.message == ""


def test_another_theme_is_taken_on_by_all(start: Start, qtbot: QtBot) -> None:
    source = start()
    beside = source.beside("sky")
    beside.want(SHEETS, 2)
    qtbot.waitUntil(lambda: beside.idle, timeout=20_000)
    beside.set_theme("desk-light")
    assert not any(sheet in beside.store for sheet in SHEETS) and source._theme == "desk-light"


def test_new_settings_are_read_by_a_new_child_and_what_was_asked_is_asked_again(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    source = start()
    beside = source.beside("sky")
    beside.want(SHEETS, 2)
    qtbot.waitUntil(lambda: beside.idle, timeout=20_000)
    beside.wanting.connect(lambda: beside.want(SHEETS, 2))
    beside.base_changed.connect(lambda: beside.want(SHEETS, 2))
    source.renew(BASES, "sky")
    qtbot.waitUntil(lambda: (tmp_path / "log").read_text().count("start") == 2, timeout=20_000)
    qtbot.waitUntil(lambda: all(sheet in beside.store for sheet in SHEETS), timeout=20_000)
    assert source.base.name == "sky" and source.message == ""
