"""What one transaction of the feed holds, and the cursor that is committed with it."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from console.domain.counters import CounterKey
from console.domain.entities import Event, Sample
from console.domain.ledger import EntityKey


class Cursor(msgspec.Struct, frozen=True):
    """How far the effects of a backend's log are in: everything up to ``seq`` of ``epoch``, hashed to ``chain``."""

    epoch: str = ""
    seq: int = 0
    chain: int = 0


class Counts(msgspec.Struct):
    """Conservation figures of one backend, committed with the cursor so that they can be checked against it.

    ``base`` is the log position the effects started from (the snapshot's). Nothing is lost or doubled exactly when
    ``applied + quarantined + skipped == seq - base``.
    """

    base: int = 0
    received: int = 0
    applied: int = 0
    quarantined: int = 0
    skipped: int = 0
    redelivered: int = 0
    reconnects: int = 0
    snapshots: int = 0
    gaps: int = 0

    def lost(self, seq: int) -> int:
        """Events that the cursor has passed without an effect or a quarantine row."""
        return max(0, seq - self.base - self.applied - self.quarantined - self.skipped)

    def duplicated(self, seq: int) -> int:
        """Effects beyond one an event."""
        return max(0, self.applied + self.quarantined + self.skipped - (seq - self.base))


class Receipt(msgspec.Struct, frozen=True):
    """What a reconnect brought: how long the link was down and what happened unseen. Times in ms, local clock.

    ``unknown_from``/``unknown_to`` bound the time nobody knows about (a snapshot had to be taken), else 0.
    """

    backend: str
    down_at: int
    up_at: int
    events: int = 0
    alarms_backfilled: int = 0
    unseen: int = 0
    unknown_from: int = 0
    unknown_to: int = 0
    reason: str = ""


class LinkState(msgspec.Struct, frozen=True):
    """The last word on a link. ``heard_ns`` is the machine-wide monotonic clock, valid within ``boot``."""

    state: str = "never"
    reason: str = ""
    heard_at: int = 0
    heard_ns: int = 0
    boot: str = ""
    offset_ms: int = 0
    head: int = 0


@dataclass(frozen=True, slots=True)
class Poison:
    """One event that was not taken in."""

    seq: int
    reason: str
    raw: bytes


@dataclass(slots=True)
class Commit:
    """Everything that one transaction writes for one backend."""

    backend: int
    cursor: Cursor
    counts: Counts
    rx_ns: int = 0
    entities: dict[EntityKey, Event | None] = field(default_factory=dict)
    samples: dict[str, list[Sample]] = field(default_factory=dict)
    counters: dict[CounterKey, int] = field(default_factory=dict)
    done: dict[EntityKey, Event] = field(default_factory=dict)
    frames: list[tuple[int, bool, bytes]] = field(default_factory=list)
    segment: tuple[int, int, list[bytes]] | None = None
    poison: list[Poison] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)


@dataclass(slots=True)
class SnapshotState:
    """A backend's whole state, replacing what the cache holds of it. ``history``: series id → (at ms, value)."""

    cursor: Cursor
    entities: list[Event] = field(default_factory=list)
    latest: list[Sample] = field(default_factory=list)
    counters: dict[CounterKey, int] = field(default_factory=dict)
    history: dict[str, tuple[list[int], list[float | None]]] = field(default_factory=dict)
    fleet: bytes = b""
    poison: list[Poison] = field(default_factory=list)
