"""The words of figures by area: names, units, numbers with what they are a share of, classes with their borders."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.models.figures.by_area import ENOUGH, Amount
from console.models.figures.tally import DAY, Figure, Measure
from console.models.text.labels import system_name


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("figure_words", text)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a choropleth is about."""

    figure: Figure
    title: str
    unit: str

    @property
    def share(self) -> bool:
        """Whether it is a part of something and not a count."""
        return self.figure.measure is Measure.PUNCTUAL

    @property
    def today(self) -> bool:
        """Whether it is of the day and not of what is open now."""
        return self.figure.measure in DAY


def measure_words(measure: Measure) -> tuple[str, str]:
    """Name and unit of what is counted; a share's unit is that of its parts."""
    names = {
        Measure.CASES: (tr("未办结案件"), tr("件")),
        Measure.OVERDUE: (tr("超期未办结案件"), tr("件")),
        Measure.REWORK: (tr("返工案件"), tr("件")),
        Measure.ALARMS: (tr("活动告警"), tr("条")),
        Measure.WAITING: (tr("未确认告警"), tr("条")),
        Measure.REPORTED: (tr("今日上报"), tr("件")),
        Measure.CLOSED: (tr("今日结案"), tr("件")),
        Measure.PUNCTUAL: (tr("今日按期结案率"), tr("件")),
        Measure.RAISED: (tr("今日告警"), tr("条")),
        Measure.EXCEEDED: (tr("今日超标小时数"), tr("站时")),
    }
    return names[measure]


def subject(figure: Figure) -> Subject:
    """The words of a figure."""
    title, unit = measure_words(figure.measure)
    if figure.kind:
        title = tr("{0}（{1}）").format(title, figure.kind)
    elif figure.system is not None:
        title = tr("{0} · {1}").format(title, system_name(figure.system))
    return Subject(figure, title, unit)


def mark(amount: Amount) -> str:
    """What stands in the area itself: a count, a percentage, or the bare parts of a share of too few."""
    if amount.of is None:
        return f"{amount.n:,}"
    if not amount.of:
        return ""
    return f"{percent(amount.n, amount.of)}%" if amount.ranked else f"{amount.n}/{amount.of}"


def percent(part: int, whole: int) -> int:
    """Whole per cent; 100 and 0 are said only of all and of none."""
    if part in (0, whole):
        return 100 if part else 0
    return min(99, max(1, round(100 * part / whole)))


def amount_words(amount: Amount, unit: str) -> str:
    """A figure in a sentence: a share with what it is of."""
    if amount.of is None:
        return tr("{0} {1}").format(f"{amount.n:,}", unit)
    if not amount.of:
        return tr("—（没有应结案件）")
    words = tr("{0}%（{1}/{2} {3}）").format(f"{100 * amount.n / amount.of:.1f}", amount.n, amount.of, unit)
    return words if amount.ranked else tr("{0}，件数少，不评级").format(words)


def span(low: float, high: float, unit: str) -> str:
    """The borders of a class of counts."""
    return f"{low:g} {unit}" if low == high else f"{low:g}–{high:g} {unit}"


def share_span(low: float, high: float) -> str:
    """The borders of a class that is late by ``low`` to ``high`` per cent, as what was in time."""
    return f"{100 - low:g}%" if low == high else f"{100 - high:g}%–{100 - low:g}%"


def too_few() -> str:
    """Why some areas of a share have no class."""
    return tr("应结案不足 {0} 件：不评级").format(ENOUGH)


def not_judged(hours: int) -> str:
    """How many hours of stations the figure does not know."""
    return tr("{0} 站时数据不足，未判").format(f"{hours:,}")


def exceeded_rule() -> str:
    """What counts as an hour over the limit."""
    return tr("小时均值超限；空气站 AQI > 100")


def formula() -> str:
    """What the share is of what."""
    return tr("按期结案 ÷（今日结案＋超期未结）")
