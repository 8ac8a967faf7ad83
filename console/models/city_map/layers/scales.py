"""What colour a measured value has: levels of air by HJ 633, of water by GB 3838, against a limit, or none at all.

What is no measurement (−999 of a dead instrument, a concentration below zero) is of no level, and never of the best.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from console.domain.environment.aqi import (
    Level,
    Period,
    Pollutant,
    averaging_for,
    iaqi,
    level_of,
    parse_pollutant,
    standard_for,
)
from console.domain.environment.aqi_tables import LADDER, TABLES, Column
from console.domain.environment.measured import is_measured
from console.domain.environment.water import WaterClass, WaterItem, class_named, class_of
from console.models.city_map.shapes import LegendEntry
from console.models.clock import local
from console.models.registers import SeriesInfo
from console.models.text.phrases import air_level

WATER = {"CODMn": WaterItem.COD_MN, "COD": WaterItem.COD, "BOD5": WaterItem.BOD5,
         "NH3-N": WaterItem.NH3_N, "TP": WaterItem.TP, "TN": WaterItem.TN, "DO": WaterItem.DO,
         "pH": WaterItem.PH}  # fmt: skip
SECTIONS = ("water_station", "water_section")
"""Kinds of assets that measure water bodies; an outfall is judged by its limit and not by the class of a river."""
CLASS = "class"
"""The factor of a series that holds a section's class, 1 to 6."""
QUALITY = {1: "优", 2: "优", 3: "良好", 4: "轻度污染", 5: "中度污染", 6: "重度污染"}
"""State of the water by class (地表水环境质量评价办法 2011, from memory), as the domain has it."""
NEAR_LIMIT = 0.8
CLOSE_M, CLOSER_M = 1.0, 0.5
"""Metres below the warning level. A level is an elevation: a share of it says nothing."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("scales", text)


@dataclass(frozen=True, slots=True)
class Graded:
    """A colour token and the word that says the same. ``known`` False: the number stands for "no data"."""

    token: str
    words: str = ""
    known: bool = True


UNGRADED = Graded("tertiary")
NO_DATA = Graded("tertiary", known=False)


@dataclass(frozen=True, slots=True)
class Scale:
    """``grade`` of a value; ``legend`` all there are; ``rule`` where they come from."""

    grade: Callable[[float], Graded]
    legend: tuple[LegendEntry, ...]
    rule: str
    mark: Callable[[float], str] | None = None
    """How a value is written, where its number says nothing."""


def scale_for(info: SeriesInfo, kind: str, at: int) -> Scale:
    """The scale of a series of an asset of this kind, as it is in force at ``at`` (ms)."""
    scale = _scale_for(info, kind, at)
    grade = scale.grade
    return replace(scale, grade=lambda value: grade(value) if is_measured(value, info.unit) else NO_DATA)


def _scale_for(info: SeriesInfo, kind: str, at: int) -> Scale:
    if kind == "air_station":
        return _air(info.factor, at)
    if kind in SECTIONS and info.factor == CLASS:
        return _class()
    if kind in SECTIONS and info.factor in WATER:
        return _water(WATER[info.factor])
    if info.factor == "pH":
        return _between(6.0, 9.0)
    if kind == "water_level" and info.limit is not None:
        return _below(info.limit)
    return _limit(info.limit, info.limit_label) if info.limit else _plain()


def _air(factor: str, at: int) -> Scale:
    standard = standard_for(local(at).date())
    edition = "2026" if "2026" in standard.name else "2012"
    legend = tuple(
        LegendEntry(f"aqi{level.number}", f"{_low(level)}–{level.top} {air_level(level)}") for level in reversed(Level)
    )
    if factor == "AQI":
        return Scale(
            lambda value: _level(round(value)),
            legend,
            tr("AQI 级别，HJ 633-{0}").format(edition),
        )
    try:
        pollutant = parse_pollutant(factor)
    except ValueError:
        return _plain()
    averaging = averaging_for(standard, Period.HOUR, pollutant)

    def grade(value: float) -> Graded:
        index = iaqi(standard, pollutant, averaging, value)
        return UNGRADED if index is None else _level(index)

    rule = tr("浓度 {0}，按分指数 IAQI 分级，HJ 633-{1}").format(pollutant.unit, edition)
    column = TABLES[standard][pollutant, averaging]
    ends = iaqi(standard, pollutant, averaging, column[-1] + 1) is None
    return Scale(grade, _concentrations(column, pollutant, ends), rule)


def _concentrations(column: Column, pollutant: Pollutant, ends: bool) -> tuple[LegendEntry, ...]:
    """The levels by what is written on the map, which is a concentration and no index; the worst first.

    Concentrations are rounded before they are judged, so levels follow one another by one of the last digit. A column
    may have no rows for the worst levels; ``ends``: what is above it is of no level at all.
    """
    tops = dict(zip(LADDER, column, strict=False))
    levels = [level for level in Level if level.top in tops]
    step = 10**-pollutant.decimals
    entries, low = [], 0.0
    for level in levels:
        top = tops[level.top]
        span = f"{low:g}–{top}" if level is not levels[-1] or ends else f"≥ {low:g}"
        entries.append(LegendEntry(f"aqi{level.number}", f"{span} {air_level(level)}"))
        low = top + step
    return tuple(reversed(entries))


def _low(level: Level) -> int:
    return max((other.top + 1 for other in Level if other.top < level.top), default=0)


def _level(index: int) -> Graded:
    level = level_of(min(500, max(0, index)))
    return Graded(f"aqi{level.number}", air_level(level))


def _class() -> Scale:
    """The class itself, by the worst item."""

    def grade(value: float) -> Graded:
        found = class_named(value)
        return UNGRADED if found is None else Graded(f"water{int(found)}", class_words(found))

    def mark(value: float) -> str:
        found = class_named(value)
        return "" if found is None else found.label

    legend = tuple(LegendEntry(f"water{int(each)}", class_words(each)) for each in reversed(WaterClass))
    return Scale(grade, legend, tr("单因子评价，GB 3838-2002"), mark)


def class_words(water_class: WaterClass) -> str:
    """A class with the state of the water that it stands for."""
    return tr("{0}类 {1}").format(water_class.label, tr(QUALITY[int(water_class)]))


def _water(item: WaterItem) -> Scale:
    def grade(value: float) -> Graded:
        found = class_of(item, value)
        return UNGRADED if found is None else Graded(f"water{int(found)}", tr("{0}类").format(found.label))

    legend = tuple(LegendEntry(f"water{int(each)}", tr("{0}类").format(each.label)) for each in reversed(WaterClass))
    return Scale(grade, legend, tr("水质类别，GB 3838-2002"))


def _limit(limit: float, label: str) -> Scale:
    def grade(value: float) -> Graded:
        if value > limit:
            return Graded("grade1", tr("超标"))
        return Graded("grade3", tr("接近限值")) if value > limit * NEAR_LIMIT else Graded("normal", tr("达标"))

    legend = (
        LegendEntry("grade1", tr("超过限值")),
        LegendEntry("grade3", tr("限值的 80 %–100 %")),
        LegendEntry("normal", tr("限值的 80 % 以内")),
    )
    return Scale(grade, legend, tr("对照限值：{0}").format(label) if label else tr("对照各自限值"))


def _below(warning: float) -> Scale:
    """By the distance to the warning level (m of elevation); what has reached it is told as such."""

    def grade(value: float) -> Graded:
        left = warning - value
        if left <= 0:
            return Graded("grade1", tr("达到警戒水位"))
        words = tr("低于警戒水位 {0} m").format(f"{left:.2f}")
        return Graded("grade2" if left < CLOSER_M else "grade3" if left < CLOSE_M else "normal", words)

    close, closer = f"{CLOSE_M:g}", f"{CLOSER_M:g}"
    legend = (
        LegendEntry("grade1", tr("达到或超过警戒水位")),
        LegendEntry("grade2", tr("低于警戒水位不足 {0} m").format(closer)),
        LegendEntry("grade3", tr("低于警戒水位 {0}–{1} m").format(closer, close)),
        LegendEntry("normal", tr("低于警戒水位 {0} m 以上").format(close)),
    )
    return Scale(grade, legend, tr("对照各站警戒水位"))


def _between(low: float, high: float) -> Scale:
    def grade(value: float) -> Graded:
        return Graded("normal", tr("达标")) if low <= value <= high else Graded("grade1", tr("超标"))

    words = tr("{0}–{1} 之内").format(f"{low:g}", f"{high:g}")
    return Scale(grade, (LegendEntry("grade1", tr("范围之外")), LegendEntry("normal", words)), tr("对照范围"))


def _plain() -> Scale:
    return Scale(lambda _value: Graded("accent"), (LegendEntry("accent", tr("数值见标注，无分级标准")),), "")
