"""Time that does not jump, whatever somebody does to the machine's clock."""

from __future__ import annotations

import pytest

from console.domain.steady import JUMP_MS, SteadyClock, ticks

DAY = 86_400_000
NOW = 1_780_000_000_000


class Machine:
    """A wall clock that can be turned, and ticks that cannot."""

    def __init__(self) -> None:
        self.wall, self.ticks = NOW, 5.0

    def wait(self, seconds: float) -> None:
        self.wall += int(seconds * 1000)
        self.ticks += seconds

    def clock(self) -> SteadyClock:
        return SteadyClock(lambda: self.wall, lambda: self.ticks)


@pytest.mark.parametrize("jump", [DAY, -DAY])
def test_a_jump_by_a_day_changes_nothing_and_is_told(jump: int) -> None:
    machine = Machine()
    clock = machine.clock()
    machine.wait(60)
    machine.wall += jump
    assert clock() == NOW + 60_000
    assert clock.follow() == jump
    machine.wait(900)
    assert clock() == NOW + 960_000


@pytest.mark.parametrize("correction", [1_500, -1_500, JUMP_MS, -JUMP_MS])
def test_a_small_correction_is_followed(correction: int) -> None:
    machine = Machine()
    clock = machine.clock()
    machine.wall += correction
    assert clock.follow() == 0
    assert clock() == NOW + correction


def test_a_servers_word_puts_it_right() -> None:
    machine = Machine()
    clock = machine.clock()
    clock.set(NOW + DAY)
    machine.wait(2)
    assert clock() == NOW + DAY + 2_000


def test_ticks_only_go_on() -> None:
    first = ticks()
    assert ticks() >= first > 0
