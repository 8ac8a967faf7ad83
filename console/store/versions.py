"""What an alarm was before: its versions in the kept log, newest first, and those put by before their log went."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator

import msgspec

from console.domain.entities import Alarm, AnyEvent
from console.store.logbook import SLICE_SECONDS, newest_first
from console.store.schema import Rows
from console.wire.segments import unpack

MOST_SECONDS = 4.0
"""Of work: a log of days is too long to be read for one alarm."""
_event = msgspec.json.Decoder(AnyEvent)


def versions_of(rows: Rows, backend: int, name: str, since: int, pause: float = SLICE_SECONDS) -> Iterator[list[Alarm]]:
    """Versions of an alarm that the kept log holds, from the newest segment back to ``since`` (ms).

    Yields what each slice of at most about ``pause`` seconds found, so that the caller can do other work between two
    slices. Ends early at the alarm's first version, and after ``MOST_SECONDS`` of work. A damaged segment is skipped.
    """
    needle = msgspec.json.encode(name)
    found, until, left = list[Alarm](), time.monotonic() + pause, MOST_SECONDS
    for at, blob in newest_first(rows, backend):
        if at < since:
            break
        found += _alarms_in(blob, needle, name)
        if any(alarm.v == 1 for alarm in found):
            break
        if time.monotonic() > until:
            yield found
            left -= max(pause, 0.001)
            if left <= 0:
                return
            found, until = [], time.monotonic() + pause
    yield found + _put_by(rows, backend, name, since)


def _put_by(rows: Rows, backend: int, name: str, since: int) -> list[Alarm]:
    """What was kept of an open alarm when its part of the log went."""
    kept = rows("SELECT body FROM past WHERE backend = ? AND id = ? AND at >= ? ORDER BY v", (backend, name, since))
    events = (_event.decode(bytes(body)) for (body,) in kept)
    return [event for event in events if isinstance(event, Alarm)]


def _alarms_in(blob: bytes, needle: bytes, name: str) -> list[Alarm]:
    try:
        if needle not in zlib.decompress(blob):
            return []
        raws = [raw for raw in reversed(unpack(blob)) if needle in raw]
        events = [_event.decode(raw) for raw in raws]
    except (zlib.error, ValueError, msgspec.DecodeError):
        return []
    return [event for event in events if isinstance(event, Alarm) and event.id == name]
