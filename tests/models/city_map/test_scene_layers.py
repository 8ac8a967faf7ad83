"""Own layers of a scene: read by the real process, shown as the scene says, kept when their file is gone or broken."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.config.map_settings import Wms
from console.geodata.library import WMS, Library, Manifest
from console.models.city_map.imports import ImportedLayers
from console.models.city_map.scene_layers import SceneLayers
from console.models.city_map.shapes import ShapeLayer
from console.models.file_watch import FileWatch
from console.wall.own_layer import OwnLayer
from tests.geodata.kit import CLOCKWISE, feature, geojson
from tests.models.city_map.test_imports import RUN

Open = Callable[..., SceneLayers]
DAY_MS = 1_772_294_400_000
"""2026-03-01 00:00 in the city's time."""


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    made: list[SceneLayers] = []

    def make(*wanted: OwnLayer, services: tuple[Wms, ...] = ()) -> SceneLayers:
        folders = (ImportedLayers(tmp_path / each, [sys.executable, "-c", RUN], 1) for each in ("kept", "centre"))
        made.append(SceneLayers(*folders, services, watch=FileWatch(every_s=0.05)))
        made[-1].follow(wanted)
        return made[-1]

    yield make
    for each in made:
        each.stop()


def _shown(layers: SceneLayers, wanted: OwnLayer) -> list[str]:
    layer = layers.of(wanted).layer
    return [shape.title for shape in layer.shapes] if isinstance(layer, ShapeLayer) else []


@pytest.mark.e2e
def test_a_file_is_shown_as_the_scene_says_and_read_anew_when_it_has_changed(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = geojson(tmp_path / "pumps.geojson", feature("Polygon", [CLOCKWISE], name="一号"))
    wanted = OwnLayer(
        file=path, title="泵站", source="水务局", date=datetime.date(2026, 3, 1), legend="泵站汇水区", colour="#C0CA33",
        opacity=0.6, from_zoom=10, to_zoom=16,
    )  # fmt: skip
    layers = opened(wanted)
    assert layers.of(wanted).trouble == "正在读取…"
    qtbot.waitUntil(lambda: _shown(layers, wanted) == ["一号"], timeout=30_000)
    ready = layers.of(wanted)
    assert (ready.trouble, ready.note) == ("", "")
    layer = ready.layer
    assert isinstance(layer, ShapeLayer)
    assert (layer.title, layer.source, layer.at, layer.opacity) == ("泵站", "水务局", DAY_MS, 0.6)
    assert (layer.from_zoom, layer.to_zoom) == (10, 16)
    assert [(entry.colour, entry.words) for entry in layer.legend] == [("#C0CA33", "泵站汇水区")]
    draft = geojson(tmp_path / "draft", feature("Polygon", [CLOCKWISE], name="一号"), feature("Point", [118.6, 37.4]))
    draft.replace(path)
    qtbot.waitUntil(lambda: len(_shown(layers, wanted)) == 2, timeout=30_000)
    qtbot.waitUntil(lambda: len(list((tmp_path / "kept").iterdir())) == 1)


@pytest.mark.e2e
def test_what_was_read_last_is_kept_when_the_file_breaks_or_goes_and_across_restarts(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = geojson(tmp_path / "pumps.geojson", feature("Polygon", [CLOCKWISE], name="一号"))
    wanted = OwnLayer(file=path)
    layers = opened(wanted)
    qtbot.waitUntil(lambda: _shown(layers, wanted) == ["一号"], timeout=30_000)
    assert layers.of(wanted).note == "数据日期不详"
    path.write_text("{nope")
    qtbot.waitUntil(lambda: "损坏" in layers.of(wanted).trouble, timeout=30_000)
    assert _shown(layers, wanted) == ["一号"] and "读入的" in layers.of(wanted).trouble
    path.unlink()
    qtbot.waitUntil(lambda: layers.of(wanted).trouble.startswith("找不到文件 pumps.geojson，显示"), timeout=30_000)
    layers.stop()
    again = opened(wanted)
    qtbot.waitUntil(lambda: again.of(wanted).trouble.startswith("找不到文件"), timeout=30_000)
    assert _shown(again, wanted) == ["一号"]


@pytest.mark.e2e
def test_one_bad_file_says_so_and_the_others_are_shown(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    good = OwnLayer(file=geojson(tmp_path / "good.geojson", feature("Point", [118.6, 37.4], name="好")))
    (tmp_path / "large.json").write_text(" " * (2 << 20))
    large, missing = OwnLayer(file=tmp_path / "large.json"), OwnLayer(file=tmp_path / "none.geojson")
    layers = opened(large, missing, good)
    qtbot.waitUntil(lambda: _shown(layers, good) == ["好"], timeout=30_000)
    qtbot.waitUntil(lambda: layers.of(large).trouble == "文件 2 MB，超过上限 1 MB", timeout=30_000)
    assert layers.of(missing).trouble == "找不到文件 none.geojson"


@pytest.mark.e2e
def test_an_imported_layer_is_found_by_its_id_also_when_it_comes_later(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    wanted, service = OwnLayer(id="0123456789ab", title="管网"), OwnLayer(id="ba9876543210")
    layers = opened(wanted, service)
    qtbot.waitUntil(lambda: layers.of(wanted).trouble == "图层文件夹中没有 0123456789ab")
    from console.geodata.making import Made

    line = Made(["line"], [""], [()], [[2]], bytes(32))
    library = Library(tmp_path / "centre")
    library.add(Manifest(name="0123456789ab", title="x", source="住建局"), line)
    library.add(Manifest(name="ba9876543210", title="积水", kind=WMS, url="http://gis/wms", layers="flood"))
    qtbot.waitUntil(lambda: _shown(layers, wanted) == ["x 1"], timeout=10_000)
    layer = layers.of(wanted).layer
    assert (layer.name, layer.title, layer.source) == ("own-0123456789ab", "管网", "住建局")
    found = layers.of(service).service
    assert found is not None and found.layers == "flood"
    library.remove("0123456789ab")
    qtbot.waitUntil(lambda: "没有" in layers.of(wanted).trouble, timeout=10_000)


def test_a_service_is_one_of_the_settings(opened: Open) -> None:
    day = datetime.date(2026, 3, 1)
    flood = Wms(name="flood", title="积水", url="http://gis/wms", layers="a,b", source="水务局", date=day)
    layers = opened(services=(flood,))
    ready = layers.of(OwnLayer(wms="flood"))
    assert ready.service is not None and (ready.service.url, ready.service.layers) == ("http://gis/wms", "a,b")
    assert (ready.layer.title, ready.layer.source, ready.layer.at) == ("积水", "水务局", DAY_MS)
    assert layers.of(OwnLayer(wms="no")).trouble == "设置中没有名为“no”的 WMS"
