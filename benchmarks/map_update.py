"""What one second's positions of a fleet cost each painter, and what the GUI thread notices of it.

Run: ``python -m benchmarks.map_update [vehicles] [seconds]``. One map of 1280×720 that stands still, new positions once
a second. Prints for each painter, as median and worst in ms: from the new positions to the picture, processor time of
the GUI thread for it, and of all processes; and the 99th percentile of how late a 10-ms tick of the GUI thread came.

The page's picture is the one that the screen has: its second animation frame after the painting, by the page's own
clock. The event loop runs as in the product: under QTest's own waiting the browser's answers lie about for up to a
second.
"""

from __future__ import annotations

import json
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

import numpy as np
from PySide6.QtWidgets import QApplication

from benchmarks.webmap_memory import CENTRE, Ticks, busy
from console.app.windows.heap import keep_freed
from resources import theme
from tests.event_loop import run
from widgets.map.painter import Wish, prepare
from widgets.webmap.pane import SwitchingMapPane

PATIENCE_S = 10.0
WATCH = """(() => {
  const look = (frames) => requestAnimationFrame(() => {
    frames = JSON.parse(cw.tell({})).drawn >= %d ? frames + 1 : 0;
    if (frames < 3) look(frames);
    else globalThis.seen = [%d, performance.timeOrigin + performance.now()];
  });
  look(0);
})()"""
"""The frame that finds it drawn is the one of the painting, or the next."""


def main(vehicles: int, seconds: int) -> None:
    """The native painter, then the page."""
    prepare()
    keep_freed()
    application = QApplication([])
    print(f"{'painter':>8} {'picture after':>16} {'GUI thread':>14} {'all processes':>16} {'tick p99':>9}   ms")
    for wish in (Wish.NATIVE, Wish.WEB):
        pane = SwitchingMapPane(theme.load())
        pane.resize(1280, 720)
        pane.show()
        pane.camera.look_at(*CENTRE, 10.5)
        pane.choose(wish)
        while wish is Wish.WEB and not pane.web_shown:
            run(50)
        run(3000)
        after, thread, whole, tick = _measure(pane, vehicles, seconds)
        shown = [f"{np.median(times):.1f} / {max(times):.0f}" for times in (after, thread, whole)]
        print(f"{wish.value:>8} {shown[0]:>16} {shown[1]:>14} {shown[2]:>16} {tick:9.1f}", flush=True)
        pane.stop()
        pane.close()
    print(f"load average {os.getloadavg()[0]:.0f}")
    del application


def _measure(
    pane: SwitchingMapPane, vehicles: int, seconds: int
) -> tuple[list[float], list[float], list[float], float]:
    chance = np.random.default_rng(1)
    lon = (CENTRE[0] * 1e6 + chance.normal(0, 8e4, vehicles)).astype(np.int32)
    lat = (CENTRE[1] * 1e6 + chance.normal(0, 6e4, vehicles)).astype(np.int32)
    heading, speed = chance.integers(0, 3600, vehicles, np.uint16), chance.integers(0, 900, vehicles, np.uint16)
    state = (chance.random(vehicles) < 0.02).astype(np.uint16)
    after, thread, whole, ticks = [], [], [], Ticks()
    for second in range(seconds + 1):
        fixed = np.full(vehicles, 1_700_000_000_000 + second * 1000, np.int64)
        start, own, all_of = time.time(), time.thread_time(), busy()
        pane.set_fleet(lon + second * 50, lat, heading, speed, state, fixed)
        if pane.web_shown:
            took = _await_page(pane) - start * 1e3
        else:
            _await_painter(pane)
            took = (time.time() - start) * 1e3
            used = (time.thread_time() - own) * 1e3
        run(max(0, 1000 - round((time.time() - start) * 1e3)))
        if pane.web_shown:
            used = (time.thread_time() - own) * 1e3
        if second:  # the first one pays for what is made once
            after.append(took)
            thread.append(used)
            whole.append((busy() - all_of) * 1e3)
        else:
            ticks.p99()
    return after, thread, whole, ticks.p99()


def _await_painter(pane: SwitchingMapPane) -> None:
    """Until the native painter has painted the newest picture, which it may make beside this thread."""
    pane.repaint()
    if not pane.settled:
        while not pane.settled:
            run(1)
        pane.repaint()


def _await_page(pane: SwitchingMapPane) -> float:
    """When the screen had the newest message that holds these positions, in ms since 1970."""
    page = pane.web.page  # type: ignore[union-attr]
    wanted, seen = pane._number, [0, 0.0]
    page.runJavaScript(WATCH % (wanted, wanted))
    until = time.monotonic() + PATIENCE_S
    while seen[-2] < wanted:
        if time.monotonic() > until:
            raise TimeoutError("the page did not draw")
        run(20)
        page.runJavaScript("JSON.stringify(globalThis.seen ?? [0, 0])", 0, lambda told: seen.extend(json.loads(told)))
    return float(seen[-1])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, int(sys.argv[2]) if len(sys.argv) > 2 else 30)
