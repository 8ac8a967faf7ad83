"""A stream that lies, repeats, skips or breaks: the cache ends exactly as the log says, and rows say what came."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from console.wire.positions import Fleet, PositionFrame, decode_positions, encode_positions
from tests.fakes.events import EPOCH, NOW, alarm, batch_frame, case, raws, sample
from tests.fakes.gateway import Binary, Connection, FakeGateway
from tests.feed.kit import assert_equal, caught_up, feeding, look, poisoned, row, until

pytestmark = pytest.mark.usefixtures("hasty")
LOG = raws([alarm("A"), case("C"), sample("s", 1)])
MORE = raws([alarm(f"M-{n}") for n in range(10)])
BROKEN = b'{"kind":"Alarm","id":"broken","value":NaN}'


def _positions(seq: int) -> Binary:
    one, places = np.zeros(1, np.uint16), np.array([120_000_000 + seq], np.int32)
    index = np.array([seq % 5], np.uint32)
    return Binary(encode_positions(PositionFrame(seq, NOW, False, 5, index, places, places // 4, one, one, one, one)))


def _begun(path: Path, gateway: FakeGateway) -> None:
    """A cache that holds the log's first three events."""
    gateway.log = list(LOG)
    with feeding(path, gateway.url):
        caught_up(path, gateway)
    gateway.asked.clear()


def test_an_unparsable_frame_is_asked_for_event_by_event(tmp_path: Path, gateway: FakeGateway) -> None:
    _begun(tmp_path, gateway)
    gateway.log += [*MORE[:4], BROKEN, *MORE[4:]]
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        gateway.append(*raws([alarm("later")]))
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    assert poisoned(tmp_path) == [8]
    assert look(tmp_path).quarantine[0].raw == BROKEN
    assert [asked.get("max") for asked in gateway.asked] == [None, "1"]
    assert row(tmp_path).counts.quarantined == 1


def test_after_the_poison_batches_are_asked_for_again(tmp_path: Path, gateway: FakeGateway) -> None:
    _begun(tmp_path, gateway)
    gateway.log += [BROKEN, *raws([sample("s", n) for n in range(2, 602)]), BROKEN]
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    assert poisoned(tmp_path) == [4, 605]
    asked = [asked.get("max") for asked in gateway.asked]
    assert asked[:3] == [None, "1", None]


def test_an_over_size_event_is_one_quarantine_row(tmp_path: Path, gateway: FakeGateway) -> None:
    _begun(tmp_path, gateway)
    gateway.log += [MORE[0], b'{"kind":"Note","text":"' + b"x" * 4_200_000 + b'"}', MORE[1]]
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    assert poisoned(tmp_path) == [5]
    assert "over the limit of 4194304" in look(tmp_path).quarantine[0].reason
    with feeding(tmp_path, gateway.url):
        until(tmp_path, lambda now: now.link.state == "live")
    assert "chain" not in gateway.asked[-1], "what was not received cannot be hashed"


def test_fragments_do_not_get_around_the_limit(tmp_path: Path, gateway: FakeGateway) -> None:
    _begun(tmp_path, gateway)
    sent = []

    async def fragments(connection: Connection) -> None:
        await connection.beat()
        piece = b"x" * 60_000
        for n in range(200):
            head = bytes([0x01 if n == 0 else 0x00, 0x7E]) + len(piece).to_bytes(2, "big")
            await connection.raw(head + piece)
            sent.append(n)

    gateway.script.append(fragments)
    gateway.log += MORE
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    assert gateway.asked[1]["max"] == "1"


def test_repeated_and_overlapping_batches_take_effect_once(tmp_path: Path, gateway: FakeGateway) -> None:
    _begun(tmp_path, gateway)

    async def repeat(connection: Connection) -> None:
        for first, last in ((4, 6), (4, 6), (1, 3), (5, 9), (9, 9), (1, 13)):
            await connection.batch(first, last)
        await connection.serve(13)

    gateway.script.append(repeat)
    gateway.log += MORE
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    counts = row(tmp_path).counts
    assert (counts.redelivered, counts.gaps, counts.applied) == (3 + 3 + 2 + 1 + 9, 0, 10)


def test_a_missing_batch_is_asked_for_again(tmp_path: Path, gateway: FakeGateway) -> None:
    _begun(tmp_path, gateway)

    async def skip(connection: Connection) -> None:
        await connection.batch(4, 6)
        for first in (9, 10, 11):
            await connection.batch(first, first)
        await connection.serve(13)

    gateway.script.append(skip)
    gateway.log += MORE
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    assert [asked["after"] for asked in gateway.asked] == ["3", "6"]
    assert (row(tmp_path).counts.gaps, gateway.snapshots) == (1, 1)


