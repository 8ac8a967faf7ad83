"""State to checkpoint rows, and back: a start is the last checkpoint plus a replay of the log after it.

A checkpoint holds what changed since the one before, so its cost follows the traffic and not the size of the state.
"""

from __future__ import annotations

from typing import cast

from console.domain.counters import CounterKey
from console.domain.entities import Sample
from console.domain.ledger import EntityKey
from console.gateway.history import BLOCK, KEPT, Series
from console.gateway.state import State
from console.gateway.storage import Checkpoint, Segment, Storage, StorageError, segments_from
from console.wire.codec import Reject, chain, decode_event, encode_event
from console.wire.positions import decode_positions, encode_positions
from console.wire.segments import unpack


class Checkpointer:
    """Collects the rows that have changed since the last checkpoint.

    The first one after a start holds everything: what was replayed from the log's tail is in no checkpoint yet.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._stored: dict[str, int] = {}
        self._quarantined = self._commanded = 0
        self._everything = True

    def collect(self) -> Checkpoint:
        """The rows that bring the stored checkpoint to the state's present seq."""
        state = self._state
        rows = Checkpoint({"state_seq": state.seq, "state_chain": state.chain})
        if state.fleet.at:
            rows.meta["fleet"] = encode_positions(state.fleet.key_frame())
        touched = state.ledger.drain()
        ledger = state.ledger
        everything, self._everything = self._everything, False
        self._entities(rows, set(ledger.entities) | touched.entities if everything else touched.entities)
        rows.done = list(state.done.rows(None if everything else set(touched.done)))
        self._counters(rows, set(ledger.counters) | touched.counters if everything else touched.counters)
        for name in ledger.latest if everything else touched.series:
            rows.latest.append((name, encode_event(ledger.latest[name])))
            self._series(rows, name, state.history.series[name])
        rows.quarantine = [(seq,) for seq in state.quarantined if seq > self._quarantined]
        self._quarantined = state.seq
        rows.commands = state.commands.after(self._commanded)
        rows.meta["command_floor"] = state.commands.floor
        self._commanded = state.seq
        return rows

    def failed(self) -> None:
        """Nothing may be taken as stored: the next checkpoint holds everything."""
        self._everything = True
        self._stored.clear()
        self._quarantined = self._commanded = 0

    def _entities(self, rows: Checkpoint, keys: set[EntityKey]) -> None:
        for key in keys:
            entity = self._state.ledger.entities.get(key)
            if entity is None:
                rows.gone.append(key)
            else:
                rows.entities.append((*key, encode_event(entity)))

    def _counters(self, rows: Checkpoint, keys: set[CounterKey]) -> None:
        for key in keys:
            count = self._state.ledger.counters.get(key, 0)
            if count:
                rows.counters.append((*key, count))
            else:
                rows.dropped.append((key.system, key.measure, key.bucket))

    def _series(self, rows: Checkpoint, name: str, series: Series) -> None:
        stored = self._stored.get(name, 0)
        rows.blocks.extend((name, number, body) for number, body in series.blocks_since(stored))
        if stored // BLOCK != series.total // BLOCK and series.total > KEPT:
            rows.outdated.append((name, (series.total - KEPT) // BLOCK))
        self._stored[name] = series.total


def recover(storage: Storage) -> State:
    """The state at the end of the log: checkpoint, then the tail of the log by the same rules as ever."""
    state = _load(storage)
    reader = storage.reader()
    try:
        while (found := segments_from(reader, state.seq + 1, 1_000, 4_000_000)) and found[-1].last > state.seq:
            for segment in found:
                _replay(state, segment)
    finally:
        reader.close()
    return state


def _replay(state: State, segment: Segment) -> None:
    if segment.first > state.seq + 1:
        raise StorageError(f"The log has a hole between {state.seq} and {segment.first}.")
    events = unpack(segment.blob)[state.seq + 1 - segment.first :]
    state.chain = chain(state.chain, events)
    for event in events:
        state.apply(state.seq + 1, event)


def _load(storage: Storage) -> State:
    state = State()
    meta = storage.meta()
    state.seq = cast(int, meta.get("state_seq", 0))
    state.chain = cast(int, meta.get("state_chain", 0))
    if "fleet" in meta:
        state.fleet.merge(decode_positions(cast(bytes, meta["fleet"])))
    for kind, name, body in storage.rows("entity"):
        entity = decode_event(cast(bytes, body))
        if not isinstance(entity, Reject):
            state.ledger.entities[cast(int, kind), cast(str, name)] = entity
    for name, body in storage.rows("latest"):
        sample = decode_event(cast(bytes, body))
        if isinstance(sample, Sample):
            state.ledger.latest[cast(str, name)] = sample
    for system, measure, bucket, count in storage.rows("counter"):
        key = CounterKey(cast(str, system), cast(str, measure), cast(int, bucket))
        state.ledger.counters[key] = cast(int, count)
    for kind, name, at, body in sorted(storage.rows("done"), key=lambda row: cast(int, row[2])):
        state.done.put((cast(int, kind), cast(str, name)), cast(int, at), cast(bytes, body))
    for name, number, at in sorted(storage.rows("command"), key=lambda row: cast(int, row[1])):
        state.commands.put(cast(str, name), cast(int, number), cast(int, at))
    state.commands.forget(cast(int, meta.get("command_floor", 0)))
    for name, number, body in storage.rows("block"):
        series = state.history.series.setdefault(cast(str, name), Series())
        series.restore(cast(int, number), cast(bytes, body))
    state.quarantined.extend(cast(int, seq) for (seq,) in storage.rows("quarantine"))
    return state
