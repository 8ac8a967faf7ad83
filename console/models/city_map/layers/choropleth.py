"""Areas coloured by a figure of what is open in them; what is not known is hatched, and nothing is a colour of its own.

Areas with a border are filled; those of the lower levels, whose borders no register has, are discs at their place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from console.domain.area_code import AreaLevel
from console.domain.classing import Classes, Rule, classes
from console.domain.entities import System
from console.models.city_map.layers.focus import level_words
from console.models.city_map.layers.moment import Moment
from console.models.city_map.shapes import Form, LegendEntry, Look, Shape, ShapeLayer
from console.models.figures.tally import NOWHERE, Figure, Measure
from console.models.registers import Area
from console.models.text.labels import system_name

RAMP = ("ramp1", "ramp2", "ramp3", "ramp4", "ramp5")
NONE, UNKNOWN = "ramp0", "unknown"
FILL = 0.62
DISC = {AreaLevel.TOWN: 14.0, AreaLevel.COMMUNITY: 11.0, AreaLevel.GRID: 8.0}


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("choropleth", text)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a choropleth is about."""

    figure: Figure
    title: str
    unit: str


def measure_words(measure: Measure) -> tuple[str, str]:
    """Name and unit."""
    names = {
        Measure.CASES: (tr("未办结案件"), tr("件")),
        Measure.OVERDUE: (tr("超期未办结案件"), tr("件")),
        Measure.REWORK: (tr("返工案件"), tr("件")),
        Measure.ALARMS: (tr("活动告警"), tr("条")),
        Measure.WAITING: (tr("未确认告警"), tr("条")),
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


def choropleth(name: str, about: Subject, moment: Moment) -> ShapeLayer:
    """The layer of a subject for the areas in focus."""
    focus, registers = moment.focus, moment.world.registers
    areas = focus.areas(registers)
    codes = {area.code for area in areas}
    known = moment.known()
    sums = moment.world.tally.within(about.figure, codes, focus.prefix()) if known else {}
    ranks = classes((n for code, n in sums.items() if code != NOWHERE), moment.rule)
    others = _others(about, codes, moment) if known else []
    shapes = [
        shape
        for area in areas
        for n in [sums.get(area.code, 0) if known else None]
        for shape in _shapes(area, n, ranks, card(area.code, n, about, others), moment)
    ]
    shapes.sort(key=lambda shape: shape.form is Form.POINT)
    return ShapeLayer(
        name, about.title, from_zoom=0.0, legend=_legend(ranks, about, known, sums.get(NOWHERE, 0)),
        legend_title=_legend_title(about, moment), at=moment.heard_at(), source=moment.sources(),
        shapes=tuple(shapes),
    )  # fmt: skip


def _legend_title(about: Subject, moment: Moment) -> str:
    rule = tr("分位数分级") if moment.rule is Rule.QUANTILE else tr("等距分级")
    return tr("{0}（{1}，按{2}，{3}）").format(about.title, about.unit, level_words(moment.focus.level), rule)


def _legend(ranks: Classes, about: Subject, known: bool, elsewhere: int) -> tuple[LegendEntry, ...]:
    """The worst first, as an eye looks for it."""
    if not known:
        return (LegendEntry(UNKNOWN, tr("未知：尚未收到数据"), hatched=True),)
    entries = [
        LegendEntry(colour_of(number, ranks), _span(*ranks.span(number), about.unit))
        for number in range(len(ranks.tops), 0, -1)
    ]
    entries.append(LegendEntry(NONE, tr("0 {0}").format(about.unit)))
    if elsewhere:
        entries.append(LegendEntry("", tr("另有 {0} {1}不在所示区域").format(f"{elsewhere:,}", about.unit)))
    return tuple(entries)


def _span(low: float, high: float, unit: str) -> str:
    return f"{low:g} {unit}" if low == high else f"{low:g}–{high:g} {unit}"


def colour_of(number: int, ranks: Classes) -> str:
    """The colour of a class: of few classes the first and the last are as far apart as of many."""
    if number == 0:
        return NONE
    steps = max(1, len(ranks.tops) - 1)
    return RAMP[-1] if len(ranks.tops) == 1 else RAMP[round((number - 1) * (len(RAMP) - 1) / steps)]


def _shapes(area: Area, n: int | None, ranks: Classes, lines: tuple[str, ...], moment: Moment) -> list[Shape]:
    title = area.name
    label = "" if n is None else f"{n:,}"
    fill = UNKNOWN if n is None else colour_of(ranks.of(n), ranks)
    rings = moment.world.registers.shapes.get(area.code)
    if rings:
        look = Look(fill=fill, fill_alpha=FILL, line="ramp-line", width=1.2, label=label, hatched=n is None)
        return [Shape(area.code, Form.AREA, (ring,), look, title, lines) for ring in rings]
    radius = DISC.get(moment.focus.level, 10.0)
    look = Look(fill=fill if n is not None else "", fill_alpha=0.85, line="ramp-line", width=1.0, radius=radius,
                label=label if n else "", dashed=n is None)  # fmt: skip
    return [Shape(area.code, Form.POINT, (np.array([[area.lon, area.lat]]),), look, title, lines)]


Other = tuple[str, str, dict[str, int]]
"""Another figure: its name and unit, and its sums by area."""


def _others(about: Subject, codes: set[str], moment: Moment) -> list[Other]:
    """The plain figures besides the one that is shown, summed once for all areas."""
    figures = [Figure(measure) for measure in Measure if Figure(measure) != about.figure]
    tally, digits = moment.world.tally, moment.focus.prefix()
    return [(*measure_words(figure.measure), tally.within(figure, codes, digits)) for figure in figures]


def card(code: str, n: int | None, about: Subject, others: list[Other]) -> tuple[str, ...]:
    """The figure itself, then the others of the same area, so that a click answers the next question too."""
    if n is None:
        return (tr("{0}：未知").format(about.title),)
    figures = [(about.title, about.unit, n), *((name, unit, sums.get(code, 0)) for name, unit, sums in others)]
    return tuple(tr("{0}：{1} {2}").format(name, f"{count:,}", unit) for name, unit, count in figures)


def figures_of(kinds: tuple[str, ...]) -> list[Figure]:
    """All that can be shown: every measure, then those of one system, then classes of cases."""
    plain = [Figure(measure) for measure in Measure]
    by_system = [
        Figure(measure, system)
        for system, measures in (
            (System.GRID, (Measure.CASES, Measure.OVERDUE)),
            (System.CITY, (Measure.CASES, Measure.OVERDUE)),
            (System.EMERGENCY, (Measure.ALARMS,)),
            (System.ENVIRONMENT, (Measure.ALARMS,)),
            (System.VEHICLES, (Measure.ALARMS,)),
        )
        for measure in measures
    ]
    return [*plain, *by_system, *(Figure(Measure.CASES, None, kind) for kind in kinds)]