def test_a_hole_that_stays_leads_to_a_snapshot(tmp_path: Path, gateway: FakeGateway) -> None:
    _begun(tmp_path, gateway)

    async def hole(connection: Connection) -> None:
        await connection.batch(connection.after + 2, 13)
        await connection.serve(13)

    gateway.script.extend([hole, hole])
    gateway.log += MORE
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        until(tmp_path, lambda now: now.link.state == "live")
    assert_equal(tmp_path, gateway)
    assert gateway.snapshots == 2
    receipt = look(tmp_path).receipts[0][1]
    assert receipt.reason == "the backend's log does not go on after event 3"
    assert receipt.unknown_to


def test_a_hole_that_hangs_up_each_time_leads_to_a_snapshot_too(tmp_path: Path, gateway: FakeGateway) -> None:
    _begun(tmp_path, gateway)

    async def hole(connection: Connection) -> None:
        await connection.batch(connection.after + 2, 13)

    gateway.script.extend([hole, hole])
    gateway.log += MORE
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    assert gateway.snapshots == 2


@pytest.mark.parametrize(
    "stray",
    [b"hello", b"", b"{}", b"\xff\xfe", b'{"type":"batch"', b'{"type":"heartbeat","last":9223372036854775808,"now":1}'],
)
def test_a_stray_text_frame_costs_a_note_and_no_event(tmp_path: Path, gateway: FakeGateway, stray: bytes) -> None:
    _begun(tmp_path, gateway)

    async def litter(connection: Connection) -> None:
        await connection.text(stray)
        await connection.batch(4, 6)
        await connection.text(stray)
        await connection.batch(7, 13)
        await connection.serve(13)

    gateway.script.append(litter)
    gateway.log += MORE
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    assert set(poisoned(tmp_path)) == {0}


@pytest.mark.parametrize("stray", [b"hello", batch_frame(2, [BROKEN]), batch_frame(99, [BROKEN])])
def test_a_stray_frame_among_single_events_takes_nobodys_place(
    tmp_path: Path, gateway: FakeGateway, stray: bytes
) -> None:
    _begun(tmp_path, gateway)

    async def litter(connection: Connection) -> None:
        for seq in range(4, 8):
            await connection.batch(seq, seq)
            await connection.text(stray)
        await connection.serve(7)

    gateway.log += [BROKEN, *MORE]
    gateway.script.extend([Connection.serve, litter])
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    assert {seq for seq in poisoned(tmp_path) if seq} == {4}


@pytest.mark.parametrize("form", ["spaced", "turned round"])
def test_a_batch_in_another_hand_is_a_batch(tmp_path: Path, gateway: FakeGateway, form: str) -> None:
    _begun(tmp_path, gateway)
    batch = {"type": "batch", "epoch": EPOCH, "first": 4, "last": 13, "events": [json.loads(raw) for raw in MORE]}
    text = json.dumps(batch) if form == "spaced" else json.dumps(dict(reversed(batch.items())))

    async def other_hand(connection: Connection) -> None:
        await connection.text(text.encode())
        await connection.beat()
        await connection.silence()

    gateway.script.append(other_hand)
    gateway.log += MORE
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
    assert_equal(tmp_path, gateway)
    assert len(gateway.asked) == 1


@pytest.mark.parametrize("bad", [b"", b"CWPF", b"CWPF" + b"\xff" * 60, b"\0" * 40, bytes(_positions(1)[:-1])])
def test_a_garbled_position_frame_is_one_quarantine_row(tmp_path: Path, gateway: FakeGateway, bad: bytes) -> None:
    _begun(tmp_path, gateway)
    gateway.log += [_positions(4), Binary(bad), MORE[0], _positions(7), MORE[1]]
    with feeding(tmp_path, gateway.url):
        caught_up(tmp_path, gateway)
        gateway.append(_positions(9))
        caught_up(tmp_path, gateway)
    assert poisoned(tmp_path) == [5]
    assert_equal(tmp_path, gateway)
    fleet = Fleet()
    for _, blob in look(tmp_path).frames:
        fleet.merge(decode_positions(blob))
    assert fleet.lon.tolist() == [0, 0, 120_000_007, 0, 120_000_009]
