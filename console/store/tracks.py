"""Where one vehicle was: its fixes out of the position frames that the kept log holds, newest first, in slices."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from console.store.logbook import SLICE_SECONDS, newest_first
from console.store.schema import Rows
from console.wire.positions import BadPositions, Fix, fix_in
from console.wire.segments import BinaryEvent, DamagedSegment, unpack

MOST_SECONDS = 8.0
"""Of work: a log of days is too long to be read for one vehicle."""


class Slice(NamedTuple):
    """What was found meanwhile; ``since`` (ms): the log was looked through back to there."""

    fixes: list[Fix]
    since: int


def fixes_of(rows: Rows, backend: int, vehicle: int, since: int, pause: float = SLICE_SECONDS) -> Iterator[Slice]:
    """Fixes of a vehicle (its index in the fleet) back to ``since`` (ms), a slice of about ``pause`` seconds at a time.

    Ends where the log begins or after ``MOST_SECONDS`` of work. A damaged segment is skipped.
    """
    found, looked, until, left = list[Fix](), 0, time.monotonic() + pause, MOST_SECONDS
    for at, blob in newest_first(rows, backend):
        found += _in_segment(blob, vehicle)
        looked = at
        if looked < since:
            break
        if time.monotonic() > until:
            yield Slice([fix for fix in found if fix.at >= since], looked)
            left -= max(pause, 0.001)
            found, until = [], time.monotonic() + pause
            if left <= 0:
                break
    yield Slice([fix for fix in found if fix.at >= since], looked)


def _in_segment(blob: bytes, vehicle: int) -> list[Fix]:
    found = []
    try:
        frames = [raw for raw in unpack(blob) if isinstance(raw, BinaryEvent)]
    except (DamagedSegment, zlib.error):
        return []
    for raw in reversed(frames):
        try:
            fix = fix_in(raw, vehicle)
        except BadPositions:
            continue
        if fix is not None:
            found.append(fix)
    return found
