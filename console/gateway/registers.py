"""Static registers (areas, assets, vehicles, series …), each with the tag by which a console knows it."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import msgspec

import resources

CITY_FOLDER = Path(resources.__file__).parent / "city"
NAMES = ("city", "areas", "area_shapes", "assets", "vehicles")


class Registers:
    """Register bodies as JSON bytes and their tags."""

    def __init__(self, folder: Path = CITY_FOLDER) -> None:
        self._bodies: dict[str, bytes] = {}
        for name in NAMES:
            path = folder / f"{name}.json"
            if path.is_file():
                self._bodies[name] = path.read_bytes()
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
