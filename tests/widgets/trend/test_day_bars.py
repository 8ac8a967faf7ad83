"""Bars stand at their dates, and a day that is not over does not pass for a whole one."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from resources.theme import load
from widgets.trend.day_bars import DayBars

DAY = 86_400_000
MONDAY = 1_795_363_200_000
"""2026-11-23 00:00 in the city."""


def filled(qtbot: QtBot, days: list[tuple[int, int]], now: int) -> list[int]:
    """The middle columns of runs of filled pixels in a line that all bars cross."""
    theme = load("desk-light")
    bars = DayBars(theme, 100)
    qtbot.addWidget(bars)
    bars.resize(800, 300)
    bars.set_days(days, now)
    image = bars.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    row, accent = round(image.height() * 0.75), QColor(theme.token("accent"))
    on = [x for x in range(image.width()) if image.pixelColor(x, row) == accent]
    starts = [x for x in on if x - 1 not in on]
    ends = [x for x in on if x + 1 not in on]
    return [(a + b) // 2 for a, b in zip(starts, ends, strict=True) if b - a > 3]


def test_days_nobody_counted_are_gaps(qtbot: QtBot) -> None:
    middles = filled(qtbot, [(MONDAY, 90), (MONDAY + DAY, 90), (MONDAY + 4 * DAY, 90)], MONDAY + 9 * DAY)
    near, far = middles[1] - middles[0], middles[2] - middles[1]
    assert abs(far - 3 * near) <= 2


def test_the_day_under_way_is_an_outline(qtbot: QtBot) -> None:
    assert len(filled(qtbot, [(MONDAY, 90), (MONDAY + DAY, 90)], MONDAY + DAY + 3_600_000)) == 1
