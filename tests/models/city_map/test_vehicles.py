"""A vehicle's place is told with the time it is of."""

from __future__ import annotations

import pytest

from console.models.city_map.vehicles import vehicle_popup
from console.models.world import World
from tests.models.kit import CITY, apply, changes, fleet_frame, stand_still

MORNING = 1_795_393_800_000
"""2026-11-23 08:30 in the city."""


def test_a_fix_of_another_day_does_not_read_like_one_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    ages = {0: 5, 1: 30_600 + 60}
    world = apply(World(), changes(frames=[(CITY, fleet_frame(1, MORNING, 3, ages))]))
    stand_still(monkeypatch, world, MORNING)
    said = [vehicle_popup(world, index)[1][-1] for index in range(3)]
    assert said == ["08:29:55 定位", "11-22 23:59:00 定位", "位置未知"]
