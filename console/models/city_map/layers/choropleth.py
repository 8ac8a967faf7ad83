"""Areas coloured by a figure of what is open in them or of the day; unknown is hatched, nothing has its own colour.

Areas with a border are filled; those of a register without borders are discs at their place. What stands for more is
worse and stronger: a share of cases closed in time is ranked by what it lacks.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from console.domain.entities import System
from console.domain.geo.area_code import AreaLevel
from console.domain.geo.classing import Classes, Rule, classes
from console.models.city_map.layers.clusters import step_of
from console.models.city_map.layers.figure_words import (
    Subject,
    amount_words,
    exceeded_rule,
    formula,
    mark,
    measure_words,
    not_judged,
    share_span,
    span,
    subject,
    too_few,
)
from console.models.city_map.layers.focus import level_words
from console.models.city_map.layers.moment import Moment
from console.models.city_map.shapes import Form, LegendEntry, Look, Shape, ShapeLayer
from console.models.clock import local, midnight
from console.models.figures.by_area import Amount, Amounts, amounts, known_since, unjudged
from console.models.figures.tally import NOWHERE, Figure, Measure
from console.models.registers import Area
from console.models.text.phrases import listed

__all__ = ["NONE", "RAMP", "UNKNOWN", "Subject", "choropleth", "colour_of", "figures_of", "measure_words", "subject"]

RAMP = ("ramp1", "ramp2", "ramp3", "ramp4", "ramp5")
NONE, UNKNOWN, FEW = "ramp0", "unknown", "tertiary"
FILL = 0.62
NEAR = {AreaLevel.PROVINCE: 9.0, AreaLevel.CITY: 11.0, AreaLevel.COUNTY: 12.0, AreaLevel.TOWN: 13.5,
        AreaLevel.COMMUNITY: 15.0}  # fmt: skip
"""From this zoom on, areas of a level are wider than the map: their fill fades, or it would only dim the streets."""
FADES_WITHIN, FAINTEST = 2.0, 0.3
"""Zooms, and the share of a fill that stays."""
ZEROS_TO = AreaLevel.COMMUNITY
"""From this level on nothing has its colour alone: a thousand zeros would bury the few that are not."""
BORDER = {AreaLevel.PROVINCE: 3.0, AreaLevel.CITY: 2.6, AreaLevel.COUNTY: 2.0, AreaLevel.TOWN: 1.3,
          AreaLevel.COMMUNITY: 0.9, AreaLevel.GRID: 0.5}  # fmt: skip
"""Width of a border by the level of what it bounds, in style pixels."""
DISC = {AreaLevel.TOWN: 14.0, AreaLevel.COMMUNITY: 11.0, AreaLevel.GRID: 8.0}
PLAIN = tuple(Figure(measure) for measure in Measure)
"""What a card tells of an area besides the figure that is shown."""
CASES_TOLD = (Measure.CASES, Measure.OVERDUE, Measure.REPORTED, Measure.CLOSED, Measure.PUNCTUAL)
"""Of one system's cases."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("choropleth", text)


def choropleth(name: str, about: Subject, moment: Moment) -> ShapeLayer:
    """The layer of a subject for the areas in focus."""
    focus, world = moment.focus, moment.world
    areas = focus.areas(world.registers)
    codes = {area.code for area in areas}
    known = is_known(about, moment)
    found = amounts(world, about.figure, codes, focus.prefix()) if known else {}
    ranks = classes((rank(each) for code, each in found.items() if code != NOWHERE and each.ranked), moment.rule)
    others = _others(about, codes, moment) if known else []
    nothing = Amount(0, 0) if about.share else Amount()
    shapes = [
        shape
        for area in areas
        for amount in [found.get(area.code, nothing) if known else None]
        for shape in _shapes(
            area, amount, (_label(amount, about, moment), *card(area.code, amount, about, others)), ranks, moment
        )
    ]
    shapes = [*_borders(moment), *sorted(shapes, key=lambda shape: shape.form is Form.POINT)]
    return ShapeLayer(
        name, about.title, from_zoom=0.0, legend=_legend(ranks, about, found, moment, known),
        legend_title=_legend_title(about, moment), at=moment.heard_at(), source=moment.sources(),
        shapes=tuple(shapes),
    )  # fmt: skip


