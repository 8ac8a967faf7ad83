"""Frames of the stream: what is not of the protocol is ``BadFrame``; numbers stay within what a store can hold."""

from __future__ import annotations

import itertools
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.wire.codec import (
    BadFrame,
    chain,
    decode_frame,
    decode_snapshot_line,
    encode_batch,
    first_of,
    only_event,
)
from console.wire.messages import Batch, Closing, Heartbeat, Reset, SnapshotCounter
from tests.fakes.events import EPOCH, alarm, batch_frame, raws, sample


def test_a_batch_is_written_as_the_protocol_says() -> None:
    events = raws([sample(v=1), sample(v=2)])
    assert encode_batch(EPOCH, 41, events) == batch_frame(41, events)


def test_a_batch_keeps_its_events_raw_and_apart() -> None:
    poison = b'{"kind":"Alarm"}'
    frame = decode_frame(batch_frame(7, [*raws([alarm()]), poison]))
    assert isinstance(frame, Batch)
    assert (frame.epoch, frame.first, frame.last) == (EPOCH, 7, 8)
    assert [bytes(event) for event in frame.events][1] == poison


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"type":"heartbeat","last":5,"now":6}', Heartbeat(5, 6)),
        (b'{"now":6,"last":5,"type":"heartbeat"}', Heartbeat(5, 6)),
        (b'{"type":"reset","reason":"chain"}', Reset("chain")),
        (b'{"type":"closing","reason":"bye"}', Closing("bye")),
    ],
)
def test_control_frames(data: bytes, expected: object) -> None:
    assert decode_frame(data) == expected


BAD_FRAMES = {
    "nothing": b"",
    "no frame": b"hello",
    "no known type": b'{"type":"greeting"}',
    "a batch that counts wrong": b'{"type":"batch","epoch":"e","first":1,"last":3,"events":[{},{}]}',
    "a batch that runs backwards": b'{"type":"batch","epoch":"e","first":3,"last":1,"events":[]}',
    "a batch with a broken event": b'{"type":"batch","epoch":"e","first":1,"last":1,"events":[{"a":NaN}]}',
    "a batch with depth": b'{"type":"batch","epoch":"e","first":1,"last":1,"events":[' + b"[" * 100_000 + b"]}",
    "an epoch in bad UTF-8": b'{"type":"batch","epoch":"\xff","first":1,"last":0,"events":[]}',
    "a heartbeat of 2^63": b'{"type":"heartbeat","last":9223372036854775808,"now":1}',
    "a heartbeat of 30 digits": b'{"type":"heartbeat","last":' + b"9" * 30 + b',"now":1}',
    "a clock beyond the calendar": b'{"type":"heartbeat","last":1,"now":9007199254740993000}',
    "a batch before the log": b'{"type":"batch","epoch":"e","first":-1,"last":-1,"events":[{}]}',
}


@pytest.mark.parametrize("name", BAD_FRAMES)
def test_what_is_no_frame_is_bad_frame(name: str) -> None:
    with pytest.raises(BadFrame):
        decode_frame(BAD_FRAMES[name])


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    for decode in (decode_frame, decode_snapshot_line):
        try:
            decode(data)
        except BadFrame:
            continue


@pytest.mark.parametrize(
    "line",
    [
        b'{"type":"counter","system":"grid","measure":"case.open","bucket":0,"count":9223372036854775808}',
        b'{"type":"head","epoch":"e","seq":9223372036854775808,"chain":0,"entities":0,"series":0}',
        b'{"type":"head","epoch":"e","seq":1,"chain":4294967296,"entities":0,"series":0}',
        b'{"type":"series","id":"s","at":[9223372036854775808],"value":[1]}',
        b'{"type":"fleet","frame":"not base64!"}',
    ],
)
def test_a_snapshot_line_beyond_what_a_store_holds_is_bad(line: bytes) -> None:
    with pytest.raises(BadFrame):
        decode_snapshot_line(line)


def test_a_snapshot_counter() -> None:
    line = decode_snapshot_line(b'{"type":"counter","system":"grid","measure":"case.open","bucket":0,"count":12}')
    assert line == SnapshotCounter("grid", "case.open", 0, 12)


@given(st.lists(st.binary(max_size=20), max_size=20), st.lists(st.integers(0, 20), max_size=6))
def test_the_chain_does_not_see_where_batches_are_cut(events: list[bytes], cuts: list[int]) -> None:
    borders = sorted({0, *(min(cut, len(events)) for cut in cuts), len(events)})
    rolled = 0
    for start, end in itertools.pairwise(borders):
        rolled = chain(rolled, events[start:end])
    assert rolled == zlib.crc32(b"".join(events))


def test_the_chain_sees_order_and_content() -> None:
    whole = chain(0, [b"one", b"two"])
    assert whole != chain(0, [b"two", b"one"])
    assert whole != chain(0, [b"one", b"twp"])
    assert whole != chain(0, [b"one"])


def test_the_place_of_an_unreadable_batch_is_read_from_its_head() -> None:
    broken = batch_frame(812, [b'{"kind":NaN]}'])
    assert only_event(broken) == b'{"kind":NaN]}'
    assert first_of(broken) == 812
    assert first_of(b'{"type":"batch","epoch":"e","first":"812"') is None
    assert first_of(b'garbage"first":1,') is None
    assert only_event(b'{"type":"batch"') is None
