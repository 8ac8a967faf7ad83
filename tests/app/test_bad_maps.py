"""What is wrong with a map stands on it in a person's words, by either painter; what else is on it stays, alive."""

from __future__ import annotations

import os

os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from console.app.tiles import CITY
from console.app.windows.base_maps import known_bases
from console.basemap.archives import PmtilesArchive
from console.basemap.places import places
from console.config.settings import load
from console.domain.geo.tile_grid import Grid
from console.models.city_map.import_words import notes
from console.models.city_map.imports import ImportedLayers, Wish
from resources import theme
from tests.app.test_tiles import RUN
from tests.basemap import pictures
from tests.basemap.archives_kit import mbtiles
from tests.fakes.map_server import MapServer, map_server, spoilt
from tests.geodata.kit import feature, geojson
from tests.models.city_map.test_imports import RUN as READ
from tests.widgets.webmap.conftest import close_pane, wait_for, wait_shown
from widgets.map import TileSource, furniture
from widgets.map.painter import Wish as PainterWish
from widgets.map.painter import prepare, web_obstacle
from widgets.webmap.deaths import DeathWatch
from widgets.webmap.pane import SwitchingMapPane

prepare()
pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("webengine")]
HERE = (118.68, 37.44)
LAND = theme.load().token("map-land").lower()
BOW = [(118.64, 37.40), (118.72, 37.48), (118.72, 37.40), (118.64, 37.48), (118.64, 37.40)]
"""An area that crosses itself in the middle of the map."""
Start = Callable[[str], SwitchingMapPane]


