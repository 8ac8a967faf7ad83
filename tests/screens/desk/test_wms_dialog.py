"""A tour of the dialog that adds a WMS: its offer read by the real tiles process, chosen from, and kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from duty_stage import Stage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.models.city_map.imports import ImportedLayers
from console.models.city_map.wms_offer import lack_words
from screens.desk.city_map.wms_dialog import WmsDialog
from tests.app.test_tiles import RUN
from tests.basemap import services
from tests.fakes.map_server import MapServer, map_server
from widgets.map.tile_source import TileSource

Open = Callable[[], WmsDialog]


@pytest.fixture
def server() -> Iterator[MapServer]:
    with map_server(lambda *_: b"") as server:
        server.capabilities = (200, services.MODERN.encode(), "text/xml")
        yield server


@pytest.fixture
def imports(tmp_path: Path, server: MapServer) -> Iterator[ImportedLayers]:
    made = ImportedLayers(tmp_path / "layers", ["unused"], wms_hosts=(f"127.0.0.1:{server.port}",))
    yield made
    made.stop()


@pytest.fixture
def opened(tmp_path: Path, server: MapServer, imports: ImportedLayers, qtbot: QtBot) -> Iterator[Open]:
    config = tmp_path / "settings.toml"
    config.write_text(f'[map]\nwms_hosts = ["127.0.0.1:{server.port}"]\n')
    argv = [sys.executable, "-c", RUN, "--cache", str(tmp_path / "c"), "--config", str(config)]
    source = TileSource(argv, "wall-dark")
    stage = Stage(tmp_path / "cache")
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def make() -> WmsDialog:
        made = WmsDialog(imports, stage.world, stage.room.theme, parent, source.ask)
        made.open()
        return made

    yield make
    source.stop()
    stage.close()


def _tick(dialog: WmsDialog, *rows: int) -> None:
    for row in rows:
        dialog.offered.item(row).setCheckState(Qt.CheckState.Checked)


@pytest.mark.e2e
def test_a_layer_is_chosen_and_its_own_words_are_taken_over(
    opened: Open, imports: ImportedLayers, server: MapServer, qtbot: QtBot
) -> None:
    dialog = opened()
    dialog.url.setText(f"{server.url}/wms?service=WMS&request=GetCapabilities")
    qtbot.keyClick(dialog.url, Qt.Key.Key_Return)
    assert dialog.said.text() == "正在读取服务的说明…" and dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.offered.count() == 3, timeout=30_000)
    assert dialog.url.text() == f"{server.url}/wms" and "图层 3 个" in dialog.said.text()
    texts = [dialog.offered.item(at).text() for at in range(3)]
    assert texts == ["路网（roads）", "积水（fences）", "城建坐标（local）"]
    assert not dialog.offered.item(2).flags() & Qt.ItemFlag.ItemIsEnabled
    _tick(dialog, 1)
    assert (dialog.layers.text(), dialog.title.text(), dialog.source.text()) == ("fences", "积水", "市水务局")
    assert not dialog.undated.isChecked() and dialog.day.date().toString("yyyy-MM-dd") == "2026-03-01"
    assert [dialog.crs.itemData(at) for at in range(dialog.crs.count())] == ["EPSG:3857", "CRS:84", "EPSG:4490"]
    dialog.title.setText("内涝")
    _tick(dialog, 0)
    assert (dialog.layers.text(), dialog.title.text()) == ("roads,fences", "内涝"), "what a hand wrote stays"
    assert [dialog.crs.itemData(at) for at in range(dialog.crs.count())] == ["EPSG:3857", "EPSG:4490"]
    dialog.crs.setCurrentIndex(1)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(imports.manifests))
    (kept,) = imports.manifests
    assert (kept.title, kept.layers, kept.crs, kept.version) == ("内涝", "roads,fences", "EPSG:4490", "1.3.0")
    assert kept.source == "市自然资源局" and kept.at == 1_772_294_400_000


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (401, "", "服务需要登录，或不允许本机访问（HTTP 401）"),
        (200, services.LOGIN, "服务需要登录，或不允许本机访问"),
        (200, services.PAGE, "这个地址不是 WMS 服务"), (200, services.LAUGHS, "服务的说明文件不安全，未读取"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_said_and_a_hand_may_still_write(
    opened: Open, imports: ImportedLayers, server: MapServer, qtbot: QtBot, status: int, body: str, words: str
) -> None:
    server.capabilities = (status, body.encode(), "text/html")
    dialog = opened()
    dialog.read()
    qtbot.waitUntil(lambda: dialog.said.text() == words, timeout=30_000)
    assert not dialog.offered.isVisible() and dialog.read_button.isEnabled()
    dialog.title.setText("甲")
    dialog.layers.setText("roads")
    dialog.begin()
    assert imports.manifests[0].crs == "EPSG:3857"


def test_only_the_newest_answer_counts_and_none_after_the_dialog_has_gone(
    imports: ImportedLayers, tmp_path: Path, qtbot: QtBot
) -> None:
    waiting: list[Callable[[dict[str, Any]], None]] = []
    stage = Stage(tmp_path / "cache")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = WmsDialog(imports, stage.world, stage.room.theme, parent, lambda _request, then: waiting.append(then))
    dialog.open()
    dialog.read()
    dialog.read()
    waiting[0]({"lack": "login", "detail": ""})
    assert dialog.said.text() == "正在读取服务的说明…"
    waiting[1]({})
    assert dialog.said.text() == "底图进程没有回答，请稍后再试"
    dialog.read()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    waiting[2]({"lack": "login", "detail": ""})
    stage.close()


def test_details_are_told_where_they_are_the_services_own_words() -> None:
    assert lack_words({"lack": "unreachable", "detail": "no answer in time"}) == "服务连不上"
    assert lack_words({"lack": "unreachable", "detail": "HTTP 502"}) == "服务连不上（HTTP 502）"
    assert lack_words({"lack": "no-system", "detail": "EPSG:2437"}).endswith("（EPSG:2437）")
    assert lack_words({"lack": "nobody knows this"}) and lack_words({})
