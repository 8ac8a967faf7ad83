"""Imported layers: through the real process into the folder, from there onto a map; cancelled, refused, lost."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from console.geodata.library import MANIFEST, SHAPES
from console.models.city_map.import_words import content_words, notes, refused_words, way_words
from console.models.city_map.imports import ImportedLayers, Wish
from console.models.city_map.shapes import Form
from tests.geodata.kit import BOW, CLOCKWISE, dbf, feature, geojson, shapefile

RUN = (
    "import argparse, sys; from console.app import geodata; parser = argparse.ArgumentParser(); "
    "geodata.add_arguments(parser); sys.exit(geodata.run(parser.parse_args()))"
)
CITY = (118.2, 37.1, 119.2, 37.9)
Open = Callable[..., ImportedLayers]


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    made: list[ImportedLayers] = []

    def make(command: list[str] | None = None, limit_mb: int = 200) -> ImportedLayers:
        made.append(ImportedLayers(tmp_path / "layers", command or [sys.executable, "-c", RUN], limit_mb))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def _import(imports: ImportedLayers, wish: Wish, qtbot: QtBot) -> str:
    """Why it was refused; empty when it is on the map."""
    said: list[str] = []
    imports.refused.connect(said.append)
    imports.finished.connect(lambda _manifest: imports.changed.connect(lambda: said.append("")))
    imports.begin(wish)
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)
    return said[0]


@pytest.mark.e2e
def test_a_layer_is_kept_with_whose_it_is_and_comes_back_after_a_restart(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    file = geojson(tmp_path / "a.geojson", feature("Polygon", [CLOCKWISE], name="<script>alert(1)</script>"),
                   feature("Polygon", [BOW]), feature("Point", [118.6, 37.4]))  # fmt: skip
    imports = opened()
    at = 1_700_000_000_000
    assert _import(imports, Wish(file, "片区", "规划局", at, "#C0CA33", city=CITY), qtbot) == ""
    imports.stop()
    again = opened()
    with qtbot.waitSignal(again.changed):
        again.load()
    (layer,) = again.layers.values()
    assert (layer.title, layer.source, layer.at) == ("片区", "规划局", at)
    assert [shape.form for shape in layer.shapes] == [Form.AREA, Form.AREA, Form.POINT]
    assert layer.shapes[0].title == "<script>alert(1)</script>" and layer.shapes[0].look.fill == "#C0CA33"
    assert layer.shapes[0].parts[0].tolist() == [list(place) for place in CLOCKWISE]
    (manifest,) = again.manifests
    assert manifest.report is not None and manifest.sha256 and manifest.file == "a.geojson"
    assert way_words(manifest.report).startswith("WGS-84 (EPSG:4326) 转 WGS-84：")
    assert content_words(manifest.report) == "面 2 · 点 1 · 顶点 11"
    assert notes(manifest.report) == ["自相交的面 1 个，首个在第 2 个要素（118.65000, 37.45000），照原样绘制"]
    original = tmp_path / "layers" / manifest.name / "original" / "a.geojson"
    assert original.read_bytes() == file.read_bytes()
    again.remove(manifest.name)
    assert not again.layers and not list((tmp_path / "layers").iterdir())


@pytest.mark.e2e
def test_a_shapefile_of_the_field_comes_in(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    """Zone 39 with its prefix and GBK, as surveyors hand it over; the place is PROJ's."""
    file = shapefile(tmp_path / "泵站.shp", 1, [[[(39648220.7129, 4146060.5649)]]])
    dbf(tmp_path / "泵站.dbf", [("名称", 20)], [("一号泵站",)], "gbk")
    assert "没有说明坐标系" in _import(opened(), Wish(file, "泵站"), qtbot)
    imports = opened()
    assert _import(imports, Wish(file, "泵站", crs="EPSG:4527", city=CITY), qtbot) == ""
    (layer,) = imports.layers.values()
    assert layer.shapes[0].title == "一号泵站"
    assert layer.shapes[0].parts[0][0].tolist() == pytest.approx([118.6747, 37.4346], abs=1e-8)
    report = imports.manifests[0].report
    assert report is not None and notes(report) == [] and "高斯-克吕格反算" in way_words(report)


