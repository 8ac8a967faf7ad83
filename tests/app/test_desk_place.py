"""The desk on real monitors (a virtual X server): it opens where it was left, and comes back from one that is gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.display import Display, usable

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.xdist_group("xvfb"),
    pytest.mark.skipif(not usable(), reason="Xvfb or xrandr is not installed"),
]
PROBE = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from console.app.windows.desk_place import DeskPlace, rooms
from console.config.desk_prefs import PrefsFile
app = QApplication([])
report, prefs = Path(sys.argv[1]), PrefsFile(Path(sys.argv[2]))
window, dialog, renewed = QWidget(), QWidget(), []
home = json.loads(sys.argv[3]) if len(sys.argv) > 3 else None
place = DeskPlace(window, prefs, lambda: renewed.append(1), home)
place.show()
dialog.setGeometry(window.x() + 50, window.y() + 50, 300, 200)
dialog.show()
def rect(of): return [of.x(), of.y(), of.width(), of.height()]
def tell():
    place.keep()
    told = {"window": rect(window.geometry()), "dialog": rect(dialog.geometry()), "rooms": rooms()}
    told["renewed"] = len(renewed)
    report.with_suffix(".new").write_text(json.dumps(told)); report.with_suffix(".new").replace(report)
timer = QTimer(); timer.timeout.connect(tell); timer.start(50)
app.exec()
"""


class Desk:
    def __init__(self, display: Display, folder: Path, *more: str) -> None:
        self._report = folder / "report.json"
        self.prefs = folder / "desk.json"
        self.child = subprocess.Popen(
            [sys.executable, "-c", PROBE, str(self._report), str(self.prefs), *more],
            env={**display.env, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def until(self, condition: Any, seconds: float = 10.0) -> dict[str, Any]:
        end = time.monotonic() + seconds
        while True:
            try:
                told: dict[str, Any] = json.loads(self._report.read_text())
            except (OSError, ValueError):
                told = {}
            if told and condition(told):
                return told
            assert self.child.poll() is None
            assert time.monotonic() < end, told
            time.sleep(0.02)

    def end(self) -> None:
        self.child.kill()
        self.child.wait()


@pytest.fixture
def display() -> Iterator[Display]:
    made = Display()
    made.monitor("left", 1920, 1080, 0, 0)
    made.monitor("right", 1280, 720, 1920, 0)
    yield made
    made.end()


def inside(rect: list[int], room: list[int]) -> bool:
    return (
        rect[0] >= room[0]
        and rect[1] >= room[1]
        and rect[0] + rect[2] <= room[0] + room[2]
        and rect[1] + rect[3] <= room[1] + room[3]
    )


def test_it_opens_where_it_was_left_and_comes_home_when_its_monitor_goes(display: Display, tmp_path: Path) -> None:
    (tmp_path / "desk.json").write_text(json.dumps({"place": [2000, 40, 1000, 600]}))
    desk = Desk(display, tmp_path)
    try:
        told = desk.until(lambda told: len(told["rooms"]) == 2)
        assert told["window"] == [2000, 40, 1000, 600]
        display.take_away("right")
        told = desk.until(lambda told: len(told["rooms"]) == 1 and inside(told["window"], told["rooms"][0]), 4.0)
        assert told["window"][2:] == [1000, 600]
        desk.until(lambda told: inside(told["dialog"], told["rooms"][0]), 4.0)
        desk.until(lambda told: told["renewed"] > 0)
    finally:
        desk.end()
    kept = json.loads(desk.prefs.read_text())["place"]
    assert kept == told["window"]


def test_a_place_on_a_monitor_that_is_not_there_is_not_taken(display: Display, tmp_path: Path) -> None:
    (tmp_path / "desk.json").write_text(json.dumps({"place": [5000, 40, 1000, 600]}))
    desk = Desk(display, tmp_path)
    try:
        told = desk.until(lambda told: len(told["rooms"]) == 2)
        assert any(inside(told["window"], room) for room in told["rooms"])
    finally:
        desk.end()


def test_the_first_time_it_opens_on_the_monitor_that_is_kept_for_it(display: Display, tmp_path: Path) -> None:
    desk = Desk(display, tmp_path, "[1920, 0, 1280, 720]")
    try:
        told = desk.until(lambda told: len(told["rooms"]) == 2)
        assert inside(told["window"], [1920, 0, 1280, 720])
    finally:
        desk.end()
