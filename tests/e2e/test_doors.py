"""The doors of a feed that runs: a second feed on its folder leaves them alone, and the folder is for one person."""

from __future__ import annotations

import os
import stat
import subprocess

import pytest

from console.commands import intents as do
from console.commands.desk_line import door_mark, submit
from console.commands.envelope import make
from console.commands.outbox import OutboxReader
from e2e.processes import COMMAND, Plant, until

pytestmark = pytest.mark.e2e


def test_a_second_feed_on_one_folder_ends_and_the_first_goes_on_taking_acts(plant: Plant) -> None:
    nobody = "城=http://127.0.0.1:9"
    feed = plant.feed(nobody)
    until(lambda: door_mark(plant.cache), 20, feed.said)
    doors = {name: (plant.cache / name).read_bytes() for name in ("door.json", "desk-line.json")}
    if os.name == "posix":
        assert stat.S_IMODE(plant.cache.stat().st_mode) == 0o700
        assert {stat.S_IMODE((plant.cache / name).stat().st_mode) for name in doors} == {0o600}
    second = subprocess.run(
        [COMMAND, "feed", "--cache", str(plant.cache), "--backend", nobody], capture_output=True, text=True, timeout=60
    )
    assert second.returncode == 2 and "another feed" in second.stderr
    assert {name: (plant.cache / name).read_bytes() for name in doors} == doors
    act = make(do.Comment(about="AL-1", text="x"), "Alarm", actor="z", session="s", terminal="t", now_ms=1)
    submit(plant.cache, "城", [act])
    reader = OutboxReader(plant.cache)
    assert [entry.command.id for entry in reader.recent() or []] == [act.id]
    reader.close()
