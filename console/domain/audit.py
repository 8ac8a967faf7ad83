"""The audit log's rules: one line a record, each bound to the one before by SHA-256, the last one named by a head.

A line is ``<hash> <record as JSON>``; the hash covers the JSON's bytes as they stand, and the JSON names the hash of
the line before. So every byte of every line is covered. The head (number, bytes, hash) is kept elsewhere: without it a
log that was cut off after a whole line would look complete (docs/adr/0010).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta

GENESIS = "0" * 64
"""What the first record names as its predecessor."""
LINE_LIMIT = 32 * 1024
"""Bytes of one line at most; ``Entry.clipped`` keeps records below it."""
TEXT_LIMIT = 200
_YEAR_9999 = 253_402_214_400_000
_LINE = re.compile(rb"([0-9a-f]{64}) (\{[ -~]*\})\n")
_HEAD = re.compile(rb"(0|[1-9][0-9]{0,17}) (0|[1-9][0-9]{0,17}) ([0-9a-f]{64})\n")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What happened: who (``actor``, in which ``role``), from where, which act, about what, with which result."""

    at: int
    actor: str = ""
    role: str = ""
    terminal: str = ""
    act: str
    about: str = ""
    result: str
    detail: str = ""

    def clipped(self) -> Entry:
        """The same, each text short and encodable: terminals and reasons come from outside."""
        texts = {name: getattr(self, name).encode("utf-8", "replace").decode()[:TEXT_LIMIT] for name in _TEXTS}
        return msgspec.structs.replace(self, **texts)


_TEXTS = ("actor", "role", "terminal", "act", "about", "result", "detail")


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry in its place: number ``n`` from 1, after the record whose hash is ``previous``."""

    n: int
    at: Annotated[int, Meta(ge=0, le=_YEAR_9999)]
    actor: str
    role: str
    terminal: str
    act: str
    about: str
    result: str
    detail: str
    previous: str


_record = msgspec.json.Decoder(Record)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a log ends: its last record's number and hash, and the bytes up to there."""

    n: int = 0
    size: int = 0
    hash: str = GENESIS


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: where the sound part ends, and what is wrong after it (empty: nothing)."""

    sound: Head
    wrong: str = ""


class BadLine(ValueError):
    """Not a line of an audit log; the message says why."""


def placed(entry: Entry, head: Head) -> Record:
    """The entry as the record after ``head``."""
    return Record(n=head.n + 1, previous=head.hash, **msgspec.structs.asdict(entry.clipped()))


def to_line(record: Record) -> bytes:
    """The record as it is kept. Pure ASCII, so that nothing in it can act on whoever prints it."""
    body = json.dumps(msgspec.structs.asdict(record), ensure_ascii=True, separators=(",", ":")).encode()
    return hashlib.sha256(body).hexdigest().encode() + b" " + body + b"\n"


def from_line(line: bytes) -> tuple[Record, str]:
    """A line's record and its hash. Raises ``BadLine``."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise BadLine("is not a line of an audit log")
    if hashlib.sha256(match[2]).hexdigest().encode() != match[1]:
        raise BadLine("was changed: its hash does not fit")
    try:
        record = _record.decode(match[2])
    except (msgspec.DecodeError, ValueError) as error:
        raise BadLine("lacks fields of a record") from error
    if to_line(record) != line:
        raise BadLine("is not written as this program writes")
    return record, match[1].decode()


def after(head: Head, line: bytes) -> Head:
    """The head once ``line`` has followed. Raises ``BadLine`` if it cannot follow."""
    record, digest = from_line(line)
    if record.n != head.n + 1:
        raise BadLine(f"stands where number {head.n + 1} should: one was removed, added or moved")
    if record.previous != head.hash:
        raise BadLine("does not follow the one before it: one of them was replaced")
    return Head(record.n, head.size + len(line), digest)


def verify(lines: Iterable[bytes], head: Head) -> Checked:
    """Whether the lines are the whole log that ``head`` ends; else the first record that is wrong, in a sentence."""
    sound = Head()
    for line in lines:
        if sound.n == head.n:
            return Checked(sound, f"record {head.n + 1} stands after the end that the head names")
        try:
            sound = after(sound, line)
        except BadLine as error:
            return Checked(sound, f"record {sound.n + 1} {error}")
    if sound.n < head.n:
        return Checked(sound, f"record {sound.n + 1} is missing: the log was cut off, the head names {head.n} records")
    if sound != head:
        return Checked(sound, f"record {sound.n} is not the one that the head names: the log was written anew")
    return Checked(sound)


def head_to_bytes(head: Head) -> bytes:
    """The head file's only line."""
    return f"{head.n} {head.size} {head.hash}\n".encode()


def head_from_bytes(raw: bytes) -> Head:
    """Raises ``BadLine`` if it is no head."""
    match = _HEAD.fullmatch(raw)
    if match is None:
        raise BadLine("the head is not readable")
    return Head(int(match[1]), int(match[2]), match[3].decode())
