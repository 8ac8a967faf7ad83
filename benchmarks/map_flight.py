"""What our side of a picture costs while the page's camera moves: the share that no graphics card takes over.

Run: ``python -m benchmarks.map_flight [--layers] [--vehicles N] [--out FILE.csv]``. A map of 1280×720 with 20,000
vehicles and buildings that stand up. Each move is made in the steps that a screen of 60 Hz would show, and each step is
waited for, so that the pictures are those that a card would paint, however long software takes for them. Three passes:
the script's time at 1280×720 pixels; again with the same view on 320×180 pixels, to show that it does not depend on who
fills the pixels; and the calls, triangles and bytes that a picture with all its tiles asks of the card. Times are
processor time in ms.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

import numpy as np
from PySide6.QtWidgets import QApplication

from benchmarks.map_paint import CENTRE, city_layers
from benchmarks.page_trace import Tracer, Work, aside, open_port
from resources import theme
from tests.event_loop import run
from tests.widgets.webmap.card import watch
from widgets.map.painter import Wish, prepare
from widgets.webmap.pane import SwitchingMapPane

FRAME_MS = 1000 / 60
PATIENCE_S = 60.0
HEADS = ("move", "pixels", "pictures", "script p50", "script p99", "script worst", "main thread", "longest task",
         "window p50", "window worst", "calls p50", "draws p50", "triangles p50", "triangles worst", "KB p50",
         "KB worst", "tiles asked", "fleets asked", "layers asked")  # fmt: skip
Move = Callable[[SwitchingMapPane], Iterator[None]]


def flight(pane: SwitchingMapPane) -> Iterator[None]:
    """To an incident: from the whole city, straight down, to its streets, leaning."""
    return _flown(pane, (CENTRE[0] + 0.05, CENTRE[1] + 0.03, 15.0, 55.0, 20.0))


def crossing(pane: SwitchingMapPane) -> Iterator[None]:
    """From there to the other side of the city, up and down again."""
    return _flown(pane, (CENTRE[0] - 0.12, CENTRE[1] - 0.05, 15.0, 55.0, -30.0))


def _flown(pane: SwitchingMapPane, goal: tuple[float, float, float, float, float]) -> Iterator[None]:
    camera = pane.tiltable
    camera.fly_tilted(*goal)
    animation = camera._flight
    animation.pause()
    steps = round(animation.duration() / FRAME_MS)
    for step in range(1, steps + 1):
        animation.setCurrentTime(round(step * animation.duration() / steps))
        yield


def turn(pane: SwitchingMapPane) -> Iterator[None]:
    """A second of turning among the towers."""
    for step in range(60):
        pane.tiltable.tilt_to(55, step - 29)
        yield


def drag(pane: SwitchingMapPane) -> Iterator[None]:
    """A second of dragging among them, 720 pixels a second."""
    for _ in range(60):
        pane.camera.pan(-12, 3)
        yield


MOVES: tuple[Move, ...] = (flight, crossing, turn, drag)


class Fleet:
    """Vehicles that have new positions once a second of the screen's time."""

    def __init__(self, count: int) -> None:
        chance = np.random.default_rng(1)
        self._lon = (CENTRE[0] * 1e6 + chance.normal(0, 8e4, count)).astype(np.int32)
        self._lat = (CENTRE[1] * 1e6 + chance.normal(0, 6e4, count)).astype(np.int32)
        self._more = [chance.integers(0, most, count, np.uint16) for most in (3600, 900)]
        self._state = (chance.random(count) < 0.02).astype(np.uint16)
        self._fixed = np.full(count, 1_700_000_000_000, np.int64)

    def move(self, pane: SwitchingMapPane) -> None:
        """A second later."""
        self._lon, self._fixed = self._lon + np.int32(50), self._fixed + 1000
        pane.set_fleet(self._lon, self._lat, *self._more, self._state, self._fixed)


