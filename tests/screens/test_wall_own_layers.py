"""Own layers on a map of the wall: in the scene's order over the city's layers, their troubles told on the map."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.models.city_map.imports import ImportedLayers
from console.models.city_map.scene_layers import SceneLayers, layer_name
from console.models.city_map.shapes import ShapeLayer
from console.models.file_watch import FileWatch
from console.wall.own_layer import OwnLayer
from resources import theme
from screens.pulse import Pulse
from screens.wall_legends import LegendColumn
from screens.wall_own_layers import WallOwnLayers
from tests.geodata.kit import CLOCKWISE, feature, geojson
from tests.models.city_map.test_imports import RUN
from widgets.map.map_pane import MapPane

pytestmark = pytest.mark.e2e


@pytest.fixture
def city_map(qtbot: QtBot) -> Iterator[MapPane]:
    pane = MapPane(theme.load())
    qtbot.addWidget(pane)
    pane.resize(1280, 720)
    pane.camera.look_at(118.65, 37.45, 11)
    pane.show()
    yield pane


@pytest.fixture
def source(tmp_path: Path, qtbot: QtBot) -> Iterator[SceneLayers]:
    files, centre = (ImportedLayers(tmp_path / each, [sys.executable, "-c", RUN]) for each in ("kept", "centre"))
    made = SceneLayers(files, centre, watch=FileWatch(every_s=0.05))
    yield made
    made.stop()


def test_they_lie_in_the_scenes_order_over_the_citys_layers_and_a_missing_one_is_told(
    city_map: MapPane, source: SceneLayers, tmp_path: Path, qtbot: QtBot
) -> None:
    low = OwnLayer(file=geojson(tmp_path / "low.geojson", feature("Polygon", [CLOCKWISE], name="下")), title="下层")
    high = OwnLayer(file=geojson(tmp_path / "high.geojson", feature("Polygon", [CLOCKWISE], name="上")), from_zoom=10)
    none = OwnLayer(file=tmp_path / "none.geojson", title="泵站")
    wanted = (low, high, none)
    legends = LegendColumn(theme.load(), city_map, lambda: 0)
    made = WallOwnLayers(Pulse(city_map), city_map, source, wanted, legends)
    source.follow(reversed(wanted))
    qtbot.waitUntil(lambda: len(city_map.map_layers()) == 2, timeout=30_000)
    qtbot.waitUntil(lambda: city_map.notice == "图层“泵站”：找不到文件 none.geojson", timeout=30_000)
    city_map.set_layer(ShapeLayer("choropleth:open-cases", "x"))
    names = [layer.name for layer in city_map.map_layers()]
    assert names == ["choropleth:open-cases", layer_name(low), layer_name(high)]
    found = city_map.shape_at(city_map.rect().center().toPointF())
    assert found is not None and found[1].title == "上"
    made.refresh()
    shown = {layer.title: not made.legends[layer_name(each)].isHidden() for each in wanted
             for layer in [source.of(each).layer]}  # fmt: skip
    assert shown == {"下层": True, "high": True, "泵站": True}
    city_map.camera.look_at(118.65, 37.45, 9)
    made.refresh()
    assert made.legends[layer_name(high)].isHidden(), "a legend of what this zoom does not show"
    assert not made.legends[layer_name(none)].isHidden(), "a trouble is told at every zoom"


def test_a_trouble_goes_when_the_file_comes(
    city_map: MapPane, source: SceneLayers, tmp_path: Path, qtbot: QtBot
) -> None:
    late = OwnLayer(file=tmp_path / "late.geojson")
    WallOwnLayers(Pulse(city_map), city_map, source, (late,), LegendColumn(theme.load(), city_map, lambda: 0))
    source.follow((late,))
    qtbot.waitUntil(lambda: "找不到文件" in city_map.notice, timeout=30_000)
    geojson(tmp_path / "late.geojson", feature("Polygon", [CLOCKWISE], name="来了"))
    qtbot.waitUntil(lambda: bool(city_map.map_layers()), timeout=30_000)
    assert city_map.notice == ""
