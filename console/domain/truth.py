"""How far a pane may be believed: the worse of the link's age and the data's age against its own cadence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

STALE_LINK_SECONDS = 9.0
"""Three heartbeats of 3 s without a sign of life: shown within 10 s."""
LATE_FACTOR = 1.5
"""Data is late when it is older than this many of its own cadences: an hourly station is live at 40 minutes."""

AHEAD_SECONDS = 60.0
"""Clocks may differ by so much. Data of an interval may be labelled by either end of it: its cadence comes on top."""


class Quality(IntEnum):
    """The five looks of data, best first; the worse of two is the larger."""

    LIVE = 0
    DELAYED = 1
    CACHED = 2
    UNKNOWN = 3
    REPLAY = 4


@dataclass(frozen=True, slots=True)
class Truth:
    """What a truth strip says. ``age`` in seconds; ``since`` (ms) is the time of the newest data, 0 if unknown.

    ``missing``: sources that belong to what is shown and were never heard; their part is not in it. ``ahead``: seconds
    that the data's own time lies in the future; then nobody knows how old it is, and it is never live.
    """

    quality: Quality = Quality.UNKNOWN
    age: float = 0.0
    since: int = 0
    source: str = ""
    missing: tuple[str, ...] = ()
    ahead: float = 0.0


def told(quality: Quality, missing: Collection[str] = ()) -> str:
    """A pane's quality in a word for programs: what lacks a source that was never heard is not called live."""
    return "incomplete" if quality is Quality.LIVE and missing else quality.name.lower()


def ahead_of_time(data_at: int, now: int, cadence: float) -> bool:
    """Whether data carries a time (ms) that can't be yet. ``cadence``: seconds between values."""
    return data_at - now > (AHEAD_SECONDS + cadence) * 1000


def judge(heard_ago: float | None, data_at: int, now: int, cadence: float) -> Truth:
    """Judge one stream.

    ``heard_ago``: seconds since the link's last sign of life, None if never in this boot; ``data_at`` and ``now`` in
    ms of the server's clock, ``data_at`` 0 for no data; ``cadence``: seconds between values, 0 for data that comes
    only when something happens (then only the link counts).
    """
    if data_at <= 0 and cadence > 0:
        return Truth(Quality.UNKNOWN)
    age = max(0.0, (now - data_at) / 1000)
    ahead = cadence > 0 and ahead_of_time(data_at, now, cadence)
    if ahead and heard_ago is not None:
        shown_at = now - int(heard_ago * 1000)
        quality = Quality.DELAYED if heard_ago <= STALE_LINK_SECONDS else Quality.CACHED
        return Truth(quality, heard_ago, shown_at, ahead=(data_at - now) / 1000)
    if ahead:
        return Truth(Quality.UNKNOWN)
    if heard_ago is None or heard_ago > STALE_LINK_SECONDS:
        since = data_at or (now - int((heard_ago or 0) * 1000) if heard_ago is not None else 0)
        return Truth(Quality.CACHED if since else Quality.UNKNOWN, age if data_at else heard_ago or 0.0, since)
    if cadence and age > cadence * LATE_FACTOR + STALE_LINK_SECONDS:
        return Truth(Quality.DELAYED, age, data_at)
    return Truth(Quality.LIVE, age if cadence else heard_ago, data_at or now)


def worst(truths: list[Truth]) -> Truth:
    """The truth of a pane that shows several streams: its worst one; unknown when it shows none."""
    return max(truths, key=lambda truth: (truth.quality, truth.age), default=Truth())


def together(links: Sequence[Truth], holding: Collection[str] = ()) -> Truth:
    """The truth of a pane that shows what several backends tell; ``source`` names the backend of each link.

    The rule: who was never heard (unknown) has nothing in the pane, so it takes nothing away from the others' rows.
    The pane is the worst of those that were heard, and names the never-heard ones in ``missing``. Is there nobody that
    was heard, the pane is unknown. ``holding``: backends that have brought rows although no sign of life of them is
    trusted yet; beside others that were heard the pane is then no better than cached.
    """
    heard = [truth for truth in links if truth.quality is not Quality.UNKNOWN]
    never = tuple(truth.source for truth in links if truth.quality is Quality.UNKNOWN)
    if not heard:
        return worst(list(links))
    shown = worst(heard)
    if shown.quality < Quality.CACHED and any(name in holding for name in never):
        shown = replace(shown, quality=Quality.CACHED)
    return replace(shown, missing=never)
