"""A run of the log as one compressed blob that also says which events are binary.

Layout before compression, little-endian: count u32, one u32 per event (length, top bit set for a binary one), then the
events. Lengths first, so that a resume can cut thousands of small events without parsing any of them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

_BINARY = 0x8000_0000
_COUNT = struct.Struct("<I")


class BinaryEvent(bytes):
    """An event that travels as a binary frame (fleet positions); every other event is JSON text."""


class DamagedSegment(ValueError):
    """A blob that does not hold what it says."""


def pack(events: Sequence[bytes]) -> bytes:
    """Compress a run of events (zlib level 1: the most bytes saved per microsecond)."""
    marks = [len(event) | _BINARY if type(event) is BinaryEvent else len(event) for event in events]
    return zlib.compress(struct.pack(f"<I{len(marks)}I", len(marks), *marks) + b"".join(events), 1)


def binary_events(blob: bytes) -> list[BinaryEvent]:
    """The binary events of a blob; one that has none is not decompressed for it. Raises ``DamagedSegment``."""
    opening = zlib.decompressobj()
    try:
        head = opening.decompress(blob, _COUNT.size)
        (count,) = _COUNT.unpack_from(head)
        marks = struct.unpack(f"<{count}I", opening.decompress(opening.unconsumed_tail, 4 * count) if count else b"")
    except (zlib.error, struct.error) as error:
        raise DamagedSegment(f"segment is damaged: {error}") from error
    if not any(mark & _BINARY for mark in marks):
        return []
    return [event for event in unpack(blob) if isinstance(event, BinaryEvent)]


def unpack(blob: bytes) -> list[bytes]:
    """The events of a blob, binary ones as ``BinaryEvent``. Raises ``DamagedSegment``."""
    try:
        data = zlib.decompress(blob)
        (count,) = _COUNT.unpack_from(data)
        marks = struct.unpack_from(f"<{count}I", data, _COUNT.size)
    except (zlib.error, struct.error) as error:
        raise DamagedSegment(f"segment is damaged: {error}") from error
    events: list[bytes] = []
    offset = _COUNT.size * (count + 1)
    for mark in marks:
        end = offset + (mark & ~_BINARY)
        piece = data[offset:end]
        events.append(BinaryEvent(piece) if mark & _BINARY else piece)
        offset = end
    if offset != len(data):
        raise DamagedSegment(f"segment holds {len(data)} bytes instead of {offset}")
    return events
