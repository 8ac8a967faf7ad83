"""Questions about the past, which a window does not hold: the cache keeps it, and whoever reads the cache answers.

Every answer comes later, on the GUI thread. Until somebody answers, nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from console.domain.entities import Alarm, Event
from console.store.chunks import Samples
from console.wire.positions import Fix

SeriesAnswer = Callable[[Samples], None]
VersionsAnswer = Callable[[list[Alarm], bool], None]
"""Some versions of an alarm, and whether these were the last to be found."""
TrackAnswer = Callable[[list[Fix], int, bool], None]
"""Some fixes, back to when (ms) the log was looked through for them, and whether these were the last."""
DoneAnswer = Callable[[list[tuple[int, Event]]], None]
"""What is over, each with its backend."""


def _no_series(_backend: int, _series: str, _start: int, _end: int, _answer: SeriesAnswer) -> None: ...


def _no_versions(_backend: int, _alarm: str, _since: int, _answer: VersionsAnswer) -> None: ...


def _no_track(_backend: int, _vehicle: int, _since: int, answer: TrackAnswer) -> None:
    answer([], 0, True)


def _no_done(_kind: int, _since: int, _area: str, answer: DoneAnswer) -> None:
    answer([])


@dataclass
class Past:
    """Whom to ask; times are ms."""

    series: Callable[[int, str, int, int, SeriesAnswer], None] = _no_series
    """Backend, series, from, to."""
    versions: Callable[[int, str, int, VersionsAnswer], None] = _no_versions
    """Backend, alarm, since: as the alarm was, the newest first. A later question ends an earlier one."""
    track: Callable[[int, int, int, TrackAnswer], None] = _no_track
    """Backend, vehicle, since: where it was. A later question ends an earlier one."""
    done: Callable[[int, int, str, DoneAnswer], None] = _no_done
    """Kind, since, area: what is over there; see ``CacheReader.done``."""
