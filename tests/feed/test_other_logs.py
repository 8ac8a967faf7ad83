"""Another log, or an older one, behind the same address: noticed, taken over whole, and told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.events import alarm, batch_frame, case, normal, raws, sample
from tests.fakes.gateway import Connection, FakeGateway
from tests.feed.kit import assert_equal, caught_up, feeding, look, poisoned, row, until, until_said

pytestmark = pytest.mark.usefixtures("hasty")
LOG = raws([alarm("A"), case("C"), sample("s", 1)])
MORE = raws([alarm(f"M-{n}") for n in range(10)])


def _begun(path: Path, gateway: FakeGateway) -> None:
    """A cache that holds the log's first three events."""
    gateway.log = list(LOG)
    with feeding(path, gateway.url):
        caught_up(path, gateway)
    gateway.asked.clear()


def test_a_reset_leads_to_a_snapshot(tmp_path: Path, gateway: FakeGateway, reasons: list[str]) -> None:
    _begun(tmp_path, gateway)

    async def reset(connection: Connection) -> None:
        await connection.beat()
        await connection.text(b'{"type":"reset","reason":"trimmed"}')

    gateway.script.append(reset)
    gateway.log += MORE
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        until_said(tmp_path, reasons, "reset: trimmed")
    assert_equal(tmp_path, gateway)
    assert look(tmp_path).receipts[0][1].reason == "trimmed"
    assert row(tmp_path).counts.base == 13


def test_a_batch_of_another_log_is_a_note_and_the_right_one_goes_on(tmp_path: Path, gateway: FakeGateway) -> None:
    _begun(tmp_path, gateway)

    async def foreign(connection: Connection) -> None:
        await connection.text(batch_frame(4, raws([alarm("foreign")]), "somebody else's"))
        await connection.serve()

    gateway.script.append(foreign)
    gateway.log += MORE
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    assert poisoned(tmp_path) == [0]
    assert gateway.snapshots == 1


def test_a_new_log_in_the_middle_of_a_stream_is_taken_over_whole(tmp_path: Path, gateway: FakeGateway) -> None:
    _begun(tmp_path, gateway)
    new = raws([sample("s", 1, -5.0), alarm("only this")])

    async def turn(connection: Connection) -> None:
        await connection.beat()
        gateway.epoch, gateway.log = "epoch-two", list(new)
        await connection.batch(1, 2)
        await connection.serve(2)

    gateway.script.append(turn)
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        gateway.append(*raws([sample("s", 2, -6.0), normal(alarm("only this"), 2)]))
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    assert "new log" in look(tmp_path).receipts[0][1].reason


def _shorter(gateway: FakeGateway) -> None:
    gateway.log = list(LOG[:2])


def _shorter_and_grown_again(gateway: FakeGateway) -> None:
    gateway.log = [*LOG[:2], *MORE]


def _trimmed(gateway: FakeGateway) -> None:
    gateway.log += MORE
    gateway.hello = {"floor": 9}


@pytest.mark.parametrize(
    ("change", "words"),
    [(_shorter, "shorter than what we have seen"), (_shorter_and_grown_again, "chain"), (_trimmed, "no longer keeps")],
)
def test_a_server_restored_from_a_backup_is_noticed(
    tmp_path: Path, gateway: FakeGateway, change: Callable[[FakeGateway], None], words: str
) -> None:
    _begun(tmp_path, gateway)
    change(gateway)
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        until(tmp_path, lambda now: now.counts.snapshots == 2)
    assert_equal(tmp_path, gateway)
    assert words in look(tmp_path).receipts[0][1].reason
