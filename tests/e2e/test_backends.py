"""Several backends at once, and what happens when a backend is not there or is no longer the same."""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from console.models.world import World
from e2e.processes import LEVEL_SECONDS, Plant, backend_of, contact, level, reading, until

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("backends")]


def truths(plant: Plant) -> dict[str, str]:
    """What the truth strip of each backend would say now."""
    world = World()
    with reading(plant.cache) as changes:
        world.backends = {row.key: row for row in changes.backends}
    return {row.name: world.truth(key, 0, 0).quality.name for key, row in world.backends.items()}


def test_two_backends_have_a_cursor_and_a_truth_of_their_own(plant: Plant) -> None:
    one, two = plant.gateway("one", seed=1), plant.gateway("two", seed=2)
    one.await_ready()
    two.await_ready()
    plant.feed(f"甲={one.url}", f"乙={two.url}")
    desk = plant.window("desk")
    until(lambda: truths_if_there(plant) == {"甲": "LIVE", "乙": "LIVE"}, LEVEL_SECONDS, "both live")
    before = {name: _seq(plant, name) for name in ("甲", "乙")}
    until(lambda: all(_seq(plant, name) > before[name] for name in before), LEVEL_SECONDS, "both advance")
    epochs = {_epoch(plant, name) for name in before}
    assert len(epochs) == 2, "two logs, two identities"
    two.kill()
    until(lambda: truths(plant) == {"甲": "LIVE", "乙": "CACHED"}, 11.0, "only the dead one's link is stale")
    until(lambda: desk.panes().get("alarms") == "cached", 5.0, "a pane that shows both is as good as the worse one")
    level(plant.cache, "甲", one)
    two.start()
    two.await_ready()
    level(plant.cache, "乙", two)


def truths_if_there(plant: Plant) -> dict[str, str]:
    return truths(plant) if (plant.cache / "current").exists() else {}


def _seq(plant: Plant, name: str) -> int:
    row = backend_of(plant.cache, name)
    assert row is not None
    return row.cursor.seq


def _epoch(plant: Plant, name: str) -> str:
    row = backend_of(plant.cache, name)
    assert row is not None
    return row.cursor.epoch


def test_a_backend_that_was_never_there_shows_nothing_as_known(plant: Plant) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    gateway.kill()
    feed = plant.feed(f"城={gateway.url}")
    wall = plant.window()
    until(lambda: wall.panes(), LEVEL_SECONDS, "a wall")
    assert wall.all_panes("unknown")
    until(lambda: (row := backend_of(plant.cache, "城")) and row.link.reason, LEVEL_SECONDS, "the reason")
    assert feed.running
    gateway.start()
    until(lambda: wall.panes().get("alarms") == "live", LEVEL_SECONDS, "a live wall once it is there")
    with reading(plant.cache) as changes:
        assert not changes.receipts, "a first contact is no outage"


def test_a_second_backend_that_never_answers_hides_nothing_of_the_first(plant: Plant) -> None:
    """What shows both is shown, and said to lack one: never live."""
    gateway = plant.gateway()
    gateway.await_ready()
    feed = plant.feed(f"城={gateway.url}", "应急同步中心=http://127.0.0.1:9")
    wall, desk = plant.window("wall"), plant.window("desk")
    until(lambda: wall.panes().get("alarms") == "incomplete", LEVEL_SECONDS, lambda: (wall.health(), feed.said()))
    for pane in ("header", "tiles"):
        until(lambda pane=pane: wall.panes().get(pane) == "incomplete", LEVEL_SECONDS, lambda: wall.health())
    until(lambda: desk.panes().get("alarms") == "incomplete", LEVEL_SECONDS, lambda: (desk.health(), feed.said()))
    assert truths(plant) == {"城": "LIVE", "应急同步中心": "UNKNOWN"}


@pytest.mark.parametrize("boot", ["", "another start of the machine"], ids=["same-boot", "rebooted"])
def test_off_line_a_cold_start_shows_the_last_known_wall(plant: Plant, boot: str) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    feed = plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    level(plant.cache, "城", gateway)
    gateway.kill()
    feed.stop()
    an_hour_later(plant, boot=boot)
    wall, desk = plant.window("wall"), plant.window("desk")
    until(lambda: wall.panes() and desk.panes(), LEVEL_SECONDS, "both windows")
    until(lambda: wall.all_panes("cached") and desk.all_panes("cached"), 5.0, lambda: (wall.health(), desk.health()))
    assert wall.health()["live_since"] == desk.health()["live_since"] == 0


def an_hour_later(plant: Plant, boot: str) -> None:
    """Age what the cache last heard by an hour; ``boot``: of this start of the machine or an earlier one."""
    database = sqlite3.connect(plant.cache / (plant.cache / "current").read_text() / "cache.db")
    with database:
        database.execute(
            "UPDATE backend SET heard_at = heard_at - 3600000, heard_ns = max(0, heard_ns - 3600000000000), "
            "boot = CASE ? WHEN '' THEN boot ELSE ? END", (boot, boot),
        )  # fmt: skip
    database.close()


def test_a_backend_that_began_anew_is_taken_over_with_a_receipt(plant: Plant) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    old = level(plant.cache, "城", gateway)
    gateway.kill()
    shutil.rmtree(gateway.data)
    gateway.start()
    gateway.await_ready()
    row = level(plant.cache, "城", gateway)
    assert row.cursor.epoch != old.cursor.epoch
    assert row.counts.snapshots == old.counts.snapshots + 1
    with reading(plant.cache) as changes:
        (receipt,) = [receipt for _, receipt in changes.receipts]
    assert receipt.reason and receipt.unknown_to >= receipt.unknown_from > 0


@pytest.mark.parametrize("outgrown", [False, True], ids=["shorter", "outgrown"])
def test_a_backend_restored_from_an_older_copy_is_noticed(plant: Plant, outgrown: bool) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    level(plant.cache, "城", gateway)
    gateway.stop()
    shutil.copytree(gateway.data, plant.folder / "backup")
    gateway.start()
    gateway.await_ready()
    gateway.control(inject=["{poison of the first history"])
    known = level(plant.cache, "城", gateway)
    gateway.kill()
    shutil.rmtree(gateway.data)
    shutil.copytree(plant.folder / "backup", gateway.data)
    gateway.start()
    gateway.await_ready()
    if outgrown:
        gateway.control(rate=5_000)
        until(lambda: gateway.control()["seq"] > known.cursor.seq, LEVEL_SECONDS, "a log longer than what was seen")
    row = level(plant.cache, "城", gateway)
    assert row.cursor.epoch == known.cursor.epoch
    assert row.counts.snapshots == known.counts.snapshots + 1
    with reading(plant.cache) as changes:
        assert len([receipt for _, receipt in changes.receipts if receipt.unknown_to]) == 1
