"""What the base map costs: processor time to paint a sheet at each zoom, and a cold view through the tiles process.

Run: ``python -m benchmarks.map_sheets``. The first column is a sheet's processor time and the second that of the tiles
process for a whole view of 1920×1080, its start included; both hardly depend on what else the machine does. The third
is the clock, from an empty cache and no process to the finished view.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.basemap.archives import PmtilesArchive
from resources import theme
from widgets import fonts
from widgets.map import MapPane, TileSource, mercator
from widgets.map.mvt import VectorTile, empty_tile
from widgets.map.render import render
from widgets.map.sheet import Sheet

CITY = Path(__file__).parents[1] / "resources" / "city" / "city.pmtiles"
CENTRE = (118.68, 37.44)
COMMAND = [str(Path(sys.executable).with_name("commandwall")), "tiles"]
PATIENCE_S = 120.0


def main() -> None:
    """One line for each zoom."""
    application = QApplication([])
    fonts.load_family()
    print(f"{'zoom':>4} {'sheet':>9} {'tiles process':>15} {'cold view':>11}")
    for zoom in range(9, 17):
        sheet = _sheet_ms(zoom)
        processor, clock = _cold_s(zoom)
        print(f"{zoom:>4} {sheet:6.0f} ms {processor:13.2f} s {clock:9.1f} s", flush=True)
    del application


def _sheet_ms(zoom: int) -> float:
    """Mean processor time of a sheet of 512 px around the centre, its vector tiles read and decoded anew."""
    archive, colours = PmtilesArchive(CITY), theme.load().token
    kept: dict[tuple[int, int, int], VectorTile] = {}

    def tile(z: int, x: int, y: int) -> VectorTile:
        if (z, x, y) not in kept:
            data = archive.data(z, x, y)
            kept[z, x, y] = VectorTile(data) if data else empty_tile()
        return kept[z, x, y]

    x, y = mercator.tile_at(*CENTRE, zoom)
    sheets = [Sheet(zoom, x + dx, y + dy, 512, 1.0) for dx in range(-2, 2) for dy in (-1, 0, 1)]
    start = time.process_time()
    for sheet in sheets:
        render(lambda column, row, z=sheet.data_zoom: tile(z, column, row), sheet, colours)
    return (time.process_time() - start) / len(sheets) * 1e3


def _cold_s(zoom: int) -> tuple[float, float]:
    """Processor time of the tiles process and the clock, in seconds."""
    before = _children_s()
    with tempfile.TemporaryDirectory() as cache:
        pane = MapPane(theme.load())
        pane.resize(1920, 1080)
        source = TileSource([*COMMAND, "--cache", cache], "wall-dark")
        pane.set_tiles(source)
        pane.camera.look_at(*CENTRE, zoom)
        start = time.perf_counter()
        pane.show()
        while not (source.bounds and source.idle):
            if source.message or time.perf_counter() - start > PATIENCE_S:
                raise SystemExit(source.message or "the map did not finish")
            QTest.qWait(10)
        took = time.perf_counter() - start
        pane.close()
        source.stop()
    return _children_s() - before, took


def _children_s() -> float:
    """Processor time of all processes that were started here and have ended."""
    times = os.times()
    return times.children_user + times.children_system


if __name__ == "__main__":
    main()
