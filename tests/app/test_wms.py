"""A WMS over a map, through the real tiles process: where its pictures lie, what it may be asked, its troubles."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from console.basemap.wms import WmsView, address_of
from console.basemap.wms_hosts import allowed
from console.geodata.library import WMS, Manifest
from console.models.city_map.shapes import PictureLayer
from resources import theme
from tests.app.test_tiles import RUN
from tests.basemap import pictures
from tests.fakes.map_server import MapServer, map_server, spoilt
from widgets.map import MapPane, TileSource, wms_overlay
from widgets.map.wms_overlay import Region, WmsOverlay, pixels_of, region_of

HERE = (118.68, 37.44)
HASTY_S = 3.0
"""What a picture may take in all where it comes in drips: nobody waits for that as long as on a wall."""
Lay = Callable[..., tuple[MapPane, WmsOverlay]]


def _halves(asked: dict[str, str]) -> bytes:
    """Red west of ``HERE``, green east of it, by the box that was asked for."""
    width, height = int(asked["WIDTH"]), int(asked["HEIGHT"])
    west, _, east, _ = (float(each) for each in asked["BBOX"].split(","))
    border = round((HERE[0] / 180 * 20_037_508.342789 - west) / (east - west) * width)
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[..., 3] = 255
    pixels[:, :border, 2] = pixels[:, border:, 1] = 255
    return pictures.png(QImage(pixels.tobytes(), width, height, QImage.Format.Format_ARGB32).copy())


@pytest.fixture
def server() -> Iterator[MapServer]:
    with map_server(lambda *_: b"") as server:
        server.picture_of = _halves
        yield server


@pytest.fixture
def lay(tmp_path: Path, server: MapServer, qtbot: QtBot) -> Iterator[Lay]:
    """A pane without a base map under a WMS whose host is allowed."""
    config = tmp_path / "settings.toml"
    config.write_text(f'[map]\nwms_hosts = ["127.0.0.1:{server.port}"]\n')
    sources: list[TileSource] = []

    def make(layers: str = "roads", url: str = "", **more: str) -> tuple[MapPane, WmsOverlay]:
        argv = [sys.executable, "-c", RUN, "--cache", str(tmp_path / "cache"), "--config", str(config)]
        sources.append(TileSource(argv, "wall-dark"))
        pane = MapPane(theme.load())
        qtbot.addWidget(pane)
        pane.resize(700, 500)
        pane.camera.look_at(*HERE, 12.3)
        pane.show()
        layer = PictureLayer("own-wms", "路网", source="规划局")
        service = Manifest(name="wms", title="路网", kind=WMS, url=url or f"{server.url}/wms", layers=layers, **more)
        return pane, WmsOverlay(pane, sources[-1], layer, service)

    yield make
    for source in sources:
        source.stop()


def _red_green(pane: MapPane) -> tuple[int, int]:
    """Lightness left of the middle in red, right of it in green: 255 where the picture lies exactly."""
    image = pane.grab().toImage()
    return image.pixelColor(347, 250).red(), image.pixelColor(353, 250).green()


@pytest.mark.e2e
def test_its_picture_lies_where_it_belongs_and_follows_the_view(server: MapServer, lay: Lay, qtbot: QtBot) -> None:
    pane, overlay = lay()
    qtbot.waitUntil(lambda: min(_red_green(pane)) > 240, timeout=20_000)
    asked = len(server.asked)
    pane.camera.pan(3, 0)
    pane.camera.pan(-3, 0)
    pane.camera.look_at(*HERE, 14)
    qtbot.waitUntil(lambda: len(server.asked) > asked and min(_red_green(pane)) > 240, timeout=20_000)
    (layer,) = (each for each in pane.map_layers() if each.name == "own-wms")
    assert layer.source == "规划局"
    overlay.close()
    assert not pane.map_layers()


@pytest.mark.e2e
def test_it_is_dimmed_without_being_asked_for_again_and_asked_for_only_while_it_is_on(
    server: MapServer, lay: Lay, qtbot: QtBot
) -> None:
    pane, overlay = lay()
    qtbot.waitUntil(lambda: min(_red_green(pane)) > 240, timeout=20_000)
    asked = len(server.asked)
    overlay.restyle(0.5, 0.0, 24.0)
    land = theme.load().token("map-land")
    half = (255 + int(land[1:3], 16)) / 2
    qtbot.waitUntil(lambda: pane.settled and abs(_red_green(pane)[0] - half) < 4, timeout=10_000)
    assert len(server.asked) == asked
    pane.set_layer_visible("own-wms", False)
    pane.camera.look_at(*HERE, 14)
    overlay._settle.stop()
    overlay._ask()  # the view has settled, and nobody wants it
    assert len(server.asked) == asked and max(_red_green(pane)) < 200
    pane.set_layer_visible("own-wms", True)
    overlay.hurry()
    qtbot.waitUntil(lambda: len(server.asked) > asked and abs(_red_green(pane)[0] - half) < 4, timeout=20_000)
    overlay.close()


@pytest.mark.e2e
def test_a_picture_in_degrees_lies_where_it_belongs(server: MapServer, lay: Lay, qtbot: QtBot) -> None:
    """Red south of ``HERE``, green north of it, by the latitudes that were asked for."""

    def halves(asked: dict[str, str]) -> bytes:
        width, height = int(asked["WIDTH"]), int(asked["HEIGHT"])
        south, _, north, _ = (float(each) for each in asked["BBOX"].split(","))
        border = round((north - HERE[1]) / (north - south) * height)
        pixels = np.zeros((height, width, 4), np.uint8)
        pixels[..., 3] = 255
        pixels[border:, :, 2] = pixels[:border, :, 1] = 255
        return pictures.png(QImage(pixels.tobytes(), width, height, QImage.Format.Format_ARGB32).copy())

    server.picture_of = halves
    pane, overlay = lay(crs="EPSG:4490", version="1.3.0")

    def seen() -> tuple[int, int]:
        image = pane.grab().toImage()
        return image.pixelColor(350, 253).red(), image.pixelColor(350, 247).green()

    qtbot.waitUntil(lambda: min(seen()) > 240, timeout=20_000)
    overlay.close()


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("layers", "url", "words"),
    [("nope", "", "图层“路网”无法取得：LayerNotDefined"), ("roads", "http://127.0.0.1:9/wms", "map.wms_hosts")],
)
def test_what_it_refuses_stands_on_the_map(
    server: MapServer, lay: Lay, qtbot: QtBot, layers: str, url: str, words: str
) -> None:
    pane, overlay = lay(layers, url)
    qtbot.waitUntil(lambda: words in pane.notice, timeout=20_000)
    assert not pane.map_layers()
    overlay.close()
    assert pane.notice == ""


ANSWERS = {
    "html": "服务返回的不是图片",
    "401": "服务需要登录或密钥（HTTP 401: unauthorized）",
    "away": "服务把请求转到别的主机，未跟随",
    "cut": "服务连不上",
    "drip": "服务连不上",
    "truncated": "服务返回的不是图片",
    "bomb": "服务返回的不是图片",
    "500": "服务连不上（HTTP 502: Bad gateway）",
    "spoilt": "服务返回的不是图片",
}


@pytest.mark.e2e
@pytest.mark.parametrize("mode", ANSWERS)
def test_what_it_answers_instead_of_a_picture_is_said_and_asked_for_again(
    server: MapServer, lay: Lay, qtbot: QtBot, mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wms_overlay, "AGAIN_MS", 300)
    if mode == "drip":
        hasty = f"import console.basemap.wms as wms; wms.TIMEOUT_S = {HASTY_S}; {RUN}"
        monkeypatch.setattr(sys.modules[__name__], "RUN", hasty)
    server.rules.mode = mode
    pane, overlay = lay()
    qtbot.waitUntil(lambda: pane.notice == f"图层“路网”无法取得：{ANSWERS[mode]}", timeout=30_000)
    assert not pane.map_layers() and not list((tmp_path / "cache" / "wms").glob("*.png"))
    server.rules.mode = ""
    qtbot.waitUntil(lambda: min(_red_green(pane)) > 240 and pane.notice == "", timeout=30_000)
    overlay.close()


@pytest.mark.e2e
def test_a_kept_picture_that_was_spoilt_on_the_disk_is_said(
    server: MapServer, lay: Lay, qtbot: QtBot, tmp_path: Path
) -> None:
    pane, overlay = lay()
    qtbot.waitUntil(lambda: min(_red_green(pane)) > 240, timeout=20_000)
    overlay.close()
    (kept,) = (tmp_path / "cache" / "wms").glob("*.png")
    kept.write_bytes(spoilt(kept.read_bytes()))
    pane, overlay = lay()
    qtbot.waitUntil(lambda: pane.notice == "图层“路网”无法取得：服务返回的不是图片", timeout=20_000)
    assert overlay._settle.isActive(), "it is asked for again"
    overlay.close()


@pytest.mark.e2e
def test_offline_the_picture_before_is_shown_and_that_is_said(
    server: MapServer, lay: Lay, qtbot: QtBot, tmp_path: Path
) -> None:
    pane, overlay = lay()
    qtbot.waitUntil(lambda: min(_red_green(pane)) > 240, timeout=20_000)
    overlay.close()
    server.stop()
    for picture in (tmp_path / "cache" / "wms").iterdir():
        os.utime(picture, (1_700_000_000, 1_700_000_000))
    pane, overlay = lay()
    qtbot.waitUntil(lambda: pane.notice == "图层“路网”离线，显示以前的图", timeout=20_000)
    qtbot.waitUntil(lambda: min(_red_green(pane)) > 240, timeout=20_000)
    overlay.close()


def test_the_box_is_that_of_web_mercator() -> None:
    """济南 as gcoord's list of cities has it: (117.1138727, 36.6507807) is (13037056.674, 4390541.264)."""
    view = WmsView("http://h/wms?map=a", "r,s", (117.1138727, 36.6507807, 118.0, 37.0), 512, 256)
    url = address_of(view)
    assert url.startswith("http://h/wms?map=a&SERVICE=WMS&VERSION=1.1.1")
    assert "BBOX=13037056.674%2C4390541.264%2C" in url and "WIDTH=512&HEIGHT=256" in url


