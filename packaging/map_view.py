"""One view of the map as a picture, by either painter, and how long it took from a cold start.

    python packaging/map_view.py --out /tmp/views --zoom 9 11 14 --theme desk-light --size 3840x2160
    python packaging/map_view.py --out /tmp/views --zoom 15 --painter web --tilt 55,-20 --at 118.70,37.45

Nothing but the map: no vehicles, no alarms. The page needs no display and no graphics card, only patience.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from resources import theme
from widgets import fonts
from widgets.map import TileSource
from widgets.map.painter import Wish, prepare
from widgets.webmap.pane import SwitchingMapPane

CENTRE = "118.68,37.44"
PATIENCE_S = 120.0
COMMAND = [str(Path(sys.executable).with_name("commandwall")), "tiles"]


def main() -> None:
    """Parse the command line and take every picture that it asks for."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    prepare()
    application = QApplication([])
    fonts.load_family()
    for look in options.theme:
        for size in options.size:
            _take_all(options, look, size)
    del application


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, required=True, help="folder of the pictures")
    parser.add_argument("--zoom", type=float, nargs="+", default=[11.0])
    parser.add_argument("--at", default=CENTRE, help="longitude,latitude (default %(default)s)")
    parser.add_argument("--theme", nargs="+", default=["wall-dark"], choices=theme.names())
    parser.add_argument("--size", nargs="+", default=["1920x1080"])
    parser.add_argument("--painter", default="native", choices=["native", "web"])
    parser.add_argument("--tilt", default="0,0", help="pitch,bearing in degrees; only the page tilts")
    parser.add_argument("--name", default="{painter}-{theme}-{size}-z{zoom:g}.png", help="name of each picture")
    return parser.parse_args()


def _take_all(options: argparse.Namespace, look: str, size: str) -> None:
    width, height = (int(part) for part in size.split("x"))
    lon, lat = (float(part) for part in options.at.split(","))
    with tempfile.TemporaryDirectory() as cache:
        pane = SwitchingMapPane(theme.load(look, theme.Scale(height_px=height)))
        pane.resize(width, height)
        source = TileSource([*COMMAND, "--cache", cache], look)
        pane.set_tiles(source)
        pane.camera.look_at(lon, lat, options.zoom[0])
        pane.show()
        if options.painter == "web":
            pane.choose(Wish.WEB)
            _until(lambda: pane.web_shown)
            pane.tiltable.tilt_to(*(float(part) for part in options.tilt.split(",")))
        for zoom in options.zoom:
            start = time.perf_counter()
            pane.camera.look_at(lon, lat, zoom)
            QTest.qWait(100)
            _until(lambda: _drawn(pane, source))
            took = time.perf_counter() - start
            name = options.name.format(painter=options.painter, theme=look, size=size, zoom=zoom)
            pane.grab().save(str(options.out / name))
            print(f"{name}: {took:.1f} s", flush=True)
        pane.stop()
        pane.close()
        source.stop()


def _drawn(pane: SwitchingMapPane, source: TileSource) -> bool:
    if pane.web is None:
        if source.message:
            raise SystemExit(source.message)
        return source.idle and not pane._ask.isActive()
    return pane.web_shown and pane.web.shown >= pane._number


def _until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():
        if time.monotonic() > end:
            raise SystemExit("the map did not finish its picture")
        QTest.qWait(30)


if __name__ == "__main__":
    main()
