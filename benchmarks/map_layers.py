"""What layers cost the GUI thread: taking one of 100,000 vertices, its picture, moving over it, hits, the page's bytes.

``set`` is the call; ``shown`` the time until its picture is complete, ``stall`` the longest gap in a 1-ms timer until
then; ``pan`` and ``zooming`` are one move with its paint; ``fleet`` 20,000 positions taken and painted. Milliseconds.

Run: ``python -m benchmarks.map_layers``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication

from console.models.city_map.shapes import Form, Look, Shape, ShapeLayer
from resources import theme
from widgets.map import MapPane
from widgets.webmap.geojson import geojson

clock = time.thread_time if os.environ.get("CW_CPU") else time.perf_counter
"""``CW_CPU=1`` measures what the GUI thread works, for a machine that others use too."""
CENTRE = (118.68, 37.44)
VERTICES = 100_000


def main() -> None:
    """The same vertices as few large areas, as many small ones, and as lines; two outputs; two zooms."""
    application = QApplication([])
    names = ("set", "shown", "stall", "pan", "worst", "zooming", "fleet", "hit", "bytes")
    print(f"{'shapes':>14} {'output':>10} {'zoom':>5} " + " ".join(f"{name:>7}" for name in names))
    for name, shapes in (("10 areas", _areas(10)), ("2,000 areas", _areas(2_000)), ("100 lines", _lines(100))):
        for width, height in ((1920, 1080), (3840, 2160)):
            for zoom in (9.5, 13.0):
                figures = _measure(application, shapes, width, height, zoom)
                print(f"{name:>14} {f'{width}x{height}':>10} {zoom:>5} " + " ".join(f"{each:7.1f}" for each in figures))
    del application


def _measure(application: QApplication, shapes: tuple[Shape, ...], width: int, height: int, zoom: float) -> list[float]:
    pane = MapPane(theme.load())
    pane.resize(width, height)
    pane.camera.look_at(*CENTRE, zoom)
    pane.show()
    application.processEvents()
    pane.repaint()
    took = _timed(lambda: pane.set_layer(ShapeLayer("heavy", "heavy", shapes=shapes)))
    shown, stall = _watched(application, pane)

    def pan() -> None:
        pane.camera.pan(7, 3)
        pane.repaint()
        application.processEvents()

    def closer() -> None:
        pane.camera.zoom_at(width / 2, height / 2, pane.camera.zoom + 0.02)
        pane.repaint()
        application.processEvents()

    pans = [_timed(pan) for _ in range(60)]
    _watched(application, pane)
    zooms = [_timed(closer) for _ in range(20)]
    _watched(application, pane)
    chance = np.random.default_rng(1)
    lon, lat = ((part * 1e6 + chance.normal(0, 8e4, 20_000)).astype(np.int32) for part in CENTRE)
    small, fixed = np.zeros(20_000, np.uint16), np.ones(20_000, np.int64)

    def fleet() -> None:
        pane.set_fleet(lon, lat, small, small, small, fixed)
        pane.repaint()

    fleets = [_timed(fleet) for _ in range(10)]
    hit = _timed(lambda: pane.shape_at(QPointF(width / 2, height / 2)))
    made = _timed(lambda: geojson(next(pane._layers.shown()).prepared, pane.theme))
    pane.close()
    return [
        took,
        shown,
        stall,
        float(np.median(pans)),
        max(pans),
        float(np.median(zooms)),
        float(np.median(fleets)),
        hit,
        made,
    ]


def _watched(application: QApplication, pane: MapPane) -> tuple[float, float]:
    """Until the layers' picture is complete: how long that takes, and the longest that a timer of 1 ms had to wait."""
    start, ticks = clock(), [clock()]
    timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(clock()))
    timer.start()
    pane.update()
    while True:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if pane.settled and len(ticks) > 5:
            break
    return (clock() - start) * 1e3, float(np.diff(ticks).max()) * 1e3


def _timed(act: Callable[[], object]) -> float:
    start = clock()
    act()
    return (clock() - start) * 1e3


def _areas(count: int) -> tuple[Shape, ...]:
    """Jagged rings side by side over the city."""
    chance = np.random.default_rng(2)
    edge = int(np.ceil(np.sqrt(count)))
    angle = np.linspace(0, 2 * np.pi, VERTICES // count, endpoint=False)
    shapes = []
    for at in range(count):
        lon = CENTRE[0] + (at % edge - edge / 2) * 1.0 / edge
        lat = CENTRE[1] + (at // edge - edge / 2) * 0.8 / edge
        radius = 0.45 / edge * (1 + chance.normal(0, 0.02, len(angle)))
        ring = np.stack([lon + radius * np.cos(angle), lat + 0.8 * radius * np.sin(angle)], axis=1)
        look = Look(fill=f"grade{at % 4 + 1}", line="text", width=1)
        shapes.append(Shape(str(at), Form.AREA, (ring,), look, str(at)))
    return tuple(shapes)


def _lines(count: int) -> tuple[Shape, ...]:
    """Wandering tracks with arrows."""
    chance = np.random.default_rng(3)
    steps = chance.normal(0, 2e-4, (count, VERTICES // count, 2)).cumsum(axis=1)
    starts = np.array(CENTRE) + chance.normal(0, 0.2, (count, 1, 2))
    return tuple(
        Shape(str(at), Form.LINE, (line,), Look(line="accent", width=2, arrows=True))
        for at, line in enumerate(starts + steps)
    )


if __name__ == "__main__":
    main()
