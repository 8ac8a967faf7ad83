"""What a session hands to the writer, in order: one bounded queue, so that a slow disk slows the socket."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass, field

from console.domain.entities import Event
from console.store.commit import Cursor, LinkState, SnapshotState

CAPACITY = 512
"""Frames in flight; TCP holds back the rest."""
CAPACITY_BYTES = 64 << 20
"""Bytes of those frames: a gateway gone mad may send 512 of the largest, which are 2 GB."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One websocket message. ``connection`` numbers the connection it came by; ``single``: it holds one event."""

    backend: int
    connection: int
    rx_ns: int
    binary: bool
    data: bytes
    single: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A single-event frame that never arrived (over-size): the next event can't be had."""

    backend: int
    connection: int
    rx_ns: int
    reason: str


@dataclass(frozen=True, slots=True)
class Stray:
    """A text message that is no frame of the protocol: noted, and no event of the log."""

    backend: int
    reason: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """The last word on the link."""

    backend: int
    state: LinkState


@dataclass(frozen=True, slots=True)
class Up:
    """The link is back; level is reached at ``head``. ``down_at`` 0: there was no outage to speak of."""

    backend: int
    down_at: int
    up_at: int
    head: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole state to take over."""

    backend: int
    state: SnapshotState
    down_at: int
    up_at: int
    reason: str


@dataclass(frozen=True, slots=True)
class Done:
    """Alarms and cases that ended before this feed followed the log."""

    backend: int
    events: list[Event]


@dataclass(frozen=True, slots=True)
class Register:
    """A static register's new body."""

    backend: int
    name: str
    etag: str
    body: bytes


@dataclass(slots=True)
class Where:
    """Asks for the committed cursor; the writer answers when everything before it in the queue is committed."""

    backend: int
    answered: threading.Event = field(default_factory=threading.Event)
    cursor: Cursor = field(default_factory=Cursor)


Item = Frame | Unreadable | Stray | Link | Up | Snapshot | Done | Register | Where
Inbox = queue.Queue[Item]


class _Bounded(queue.Queue[Item]):
    """Full by number or by bytes, whichever comes first; one item is always taken, whatever its size."""

    def _init(self, maxsize: int) -> None:
        super()._init(maxsize)
        self._bytes = 0

    def _qsize(self) -> int:
        return max(len(self.queue), self._bytes * CAPACITY // CAPACITY_BYTES)

    def _put(self, item: Item) -> None:
        super()._put(item)
        self._bytes += _size(item)

    def _get(self) -> Item:
        item: Item = super()._get()
        self._bytes -= _size(item)
        return item


def _size(item: Item) -> int:
    if isinstance(item, Frame | Stray):
        return len(item.data)
    return len(item.body) if isinstance(item, Register) else 0


def make_inbox() -> Inbox:
    """An empty inbox."""
    return _Bounded(CAPACITY)
