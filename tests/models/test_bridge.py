"""The doorway: a cache's changes arrive on the GUI thread, in slices, and stopping leaves nothing behind."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.models.bridge import CacheBridge
from console.models.health import KEPT, Reservoir
from console.models.world import World
from console.store.changes import Changes
from console.store.chunks import Samples
from console.store.doorbell import DoorbellServer
from console.store.writer import CacheWriter
from console.wire.positions import Fix
from console.wire.segments import BinaryEvent
from tests.fakes.events import NOW, alarm, sample
from tests.models.kit import changes, fleet_frame
from tests.store.kit import OPEN, commit_of, open_writer, replace, snapshot_of

PATIENCE = 8000


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[tuple[CacheWriter, int, Path]]:
    writer, backend = open_writer(tmp_path)
    yield writer, backend, tmp_path
    writer.close()


@pytest.fixture
def bridge(cache: tuple[CacheWriter, int, Path], qtbot: QtBot) -> Iterator[CacheBridge]:
    made = CacheBridge(cache[2], World())
    made.start()
    yield made
    made.stop()


def test_changes_arrive_on_the_gui_thread(
    cache: tuple[CacheWriter, int, Path], bridge: CacheBridge, qtbot: QtBot
) -> None:
    writer, backend, _ = cache
    threads: set[threading.Thread] = set()
    bridge.world.alarms_changed.connect(lambda: threads.add(threading.current_thread()))
    writer.commit(commit_of(backend, 1, [alarm("A"), alarm("B")], counters={OPEN: 2}, rx_ns=time.monotonic_ns()))
    qtbot.waitUntil(lambda: bridge.world.alarms.count() == 2, timeout=PATIENCE)
    writer.commit(commit_of(backend, 2, remove=[alarm("A")], counters={OPEN: 1}, rx_ns=time.monotonic_ns()))
    qtbot.waitUntil(lambda: bridge.world.alarms.count() == 1, timeout=PATIENCE)
    assert bridge.world.total("city", "alarm.open") == 1
    assert threads == {threading.main_thread()}
    assert bridge.timings.wire_to_model.summary()["p99"] is not None


def test_a_snapshot_reaches_the_window_as_a_reload(
    cache: tuple[CacheWriter, int, Path], bridge: CacheBridge, qtbot: QtBot
) -> None:
    writer, backend, _ = cache
    writer.commit(commit_of(backend, 1, [alarm("old")]))
    qtbot.waitUntil(lambda: bridge.world.alarms.count() == 1, timeout=PATIENCE)
    with qtbot.waitSignal(bridge.world.reloaded, timeout=PATIENCE):
        replace(writer, backend, snapshot_of(9, alarm("new"), alarm("newer"), epoch="two"))
    qtbot.waitUntil(lambda: {row.id for row in bridge.world.alarms.rows(9)} == {"new", "newer"}, timeout=PATIENCE)


def test_history_is_read_outside_and_answered_inside(
    cache: tuple[CacheWriter, int, Path], bridge: CacheBridge, qtbot: QtBot
) -> None:
    writer, backend, _ = cache
    writer.commit(commit_of(backend, 1, [sample("s", n) for n in range(1, 100)]))
    qtbot.waitUntil(lambda: "s" in bridge.world.latest, timeout=PATIENCE)
    answers: list[tuple[int, threading.Thread]] = []

    def answer(got: Samples) -> None:
        answers.append((len(got.at), threading.current_thread()))

    bridge.world.past.series(backend, "s", NOW, NOW + 50_000, answer)
    bridge.world.past.series(backend, "none", NOW, NOW + 50_000, answer)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=PATIENCE)
    assert answers == [(50, threading.main_thread()), (0, threading.main_thread())]


def test_a_ring_brings_a_change_at_once(
    cache: tuple[CacheWriter, int, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.models.bridge.LOOK_SECONDS", 30.0)
    writer, backend, path = cache
    door = DoorbellServer(path)
    bridge = CacheBridge(path, World())
    bridge.start()
    qtbot.waitUntil(lambda: bool(door._clients) and bool(bridge.world.backends), timeout=PATIENCE)
    writer.commit(commit_of(backend, 1, [alarm()]))
    door.ring()
    qtbot.waitUntil(lambda: bridge.world.alarms.count() == 1, timeout=PATIENCE)
    bridge.stop()
    door.close()


def test_one_turn_takes_no_longer_than_its_slice(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock that moves 0.5 ms each time it is read: after 2 ms of it the rest waits for the next turn."""
    ticks = iter(range(10**9))
    bridge = CacheBridge(tmp_path, World())
    monkeypatch.setattr("console.models.bridge.time.perf_counter", lambda: next(ticks) * 0.0005)
    rows = [(key, alarm(f"A-{key}")) for key in range(1, 2000)]
    bridge._ready.append(changes(rows))
    turns = 0
    while bridge._ready or bridge._work:
        bridge._take()
        turns += 1
        assert turns < 1000
    assert turns >= 5
    bridge.world.announce()
    assert bridge.world.alarms.count() == 1999
    bridge._wake.close()
    bridge._waker.close()


