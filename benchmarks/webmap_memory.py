"""Memory of the web painter over minutes, with a fleet that moves every second and a camera that wanders.

Run: ``python -m benchmarks.webmap_memory [minutes] [vehicles]``. Prints, every ten seconds, the resident memory of the
renderer, of all child processes and of this one in MB, the CPU of all of them, and pictures drawn each second.
"""

from __future__ import annotations

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

import numpy as np
import psutil
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from resources import theme
from widgets.map.painter import Wish, prepare
from widgets.webmap.pane import SwitchingMapPane

CENTRE = (118.68, 37.44)
MEGABYTE = 1024 * 1024
EVERY_S = 10


def main(minutes: float, vehicles: int) -> None:
    """One pane of 1280×720."""
    prepare()
    application = QApplication([])
    pane = SwitchingMapPane(theme.load())
    pane.resize(1280, 720)
    pane.show()
    pane.camera.look_at(*CENTRE, 11)
    pane.choose(Wish.WEB)
    while not pane.web_shown:
        QTest.qWait(50)
    print(f"{'s':>5} {'renderer':>9} {'children':>9} {'python':>7} {'cpu %':>6} {'drawn/s':>8}")
    began = time.monotonic()
    for turn in range(round(minutes * 60 / EVERY_S)):
        pane.fly_to(CENTRE[0] + 0.05 * np.sin(turn), CENTRE[1] + 0.05 * np.cos(turn), 10.5 + turn % 4)
        drawn, cpu = _move(pane, vehicles)
        _tell(pane, time.monotonic() - began, cpu, drawn)
    pane.stop()
    QTest.qWait(50)
    del application


def _move(pane: SwitchingMapPane, vehicles: int) -> tuple[float, float]:
    chance = np.random.default_rng(1)
    lon = (CENTRE[0] * 1e6 + chance.normal(0, 8e4, vehicles)).astype(np.int32)
    lat = (CENTRE[1] * 1e6 + chance.normal(0, 6e4, vehicles)).astype(np.int32)
    heading, speed = chance.integers(0, 3600, vehicles, np.uint16), chance.integers(0, 900, vehicles, np.uint16)
    state = (chance.random(vehicles) < 0.02).astype(np.uint16)
    first, before, busy = pane.web.shown if pane.web else 0, time.monotonic(), _busy()
    for second in range(EVERY_S):
        pane.set_fleet(lon + second * 50, lat, heading, speed, state, np.full(vehicles, 1_700_000_000_000, np.int64))
        QTest.qWait(1000)
    took = time.monotonic() - before
    last = pane.web.shown if pane.web else 0
    return (last - first) / took, (_busy() - busy) / took * 100


def _family() -> list[psutil.Process]:
    return [psutil.Process(), *psutil.Process().children(recursive=True)]


def _busy() -> float:
    return sum(times.user + times.system for times in (process.cpu_times() for process in _family()))


def _tell(pane: SwitchingMapPane, at: float, cpu: float, drawn: float) -> None:
    own, *children = [process.memory_info().rss / MEGABYTE for process in _family()]
    renderer = psutil.Process(pane.web.renderer).memory_info().rss / MEGABYTE if pane.web else 0.0
    print(f"{at:5.0f} {renderer:9.0f} {sum(children):9.0f} {own:7.0f} {cpu:6.0f} {drawn:8.1f}", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0, int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
