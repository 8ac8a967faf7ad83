"""What a second of the map costs: taking a fleet's positions and painting them, by fleet and by output.

Run: ``python -m benchmarks.map_paint``. Prints the median and the worst of many frames in milliseconds.
"""

from __future__ import annotations

import os
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication

from resources import theme
from widgets.map import MapPane, TileSource
from widgets.map.base_layer import seen

FRAMES = 30
CENTRE = (118.68, 37.44)


def main() -> None:
    """All sizes, then a pan."""
    application = QApplication([])
    print(f"{'vehicles':>9} {'output':>11} {'update':>8} {'paint':>8} {'worst':>8} {'pan':>8}   ms")
    for count in (5_000, 20_000):
        for width, height in ((1280, 720), (1920, 1080), (3840, 2160)):
            update, paint, worst, pan = _measure(count, width, height)
            print(f"{count:>9} {f'{width}x{height}':>11} {update:8.1f} {paint:8.1f} {worst:8.1f} {pan:8.1f}")
    del application


def _measure(count: int, width: int, height: int) -> tuple[float, float, float, float]:
    pane = MapPane(theme.load())
    pane.resize(width, height)
    pane.camera.look_at(*CENTRE, 10.5)
    pane.show()
    QApplication.processEvents()
    source = TileSource(["unused"], "wall-dark")
    pane._tiles = source
    for sheet in seen(pane.camera.view):
        pixmap = QPixmap(sheet.px, sheet.px)
        pixmap.fill(QColor("#0D1726"))
        source.store.put(sheet, pixmap)
    chance = np.random.default_rng(1)
    lon = (CENTRE[0] * 1e6 + chance.normal(0, 8e4, count)).astype(np.int32)
    lat = (CENTRE[1] * 1e6 + chance.normal(0, 6e4, count)).astype(np.int32)
    heading, speed = chance.integers(0, 3600, count, np.uint16), chance.integers(0, 900, count, np.uint16)
    state, fixed = (chance.random(count) < 0.02).astype(np.uint16), np.ones(count, np.int64)
    updates, paints, pans = [], [], []
    for frame in range(FRAMES):
        start = time.perf_counter()
        pane.set_fleet(lon + frame, lat, heading, speed, state, fixed)
        middle = time.perf_counter()
        pane.repaint()
        end = time.perf_counter()
        updates.append(middle - start)
        paints.append(end - middle)
    for _ in range(FRAMES // 3):
        start = time.perf_counter()
        pane.camera.pan(3, 1)
        pane.repaint()
        pans.append(time.perf_counter() - start)
    pane.close()
    medians = [float(np.median(times)) * 1e3 for times in (updates, paints, pans)]
    return medians[0], medians[1], (max(np.add(updates, paints)[2:])) * 1e3, medians[2]


if __name__ == "__main__":
    main()
