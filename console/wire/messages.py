"""The frames of feed protocol v1, typed. Times are milliseconds since 1970-01-01 UTC."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

PROTOCOL = 1
FRAME_LIMIT = 4 * 1024 * 1024
"""Bytes of one websocket frame; ``hello`` says it, a larger one is refused."""
EVENT_LIMIT = 256 * 1024
"""Bytes of one event; a larger one is quarantined."""
BATCH_EVENTS = 200
BATCH_SECONDS = 0.05
"""A batch goes out at whichever of the two comes first."""
HEARTBEAT_SECONDS = 3.0


Seq = Annotated[int, Meta(ge=0, le=2**62)]
Time = Annotated[int, Meta(ge=0, le=253_402_300_799_999)]
Count = Annotated[int, Meta(ge=-(2**62), le=2**62)]
"""Bounds that every store can hold: a number beyond them is a bad frame, not a fault of the disk."""


class Hello(msgspec.Struct, frozen=True):
    """What ``GET /v1/hello`` says: who the server is and where its log stands."""

    server: str
    epoch: str
    seq: Seq
    time: Time
    protocol: int
    city: str
    fictional: bool
    floor: Seq = 0
    capabilities: list[str] = []
    frame_limit: int = FRAME_LIMIT
    registers: dict[str, str] = {}


class Batch(msgspec.Struct, frozen=True, tag="batch", tag_field="type"):
    """A run of the log, ``first`` to ``last`` without a hole; the events stay raw so that one poison one is alone."""

    epoch: str
    first: Seq
    last: Seq
    events: list[msgspec.Raw]


class Heartbeat(msgspec.Struct, frozen=True, tag="heartbeat", tag_field="type"):
    """Sent every 3 s: the server is alive, its log ends at ``last``, its clock says ``now``."""

    last: Seq
    now: Time


class Reset(msgspec.Struct, frozen=True, tag="reset", tag_field="type"):
    """The client's position is of no use here: take a snapshot."""

    reason: str


class Closing(msgspec.Struct, frozen=True, tag="closing", tag_field="type"):
    """The server goes down on purpose."""

    reason: str


ServerFrame = Batch | Heartbeat | Reset | Closing


class SnapshotHead(msgspec.Struct, frozen=True, tag="head", tag_field="type"):
    """First line of a snapshot: the log position it was taken at (captured before the state was read)."""

    epoch: str
    seq: Seq
    chain: Annotated[int, Meta(ge=0, lt=2**32)]
    entities: int
    series: int


class SnapshotEntity(msgspec.Struct, frozen=True, tag="entity", tag_field="type"):
    """One open entity, or the newest sample of a series."""

    event: msgspec.Raw


class SnapshotCounter(msgspec.Struct, frozen=True, tag="counter", tag_field="type"):
    """One kept counter."""

    system: str
    measure: str
    bucket: Time
    count: Count


class SnapshotSeries(msgspec.Struct, frozen=True, tag="series", tag_field="type"):
    """Recent history of one series; ``value`` None is a gap."""

    id: str
    at: list[Time]
    value: list[float | None]


class SnapshotFleet(msgspec.Struct, frozen=True, tag="fleet", tag_field="type"):
    """All last known positions as one key frame, base64 in this one place only (a snapshot is JSON lines)."""

    frame: bytes


class SnapshotEnd(msgspec.Struct, frozen=True, tag="end", tag_field="type"):
    """Last line: without it the snapshot was cut and is not used."""

    lines: int


SnapshotLine = SnapshotHead | SnapshotEntity | SnapshotCounter | SnapshotSeries | SnapshotFleet | SnapshotEnd
