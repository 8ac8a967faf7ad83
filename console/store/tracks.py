"""Where one vehicle was: every fix of a day out of the kept log, and from before by the minute."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import NamedTuple

from console.store.logbook import SLICE_SECONDS, newest_first
from console.store.schema import Rows
from console.store.thinned import HOUR_MS, PART, DamagedPart, fixes_in
from console.store.track_keeping import WHOLE
from console.wire.positions import BadPositions, Fix, fix_in
from console.wire.segments import DamagedSegment, binary_events

MOST_SECONDS = 8.0
"""Of work in the log: one of days is too long to be read for one vehicle."""
FINE_MS = 25 * HOUR_MS
"""A day, and the hour that is not over: more is read thinned."""
_HOURS = 12
_EVER = 2**62


class Slice(NamedTuple):
    """What was found meanwhile; ``since`` (ms): it was looked back to there."""

    fixes: list[Fix]
    since: int


def fixes_of(rows: Rows, backend: int, vehicle: int, since: int, pause: float = SLICE_SECONDS) -> Iterator[Slice]:
    """Fixes of a vehicle (its index in the fleet) back to ``since`` (ms), a slice of about ``pause`` seconds at a time.

    First those of the log, then the thinned ones from before. A longer time than ``FINE_MS`` is thinned but for what is
    not yet. Hours ahead of the log's newest run are from when the clocks were ahead: they say nothing of how far today
    is thinned. A damaged segment or part is skipped.
    """
    hours = [
        int(hour)
        for (hour,) in rows(
            "SELECT hour FROM track WHERE backend = ? AND part = ? AND hour >= ? AND hour <= "
            "(SELECT coalesce((SELECT at FROM segment WHERE backend = ? ORDER BY key DESC LIMIT 1), ?) / ?) "
            "ORDER BY hour DESC",
            (backend, WHOLE, since // HOUR_MS, backend, _EVER, HOUR_MS),
        )
    ]
    thinned = (hours[0] + 1) * HOUR_MS if hours else 0
    floor = since if thinned - since <= FINE_MS else thinned
    reached = _EVER
    for found in _in_log(rows, backend, vehicle, floor, pause):
        yield found
        reached = max(found.since, floor) if found.since else reached
    hours = [hour for hour in hours if hour * HOUR_MS < reached]
    for start in range(0, len(hours), _HOURS):
        some = hours[start : start + _HOURS]
        fixes = _in_hours(rows, backend, vehicle, some)
        yield Slice([fix for fix in fixes if since <= fix.at < reached], max(some[-1] * HOUR_MS, since))


def _in_log(rows: Rows, backend: int, vehicle: int, since: int, pause: float) -> Iterator[Slice]:
    """Out of the log, as far as ``MOST_SECONDS`` of work go."""
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


def _in_hours(rows: Rows, backend: int, vehicle: int, hours: list[int]) -> list[Fix]:
    """Out of these hours, the newest first."""
    found = list[Fix]()
    for hour, blob in rows(
        "SELECT hour, blob FROM track WHERE backend = ? AND part = ? AND hour BETWEEN ? AND ? ORDER BY hour DESC",
        (backend, vehicle // PART, hours[-1], hours[0]),
    ):
        try:
            found += reversed(fixes_in(bytes(blob), int(hour), vehicle))
        except DamagedPart:
            continue
    return found


def _in_segment(blob: bytes, vehicle: int) -> list[Fix]:
    found = []
    try:
        frames = binary_events(blob)
    except DamagedSegment:
        return []
    for raw in reversed(frames):
        try:
            fix = fix_in(raw, vehicle)
        except BadPositions:
            continue
        if fix is not None:
            found.append(fix)
    return found
