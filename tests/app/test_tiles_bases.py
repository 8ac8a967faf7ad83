"""Base maps through the real tiles process: a provider on loopback, its pictures on the pane, and its troubles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from console.app.tiles import CITY
from console.app.tiling.tile_bases import VectorBase
from console.app.tiling.tile_cache import TileCache
from console.app.windows.base_maps import known_bases
from console.basemap.archives import PmtilesArchive
from console.basemap.places import places
from console.config.settings import load
from console.domain.geo.tile_grid import Grid
from resources import theme
from tests.app.test_tiles import RUN
from tests.basemap import pictures
from tests.basemap.archives_kit import mbtiles
from tests.fakes.map_server import BROWSER_KEY, SERVER_KEY, MapServer, map_server
from widgets.map import MapPane, TileSource, base_layer, shortfall
from widgets.map.sheet import Sheet
from widgets.map.sheet_file import unpack

pytestmark = pytest.mark.e2e
ORANGE, INK = (255, 136, 0), (10, 20, 200)
Start = Callable[..., tuple[MapPane, TileSource]]


@pytest.fixture
def server() -> Iterator[MapServer]:
    """Orange ground; the layer of names is a transparent sheet, except for one blue tile in four."""

    def tile(layer: str, z: int, x: int, y: int) -> bytes:
        if layer.startswith("cva"):
            return pictures.flat(*INK, alpha=255 if x % 2 == 0 and y % 2 == 0 else 0)
        return pictures.flat(*ORANGE)

    with map_server(tile) as server:
        yield server


@pytest.fixture
def start(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """A pane on one base map of a settings file."""
    monkeypatch.setattr(shortfall, "AGAIN_S", 0.5)
    sources: list[TileSource] = []

    def make(base: str, cache: str = "cache") -> tuple[MapPane, TileSource]:
        config = tmp_path / "settings.toml"
        config.write_text(f'[map]\nbase = "one"\n[[map.bases]]\nname = "one"\ntitle = "甲"\n{base}', encoding="utf-8")
        argv = [sys.executable, "-c", RUN, "--cache", str(tmp_path / cache), "--config", str(config)]
        source = TileSource(argv, "wall-dark")
        source.offer(known_bases(load(config).map), "one")
        source._again.setInterval(100)
        sources.append(source)
        pane = MapPane(theme.load())
        qtbot.addWidget(pane)
        pane.resize(700, 500)
        pane.camera.look_at(118.68, 37.44, 11)
        pane.set_tiles(source)
        pane.show()
        return pane, source

    yield make
    for source in sources:
        source.stop()


def _xyz(server: MapServer, more: str = "") -> str:
    return f'kind = "xyz"\nurls = ["{server.url}/xyz/{{z}}/{{x}}/{{y}}.png"]\nattribution = "测试图源"\n{more}'


def _tianditu(server: MapServer, key: str = SERVER_KEY, more: str = "") -> str:
    return (
        f'kind = "tianditu"\nattribution = "天地图"\nreview = "GS(2024)0650号"\nkey = "{key}"\n'
        f'url = "{server.url}/{{layer}}_{{grid}}/wmts"\n{more}'
    )


def _share(pane: MapPane, colour: tuple[int, int, int]) -> float:
    """How much of the pane's middle shows a colour."""
    image = pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    seen = [image.pixelColor(x, y) for x in range(40, 660, 10) for y in range(60, 440, 10)]
    wanted = QColor(*colour)
    near = [abs(each.red() - wanted.red()) + abs(each.blue() - wanted.blue()) < 12 for each in seen]
    return sum(near) / len(near)


def test_an_xyz_provider_is_seen_with_who_made_it(server: MapServer, start: Start, qtbot: QtBot) -> None:
    pane, source = start(_xyz(server))
    qtbot.waitUntil(lambda: _share(pane, ORANGE) > 0.99, timeout=20_000)
    assert source.message == ""
    assert source.base.notes == ("测试图源", "未标注审图号")
    assert pane._notes == source.base.notes


def test_layers_of_tianditu_are_stacked(server: MapServer, start: Start, qtbot: QtBot) -> None:
    pane, source = start(_tianditu(server))
    qtbot.waitUntil(lambda: source.idle and _share(pane, INK) > 0.01, timeout=20_000)
    assert 0.5 < _share(pane, ORANGE) < 0.95
    assert {path.split("?")[0] for path, _ in server.asked} == {"/vec_w/wmts", "/cva_w/wmts"}
    assert source.base.notes == ("天地图", "GS(2024)0650号")


def test_a_browser_key_needs_the_referer_and_has_it(server: MapServer, start: Start, qtbot: QtBot) -> None:
    pane, _ = start(_tianditu(server, BROWSER_KEY, 'referer = "https://console.example.gov.cn/"\n'))
    qtbot.waitUntil(lambda: _share(pane, ORANGE) > 0.5, timeout=20_000)
    assert {headers["Referer"] for _, headers in server.asked} == {"https://console.example.gov.cn/"}


