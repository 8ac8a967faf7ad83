"""Class of surface water by GB 3838-2002 表1, single-factor rule: the worst counted item decides (单因子评价法).

Concentrations are mg/L (faecal coliforms: per litre; pH: no unit). Limits and the list of counted items are from memory
and public code, so the console shows them and claims no conformance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from console.domain.environment.aqi import Number, exact


class WaterBody(Enum):
    """Phosphorus and nitrogen have limits of their own in standing water."""

    RIVER = "河流"
    LAKE = "湖库"


class WaterClass(IntEnum):
    """Ⅰ to Ⅴ and 劣Ⅴ (worse than Ⅴ); a greater number is worse water."""

    I = 1  # noqa: E741 - the standard's own name
    II = 2
    III = 3
    IV = 4
    V = 5
    WORSE = 6

    @property
    def label(self) -> str:
        """The class as it is written: Ⅰ … Ⅴ, 劣Ⅴ."""
        return ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")[self - 1]

    @property
    def quality(self) -> str:
        """The state in words (地表水环境质量评价办法 2011, from memory)."""
        return ("优", "优", "良好", "轻度污染", "中度污染", "重度污染")[self - 1]


def class_named(number: float) -> WaterClass | None:
    """The class that a value of a series of classes stands for: 1 to 5, and 6 for 劣Ⅴ; None for no class."""
    return WaterClass(round(number)) if 1 <= round(number) <= len(WaterClass) else None


class WaterItem(Enum):
    """The items of 表1, by their usual short name."""

    PH = "pH"
    DO = "溶解氧"
    COD_MN = "高锰酸盐指数"
    COD = "化学需氧量"
    BOD5 = "五日生化需氧量"
    NH3_N = "氨氮"
    TP = "总磷"
    TN = "总氮"
    COPPER = "铜"
    ZINC = "锌"
    FLUORIDE = "氟化物"
    SELENIUM = "硒"
    ARSENIC = "砷"
    MERCURY = "汞"
    CADMIUM = "镉"
    CHROMIUM_6 = "六价铬"
    LEAD = "铅"
    CYANIDE = "氰化物"
    PHENOL = "挥发酚"
    OIL = "石油类"
    LAS = "阴离子表面活性剂"
    SULPHIDE = "硫化物"
    COLIFORMS = "粪大肠菌群"


FACTOR_CODES: Final[Mapping[str, WaterItem]] = MappingProxyType(
    {
        "w01001": WaterItem.PH,
        "w01009": WaterItem.DO,
        "w01017": WaterItem.BOD5,
        "w01018": WaterItem.COD,
        "w01019": WaterItem.COD_MN,
        "w02003": WaterItem.COLIFORMS,
        "w19002": WaterItem.LAS,
        "w20111": WaterItem.MERCURY,
        "w20115": WaterItem.CADMIUM,
        "w20117": WaterItem.CHROMIUM_6,
        "w20119": WaterItem.ARSENIC,
        "w20120": WaterItem.LEAD,
        "w20122": WaterItem.COPPER,
        "w20123": WaterItem.ZINC,
        "w21001": WaterItem.TN,
        "w21003": WaterItem.NH3_N,
        "w21011": WaterItem.TP,
        "w21016": WaterItem.CYANIDE,
        "w21017": WaterItem.FLUORIDE,
        "w21019": WaterItem.SULPHIDE,
        "w22001": WaterItem.OIL,
        "w23002": WaterItem.PHENOL,
    }
)
"""HJ 212-2017 附录B codes of the items (selenium has none in our list)."""


def _limits(text: str) -> tuple[Fraction, ...]:
    return tuple(Fraction(limit) for limit in text.split())


LIMITS: Final[Mapping[WaterItem, tuple[Fraction, ...]]] = MappingProxyType(
    {
        WaterItem.DO: _limits("7.5 6 5 3 2"),  # at least; every other row: at most
        WaterItem.COD_MN: _limits("2 4 6 10 15"),
        WaterItem.COD: _limits("15 15 20 30 40"),
        WaterItem.BOD5: _limits("3 3 4 6 10"),
        WaterItem.NH3_N: _limits("0.15 0.5 1.0 1.5 2.0"),
        WaterItem.TP: _limits("0.02 0.1 0.2 0.3 0.4"),
        WaterItem.COPPER: _limits("0.01 1 1 1 1"),
        WaterItem.ZINC: _limits("0.05 1 1 2 2"),
        WaterItem.FLUORIDE: _limits("1 1 1 1.5 1.5"),
        WaterItem.SELENIUM: _limits("0.01 0.01 0.01 0.02 0.02"),
        WaterItem.ARSENIC: _limits("0.05 0.05 0.05 0.1 0.1"),
        WaterItem.MERCURY: _limits("0.00005 0.00005 0.0001 0.001 0.001"),
        WaterItem.CADMIUM: _limits("0.001 0.005 0.005 0.005 0.01"),
        WaterItem.CHROMIUM_6: _limits("0.01 0.05 0.05 0.05 0.1"),
        WaterItem.LEAD: _limits("0.01 0.01 0.05 0.05 0.1"),
        WaterItem.CYANIDE: _limits("0.005 0.05 0.2 0.2 0.2"),
        WaterItem.PHENOL: _limits("0.002 0.002 0.005 0.01 0.1"),
        WaterItem.OIL: _limits("0.05 0.05 0.05 0.5 1.0"),
        WaterItem.LAS: _limits("0.2 0.2 0.2 0.3 0.3"),
        WaterItem.SULPHIDE: _limits("0.05 0.1 0.2 0.5 1.0"),
        WaterItem.COLIFORMS: _limits("200 2000 10000 20000 40000"),
    }
)
"""表1: the limits of Ⅰ, Ⅱ, Ⅲ, Ⅳ and Ⅴ in mg/L (coliforms: per litre); TP here is the river row."""

LAKE_LIMITS: Final[Mapping[WaterItem, tuple[Fraction, ...]]] = MappingProxyType(
    {WaterItem.TP: _limits("0.01 0.025 0.05 0.1 0.2"), WaterItem.TN: _limits("0.2 0.5 1.0 1.5 2.0")}
)

PH_RANGE: Final = (Fraction(6), Fraction(9))
SATURATED: Final = Fraction(90)
"""Oxygen saturation in percent that makes class Ⅰ whatever the concentration."""

NOT_COUNTED: Final = frozenset({WaterItem.TN, WaterItem.COLIFORMS})
"""Items judged on their own but left out of the section's class (地表水环境质量评价办法 2011, from memory)."""


