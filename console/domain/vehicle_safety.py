"""主动安全 (ADAS, DSM): at what speed a device judges at all, and of which level its alarm is.

T/JSATL 12-2017 lineage; both speeds are parameters of the terminal, their defaults are from memory [M]. **二级 is the
more serious**, against the habit of grades and priorities, so a level is never shown without its word.
"""

from __future__ import annotations

JUDGING_KMH = 30.0
"""Slower than this a device says nothing."""
LEVEL_KMH = 50.0
"""分级速度阈值: faster than this it is 二级."""
WORDS = {1: "一级", 2: "二级"}


def level(speed_kmh: float, judging: float = JUDGING_KMH, dividing: float = LEVEL_KMH) -> int | None:
    """1 一级, 2 二级; None where the device does not judge."""
    if speed_kmh < judging:
        return None
    return 2 if speed_kmh > dividing else 1
