"""What glibc is told: counted in page faults of a process of its own, as settings of a heap last as long as it."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc only")

BLOCKS = """
import resource, sys
import numpy as np
from console.app.windows.heap import keep_freed
if sys.argv[1] == "kept":
    keep_freed()
def pictures(count, size):
    for _ in range(count):
        blocks = [np.ones(size, np.uint8) for _ in range(6)]
        del blocks
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
small, large = 2_000_000, 40_000_000
pictures(3, small)
faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
pictures(20, small)
faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - faults
before = resident()
pictures(2, large)
print(faults, resident() - before)
"""
PAGES_OF_A_PICTURE = 6 * 2_000_000 // 4096


def _told(how: str) -> tuple[int, int]:
    run = subprocess.run([sys.executable, "-c", BLOCKS, how], capture_output=True, text=True, check=True, timeout=60)
    faults, grown = map(int, run.stdout.split())
    return faults, grown


def test_the_next_picture_finds_the_memory_of_the_last_one() -> None:
    kept, _ = _told("kept")
    assert kept < PAGES_OF_A_PICTURE


def test_large_blocks_go_back_when_they_are_freed() -> None:
    _, grown = _told("kept")
    assert grown < 20_000_000
