"""The mirror of one backend: the cursor moves over every event once, whatever comes; receipts say what was missed."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import numpy as np
import pytest

from console.domain.counters import CounterKey
from console.domain.entities import KIND_NUMBER, Alarm
from console.feed.mirror import KEY_FRAME_EVERY, UNKNOWN_CHAIN, Gap, Mirror, WrongEpoch
from console.store.commit import Counts, Cursor, SnapshotState
from console.wire.codec import decode_frame, encode_event
from console.wire.messages import Batch
from console.wire.positions import BadPositions, PositionFrame, decode_positions, encode_positions
from tests.fakes.events import EPOCH, NOW, alarm, batch_frame, case, normal, raws, sample

POISON = b'{"kind":"Alarm","id":"bad","v":1,"at":NOT}'
UNFIT = b'{"kind":"Alarm","id":"bad","v":1,"at":1}'


def mirror(seq: int = 0, chain: int = 0, **counts: int) -> Mirror:
    return Mirror(7, "city", Cursor(EPOCH, seq, chain), Counts(base=seq, **counts))


def batch(first: int, events: list[bytes], epoch: str = EPOCH) -> Batch:
    frame = decode_frame(batch_frame(first, events, epoch))
    assert isinstance(frame, Batch)
    return frame


def take(to: Mirror, first: int, *events: Any) -> None:
    encoded = [event if isinstance(event, bytes) else encode_event(event) for event in events]
    to.take_batch(batch(first, encoded), 1)


def positions(seq: int, *vehicles: int, key: bool = False) -> bytes:
    n = len(vehicles)
    column = np.zeros(n, np.uint16)
    places = np.array([121_000_000 + seq] * n, np.int32)
    index = np.array(vehicles, np.uint32)
    frame = PositionFrame(seq, NOW + seq, key, 10, index, places, places // 4, column, column, column, column)
    return encode_positions(frame)


def test_the_cursor_and_its_chain_move_with_every_event() -> None:
    got, events = mirror(), raws([alarm(), sample(), case()])
    take(got, 1, *events)
    assert got.cursor == Cursor(EPOCH, 3, zlib.crc32(b"".join(events)))
    assert (got.counts.received, got.counts.applied) == (3, 3)
    assert (got.counts.lost(3), got.counts.duplicated(3)) == (0, 0)


@pytest.mark.parametrize("first", [3, 4, 1000])
def test_a_gap_takes_nothing(first: int) -> None:
    got = mirror()
    take(got, 1, alarm())
    with pytest.raises(Gap):
        take(got, first, alarm("B"), alarm("C"))
    assert got.cursor.seq == 1
    assert len(got.ledger.entities) == 1
    assert got.counts.gaps == 1
    take(got, 2, alarm("B"))
    assert got.counts.lost(2) == got.counts.duplicated(2) == 0


@pytest.mark.parametrize(("first", "n", "again"), [(1, 3, 3), (2, 1, 1), (2, 4, 2), (3, 2, 1)])
def test_redelivery_takes_only_what_is_new(first: int, n: int, again: int) -> None:
    log = [alarm(f"A-{seq}") for seq in range(1, 7)]
    got = mirror()
    take(got, 1, *log[:3])
    take(got, first, *log[first - 1 : first - 1 + n])
    end = max(3, first + n - 1)
    assert got.cursor == Cursor(EPOCH, end, zlib.crc32(b"".join(raws(log[:end]))))
    assert len(got.ledger.entities) == end
    assert got.counts.redelivered == again
    assert got.counts.applied == end
    assert got.counts.duplicated(end) == 0


def test_a_batch_of_another_epoch_takes_nothing_and_leaves_a_note() -> None:
    got = mirror(5)
    with pytest.raises(WrongEpoch):
        got.take_batch(batch(6, raws([alarm()]), "other"), 1)
    assert (got.cursor.seq, got.ledger.entities) == (5, {})
    notes = got.commit().poison
    assert [(note.seq, "other" in note.reason) for note in notes] == [(0, True)]


def test_poison_costs_one_row_and_the_cursor_goes_on() -> None:
    got = mirror()
    take(got, 1, alarm("A"), UNFIT, alarm("B"))
    commit = got.commit()
    assert [(row.seq, row.raw) for row in commit.poison] == [(2, UNFIT)]
    assert commit.poison[0].reason
    assert commit.cursor.seq == 3
    assert {name for _, name in commit.entities} == {"A", "B"}
    assert (got.counts.quarantined, got.counts.applied) == (1, 2)
    assert got.counts.lost(3) == got.counts.duplicated(3) == 0


def test_an_unreadable_event_is_quarantined_with_what_is_known_of_it() -> None:
    known, unknown = mirror(), mirror()
    known.take_unreadable("not readable", POISON, 1)
    unknown.take_unreadable("over the limit", None, 1)
    assert known.cursor == Cursor(EPOCH, 1, zlib.crc32(POISON))
    assert unknown.cursor == Cursor(EPOCH, 1, UNKNOWN_CHAIN)
    take(unknown, 2, alarm())
    assert unknown.cursor.chain == UNKNOWN_CHAIN, "what is not known stays unknown"
    assert unknown.counts.lost(2) == 0


def test_a_stray_frame_is_noted_and_moves_nothing() -> None:
    got = mirror(9)
    got.take_stray("what is this", b"hello")
    assert got.dirty
    commit = got.commit()
    assert (commit.cursor.seq, commit.segment, commit.poison[0].seq) == (9, None, 0)
    assert not got.dirty


def test_an_old_version_is_skipped_and_conserved() -> None:
    got = mirror()
    take(got, 1, alarm(v=3), alarm(v=2), alarm(v=3))
    assert (got.counts.applied, got.counts.skipped) == (1, 2)
    assert got.counts.lost(3) == got.counts.duplicated(3) == 0


def test_conservation_notices_a_lost_and_a_doubled_effect() -> None:
    lost, doubled = mirror(), mirror()
    for each in (lost, doubled):
        take(each, 1, alarm("A"), alarm("B"))
    lost.counts.applied -= 1
    doubled.counts.applied += 1
    assert (lost.counts.lost(2), lost.counts.duplicated(2)) == (1, 0)
    assert (doubled.counts.lost(2), doubled.counts.duplicated(2)) == (0, 1)
    jumped = mirror()
    jumped.cursor = Cursor(EPOCH, 5, 0)
    take(jumped, 6, alarm())
    assert jumped.counts.lost(6) == 5


def test_a_commit_holds_the_state_of_what_was_touched_and_only_once() -> None:
    got = mirror()
    take(got, 1, alarm("A"), alarm("B"), sample(v=1), sample(v=2))
    take(got, 5, normal(alarm("A"), 2), alarm("B", v=2, title="neu"))
    commit = got.commit()
    key = KIND_NUMBER[Alarm]
    assert commit.entities == {(key, "A"): None, (key, "B"): alarm("B", v=2, title="neu")}
    assert [each.v for each in commit.samples["st-1/PM25"]] == [1, 2]
    assert commit.counters[CounterKey("city", "alarm.open", 0)] == 1
    assert commit.segment is not None
    assert (commit.segment[0], commit.segment[1], len(commit.segment[2])) == (1, 6, 6)
    assert commit.counts is not got.counts
    assert not got.dirty
    take(got, 7, alarm("C"))
    assert set(got.commit().entities) == {(key, "C")}


def test_a_forgotten_bucket_is_committed_as_zero() -> None:
    got = mirror()
    take(got, 1, case("old", opened=NOW - 72 * 3_600_000))
    take(got, 2, case("between", opened=NOW - 36 * 3_600_000))
    got.commit()
    take(got, 3, case("new"))
    half = NOW - 1_800_000
    assert got.commit().counters[CounterKey("grid", "case.opened", half - 72 * 3_600_000)] == 0


def test_alarms_are_urgent_until_they_are_committed() -> None:
    got = mirror()
    take(got, 1, sample(), case())
    assert not got.urgent
    take(got, 3, alarm())
    assert got.urgent
    got.commit()
    assert not got.urgent


def test_a_position_frame_is_one_event_of_the_log() -> None:
    got = mirror()
    take(got, 1, alarm())
    frame = positions(2, 3, 4)
    got.take_positions(frame, 1)
    got.take_positions(frame, 1)
    assert got.cursor == Cursor(EPOCH, 2, zlib.crc32(raws([alarm()])[0] + frame))
    assert (got.counts.applied, got.counts.redelivered) == (2, 1)
    with pytest.raises(Gap):
        got.take_positions(positions(4, 1), 1)
    assert got.commit().frames == [(2, False, frame)]


@pytest.mark.parametrize(
    "bad", [b"", b"CWPF", positions(2, 1)[:-1], b"\xff" * 60, struct.pack("<4sHHQ", b"CWPF", 1, 0, 1)]
)
def test_a_position_frame_that_cannot_be_read_moves_nothing_by_itself(bad: bytes) -> None:
    got = mirror(1)
    with pytest.raises(BadPositions):
        got.take_positions(bad, 1)
    assert got.cursor.seq == 1 and not got.dirty
    got.take_unreadable("garbled", bad, 1)
    got.take_positions(positions(3, 1), 1)
    assert got.cursor.seq == 3
    assert got.counts.lost(3) == got.counts.duplicated(3) == 0


def test_a_whole_key_frame_takes_the_place_of_many_small_ones() -> None:
    got = mirror()
    for seq in range(1, KEY_FRAME_EVERY + 2):
        got.take_positions(positions(seq, seq % 10), 1)
    frames = got.commit().frames
    assert [(seq, whole) for seq, whole, _ in frames] == [(KEY_FRAME_EVERY, True), (KEY_FRAME_EVERY + 1, False)]
    assert decode_positions(frames[0][2]).index.tolist() == list(range(10))


def _outage(got: Mirror, head: int) -> None:
    got.begin_catch_up(NOW, NOW + 60_000, head)


def test_the_receipt_tells_what_came_and_what_went_unseen() -> None:
    got = mirror()
    take(got, 1, alarm("before"))
    got.commit()
    _outage(got, 7)
    assert got.finish_catch_up() is None
    take(got, 2, alarm("stays"), alarm("seen by nobody"), sample())
    take(got, 5, normal(alarm("seen by nobody"), 2), normal(alarm("before"), 2))
    assert got.finish_catch_up() is None
    take(got, 7, alarm("late"))
    receipt = got.finish_catch_up()
    assert receipt is not None
    assert (receipt.down_at, receipt.up_at, receipt.events) == (NOW, NOW + 60_000, 6)
    assert (receipt.alarms_backfilled, receipt.unseen) == (3, 1)
    assert (receipt.unknown_from, receipt.unknown_to) == (0, 0)
    assert got.commit().receipts == [receipt]
    take(got, 8, alarm("after"))
    assert got.finish_catch_up() is None and got.commit().receipts == []


def test_a_break_without_events_is_told_too_and_no_break_is_not() -> None:
    got = mirror(5)
    _outage(got, 5)
    receipt = got.finish_catch_up()
    assert receipt is not None and receipt.events == 0
    got.begin_catch_up(0, NOW, 5)
    assert got.finish_catch_up() is None


def _state(seq: int, epoch: str = "two", **parts: Any) -> SnapshotState:
    return SnapshotState(Cursor(epoch, seq, 99), **parts)


def test_a_snapshot_is_adopted_whole_and_the_unknown_time_is_named() -> None:
    got = mirror(50, gaps=1, reconnects=4)
    take(got, 51, alarm("old"), alarm("stays"))
    state = _state(
        3, entities=[alarm("stays"), alarm("new"), case("c")], latest=[sample(v=2)],
        counters={CounterKey("city", "alarm.open", 0): 2}, fleet=positions(2, 5, key=True),
    )  # fmt: skip
    receipts = got.adopt(state, NOW, NOW + 9000, "the backend has begun a new log")
    assert {name for _, name in got.ledger.entities} == {"stays", "new", "c"}
    assert got.cursor == Cursor("two", 3, 99)
    assert got.fleet.seq == 2
    assert not got.dirty
    receipt = receipts[0]
    assert (receipt.unknown_from, receipt.unknown_to) == (NOW, NOW + 9000)
    assert (receipt.alarms_backfilled, receipt.reason) == (1, "the backend has begun a new log")
    assert (got.counts.base, got.counts.snapshots, got.counts.reconnects, got.counts.applied) == (3, 1, 4, 0)
    got.take_batch(batch(4, raws([alarm("next")]), "two"), 1)
    assert got.counts.lost(4) == got.counts.duplicated(4) == 0


def test_first_contact_needs_no_receipt() -> None:
    got = Mirror(1, "city", Cursor(), Counts())
    assert got.adopt(_state(10), 0, NOW, "first contact") == []
    assert got.cursor.seq == 10


def test_a_mirror_goes_on_from_what_the_cache_holds() -> None:
    before, after = mirror(), mirror(4)
    take(before, 1, alarm("A"), case(), sample(v=9))
    before.take_positions(positions(4, 1, 2), 1)
    counters = [(*key, n) for key, n in before.ledger.counters.items()]
    bodies = raws(list(before.ledger.entities.values()))
    after.restore(bodies, list(before.ledger.latest.values()), counters, [positions(4, 1, 2)])
    assert after.ledger.entities == before.ledger.entities
    assert after.ledger.counters == before.ledger.counters
    assert after.fleet.canonical() == before.fleet.canonical()
    take(after, 5, normal(alarm("A"), 2), sample(v=8))
    assert (after.counts.applied, after.counts.skipped) == (1, 1)
