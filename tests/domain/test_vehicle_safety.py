"""Levels of active-safety alarms: the borders as the domain notes have them."""

from __future__ import annotations

import pytest

from console.domain.vehicle_safety import WORDS, level


@pytest.mark.parametrize(("speed", "expected"), [
    (0, None), (29.9, None), (30, 1), (50, 1), (50.1, 2), (120, 2),
])  # fmt: skip
def test_a_faster_vehicle_s_alarm_is_of_the_more_serious_second_level(speed: float, expected: int | None) -> None:
    assert level(speed) == expected


def test_the_speeds_are_the_terminal_s_parameters() -> None:
    assert level(45, judging=50) is None and level(45, dividing=40) == 2
    assert WORDS == {1: "一级", 2: "二级"}
