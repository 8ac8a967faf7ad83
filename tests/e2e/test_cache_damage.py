"""A damaged cache: a new generation is built and said, the old one is kept aside, and the wall is live again."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from e2e.processes import LEVEL_SECONDS, Plant, contact, level, reading, until

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("damage")]


def flip(path: Path, dice: random.Random, pages: int) -> None:
    """Spoil some pages beyond the header."""
    data = bytearray(path.read_bytes())
    for _ in range(pages):
        at = dice.randrange(4096, len(data) - 64)
        data[at : at + 64] = dice.randbytes(64)
    path.write_bytes(data)


def cut(path: Path, dice: random.Random, _pages: int) -> None:
    """Lose the end."""
    with path.open("r+b") as file:
        file.truncate(dice.randrange(4096, path.stat().st_size // 2))


def nonsense(path: Path, dice: random.Random, _pages: int) -> None:
    """No database at all."""
    path.write_bytes(dice.randbytes(10_000))


@pytest.mark.parametrize("harm", [flip, cut, nonsense], ids=lambda harm: harm.__name__)
def test_a_damaged_cache_is_built_anew_and_the_old_one_kept(plant: Plant, harm: object) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    feed = plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    level(plant.cache, "城", gateway)
    window = plant.window()
    until(lambda: window.panes(), LEVEL_SECONDS, "a wall")
    feed.stop()
    old = (plant.cache / "current").read_text()
    assert callable(harm)
    harm(plant.cache / old / "cache.db", random.Random(7), 40)
    gateway.control(paused=False)
    feed.start()
    until(lambda: (plant.cache / "current").read_text() != old, LEVEL_SECONDS, feed.said)
    level(plant.cache, "城", gateway)
    assert (plant.cache / old / "cache.db").exists()
    with reading(plant.cache) as changes:
        assert next(receipt.reason for _, receipt in changes.receipts).startswith("rebuilt")
    gateway.control(paused=False)
    until(lambda: window.panes().get("alarms") == "live", LEVEL_SECONDS, "the open window follows the new cache")


def test_losing_the_whole_cache_folder_is_survived(plant: Plant) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    feed = plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    feed.kill()
    for file in sorted(plant.cache.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    feed.start()
    until(lambda: (plant.cache / "current").exists(), LEVEL_SECONDS, "a cache")
    level(plant.cache, "城", gateway)
