"""The state as JSON lines at one exact position of the log.

A snapshot is no mixture: the state is copied between two commits (references only, a few milliseconds), and encoded
from the copies in pieces while the log goes on.
"""

from __future__ import annotations

import asyncio
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from console.domain.entities import Event
from console.gateway.history import plain
from console.gateway.state import State
from console.wire.codec import encode, encode_event
from console.wire.messages import (
    SnapshotCounter,
    SnapshotEnd,
    SnapshotEntity,
    SnapshotFleet,
    SnapshotHead,
    SnapshotSeries,
)
from console.wire.positions import encode_positions

NEWEST = 1_440
"""Samples of one series in a snapshot at most: a day at one a minute. Older ones: ``/v1/history``."""
CHUNK_BYTES = 128 * 1024
QUICK, GZIP = 1, 31
"""Level and form of zlib: a snapshot is packed once for everybody."""


@dataclass(frozen=True, slots=True)
class Capture:
    """The state at one position, safe from later events."""

    head: SnapshotHead
    events: list[Event]
    counters: list[SnapshotCounter]
    series: list[tuple[str, array[int], array[float]]]
    fleet: bytes


def capture(state: State, epoch: str) -> Capture:
    """Copy the state between two commits."""
    ledger = state.ledger
    series = state.history.copy(NEWEST)
    events: list[Event] = [*ledger.entities.values(), *ledger.latest.values()]
    return Capture(
        head=SnapshotHead(epoch, state.seq, state.chain, len(events), len(series)),
        events=events,
        counters=[SnapshotCounter(*key, count) for key, count in ledger.counters.items() if count],
        series=series,
        fleet=encode_positions(state.fleet.key_frame()) if state.fleet.at else b"",
    )


def lines(taken: Capture) -> Iterator[bytes]:
    """All lines without their newlines, head first, end last; the end says how many came before it."""
    count = 1
    yield encode(taken.head)
    for event in taken.events:
        count += 1
        yield encode(SnapshotEntity(msgspec.Raw(encode_event(event))))
    for counter in taken.counters:
        count += 1
        yield encode(counter)
    for name, at, value in taken.series:
        count += 1
        yield encode(SnapshotSeries(name, at.tolist(), plain(value)))
    if taken.fleet:
        count += 1
        yield encode(SnapshotFleet(taken.fleet))
    yield encode(SnapshotEnd(count))


def chunks(taken: Capture) -> Iterator[bytes]:
    """The lines in pieces of about 128 KiB: what is encoded between two turns of the event loop."""
    piece = bytearray()
    for line in lines(taken):
        piece += line
        piece += b"\n"
        if len(piece) >= CHUNK_BYTES:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)


async def packed(taken: Capture) -> list[bytes]:
    """The chunks as one gzip stream in pieces; between two of them the other streams have their turn."""
    packer, pieces = zlib.compressobj(QUICK, wbits=GZIP), []
    for chunk in chunks(taken):
        pieces.append(packer.compress(chunk))
        await asyncio.sleep(0)
    pieces.append(packer.flush())
    return [piece for piece in pieces if piece]


def unpacked(pieces: Sequence[bytes]) -> Iterator[bytes]:
    """The plain text of such a stream, for the few that cannot read it packed."""
    unpacker = zlib.decompressobj(wbits=GZIP)
    for piece in pieces:
        yield unpacker.decompress(piece)
