"""kill -9 of the process that owns the outbox: no acknowledged act is lost, none is done twice.

A thousand kills: ``benchmarks/soak_outbox.py``.
"""

from __future__ import annotations

import pytest

from e2e.outbox_soak import Soak
from e2e.processes import Plant

pytestmark = [pytest.mark.e2e, pytest.mark.operations, pytest.mark.xdist_group("kill")]


def test_no_acknowledged_act_is_lost_or_doubled_by_kills_of_feed_and_gateway(plant: Plant) -> None:
    soak = Soak(plant, seed=3)
    for number in range(6):
        soak.kill_feed()
        if number == 3:
            soak.kill_gateway()
        assert soak.missing() == set()
    effects = soak.settle(30.0)
    assert set(effects) == {1} and effects[1] > 20
