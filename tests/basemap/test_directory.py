"""The way to a tile: the same one that the library finds, read once."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from pmtiles.reader import MmapSource, Reader

import resources
from console.basemap.directory import Directory

CITY = Path(resources.__file__).with_name("city") / "city.pmtiles"


@pytest.fixture(scope="module")
def source() -> object:
    with CITY.open("rb") as file:
        return MmapSource(file)


def test_it_finds_what_the_library_finds(source: object) -> None:
    ours, library, chance = Directory(source), Reader(source), random.Random(3)  # type: ignore[arg-type]
    got = 0
    for z in range(0, 16):
        for _ in range(12):
            # Around the city's column and row at this zoom, and now and then far away.
            spread = 2**z if chance.random() < 0.2 else 6
            x, y = (
                min(2**z - 1, max(0, int(part * 2**z) + chance.randint(-spread, spread))) for part in (0.8297, 0.387)
            )
            assert ours.get(z, x, y) == library.get(z, x, y)
            got += ours.get(z, x, y) is not None
    assert got > 50


def test_a_directory_is_read_once(source: object) -> None:
    reads: Counter[tuple[int, int]] = Counter()

    def counted(offset: int, length: int) -> bytes:
        reads[offset, length] += 1
        return source(offset, length)  # type: ignore[operator]

    ours = Directory(counted)
    tiles = [ours.get(12, 3398 + dx, 1585 + dy) for dx in range(3) for dy in range(3)]
    assert all(tiles)
    data = ours.header["tile_data_offset"]
    assert max(count for (offset, _), count in reads.items() if offset < data) == 1
