"""Tracks of vehicles that are kept long: one place a vehicle and minute, by the hour and for 64 vehicles together.

So one vehicle's month is read in a fraction of a second, and an hour of 5,000 vehicles takes some megabyte. A part is
zlib over columns: vehicle within the part u8, second of the hour u16, longitude and latitude as differences i32 to the
row before (1e-6 degrees), speed u16 (0.1 km/h); the bytes of each column by their weight, which packs better.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from console.wire.positions import Fix, PositionFrame

HOUR_MS = 3_600_000
MINUTES = 60
PART = 64
_NONE = 0xFFFF
_COUNT = struct.Struct("<I")
_COLUMNS = ("<u1", "<u2", "<i4", "<i4", "<u2")


class DamagedPart(ValueError):
    """A part that does not hold what it says."""


class HourOfTracks:
    """Takes the frames of one hour in, in the order of the log; the last place of each minute stands."""

    def __init__(self, hour: int) -> None:
        self.start = hour * HOUR_MS
        self._second = np.full((MINUTES, 0), _NONE, np.uint16)
        self._lon = np.zeros((MINUTES, 0), np.int32)
        self._lat = np.zeros((MINUTES, 0), np.int32)
        self._speed = np.zeros((MINUTES, 0), np.uint16)

    def take(self, frame: PositionFrame) -> None:
        """What of a frame was fixed within the hour."""
        self._grow(frame.fleet)
        second = (frame.at - self.start) // 1000 - frame.age.astype(np.int64)
        inside = (second >= 0) & (second < MINUTES * 60)
        second, vehicle = second[inside], frame.index[inside]
        place = second // 60, vehicle
        self._second[place] = second
        self._lon[place] = frame.lon[inside]
        self._lat[place] = frame.lat[inside]
        self._speed[place] = frame.speed[inside]

    def _grow(self, fleet: int) -> None:
        more = fleet - self._second.shape[1]
        if more > 0:
            room = ((0, 0), (0, more))
            self._second = np.pad(self._second, room, constant_values=_NONE)
            self._lon, self._lat = np.pad(self._lon, room), np.pad(self._lat, room)
            self._speed = np.pad(self._speed, room)

    def parts(self) -> Iterator[tuple[int, bytes]]:
        """Number and bytes of each part that holds anything."""
        for number in range(-(-self._second.shape[1] // PART)):
            own = slice(number * PART, (number + 1) * PART)
            second, lon, lat, speed = (each[:, own].T for each in (self._second, self._lon, self._lat, self._speed))
            there = second != _NONE
            if there.any():
                vehicle = np.nonzero(there)[0]
                yield number, _pack(vehicle, second[there], lon[there], lat[there], speed[there])


def _pack(vehicle: NDArray[np.intp], *columns: NDArray[np.generic]) -> bytes:
    second, lon, lat, speed = columns
    differences = (np.diff(each.astype(np.int64), prepend=0) for each in (lon, lat))
    body = b"".join(
        np.ascontiguousarray(column.astype(kind)).view("u1").reshape(len(vehicle), -1).T.tobytes()
        for kind, column in zip(_COLUMNS, (vehicle, second, *differences, speed), strict=True)
    )
    return _COUNT.pack(len(vehicle)) + zlib.compress(body, 6)


def fixes_in(part: bytes, hour: int, vehicle: int) -> list[Fix]:
    """The places of one vehicle (its index in the fleet) in its part of an hour. Raises ``DamagedPart``."""
    try:
        (n,) = _COUNT.unpack_from(part)
        body = zlib.decompress(part[_COUNT.size :])
    except (struct.error, zlib.error) as error:
        raise DamagedPart(str(error)) from error
    if len(body) != n * sum(np.dtype(kind).itemsize for kind in _COLUMNS):
        raise DamagedPart(f"{len(body)} bytes do not hold {n} places")
    columns, offset = [], 0
    for kind in _COLUMNS:
        width = np.dtype(kind).itemsize
        raw = np.frombuffer(body, "u1", n * width, offset).reshape(width, n).T
        columns.append(np.ascontiguousarray(raw).view(kind).ravel())
        offset += n * width
    who, second, dlon, dlat, speed = columns
    lon, lat = np.cumsum(dlon, dtype=np.int64), np.cumsum(dlat, dtype=np.int64)
    own = np.flatnonzero(who == vehicle % PART)
    return [
        Fix(hour * HOUR_MS + int(second[at]) * 1000, int(lon[at]) / 1e6, int(lat[at]) / 1e6, int(speed[at]) / 10)
        for at in own
    ]
