"""What is new in the cache since a reader looked last: the tables as finished rows, and how each is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from console.domain.counters import CounterKey
from console.domain.entities import AnyEvent, Event, Sample
from console.store.commit import Counts, Cursor, LinkState, Receipt
from console.store.fresh import unpack_cursor
from console.store.holding import Holding
from console.store.schema import Row, Rows, Table

_BATCH = 500
_event = msgspec.json.Decoder(AnyEvent)


@dataclass(frozen=True, slots=True)
class BackendRow:
    """One backend: its cursor, conservation figures and link."""

    key: int
    name: str
    url: str
    cursor: Cursor
    counts: Counts
    link: LinkState


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """One event that was not taken in."""

    key: int
    backend: int
    epoch: str
    seq: int
    at: int
    reason: str
    raw: bytes


@dataclass(slots=True)
class Changes:
    """What is new since the last ``poll``. ``reload``: it is everything, whatever was known before is void.

    ``rx_ns`` are the monotonic times at which the frames behind each transaction were received.
    """

    reload: bool = False
    generation: str = ""
    rx_ns: list[int] = field(default_factory=list)
    backends: list[BackendRow] = field(default_factory=list)
    entities: list[tuple[int, int, Event]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    latest: list[tuple[int, Sample]] = field(default_factory=list)
    counters: list[tuple[int, int, CounterKey, int]] = field(default_factory=list)
    counters_removed: list[int] = field(default_factory=list)
    frames: list[tuple[int, bytes]] = field(default_factory=list)
    receipts: list[tuple[int, Receipt]] = field(default_factory=list)
    quarantine: list[QuarantineRow] = field(default_factory=list)
    registers: list[tuple[int, str, bytes]] = field(default_factory=list)
    holding: list[Holding] = field(default_factory=list)


def load(rows: Rows, changes: Changes, touched: Mapping[Table, set[int]] | None) -> None:
    """Read the rows with these keys, or all there are, into ``changes``. Values of series are read apart."""
    for table, sql in _SQL.items():
        fill = _FILL[table]
        for row in _select(rows, sql, None if touched is None else touched[table]):
            fill(changes, row)


def _select(rows: Rows, sql: str, keys: set[int] | None) -> Iterator[Row]:
    if keys is None:
        yield from rows(sql.format(where=""), ())
        return
    wanted = sorted(keys)
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        yield from rows(sql.format(where=f"WHERE key IN ({','.join('?' * len(part))})"), part)


def _backend(changes: Changes, row: Row) -> None:
    key, name, url, epoch, seq, chain, counts, state, reason, heard_at, heard_ns, boot, offset, head, fresh = row
    if fresh is None:
        stand = Cursor(str(epoch), int(seq), int(chain)), msgspec.json.decode(bytes(counts), type=Counts)
    else:
        stand = unpack_cursor(bytes(fresh))
    changes.backends.append(
        BackendRow(
            int(key),
            str(name),
            str(url),
            *stand,
            LinkState(str(state), str(reason), int(heard_at), int(heard_ns), str(boot), int(offset), int(head)),
        )
    )


def _entity(changes: Changes, row: Row) -> None:
    key, backend, body = row
    changes.entities.append((int(key), int(backend), _event.decode(bytes(body))))


def _counter(changes: Changes, row: Row) -> None:
    key, backend, system, measure, bucket, n = row
    counter = CounterKey(str(system), str(measure), int(bucket))
    changes.counters.append((int(key), int(backend), counter, int(n)))


def _frame(changes: Changes, row: Row) -> None:
    backend, blob = row
    changes.frames.append((int(backend), bytes(blob)))


def _receipt(changes: Changes, row: Row) -> None:
    key, body = row
    changes.receipts.append((int(key), msgspec.json.decode(bytes(body), type=Receipt)))


def _quarantine(changes: Changes, row: Row) -> None:
    changes.quarantine.append(QuarantineRow(*row))


def _register(changes: Changes, row: Row) -> None:
    backend, name, body = row
    changes.registers.append((int(backend), str(name), bytes(body)))


def _holding(changes: Changes, row: Row) -> None:
    changes.holding.append(msgspec.json.decode(bytes(row[0]), type=Holding))


_SQL = {
    Table.BACKEND: "SELECT key, name, url, epoch, seq, chain, counts, "
    "state, reason, heard_at, heard_ns, boot, offset_ms, head, "
    "(SELECT cursor FROM journal WHERE backend = backend.key AND cursor IS NOT NULL "
    "AND change > (SELECT change FROM settled) ORDER BY change DESC LIMIT 1) FROM backend {where}",
    Table.ENTITY: "SELECT key, backend, body FROM entity {where}",
    Table.COUNTER: "SELECT key, backend, system, measure, bucket, n FROM counter {where}",
    Table.FRAME: "SELECT backend, blob FROM frame {where} ORDER BY seq",
    Table.RECEIPT: "SELECT key, body FROM receipt {where} ORDER BY key DESC LIMIT 100",
    Table.QUARANTINE: "SELECT key, backend, epoch, seq, at, reason, raw FROM quarantine {where} "
    "ORDER BY key DESC LIMIT 1000",
    Table.REGISTER: "SELECT backend, name, body FROM register {where}",
    Table.HOLDING: "SELECT body FROM holding {where}",
}
_FILL = {
    Table.BACKEND: _backend,
    Table.ENTITY: _entity,
    Table.COUNTER: _counter,
    Table.FRAME: _frame,
    Table.RECEIPT: _receipt,
    Table.QUARANTINE: _quarantine,
    Table.REGISTER: _register,
    Table.HOLDING: _holding,
}
