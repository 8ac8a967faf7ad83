"""A disk after a power cut: from a record of writes and flushes, the files as any moment may have left them.

What was flushed before the moment is there. Of what was not, anything may be: nothing, everything, the first part, or
any sectors of it in any order; names made, moved or removed since their folder's last flush are there or not, in order.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import NamedTuple

SECTOR = 512
_HEAD = struct.Struct("<cIQI")


class Op(NamedTuple):
    """One call of the recorded process; see ``recorder.c``."""

    kind: bytes
    file: int
    offset: int
    data: bytes
    length: int


def read_record(path: Path) -> Iterator[Op]:
    """The calls in their order; a last one that was cut by a kill is left out."""
    raw = path.read_bytes()
    at = 0
    while at + _HEAD.size <= len(raw):
        kind, file, offset, length = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        data = raw[at : at + length] if kind in b"NWUR" else b""
        if len(data) < length and kind in b"NWUR":
            return
        at += len(data)
        yield Op(kind, file, offset, data, length)


class Loss(Enum):
    """What becomes of writes that were not flushed."""

    NOTHING_KEPT = "nothing kept"
    ALL_KEPT = "all kept"
    FIRST_KEPT = "first part kept"
    SECTORS = "any sectors kept"


@dataclass
class File:
    """Bytes that are on the platter, and writes that may be."""

    safe: bytearray = field(default_factory=bytearray)
    waiting: list[Op] = field(default_factory=list)

    def flush(self) -> None:
        for op in self.waiting:
            _apply(self.safe, op)
        self.waiting.clear()

    def after_cut(self, loss: Loss, dice: random.Random) -> bytes:
        image = bytearray(self.safe)
        kept = self.waiting
        if loss is Loss.NOTHING_KEPT:
            kept = []
        elif loss is Loss.FIRST_KEPT:
            kept = kept[: dice.randint(0, len(kept))]
        elif loss is Loss.SECTORS:
            kept = [part for op in kept for part in _sectors(op) if dice.random() < 0.5]
            dice.shuffle(kept)
        for op in kept:
            _apply(image, op)
        return bytes(image)


def _apply(image: bytearray, op: Op) -> None:
    if op.kind == b"T":
        del image[op.offset :]
    end = op.offset + len(op.data)
    if len(image) < end:
        image.extend(bytes(end - len(image)))
    image[op.offset : end] = op.data


def _sectors(op: Op) -> Iterator[Op]:
    if op.kind == b"T":
        yield op
        return
    start = 0
    while start < len(op.data):
        stop = min(len(op.data), start + SECTOR - (op.offset + start) % SECTOR)
        yield Op(b"W", op.file, op.offset + start, op.data[start:stop], stop - start)
        start = stop


class Disk:
    """Names and files as the recorded calls left them, one call after the other."""

    def __init__(self) -> None:
        self._by_number: dict[int, str] = {}
        self._now: dict[str, File] = {}
        self._safe: dict[str, File] = {}
        self._names: list[tuple[bytes, str, str]] = []
        self._file: dict[int, File] = {}

    def take(self, op: Op) -> None:
        """One more call."""
        if op.kind == b"N":
            self._named(op.file, op.data.decode())
        elif op.kind in b"WT":
            self._file[op.file].waiting.append(op)
        elif op.kind == b"S":
            self._flushed(op.file)
        elif op.kind == b"D":
            self._flush_names()
        elif op.kind == b"U":
            self._now.pop(op.data.decode(), None)
            self._names.append((b"U", op.data.decode(), ""))
        elif op.kind == b"R":
            old, new = op.data.decode().split("\0")
            self._now[new] = self._now.pop(old)
            self._names.append((b"R", old, new))

    def name(self, number: int) -> str:
        """The path that a number stood for."""
        return self._by_number[number]

    def _named(self, number: int, name: str) -> None:
        self._by_number[number] = name
        if name not in self._now:
            self._now[name] = File()
            self._names.append((b"N", name, ""))
        self._file[number] = self._now[name]

    def _flushed(self, number: int) -> None:
        """A flush of a new file brings its name with it, as the file systems do that databases run on."""
        file = self._file[number]
        file.flush()
        for name, each in self._now.items():
            if each is file and self._safe.get(name) is not file:
                self._flush_names()

    def _flush_names(self) -> None:
        self._safe = dict(self._now)
        self._names.clear()

    def _names_after_cut(self, loss: Loss, dice: random.Random) -> dict[str, File]:
        kept = 0 if loss is Loss.NOTHING_KEPT else len(self._names)
        if loss in (Loss.FIRST_KEPT, Loss.SECTORS):
            kept = dice.randint(0, len(self._names))
        if kept == len(self._names):
            return dict(self._now)
        there = dict(self._safe)
        for kind, name, new in self._names[:kept]:
            if kind == b"U":
                there.pop(name, None)
            elif kind == b"R" and name in there:
                there[new] = there.pop(name)
            elif kind == b"N" and name in self._now:
                there[name] = self._now[name]
        return there

    def cut(self, folder: Path, loss: Loss, dice: random.Random) -> None:
        """Write the files as they are found when the power is back. Shared memory is gone."""
        for name, file in self._names_after_cut(loss, dice).items():
            if name and not name.endswith("-shm") and not self._is_folder(name):
                path = folder / name.lstrip("/")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.after_cut(loss, dice))

    def _is_folder(self, name: str) -> bool:
        return any(other.startswith(name + "/") for other in self._now)
