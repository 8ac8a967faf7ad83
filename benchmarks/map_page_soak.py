"""A real wall whose map page is killed and stopped again and again: is it back, what does it say, does anything leak?

    QTWEBENGINE_CHROMIUM_FLAGS=--ignore-gpu-blocklist python benchmarks/map_page_soak.py --spaced 5 --bursts 5

(without a display; as root also QTWEBENGINE_DISABLE_SANDBOX=1). First the page's process is killed (SIGKILL) and
stopped (SIGSTOP) in turn, ``--spaced`` times each, never three times within the watchdog's minute: it must come back
each time. Then bursts: three kills, or three stops, as fast as the page is back; after the third the native painter
must take over by itself and say why. The clock of the rule is left alone. A wall that has given up rests for ten
minutes, so each burst begins with a wall of its own whose record of deaths was taken away, as on another machine.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests"), str(Path(__file__).resolve().parents[1])]

import psutil  # noqa: E402
from e2e.processes import LEVEL_SECONDS, Plant, Window, until  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402

SPACING_S = 40.0
"""From a page that is back to the next death: any minute holds two at most, however late a hang is noticed."""
BACK_S = 90.0
MOVING_S = 40.0
MAP = (60, 240, 520, 180)
"""Left, top, width and height of what lies well inside the overview's map on a monitor of 1280×720."""
WAYS = {"killed": signal.SIGKILL, "stopped": signal.SIGSTOP}
RECORD = "map-painter-wall.json"


@dataclass
class Tally:
    """What the rounds showed."""

    back: dict[str, list[float]] = field(default_factory=lambda: {way: [] for way in WAYS})
    over: dict[str, list[float]] = field(default_factory=lambda: {way: [] for way in WAYS})
    said: dict[str, int] = field(default_factory=dict)
    seen: dict[int, psutil.Process] = field(default_factory=dict)
    early: int = 0
    """Deaths that a page had by itself in a burst."""

    def hear(self, words: str) -> None:
        """Count a sentence that stood on the map."""
        if words:
            self.said[words] = self.said.get(words, 0) + 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spaced", type=int, default=5, help="single recoveries of each kind")
    parser.add_argument("--bursts", type=int, default=5, help="bursts of three of each kind")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="commandwall-soak-") as folder:
        plant = Plant(Path(folder), whole_city=True)
        try:
            return soak(plant, args.spaced, args.bursts)
        finally:
            plant.end()


def soak(plant: Plant, spaced: int, bursts: int) -> int:
    """Hurt, await, count."""
    gateway = plant.gateway(options=("--vehicles", "2000", "--rate", "100"))
    gateway.await_ready()
    plant.feed(f"city={gateway.url}")
    shots = plant.folder / "shots"
    wall = plant.window("wall", (), "--map-painter", "web", "--shots", str(shots), "--shots-every", "2")
    tally = Tally()
    settle(wall, tally)
    moving(shots)
    before, pid = memory(wall), wall.pid
    for turn in range(2 * spaced):
        single(wall, list(WAYS)[turn % 2], tally)
        back = time.monotonic()
        moving(shots)
        assert wall.running and wall.pid == pid
        time.sleep(max(0.0, SPACING_S - (time.monotonic() - back)) if turn + 1 < 2 * spaced else 0.0)
    after = memory(wall)
    print(f"spaced: {2 * spaced} on one wall, memory of its processes {before:.0f} MB before, {after:.0f} MB after")
    for turn in range(2 * bursts):
        wall.stop(20.0)
        gone(tally)
        (plant.cache / RECORD).unlink(missing_ok=True)
        wall.start()
        settle(wall, tally)
        burst(wall, list(WAYS)[turn % 2], tally)
        moving(shots)
    wall.stop(20.0)
    gone(tally)
    report(tally)
    return 0


def settle(wall: Window, tally: Tally) -> None:
    """Until the page is shown and every pane is live."""
    until(lambda: told(wall).get("shown") == "web", BACK_S, lambda: (told(wall), wall.said()[-2000:]))
    until(lambda: wall.all_panes("live"), LEVEL_SECONDS * 2, wall.panes)
    note(wall, tally)