def fill_alpha(level: AreaLevel, zoom: float) -> float:
    """How strong fills of a level are at a zoom; in half zooms, as layers are made anew at those."""
    past = (step_of(zoom) - NEAR.get(level, zoom)) / FADES_WITHIN
    return FILL * (1.0 - (1.0 - FAINTEST) * min(1.0, max(0.0, past)))


def is_known(about: Subject, moment: Moment) -> bool:
    """Whether the figure can be told: a day that began after the last word from the city is not known at all."""
    heard = moment.heard_at()
    return moment.known() and not (about.today and heard is not None and heard < midnight(moment.world.now()))


def rank(amount: Amount) -> float:
    """How much there is of what is bad: the count, or how many per cent were not in time."""
    if amount.of is None:
        return float(amount.n)
    return 100.0 * (amount.of - amount.n) / amount.of if amount.of else 0.0


def _legend_title(about: Subject, moment: Moment) -> str:
    rule = tr("分位数分级") if moment.rule is Rule.QUANTILE else tr("等距分级")
    return tr("{0}（{1}，按{2}，{3}）").format(about.title, about.unit, level_words(moment.focus.level), rule)


def _legend(ranks: Classes, about: Subject, found: Amounts, moment: Moment, known: bool) -> tuple[LegendEntry, ...]:
    """The worst first, as an eye looks for it."""
    if not known:
        late = moment.known()
        words = tr("未知：今日数据尚未收到") if late else tr("未知：尚未收到数据")
        return (LegendEntry(UNKNOWN, words, hatched=True),)
    spans = [ranks.span(number) for number in range(len(ranks.tops), 0, -1)]
    said = [share_span(*each) if about.share else span(*each, about.unit) for each in spans]
    colours = [colour_of(number, ranks) for number in range(len(ranks.tops), 0, -1)]
    entries = [LegendEntry(colour, words) for colour, words in zip(colours, said, strict=True)]
    entries.append(LegendEntry(NONE, "100%" if about.share else tr("0 {0}").format(about.unit)))
    return (*entries, *_notes(about, found, moment))


def _notes(about: Subject, found: Amounts, moment: Moment) -> list[LegendEntry]:
    """What the colours do not say: what has no rank, what lies elsewhere, and hours that nobody counted."""
    notes = []
    if about.share:
        notes += [LegendEntry(FEW, too_few()), LegendEntry("", formula())]
    if about.figure.measure is Measure.EXCEEDED:
        notes.append(LegendEntry("", exceeded_rule()))
        if hours := unjudged(moment.world):
            notes.append(LegendEntry("", not_judged(hours)))
    elsewhere = found.get(NOWHERE, Amount())
    count = elsewhere.n if elsewhere.of is None else elsewhere.of
    if count:
        notes.append(LegendEntry("", tr("另有 {0} {1}不在所示区域").format(f"{count:,}", about.unit)))
    counted = about.today and about.figure.measure is not Measure.EXCEEDED
    if counted and (since := known_since(moment.world)) > midnight(moment.world.now()):
        notes.append(LegendEntry("", tr("当日记录自 {0} 起，此前不详").format(f"{local(since):%H:%M}")))
    return notes


def colour_of(number: int, ranks: Classes) -> str:
    """The colour of a class: of few classes the first and the last are as far apart as of many."""
    if number == 0:
        return NONE
    steps = max(1, len(ranks.tops) - 1)
    return RAMP[-1] if len(ranks.tops) == 1 else RAMP[round((number - 1) * (len(RAMP) - 1) / steps)]


def _label(amount: Amount | None, about: Subject, moment: Moment) -> str:
    """What is written in the area. Few large ones have room for the unit, so that nobody takes the figure for the
    number in a bubble of another layer."""
    if amount is None or not (amount.n or amount.of or moment.focus.level < ZEROS_TO):
        return ""
    figure = mark(amount)
    wide = moment.focus.level <= AreaLevel.COUNTY and not about.share
    return tr("{0} {1}").format(figure, about.unit) if figure and wide else figure


