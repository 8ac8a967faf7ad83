"""Position frames: the fleet's positions as columns of bytes, never as rows or JSON.

Layout, little-endian: header (``_HEADER``), then columns of ``n``: index u32, dlon i32, dlat i32 (1e-6 degrees from
the origin), heading u16 (0.1 degree, clockwise from north), speed u16 (0.1 km/h, as in JT/T 808), age u16 (seconds
before ``at`` of this fix), state u16 (bits below). A key frame holds every vehicle with a known position; the frames
between hold the ones that reported. One frame is one event of the log.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MAGIC = b"CWPF"
FORMAT = 1
KEY_FRAME = 1
FLEET_LIMIT = 200_000
LATEST_MS = 253_402_300_799_999
"""The end of the year 9999: a later time is no time."""
SEQ_LIMIT = 2**62
_HEADER = struct.Struct("<4sHHQQIIii")  # magic, format, flags, seq, at, n, fleet, origin lon, origin lat
_ROW_BYTES = 4 + 4 + 4 + 2 + 2 + 2 + 2

STATE_ALARM = 1
STATE_LOADED = 2
STATE_STOPPED = 4

U32 = NDArray[np.uint32]
I32 = NDArray[np.int32]
U16 = NDArray[np.uint16]


class BadPositions(ValueError):
    """A position frame that is cut, of another format, or off the earth."""


@dataclass(frozen=True, slots=True)
class PositionFrame:
    """One frame's columns, each of length n. ``lon`` and ``lat`` in 1e-6 degrees, WGS-84; ``at`` in ms."""

    seq: int
    at: int
    key: bool
    fleet: int
    index: U32
    lon: I32
    lat: I32
    heading: U16
    speed: U16
    age: U16
    state: U16


def encode_positions(frame: PositionFrame) -> bytes:
    """The frame as bytes, about 22 bytes a vehicle."""
    n = len(frame.index)
    origin = (int(frame.lon[0]), int(frame.lat[0])) if n else (0, 0)
    flags = KEY_FRAME if frame.key else 0
    head = _HEADER.pack(MAGIC, FORMAT, flags, frame.seq, frame.at, n, frame.fleet, *origin)
    columns = (
        frame.index.astype("<u4"),
        (frame.lon - np.int32(origin[0])).astype("<i4"),
        (frame.lat - np.int32(origin[1])).astype("<i4"),
        frame.heading.astype("<u2"),
        frame.speed.astype("<u2"),
        frame.age.astype("<u2"),
        frame.state.astype("<u2"),
    )
    return head + b"".join(column.tobytes() for column in columns)


def stamp_seq(frame: bytes, seq: int) -> bytes:
    """The same frame under the log number that the gateway gave it."""
    return frame[:8] + seq.to_bytes(8, "little") + frame[16:]


def decode_positions(data: bytes) -> PositionFrame:
    """Bytes to columns. Raises ``BadPositions`` with the reason; nothing of a bad frame is used."""
    if len(data) < _HEADER.size or data[:4] != MAGIC:
        raise BadPositions("not a position frame")
    _, version, flags, seq, at, n, fleet, lon0, lat0 = _HEADER.unpack_from(data)
    if version != FORMAT:
        raise BadPositions(f"position format {version} is not {FORMAT}")
    if n > FLEET_LIMIT or fleet > FLEET_LIMIT or len(data) != _HEADER.size + n * _ROW_BYTES:
        raise BadPositions(f"{len(data)} bytes do not hold {n} of {fleet} positions")
    if at > LATEST_MS or seq > SEQ_LIMIT:
        raise BadPositions(f"time {at} or number {seq} is out of range")
    offset = _HEADER.size
    columns = []
    for kind, width in (("<u4", 4), ("<i4", 4), ("<i4", 4), ("<u2", 2), ("<u2", 2), ("<u2", 2), ("<u2", 2)):
        columns.append(np.frombuffer(data, kind, n, offset))
        offset += n * width
    index, dlon, dlat, heading, speed, age, state = columns
    lon = dlon.astype(np.int64) + lon0
    lat = dlat.astype(np.int64) + lat0
    if n and (np.abs(lon).max() > 180_000_000 or np.abs(lat).max() > 90_000_000 or int(index.max()) >= fleet):
        raise BadPositions("a position is off the earth or of no vehicle of the fleet")
    return PositionFrame(
        seq, at, bool(flags & KEY_FRAME), fleet, index, lon.astype(np.int32), lat.astype(np.int32),
        heading, speed, age, state,
    )  # fmt: skip