def single(wall: Window, way: str, tally: Tally) -> None:
    """One death or hang that the page outlives."""
    assert hurt(wall, way, tally) == "web", told(wall)


def burst(wall: Window, way: str, tally: Tally) -> None:
    """Within a minute: at the third at the latest the native painter takes over and says why.

    On a machine that others keep busy a page that starts anew may count as hung by itself; that counts as well.
    """
    first = time.monotonic()
    done = 1
    while hurt(wall, way, tally) == "web":
        done += 1
        assert done <= 3, told(wall)
    assert time.monotonic() - first < 60.0, "these were no three within a minute"
    assert told(wall)["said"].endswith("一分钟内三次"), told(wall)
    tally.early += 3 - done


def hurt(wall: Window, way: str, tally: Tally) -> str:
    """Kill or stop the page, and wait until it is back, or the native painter for good; which of the two."""
    renderer = told(wall)["renderer"]
    began = time.monotonic()
    os.kill(renderer, WAYS[way])

    def settled() -> str:
        now = heard(wall, tally)
        if now.get("painter") == "native":
            return "native"
        return "web" if now.get("shown") == "web" and now["renderer"] != renderer else ""

    painter = until(settled, BACK_S, lambda: told(wall))
    took = time.monotonic() - began
    (tally.back if painter == "web" else tally.over)[way].append(took)
    print(f"{way}: {painter} after {took:.1f} s, load {os.getloadavg()[0]:.1f}", flush=True)
    check(wall, renderer, tally)
    return painter


def check(wall: Window, renderer: int, tally: Tally) -> None:
    """The wall lives, its other panes too, and nothing is left of the old page."""
    assert wall.running
    assert set(wall.panes().values()) <= {"live", "delayed"}, wall.panes()
    until(lambda: not alive(renderer), 10.0, f"page {renderer} is gone")
    note(wall, tally)


def told(wall: Window) -> dict[str, Any]:
    """What the health file says of the map."""
    maps: dict[str, dict[str, Any]] = wall.health().get("maps", {})
    return next(iter(maps.values()), {})


def heard(wall: Window, tally: Tally) -> dict[str, Any]:
    """As ``told``, and what stands on the map is counted once for each time that it was read."""
    now = told(wall)
    tally.hear(str(now.get("said", "")))
    return now


def note(wall: Window, tally: Tally) -> None:
    """Remember every process of the wall."""
    for each in [psutil.Process(wall.pid), *psutil.Process(wall.pid).children(recursive=True)]:
        tally.seen.setdefault(each.pid, each)


def alive(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def gone(tally: Tally) -> None:
    """Nobody of the wall outlives it."""
    until(lambda: not any(each.is_running() for each in tally.seen.values()), 20.0, "processes are left")


def memory(wall: Window) -> float:
    """Of the wall and all below it, shared pages counted once, in MB."""
    own = psutil.Process(wall.pid)
    return sum(each.memory_full_info().pss for each in [own, *own.children(recursive=True)]) / 2**20


def moving(shots: Path) -> None:
    """Until the picture of the map's inside has changed twice: its data moves and is painted."""
    pictures: set[str] = set()

    def look() -> bool:
        image = QImage(str(shots / "wall-1.png"))
        if not image.isNull():
            part = image.copy(*MAP).convertToFormat(QImage.Format.Format_RGB32)
            pictures.add(hashlib.sha256(bytes(part.constBits())).hexdigest())
        return len(pictures) > 2

    until(look, MOVING_S, "the map moves")


def report(tally: Tally) -> None:
    for way in WAYS:
        print(f"{way}: back {summary(tally.back[way])}; native took over {summary(tally.over[way])}")
    print(f"pages that counted as hung by themselves in a burst: {tally.early}")
    for words, count in tally.said.items():
        print(f"  on the map, read {count} times: {words}")
    print(f"{len(tally.seen)} processes of the walls seen, none left; load {os.getloadavg()[0]:.1f}")


def summary(seconds: list[float]) -> str:
    if not seconds:
        return "never"
    return f"{len(seconds)} times after {statistics.median(seconds):.1f} s, worst {max(seconds):.1f}"


if __name__ == "__main__":
    sys.exit(main())
