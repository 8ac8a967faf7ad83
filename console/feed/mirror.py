"""The mirror of one backend: what its log adds up to, and what of that is not yet written."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

import msgspec

from console.domain.counters import CounterKey
from console.domain.entities import KIND_NUMBER, Alarm, AnyEvent, Event, Sample
from console.domain.ledger import Ledger
from console.domain.rate_limit import Sparing
from console.store.commit import Commit, Counts, Cursor, Poison, Receipt, SnapshotState
from console.wire.codec import Reject, chain, decode_event
from console.wire.messages import Batch
from console.wire.positions import Fleet, decode_positions, encode_positions
from console.wire.segments import BinaryEvent

log = logging.getLogger(__name__)
KEY_FRAME_EVERY = 64
"""A whole key frame is written after this many deltas, so that a window's start reads few of them."""
UNKNOWN_CHAIN = -1
_event = msgspec.json.Decoder(AnyEvent)


class Gap(Exception):
    """The log has a hole before this frame: ask again from the committed cursor."""


class WrongEpoch(Exception):
    """The frame is of another log."""


@dataclass(slots=True)
class CatchUp:
    """What happens between a reconnect and the moment the mirror is level again."""

    down_at: int
    up_at: int
    head: int
    events: int = 0
    raised: set[str] = field(default_factory=set)


