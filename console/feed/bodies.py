"""Answers of a backend, read with a limit: a gateway gone mad must not fill the feed's memory."""

from __future__ import annotations

import time

import requests

WORD = 1 << 20
"""Bytes of a short answer: hello, outcomes of commands."""
REGISTER = 256 << 20
SNAPSHOT = 4 << 30
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
