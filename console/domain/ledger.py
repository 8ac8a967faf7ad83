"""The state that a log of events adds up to: kept alike by the gateway (as truth) and the feed (as mirror).

Both apply the same events with the same rules, so that comparing two digests proves that nothing was lost or doubled.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from console.domain.counters import HOUR, CounterKey, deltas
from console.domain.entities import KIND_NUMBER, Alarm, Case, Event, Sample

EntityKey = tuple[int, str]
"""(kind number, entity id)."""

_ENCODER = msgspec.json.Encoder(order="deterministic")


KEPT_BUCKETS_MS = 48 * HOUR
"""A flow's buckets older than this, counted from the newest one of their run, are dropped: the wall shows a day."""
RUNS_KEPT = 3
"""Runs of buckets with more than ``KEPT_BUCKETS_MS`` between them: today's, and those of two clocks that are wrong.

A device whose clock is years ahead begins a run of its own, however long it goes on, and empties nobody's day; a
gateway that was off for a week leaves a run behind. Which is which no log can say; the oldest is dropped.
"""


@dataclass(slots=True)
class Touched:
    """What has changed since the last drain, coalesced: the rows that a store must write."""

    entities: set[EntityKey] = field(default_factory=set)
    series: dict[str, list[Sample]] = field(default_factory=dict)
    counters: set[CounterKey] = field(default_factory=set)
    done: dict[EntityKey, Event] = field(default_factory=dict)
    """Alarms and cases that are over, as they ended: what lies behind the figures of a day."""


@dataclass(slots=True)
class Ledger:
    """Open entities, the newest sample of each series, and the counters of one backend."""

    entities: dict[EntityKey, Event] = field(default_factory=dict)
    latest: dict[str, Sample] = field(default_factory=dict)
    counters: dict[CounterKey, int] = field(default_factory=dict)
    touched: Touched = field(default_factory=Touched)
    _shelves: Shelves | None = None

    def apply(self, event: Event) -> bool:
        """Take one event in; False if this version (or a newer one) is in already, and nothing changed."""
        if isinstance(event, Sample):
            newest = self.latest.get(event.id)
            if newest is not None and event.v <= newest.v:
                return False
            self.latest[event.id] = event
            self.touched.series.setdefault(event.id, []).append(event)
            return True
        key = (KIND_NUMBER[type(event)], event.id)
        before = self.entities.get(key)
        if before is not None and event.v <= before.v:
            return False
        for counter, amount in deltas(before, event):
            self._count(counter, amount)
        if event.open:
            self.entities[key] = event
        else:
            self.entities.pop(key, None)
            if isinstance(event, Alarm | Case):
                self.touched.done[key] = event
        self.touched.entities.add(key)
        return True

    def drain(self) -> Touched:
        """Hand over what changed since the last call."""
        touched, self.touched = self.touched, Touched()
        return touched

    def _count(self, counter: CounterKey, amount: int) -> None:
        count = self.counters.get(counter, 0) + amount
        if counter.bucket and count < 0:
            return  # what is taken off again was in a bucket that is gone by now, or in one that nobody counted yet
        if counter.bucket and counter not in self.counters:
            self._begin(counter)
        self.counters[counter] = count
        self.touched.counters.add(counter)
        if counter.bucket and not count:
            self._end(counter)

    def _begin(self, counter: CounterKey) -> None:
        """A flow's new counter; the flow's first one of a bucket throws out the buckets that are too old by then."""
        if self._shelves is None or self._shelves.of is not self.counters:
            self._shelves = Shelves(self.counters)
        for old in self._shelves.put(counter):
            del self.counters[old]
            self.touched.counters.add(old)

    def _end(self, counter: CounterKey) -> None:
        """Nothing is left in it: neither a snapshot nor a store knows of it, so it must not bear on what is too old."""
        del self.counters[counter]
        if self._shelves is not None and self._shelves.of is self.counters:
            self._shelves.take(counter)


class Shelves:
    """A flow's counters by bucket, all areas together, so that throwing out old ones never looks at the others."""

    def __init__(self, counters: Mapping[CounterKey, int]) -> None:
        self.of = counters
        """The counters that these are the shelves of."""
        self._shelves: dict[tuple[str, str], dict[int, list[CounterKey]]] = {}
        for key in counters:
            system, measure, bucket = key
            if bucket:
                self._shelf(system, measure).setdefault(bucket, []).append(key)

    def _shelf(self, system: str, measure: str) -> dict[int, list[CounterKey]]:
        return self._shelves.setdefault((system, measure.partition("/")[0]), {})

    def put(self, counter: CounterKey) -> list[CounterKey]:
        """Take in a counter that is not there yet; returns those that are too old by then."""
        shelf = self._shelf(counter.system, counter.measure)
        outdated: list[CounterKey] = []
        if counter.bucket not in shelf:
            for bucket in _too_old([*shelf, counter.bucket]):
                outdated += shelf.pop(bucket, ())
        shelf.setdefault(counter.bucket, []).append(counter)
        return outdated

    def take(self, counter: CounterKey) -> None:
        """Take off a counter of which nothing is left."""
        shelf = self._shelf(counter.system, counter.measure)
        shelf[counter.bucket].remove(counter)
        if not shelf[counter.bucket]:
            del shelf[counter.bucket]


def _too_old(buckets: list[int]) -> list[int]:
    """Of a flow's buckets those that go: before their run's last two days, and whole runs beyond ``RUNS_KEPT``."""
    if max(buckets) - min(buckets) <= KEPT_BUCKETS_MS:
        return []
    runs: list[list[int]] = []
    for bucket in sorted(buckets):
        if runs and bucket - runs[-1][-1] <= KEPT_BUCKETS_MS:
            runs[-1].append(bucket)
        else:
            runs.append([bucket])
    gone = [bucket for run in runs[:-RUNS_KEPT] for bucket in run]
    return gone + [each for run in runs[-RUNS_KEPT:] for each in run if each < run[-1] - KEPT_BUCKETS_MS]


def state_digest(
    entities: Iterable[Event], latest: Iterable[Sample], counters: Mapping[CounterKey, int], fleet: bytes
) -> dict[str, str]:
    """SHA-256 of each part of the state, independent of the order in which it is given.

    ``fleet`` is the canonical form of all last known positions (see ``console.wire.positions``). Counters that are
    zero count as absent. Returns hex digests by part, and ``state`` over all of them.
    """
    parts = {
        "entities": _of(_ENCODER.encode(entity) for entity in entities),
        "latest": _of(_ENCODER.encode(sample) for sample in latest),
        "counters": _of(repr((*key, count)).encode() for key, count in counters.items() if count),
        "fleet": hashlib.sha256(fleet).hexdigest(),
    }
    parts["state"] = _of(f"{name}={value}".encode() for name, value in parts.items())
    return parts


def _of(lines: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for line in sorted(lines):
        whole.update(line)
        whole.update(b"\n")
    return whole.hexdigest()
