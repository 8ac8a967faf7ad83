"""The demonstration: one command, a living wall, pictures and figures, and processes that come back when they die."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from PIL import Image

from console.wall.monitors import Monitor, standard_monitors, write_monitors
from e2e.processes import Plant, Process, until

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("demo")]
RUN_SECONDS = 100.0
CHILDREN = {"gateway", "feed", "wall", "desk"}
SETS = {
    "one small": [Monitor("A", 0, 0, 1280, 720)],
    "one large": [Monitor("A", 0, 0, 3840, 2160)],
    "mixed": [Monitor("A", 0, 0, 1920, 1080), Monitor("B", 1920, 0, 1920, 1080, dpr=2.0)],
}


def finished(demo: Process) -> int:
    until(lambda: not demo.running, RUN_SECONDS, demo.said)
    code = demo.code
    assert code is not None
    return code


def health_of(shots: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((shots / "health.json").read_text(encoding="utf-8"))
    return told


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, Path]]:
    """One whole run on the standard monitors."""
    plant = Plant(tmp_path_factory.mktemp("demo"))
    shots = plant.folder / "shots"
    demo = plant.process("demo", "demo", "--headless", "--for", "15", "--shots", str(shots), "--seed", "3")
    finished(demo)
    yield demo, shots
    plant.end()


def test_it_ends_with_success_and_a_complete_health_file(run: tuple[Process, Path]) -> None:
    demo, shots = run
    assert demo.code == 0, demo.said()
    health = health_of(shots)
    for name in ("received", "applied", "lost", "duplicated", "quarantined", "reconnects"):
        assert type(health[name]) is int, name
    assert health["received"] > 0 and health["applied"] > 0
    assert (health["lost"], health["duplicated"], health["quarantined"]) == (0, 0, 0)
    for name in ("wire_to_model_ms", "tick_jitter_ms"):
        assert 0 <= health[name]["p50"] <= health[name]["p99"], name
    assert set(health["memory_mb"]) == CHILDREN
    assert all(10 < megabytes < 2000 for megabytes in health["memory_mb"].values())


def test_every_pane_is_live_at_the_end(run: tuple[Process, Path]) -> None:
    panes = health_of(run[1])["panes"]
    assert len(panes) >= 12
    assert set(panes.values()) == {"live"}, panes


def test_there_is_a_picture_of_every_monitor_and_something_on_it(run: tuple[Process, Path]) -> None:
    _, shots = run
    names = sorted(path.name for path in shots.glob("*.png"))
    assert names == ["desk.png", "wall-1.png", "wall-2.png", "wall-3.png"]
    for number, monitor in enumerate(standard_monitors(), start=1):
        with Image.open(shots / f"wall-{number}.png") as picture:
            assert picture.size == (monitor.width, monitor.height)
            colours = picture.convert("RGB").getcolors(1 << 24)
            assert colours is not None and len(colours) > 100


@pytest.mark.parametrize("name", SETS)
def test_any_set_of_monitors_gets_a_picture_each(name: str, plant: Plant) -> None:
    monitors, shots, screens = SETS[name], plant.folder / "shots", plant.folder / "screens.json"
    write_monitors(screens, monitors)
    demo = plant.process(
        "demo", "demo", "--headless", "--for", "2", "--shots", str(shots), "--screens", str(screens), "--rate", "50"
    )
    assert finished(demo) == 0, demo.said()
    pictures = sorted(shots.glob("wall-*.png"))
    assert len(pictures) == len(monitors)
    for path, monitor in zip(pictures, monitors, strict=True):
        with Image.open(path) as picture:
            assert picture.size == (round(monitor.width * monitor.dpr), round(monitor.height * monitor.dpr))


def test_after_a_drill_the_link_is_back_and_nothing_is_lost(plant: Plant) -> None:
    shots = plant.folder / "shots"
    demo = plant.process("demo", "demo", "--headless", "--for", "18", "--shots", str(shots), "--outage", "1:6")
    assert finished(demo) == 0, demo.said()
    health = health_of(shots)
    assert health["reconnects"] >= 1
    assert health["restarts"] == {"gateway": 1, "feed": 0, "wall": 0, "desk": 0}, demo.said()
    assert (health["lost"], health["duplicated"]) == (0, 0)
    links = [health["panes"][name] for name in ("header", "alarms", "desk/alarms")]
    assert links == ["live"] * 3, health["panes"]


def pids(said: str) -> dict[str, int]:
    """The newest pid of each child, from what the demonstration said."""
    return {name: int(pid) for name, pid in re.findall(r"(\w+) started(?: again)? \(pid (\d+)\)", said)}


def test_what_dies_or_hangs_is_replaced_and_all_ends_together(plant: Plant) -> None:
    demo = plant.process("demo", "demo", "--headless", "--shots", str(plant.folder / "shots"), "--rate", "50",
                         "--data", str(plant.folder / "data"))  # fmt: skip
    until(lambda: "the wall is live" in demo.said(), RUN_SECONDS, demo.said)
    for name in sorted(CHILDREN):
        old = pids(demo.said())[name]
        os.kill(old, signal.SIGKILL)
        died = time.monotonic()
        until(lambda who=name, was=old: pids(demo.said())[who] != was, 5.0, demo.said)
        assert time.monotonic() - died <= 5.0
    hung = pids(demo.said())["desk"]
    health = plant.folder / "data" / "desk-health.json"
    began = health.stat().st_mtime
    until(lambda: health.stat().st_mtime > began, 20.0, "the desk's first word")
    os.kill(hung, signal.SIGSTOP)
    until(lambda: pids(demo.said())["desk"] != hung, 18.0, demo.said)
    left = [psutil.Process(pid) for pid in pids(demo.said()).values()]
    assert demo.stop(20.0) == 0
    _, alive = psutil.wait_procs(left, 5.0)
    assert not alive, "it takes its processes along"


def test_when_the_supervisor_itself_is_killed_nothing_goes_on_unwatched(plant: Plant) -> None:
    words = ["demo", "--headless", "--shots", str(plant.folder / "shots"), "--data", str(plant.folder / "data")]
    demo = plant.process("demo", *words)
    until(lambda: set(pids(demo.said())) == CHILDREN, RUN_SECONDS, demo.said)
    left = [psutil.Process(pid) for pid in pids(demo.said()).values()]
    demo.kill()
    _, alive = psutil.wait_procs(left, 10.0)
    assert not alive
    again = plant.process("again", *words, "--for", "1")
    assert finished(again) == 0, again.said()
