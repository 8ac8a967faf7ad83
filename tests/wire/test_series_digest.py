"""The digest over series: the same samples give the same words, any other sample gives others."""

from __future__ import annotations

import hashlib
import struct

from console.wire.series_digest import series_digest

AT = 1_780_000_000_000
MINUTE = 60_000
Rows = list[tuple[str, list[int], list[float | None]]]


def test_the_digest_is_the_published_one() -> None:
    nan = struct.pack("<Q", 0x7FF8000000000000)
    expected = hashlib.sha256(b"a\n2\n" + struct.pack("<qq", AT, AT + 1) + struct.pack("<d", 1.5) + nan).hexdigest()
    assert series_digest([("a", [AT, AT + 1], [1.5, None])]) == expected
    assert series_digest([("a", [AT, AT + 1], [1.5, float("nan")])]) == expected
    assert series_digest([("a", [AT, AT + 1], [1.5, -float("nan")])]) == expected


def test_only_the_last_six_hours_and_600_samples_count() -> None:
    at = [AT + n * MINUTE for n in range(400)]
    value: list[float | None] = [float(n) for n in range(400)]
    assert series_digest([("a", at, value)]) == series_digest([("a", at[40:], value[40:])])
    assert series_digest([("a", at, value)]) != series_digest([("a", at[41:], value[41:])])
    fast = [AT + n for n in range(700)]
    assert series_digest([("a", fast, [1.0] * 700)]) == series_digest([("a", fast[100:], [1.0] * 600)])


def test_rows_may_come_in_any_order_and_empty_ones_are_absent() -> None:
    a, b = ("a", [AT], [1.0]), ("b", [AT], [2.0])
    assert series_digest([a, b]) == series_digest([b, ("c", [], []), a])


def test_any_change_shows() -> None:
    base: Rows = [("a", [AT, AT + 1], [1.0, 2.0]), ("b", [AT], [3.0])]
    changed: list[Rows] = [
        [("a", [AT, AT + 1], [1.0, 2.5]), base[1]],
        [("a", [AT, AT + 2], [1.0, 2.0]), base[1]],
        [("a", [AT, AT + 1], [1.0, None]), base[1]],
        [("a", [AT + 1], [2.0]), base[1]],
        [("a", [AT, AT, AT + 1], [1.0, 1.0, 2.0]), base[1]],
        [("aa", [AT, AT + 1], [1.0, 2.0]), base[1]],
        [base[0]],
    ]
    digests = {series_digest(rows) for rows in changed}
    assert len(digests) == len(changed)
    assert series_digest(base) not in digests
