"""Where one vehicle was: its fixes out of the position frames that the kept log holds, newest first, in slices."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from console.wire.positions import BadPositions, Fix, fix_in
from console.wire.segments import BinaryEvent, DamagedSegment, unpack

SLICE_SECONDS = 0.03
"""A look into the past may hold up the present for so long at a time."""
MOST_SECONDS = 8.0
"""Of work: a log of days is too long to be read for one vehicle."""
Rows = Callable[[str, Iterable[object]], list[tuple[Any, ...]]]


class Slice(NamedTuple):
    """What was found meanwhile; ``since`` (ms): the log was looked through back to there."""

    fixes: list[Fix]
    since: int


def fixes_of(rows: Rows, backend: int, vehicle: int, since: int, pause: float = SLICE_SECONDS) -> Iterator[Slice]:
    """Fixes of a vehicle (its index in the fleet) back to ``since`` (ms), a slice of about ``pause`` seconds at a time.

    Ends where the log begins or after ``MOST_SECONDS`` of work. A damaged segment is skipped.
    """
    below, found, looked, until, left = 2**62, [], 0, time.monotonic() + pause, MOST_SECONDS
    while left > 0:
        segment = rows(
            "SELECT key, at, blob FROM segment WHERE backend = ? AND key < ? ORDER BY key DESC LIMIT 1",
            (backend, below),
        )
        if not segment:
            break
        below = int(segment[0][0])
        found += _in_segment(bytes(segment[0][2]), vehicle)
        looked = int(segment[0][1])
        if looked < since:
            break
        if time.monotonic() > until:
            yield Slice([fix for fix in found if fix.at >= since], looked)
            left -= max(pause, 0.001)
            found, until = [], time.monotonic() + pause
    yield Slice([fix for fix in found if fix.at >= since], looked)


def _in_segment(blob: bytes, vehicle: int) -> list[Fix]:
    found = []
    try:
        frames = [raw for raw in unpack(blob) if isinstance(raw, BinaryEvent)]
    except (DamagedSegment, zlib.error):
        return []
    for raw in frames:
        try:
            fix = fix_in(raw, vehicle)
        except BadPositions:
            continue
        if fix is not None:
            found.append(fix)
    return found
