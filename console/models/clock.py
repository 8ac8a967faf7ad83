"""City time (+08:00, no daylight saving): where a day begins for the figures of the day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

CITY_ZONE = timezone(timedelta(hours=8))
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


LAST_MS = 253_402_271_999_999
"""The last instant of the year 9999 in the city; an event may name one that is up to eight hours later."""
_DIGITS = 15
"""Of the largest time in ms."""


def local(ms: int) -> datetime:
    """A time in ms as city time; beyond the calendar it is the calendar's last moment."""
    return datetime.fromtimestamp(min(ms, LAST_MS) / 1000, UTC).astimezone(CITY_ZONE)


def number_in(text: str) -> int:
    """The number that a fact of an event writes in digits, 0 for anything else: others write these facts."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


def clock_words(at: int, now: int) -> str:
    """``14:05``, with the day before it when that is not today: an old value must not read like one of just now."""
    return f"{local(at):%H:%M}" if midnight(at) == midnight(now) else f"{local(at):%m-%d %H:%M}"


def midnight(ms: int) -> int:
    """Start of the city's day that ``ms`` lies in, in ms."""
    return (ms + 8 * HOUR_MS) // DAY_MS * DAY_MS - 8 * HOUR_MS
