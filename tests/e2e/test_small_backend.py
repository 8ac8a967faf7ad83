"""The small backend of the documentation: a feed follows it, goes on where it was, and takes a new log as one."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from console.domain.entities import Alarm
from e2e.processes import LEVEL_SECONDS, Plant, contact, reading, until

pytestmark = pytest.mark.e2e
SCRIPT = Path(__file__).parents[2] / "docs" / "examples" / "small_backend.py"


@contextmanager
def backend(port: int) -> Iterator[None]:
    child = subprocess.Popen([sys.executable, str(SCRIPT), str(port)])
    try:
        yield
    finally:
        child.kill()
        child.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def seq(plant: Plant) -> int:
    return contact(plant.cache, "Pumps").cursor.seq


def test_a_console_lives_from_the_small_backend(plant: Plant) -> None:
    port = free_port()
    with backend(port):
        feed = plant.feed(f"Pumps=http://127.0.0.1:{port}")
        epoch = contact(plant.cache, "Pumps").cursor.epoch
        until(lambda: alarms(plant), LEVEL_SECONDS, "its alarm")
        with reading(plant.cache) as changes:
            values = {sample.id: sample.value for _, sample in changes.latest}
        assert 2.6 <= (values["pump-1/level"] or 0.0) <= 3.6
        feed.kill()
        before = seq(plant)
        feed.start()
        until(lambda: seq(plant) > before, LEVEL_SECONDS, "it goes on")
        row = contact(plant.cache, "Pumps")
        assert row.cursor.epoch == epoch
        assert (row.counts.lost(row.cursor.seq), row.counts.duplicated(row.cursor.seq)) == (0, 0)
        assert row.counts.quarantined == 0
    with backend(port):
        until(lambda: contact(plant.cache, "Pumps").cursor.epoch != epoch, LEVEL_SECONDS, "the new log")


def alarms(plant: Plant) -> list[Alarm]:
    with reading(plant.cache) as changes:
        return [event for _, _, event in changes.entities if isinstance(event, Alarm)]