def test_a_reader_that_nobody_wakes_never_waits_for_good(
    cache: tuple[CacheWriter, int, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows knows no ``MSG_DONTWAIT``: there a reader that asked for a byte that never came would be frozen."""
    monkeypatch.delattr(socket, "MSG_DONTWAIT")
    writer, backend, folder = cache
    bridge = CacheBridge(folder, World())
    bridge.start()
    try:
        qtbot.wait(600)
        writer.commit(commit_of(backend, 1, [alarm("A")]))
        qtbot.waitUntil(lambda: bridge.world.alarms.count() == 1, timeout=PATIENCE)
    finally:
        bridge.stop()


def test_a_fault_in_the_reader_is_not_its_end(
    cache: tuple[CacheWriter, int, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, backend, path = cache
    from console.store.reader import CacheReader

    real, faults = CacheReader.poll, iter([RuntimeError("a fault"), ValueError("another")])

    def poll(reader: CacheReader) -> Changes | None:
        if (fault := next(faults, None)) is not None:
            raise fault
        reader._pointer_due = 0.0
        return real(reader)

    monkeypatch.setattr(CacheReader, "poll", poll)
    monkeypatch.setattr("console.models.bridge.LOOK_SECONDS", 0.01)
    writer.commit(commit_of(backend, 1, [alarm()]))
    bridge = CacheBridge(path, World())
    bridge.start()
    qtbot.waitUntil(lambda: bridge.world.alarms.count() == 1, timeout=PATIENCE)
    bridge.stop()


def test_stopping_ends_the_thread_and_the_clock(cache: tuple[CacheWriter, int, Path], qtbot: QtBot) -> None:
    bridge = CacheBridge(cache[2], World())
    bridge.start()
    assert any(thread.name == "cache-reader" for thread in threading.enumerate())
    bridge.stop()
    assert not any(thread.name == "cache-reader" for thread in threading.enumerate())
    assert not bridge._clock.isActive()
    bridge.ask(1, "s", 0, 1, lambda _: None)


def test_timings_are_percentiles_of_the_newest_measurements() -> None:
    reservoir = Reservoir()
    assert reservoir.summary() == {"p50": None, "p99": None}
    for _ in range(KEPT):
        reservoir.add(1e9)
    for n in range(KEPT):
        reservoir.add(float(n % 101))
    assert reservoir.summary() == {"p50": 50.0, "p99": 99.0}
    reservoir.clear()
    assert reservoir.summary()["p50"] is None


def test_the_way_of_a_vehicle_comes_from_the_log_in_slices_and_the_last_one_says_so(
    cache: tuple[CacheWriter, int, Path], bridge: CacheBridge, qtbot: QtBot
) -> None:
    writer, backend, _ = cache
    for seq in range(1, 6):
        writer.commit(
            commit_of(backend, seq, segment=(seq, seq, [BinaryEvent(fleet_frame(seq, NOW + seq, 9, {3: 0}))]))
        )
    qtbot.waitUntil(lambda: backend in bridge.world.backends, timeout=PATIENCE)
    found: list[int] = []
    ends: list[bool] = []

    def take(fixes: list[Fix], _since: int, last: bool) -> None:
        assert threading.current_thread() is threading.main_thread()
        found.extend(fix.at - NOW for fix in fixes)
        ends.append(last)

    bridge.world.past.track(backend, 3, 0, take)
    qtbot.waitUntil(lambda: ends[-1:] == [True], timeout=PATIENCE)
    assert sorted(found) == [1, 2, 3, 4, 5] and ends.count(True) == 1
