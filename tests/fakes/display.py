"""A virtual X server whose monitors can be put in, changed and taken away, and a wall on it that tells of itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROBE = Path(__file__).parents[1] / "screens" / "wall_probe.py"
PX_PER_MM = 4
Rect = tuple[int, int, int, int]
"""Width, height, left, top."""


def usable() -> bool:
    """Whether this machine has what it takes."""
    return bool(shutil.which("Xvfb") and shutil.which("xrandr"))


class Display:
    """A virtual X server."""

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
        self.monitors: dict[str, Rect] = {}

    def monitor(self, name: str, width: int, height: int, x: int, y: int, px_per_mm: float = PX_PER_MM) -> None:
        """Put one in; the first one takes the server's own output."""
        if name in self.monitors:
            self.take_away(name)
        output = "screen" if not self.monitors else "none"
        size = f"{width}/{round(width / px_per_mm)}x{height}/{round(height / px_per_mm)}+{x}+{y}"
        self._xrandr("--setmonitor", name, size, output)
        self.monitors[name] = (width, height, x, y)

    def take_away(self, name: str) -> None:
        """Pull its cable."""
        self._xrandr("--delmonitor", name)
        del self.monitors[name]

    def _xrandr(self, *words: str) -> None:
        subprocess.run(["xrandr", *words], env=self.env, capture_output=True, timeout=30, check=True)

    def end(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait(10)


class ShownWall:
    """The wall as a process, and what it tells of its windows."""

    def __init__(self, display: Display, folder: Path, *options: str) -> None:
        self.report, self.log = folder / "report.json", folder / "wall.log"
        with self.log.open("wb") as log:
            self.child = subprocess.Popen(
                [sys.executable, str(PROBE), str(self.report), *options], env=display.env, stdout=log, stderr=log
            )

    def now(self) -> dict[str, Any]:
        """What it told last."""
        try:
            told: dict[str, Any] = json.loads(self.report.read_text())
        except (OSError, ValueError):
            return {}
        return told

    def covers(self, *monitors: Rect) -> bool:
        """Whether these monitors are there, each exactly covered by one window that has panes."""
        told = self.now()
        wanted = sorted([x, y, width, height] for width, height, x, y in monitors)
        return bool(told) and told["screens"] == told["windows"] == wanted and all(told["panes"])

    def until(self, condition: Callable[[], bool], seconds: float) -> float:
        """Wait for it; the seconds that it took."""
        began = time.monotonic()
        while not condition():
            assert self.child.poll() is None, self.log.read_text()[-4000:]
            assert time.monotonic() < began + seconds, (self.now(), self.log.read_text()[-2000:])
            time.sleep(0.01)
        return time.monotonic() - began

    def end(self) -> None:
        """End it at once."""
        self.child.kill()
        self.child.wait()
