"""A disk that is full or may not be written: the feed says so, goes on, and loses nothing once there is room again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from e2e.processes import LEVEL_SECONDS, Gateway, Plant, Process, backend_of, contact, level, until

from console.commands import intents as do
from console.commands.desk_line import door_mark, submit
from console.commands.envelope import Command, make
from console.commands.outbox import NotSaved, OutboxReader

ROOT = sys.platform == "linux" and os.geteuid() == 0
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.root_faults,
    pytest.mark.xdist_group("network"),
    pytest.mark.skipif(not ROOT, reason="did not run: mounting a small disk needs root on Linux"),
]
MEGABYTES = 96


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    made = Plant(tmp_path)
    yield made
    made.end()


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A tmpfs of its own on ``folder``."""
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"did not run: a tmpfs cannot be mounted here: {done.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def disk(tmp_path: Path, plant: Plant) -> Iterator[Path]:
    """A small disk, unmounted when the plant's processes have let go of it."""
    with mounted(tmp_path / "disk", f"size={MEGABYTES}m") as folder:
        yield folder
        plant.end()


def fill(ballast: Path) -> None:
    """Take every byte that is left."""
    with ballast.open("ab", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def full(plant: Plant, disk: Path) -> tuple[Gateway, Process]:
    """A gateway, and a feed that follows it live until its disk is full."""
    plant.cache = disk / "cache"
    gateway = plant.gateway(options=("--vehicles", "200", "--rate", "400"))
    gateway.await_ready()
    feed = plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    until(lambda: (row := backend_of(plant.cache, "城")) and row.link.state == "live", LEVEL_SECONDS, "a live link")
    fill(disk / "ballast")
    until(lambda: "cannot be written" in feed.said(), LEVEL_SECONDS, "the feed says so")
    return gateway, feed


def test_a_full_disk_is_waited_out_and_nothing_is_lost(plant: Plant, disk: Path) -> None:
    gateway, feed = full(plant, disk)
    before = backend_of(plant.cache, "城")
    assert before is not None, "what is there stays readable"
    assert feed.running
    (disk / "ballast").unlink()
    until(
        lambda: (row := backend_of(plant.cache, "城")) and row.cursor.seq > before.cursor.seq, LEVEL_SECONDS, feed.said
    )
    row = level(plant.cache, "城", gateway)
    assert row.counts.snapshots == before.counts.snapshots, "it went on where it stood"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_feed_told_to_stop_at_a_full_disk_ends_with_one_sentence(plant: Plant, disk: Path, number: int) -> None:
    gateway, feed = full(plant, disk)
    feed.signal(number)
    until(lambda: not feed.running, LEVEL_SECONDS, feed.said)
    assert feed.code == 3, feed.said()
    assert "Traceback" not in feed.said(), feed.said()
    assert feed.said().count("stopped while the cache could not be written") == 1
    (disk / "ballast").unlink()
    feed.start()
    level(plant.cache, "城", gateway)


def test_an_act_at_a_full_disk_is_told_at_once_and_kept_when_there_is_room(plant: Plant, disk: Path) -> None:
    plant.cache = disk / "cache"
    feed = plant.feed("城=http://127.0.0.1:9")
    until(lambda: door_mark(plant.cache), LEVEL_SECONDS, feed.said)
    act, before = _act("字" * 2000), _act("先前")
    submit(plant.cache, "城", [before])
    fill(disk / "ballast")
    with pytest.raises(NotSaved, match=r"full|I/O"):
        submit(plant.cache, "城", [act])
    assert [entry.command.id for entry in OutboxReader(plant.cache).recent() or []] == [before.id]
    (disk / "ballast").unlink()
    submit(plant.cache, "城", [act])
    assert [entry.command.id for entry in OutboxReader(plant.cache).recent() or []] == [act.id, before.id]
    assert feed.running


def _act(text: str) -> Command:
    now = int(time.time() * 1000)
    intent = do.Comment(about="AL-1", text=text)
    return make(intent, "Alarm", actor="grid", session="s", terminal="席位", now_ms=now)


def test_a_feed_that_starts_on_a_full_disk_says_so_in_one_sentence(plant: Plant, disk: Path) -> None:
    fill(disk / "ballast")
    feed = plant.feed("城=http://127.0.0.1:9", cache=disk / "cache")
    until(lambda: not feed.running, LEVEL_SECONDS, "it ends")
    assert feed.code not in (0, None)
    assert "Traceback" not in feed.said() and len(feed.said().strip().splitlines()) == 1, feed.said()


def test_a_cache_that_may_not_be_written_is_refused_in_one_sentence(tmp_path: Path, plant: Plant) -> None:
    with mounted(tmp_path / "frozen", "size=1m") as folder:
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        feed = plant.feed("城=http://127.0.0.1:9", cache=folder / "cache")
        until(lambda: not feed.running, LEVEL_SECONDS, "it ends")
        assert feed.code == 2
        assert "Traceback" not in feed.said() and len(feed.said().strip().splitlines()) == 1, feed.said()
