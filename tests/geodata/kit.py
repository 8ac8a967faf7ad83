"""Files of a test, written by its own hand after the published formats."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Ring = Sequence[tuple[float, float]]
CLOCKWISE: Ring = ((118.6, 37.4), (118.6, 37.5), (118.7, 37.5), (118.7, 37.4), (118.6, 37.4))
HOLE: Ring = ((118.64, 37.44), (118.66, 37.44), (118.66, 37.46), (118.64, 37.46), (118.64, 37.44))
BOW: Ring = ((118.6, 37.4), (118.7, 37.5), (118.7, 37.4), (118.6, 37.5), (118.6, 37.4))


def feature(kind: str, places: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": places}}


def geojson(path: Path, *features: Any, **more: Any) -> Path:
    told = {"type": "FeatureCollection", "features": list(features)} | more
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


def _content(kind: int, rings: Sequence[Ring]) -> bytes:
    if kind == 0:
        return struct.pack("<i", 0)
    if kind == 1:
        return struct.pack("<idd", 1, *rings[0][0])
    points = [point for ring in rings for point in ring]
    starts = [sum(len(ring) for ring in rings[:at]) for at in range(len(rings))]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    head = struct.pack("<i4dii", kind, min(xs), min(ys), max(xs), max(ys), len(rings), len(points))
    return head + struct.pack(f"<{len(starts)}i", *starts) + b"".join(struct.pack("<dd", *point) for point in points)


def shapefile(path: Path, kind: int, shapes: Sequence[Sequence[Ring] | None]) -> Path:
    """A None among the shapes is a null shape."""
    body = b""
    for number, rings in enumerate(shapes, start=1):
        content = _content(kind if rings is not None else 0, rings or ())
        body += struct.pack(">ii", number, len(content) // 2) + content
    whole = (100 + len(body)) // 2
    path.write_bytes(
        struct.pack(">i5ii", 9994, 0, 0, 0, 0, 0, whole) + struct.pack("<ii8d", 1000, kind, *[0.0] * 8) + body
    )
    return path


def dbf(
    path: Path, fields: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]], encoding: str, driver: int = 0
) -> Path:
    """Texts cut at the fields' bytes, as every writer does."""
    width = 1 + sum(length for _, length in fields)
    start = 32 + 32 * len(fields) + 1
    head = struct.pack("<BBBBIHH", 3, 126, 1, 1, len(rows), start, width) + bytes(17) + bytes([driver]) + bytes(2)
    for name, length in fields:
        head += name.encode(encoding)[:10].ljust(11, b"\0") + b"C" + bytes(4) + bytes([length, 0]) + bytes(14)
    body = b""
    for row in rows:
        cells = (text.encode(encoding)[:length].ljust(length) for text, (_, length) in zip(row, fields, strict=True))
        body += b" " + b"".join(cells)
    path.write_bytes(head + b"\r" + body + b"\x1a")
    return path
