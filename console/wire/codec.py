"""Bytes to typed messages and back. A bad event becomes a ``Reject`` with a reason; it never raises past here."""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from console.domain.entities import SCHEMA, AnyEvent, Event
from console.wire.messages import EVENT_LIMIT, Batch, Closing, Heartbeat, Reset, ServerFrame, SnapshotLine

_event_decoder = msgspec.json.Decoder(AnyEvent)
_frame_decoder = msgspec.json.Decoder(ServerFrame)
_snapshot_decoder = msgspec.json.Decoder(SnapshotLine)
_encoder = msgspec.json.Encoder()


_BATCH_HEAD = re.compile(rb'\{"type":"batch","epoch":"[^"]*","first":(\d{1,19}),"last":')


class _Peek(msgspec.Struct):
    schema: int = 1
    kind: str = ""


_peek_decoder = msgspec.json.Decoder(_Peek)


@dataclass(frozen=True, slots=True)
class Reject:
    """One event that could not be taken in, and why, in words for the quarantine list."""

    reason: str
    raw: bytes


class BadFrame(ValueError):
    """A whole frame that is not of the protocol."""


def decode_event(raw: bytes | memoryview | msgspec.Raw) -> Event | Reject:
    """Decode one event of a batch; anything that is not a valid event of a known schema is a ``Reject``."""
    data = bytes(raw)
    if len(data) > EVENT_LIMIT:
        return Reject(f"event of {len(data)} bytes is over the limit of {EVENT_LIMIT}", data)
    try:
        event: Event = _event_decoder.decode(data)
        repeats = _repeats_a_key(data, event)
    except RecursionError:
        return Reject("nested too deeply", data)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        return Reject(_reason(data, error), data)
    if event.schema > SCHEMA:
        return Reject(f"schema {event.schema} is newer than {SCHEMA}", data)
    if not _finite(event):
        return Reject("a number is not finite", data)
    if repeats:
        return Reject("a key is there twice", data)
    return event


def _reason(data: bytes, error: Exception) -> str:
    try:
        peek = _peek_decoder.decode(data)
    except (msgspec.DecodeError, RecursionError, ValueError):
        return f"not a valid event: {error}"
    if peek.schema > SCHEMA:
        return f"schema {peek.schema} is newer than {SCHEMA}"
    return f"not a valid {peek.kind or 'event'}: {error}"


def _finite(event: Event) -> bool:
    value = getattr(event, "value", None)
    limit = getattr(event, "limit", None)
    return (value is None or math.isfinite(value)) and (limit is None or math.isfinite(limit))


def _repeats_a_key(data: bytes, event: Event) -> bool:
    """Two readers may each believe another one of two equal keys, so neither is believed.

    Cheap tests first: our own form has each key once, and no more keys than colons can be there.
    """
    if data == _encoder.encode(event):
        return False
    if data.count(b":") == _keys(msgspec.json.decode(data)):
        return False
    repeats = False

    def look(pairs: list[tuple[str, object]]) -> None:
        nonlocal repeats
        repeats = repeats or len({key for key, _ in pairs}) != len(pairs)

    json.loads(data, object_pairs_hook=look)
    return repeats


def _keys(value: object) -> int:
    if isinstance(value, dict):
        return len(value) + sum(_keys(each) for each in value.values())
    return sum(_keys(each) for each in value) if isinstance(value, list) else 0


def encode_event(event: Event) -> bytes:
    """The event as it stands in the log."""
    return _encoder.encode(event)


def encode_batch(epoch: str, first: int, events: Sequence[bytes]) -> bytes:
    """A batch frame from events that are encoded already."""
    head = b'{"type":"batch","epoch":%s,"first":%d,"last":%d,"events":[' % (
        _encoder.encode(epoch),
        first,
        first + len(events) - 1,
    )
    return head + b",".join(events) + b"]}"


def encode(message: Batch | Heartbeat | Reset | Closing | SnapshotLine | msgspec.Struct) -> bytes:
    """Any other message as JSON bytes."""
    return _encoder.encode(message)


def decode_frame(data: bytes) -> ServerFrame:
    """Decode a text frame from the server. Raises ``BadFrame`` with the reason."""
    try:
        frame: ServerFrame = _frame_decoder.decode(data)
    except RecursionError as error:
        raise BadFrame("nested too deeply") from error
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise BadFrame(str(error)) from error
    if isinstance(frame, Batch) and frame.last - frame.first + 1 != len(frame.events):
        raise BadFrame(f"batch says {frame.first} to {frame.last} but holds {len(frame.events)} events")
    return frame


def decode_snapshot_line(data: bytes) -> SnapshotLine:
    """Decode one line of a snapshot. Raises ``BadFrame`` with the reason."""
    try:
        line: SnapshotLine = _snapshot_decoder.decode(data)
    except RecursionError as error:
        raise BadFrame("nested too deeply") from error
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise BadFrame(str(error)) from error
    return line


def chain(previous: int, events: Iterable[bytes | memoryview | msgspec.Raw]) -> int:
    """Rolling hash of the log after ``events``: the same whichever way the log is cut into batches.

    It tells a server that was restored from a backup and has outgrown the cursor; it is no defence against malice.
    """
    for event in events:
        previous = zlib.crc32(event, previous)
    return previous


def first_of(frame: bytes) -> int | None:
    """The number that a batch which can't be read as a whole says it begins with; None if not even that is readable."""
    head = _BATCH_HEAD.match(frame)
    return int(head[1]) if head else None


def only_event(frame: bytes) -> bytes | None:
    """The raw event of a one-event batch that can't be read as a whole, None if not even its place is known."""
    start, end = frame.find(b'"events":['), frame.rfind(b"]")
    return frame[start + 10 : end] if 0 <= start < end else None
