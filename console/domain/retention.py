"""What a cache may forget, and when: pure rules over times in ms and sizes in bytes.

The person sets how long things are kept and how much room they may take. Room has the last word: while the budget is
reached, ``share`` (0 to 1) of every set time is what is really kept, and the windows say so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import Enum
from typing import NamedTuple

DAY_MS = 86_400_000
LEAST_SHARE = 0.001
OFFLINE_DAYS = 3
"""A disk that others fill may not cost the hall the 72 hours that it must live through off line."""
AHEAD_MS = DAY_MS
"""Samples stamped further ahead than this are in no chart: nothing is lost with them."""
YOUNG_MS = DAY_MS
_GIVE, _TAKE = 0.9, 1.05
_ROOMY = 0.8


class Reached(Enum):
    """Why less is kept than is set."""

    NOTHING = ""
    BUDGET = "budget"
    DISK = "disk"


def reached(used: int, budget: int, free: int, spare: int) -> Reached:
    """Which limit is met. ``used`` of ``budget`` is the cache's own; ``free`` on the disk should reach ``spare``."""
    if used > budget:
        return Reached.BUDGET
    return Reached.DISK if free < spare else Reached.NOTHING


def next_share(share: float, why: Reached, used: int, budget: int, set_days: float) -> float:
    """How much of the set times is kept from here on: a tenth less while a limit is met, a little more when roomy.

    For the disk's sake alone the time does not fall below ``OFFLINE_DAYS``: it is others who fill it.
    """
    if why is Reached.BUDGET:
        return max(LEAST_SHARE, share * _GIVE)
    if why is Reached.DISK:
        return min(share, max(share * _GIVE, OFFLINE_DAYS / max(set_days, OFFLINE_DAYS)))
    return min(1.0, share * _TAKE) if used < budget * _ROOMY else share


def outdated(first: int, last: int, horizon: int, now: int) -> bool:
    """Whether a run of samples from ``first`` to ``last`` may go: older than ``horizon``, or of no time at all.

    A station whose clock ran ahead leaves runs that would never grow old: one that begins ahead of time goes, one that
    only ends there goes by its beginning.
    """
    if first > now + AHEAD_MS:
        return True
    return (first if last > now + AHEAD_MS else last) < horizon


class Kept(NamedTuple):
    """A file: its name, bytes, and when it was last put there or named (ms)."""

    name: str
    size: int
    at: int


def files_to_drop(
    files: Iterable[Kept], needed: Collection[str], now: int, days: float, most_bytes: int
) -> tuple[list[str], int]:
    """Which files go, and how many bytes stay: the old ones first, then the oldest while they are too much.

    ``needed`` ones never go, nor does what is younger than ``YOUNG_MS``: the act that names it may be on its way.
    """
    ordered = sorted(files, key=lambda file: file.at)
    left, gone = sum(file.size for file in ordered), []
    for file in ordered:
        if file.name in needed or file.at > now - YOUNG_MS:
            continue
        if file.at < now - days * DAY_MS or left > most_bytes:
            gone.append(file.name)
            left -= file.size
    return gone, left


class SafeTime:
    """The time by which things are old: the earliest of this machine's clock and of every backend heard just now.

    A clock that somebody turned must not cost a hall its history, so a backend's word is believed once two of them
    agree with the ticks between them. Off line the time stands: nothing grows then, so nothing has to go.
    """

    APART_SECONDS = 10.0
    AGREE_MS = 60_000
    HEARD_SECONDS = 120.0

    def __init__(self) -> None:
        self._first: dict[int, tuple[int, float]] = {}
        self._believed: dict[int, tuple[int, float]] = {}
        self._now = 0

    def hear(self, backend: int, told: int, ticks: float) -> None:
        """A backend says that it is ``told`` (ms). ``ticks``: seconds of a clock that does not jump."""
        first = self._first.setdefault(backend, (told, ticks))
        passed = ticks - first[1]
        if abs(told - first[0] - passed * 1000) > self.AGREE_MS:
            self._first[backend] = (told, ticks)
            self._believed.pop(backend, None)
        elif passed >= self.APART_SECONDS:
            self._believed[backend] = self._first[backend] = (told, ticks)

    def now(self, clock: int, ticks: float) -> int:
        """The time in ms, 0 while nobody was heard. ``clock``: this machine's own word."""
        heard = [told for told, at in self._believed.values() if ticks - at <= self.HEARD_SECONDS]
        if heard:
            self._now = max(self._now, min(clock, *heard))
        return self._now
