"""What the cache holds at the moment and what limits it: one row, so that windows and the doctor can say it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.domain.retention import Reached

LARGE_LOG = 256 * 1024 * 1024
"""More than is there on a good day."""


class Holding(msgspec.Struct, frozen=True):
    """Sizes in bytes, times in ms. ``used``: tables and what was set aside, without ``wal``, SQLite's own log.

    ``series_days`` and ``log_bytes`` are what is kept now; below the settings while a limit is ``reached``.
    ``tracks_since``: of vehicles, a place a minute; 0 while there are none. The log has all their places.
    """

    at: int = 0
    reached: Reached = Reached.NOTHING
    share: float = 1.0
    used: int = 0
    budget: int = 0
    free: int = 0
    spare: int = 0
    wal: int = 0
    series_days: float = 0.0
    series_days_set: int = 0
    log_bytes: int = 0
    log_since: int = 0
    tracks_since: int = 0


def holding_words(holding: Holding) -> str:
    """What is held and what limits it, in one English sentence for logs and the doctor."""
    held = f"{_size(holding.used)} of {_size(holding.budget)}"
    if holding.wal > LARGE_LOG:
        held += f" and {_size(holding.wal)} of SQLite's own log, which some program's reading holds up"
    if holding.log_since:
        held += f", every event since {_day(holding.log_since)}"
    if holding.tracks_since:
        held += f", tracks by the minute since {_day(holding.tracks_since)}"
    if holding.reached is Reached.NOTHING and holding.share >= 1:
        return f"the cache holds {held}, {_size(holding.free)} free on the disk"
    why = {
        Reached.BUDGET: "its budget is reached",
        Reached.DISK: f"only {_size(holding.free)} free on the disk, {_size(holding.spare)} should be",
        Reached.NOTHING: "a limit was met and there is room again",
    }[holding.reached]
    return f"the cache holds {held}: {why}; values are kept {holding.series_days:.1f} of {holding.series_days_set} days"


def _day(at: int) -> str:
    """In this machine's time zone; the doctor is read on this machine."""
    return f"{datetime.fromtimestamp(at / 1000):%Y-%m-%d %H:%M}"


def _size(n: int) -> str:
    return f"{n / 2**30:.1f} GB" if n >= 2**30 else f"{n / 2**20:.0f} MB"
