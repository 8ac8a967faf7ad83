"""What it costs to bring a provider's pictures to our sheets, and how wrong a shift by one step a tile would be.

``compose``: ms a sheet of 512 px from tiles of 256 px that are unpacked already; ``write``: as PNG to the disk cache.
``step``: the most that GCJ-02's shift differs within one tile of 512 px, in pixels, over a province at each zoom.

Run: ``python -m benchmarks.basemap_compose``.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QColor, QGuiApplication, QImage

from console.app.tiling.tile_cache import TileCache
from console.domain.geo import datum
from console.domain.geo.tile_grid import Grid
from widgets.map import mercator, raster
from widgets.map.sheet import Sheet

PLACE = (118.68, 37.44)
ROUNDS = 30


def main() -> None:
    """Both tables."""
    application = QGuiApplication([])
    noise = np.random.default_rng(1).integers(0, 255, (256, 256, 4), np.uint8)
    tile = QImage(noise.tobytes(), 256, 256, QImage.Format.Format_RGB32).copy()
    grids = {"same grid": Grid(), "EPSG:4490": Grid(geographic=True), "GCJ-02": Grid(gcj=True)}
    with tempfile.TemporaryDirectory() as folder:
        for name, grid in grids.items():
            compose, write = _cost(grid, tile, Path(folder))
            print(f"{name:>10}  compose {compose:6.1f} ms  write {write:6.1f} ms")
    for z in (10, 12, 14, 16):
        print(f"zoom {z}: step {_step(z):.2f} px")
    del application


def _cost(grid: Grid, tile: QImage, folder: Path) -> tuple[float, float]:
    cache = TileCache(folder, 10**9)
    composed, written = [], []
    for at in range(ROUNDS):
        x, y = mercator.tile_at(*PLACE, 14)
        sheet = Sheet(14, x + at, y, 512, 1.0)
        start = time.perf_counter()
        image = raster.compose(sheet, grid, raster.plan(sheet, grid), [lambda *_: tile], QColor("#000"))
        middle = time.perf_counter()
        cache.write(cache.path("b", sheet), image)
        composed.append(middle - start)
        written.append(time.perf_counter() - middle)
    return statistics.median(composed) * 1000, statistics.median(written) * 1000


def _step(z: int) -> float:
    """Over 115–122° E, 34–38° N."""
    random = np.random.default_rng(2)
    lon, lat = random.uniform(115, 122, 4000), random.uniform(34, 38, 4000)
    edge = 360 / 2**z
    shifts = []
    for dx, dy in ((0, 0), (edge, 0), (0, -edge * 0.8), (edge, -edge * 0.8)):
        there_lon, there_lat = datum.to_gcj(lon + dx, lat + dy)
        x, y = mercator.to_unit(there_lon, there_lat)
        x0, y0 = mercator.to_unit(lon + dx, lat + dy)
        shifts.append(((x - x0) * 512 * 2**z, (y - y0) * 512 * 2**z))
    across, down = (np.array([each[axis] for each in shifts]) for axis in (0, 1))
    return float(np.hypot(np.ptp(across, axis=0), np.ptp(down, axis=0)).max())


if __name__ == "__main__":
    main()
