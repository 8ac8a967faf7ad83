"""Counters that are kept, never counted: what one event adds to the figures on the tiles.

A counter is ``(system, measure, bucket)``. Running figures (``case.open``) have bucket 0; flows have the start of
their bucket in milliseconds: hours, and minutes for annunciated alarms because the EEMUA 191 window slides.

Some flows are kept by area too: the same measure with the area's code behind a slash, ``case.opened/330102003001``. The
code is the entity's own; sums over larger areas are the asker's. An entity without an area counts in the plain flow
alone, so that what the areas' flows lack of the plain one is exactly what happened nowhere known.

What became of reports (``case.filed``, ``case.declined``, ``case.unfiled``) is kept in the hour in which they came in,
so that a share of a day is one of that day's reports, and three buckets make the whole whenever somebody began to
count. What is void (作废) is taken off where it was counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from console.domain.alarms import annunciation
from console.domain.entities import Alarm, Case, Dropped, Event, Incident, Stage, System

MINUTE = 60_000
HOUR = 3_600_000
BY_AREA = frozenset(("case.opened", "case.closed", "case.closed_in_time", "alarm.raised"))
"""Flows that are kept by area too."""
LONGEST_AREA = 18
"""Digits of the longest area code (six of them the grid's); what is longer is no code and has no counter."""


class CounterKey(NamedTuple):
    """What a counter counts. ``bucket`` is 0 for a running figure, else the start of the bucket in ms."""

    system: str
    measure: str
    bucket: int

    @property
    def area(self) -> str:
        """The area whose flow it is; empty for the whole system's."""
        return self.measure.partition("/")[2]

    @property
    def plain(self) -> str:
        """The measure without the area."""
        return self.measure.partition("/")[0]

    def within(self, area: str) -> CounterKey:
        """The same flow of one area."""
        return CounterKey(self.system, f"{self.measure}/{area}", self.bucket)


def deltas(before: Event | None, after: Event) -> Iterator[tuple[CounterKey, int]]:
    """What changes when an entity goes from ``before`` (None: unseen) to ``after``."""
    area = after.area if isinstance(after, Alarm | Case) else ""
    known = area.isascii() and area.isdigit() and len(area) <= LONGEST_AREA
    for counter, n in _plain(before, after):
        yield counter, n
        if known and counter.measure in BY_AREA:
            yield counter.within(area), n


def _plain(before: Event | None, after: Event) -> Iterator[tuple[CounterKey, int]]:
    if isinstance(after, Case):
        yield from _case(before if isinstance(before, Case) else None, after)
    elif isinstance(after, Alarm):
        yield from _alarm(before if isinstance(before, Alarm) else None, after)
    elif isinstance(after, Incident):
        was = int(isinstance(before, Incident) and before.open)
        if int(after.open) != was:
            yield CounterKey(System.EMERGENCY.value, "incident.open", 0), int(after.open) - was


def _case(before: Case | None, after: Case) -> Iterator[tuple[CounterKey, int]]:
    system = after.system.value
    if before is None and after.closed is not None and after.closed < after.at:
        return  # told of a case after its end (评价, 归档): it was opened and closed before
    was, now = _report(before), _report(after)
    for measure in now:
        if change := int(now[measure]) - int(was[measure]):
            yield CounterKey(system, measure, after.opened // HOUR * HOUR), change
    was_open = int(before is not None and before.open)
    if int(after.open) != was_open:
        yield CounterKey(system, "case.open", 0), int(after.open) - was_open
    for measure, was_so, is_so in (
        ("case.overdue", before is not None and before.late, after.late),
        ("case.deferred", before is not None and before.deferral is not None, after.deferral is not None),
    ):
        if change := int(is_so and after.open) - int(was_so and before is not None and before.open):
            yield CounterKey(system, measure, 0), change
    if after.stage is Stage.CLOSED and after.dropped is None and (before is None or before.open):
        bucket = after.at // HOUR * HOUR
        yield CounterKey(system, "case.closed", bucket), 1
        if not after.overdue:
            yield CounterKey(system, "case.closed_in_time", bucket), 1
    rework = after.rework - (before.rework if before else 0)
    if rework > 0:
        yield CounterKey(system, "case.rework", after.at // HOUR * HOUR), rework


def _report(case: Case | None) -> dict[str, bool]:
    """In which flows a report counts, as it stands."""
    if case is None or case.dropped is Dropped.VOID:
        return dict.fromkeys(("case.opened", "case.filed", "case.declined", "case.unfiled"), False)
    declined = case.dropped is Dropped.DECLINED
    return {"case.opened": True, "case.filed": case.filed, "case.declined": declined,
            "case.unfiled": not case.filed and not declined}  # fmt: skip


def _alarm(before: Alarm | None, after: Alarm) -> Iterator[tuple[CounterKey, int]]:
    system = after.system.value
    if annunciation.occurs(before, after):
        yield CounterKey(system, "alarm.raised", after.at // HOUR * HOUR), 1
    if annunciation.annunciates(before, after):
        yield CounterKey(system, "alarm.annunciated", after.at // MINUTE * MINUTE), 1
    was_open = int(before is not None and before.open)
    if int(after.open) != was_open:
        yield CounterKey(system, "alarm.open", 0), int(after.open) - was_open
    was_unack = int(before is not None and annunciation.calls(before))
    unack = int(annunciation.calls(after))
    if unack != was_unack:
        yield CounterKey(system, "alarm.unacknowledged", 0), unack - was_unack
