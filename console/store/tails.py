"""The tail of all series together: the samples of one transaction as one block, until they are folded into chunks.

A block is a count, its rows one after the other (so that blocks are joined by joining bytes), and, rarely, the flags
that are not one ASCII letter. A sample counts while its version is above the one that its series' row knows.
"""

from __future__ import annotations

import logging
import math
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from console.domain.entities import Sample
from console.store.chunks import Samples

log = logging.getLogger(__name__)
_COUNT = struct.Struct("<I")
_ROW = struct.Struct("<IqqdB")
ROW = np.dtype([("series", "<u4"), ("v", "<i8"), ("at", "<i8"), ("value", "<f8"), ("flag", "u1")])
ODD = 255
"""The flag stands at the end of the block."""
_LETTERS = ["", *map(chr, range(1, ODD)), ""]
_odd = msgspec.json.Decoder(dict[int, str])


class Row(NamedTuple):
    """One sample: the key of its series, NaN for a gap."""

    series: int
    v: int
    at: int
    value: float
    flag: str


def pack(rows: Sequence[Row]) -> bytes:
    """A transaction's samples, in the order in which they came."""
    codes = [_code(row.flag) for row in rows]
    pack_row = _ROW.pack
    parts = [pack_row(row[0], row[1], row[2], row[3], code) for row, code in zip(rows, codes, strict=True)]
    odd = {number: rows[number].flag for number, code in enumerate(codes) if code == ODD}
    return _COUNT.pack(len(rows)) + b"".join(parts) + (msgspec.json.encode(odd) if odd else b"")


def _code(flag: str) -> int:
    if len(flag) == 1 and flag.isascii():
        return ord(flag)
    return ODD if flag else 0


def join(blocks: Iterable[bytes]) -> bytes | None:
    """Blocks as one; None if one of them has flags of its own, or is damaged."""
    count, parts = 0, []
    for block in blocks:
        if len(block) < _COUNT.size:
            return None
        (n,) = _COUNT.unpack_from(block)
        if len(block) != _COUNT.size + n * _ROW.size:
            return None
        count += n
        parts.append(block[_COUNT.size :])
    return _COUNT.pack(count) + b"".join(parts)


class Part(NamedTuple):
    """Some rows as columns; ``number`` is the place of each in its tail."""

    number: NDArray[np.intp]
    v: list[int]
    at: list[int]
    value: list[float]
    flag: list[str]

    def above(self, v: int) -> Part:
        """Those whose version is above ``v``: versions of a series rise."""
        start = bisect_right(self.v, v)
        if not start:
            return self
        return Part(self.number[start:], self.v[start:], self.at[start:], self.value[start:], self.flag[start:])


class Tail:
    """The rows of some blocks, the oldest first. A damaged block is a gap."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        parts, self._odd, start = [], dict[int, str](), 0
        for block in blocks:
            try:
                rows, odd = _rows(block)
            except (struct.error, ValueError, msgspec.DecodeError) as error:
                log.error("a block of samples is damaged and left out: %s", error)
                continue
            parts.append(rows)
            self._odd.update({start + number: flag for number, flag in odd.items()})
            start += len(rows)
        self.rows: NDArray[np.void] = np.concatenate(parts) if parts else np.empty(0, ROW)

    def by_series(self) -> Iterator[tuple[int, Part]]:
        """The rows of each series, in their order."""
        order = np.argsort(self.rows["series"], kind="stable")
        keys, starts = np.unique(self.rows["series"][order], return_index=True)
        for key, numbers in zip(keys.tolist(), np.split(order, starts[1:]), strict=False):
            yield key, self._part(numbers)

    def newest(self) -> list[Row]:
        """The last row of each series."""
        keys, first = np.unique(self.rows["series"][::-1], return_index=True)
        part = self._part(len(self.rows) - 1 - first)
        return list(map(Row, keys.tolist(), part.v, part.at, part.value, part.flag))

    def _part(self, numbers: NDArray[np.intp]) -> Part:
        picked = self.rows[numbers]
        flags = [_LETTERS[code] for code in picked["flag"].tolist()]
        if self._odd:
            flags = [self._odd.get(number, flag) for number, flag in zip(numbers.tolist(), flags, strict=True)]
        return Part(numbers, picked["v"].tolist(), picked["at"].tolist(), picked["value"].tolist(), flags)

    def samples(self, series: int, above: int) -> Samples:
        """The samples of one series whose version is above ``above``, as its chunks would hold them."""
        numbers = np.flatnonzero((self.rows["series"] == series) & (self.rows["v"] > above))
        found = self.rows[numbers]
        letters = np.where(found["flag"] == 0, letter(""), found["flag"]).astype(np.uint8)
        for place in np.flatnonzero(found["flag"] == ODD):
            letters[place] = letter(self._odd.get(int(numbers[place]), ""))
        return Samples(found["at"], found["value"], letters)


def letter(flag: str) -> int:
    """What a chunk keeps of a flag: its first letter, in one byte."""
    code = ord(flag[:1] or " ")
    return code if code <= ODD else ord("?")


def _rows(block: bytes) -> tuple[NDArray[np.void], dict[int, str]]:
    (n,) = _COUNT.unpack_from(block)
    end = _COUNT.size + n * _ROW.size
    if len(block) < end:
        raise ValueError(f"{len(block)} bytes do not hold {n} samples")
    odd = _odd.decode(block[end:]) if len(block) > end else {}
    return np.frombuffer(block, ROW, n, _COUNT.size), odd


def newest_of(rows: Iterable[tuple[int, str, int, int, float | None, str]], tail: Tail) -> list[Sample]:
    """The newest sample of each series: by its row (key, id, v, at, value, flag), or by the tail where that is newer.

    A series whose newest value is not known (version 0) is left out.
    """
    waiting = {row.series: row for row in tail.newest()}
    found = []
    for key, name, v, at, value, flag in rows:
        row = waiting.get(key)
        if row is not None and row.v > v:
            found.append(sample_of(name, row))
        elif v:
            found.append(Sample(id=name, v=v, at=at, value=value, flag=flag))
    return found


def sample_of(name: str, row: Row) -> Sample:
    """A row as the sample that it was."""
    return Sample(id=name, v=row.v, at=row.at, value=None if math.isnan(row.value) else row.value, flag=row.flag)
