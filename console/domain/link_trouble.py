"""Why a backend is not heard: a short list of causes, each with what was seen of it, as one line of text.

The feed writes the line into the cache, where windows of any language read it; the value of a cause is its English.
"""

from __future__ import annotations

from enum import Enum


class Trouble(Enum):
    """The causes; the words are the interface's."""

    NOBODY = "nobody answers there"
    CERTIFICATE = "its certificate is not believed"
    STATION = "wants a certificate of this station that it believes"
    NO_KEY = "wants a reader's key"
    WRONG_KEY = "does not know our reader's key"
    NO_ANSWER = "no answer in time"
    SLOW = "the answer took too long"
    REFUSED = "answered with an error"
    REQUEST = "request failed"
    PROTOCOL = "another protocol is spoken there"
    HELLO = "hello is not of this protocol"
    SNAPSHOT = "snapshot failed"
    TOO_LARGE = "the answer is too large"
    SILENT = "no sign of life for three heartbeats"
    DRIPPING = "one message took longer than it may"
    CLOSED = "closed by the other end"
    LOST = "connection lost"
    LEAVING = "the backend goes down on purpose"
    RESET = "reset"
    OWN_FAULT = "the session failed; see the log"


TOLD = frozenset({Trouble.REFUSED, Trouble.PROTOCOL})
"""Causes whose detail is numbers, which every reader understands."""


def reason(trouble: Trouble, detail: object = "") -> str:
    """The line of a cause and what was seen of it."""
    words = str(detail)
    return f"{trouble.value}: {words}" if words else trouble.value


def trouble_of(line: str) -> tuple[Trouble | None, str]:
    """Cause and detail of such a line; None for a line of somebody else's, which is all detail."""
    value, _, detail = line.partition(": ")
    try:
        return Trouble(value), detail
    except ValueError:
        return None, line
