"""A bad link: stale is said within ten seconds, and when it is good again nothing is lost or doubled."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from e2e.processes import LEVEL_SECONDS, STALE_SECONDS, Gateway, Plant, backend_of, level, reading, until

from console.models.world import World
from faults.proxy import FaultProxy, Mode

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("network")]


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    plant = Plant(tmp_path_factory.mktemp("network"))
    made = plant.gateway()
    made.await_ready()
    yield made
    plant.end()


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    made = Plant(tmp_path)
    yield made
    made.end()


@pytest.fixture
def proxy(gateway: Gateway) -> Iterator[FaultProxy]:
    with FaultProxy(int(gateway.url.rpartition(":")[2])) as made:
        yield made


def follow(plant: Plant, gateway: Gateway, proxy: FaultProxy) -> None:
    gateway.control(paused=False)
    plant.feed(f"城={proxy.url}")
    until(lambda: quality(plant.cache) == "LIVE", LEVEL_SECONDS, "a live link")


def quality(cache: Path) -> str:
    """What a pane that lives from the link alone would say at this moment."""
    row = backend_of(cache, "城")
    world = World()
    if row is not None:
        world.backends[row.key] = row
    return world.link_truth().quality.name


def test_a_half_open_link_is_stale_within_ten_seconds_and_recovers(
    plant: Plant, gateway: Gateway, proxy: FaultProxy
) -> None:
    follow(plant, gateway, proxy)
    proxy.set(Mode.FREEZE)
    frozen = time.monotonic()
    until(lambda: quality(plant.cache) == "CACHED", STALE_SECONDS, "stale")
    assert time.monotonic() - frozen > 5.0, "the last sign of life counts for three heartbeats"
    proxy.set(Mode.PASS)
    proxy.drop()
    until(lambda: quality(plant.cache) == "LIVE", LEVEL_SECONDS, "live again")
    level(plant.cache, "城", gateway)
    with reading(plant.cache) as changes:
        assert len(changes.receipts) == 1, "one break, one receipt"


def test_a_backend_whose_stream_brings_nothing_never_counts_as_live(
    plant: Plant, gateway: Gateway, proxy: FaultProxy
) -> None:
    follow(plant, gateway, proxy)
    proxy.set(Mode.MUTE_STREAM)
    proxy.drop()
    until(lambda: quality(plant.cache) == "CACHED", STALE_SECONDS, "stale although hello answers")
    seen = proxy.connections
    until(lambda: proxy.connections > seen + 1, LEVEL_SECONDS, "another attempt, whose hello answers")
    assert quality(plant.cache) == "CACHED"
    proxy.set(Mode.PASS)
    proxy.drop()
    until(lambda: quality(plant.cache) == "LIVE", LEVEL_SECONDS, "live again")


def test_a_link_that_flaps_loses_and_doubles_nothing(plant: Plant, gateway: Gateway, proxy: FaultProxy) -> None:
    follow(plant, gateway, proxy)
    for _ in range(8):
        seen = proxy.connections
        proxy.drop()
        until(lambda before=seen: proxy.connections > before, LEVEL_SECONDS, "a new connection")
    row = level(plant.cache, "城", gateway)
    assert row.counts.reconnects > 1


def test_a_slow_link_is_late_but_right(plant: Plant, gateway: Gateway, proxy: FaultProxy) -> None:
    proxy.faults.delay = 0.4
    follow(plant, gateway, proxy)
    level(plant.cache, "城", gateway)


def test_after_garbled_bytes_the_picture_is_right_again(plant: Plant, gateway: Gateway, proxy: FaultProxy) -> None:
    follow(plant, gateway, proxy)
    before = backend_of(plant.cache, "城")
    assert before is not None
    proxy.faults.garble = 997
    until(lambda: _touched(plant.cache, before.counts.reconnects), LEVEL_SECONDS, "the garbling is noticed")
    proxy.faults.garble = 0
    proxy.drop()
    level(plant.cache, "城", gateway)


def _touched(cache: Path, reconnects: int) -> bool:
    row = backend_of(cache, "城")
    return row is not None and (row.counts.reconnects > reconnects or row.link.state == "down")
