"""Monitors that come, go and change, a few hundred times, on a virtual X server: nothing off screen, within 2 s, flat.

    python benchmarks/hotplug_soak.py --cycles 200 --cache DIR/cache

``--cache``: of a demonstration (``commandwall demo --data DIR``), so that the panes have something to show; without
one they say 未知. A wall document names four outputs; each cycle takes one away, puts one back, moves it, or gives it
another resolution or another size in millimetres (another type size). Times are from the end of the change to the
moment when every monitor is exactly covered by one window with panes, and what is missing is folded in.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from console.wall.outputs import Output, WallDocument, wall_text
from tests.fakes.display import Display, Rect, ShownWall, usable

HOME: dict[str, Rect] = {
    "a": (1920, 1080, 0, 0), "b": (1920, 1080, 1920, 0), "c": (1920, 1080, 3840, 0), "d": (1280, 720, 5760, 0),
}  # fmt: skip
SIZES = [(1920, 1080), (1280, 720), (1080, 1920), (1600, 900)]
PATIENCE = 20.0
LIMIT = 2.0
REST = 0.3
"""Between a covered wall and the next change, so that the next layout is not begun within the last one's settling."""
KEPT = {"WallHeader", "AlarmPane", "PaneFrame", "WarningTicker"}
"""Header, list, map and ticker."""
WARM_UP = 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cycles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path)
    args = parser.parse_args()
    if not usable():
        print("Xvfb or xrandr is not installed")
        return 2
    display = Display()
    with tempfile.TemporaryDirectory(prefix="commandwall-hotplug-") as folder:
        try:
            return soak(display, Path(folder), args.cache, args.cycles, random.Random(args.seed))
        finally:
            display.end()


def soak(display: Display, folder: Path, cache: Path | None, cycles: int, dice: random.Random) -> int:
    for name, rect in HOME.items():
        display.monitor(name, *rect)
    document = folder / "wall.toml"
    document.write_text(wall_text(WallDocument([Output(name, name) for name in HOME])), encoding="utf-8")
    wall = ShownWall(display, folder, "--cache", str(cache or folder / "cache"), "--wall", str(document))
    try:
        wall.until(lambda: wall.covers(*HOME.values()), 60)
        took: list[float] = []
        memory: list[tuple[float, float]] = []
        process = psutil.Process(wall.child.pid)
        for cycle in range(cycles):
            what = change(display, wall, dice)
            seconds = wall.until(lambda: settled(display, wall), PATIENCE)
            took.append(seconds)
            memory.append((process.memory_info().rss / 2**20, float(wall.now()["tiles_mb"])))
            late = "  LATE" if seconds > LIMIT else ""
            print(f"{cycle:4} {what:<24} {seconds:5.2f} s {memory[-1][0]:6.0f} MB{late}", flush=True)
            time.sleep(REST)
        return tell(took, memory)
    finally:
        wall.end()


def settled(display: Display, wall: ShownWall) -> bool:
    """Covered, and header, list, map and ticker are somewhere, whatever is missing."""
    kinds = {kind for window in wall.now().get("kinds", {}).values() for kind in window}
    return wall.covers(*display.monitors.values()) and kinds >= KEPT


def change(display: Display, wall: ShownWall, dice: random.Random) -> str:
    """Xvfb's monitors have no modes: one that changes is taken away and put in again once Qt has seen it go."""
    name = dice.choice([each for each in HOME if each != "a"])  # the server's own output goes with nobody
    if name in display.monitors and dice.random() < 0.4:
        display.take_away(name)
        return f"{name} away"
    back = name not in display.monitors
    width, height = HOME[name][:2] if back else dice.choice(SIZES)
    left, top = HOME[name][2:]
    per_mm = dice.choice([1.2, 2.0, 4.0])
    if not back:
        display.take_away(name)
        wall.until(lambda: len(wall.now()["screens"]) == len(display.monitors), PATIENCE)
    display.monitor(name, width, height, left, top + dice.choice([0, 0, 60]), per_mm)
    return f"{name} {'back' if back else 'now'} {width}×{height} {per_mm:g} px/mm"


def tell(took: list[float], memory: list[tuple[float, float]]) -> int:
    ordered = sorted(took)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    late = sum(seconds > LIMIT for seconds in took)
    print(
        f"{len(took)} cycles: p50 {statistics.median(took):.2f} s, p99 {p99:.2f} s, max {ordered[-1]:.2f} s, "
        f"{late} later than {LIMIT:g} s; load {psutil.getloadavg()[0]:.1f}"
    )
    rest = memory[WARM_UP:] or memory
    quarter = max(1, len(rest) // 4)
    for name, part in (("first", rest[:quarter]), ("last", rest[-quarter:])):
        whole, tiles = (statistics.mean(column) for column in zip(*part, strict=True))
        print(f"memory in the {name} quarter after {WARM_UP} cycles: {whole:.0f} MB, of it {tiles:.0f} MB map tiles")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
