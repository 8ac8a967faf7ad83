"""Where a vehicle was, out of the kept log, against unpacking every frame."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from console.wire.positions import BadPositions, PositionFrame, decode_positions, encode_positions, fix_in
from console.wire.segments import BinaryEvent
from tests.fakes.events import NOW
from tests.store.kit import commit_of, open_writer


def frame(seq: int, vehicles: list[int], age: int = 0) -> bytes:
    n = len(vehicles)
    index = np.array(vehicles, np.uint32)
    lon, lat = (118_000_000 + index * 1000 + seq).astype(np.int32), (37_000_000 + index * 7).astype(np.int32)
    small = np.full(n, 305, np.uint16)
    return encode_positions(
        PositionFrame(
            seq, NOW + seq * 1000, False, 50, index, lon, lat, small, small, np.full(n, age, np.uint16), small
        )
    )


@pytest.mark.parametrize("vehicle", [0, 7, 49])
def test_a_fix_is_what_the_whole_frame_says(vehicle: int) -> None:
    data = frame(3, [0, 7, 12, 49], age=4)
    whole = decode_positions(data)
    at = whole.index.tolist().index(vehicle)
    fix = fix_in(data, vehicle)
    assert fix == (NOW + 3000 - 4000, whole.lon[at] / 1e6, whole.lat[at] / 1e6, 30.5)
    assert fix_in(data, 8) is None


@pytest.mark.parametrize("data", [b"", b"CWPF", b"x" * 60, frame(1, [1, 2])[:-1]])
def test_a_damaged_frame_is_refused(data: bytes) -> None:
    with pytest.raises(BadPositions):
        fix_in(data, 1)


def test_the_log_is_read_backwards_and_damage_is_skipped(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    for seq in range(1, 7):
        raws = [b'{"k":1}', BinaryEvent(frame(seq, [1, 2] if seq % 2 else [2])), BinaryEvent(b"broken")]
        writer.commit(commit_of(backend, seq, segment=(seq, seq, raws)))
    writer.close()
    reader = CacheReader(CacheRoot(tmp_path))
    reader.poll()
    found = [fix for part in reader.fixes_of(backend, 1, 0) for fix in part.fixes]
    assert [fix.at - NOW for fix in found] == [5000, 3000, 1000]
    late = [fix for part in reader.fixes_of(backend, 1, NOW + 2000) for fix in part.fixes]
    assert [fix.at - NOW for fix in late] == [5000, 3000]
    assert [part.fixes for part in reader.fixes_of(backend, 40, 0)] == [[]]
    reader.close()
