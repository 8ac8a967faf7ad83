"""Position frames: bytes laid out as published; garbled ones are refused whole; merging is idempotent and in order."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.wire.positions import (
    BadPositions,
    Fleet,
    PositionFrame,
    decode_positions,
    encode_positions,
    stamp_seq,
)

AT = 1_780_000_000_000
# Two vehicles of a fleet of 9: number 3 at 121.5, 31.2 and number 8 a little south-west of it. Written by hand.
HEAD = bytes.fromhex("43575046 0100 0100 2a00000000000000") + AT.to_bytes(8, "little")
HEAD += (2).to_bytes(4, "little") + (9).to_bytes(4, "little")
HEAD += (121_500_000).to_bytes(4, "little", signed=True) + (31_200_000).to_bytes(4, "little", signed=True)
COLUMNS = bytes.fromhex(
    "03000000 08000000"  # index
    "00000000 f6ffffff"  # dlon 0, -10
    "00000000 ecffffff"  # dlat 0, -20
    "8403 0000"  # heading 90.0, 0.0 degrees
    "3c00 5802"  # speed 6.0, 60.0 km/h
    "0000 0500"  # age 0 s, 5 s
    "0100 0600"  # state alarm; loaded + stopped
)
VECTOR = HEAD + COLUMNS


def frame(
    seq: int, index: list[int], lon: list[int], key: bool = False, at: int = AT, fleet: int = 10
) -> PositionFrame:
    n = len(index)
    return PositionFrame(
        seq, at, key, fleet, np.array(index, np.uint32), np.array(lon, np.int32), np.full(n, 31_000_000, np.int32),
        np.full(n, 900, np.uint16), np.full(n, 300, np.uint16), np.zeros(n, np.uint16), np.zeros(n, np.uint16),
    )  # fmt: skip


def test_the_layout_is_the_published_one() -> None:
    got = decode_positions(VECTOR)
    assert (got.seq, got.at, got.key, got.fleet) == (42, AT, True, 9)
    assert got.index.tolist() == [3, 8]
    assert got.lon.tolist() == [121_500_000, 121_499_990]
    assert got.lat.tolist() == [31_200_000, 31_199_980]
    assert got.heading.tolist() == [900, 0]
    assert got.speed.tolist() == [60, 600]
    assert got.age.tolist() == [0, 5]
    assert got.state.tolist() == [1, 6]
    assert encode_positions(got) == VECTOR


def test_the_log_number_is_stamped_in_its_place() -> None:
    stamped = stamp_seq(VECTOR, 2**40 + 1)
    assert decode_positions(stamped).seq == 2**40 + 1
    assert stamped[:8] + stamped[16:] == VECTOR[:8] + VECTOR[16:]


def test_an_empty_frame_is_a_frame() -> None:
    empty = decode_positions(encode_positions(frame(1, [], [])))
    assert len(empty.index) == 0


def _changed(at: int, kind: str, value: int) -> bytes:
    return VECTOR[:at] + struct.pack(kind, value) + VECTOR[at + struct.calcsize(kind) :]


BAD = {
    "nothing": b"",
    "another magic": b"XWPF" + VECTOR[4:],
    "another format": _changed(4, "<H", 2),
    "a head alone": HEAD,
    "one byte less": VECTOR[:-1],
    "one byte more": VECTOR + b"\0",
    "more vehicles than bytes": _changed(24, "<I", 3),
    "four thousand million vehicles": _changed(24, "<I", 0xFFFFFFFF),
    "a fleet beyond the limit": _changed(28, "<I", 200_001),
    "a vehicle outside the fleet": _changed(28, "<I", 8),
    "longitude beyond 180": _changed(32, "<i", 180_000_001),
    "latitude beyond 90": _changed(36, "<i", 90_000_001),
    "a sum beyond 32 bits": _changed(32, "<i", 2**31 - 1),
    "a time beyond the calendar": _changed(16, "<Q", 2**64 - 1),
    "a number beyond what a store holds": _changed(8, "<Q", 2**63),
}


@pytest.mark.parametrize("name", BAD)
def test_a_garbled_frame_is_refused(name: str) -> None:
    with pytest.raises(BadPositions):
        decode_positions(BAD[name])


@given(st.integers(0, len(VECTOR)))
def test_every_cut_is_refused(length: int) -> None:
    if length < len(VECTOR):
        with pytest.raises(BadPositions):
            decode_positions(VECTOR[:length])


@given(st.lists(st.tuples(st.integers(0, len(VECTOR) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_flipped_bytes_are_refused_or_stay_on_the_earth(flips: list[tuple[int, int]]) -> None:
    data = bytearray(VECTOR)
    for at, value in flips:
        data[at] = value
    try:
        got = decode_positions(bytes(data))
    except BadPositions:
        return
    fleet = Fleet()
    fleet.merge(got)
    assert np.abs(fleet.lon).max() <= 180_000_000
    assert np.abs(fleet.lat).max() <= 90_000_000
    assert decode_positions(encode_positions(fleet.key_frame())).fleet == len(fleet.lon)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    for each in (data, VECTOR[:40] + data):
        try:
            decode_positions(each)
        except BadPositions:
            continue


def test_merging_again_or_out_of_order_changes_nothing() -> None:
    first, second = frame(5, [1, 2], [100, 200]), frame(6, [2, 3], [250, 300], at=AT + 5000)
    fleet = Fleet()
    fleet.merge(first)
    fleet.merge(second)
    once = fleet.canonical()
    for again in (second, first):
        fleet.merge(again)
        assert fleet.canonical() == once
    assert fleet.lon.tolist()[:4] == [0, 100, 250, 300]
    assert (fleet.seq, fleet.at) == (6, AT + 5000)


def test_a_fix_is_as_old_as_its_age_says_and_a_vehicle_without_one_is_unknown() -> None:
    fleet = Fleet()
    fleet.merge(decode_positions(VECTOR))
    assert fleet.fixed.tolist() == [0, 0, 0, AT, 0, 0, 0, 0, AT - 5000]


def test_the_fleet_grows_with_its_frames_and_never_forgets() -> None:
    fleet = Fleet()
    fleet.merge(frame(1, [4], [400], fleet=5))
    fleet.merge(frame(2, [11], [1100], fleet=12))
    fleet.merge(frame(3, [0], [10], fleet=5))
    assert len(fleet.lon) == 12
    assert [int(fleet.lon[n]) for n in (0, 4, 11)] == [10, 400, 1100]


@given(
    st.lists(
        st.dictionaries(st.integers(0, 9), st.integers(-180_000_000, 180_000_000), max_size=6), min_size=1, max_size=6
    )
)
def test_a_key_frame_holds_what_all_frames_before_it_said(reports: list[dict[int, int]]) -> None:
    fleet, expected = Fleet(), {}
    for seq, report in enumerate(reports, start=1):
        fleet.merge(frame(seq, list(report), list(report.values()), at=AT + seq))
        expected.update(report)
    key = decode_positions(encode_positions(fleet.key_frame()))
    assert key.key and key.seq == len(reports)
    assert dict(zip(key.index.tolist(), key.lon.tolist(), strict=True)) == expected
    other = Fleet()
    other.merge(key)
    assert other.canonical() == fleet.canonical()


def test_the_canonical_form_sees_every_column_but_the_time_of_the_fix() -> None:
    base = decode_positions(VECTOR)

    def canonical(**change: object) -> bytes:
        fleet = Fleet()
        fields = {name: getattr(base, name) for name in base.__slots__}
        fleet.merge(PositionFrame(**{**fields, **change}))  # type: ignore[arg-type]
        return fleet.canonical()

    same = canonical()
    for name in ("lon", "lat", "heading", "speed", "state", "index"):
        column = getattr(base, name).copy()
        column[0] += 1
        assert canonical(**{name: column}) != same, name
    assert canonical(age=base.age + 1) == same