def class_of(
    item: WaterItem, value: Number, body: WaterBody = WaterBody.RIVER, saturation: Number | None = None
) -> WaterClass | None:
    """Class of one item; None where 表1 has no limit (total nitrogen in a river).

    ``saturation`` is the oxygen saturation in percent, used for dissolved oxygen only. pH outside 6–9 is 劣Ⅴ.
    Raises ValueError for a value that is negative or no finite number.
    """
    number = _checked(item, value)
    if item is WaterItem.PH:
        return WaterClass.I if PH_RANGE[0] <= number <= PH_RANGE[1] else WaterClass.WORSE
    limits = LAKE_LIMITS.get(item) if body is WaterBody.LAKE else None
    limits = limits or LIMITS.get(item)
    if limits is None:
        return None
    if item is WaterItem.DO:
        if saturation is not None and _checked(item, saturation) >= SATURATED:
            return WaterClass.I
        return next((grade for grade in WaterClass if grade <= 5 and number >= limits[grade - 1]), WaterClass.WORSE)
    return next((grade for grade in WaterClass if grade <= 5 and number <= limits[grade - 1]), WaterClass.WORSE)


def _checked(item: WaterItem, value: Number) -> Fraction:
    try:
        number = exact(value)
    except ValueError as error:
        raise ValueError(f"The {item.value} value {error}") from None
    if number < 0:
        raise ValueError(f"The {item.value} value {str(value)[:40]} is negative.")
    return number


@dataclass(frozen=True, slots=True)
class WaterReport:
    """The class of one section and the items that made it so."""

    water_class: WaterClass | None
    """None: no counted item had a value."""
    deciding: tuple[WaterItem, ...]
    """The counted items that have the section's class, in table order."""
    classes: Mapping[WaterItem, WaterClass]
    """Every item that could be judged, the uncounted ones too."""


def classify(
    values: Mapping[WaterItem, Number | None], body: WaterBody = WaterBody.RIVER, saturation: Number | None = None
) -> WaterReport:
    """Single-factor class of a section from its measured items; None values are missing and do not count.

    Arguments and errors as in ``class_of``.
    """
    classes: dict[WaterItem, WaterClass] = {}
    for item in WaterItem:
        value = values.get(item)
        grade = None if value is None else class_of(item, value, body, saturation)
        if grade is not None:
            classes[item] = grade
    counted = {item: grade for item, grade in classes.items() if item not in NOT_COUNTED}
    worst = max(counted.values(), default=None)
    deciding = tuple(item for item, grade in counted.items() if grade is worst)
    return WaterReport(worst, deciding, MappingProxyType(classes))
