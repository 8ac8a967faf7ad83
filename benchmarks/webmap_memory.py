"""Memory of a map over minutes, with a fleet that moves every second and a camera that wanders.

Run: ``python -m benchmarks.webmap_memory [--painter web|native] [--minutes N] [--vehicles N] [--out FOLDER]``.
Prints, every ten seconds, the resident memory of the renderer, of all child processes and of this one in MB, the CPU of
all of them, pictures drawn each second, how long this process took for an update, and how late a 10-ms tick came (p99).
With ``--out`` the same as a CSV file and the memory as a chart.
"""

from __future__ import annotations

import argparse
import csv
import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

import numpy as np
import psutil
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks import line_chart
from console.app.program import own_command
from resources import theme
from tests.event_loop import run
from widgets.map.painter import Wish, prepare
from widgets.map.tile_source import TileSource
from widgets.webmap.pane import SwitchingMapPane

CENTRE = (118.68, 37.44)
MEGABYTE = 1024 * 1024
EVERY_S = 10
TICK_MS = 10
HEADS = ("s", "renderer", "children", "window", "cpu %", "drawn/s", "update ms", "tick p99 ms")


class Ticks:
    """How late the GUI thread comes to a timer of ``TICK_MS``."""

    def __init__(self) -> None:
        self._late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._late.append((now - self._last) * 1e3 - TICK_MS)
        self._last = now

    def p99(self) -> float:
        """Of the ticks since it was last asked, in ms."""
        late, self._late = self._late, []
        return float(np.percentile(late, 99)) if late else 0.0


def main() -> None:
    """One pane of 1280×720."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--painter", choices=("web", "native"), default="web")
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--vehicles", type=int, default=20_000)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    prepare()
    application = QApplication([])
    pane = SwitchingMapPane(theme.load())
    folder = tempfile.TemporaryDirectory()
    tiles = TileSource([*own_command("tiles"), "--cache", folder.name], "wall-dark")
    pane.set_tiles(tiles)
    pane.resize(1280, 720)
    pane.show()
    pane.camera.look_at(*CENTRE, 11)
    pane.choose(Wish(args.painter))
    while args.painter == "web" and not pane.web_shown:
        run(50)
    rows = _run(pane, args.minutes, args.vehicles)
    pane.stop()
    tiles.stop()
    run(50)
    folder.cleanup()
    if args.out is not None:
        _write(args.out, args.painter, args.vehicles, rows)
    del application


def _run(pane: SwitchingMapPane, minutes: float, vehicles: int) -> list[tuple[float, ...]]:
    print("".join(f"{head:>12}" for head in HEADS))
    began, ticks, rows = time.monotonic(), Ticks(), []
    for turn in range(round(minutes * 60 / EVERY_S)):
        pane.fly_to(CENTRE[0] + 0.05 * np.sin(turn), CENTRE[1] + 0.05 * np.cos(turn), 10.5 + turn % 4)
        drawn, cpu, update = _move(pane, vehicles)
        row = (time.monotonic() - began, *_memory(pane), cpu, drawn, update, ticks.p99())
        rows.append(row)
        print("".join(f"{value:12.1f}" for value in row), flush=True)
    return rows


def _move(pane: SwitchingMapPane, vehicles: int) -> tuple[float, float, float]:
    chance = np.random.default_rng(1)
    lon = (CENTRE[0] * 1e6 + chance.normal(0, 8e4, vehicles)).astype(np.int32)
    lat = (CENTRE[1] * 1e6 + chance.normal(0, 6e4, vehicles)).astype(np.int32)
    heading, speed = chance.integers(0, 3600, vehicles, np.uint16), chance.integers(0, 900, vehicles, np.uint16)
    state = (chance.random(vehicles) < 0.02).astype(np.uint16)
    first, before, used = pane.web.shown if pane.web else 0, time.monotonic(), busy()
    took = []
    for second in range(EVERY_S):
        start = time.perf_counter()
        pane.set_fleet(lon + second * 50, lat, heading, speed, state, np.full(vehicles, 1_700_000_000_000, np.int64))
        if not pane.web_shown:
            pane.repaint()
        took.append((time.perf_counter() - start) * 1e3)
        run(1000)
    seconds = time.monotonic() - before
    last = pane.web.shown if pane.web else 0
    return (last - first) / seconds, (busy() - used) / seconds * 100, float(np.median(took))


def _family() -> list[psutil.Process]:
    return [psutil.Process(), *psutil.Process().children(recursive=True)]


def busy() -> float:
    return sum(times.user + times.system for times in (process.cpu_times() for process in _family()))


def _memory(pane: SwitchingMapPane) -> tuple[float, float, float]:
    own, *children = [process.memory_info().rss / MEGABYTE for process in _family()]
    pid = pane.web.renderer if pane.web else 0
    renderer = psutil.Process(pid).memory_info().rss / MEGABYTE if pid > 0 else 0.0
    return renderer, sum(children), own


def _write(folder: Path, painter: str, vehicles: int, rows: list[tuple[float, ...]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"map-memory-{painter}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADS)
        writer.writerows([f"{value:.1f}" for value in row] for row in rows)
    columns = list(zip(*rows, strict=True))
    named = {"window process": list(columns[3])}
    named |= {"renderer": list(columns[1]), "all children": list(columns[2])} if painter == "web" else {}
    named |= {"tile painter": list(columns[2])} if painter == "native" else {}
    title = f"Resident memory, {painter} painter, {vehicles:,} vehicles at 1 Hz, 1280×720"
    line_chart.write(
        folder / f"map-memory-{painter}.svg", title, "minutes", "MB", [at / 60 for at in columns[0]], named
    )


if __name__ == "__main__":
    main()
