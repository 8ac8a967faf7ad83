"""What is over: kept for a while by the gateway, restarts included, and told to consoles that missed it."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest

from console.domain.entities import KIND_NUMBER, Case, Stage
from console.gateway import done
from console.gateway.done import Done
from console.gateway.log import EventLog
from console.wire.codec import decode_event
from tests.gateway.harness import NOW, QUICK, alarm, case, sample, serving

CLOSED = [case(1, Stage.FILED, "a"), case(2, Stage.CLOSED, "a"), case(1, Stage.FILED, "b"), case(9, Stage.CLOSED, "b")]


def ids(body: bytes) -> list[str]:
    return [decode_event(line).id for line in body.split(b"\n") if line]


def test_it_is_told_by_time_in_the_order_of_ending_also_after_a_restart_without_the_log(tmp_path) -> None:
    async def scenario() -> None:
        async with serving(tmp_path) as gateway:
            for event in (*CLOSED, alarm(), sample(1)):
                gateway.log.put(event)
            await gateway.log.settled()
            assert "done" in (await gateway.json("/v1/hello"))["capabilities"]
            assert ids((await gateway.get("/v1/done"))[1]) == ["a", "b"]
            assert ids((await gateway.get(f"/v1/done?since={NOW + 3000}"))[1]) == ["b"]
            assert (await gateway.get("/v1/done?since=x"))[0] == 400
        async with serving(tmp_path) as gateway:
            assert ids((await gateway.get("/v1/done"))[1]) == ["a", "b"], "the checkpoint holds it"

    asyncio.run(scenario())


def test_a_log_of_the_format_before_gets_the_table_and_keeps_all(tmp_path) -> None:
    async def write() -> None:
        log = EventLog(tmp_path, lambda: NOW, QUICK)
        log.start()
        log.put(alarm())
        await log.close()

    asyncio.run(write())
    with sqlite3.connect(tmp_path / "gateway.db") as db:
        db.executescript("DROP TABLE done; ALTER TABLE command DROP COLUMN at; PRAGMA user_version=2;")
    db.close()
    log = EventLog(tmp_path, lambda: NOW, QUICK)
    assert log.last == 1 and log.state.ledger.entities

    async def close() -> None:
        log.start()
        for event in CLOSED:
            log.put(event)
        await log.close()

    asyncio.run(close())
    with sqlite3.connect(tmp_path / "gateway.db") as db:
        assert db.execute("SELECT id FROM done ORDER BY id").fetchall() == [("a",), ("b",)]
    db.close()


def test_the_oldest_go_first_and_one_that_ended_again_is_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(done, "KEPT", 3)
    kept, kind = Done(), KIND_NUMBER[Case]
    for number, name in enumerate("abcad"):
        kept.put((kind, name), number, name.encode())
    assert kept.since(0) == [b"c", b"a", b"d"] and kept.since(4) == [b"d"]
    assert {row[1] for row in kept.rows({(kind, "a"), (kind, "b")})} == {"a"}
