"""The audit chain: whatever is done to log or head, the check notices and names the first bad record."""

from __future__ import annotations

import random
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.audit import (
    LINE_LIMIT,
    BadLine,
    Entry,
    Head,
    Record,
    after,
    from_line,
    head_from_bytes,
    head_to_bytes,
    placed,
    to_line,
    verify,
)

pytestmark = pytest.mark.operations

NOW = 1_780_000_000_000
RECORDS = 30
Log = tuple[bytes, bytes]


def write(entries: list[Entry]) -> tuple[list[bytes], Head]:
    lines, head = [], Head()
    for entry in entries:
        lines.append(to_line(placed(entry, head)))
        head = after(head, lines[-1])
    return lines, head


def some(n: int) -> Entry:
    return Entry(
        at=NOW + n, actor="grid", role="dispatcher", terminal="席位 1", act="acknowledge", about=f"AL-{n}",
        result="accepted", detail="seq 7\n换行",
    )  # fmt: skip


LINES, HEAD = write([some(n) for n in range(RECORDS)])
LOG = b"".join(LINES)


def wrong(log: bytes, head: bytes) -> str:
    """What the check says about these very bytes."""
    try:
        return verify(log.splitlines(keepends=True), head_from_bytes(head)).wrong
    except BadLine as error:
        return str(error)


def flip(rng: random.Random, log: bytes) -> bytes:
    place = rng.randrange(len(log))
    return log[:place] + bytes([log[place] ^ (1 << rng.randrange(8))]) + log[place + 1 :]


def cut(rng: random.Random, log: bytes) -> bytes:
    return log[: rng.randrange(len(log))]


def cut_whole(rng: random.Random, log: bytes) -> bytes:
    return b"".join(log.splitlines(keepends=True)[: rng.randrange(RECORDS)])


def drop(rng: random.Random, log: bytes) -> bytes:
    lines = log.splitlines(keepends=True)
    del lines[rng.randrange(len(lines))]
    return b"".join(lines)


def swap(rng: random.Random, log: bytes) -> bytes:
    lines = log.splitlines(keepends=True)
    a, b = rng.sample(range(len(lines)), 2)
    lines[a], lines[b] = lines[b], lines[a]
    return b"".join(lines)


def repeat(rng: random.Random, log: bytes) -> bytes:
    lines = log.splitlines(keepends=True)
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines))
    return b"".join(lines)


def insert(rng: random.Random, log: bytes) -> bytes:
    place = rng.randrange(len(log) + 1)
    return log[:place] + rng.randbytes(rng.randrange(1, 40)) + log[place:]


def forge(rng: random.Random, log: bytes) -> bytes:
    """Change a field and give the record a fitting hash: only the next record's word betrays it."""
    lines = log.splitlines(keepends=True)
    place = rng.randrange(len(lines))
    record, _ = from_line(lines[place])
    field = rng.choice([name for name in Record.__struct_fields__ if name not in ("n", "at")])
    lines[place] = to_line(msgspec.structs.replace(record, **{field: getattr(record, field)[::-1] + "x"}))
    return b"".join(lines)


def forge_all(rng: random.Random, log: bytes) -> bytes:
    """Write everything anew from a changed record on: only the head betrays it."""
    entries = [some(n) for n in range(RECORDS)]
    place = rng.randrange(RECORDS)
    entries[place] = msgspec.structs.replace(entries[place], actor="somebody else")
    return b"".join(write(entries)[0])


def extend(rng: random.Random, log: bytes) -> bytes:
    """A well-formed record at the end that nobody wrote."""
    return log + to_line(placed(some(rng.randrange(99)), HEAD))


MUTATIONS: list[Callable[[random.Random, bytes], bytes]] = [
    flip, cut, cut_whole, drop, swap, repeat, insert, forge, forge_all, extend,
]  # fmt: skip


def test_a_whole_log_is_whole():
    assert wrong(LOG, head_to_bytes(HEAD)) == ""
    assert verify(LINES, HEAD).sound == HEAD
    assert verify([], Head()).wrong == ""


def test_ten_thousand_mutations_are_all_noticed():
    rng = random.Random(20_240_601)
    head = head_to_bytes(HEAD)
    missed = []
    for n in range(10_000):
        change = MUTATIONS[n % len(MUTATIONS)]
        log = change(rng, LOG)
        assert log != LOG
        if not wrong(log, head):
            missed.append((n, change.__name__))
    assert not missed


def test_mutations_of_the_head_are_all_noticed():
    rng = random.Random(3)
    head = head_to_bytes(HEAD)
    for change in (flip, cut, insert):
        for _ in range(1_000):
            assert wrong(LOG, change(rng, head))


@pytest.mark.parametrize("length", range(RECORDS))
def test_every_shorter_log_is_noticed_and_the_first_missing_record_named(length):
    assert verify(LINES[:length], HEAD).wrong.startswith(f"record {length + 1} is missing")


def test_the_first_bad_record_is_named():
    bad = [*LINES[:9], LINES[9].replace(b"AL-9", b"AL-8"), *LINES[10:]]
    assert verify(bad, HEAD).wrong == "record 10 was changed: its hash does not fit"
    record, _ = from_line(LINES[9])
    forged = [*LINES[:9], to_line(msgspec.structs.replace(record, actor="x")), *LINES[10:]]
    assert verify(forged, HEAD).wrong.startswith("record 11 does not follow the one before it")
    assert verify(LINES[:4] + LINES[5:], HEAD).wrong.startswith("record 5 stands where number 5 should")


TEXT = st.text(alphabet=st.characters(), max_size=400)


@settings(max_examples=200, deadline=None)
@given(actor=TEXT, terminal=TEXT, detail=TEXT, at=st.integers(0, 2**47))
def test_any_text_is_taken_whole_or_clipped_and_reads_back(actor, terminal, detail, at):
    line = to_line(placed(Entry(at=at, actor=actor, terminal=terminal, act="x", result="y", detail=detail), Head()))
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert len(line) <= LINE_LIMIT
    record, _ = from_line(line)
    assert record.actor == actor.encode("utf-8", "replace").decode()[:200]


def test_the_longest_record_fits_a_line():
    wide = "\U0001f600" * 1000
    entry = Entry(at=0, actor=wide, role=wide, terminal=wide, act=wide, about=wide, result=wide, detail=wide)
    assert len(to_line(placed(entry, Head()))) <= LINE_LIMIT
