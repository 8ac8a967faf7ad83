"""Events to websocket messages, encoded once: the newest ones are kept here and shared by all streams."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from console.wire.codec import encode_batch
from console.wire.messages import BATCH_EVENTS
from console.wire.segments import BinaryEvent

FRAME_BYTES = 1024 * 1024
"""A batch is closed at this size; only a single event can make a larger frame (``EVENT_BYTES_MOST``)."""
TAIL_BYTES = 8 * 1024 * 1024


class Message(NamedTuple):
    """One websocket message: events ``first`` to ``last`` of the log as text (a batch) or binary (positions)."""

    first: int
    last: int
    binary: bool
    data: bytes


def messages(epoch: str, first: int, events: Sequence[bytes], most: int = BATCH_EVENTS) -> list[Message]:
    """Cut a run of the log into batches of at most ``most`` events; each binary event is a message of its own."""
    made: list[Message] = []
    batch: list[bytes] = []
    size = 0
    for seq, event in enumerate(events, first):
        binary = type(event) is BinaryEvent
        if batch and (binary or len(batch) >= most or size + len(event) > FRAME_BYTES):
            made.append(Message(seq - len(batch), seq - 1, False, encode_batch(epoch, seq - len(batch), batch)))
            batch, size = [], 0
        if binary:
            made.append(Message(seq, seq, True, bytes(event)))
        else:
            batch.append(event)
            size += len(event) + 1
    if batch:
        start = first + len(events) - len(batch)
        made.append(Message(start, start + len(batch) - 1, False, encode_batch(epoch, start, batch)))
    return made


class Tail:
    """The newest messages by the number they start with; a stream that is further behind reads the log."""

    def __init__(self, epoch: str) -> None:
        self._epoch = epoch
        self._by_first: dict[int, Message] = {}
        self._order: deque[int] = deque()
        self._bytes = 0

    def publish(self, first: int, events: Sequence[bytes]) -> None:
        """Take in one group commit."""
        for message in messages(self._epoch, first, events):
            self._by_first[message.first] = message
            self._order.append(message.first)
            self._bytes += len(message.data)
        while self._bytes > TAIL_BYTES:
            self._bytes -= len(self._by_first.pop(self._order.popleft()).data)

    def after(self, seq: int) -> Message | None:
        """The message that continues right after ``seq``, if it is kept and starts there."""
        return self._by_first.get(seq + 1)
