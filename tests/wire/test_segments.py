from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.wire.segments import BinaryEvent, DamagedSegment, pack, unpack


def test_events_come_back_byte_for_byte_with_their_kind():
    events = [b"{}", BinaryEvent(b"CWPF\x00"), b"", b"\xff\xfe not JSON"]
    again = unpack(pack(events))
    assert again == events
    assert [type(event) is BinaryEvent for event in again] == [False, True, False, False]


@pytest.mark.parametrize("harm", [lambda b: b[:-3], lambda b: b"", lambda b: b[:9] + bytes([b[9] ^ 0x40]) + b[10:]])
def test_a_damaged_segment_is_noticed(harm):
    with pytest.raises(DamagedSegment):
        unpack(harm(pack([b"one", b"two"])))


def test_a_segment_that_says_more_than_it_holds_is_noticed():
    import zlib

    with pytest.raises(DamagedSegment):
        unpack(zlib.compress(b"\x01\x00\x00\x00\x09\x00\x00\x00abc"))


@given(st.integers(0, 200), st.integers(1, 255))
def test_a_flipped_byte_is_noticed_or_changes_nothing(at, flip):
    events = [b"one", b"two" * 20, b""]
    blob = bytearray(pack(events))
    blob[at % len(blob)] ^= flip
    try:
        assert unpack(bytes(blob)) == events
    except DamagedSegment:
        return


def test_a_cut_blob_is_refused():
    blob = pack([b"one", b"two"])
    for length in range(len(blob)):
        with pytest.raises(DamagedSegment):
            unpack(blob[:length])
