"""The tests' tiny city, and a day of it."""

from __future__ import annotations

import pytest

from console.gateway.simulator.city import City
from console.gateway.simulator.run import Options
from tests.gateway.simulated import Notebook, play
from tests.gateway.tiny_city import write_city


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return City(write_city(tmp_path_factory.mktemp("city")))


@pytest.fixture(scope="module")
def day(city: City) -> Notebook:
    """History and two hours more, without fast sensors."""
    return play(city, 120, options=Options(vehicles=50, rate=0))[1]