@pytest.mark.parametrize(
    ("crs", "version", "name", "box"),
    [
        ("EPSG:4326", "1.1.1", "SRS=EPSG:4326", (117, 36, 118, 37)),
        ("EPSG:4326", "1.3.0", "CRS=EPSG:4326", (36, 117, 37, 118)),
        ("EPSG:4490", "1.3.0", "CRS=EPSG:4490", (36, 117, 37, 118)),
        ("CRS:84", "1.3.0", "CRS=CRS:84", (117, 36, 118, 37)),
        ("EPSG:900913", "1.1.1", "SRS=EPSG:900913", (13024380.423, 4300621.372, 13135699.914, 4439106.787)),
        ("EPSG:3857", "1.3.0", "CRS=EPSG:3857", (13024380.423, 4300621.372, 13135699.914, 4439106.787)),
    ],
)  # fmt: skip
def test_axes_stand_as_the_version_has_them(crs: str, version: str, name: str, box: tuple[float, ...]) -> None:
    """OGC 06-042, 6.7.3: EPSG's order of axes since 1.3.0; the metres are those of PROJ (EPSG:3857)."""
    url = unquote(address_of(WmsView("http://h/wms", "r", (117, 36, 118, 37), 512, 512, crs, version)))
    asked = dict(part.split("=", 1) for part in url.split("?")[1].split("&"))
    assert f"VERSION={version}" in url and name.split("=")[1] == asked[name.split("=")[0]]
    assert [float(each) for each in asked["BBOX"].split(",")] == pytest.approx(box, abs=1e-3)


