"""Series in chunks of 60 samples: times, values and flags as columns, compressed when the chunk is full."""

from __future__ import annotations

import logging
import struct
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)
CHUNK = 60
_HEADER = struct.Struct("<BH")  # compressed, n


class DamagedChunk(ValueError):
    """A chunk that does not hold what it says."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Columns of one series: ``at`` ms, ``value`` NaN for a gap, ``flag`` the HJ 212 data flag's first letter."""

    at: NDArray[np.int64]
    value: NDArray[np.float64]
    flag: NDArray[np.uint8]


def pack(at: list[int], value: list[float], flag: list[int]) -> bytes:
    """One chunk as bytes; 17 bytes a sample while it grows, about 9 when full."""
    columns = np.array(at, "<i8"), np.array(value, "<f8"), np.array(flag, "u1")
    full = len(at) >= CHUNK
    if full:
        delta = np.diff(columns[0], prepend=0).astype("<i8")
        body = zlib.compress(delta.tobytes() + columns[1].tobytes() + columns[2].tobytes(), 1)
    else:
        body = b"".join(column.tobytes() for column in columns)
    return _HEADER.pack(full, len(at)) + body


def unpack(blob: bytes) -> Samples:
    """A chunk's columns. Raises ``DamagedChunk``."""
    try:
        full, n = _HEADER.unpack_from(blob)
        body = zlib.decompress(blob[_HEADER.size :]) if full else blob[_HEADER.size :]
    except (struct.error, zlib.error) as error:
        raise DamagedChunk(str(error)) from error
    if len(body) != 17 * n:
        raise DamagedChunk(f"{len(body)} bytes do not hold {n} samples")
    at = np.frombuffer(body, "<i8", n)
    if full:
        at = np.cumsum(at)
    return Samples(at, np.frombuffer(body, "<f8", n, 8 * n), np.frombuffer(body, "u1", n, 16 * n))


def join(blobs: list[bytes]) -> Samples:
    """Several chunks of one series, oldest first, as one; a damaged one is a gap."""
    parts = []
    for blob in blobs:
        try:
            parts.append(unpack(blob))
        except DamagedChunk as error:
            log.error("a chunk of a series is damaged and left out: %s", error)
    if not parts:
        return Samples(np.empty(0, np.int64), np.empty(0), np.empty(0, np.uint8))
    return Samples(
        np.concatenate([part.at for part in parts]),
        np.concatenate([part.value for part in parts]),
        np.concatenate([part.flag for part in parts]),
    )
