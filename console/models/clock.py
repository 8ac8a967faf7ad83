"""City time (+08:00, no daylight saving): where a day begins for the figures of the day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

CITY_ZONE = timezone(timedelta(hours=8))
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


def local(ms: int) -> datetime:
    """A time in ms as city time."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(CITY_ZONE)


def midnight(ms: int) -> int:
    """Start of the city's day that ``ms`` lies in, in ms."""
    return (ms + 8 * HOUR_MS) // DAY_MS * DAY_MS - 8 * HOUR_MS
