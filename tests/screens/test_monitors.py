"""The wall on real monitors (a virtual X server): covers each exactly, follows one that goes, comes or changes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.xdist_group("xvfb"),
    pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xrandr")), reason="Xvfb or xrandr is not installed"),
]
REPLACED_SECONDS = 2.0
FULL = {"left": (1920, 1080, 0, 0), "middle": (1920, 1080, 1920, 0), "right": (1280, 720, 3840, 0)}


class Display:
    """A virtual X server with monitors that can be put in and taken away."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "7680x2160x24", "-noreset"],
            pass_fds=[writing], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"
        self.env = {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}

    def monitor(self, name: str, width: int, height: int, x: int, y: int) -> None:
        output = "screen" if not self._names() else "none"
        self._xrandr("--setmonitor", name, f"{width}/{width // 4}x{height}/{height // 4}+{x}+{y}", output)

    def take_away(self, name: str) -> None:
        self._xrandr("--delmonitor", name)

    def _names(self) -> str:
        listed = self._xrandr("--listmonitors").splitlines()[1:]
        return " ".join(line for line in listed if any(name in line for name in FULL))

    def _xrandr(self, *words: str) -> str:
        done = subprocess.run(["xrandr", *words], env=self.env, capture_output=True, text=True, timeout=10, check=True)
        return done.stdout

    def end(self) -> None:
        self._server.terminate()
        self._server.wait(10)


class Wall:
    """The wall as a process, and what it tells of its windows."""

    def __init__(self, display: Display, folder: Path) -> None:
        self.report, self.log = folder / "report.json", folder / "wall.log"
        probe = Path(__file__).with_name("wall_probe.py")
        with self.log.open("wb") as log:
            self.child = subprocess.Popen(
                [sys.executable, str(probe), str(self.report), "--cache", str(folder / "cache")],
                env=display.env, stdout=log, stderr=log,
            )  # fmt: skip

    def now(self) -> dict[str, Any]:
        try:
            told: dict[str, Any] = json.loads(self.report.read_text())
        except (OSError, ValueError):
            return {}
        return told

    def covers(self, monitors: int) -> bool:
        """Whether there are so many monitors, each exactly covered by one window that has panes."""
        told = self.now()
        return (
            len(told.get("screens", [])) == monitors
            and told["windows"] == told["screens"]
            and all(count > 0 for count in told["panes"])
        )

    def until(self, condition: Callable[[], bool], seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert self.child.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.now()
            time.sleep(0.02)

    def end(self) -> None:
        self.child.kill()
        self.child.wait()


@pytest.fixture
def display() -> Iterator[Display]:
    made = Display()
    for name, rect in FULL.items():
        made.monitor(name, *rect)
    yield made
    made.end()


@pytest.fixture
def wall(display: Display, tmp_path: Path) -> Iterator[Wall]:
    made = Wall(display, tmp_path)
    made.until(lambda: made.covers(3), 20.0)
    yield made
    made.end()


def test_each_monitor_is_covered_exactly(wall: Wall) -> None:
    expected = sorted([x, y, width, height] for width, height, x, y in FULL.values())
    assert wall.now()["screens"] == wall.now()["windows"] == expected


def test_a_monitor_that_goes_and_comes_back_is_followed(display: Display, wall: Wall) -> None:
    display.take_away("right")
    wall.until(lambda: wall.covers(2), REPLACED_SECONDS)
    display.monitor("right", *FULL["right"])
    wall.until(lambda: wall.covers(3), REPLACED_SECONDS)


def test_a_monitor_that_changes_its_size_is_followed(display: Display, wall: Wall) -> None:
    display.take_away("right")
    display.monitor("right", 1920, 1080, 3840, 0)
    wall.until(lambda: [3840, 0, 1920, 1080] in wall.now()["windows"] and wall.covers(3), REPLACED_SECONDS)


def test_when_monitors_flap_the_last_state_counts(display: Display, wall: Wall) -> None:
    for _ in range(3):
        display.take_away("middle")
        display.monitor("middle", *FULL["middle"])
    display.take_away("right")
    wall.until(lambda: wall.covers(2), REPLACED_SECONDS)
