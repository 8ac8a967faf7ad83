"""What a second of the page costs with and without layers under 20,000 vehicles that move at 1 Hz.

1280×720, software GL. Prints the processor time of all processes for each second, at rest and moving. Run:
``QTWEBENGINE_CHROMIUM_FLAGS=--ignore-gpu-blocklist python -m benchmarks.webmap_layers`` (as root with
``QTWEBENGINE_DISABLE_SANDBOX=1``).
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import psutil
from PySide6.QtWidgets import QApplication

from benchmarks.map_paint import CENTRE, city_layers
from resources import theme
from tests.event_loop import run
from widgets.map.painter import Wish, prepare
from widgets.webmap.pane import SwitchingMapPane

COUNT, SECONDS = 20_000, 15


def main() -> None:
    """Without layers, then with them."""
    prepare()
    application = QApplication([])
    pane = SwitchingMapPane(theme.load())
    pane.resize(1280, 720)
    pane.camera.look_at(*CENTRE, 10.5)
    pane.show()
    pane.choose(Wish.WEB)
    while not pane.web_shown:
        run(50)
    print(f"{'':>14} {'work':>8}   ms a second")
    _measure(pane, "at rest", moving=False)
    _measure(pane, "no layers")
    for layer in city_layers():
        pane.set_layer(layer)
    run(5000)
    _measure(pane, "four layers")
    pane.stop()
    del application


def _measure(pane: SwitchingMapPane, name: str, moving: bool = True) -> None:
    chance = np.random.default_rng(1)
    lon, lat = ((part * 1e6 + chance.normal(0, 8e4, COUNT)).astype(np.int32) for part in CENTRE)
    heading, speed = chance.integers(0, 3600, COUNT, np.uint16), chance.integers(0, 900, COUNT, np.uint16)
    state, fixed = np.zeros(COUNT, np.uint16), np.ones(COUNT, np.int64)
    worked = _work()
    for second in range(SECONDS):
        if moving:
            pane.set_fleet(lon + second, lat, heading, speed, state, fixed)
        run(1000)
    print(f"{name:>14} {(_work() - worked) / SECONDS * 1e3:8.0f}")


def _work() -> float:
    """Seconds of processor time of this process and all its children."""
    own = psutil.Process()
    return sum(sum(each.cpu_times()[:2]) for each in [own, *own.children(recursive=True)])


if __name__ == "__main__":
    main()
