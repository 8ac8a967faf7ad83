"""Static registers (areas, assets, vehicles, series …), each with the tag by which a console knows it."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import msgspec

import resources
from console.domain.privacy import masked_id, masked_phone

CITY_FOLDER = Path(resources.__file__).parent / "city"
MASKS = {"phone": masked_phone, "mobile": masked_phone, "tel": masked_phone, "id_number": masked_id}
"""Fields of rows that are about people: whole they stay in this process (``contacts``, ``reveal``)."""
NAMES = ("city", "areas", "area_shapes", "assets", "vehicles")


def private(body: bytes) -> bytes:
    """A register with what is about people masked; one that has nothing of it, or is no list of rows, as it is."""
    if not any(f'"{field}"'.encode() in body for field in MASKS):
        return body
    try:
        rows = msgspec.json.decode(body, type=list[dict[str, object]])
    except msgspec.DecodeError:
        return body
    for row in rows:
        for field, mask in MASKS.items():
            told = row.get(field)
            if isinstance(told, str | int):
                row[field] = mask(str(told))
    return msgspec.json.encode(rows)


class Registers:
    """Register bodies as JSON bytes and their tags."""

    def __init__(self, folder: Path = CITY_FOLDER) -> None:
        self._bodies: dict[str, bytes] = {}
        for name in NAMES:
            path = folder / f"{name}.json"
            if path.is_file():
                self._bodies[name] = private(path.read_bytes())
        self.tags = {name: _tag(body) for name, body in self._bodies.items()}
        self._packed: dict[str, tuple[str, bytes]] = {}

    def put(self, name: str, rows: object) -> None:
        """Add a register that is made at start (series)."""
        self._bodies[name] = msgspec.json.encode(rows)
        self.tags[name] = _tag(self._bodies[name])

    def get(self, name: str) -> bytes | None:
        """The body of a register; None if there is no such."""
        return self._bodies.get(name)

    def packed(self, name: str) -> bytes:
        """The body of a register that there is, gzipped: packed once, not for each console. Takes a while at first."""
        tag = self.tags[name]
        kept = self._packed.get(name)
        if kept is None or kept[0] != tag:
            kept = self._packed[name] = (tag, gzip.compress(self._bodies[name], 6, mtime=0))
        return kept[1]


def _tag(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]