def _shapes(
    area: Area, amount: Amount | None, words: tuple[str, ...], ranks: Classes, moment: Moment
) -> list[Shape]:  # fmt: skip
    """``words``: the label, then the lines of the card."""
    title, (label, *lines) = area.name, words
    hatched = amount is None
    fill = UNKNOWN if amount is None else _fill(amount, ranks)
    polygons = moment.world.registers.shapes.get(area.code)
    if polygons:
        look = Look(
            fill=fill,
            fill_alpha=fill_alpha(moment.focus.level, moment.zoom),
            line="ramp-line",
            width=BORDER[moment.focus.level],
            label=label,
            hatched=hatched,
        )
        return [Shape(area.code, Form.AREA, polygon, look, title, tuple(lines)) for polygon in polygons]
    radius = DISC.get(moment.focus.level, 10.0)
    label = label if amount is not None and (amount.of or amount.n) else ""
    look = Look(fill="" if amount is None else fill, fill_alpha=0.85, line="ramp-line", width=1.0, radius=radius,
                label=label, dashed=amount is None, hatched=hatched)  # fmt: skip
    return [Shape(area.code, Form.POINT, (np.array([[area.lon, area.lat]]),), look, title, tuple(lines))]


def _borders(moment: Moment) -> list[Shape]:
    """The borders of the larger areas under those that are shown: they carry no figure and are never hit."""
    registers, level = moment.world.registers, moment.focus.level
    return [
        Shape(f"{area.code}/border", Form.AREA, polygon, Look(line="ramp-line", width=BORDER[larger]), area.name)
        for larger in AreaLevel
        if AreaLevel.COUNTY <= larger < level
        for area in replace(moment.focus, level=larger).areas(registers)
        for polygon in registers.shapes.get(area.code, ())
    ]


def _fill(amount: Amount, ranks: Classes) -> str:
    """The colour of a class; a share of too few has a neutral one, a share of nothing none."""
    if amount.ranked:
        return colour_of(ranks.of(rank(amount)), ranks)
    return FEW if amount.of else ""


Other = tuple[str, str, Amounts]
"""Another figure: its name and unit, and its amounts by area."""


def _others(about: Subject, codes: set[str], moment: Moment) -> list[Other]:
    """The plain figures besides the one that is shown, summed once for all areas."""
    figures = [figure for figure in PLAIN if figure != about.figure and is_known(subject(figure), moment)]
    digits = moment.focus.prefix()
    return [(*measure_words(each.measure), amounts(moment.world, each, codes, digits)) for each in figures]


def card(code: str, amount: Amount | None, about: Subject, others: list[Other]) -> tuple[str, ...]:
    """The figure itself, then the others of the same area, so that a click answers the next question too."""
    if amount is None:
        return (tr("{0}：未知").format(about.title),)
    first = tr("{0}：{1}").format(about.title, amount_words(amount, about.unit))
    rest = [
        tr("{0}：{1}").format(name, amount_words(found[code], unit)) for name, unit, found in others if code in found
    ]
    none = [name for name, _, found in others if code not in found]
    return (first, *rest, *([tr("没有：{0}").format(listed(none))] if none else []))


def figures_of(kinds: tuple[str, ...]) -> list[Figure]:
    """All that can be shown: every measure, then those of one system, then classes of cases."""
    plain = [Figure(measure) for measure in Measure]
    by_system = [
        Figure(measure, system)
        for system, measures in (
            (System.GRID, CASES_TOLD),
            (System.CITY, CASES_TOLD),
            (System.EMERGENCY, (Measure.ALARMS, Measure.RAISED)),
            (System.ENVIRONMENT, (Measure.ALARMS, Measure.RAISED)),
            (System.VEHICLES, (Measure.ALARMS, Measure.RAISED)),
        )
        for measure in measures
    ]
    return [*plain, *by_system, *(Figure(Measure.CASES, None, kind) for kind in kinds)]