@pytest.mark.e2e
def test_what_is_refused_is_said_and_nothing_is_kept(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    imports = opened(limit_mb=1)
    (tmp_path / "broken.json").write_text('{"type": "FeatureCollection", "features": [nope]}')
    (tmp_path / "large.json").write_text(" " * (2 << 20))
    (tmp_path / "a.dwg").write_text("x")
    swapped = geojson(tmp_path / "b.json", feature("Point", [37.4, 118.6]))
    assert "第 1 行第 44 列损坏" in _import(imports, Wish(tmp_path / "broken.json", "甲"), qtbot)
    assert _import(imports, Wish(tmp_path / "large.json", "甲"), qtbot) == "文件 2 MB，超过上限 1 MB"
    assert "只能导入" in _import(imports, Wish(tmp_path / "a.dwg", "甲"), qtbot)
    assert _import(imports, Wish(tmp_path / "none.json", "甲"), qtbot) == "找不到这个文件"
    assert "不属于坐标系" in _import(imports, Wish(swapped, "甲", crs="EPSG:4548"), qtbot)
    assert not imports.busy and not list((tmp_path / "layers").glob("*"))


@pytest.mark.e2e
def test_an_import_can_be_ended(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    imports = opened([sys.executable, "-c", "import time; print('{\"progress\": 0.5}', flush=True); time.sleep(60)"])
    with qtbot.waitSignal(imports.progress, timeout=20_000):
        imports.begin(Wish(tmp_path / "a.json", "甲"))
    said: list[str] = []
    imports.refused.connect(said.append)
    imports.cancel()
    assert said == [""] and not imports.busy


def test_a_process_that_dies_or_is_not_there_is_said(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    wish = Wish(tmp_path / "a.json", "甲")
    assert "意外退出" in _import(opened([sys.executable, "-c", "import os; os._exit(9)"]), wish, qtbot)
    assert "无法启动" in _import(opened(["/nowhere/commandwall"]), wish, qtbot)


@pytest.mark.e2e
def test_what_is_damaged_in_the_folder_is_told_and_the_rest_stays(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    imports = opened()
    for title in ("甲", "乙", "丙"):
        file = geojson(tmp_path / f"{title}.json", feature("Point", [118.6, 37.4]))
        assert _import(imports, Wish(file, title), qtbot) == ""
    names = {manifest.title: manifest.name for manifest in imports.manifests}
    (tmp_path / "layers" / names["甲"] / SHAPES).write_bytes(b"\xff")
    (tmp_path / "layers" / names["乙"] / MANIFEST).write_text(json.dumps({"name": "../x"}))
    again = opened()
    with qtbot.waitSignal(again.changed):
        again.load()
    assert [layer.title for layer in again.layers.values()] == ["丙"]
    assert set(again.broken) == {names["甲"], names["乙"]}
    again.remove("../../etc")
    assert (tmp_path / "layers" / names["丙"]).is_dir()


@pytest.mark.e2e
def test_a_layer_that_nobody_understands_leaves_the_others_and_the_log_says_why(
    opened: Open, tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    imports = opened()
    for title in ("甲", "乙"):
        file = geojson(tmp_path / f"{title}.json", feature("Point", [118.6, 37.4]))
        assert _import(imports, Wish(file, title), qtbot) == ""
    names = {manifest.title: manifest.name for manifest in imports.manifests}
    shapes = tmp_path / "layers" / names["甲"] / SHAPES
    made = msgspec.msgpack.decode(shapes.read_bytes())
    shapes.write_bytes(msgspec.msgpack.encode(made | {"forms": ["of a later version"]}))
    again = opened()
    with qtbot.waitSignal(again.changed):
        again.load()
    assert again.loaded and [layer.title for layer in again.layers.values()] == ["乙"]
    assert again.broken == [names["甲"]] and f"own layer {names['甲']} cannot be read" in caplog.text


@pytest.mark.parametrize(
    ("kind", "facts"), [("no such kind", {}), ("too-large", {}), ("too-large", {"size": "{0.__class__}", "limit": 1})]
)
def test_odd_answers_are_words_still(kind: str, facts: dict[str, str | int]) -> None:
    assert refused_words(kind, facts)


def test_a_refusal_has_no_words_of_a_library() -> None:
    broken = {"at": 70, "line": 3, "column": 8, "why": "Expecting ',' delimiter"}
    assert refused_words("broken-json", broken) == "JSON 在第 3 行第 8 列损坏"
    assert refused_words("broken-json", broken | {"why": "nested too deep"}) == "JSON 在第 3 行第 8 列损坏（嵌套过深）"
    assert refused_words("bad-feature", {"number": 2, "why": "'geometries'"}) == "第 2 个要素不能使用"
    assert refused_words("bad-feature", {"number": 2, "why": "coordinates"}) == "第 2 个要素不能使用（坐标不正确）"
    assert refused_words("unreadable", {"why": "Permission denied"}) == "文件无法读取（没有读取权限）"
