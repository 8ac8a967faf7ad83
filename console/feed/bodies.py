"""Answers of a backend, read with a limit: a gateway gone mad must not fill the feed's memory."""

from __future__ import annotations

import time
from collections.abc import Iterator

import requests

WORD = 1 << 20
"""Bytes of a short answer, unpacked: hello, outcomes of commands."""
REGISTER = 128 << 20
SNAPSHOT = 1 << 30
LINE = 16 << 20
"""Bytes of one line of a snapshot; the longest is the fleet, 30 bytes a vehicle."""
CHUNK = 65_536


class BodyTooLarge(Exception):
    """The answer is over its limit."""


def read(answer: requests.Response, limit: int, seconds: float = 60.0) -> bytes:
    """The body of an answer that was asked for with ``stream=True``.

    Raises ``BodyTooLarge``, ``requests.RequestException``; the latter also if it trickles for longer than ``seconds``.
    """
    parts, size, until = [], 0, time.monotonic() + seconds
    with answer:
        for part in answer.iter_content(CHUNK):
            size += len(part)
            if size > limit:
                raise BodyTooLarge(f"the answer is over {limit} bytes")
            if time.monotonic() > until:
                raise requests.Timeout("the answer trickles")
            parts.append(part)
    return b"".join(parts)


def lines(answer: requests.Response, limit: int = SNAPSHOT, longest: int = LINE) -> Iterator[bytes]:
    """The lines of an answer that was asked for with ``stream=True``; the last one need not be ended.

    Raises ``BodyTooLarge``, ``requests.RequestException``.
    """
    rest, size = bytearray(), 0
    with answer:
        for part in answer.iter_content(CHUNK):
            size += len(part)
            if size > limit:
                raise BodyTooLarge(f"the answer is over {limit} bytes")
            rest += part
            if b"\n" in part:
                *whole, last = rest.split(b"\n")
                yield from map(bytes, whole)
                rest = last
            if len(rest) > longest:
                raise BodyTooLarge(f"a line is over {longest} bytes")
    yield bytes(rest)
