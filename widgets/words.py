"""Times, ages and figures in words, always in the city's time (UTC+08:00); no widget formats its own."""

from __future__ import annotations

import html
import math
import time
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from console.models.text.phrases import english

CITY = timezone(timedelta(hours=8))
CITY_OFFSET_MS = 8 * 3_600_000
DAY_MS = 86_400_000
LONGEST_LINE = 2_000
_STEPS = ((1e9, "G"), (1e6, "M"), (1e3, "k"))
_UNSAFE = {code: None for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)}


def system_now() -> int:
    """This computer's time in ms; the default where no better clock is injected."""
    return time.time_ns() // 1_000_000


def city_time(ms: int | float) -> datetime:
    """A moment in city time; moments beyond the calendar are pinned to its edge."""
    try:
        return datetime.fromtimestamp(ms / 1000, UTC).astimezone(CITY)
    except (OverflowError, ValueError, OSError):
        return datetime(9999, 12, 31, tzinfo=CITY) if ms > 0 else datetime(1, 1, 1, tzinfo=CITY)


def same_day(one: int, other: int) -> bool:
    """Whether two moments fall on the same day in the city."""
    return (one + CITY_OFFSET_MS) // DAY_MS == (other + CITY_OFFSET_MS) // DAY_MS


def hour_minute(ms: int, now: int | None = None) -> str:
    """``14:02``, with the date before it when it is not today (``11-21 14:02``)."""
    if now is not None and not same_day(ms, now):
        return city_time(ms).strftime("%m-%d %H:%M")
    minutes = (ms + CITY_OFFSET_MS) // 60_000
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def hour_minute_second(ms: int, now: int | None = None) -> str:
    """``14:02:09``; when it is not today the date and minutes."""
    seconds = (ms + CITY_OFFSET_MS) // 1000
    minute = hour_minute(ms, now)
    return f"{minute}:{seconds % 60:02d}" if now is None or same_day(ms, now) else minute


def age(seconds: float) -> str:
    """An age in words: 1 s to 119 s, 2 min to 119 min, 2 h to 47 h, then days; always rounded down, at least 1 s."""
    if not math.isfinite(seconds):
        return "—"
    whole = max(1, int(seconds))
    if whole < 120:
        return f"{whole} s"
    if whole < 7_200:
        return f"{whole // 60} min"
    if whole < 172_800:
        return f"{whole // 3_600} h"
    return QCoreApplication.translate("words", "{0} 天").format(f"{whole // 86_400:,}")


def elapsed(milliseconds: int) -> str:
    """A running time: ``00:42``, ``1:02:03``, then days and hours; never negative."""
    seconds = max(0, milliseconds // 1000)
    if seconds < 3_600:
        return f"{seconds // 60:02d}:{seconds % 60:02d}"
    if seconds < 86_400:
        return f"{seconds // 3_600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return QCoreApplication.translate("words", "{0} 天 {1} h").format(seconds // 86_400, seconds // 3_600 % 24)


def figure(value: float, decimals: int = 0) -> str:
    """A number on an axis: thousands parted, 万 and 亿 (k, M, G in English) beyond five digits, a true minus sign."""
    if not math.isfinite(value):
        return "—"
    size, text = abs(value), ""
    if size >= 1e16:
        text = f"{size:.1e}"
    elif size >= 1e5 and english():
        text = next(f"{size / step:,.4g}{mark}" for step, mark in _STEPS if size >= step)
    elif size >= 1e8:
        text = QCoreApplication.translate("words", "{0} 亿").format(
            f"{size / 1e8:,.4g}" if size < 1e12 else f"{size / 1e8:,.0f}"
        )
    elif size >= 1e5:
        text = QCoreApplication.translate("words", "{0} 万").format(f"{size / 1e4:,.5g}")
    else:
        text = f"{size:,.{decimals}f}"
    return f"−{text}" if value < 0 and text.strip("0.,") else text


@lru_cache(maxsize=4096)
def one_line(text: str) -> str:
    """Data text as one line: no breaks, no invisible or direction-turning characters, bounded in length."""
    return " ".join(text[:LONGEST_LINE].translate(_UNSAFE).split())


def on_button(text: str) -> str:
    """Data text as a button, box or menu shows it letter for letter: its & makes no key."""
    return one_line(text).replace("&", "&&")


def plain_tooltip(text: str) -> str:
    """A tooltip that shows the text letter for letter, whatever mark-up it looks like."""
    return f"<qt>{html.escape(text)}</qt>" if text else ""
