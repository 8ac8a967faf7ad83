"""Any process may die at any moment: afterwards the picture is right, nothing lost, nothing twice."""

from __future__ import annotations

import random
import subprocess
import time

import pytest

from e2e.processes import COMMAND, LEVEL_SECONDS, Plant, Process, contact, level, until

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("kill")]
ROUNDS = 10
SEED = 20240607


def test_ten_rounds_of_kill_minus_nine_lose_and_double_nothing(plant: Plant) -> None:
    dice = random.Random(SEED)
    gateway = plant.gateway(options=("--vehicles", "200", "--rate", "400"))
    gateway.await_ready()
    feed = plant.feed(f"城={gateway.url}")
    window = plant.window()
    victims: list[Process] = [gateway, feed, window]
    contact(plant.cache, "城")
    for _ in range(ROUNDS):
        for victim in dice.sample(victims, dice.randint(1, 3)):
            deadline = time.monotonic() + dice.uniform(0.0, 1.0)
            until(lambda end=deadline: time.monotonic() > end, 5.0, "the moment")
            victim.kill()
            victim.start()
    gateway.await_ready()
    level(plant.cache, "城", gateway)
    words = ["digest", "--cache", str(plant.cache), "--gateway", gateway.url, "--wait", "10"]
    assert subprocess.run([COMMAND, *words], capture_output=True, timeout=60).returncode == 0
    until(lambda: window.all_panes("live", "delayed", "unknown"), LEVEL_SECONDS, window.health)
    assert "live" in window.panes().values()


def test_when_the_feed_dies_the_windows_say_so_within_ten_seconds(plant: Plant) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    feed = plant.feed(f"城={gateway.url}")
    wall, desk = plant.window("wall"), plant.window("desk")
    until(lambda: wall.panes().get("alarms") == desk.panes().get("alarms") == "live", LEVEL_SECONDS, "live windows")
    feed.kill()
    died = time.monotonic()
    until(lambda: "live" not in {*wall.panes().values(), *desk.panes().values()}, 12.0, "stale windows")
    assert time.monotonic() - died <= 10.0 + 1.0, "the health file itself is up to 1 s old"
    assert set(wall.panes().values()) == {"cached"}, wall.panes()
    feed.start()
    until(lambda: wall.panes().get("alarms") == desk.panes().get("alarms") == "live", LEVEL_SECONDS, "live again")
