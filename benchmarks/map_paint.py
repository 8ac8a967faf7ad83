"""What a second of the map costs: taking a fleet's positions and painting them, by fleet and by output.

Run: ``python -m benchmarks.map_paint [--layers]``. Prints the median and the worst of many frames in milliseconds of
the GUI thread: a picture that is put together beside it is waited for, and only the asking and the showing count. With
``--layers`` a choropleth of 39 towns, 60 clusters, heat and 60 stations lie under the fleet. The map is panned by 9
pixels sixty times a second; a pan that leaves the painted margin paints anew: its worst is shown too.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import resources
from console.models.area_shapes import shapes_of
from console.models.city_map.shapes import Form, Look, MapLayer, PictureLayer, Shape, ShapeLayer
from resources import theme
from widgets.map import MapPane, TileSource
from widgets.map.base_layer import seen

FRAMES = 30
FRAME_S = 1 / 60
clock = time.thread_time if os.environ.get("CW_CPU") else time.perf_counter
"""``CW_CPU=1`` measures what the GUI thread works, for a machine that others use too."""
CENTRE = (118.68, 37.44)


def main() -> None:
    """All sizes, then a pan."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--layers", action="store_true", help="with layers under the fleet")
    layers = city_layers() if parser.parse_args().layers else []
    application = QApplication([])
    names = ("update", "paint", "worst", "pan", "worst")
    print(f"{'vehicles':>9} {'output':>11} " + " ".join(f"{name:>8}" for name in names) + "   ms")
    for count in (5_000, 20_000):
        for width, height in ((1280, 720), (1920, 1080), (3840, 2160)):
            figures = _measure(count, width, height, layers)
            print(f"{count:>9} {f'{width}x{height}':>11} " + " ".join(f"{figure:8.1f}" for figure in figures))
    del application


def _measure(count: int, width: int, height: int, layers: list[MapLayer]) -> list[float]:
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
    for layer in layers:
        pane.set_layer(layer)
    while (layers and not pane.settled) or pane.sheet.finished == 0 < len(layers):
        QApplication.processEvents()
    chance = np.random.default_rng(1)
    lon = (CENTRE[0] * 1e6 + chance.normal(0, 8e4, count)).astype(np.int32)
    lat = (CENTRE[1] * 1e6 + chance.normal(0, 6e4, count)).astype(np.int32)
    heading, speed = chance.integers(0, 3600, count, np.uint16), chance.integers(0, 900, count, np.uint16)
    state, fixed = (chance.random(count) < 0.02).astype(np.uint16), np.ones(count, np.int64)
    updates, paints, pans = [], [], []
    for frame in range(FRAMES):
        start = clock()
        pane.set_fleet(lon + frame, lat, heading, speed, state, fixed)
        middle = clock()
        pane.repaint()
        end = clock()
        updates.append(middle - start)
        paints.append(end - middle + _shown(pane))
    QTest.mousePress(pane, Qt.MouseButton.LeftButton)
    QTest.qWait(200)
    for _ in range(FRAMES * 2):
        start = clock()
        pane.camera.pan(9, 3)
        pane.repaint()
        QApplication.processEvents()
        pans.append(clock() - start)
        QTest.qWait(max(1, round((FRAME_S - pans[-1]) * 1e3)))
    while not pane.settled:
        QApplication.processEvents()
    pane.close()
    medians = [float(np.median(times)) * 1e3 for times in (updates, paints, pans)]
    return [*medians[:2], (max(np.add(updates, paints)[2:])) * 1e3, medians[2], max(pans) * 1e3]


def _shown(pane: MapPane) -> float:
    """Wait for a picture that is made beside this thread; what showing it costs."""
    if pane.settled:
        return 0.0
    while not pane.settled:
        time.sleep(0.0005)
        start = clock()
        QApplication.processEvents()
        took = clock() - start
    start = clock()
    pane.repaint()
    return took + clock() - start


def city_layers() -> list[MapLayer]:
    """What a watch has on: areas by a figure, heat, clusters and stations."""
    chance = np.random.default_rng(4)
    path = Path(resources.__file__).with_name("city") / "area_shapes.json"
    areas = tuple(
        Shape(code, Form.AREA, polygon, Look(f"ramp{at % 5 + 1}", 0.62, "ramp-line", 1.2, label="88"))
        for at, (code, polygons) in enumerate(shapes_of(path.read_bytes()).items())
        for polygon in polygons
        if len(code) == 9
    )
    heat = np.zeros((220, 256, 4), np.uint8)
    heat[60:160, 80:180] = (200, 90, 120, 191)

    def discs(count: int, radius: float, label: str) -> tuple[Shape, ...]:
        places = CENTRE + chance.normal(0, 0.12, (count, 2))
        look = Look("cluster", 0.88, "accent", 1.5, radius=radius, label=label)
        return tuple(Shape(str(at), Form.POINT, (place[None, :],), look) for at, place in enumerate(places))

    return [
        ShapeLayer("areas", "areas", opacity=0.85, shapes=areas),
        PictureLayer("heat", "heat", opacity=0.75, bounds=(118.4, 37.2, 119.0, 37.7), pixels=heat),
        ShapeLayer("clusters", "clusters", shapes=discs(60, 18, "123")),
        ShapeLayer("stations", "stations", shapes=discs(60, 12, "57")),
    ]


if __name__ == "__main__":
    main()