@pytest.fixture(params=["native", "web"])
def painter(request: pytest.FixtureRequest) -> str:
    if request.param == "web" and (why := web_obstacle()):
        pytest.skip(f"the page cannot run here: {why}")
    return str(request.param)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What stands on the map now."""
    shown: list[str] = []
    write = furniture.paint_messages

    def spy(on: object, view: object, look: object, messages: Sequence[str], *more: object) -> None:
        shown[:] = messages
        write(on, view, look, messages, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(furniture, "paint_messages", spy)
    return shown


@pytest.fixture
def start(tmp_path: Path, painter: str, said: list[str], qapp: object) -> Iterator[Start]:
    """A map on one base map of a settings file."""
    panes: list[tuple[SwitchingMapPane, TileSource]] = []

    def make(base: str) -> SwitchingMapPane:
        config = tmp_path / "settings.toml"
        config.write_text(f'[map]\nbase = "one"\n[[map.bases]]\nname = "one"\ntitle = "甲"\n{base}', encoding="utf-8")
        argv = [sys.executable, "-c", RUN, "--cache", str(tmp_path / "cache"), "--config", str(config)]
        source = TileSource(argv, "wall-dark")
        source.offer(known_bases(load(config).map), "one")
        pane = SwitchingMapPane(theme.load(), deaths=DeathWatch())
        panes.append((pane, source))
        pane.resize(500, 400)
        pane.camera.look_at(*HERE, 12)
        pane.set_tiles(source)
        pane.show()
        pane.choose(PainterWish(painter))
        return pane

    yield make
    for pane, source in panes:
        close_pane(pane)
        source.stop()


def stays_alive(pane: SwitchingMapPane) -> None:
    """A vehicle that comes now is seen, by the painter that was asked for."""
    wait_shown(pane)

    def middle() -> str:
        return pane.grab().toImage().pixelColor(pane.rect().center()).name()

    before = middle()
    lon, lat = (np.array([round(each * 1e6)], np.int32) for each in HERE)
    none = np.zeros(1, np.uint16)
    pane.set_fleet(lon, lat, none, none, none, np.array([1_700_000_000_000], np.int64))
    wait_for(lambda: middle() != before, 30_000)
    assert (pane.web is not None) == pane.web_shown == (pane.choice.kind.value == "web")


def test_an_archive_that_is_gone(start: Start, said: list[str], tmp_path: Path) -> None:
    pane = start(f'kind = "pmtiles"\nfile = "{tmp_path}/lost.pmtiles"\nattribution = "测绘院"\n')
    wait_for(lambda: said == ["底图不可用：找不到文件 lost.pmtiles"])
    stays_alive(pane)


def test_a_file_that_is_no_archive(start: Start, said: list[str], tmp_path: Path) -> None:
    (tmp_path / "text.pmtiles").write_text("PMTiles, it says" * 40)
    pane = start(f'kind = "pmtiles"\nfile = "{tmp_path}/text.pmtiles"\nattribution = "测绘院"\n')
    wait_for(lambda: said == ["底图不可用：text.pmtiles 不是 PMTiles 或 MBTiles 文件，或已损坏"])
    stays_alive(pane)


def test_an_archive_whose_tiles_are_damaged(start: Start, said: list[str], tmp_path: Path) -> None:
    data = bytearray(CITY.read_bytes())
    at = PmtilesArchive(CITY).header["tile_data_offset"]
    data[at:] = bytes(each ^ 0x3C for each in data[at:])
    (tmp_path / "broken.pmtiles").write_bytes(data)
    pane = start(f'kind = "pmtiles"\nfile = "{tmp_path}/broken.pmtiles"\nattribution = "测绘院"\n')
    wait_for(lambda: said == ["底图不完整：文件 broken.pmtiles 已损坏"])
    stays_alive(pane)


@pytest.mark.parametrize(
    "spoil", [lambda data: data[: len(data) // 2], lambda data: bytes(each ^ 0x3C for each in data)]
)
def test_an_archive_whose_tiles_are_broken_inside(
    start: Start, said: list[str], tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    """They are there and unpacked, and no vector tiles: cut in the middle, or anything."""
    city = PmtilesArchive(CITY)
    region = places((118.4, 37.2, 119.0, 37.7), range(8, 13), Grid(512))
    tiles = [(place, spoil(data)) for place in region if (data := city.data(*place))]
    mbtiles(tmp_path / "inside.mbtiles", tiles, "pbf")
    pane = start(f'kind = "mbtiles"\nfile = "{tmp_path}/inside.mbtiles"\nattribution = "测绘院"\n')
    wait_for(lambda: said == ["底图不完整：文件 inside.mbtiles 已损坏"])
    stays_alive(pane)


def test_an_archive_whose_pictures_are_damaged(start: Start, said: list[str], tmp_path: Path) -> None:
    region = places((118.4, 37.2, 119.0, 37.7), range(12, 13), Grid(256))
    mbtiles(tmp_path / "own.mbtiles", [(place, spoilt(pictures.ramp(place[1], place[2]))) for place in region])
    pane = start(f'kind = "mbtiles"\nfile = "{tmp_path}/own.mbtiles"\nattribution = "测绘院"\n')
    wait_for(lambda: bool(said) and said[0].startswith("底图文件已损坏：没有底图，缺 "))
    stays_alive(pane)


@pytest.fixture
def server() -> Iterator[MapServer]:
    with map_server(lambda *_: pictures.flat(255, 136, 0)) as server:
        yield server


def _sky(server: MapServer, key: str) -> str:
    return (
        f'kind = "tianditu"\nattribution = "天地图"\nreview = "GS(2024)0650号"\nkey = "{key}"\nretries = 0\n'
        f'timeout_s = 2.0\nurl = "{server.url}/{{layer}}_{{grid}}/wmts"\n'
    )


def test_a_wrong_key(start: Start, said: list[str], server: MapServer) -> None:
    pane = start(_sky(server, "f" * 32))
    wait_for(lambda: bool(said) and said[0].startswith("底图密钥无效（HTTP 403: 非法Key"))
    assert "f" * 32 not in "".join(said)
    stays_alive(pane)


def test_a_provider_that_is_down(start: Start, said: list[str], server: MapServer) -> None:
    server.stop()
    pane = start(_sky(server, "f" * 32))
    wait_for(lambda: said == ["没有底图：服务器不可达"])
    stays_alive(pane)


def test_a_quota_that_is_used_up(start: Start, said: list[str], server: MapServer) -> None:
    server.rules.mode = "418 quota"
    urls = f'["{server.url}/xyz/{{z}}/{{x}}/{{y}}.png"]'
    pane = start(f'kind = "xyz"\nurls = {urls}\nattribution = "测试图源"\nretries = 0\n')
    wait_for(lambda: bool(said) and said[0].startswith("底图今日用量已满（HTTP 418: 今日访问次数超出配额）"))
    stays_alive(pane)


def test_an_area_that_crosses_itself_and_a_name_that_is_a_script(
    start: Start, said: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    name = "<script>document.title='x'</script><img src=x onerror=alert(1)>"
    file = geojson(tmp_path / "a.geojson", feature("Polygon", [BOW], name=name))
    imports = ImportedLayers(tmp_path / "layers", [sys.executable, "-c", READ])
    imports.begin(Wish(file, "<b>片区</b>"))
    qtbot.waitUntil(lambda: bool(imports.layers), timeout=30_000)
    pane = start(f'kind = "pmtiles"\nfile = "{CITY}"\nattribution = "测绘院"\n')
    (layer,) = imports.layers.values()
    pane.set_layer(layer)
    wait_shown(pane)
    report = imports.manifests[0].report
    assert report is not None and "自相交的面 1 个" in notes(report)[0]
    hit = pane.shape_at(QPointF(*pane.camera.view.to_widget(118.70, 37.44)))
    assert hit is not None and hit[1].title.startswith("<script>document.title"), (
        "the words are data, letter for letter"
    )
    assert said == [] and (pane.web is None or pane.web.blocked == [])
    stays_alive(pane)
    imports.stop()
