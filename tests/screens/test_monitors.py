"""The wall on real monitors (a virtual X server): covers each exactly, follows one that goes, comes or changes."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.wall.outputs import Output, WallDocument, wall_text
from console.wall.report import reports
from tests.fakes.display import Display, Rect, ShownWall, usable

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.xdist_group("xvfb"),
    pytest.mark.skipif(not usable(), reason="Xvfb or xrandr is not installed"),
]
REPLACED_SECONDS = 20.0
"""A wait, not the promise of 2 s: ``benchmarks/hotplug_soak.py`` measures that; a busy machine proves nothing."""
FULL: dict[str, Rect] = {"left": (1920, 1080, 0, 0), "middle": (1920, 1080, 1920, 0), "right": (1280, 720, 3840, 0)}
CYCLES = 5


@pytest.fixture
def display() -> Iterator[Display]:
    made = Display()
    for name, rect in FULL.items():
        made.monitor(name, *rect)
    yield made
    made.end()


def show(display: Display, folder: Path, *options: str) -> ShownWall:
    made = ShownWall(display, folder, "--cache", str(folder / "cache"), *options)
    made.until(lambda: made.covers(*FULL.values()), 20.0)
    return made


@pytest.fixture
def wall(display: Display, tmp_path: Path) -> Iterator[ShownWall]:
    made = show(display, tmp_path)
    yield made
    made.end()


@pytest.fixture
def hall(display: Display, tmp_path: Path) -> Iterator[ShownWall]:
    """A wall that has a document."""
    document = tmp_path / "wall.toml"
    document.write_text(wall_text(WallDocument([Output(name, name) for name in FULL])), encoding="utf-8")
    made = show(display, tmp_path, "--wall", str(document), "--health", str(tmp_path / "h.json"))
    yield made
    made.end()


def key(rect: Rect) -> str:
    width, height, x, y = rect
    return str([x, y, width, height])


def test_each_monitor_is_covered_exactly(wall: ShownWall) -> None:
    expected = sorted([x, y, width, height] for width, height, x, y in FULL.values())
    assert wall.now()["screens"] == wall.now()["windows"] == expected


def test_a_monitor_that_goes_and_comes_back_is_followed(display: Display, wall: ShownWall) -> None:
    display.take_away("right")
    wall.until(lambda: wall.covers(FULL["left"], FULL["middle"]), REPLACED_SECONDS)
    display.monitor("right", *FULL["right"])
    wall.until(lambda: wall.covers(*FULL.values()), REPLACED_SECONDS)


def test_a_monitor_that_changes_its_size_is_followed(display: Display, wall: ShownWall) -> None:
    replug(display, wall, "right")
    display.monitor("right", 1920, 1080, 3840, 0)
    wall.until(lambda: wall.covers(FULL["left"], FULL["middle"], (1920, 1080, 3840, 0)), REPLACED_SECONDS)


def test_when_monitors_flap_the_last_state_counts(display: Display, wall: ShownWall) -> None:
    for _ in range(3):
        display.take_away("middle")
        display.monitor("middle", *FULL["middle"])
    display.take_away("right")
    wall.until(lambda: wall.covers(FULL["left"], FULL["middle"]), REPLACED_SECONDS)


def test_what_a_missing_monitor_showed_comes_to_another_and_goes_home_again(display: Display, hall: ShownWall) -> None:
    before = hall.now()
    display.take_away("right")
    hall.until(lambda: "WarningTicker" in hall.now()["kinds"].get(key(FULL["middle"]), ()), REPLACED_SECONDS)
    assert hall.covers(FULL["left"], FULL["middle"])
    display.monitor("right", *FULL["right"])
    hall.until(lambda: hall.now()["kinds"] == before["kinds"], REPLACED_SECONDS)
    assert hall.covers(*FULL.values())


def test_a_missing_output_is_told_to_desks_and_to_the_health_file(
    display: Display, hall: ShownWall, tmp_path: Path
) -> None:
    def told() -> list[str]:
        return [name for each in reports(tmp_path / "cache", time.time()) for name in each.missing]

    def health() -> list[str]:
        file = tmp_path / "h.json"
        return list(json.loads(file.read_text(encoding="utf-8"))["outputs"]["missing"]) if file.exists() else []

    hall.until(lambda: list(reports(tmp_path / "cache", time.time())), 10.0)
    assert told() == []
    display.take_away("right")
    hall.until(lambda: told() == ["right"], REPLACED_SECONDS)
    hall.until(lambda: health() == ["right"], 10.0)
    display.monitor("right", *FULL["right"])
    hall.until(lambda: told() == [], REPLACED_SECONDS)


FOUR: dict[str, Rect] = {
    "a": (1920, 1080, 0, 0), "b": (1920, 1080, 1920, 0), "c": (1920, 1080, 0, 1080), "d": (1920, 1080, 1920, 1080),
}  # fmt: skip
"""Two by two, of monitors 1.6 m wide; one that went used to cost another half its type."""


def test_type_stays_readable_when_a_monitor_is_missing_and_the_hall_is_told(tmp_path: Path) -> None:
    display = Display()
    for name, rect in FOUR.items():
        display.monitor(name, *rect, px_per_mm=1.2)
    document = tmp_path / "wall.toml"
    outputs = [Output(name, name) for name in FOUR]
    document.write_text(wall_text(WallDocument(outputs, viewing_distance_m=9.0)), encoding="utf-8")
    wall = ShownWall(display, tmp_path, "--cache", str(tmp_path / "cache"), "--wall", str(document))
    try:
        wall.until(lambda: wall.covers(*FOUR.values()), 20.0)
        before = wall.now()["factors"]
        assert not any("个窗格" in words for words in wall.now()["notices"])
        for gone in ("d", "b"):
            display.take_away(gone)
            wall.until(lambda: wall.covers(*display.monitors.values()), REPLACED_SECONDS)
            now = wall.now()["factors"]
            assert all(now[each] >= 0.97 * before[each] for each in now), (before, now)
            wall.until(lambda: any("个窗格未显示" in words for words in wall.now()["notices"]), 10.0)
            display.monitor(gone, *FOUR[gone], px_per_mm=1.2)
            wall.until(lambda: wall.covers(*FOUR.values()) and wall.now()["factors"] == before, REPLACED_SECONDS)
    finally:
        wall.end()
        display.end()


def test_windows_that_are_not_concerned_are_not_made_again(display: Display, hall: ShownWall) -> None:
    before = hall.now()["born"]
    display.take_away("right")
    hall.until(lambda: hall.covers(FULL["left"], FULL["middle"]), REPLACED_SECONDS)
    assert hall.now()["born"][key(FULL["left"])] == before[key(FULL["left"])]
    display.monitor("right", 1920, 1080, 3840, 0)
    hall.until(lambda: hall.covers(FULL["left"], FULL["middle"], (1920, 1080, 3840, 0)), REPLACED_SECONDS)
    assert hall.now()["born"][key(FULL["left"])] == before[key(FULL["left"])]


def test_type_follows_the_size_that_a_monitor_tells(display: Display, wall: ShownWall) -> None:
    before = wall.now()["factors"][key(FULL["middle"])]
    replug(display, wall, "middle")
    display.monitor("middle", *FULL["middle"], px_per_mm=1.2)
    wall.until(lambda: wall.now()["factors"].get(key(FULL["middle"]), before) != before, REPLACED_SECONDS)
    assert wall.covers(*FULL.values())


def test_some_random_changes_are_all_followed(display: Display, hall: ShownWall) -> None:
    """The long one is ``benchmarks/hotplug_soak.py``."""
    dice = random.Random(4)
    for _ in range(CYCLES):
        change(display, hall, dice)
        hall.until(lambda: hall.covers(*display.monitors.values()), REPLACED_SECONDS)


def change(display: Display, wall: ShownWall, dice: random.Random) -> None:
    """Take a monitor away, put one back, or give one another size; the one that holds the server's output stays."""
    name = dice.choice([each for each in FULL if each != "left"])
    if name in display.monitors and len(display.monitors) > 1 and dice.random() < 0.5:
        display.take_away(name)
        return
    if name in display.monitors:
        replug(display, wall, name)
    width, height = dice.choice([(1920, 1080), (1280, 720), (1080, 1920)])
    display.monitor(name, width, height, *FULL[name][2:], px_per_mm=dice.choice([1.2, 2.0, 4.0]))


def replug(display: Display, wall: ShownWall, name: str) -> None:
    """Xvfb's monitors have no modes: one that changes is taken away first, and Qt has to see that."""
    display.take_away(name)
    wall.until(lambda: len(wall.now()["screens"]) == len(display.monitors), 5.0)
