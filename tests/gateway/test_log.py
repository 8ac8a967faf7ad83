from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from console.domain.entities import KIND_NUMBER, Alarm, Stage
from console.gateway.lock import Locked
from console.gateway.log import Conflict, EventLog, LogSettings
from console.gateway.reading import LogReader
from console.gateway.storage import Checkpoint, Storage, StorageError
from console.wire.codec import chain, encode_event
from console.wire.positions import PositionFrame, encode_positions
from tests.gateway.harness import NOW, QUICK, alarm, case, sample

KEY = (KIND_NUMBER[Alarm], "AL-1")


def run(scenario):
    return asyncio.run(scenario())


def opened(folder, settings=QUICK, now=NOW):
    log = EventLog(folder, lambda: now, settings)
    log.start()
    return log


def positions(*indices: int, at: int = NOW) -> bytes:
    n = len(indices)
    ints, shorts = np.zeros(n, np.int32), np.zeros(n, np.uint16)
    place = ints + 121_500_000
    return encode_positions(
        PositionFrame(0, at, False, 10, np.array(indices, np.uint32), place, ints + 36_000_000, *([shorts] * 4))
    )


def test_a_wrong_expected_version_is_a_conflict_with_the_entity_as_it_is(tmp_path):
    async def scenario():
        log = opened(tmp_path)
        assert log.append(KEY, 0, alarm(1)) == 1
        second = log.append(KEY, 0, alarm(1, acknowledged=True))
        assert second == Conflict(alarm(1)), "a pending event counts as much as a committed one"
        await log.settled()
        assert log.append(KEY, 1, alarm(2, acknowledged=True)) == 2
        assert log.append(KEY, 1, alarm(2)) == Conflict(alarm(2, acknowledged=True))
        await log.close()

    run(scenario)


def test_an_event_is_visible_only_after_its_commit(tmp_path):
    async def scenario():
        log = opened(tmp_path)
        seen = []
        log.on_commit.append(lambda first, events: seen.append((first, len(events), rows(log))))
        for n in range(1, 4):
            log.put(sample(n))
        assert log.last == 0
        assert not log.state.ledger.latest
        await log.settled()
        assert seen == [(1, 3, 3)], "one group, on disk before anybody hears of it"
        await log.close()

    def rows(log):
        return log.storage.reader().execute("SELECT max(last) FROM segment").fetchone()[0]

    run(scenario)


def test_a_new_start_is_checkpoint_plus_tail(tmp_path):
    async def scenario():
        log = opened(tmp_path)
        for n in range(1, 200):
            log.put(sample(n, value=None if n % 7 == 0 else float(n)))
        log.put(case(1, Stage.REPORTED))
        log.append_positions(positions(1, 2, 3))
        log.append_many([b"\xff poison"])
        await log.settled()
        await log.checkpoint()
        log.put(case(2, Stage.CLOSED))
        log.append_positions(positions(2, at=NOW + 5000))
        log.put(sample(200))
        log.append_many([b"more poison"])
        await log.settled()
        before = (log.epoch, log.last, log.state.chain, log.state.digest(), list(log.state.quarantined))
        kill(log)
        again = opened(tmp_path)
        after = (again.epoch, again.last, again.state.chain, again.state.digest(), list(again.state.quarantined))
        assert after == before
        assert again.put(sample(201)) == before[1] + 1
        await again.close()

    run(scenario)


def test_long_series_survive_many_checkpoints(tmp_path):
    async def scenario():
        log = opened(tmp_path)
        for n in range(1, 4_200):
            log.put(sample(n, value=float(n)))
            if n % 700 == 0:
                await log.settled()
                await log.checkpoint()
        await log.close()
        kept = log.state.history.series["s/1"]
        again = opened(tmp_path)
        restored = again.state.history.series["s/1"]
        assert restored.total == kept.total == 4_199
        assert list(restored.value)[-3_000:] == list(kept.value)[-3_000:]
        assert len(restored.value) < 3_600, "old blocks are dropped"
        assert again.state.digest() == log.state.digest()
        await again.close()

    run(scenario)


def kill(log: EventLog) -> None:
    """End a log as a killed process would: no last checkpoint."""
    for task in log._tasks:
        task.cancel()
    log._writer.shutdown()
    log.storage.close()
    log._lock.release()