@pytest.mark.parametrize(
    ("key", "words"),
    [("f" * 32, "底图密钥无效（HTTP 403: 非法Key"), (BROWSER_KEY, "底图服务拒绝访问（HTTP 418: 疑似攻击")],
)
def test_a_wrong_key_is_said_without_the_key_and_points_are_painted_still(
    server: MapServer, start: Start, qtbot: QtBot, key: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    pane, source = start(_tianditu(server, key))
    qtbot.waitUntil(lambda: source.message.startswith(words) and "缺" in source.message, timeout=20_000)
    assert key not in source.message and key not in capfd.readouterr().err
    assert source.child.running, "the process goes on"
    assert len(server.asked) <= 8, "who was told no does not go on asking"
    assert _share(pane, ORANGE) == 0


def test_a_picture_that_cannot_be_unpacked_is_missing_not_an_empty_place(
    server: MapServer, start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    server.rules.mode = "spoilt"
    pane, source = start(_xyz(server))
    qtbot.waitUntil(lambda: source.message.startswith("底图服务返回的不是图片：没有底图，缺 "), timeout=20_000)
    assert not list((tmp_path / "cache").rglob("*.tile")), "it is not kept for a month"
    server.rules.mode = ""
    qtbot.waitUntil(lambda: _share(pane, ORANGE) > 0.99 and source.message == "", timeout=60_000)


def test_offline_the_cache_is_shown_and_said_and_what_is_missing_counted(
    server: MapServer, start: Start, qtbot: QtBot
) -> None:
    pane, source = start(_xyz(server, "retries = 0\ntimeout_s = 1.0\n"))
    qtbot.waitUntil(lambda: source.idle and _share(pane, ORANGE) > 0.99, timeout=20_000)
    source.stop()
    server.stop()
    pane, source = start(_xyz(server, "retries = 0\ntimeout_s = 1.0\n"))
    qtbot.waitUntil(lambda: source.idle and _share(pane, ORANGE) > 0.99, timeout=20_000)
    pane.camera.look_at(118.68, 37.44, 13)
    qtbot.waitUntil(lambda: source.message.startswith("离线：底图来自缓存，缺 "), timeout=20_000)
    qtbot.waitUntil(lambda: _share(pane, ORANGE) > 0.99, timeout=10_000)
    pane.camera.look_at(120.9, 36.2, 13)
    qtbot.waitUntil(lambda: _share(pane, ORANGE) == 0, timeout=10_000)


def test_a_provider_that_comes_back_is_asked_again(server: MapServer, start: Start, qtbot: QtBot) -> None:
    server.rules.mode = "500"
    pane, source = start(_xyz(server, "retries = 0\n"))
    qtbot.waitUntil(lambda: source.message.startswith(("离线", "没有底图：服务器不可达")), timeout=20_000)
    server.rules.mode = ""  # a sheet that once could not be made is wanted again after RETRY_S
    qtbot.waitUntil(lambda: _share(pane, ORANGE) > 0.99 and source.message == "", timeout=90_000)


def test_the_ground_is_changed_live(server: MapServer, start: Start, qtbot: QtBot) -> None:
    pane, source = start(_xyz(server))
    qtbot.waitUntil(lambda: _share(pane, ORANGE) > 0.99, timeout=20_000)
    source.set_base("city")
    assert pane._notes == ("虚构城市",)
    qtbot.waitUntil(lambda: source.idle and _share(pane, ORANGE) == 0, timeout=20_000)
    land = QColor(theme.load().token("map-land"))
    source.set_base("none")
    qtbot.waitUntil(lambda: _share(pane, (land.red(), land.green(), land.blue())) > 0.99, timeout=20_000)
    source.set_base("nobody knows this one")
    assert source.base.name == "none"
    source.set_base("one")
    qtbot.waitUntil(lambda: _share(pane, ORANGE) > 0.99, timeout=20_000)


def test_pictures_of_our_own_rendering_look_as_what_was_rendered(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    """The city's sheets as an MBTiles of pictures: the same map to within what PNG and rounding cost."""
    city = VectorBase(PmtilesArchive(CITY), TileCache(tmp_path / "sheets", 10**9))
    region = places((118.5, 37.3, 118.86, 37.58), range(11, 12), Grid(512))
    sheets = [(place, _flat(city.sheet(Sheet(*place, 512, 1.0), "wall-dark").path)) for place in region]
    mbtiles(tmp_path / "own.mbtiles", sheets)
    pane, source = start('kind = "mbtiles"\nfile = "own.mbtiles"\nattribution = "测绘院"\nreview = "审字1号"\n')
    seen = base_layer.seen(pane.camera.view)
    qtbot.waitUntil(lambda: all(sheet in source.store for sheet in seen), timeout=20_000)
    assert pane._notes == ("测绘院", "审字1号") and source.message == ""
    shown = _pixels(pane).astype(int)
    source.set_base("city")

    def same() -> bool:
        return bool(np.percentile(np.abs(shown - _pixels(pane)), 99) <= 3)

    assert not same(), "the ground before is gone"
    qtbot.waitUntil(same, timeout=20_000)


def _flat(file: Path) -> bytes:
    """A sheet with its names on it, as a provider has them."""
    ground, names = unpack(QImage(str(file)))
    painter = QPainter(ground)
    for name in names:
        painter.drawImage(name.left, name.top, name.image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    ground.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _pixels(pane: MapPane) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """The pane without what lies at its foot."""
    image = pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return rows[40:440, :, :3].copy()


def test_a_missing_file_is_said_and_another_ground_can_be_chosen(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    pane, source = start(f'kind = "mbtiles"\nfile = "{tmp_path}/lost.mbtiles"\nattribution = "测绘院"\n')
    qtbot.waitUntil(lambda: source.message == "底图不可用：找不到文件 lost.mbtiles", timeout=20_000)
    source.set_base("city")
    qtbot.waitUntil(lambda: source.idle and source.message == "", timeout=20_000)
    assert _share(pane, ORANGE) == 0