class Watched:
    """A map painted by the page, what is asked of it and by it, and what its pictures cost the window's GUI thread."""

    def __init__(self, fleet: Fleet, layers: bool, ratio: float, count: bool) -> None:
        self.pane, self.fleet = SwitchingMapPane(theme.load()), fleet
        self.window: list[float] = []
        self.pane.resize(1280, 720)
        self.pane.show()
        self.pane.camera.look_at(*CENTRE, 11)
        for layer in city_layers() if layers else ():
            self.pane.set_layer(layer)
        fleet.move(self.pane)
        self.pane.choose(Wish.WEB)
        self.card = watch(self.pane, count, ratio)
        link = self.pane.web.link  # type: ignore[union-attr]
        make = link._make

        def made() -> dict[str, Any]:
            began = time.thread_time()
            message = make()
            if self.window:
                self.window[-1] += (time.thread_time() - began) * 1e3
            return message

        link._make = made
        _wait(lambda: self.pane.web_shown)
        self.pane.camera.may_fly = lambda: True
        run(3000)

    def steps(self, move: Move, whole: bool = False) -> Iterator[None]:
        """After each picture of a move; once a second of it the fleet moves too. ``window``: the GUI thread's work.

        ``whole``: each step waits for its tiles too.
        """
        self.window.clear()
        moves = move(self.pane)
        for step in itertools.count():
            self.window.append(0.0)
            began = time.thread_time()
            if next(moves, self) is self:
                self.window.pop()
                return
            if step % 60 == 20:
                self.fleet.move(self.pane)
            self.window[-1] += (time.thread_time() - began) * 1e3
            told, painted = self.pane._number, self.card.pictures
            _wait(lambda told=told, painted=painted: self.pane._number > told and self.card.pictures > painted)  # type: ignore[misc]
            if whole:
                self.pane.web.link.hurry(True)  # type: ignore[union-attr]
                _wait(lambda told=told: self.pane.web.shown > told)  # type: ignore[misc,union-attr]
            yield

    def close(self) -> None:
        """End the page."""
        self.pane.stop()
        self.pane.close()
        run(100)


def _wait(true: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not true():
        if time.monotonic() > until:
            raise TimeoutError("the page paints no more")
        run(2)


def main() -> None:
    """Three passes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--layers", action="store_true", help="with four layers under the fleet")
    parser.add_argument("--vehicles", type=int, default=20_000)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    port = open_port()
    prepare()
    application = QApplication([])
    rows = []
    for ratio in (1.0, 0.25):
        rows += _timed(Watched(Fleet(args.vehicles), args.layers, ratio, False), port, ratio)
    rows += _counted(Watched(Fleet(args.vehicles), args.layers, 0.25, True))
    if args.out is not None:
        with args.out.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, HEADS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    del application


def _timed(watched: Watched, port: int, ratio: float) -> list[dict[str, object]]:
    rows = []
    tracer = aside(lambda: Tracer(port, watched.pane.web.page.address.toString()))
    for move in MOVES:
        aside(tracer.begin)
        pictures = sum(1 for _ in watched.steps(move))
        work: Work = aside(tracer.end)
        rows.append(_row(move, pictures, {
            "pixels": f"{round(1280 * ratio)}x{round(720 * ratio)}",
            **_spread("script", work.frames, "p50", "p99", "worst"),
            "main thread": round(work.whole / pictures, 1), "longest task": round(work.longest, 1),
            **_spread("window", watched.window, "p50", "worst"),
        }))  # fmt: skip
    tracer.close()
    watched.close()
    return rows


def _counted(watched: Watched) -> list[dict[str, object]]:
    rows = []
    for move in MOVES:
        watched.card.asked.clear()
        watched.card.take(_wait)
        steps = sum(1 for _ in watched.steps(move, whole=True))
        counts = watched.card.take(_wait)[:-1]
        asked = Counter(path.partition("/")[0] for path in watched.card.asked)
        each = {name: [count[name] for count in counts] for name in ("calls", "draws", "triangles", "bytes")}
        rows.append(_row(move, steps, {
            **_spread("calls", each["calls"], "p50"), **_spread("draws", each["draws"], "p50"),
            **_spread("triangles", each["triangles"], "p50", "worst"),
            **_spread("KB", [many / 1024 for many in each["bytes"]], "p50", "worst"),
            **{f"{name} asked": asked[path]
               for name, path in (("tiles", "tiles"), ("fleets", "fleet"), ("layers", "layers"))},
        }))  # fmt: skip
    watched.close()
    return rows


def _spread(name: str, values: list[float], *which: str) -> dict[str, float]:
    figures = {"p50": np.median(values), "p99": np.percentile(values, 99), "worst": max(values)}
    return {f"{name} {each}": round(float(figures[each]), 1) for each in which}


def _row(move: Move, pictures: int, figures: dict[str, object]) -> dict[str, object]:
    row = {"move": move.__name__, "pictures": pictures, **figures}  # type: ignore[attr-defined]
    print("  ".join(f"{name} {value}" for name, value in row.items()), flush=True)
    return row


if __name__ == "__main__":
    main()
