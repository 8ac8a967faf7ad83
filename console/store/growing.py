"""The end of one series in the writer's memory: what its newest chunk holds, and after it what only the tail holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from console.store import chunks
from console.store.tails import Row, letter

NOWHERE = 2**62
"""The number of no block: larger than any."""


class Growing:
    """Columns since the last full chunk; numbers only, so that the collector has nothing to look through.

    The first ``there`` samples are in the chunk's row already: of them neither version nor block is known (0).
    """

    __slots__ = ("at", "block", "flag", "key", "slot", "there", "v", "value")

    def __init__(self, key: int, slot: int) -> None:
        self.key = key
        self.begin(slot)

    def begin(self, slot: int) -> None:
        """Begin an empty chunk."""
        self.slot = slot
        self.there = 0
        self.at: list[int] = []
        self.value: list[float] = []
        self.flag: list[str] = []
        self.v: list[int] = []
        self.block: list[int] = []

    @property
    def waiting(self) -> int:
        """How many samples only the tail holds."""
        return len(self.at) - self.there

    def oldest(self) -> int:
        """The first block of the tail that is needed for this series."""
        return self.block[self.there] if self.waiting else NOWHERE

    def put(self, at: int, value: float, flag: str) -> None:
        """Add a sample that the chunk's row holds, or is about to."""
        self.add(at, value, flag, 0, 0)
        self.there += 1

    def add(self, at: int, value: float, flag: str, v: int, block: int) -> None:
        """Add a sample that only the tail holds."""
        self.at.append(at)
        self.value.append(value)
        self.flag.append(flag)
        self.v.append(v)
        self.block.append(block)

    def extend(
        self, at: Sequence[int], value: Sequence[float], flag: Sequence[str], v: Sequence[int], block: Sequence[int]
    ) -> None:
        """Add samples that only the tail holds."""
        self.at += at
        self.value += value
        self.flag += flag
        self.v += v
        self.block += block

    def joined(self, first: int, last: int) -> None:
        """Blocks ``first`` to ``last``, the newest there are, are one now, under the number of the last."""
        if self.waiting and self.block[-1] >= first:
            start = max(self.there, bisect_right(self.block, first - 1))
            self.block[start:] = [last] * (len(self.block) - start)

    def chunk(self, n: int) -> tuple[int, int, int, int, int, bytes]:
        """The first ``n`` samples as a row of the chunk table."""
        at = self.at[:n]
        letters = [letter(flag) for flag in self.flag[:n]]
        return self.key, self.slot, min(at), max(at), n, chunks.pack(at, self.value[:n], letters)

    def cut(self, n: int) -> Row | None:
        """The first ``n`` samples are a full chunk now; the last of them, if only the tail held it."""
        last = self._row(n - 1) if n > self.there else None
        del self.at[:n], self.value[:n], self.flag[:n], self.v[:n], self.block[:n]
        self.there = max(0, self.there - n)
        self.slot += 1
        return last

    def settle(self) -> Row:
        """The chunk's row holds everything now; the newest sample of it."""
        self.there = len(self.at)
        return self._row(-1)

    def _row(self, number: int) -> Row:
        return Row(self.key, self.v[number], self.at[number], self.value[number], self.flag[number])
