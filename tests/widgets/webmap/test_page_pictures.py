"""A provider's pictures on the page: the same files that the native painter shows, changed live, with no network."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from console.app.windows.base_maps import known_bases
from console.config.settings import load
from resources import theme
from tests.app.test_tiles import RUN
from tests.basemap import pictures
from tests.fakes.map_server import MapServer, map_server
from tests.widgets.webmap.conftest import Ages, close_pane, wait_for, wait_shown
from widgets.map import shortfall
from widgets.map.painter import Wish, web_obstacle
from widgets.map.tile_source import TileSource
from widgets.webmap.deaths import DeathWatch
from widgets.webmap.pane import SwitchingMapPane

pytestmark = [pytest.mark.xdist_group("webengine"), pytest.mark.e2e]
ORANGE = (255, 136, 0)


@pytest.fixture
def server() -> Iterator[MapServer]:
    with map_server(lambda _layer, _z, _x, _y: pictures.flat(*ORANGE)) as server:
        yield server


@pytest.fixture
def pane(
    server: MapServer, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SwitchingMapPane]:
    """A page on a provider's pictures."""
    monkeypatch.setattr(shortfall, "AGAIN_S", 0.5)
    if why := web_obstacle():
        pytest.skip(f"the page cannot run here: {why}")
    config = tmp_path / "settings.toml"
    config.write_text(
        '[map]\nbase = "one"\n[[map.bases]]\nname = "one"\ntitle = "甲"\nkind = "xyz"\nattribution = "测试图源"\n'
        f'retries = 0\nurls = ["{server.url}/xyz/{{z}}/{{x}}/{{y}}.png"]\n',
        encoding="utf-8",
    )
    argv = [sys.executable, "-c", RUN, "--cache", str(tmp_path / "cache"), "--config", str(config)]
    source = TileSource(argv, "wall-dark")
    source.offer(known_bases(load(config).map), "one")
    source._again.setInterval(100)
    opened = SwitchingMapPane(theme.load(), deaths=DeathWatch(Ages()))
    opened.resize(640, 480)
    opened.set_tiles(source)
    opened.show()
    opened.camera.look_at(118.68, 37.44, 12.4)
    opened.choose(Wish.WEB)
    yield opened
    close_pane(opened)
    source.stop()


def _share(pane: SwitchingMapPane, colour: tuple[int, int, int]) -> float:
    image = pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    seen = [image.pixelColor(x, y) for x in range(40, 600, 20) for y in range(60, 420, 20)]
    near = [abs(each.red() - colour[0]) + abs(each.blue() - colour[2]) < 12 for each in seen]
    return sum(near) / len(near)


def test_the_page_shows_the_pictures_and_changes_its_ground_live(pane: SwitchingMapPane) -> None:
    wait_shown(pane)
    wait_for(lambda: _share(pane, ORANGE) > 0.99)
    assert pane.web is not None and not pane.web.blocked
    assert pane.tiles is not None
    pane.tiles.set_base("city")
    wait_shown(pane)
    wait_for(lambda: _share(pane, ORANGE) == 0)
    assert pane._notes == ("虚构城市",)
    pane.tiles.set_base("none")
    wait_shown(pane)
    land = QColor(theme.load().token("map-land"))
    wait_for(lambda: _share(pane, (land.red(), land.green(), land.blue())) > 0.99)
    pane.tiles.set_base("one")
    wait_shown(pane)
    wait_for(lambda: _share(pane, ORANGE) > 0.99)


def test_trouble_is_said_over_the_page_and_mended_when_it_ends(server: MapServer, pane: SwitchingMapPane) -> None:
    server.rules.mode = "500"
    wait_shown(pane)
    wait_for(lambda: pane._page_trouble() == "没有底图：服务器不可达")
    server.rules.mode = ""
    wait_for(lambda: pane._page_trouble() == "" and _share(pane, ORANGE) > 0.99, 40_000)