class Fix(NamedTuple):
    """One known place of one vehicle: time of the fix in ms, WGS-84 degrees, km/h."""

    at: int
    lon: float
    lat: float
    speed: float


def fix_in(data: bytes, vehicle: int) -> Fix | None:
    """The place of one vehicle in a frame, without unpacking the others; None if it is not in it.

    Raises ``BadPositions`` as ``decode_positions`` does for a frame that is cut or of another format.
    """
    if len(data) < _HEADER.size or data[:4] != MAGIC:
        raise BadPositions("not a position frame")
    _, version, _, _, at, n, _, lon0, lat0 = _HEADER.unpack_from(data)
    if version != FORMAT or len(data) != _HEADER.size + n * _ROW_BYTES:
        raise BadPositions(f"{len(data)} bytes do not hold {n} positions of format {FORMAT}")
    places = np.flatnonzero(np.frombuffer(data, "<u4", n, _HEADER.size) == vehicle)
    if not len(places):
        return None
    place = int(places[-1])

    def cell(kind: str, before: int, width: int) -> int:
        return int(np.frombuffer(data, kind, 1, _HEADER.size + before * n + place * width)[0])

    lon, lat = cell("<i4", 4, 4) + lon0, cell("<i4", 8, 4) + lat0
    return Fix(at - cell("<u2", 16, 2) * 1000, lon / 1e6, lat / 1e6, cell("<u2", 14, 2) / 10)


class Fleet:
    """Last known position of every vehicle of one backend, as columns; grows with the frames it is given.

    ``fixed`` is the time of each vehicle's fix in ms, 0 where there has been none.
    """

    def __init__(self) -> None:
        self.seq = 0
        self.at = 0
        self._resize(0)

    def _resize(self, size: int) -> None:
        for name, kind in (
            ("lon", np.int32),
            ("lat", np.int32),
            ("heading", np.uint16),
            ("speed", np.uint16),
            ("state", np.uint16),
            ("fixed", np.int64),
        ):
            column = np.zeros(size, kind)
            old = getattr(self, name, column[:0])
            column[: len(old)] = old[:size]
            setattr(self, name, column)

    lon: I32
    lat: I32
    heading: U16
    speed: U16
    state: U16
    fixed: NDArray[np.int64]

    def merge(self, frame: PositionFrame) -> None:
        """Take a frame in. A frame older than what is known changes nothing."""
        if frame.seq <= self.seq:
            return
        if frame.fleet > len(self.lon):
            self._resize(frame.fleet)
        at = frame.index
        self.lon[at] = frame.lon
        self.lat[at] = frame.lat
        self.heading[at] = frame.heading
        self.speed[at] = frame.speed
        self.state[at] = frame.state
        self.fixed[at] = frame.at - frame.age.astype(np.int64) * 1000
        self.seq = frame.seq
        self.at = frame.at

    def key_frame(self) -> PositionFrame:
        """All known positions as one key frame under the newest frame's number and time."""
        known = np.flatnonzero(self.fixed).astype(np.uint32)
        age = np.clip((self.at - self.fixed[known]) // 1000, 0, 65535).astype(np.uint16)
        return PositionFrame(
            self.seq, self.at, True, len(self.lon), known, self.lon[known], self.lat[known],
            self.heading[known], self.speed[known], age, self.state[known],
        )  # fmt: skip

    def canonical(self) -> bytes:
        """Bytes for the digest: index, place, heading, speed and state of every vehicle with a known position.

        The time of the fix is left out: a key frame carries its age in whole seconds only.
        """
        known = np.flatnonzero(self.fixed)
        columns = (known.astype("<u4"), *(getattr(self, n)[known] for n in ("lon", "lat", "heading", "speed", "state")))
        return b"".join(np.ascontiguousarray(column).tobytes() for column in columns)
