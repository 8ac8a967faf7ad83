"""A wall's missing output, its dead window and its silence reach the desk of another computer, through its own key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.domain.entities import Alarm, Running, Terminal
from console.gateway.readers import Reader, hash_of, new_key, save
from console.gateway.terminal_alarms import OUTPUTS
from console.wall.outputs import Output, WallDocument, wall_text
from e2e.processes import SMALL, Gateway, Plant, Process, reading, until
from tests.fakes.display import Display, usable

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.operations,
    pytest.mark.xvfb,
    pytest.mark.xdist_group("xvfb"),
    pytest.mark.skipif(not usable(), reason="Xvfb or xrandr is not installed"),
]
NAME, WALL, DESK = "城", "大厅大屏", "一号席"


@pytest.fixture
def display() -> Iterator[Display]:
    made = Display()
    made.monitor("left", 1280, 720, 0, 0)
    made.monitor("right", 1280, 720, 1280, 0)
    yield made
    made.end()


class Hall:
    """A gateway that knows two keys, the computer of the wall, and one of a desk, each with a feed and a cache."""

    def __init__(self, plant: Plant, folder: Path, display: Display) -> None:
        self.plant, self.folder, self.display = plant, folder, display
        keys = {WALL: new_key(), DESK: new_key()}
        save(folder / "readers", [Reader(hash_of(key), "2026-11-27", name) for name, key in keys.items()])
        self.gateway: Gateway = plant.gateway(options=(*SMALL, "--readers", str(folder / "readers")))
        self.gateway.await_ready()
        self.wall_feed, self.wall_config = self._computer(WALL, "wall", keys[WALL])
        self._computer(DESK, "desk", keys[DESK])

    def _computer(self, name: str, folder: str, key: str) -> tuple[Process, Path]:
        home = self.folder / folder
        home.mkdir()
        (home / "key").write_text(key)
        (home / "key").chmod(0o600)
        document = WallDocument([Output("左", "left"), Output("右", "right")])
        (home / "wall.toml").write_text(wall_text(document), encoding="utf-8")
        config = home / "settings.toml"
        config.write_text(
            f'[wall]\ndocument = "wall.toml"\nnode = "{folder}-pc"\n'
            f'[[backends]]\nname = "{NAME}"\nurls = ["{self.gateway.url}"]\nreader_key = "file:key"\n'
        )
        words = ("feed", "--no-keyring", "--cache", str(home / "cache"), "--config", str(config))
        return self.plant.process(f"feed-{folder}", *words), config

    def show_wall(self) -> Process:
        words = ("wall", "--cache", str(self.folder / "wall" / "cache"), "--config", str(self.wall_config))
        return self.plant.process("wall", *words, env=self.display.env)

    def seen(self) -> tuple[Terminal | None, list[Alarm]]:
        """What the desk's cache holds of the wall, and of alarms about its outputs."""
        if not (self.folder / "desk" / "cache" / "current").exists():
            return None, []
        with reading(self.folder / "desk" / "cache") as changes:
            events = [event for _, _, event in changes.entities]
        wall = next((each for each in events if isinstance(each, Terminal) and each.id == WALL), None)
        return wall, [each for each in events if isinstance(each, Alarm) and each.rule == OUTPUTS]

    def shows(self, *missing: str) -> bool:
        terminal, _ = self.seen()
        windows = terminal.condition.windows if terminal is not None else ()
        return any(
            window.window == "wall" and len(window.outputs) == 2 and [out.name for out in window.missing] == [*missing]
            for window in windows
        )

    def running(self) -> Running | None:
        terminal, _ = self.seen()
        return terminal.condition.windows[0].running if terminal and terminal.condition.windows else None


def test_the_state_of_a_wall_reaches_the_desk_of_another_computer(
    plant: Plant, tmp_path: Path, display: Display
) -> None:
    hall = Hall(plant, tmp_path, display)
    wall = hall.show_wall()
    until(hall.shows, 60, lambda: (hall.seen(), wall.said()[-2000:], hall.wall_feed.said()[-1000:]))
    terminal, alarms = hall.seen()
    assert terminal is not None and terminal.present and not alarms
    assert (terminal.condition.node, terminal.condition.links) == ("wall-pc", {NAME: 0})

    display.take_away("right")
    until(lambda: hall.shows("右"), 30, hall.seen)
    until(lambda: [alarm.active for alarm in hall.seen()[1]] == [True], 40, hall.seen)
    (alarm,) = hall.seen()[1]
    assert (alarm.source, alarm.title) == (WALL, "大屏终端“大厅大屏”缺 1 屏：右")
    display.monitor("right", 1280, 720, 1280, 0)
    until(hall.shows, 30, hall.seen)
    until(lambda: not hall.seen()[1][0].active, 20, hall.seen)

    wall.kill()
    until(lambda: hall.running() is Running.GONE, 20, hall.seen)
    wall.start()
    until(lambda: hall.running() is Running.WELL and hall.shows(), 40, hall.seen)
    assert len(hall.seen()[0].condition.windows[0].deaths) == 1, "and that it was killed is known"  # type: ignore[union-attr]

    hall.wall_feed.kill()
    until(lambda: (hall.seen()[0] or terminal).silent, 40, hall.seen)
    last, _ = hall.seen()
    assert last is not None and last.heard < last.at and last.condition.windows, "what it said last is kept"
    hall.wall_feed.start()
    until(lambda: not (hall.seen()[0] or terminal).silent, 40, hall.seen)
    hall.wall_feed.stop()
    until(lambda: (hall.seen()[0] or terminal).left, 20, hall.seen)