def test_a_second_gateway_on_the_same_folder_is_refused(tmp_path):
    async def scenario():
        log = opened(tmp_path)
        with pytest.raises(Locked):
            EventLog(tmp_path, lambda: NOW)
        await log.close()

    run(scenario)


def test_a_database_of_a_newer_program_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "gateway.db") as database:
        database.execute("PRAGMA user_version = 99")

    async def scenario():
        with pytest.raises(StorageError, match="newer version"):
            EventLog(tmp_path, lambda: NOW)

    run(scenario)


def test_trimming_moves_the_floor_but_never_past_the_checkpoint(tmp_path):
    async def scenario():
        log = opened(tmp_path, LogSettings(group_seconds=0.001, checkpoint_seconds=3600, keep_bytes=1))
        events = [encode_event(sample(n)) for n in range(1, 31)]
        for event in events[:20]:
            log.append_many([event])
            await log.settled()
        await log.trim()
        assert log.floor == 0, "nothing is checkpointed yet"
        await log.checkpoint()
        for event in events[20:]:
            log.append_many([event])
            await log.settled()
        await log.trim()
        assert log.floor == 20
        assert log.floor_chain == chain(0, events[:20])
        reader = LogReader(log)
        assert await reader.chain_at(19) is None
        assert await reader.chain_at(25) == chain(0, events[:25])
        reader.close()
        await log.close()
        again = opened(tmp_path)
        assert (again.floor, again.last) == (20, 30)
        await again.close()

    run(scenario)


def test_old_segments_go_by_age(tmp_path):
    async def scenario():
        log = opened(tmp_path)
        log.put(sample(1))
        await log.close()
        later = opened(tmp_path, LogSettings(group_seconds=0.001, keep_seconds=60), now=NOW + 61_000)
        later.put(sample(2))
        await later.settled()
        await later.trim()
        assert later.floor == 1
        await later.close()

    run(scenario)


def test_a_disk_that_fails_once_loses_nothing(tmp_path, monkeypatch, caplog):
    async def scenario():
        log = opened(tmp_path)
        write, failures = log.storage.append, [sqlite3.OperationalError("database or disk is full")]

        def flaky(segment):
            if failures:
                raise failures.pop()
            write(segment)

        monkeypatch.setattr(log.storage, "append", flaky)
        log.put(sample(1))
        await log.settled()
        assert log.last == 1
        assert "commit failed" in caplog.text
        await log.close()

    run(scenario)


def test_a_failed_checkpoint_is_made_up_for(tmp_path, monkeypatch):
    async def scenario():
        log = opened(tmp_path)
        for n in range(1, 100):
            log.put(sample(n))
        log.put(alarm(1))
        log.append_many([b"poison"])
        await log.settled()
        with monkeypatch.context() as patch:
            patch.setattr(log.storage, "checkpoint", fail)
            await log.checkpoint()
        log.put(sample(100))
        await log.close()
        again = opened(tmp_path)
        assert again.state.digest() == log.state.digest()
        assert list(again.state.quarantined) == [101]
        await again.close()

    def fail(_):
        raise sqlite3.OperationalError("disk I/O error")

    run(scenario)


def test_a_log_that_can_commit_no_more_says_so_and_lets_the_folder_go(tmp_path):
    """What was committed is found again; of an event that broke its taking in no checkpoint is written."""

    async def scenario():
        log = opened(tmp_path)
        log.put(alarm(1))
        await log.settled()
        ended = asyncio.Event()
        log.on_end.append(ended.set)

        def broken(*_):
            raise RuntimeError("a fault of ours")

        log.on_commit.append(broken)
        log.put(alarm(2, acknowledged=True))
        async with asyncio.timeout(10):
            await ended.wait()
        with pytest.raises(RuntimeError, match="a fault of ours"):
            await log.close()
        again = opened(tmp_path)
        assert again.last == 2 and again.entity(KEY) == alarm(2, acknowledged=True)
        await again.close()

    run(scenario)


def test_quarantined_numbers_on_disk_are_as_few_as_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.gateway.storage.QUARANTINE_KEPT", 5)
    storage = Storage(tmp_path)
    for first in (1, 4, 9):
        storage.checkpoint(Checkpoint({}, quarantine=[(seq,) for seq in range(first, first + 5)]))
    assert [seq for (seq,) in storage.rows("quarantine")] == [9, 10, 11, 12, 13]
    storage.close()
