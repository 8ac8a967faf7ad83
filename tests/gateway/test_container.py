from __future__ import annotations

import pytest

from console.gateway.container import BinaryEvent, DamagedSegment, pack, unpack


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
