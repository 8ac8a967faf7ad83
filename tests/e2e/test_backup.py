"""A backup of a running gateway, put back in its place: it serves, and consoles that knew more follow it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from e2e.processes import COMMAND, LEVEL_SECONDS, Gateway, Plant, contact, level, until

pytestmark = pytest.mark.e2e


def test_a_gateway_from_a_backup_serves_and_consoles_follow_it(plant: Plant) -> None:
    gateway = plant.gateway()
    gateway.await_ready()
    plant.feed(f"甲={gateway.url}")
    saved = plant.folder / "b.tar.gz"
    taken = contact(plant.cache, "甲").cursor.seq
    backup("save", saved, gateway)
    until(lambda: contact(plant.cache, "甲").cursor.seq > taken + 200, LEVEL_SECONDS, "life goes on after it")
    gateway.kill()
    gateway.data.rename(plant.folder / "lost")
    backup("restore", saved, gateway)
    gateway.start()
    gateway.await_ready()
    row = level(plant.cache, "甲", gateway)
    assert row.counts.quarantined == 0


def backup(act: str, file: Path, gateway: Gateway) -> None:
    subprocess.run([COMMAND, "backup", act, str(file), "--data", str(gateway.data)], check=True)
