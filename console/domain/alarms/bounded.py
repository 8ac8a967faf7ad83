"""Tables that forget, so that a flood of names costs no more memory than a quiet night."""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
SOURCES_KEPT = 4_096
"""Points that are counted by name; beyond that the rarest are forgotten, which can't change the first ten by much."""


def remember(table: dict[K, V], key: K, value: V) -> None:
    """Put a value in as the newest; the one not touched for longest goes when the table is full."""
    table.pop(key, None)
    table[key] = value
    if len(table) > SOURCES_KEPT:
        del table[next(iter(table))]


def trim(counts: Counter[K]) -> None:
    """Forget the rarer half of what is counted when there are too many names."""
    if len(counts) > SOURCES_KEPT:
        kept = counts.most_common(SOURCES_KEPT // 2)
        counts.clear()
        counts.update(dict(kept))


def drop_before(table: dict[int, V], floor: int) -> None:
    """Forget what has a number up to ``floor``."""
    for old in [key for key in table if key <= floor]:
        del table[old]