def test_rows_in_degrees_are_moved_to_where_mercator_has_them(tmp_path: Path) -> None:
    """The middle of 0° to 60° N is 30° in degrees and 35.2644° in Mercator: the arctangent of sinh(1.31696 / 2)."""
    rows = np.zeros((6000, 1, 4), np.uint8)
    rows[..., 3] = 255
    rows[:, 0, 0] = np.arange(6000) // 100  # 60 at the bottom, one step each degree from the north
    path = tmp_path / "a.png"
    QImage(rows.tobytes(), 1, 6000, QImage.Format.Format_RGBA8888).save(str(path))
    made = pixels_of(str(path), Region((0.0, 0.0, 1.0, 60.0), 1, 6000))
    plain = pixels_of(str(path))
    assert made is not None and plain is not None
    assert plain[3000, 0, 0] == 30 and made[3000, 0, 0] == 60 - 36
    assert (made[0, 0, 0], made[-1, 0, 0]) == (0, 59)


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("http://gis.gov.cn/wms", True), ("https://gis.gov.cn:8443/x", True), ("http://a:80/x", True),
        ("http://a:81/x", False), ("http://gis.gov.cn.evil.com/", False), ("http://gis.gov.cn@evil.com/", False),
        ("http://u:p@gis.gov.cn/", False), ("file:///etc/passwd", False), ("ftp://gis.gov.cn/", False),
        ("http://[", False), ("", False), ("gis.gov.cn", False),
    ],
)  # fmt: skip
def test_only_hosts_of_the_list_are_asked(url: str, good: bool) -> None:
    assert allowed(url, ("gis.gov.cn", "a:80")) is good


@pytest.mark.parametrize(("width", "height"), [(640, 480), (1920, 1080), (7680, 4320)])
@pytest.mark.parametrize("zoom", [7.0, 11.9, 17.0])
def test_a_region_covers_the_view_within_what_servers_draw(qtbot: QtBot, width: int, height: int, zoom: float) -> None:
    pane = MapPane(theme.load())
    qtbot.addWidget(pane)
    pane.resize(width, height)
    pane.measure()
    pane.camera.look_at(*HERE, zoom)
    view = pane.camera.view
    region = region_of(view)
    west, north = view.to_degrees(0, 0)
    east, south = view.to_degrees(width, height)
    assert region.bounds[0] <= west and region.bounds[2] >= east
    assert region.bounds[1] <= south and region.bounds[3] >= north
    assert region.width <= 2048 and region.height <= 2048
