"""The fleet for the page: the position columns as the frames hold them, behind sixteen bytes that say how many.

Little-endian: n u32, zero u32, time of the newest fix i64 in ms; then columns of n: fixed i64, lon i32, lat i32,
heading u16, speed u16, state u16. Nothing is projected or chosen here; the page's shader does that.
"""

from __future__ import annotations

import struct

import numpy as np

from widgets.map.vehicle_layer import Integers

HEADER = struct.Struct("<IIq")


def fleet_bytes(
    lon: Integers, lat: Integers, heading: Integers, speed: Integers, state: Integers, fixed: Integers
) -> bytes:
    """Columns of one length to the page's bytes, 22 each vehicle."""
    newest = int(fixed.max()) if len(fixed) else 0
    columns = ((fixed, "<i8"), (lon, "<i4"), (lat, "<i4"), (heading, "<u2"), (speed, "<u2"), (state, "<u2"))
    parts = [np.ascontiguousarray(column).astype(kind, copy=False).tobytes() for column, kind in columns]
    return HEADER.pack(len(lon), 0, newest) + b"".join(parts)


EMPTY = HEADER.pack(0, 0, 0)