class Mirror:
    """Takes frames in order, keeps the ledger, and hands out commits."""

    def __init__(self, backend: int, name: str, cursor: Cursor, counts: Counts) -> None:
        self.backend = backend
        self.name = name
        self.cursor = cursor
        self.counts = counts
        self.ledger = Ledger()
        self.fleet = Fleet()
        self.catch_up: CatchUp | None = None
        self.urgent = False
        self._told = Sparing()
        self._deltas = 0
        self._fresh()

    def _fresh(self) -> None:
        self._raw: list[bytes] = []
        self._first = self.cursor.seq + 1
        self._frames: list[tuple[int, bool, bytes]] = []
        self._poison: list[Poison] = []
        self._receipts: list[Receipt] = []
        self._rx_ns = 0
        self.urgent = False

    def restore(
        self,
        entities: list[bytes],
        latest: list[Sample],
        counters: list[tuple[str, str, int, int]],
        frames: list[bytes],
    ) -> None:
        """Begin where the cache stands."""
        for body in entities:
            event: Event = _event.decode(body)
            self.ledger.entities[KIND_NUMBER[type(event)], event.id] = event
        self.ledger.latest = {sample.id: sample for sample in latest}
        self.ledger.counters = {CounterKey(system, measure, bucket): n for system, measure, bucket, n in counters}
        for blob in frames:
            self.fleet.merge(decode_positions(blob))

    @property
    def dirty(self) -> bool:
        """Whether there is anything to commit."""
        return self.cursor.seq >= self._first or bool(self._receipts or self._poison)

    def take_batch(self, batch: Batch, rx_ns: int) -> None:
        """Take a batch in. Raises ``Gap`` or ``WrongEpoch``; then nothing of it is taken."""
        if batch.epoch != self.cursor.epoch:
            self._poison.append(Poison(0, f"batch of epoch {batch.epoch[:40]}, not {self.cursor.epoch}", b""))
            raise WrongEpoch(batch.epoch)
        self.counts.received += len(batch.events)
        skip = self._already(batch.first, len(batch.events))
        for raw in batch.events[skip:]:
            data = bytes(raw)
            self._log(data, rx_ns)
            event = decode_event(data)
            if isinstance(event, Reject):
                self._reject(event)
            else:
                self._apply(event)

    def take_positions(self, data: bytes, rx_ns: int) -> None:
        """Take a position frame in: one event of the log. Raises ``Gap``, or ``BadPositions``; then nothing is taken.

        A frame that can't be read does not say its number either: see ``take_unreadable``.
        """
        frame = decode_positions(data)
        seq = frame.seq
        self.counts.received += 1
        if self._already(seq, 1):
            return
        self._log(BinaryEvent(data), rx_ns)
        self.fleet.merge(frame)
        self.counts.applied += 1
        self._deltas += 1
        if frame.key or self._deltas >= KEY_FRAME_EVERY:
            self._deltas = 0
            self._frames = [(seq, True, encode_positions(self.fleet.key_frame()))]
        else:
            self._frames.append((seq, False, data))

    def take_unreadable(self, reason: str, raw: bytes | None, rx_ns: int) -> None:
        """The next event of the log can't be read at all: quarantine it and go on. ``raw`` None: never received."""
        self.counts.received += 1
        self._log(raw if raw is not None else b"", rx_ns, known=raw is not None)
        self._reject(Reject(reason, raw or b""))

    def take_stray(self, reason: str, raw: bytes) -> None:
        """A frame that is no event of the log: it gets a quarantine row without a number, the cursor stays."""
        self._poison.append(Poison(0, f"stray frame: {reason}", raw))

    def _already(self, first: int, n: int) -> int:
        skip = self.cursor.seq + 1 - first
        if skip < 0:
            self.counts.gaps += 1
            raise Gap(f"expected {self.cursor.seq + 1}, got {first}")
        skip = min(skip, n)
        self.counts.redelivered += skip
        return skip

    def _log(self, data: bytes, rx_ns: int, known: bool = True) -> None:
        rolled = chain(self.cursor.chain, [data]) if known and self.cursor.chain != UNKNOWN_CHAIN else UNKNOWN_CHAIN
        self.cursor = Cursor(self.cursor.epoch, self.cursor.seq + 1, rolled)
        self._raw.append(data)
        self._rx_ns = self._rx_ns or rx_ns
        if self.catch_up is not None:
            self.catch_up.events += 1

    def _reject(self, reject: Reject) -> None:
        self.counts.quarantined += 1
        self._poison.append(Poison(self.cursor.seq, reject.reason, reject.raw))
        if (more := self._told.more()) is not None:
            log.warning("%s: event %d quarantined: %s%s", self.name, self.cursor.seq, reject.reason, more)

    def _apply(self, event: Event) -> None:
        if isinstance(event, Alarm):
            self.urgent = True
            if (
                self.catch_up is not None
                and (KIND_NUMBER[Alarm], event.id) not in self.ledger.entities
                and event.active
            ):
                self.catch_up.raised.add(event.id)
        if self.ledger.apply(event):
            self.counts.applied += 1
        else:
            self.counts.skipped += 1

    def begin_catch_up(self, down_at: int, up_at: int, head: int) -> None:
        """The link is back: from here to ``head`` things happened while nobody looked."""
        self.catch_up = CatchUp(down_at, up_at, head)

    def finish_catch_up(self) -> Receipt | None:
        """The receipt, once the mirror is level; None before, or if there is none to give."""
        done = self.catch_up
        if done is None or self.cursor.seq < done.head:
            return None
        self.catch_up = None
        if not done.down_at:
            return None
        still = sum((KIND_NUMBER[Alarm], name) in self.ledger.entities for name in done.raised)
        receipt = Receipt(self.name, done.down_at, done.up_at, done.events, len(done.raised), len(done.raised) - still)
        self._receipts.append(receipt)
        return receipt

    def commit(self) -> Commit:
        """All that is not yet written, as one transaction."""
        touched = self.ledger.drain()
        commit = Commit(self.backend, self.cursor, msgspec.structs.replace(self.counts), self._rx_ns)
        commit.entities = {key: self.ledger.entities.get(key) for key in touched.entities}
        commit.samples = touched.series
        commit.counters = {key: self.ledger.counters.get(key, 0) for key in touched.counters}
        commit.done = touched.done
        commit.frames, commit.poison, commit.receipts = self._frames, self._poison, self._receipts
        if self._raw:
            commit.segment = (self._first, self.cursor.seq, self._raw)
        self._fresh()
        return commit

    def adopt(self, state: SnapshotState, down_at: int, up_at: int, reason: str) -> list[Receipt]:
        """Take a snapshot's state over; what was not yet written is void. Returns the receipt for it, if any."""
        before = {event.id for event in self.ledger.entities.values() if isinstance(event, Alarm)}
        alarms = [event for event in state.entities if isinstance(event, Alarm) and event.id not in before]
        first_time = not self.cursor.epoch
        self.ledger = Ledger(
            {(KIND_NUMBER[type(event)], event.id): event for event in state.entities},
            {sample.id: sample for sample in state.latest},
            dict(state.counters),
        )
        self.fleet = Fleet()
        if state.fleet:
            self.fleet.merge(decode_positions(state.fleet))
        self.cursor = state.cursor
        old = self.counts
        self.counts = Counts(base=state.cursor.seq, reconnects=old.reconnects, snapshots=old.snapshots + 1)
        self.catch_up = None
        self._fresh()
        if first_time:
            return []
        return [Receipt(self.name, down_at, up_at, 0, len(alarms), 0, down_at, up_at, reason)]
