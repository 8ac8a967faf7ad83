"""The page reaches nothing but its own supply, nothing reaches Python from it, and no data becomes script."""

from __future__ import annotations

import gzip
from pathlib import Path

import mapbox_vector_tile
import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write
from PySide6.QtCore import QUrl

from console.models.rows import Marker
from tests.event_loop import run
from tests.widgets.webmap.conftest import Maker, ask_page, wait_shown
from widgets.map import mercator
from widgets.webmap.pane import SwitchingMapPane
from widgets.webmap.scheme import page_of

pytestmark = pytest.mark.xdist_group("webengine")
CENTRE = (118.68, 37.44)
SCRIPT = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


def _archive(path: Path, data: bytes) -> Path:
    with write(str(path)) as writer:
        for zoom in range(7, 14):
            writer.write_tile(zxy_to_tileid(zoom, *mercator.tile_at(*CENTRE, zoom)), data)
        edges = {"min_lon_e7": 1185000000, "min_lat_e7": 373000000, "max_lon_e7": 1189000000, "max_lat_e7": 376000000}
        kinds = {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
        middle = {"center_zoom": 10, "center_lon_e7": 1186800000, "center_lat_e7": 374400000}
        writer.finalize(kinds | edges | middle, {})
    return path


def test_a_script_in_a_name_stays_text(make_pane: Maker, tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [2048, 2048]}
    road = {"type": "LineString", "coordinates": [[0, 1000], [4096, 1000]]}
    layers = [
        {
            "name": "place",
            "features": [{"geometry": point, "properties": {"name": SCRIPT, "level": "town", "rank": 1}}],
        },
        {"name": "road", "features": [{"geometry": road, "properties": {"name": SCRIPT, "class": "trunk"}}]},
    ]
    data = gzip.compress(bytes(mapbox_vector_tile.encode(layers, default_options={"y_coord_down": True})))
    pane = make_pane(True, archive=_archive(tmp_path / "names.pmtiles", data))
    pane.set_markers([Marker("x", "camera", *CENTRE, SCRIPT, SCRIPT, priority=1, lines=(SCRIPT,))])
    pane.select("x")
    wait_shown(pane)
    assert ask_page(pane, "document.title") == "map"
    assert ask_page(pane, "document.querySelectorAll('script, img, iframe, a').length") == 1
    assert ask_page(pane, "document.body.textContent.trim()") == ""
    assert pane._popup.text[0] == SCRIPT


def test_a_tile_that_is_a_bomb_or_cut_is_said_and_the_rest_stays(
    make_pane: Maker, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pane = make_pane(True, archive=_archive(tmp_path / "bomb.pmtiles", gzip.compress(b"\0" * 50_000_000)))
    assert pane.web.problem == "底图不完整：文件 bomb.pmtiles 已损坏"  # type: ignore[union-attr]
    assert "bomb.pmtiles: larger than any tile" in caplog.text
    assert pane.web_shown


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x", "https://example.invalid/", "file:///etc/passwd", "cw://other/main.js",
        "cw://map/../../etc/passwd", "cw://map/%2e%2e/theme.py", "cw://map/fonts/../refresh.sh", "cw://map/unknown",
        "9999/index.html", "unknown", "tiles/99/1/1/1", "tiles/a/b/c", "../0/index.html", "fonts/../../refresh.sh",
        "cw://map/tiles/99/1/1/1", "cw://map/tiles/a/b/c", "qrc:///qtwebchannel/qwebchannel.js",
    ],
)  # fmt: skip
def test_nothing_else_can_be_fetched(shared: SwitchingMapPane, url: str) -> None:
    got = ask_page(shared, f"fetch('{url}').then((r) => r.ok ? r.text() : Promise.reject(r.status))")
    assert str(got).startswith("!")


def test_only_reading_is_allowed(shared: SwitchingMapPane) -> None:
    got = ask_page(shared, "fetch('style.json').then((r) => r.ok)")
    assert got is True
    got = ask_page(shared, "fetch('style.json', {method: 'POST', body: 'x'}).then((r) => r.ok)")
    assert str(got).startswith("!") or got is False


def test_what_is_refused_is_told_of_the_map_that_asked(shared: SwitchingMapPane) -> None:
    ask_page(shared, "fetch('cw://other/told').then((r) => r.ok)")
    assert "cw://other/told" in shared.web.blocked  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "script",
    [
        "window.open('cw://map/index.html')",
        "(location.href = 'https://example.invalid/', null)",
        "(location.href = 'file:///etc/passwd', null)",
        "(location.href = 'data:text/html,x', null)",
        "alert('x') ?? null",
        "confirm('x') || null",
    ],
)
def test_the_page_goes_nowhere_and_opens_nothing(shared: SwitchingMapPane, script: str) -> None:
    """A page that tries to leave is loaded anew; it never gets anywhere."""
    seen: list[QUrl] = []
    page = shared.web.page  # type: ignore[union-attr]
    page.urlChanged.connect(seen.append)
    page.runJavaScript(script)
    run(300)
    wait_shown(shared)
    page.urlChanged.disconnect(seen.append)
    home = page_of(shared.web.number)  # type: ignore[union-attr]
    assert page.url() == home and all(url == home or url.host() == "example.invalid" for url in seen)
    assert ask_page(shared, "document.title") == "map"


def test_text_cannot_be_evaluated_and_python_is_not_there(shared: SwitchingMapPane) -> None:
    assert ask_page(shared, "typeof qt + typeof QWebChannel") == "undefinedundefined"
    tag = "(() => { const s = document.createElement('script'); s.textContent = 'globalThis.owned = 1';"
    assert ask_page(shared, f"{tag} document.body.append(s); return globalThis.owned ?? null; }})()") is None
    eye = "(navigator.mediaDevices?.getUserMedia?.({video: true}) ?? Promise.reject())"
    assert str(ask_page(shared, eye)).startswith("!")
