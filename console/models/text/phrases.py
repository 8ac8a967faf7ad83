"""How words are put together in the language of the window: lists, remarks in brackets, days of the week."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from console.commands.session import WORDS, Problem
from console.domain.environment.aqi_tables import Level

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
MONTHS = ("1 月", "2 月", "3 月", "4 月", "5 月", "6 月", "7 月", "8 月", "9 月", "10 月", "11 月", "12 月")
AIR = {1: "优", 2: "良", 3: "轻度污染", 4: "中度污染", 5: "重度污染", 6: "严重污染"}
"""By number of the level, as HJ 633 names them."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("phrases", text)


def english() -> bool:
    """Whether words are English now: asked of the translation itself, so that figures can't disagree with it."""
    return tr("简体中文") == "English"


def listed(words: Iterable[str]) -> str:
    """Several things in a row."""
    return tr("、").join(words)


def aside(words: str, remark: str) -> str:
    """Words with a remark in brackets, if there is one."""
    return tr("{}（{}）").format(words, remark) if remark else words


def titled(title: str, words: str) -> str:
    """What it is, and what is said of it, if something is."""
    return tr("{}：{}").format(title, words) if words else title


def weekday(number: int) -> str:
    """Name of a day of the week; 0 is Monday."""
    return tr(WEEKDAYS[number])


def day_month(day: int, month: int, week: int) -> str:
    """A date without its year: ``11 月 22 日 周日``."""
    return tr("{0} {1} 日 {2}").format(tr(MONTHS[month - 1]), day, weekday(week))


def air_level(level: Level) -> str:
    """Name of a level of air quality."""
    return tr(AIR[level.number])


def problem_words(problem: Problem) -> str:
    """Why nobody was signed in."""
    return tr(WORDS[problem])
