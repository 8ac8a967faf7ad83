"""Finds tiles in a PMTiles archive (version 3) and keeps the directories it has read.

The library's reader unpacks and parses the directories anew for every tile: 4 ms each in the city's archive, a sixth
of what a sheet of the map costs.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pmtiles.tile import deserialize_directory, deserialize_header, find_tile, zxy_to_tileid

KEPT = 32
"""Directories kept parsed: some thousand entries each."""
LONGEST = 4 * 1024 * 1024
"""Bytes of what an archive says of itself."""
DEEPEST = 4
"""Levels of directories, by the specification."""
ReadBytes = Callable[[int, int], bytes]
_header: Callable[[bytes], Any] = deserialize_header
_directory: Callable[[bytes], Any] = deserialize_directory
_find: Callable[[Any, int], Any] = find_tile
_tile_id: Callable[[int, int, int], int] = zxy_to_tileid
"""The library has no annotations; these names give them some."""


class Directory:
    """The header of an archive and the way to its tiles; may be asked from several threads."""

    def __init__(self, read: ReadBytes) -> None:
        self._read = read
        self.header: dict[str, Any] = _header(read(0, 127))
        self._entries = lru_cache(maxsize=KEPT)(lambda offset, length: _directory(read(offset, length)))

    def about(self) -> str:
        """What the archive says of itself, as JSON; empty where it cannot be read."""
        try:
            data = self._read(self.header["metadata_offset"], min(self.header["metadata_length"], LONGEST))
            if data[:2] == b"\x1f\x8b":
                data = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, LONGEST)
        except (KeyError, OSError, ValueError, zlib.error):
            return ""
        return data.decode("utf-8", "replace")

    def get(self, z: int, x: int, y: int) -> bytes | None:
        """The tile as it lies there, packed; None where there is none. A damaged archive raises anything."""
        tile = _tile_id(z, x, y)
        offset, length = self.header["root_offset"], self.header["root_length"]
        for _ in range(DEEPEST):
            found = _find(self._entries(offset, length), tile)
            if found is None:
                return None
            if found.run_length:
                return self._read(self.header["tile_data_offset"] + found.offset, found.length)
            offset, length = self.header["leaf_directory_offset"] + found.offset, found.length
        return None
