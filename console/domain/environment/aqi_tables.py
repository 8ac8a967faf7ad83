"""Breakpoints, levels and names of the Chinese air quality index: HJ 633-2012 表1 and HJ 633-2026 表3.

Concentrations are µg/m³, except CO in mg/m³. The two tables differ in one row only (IAQI 100 of PM10 and PM2.5) and in
what they say above 800 µg/m³ of SO2 (1 h) and O3 (8 h): see ``iaqi`` in ``console.domain.environment.aqi``.
"""

from __future__ import annotations

from enum import Enum
from typing import Final


class Standard(Enum):
    """Which edition of HJ 633 judges the air."""

    HJ633_2012 = "2012"
    HJ633_2026 = "2026"


class Period(Enum):
    """What a report covers: one hour (实时报) or one calendar day (日报)."""

    HOUR = "hour"
    DAY = "day"


class Averaging(Enum):
    """How a concentration was averaged, in hours; each table column belongs to one of them."""

    HOUR_1 = 1
    HOUR_8 = 8
    HOUR_24 = 24


class Pollutant(Enum):
    """The six pollutants of the index, by the name people read; the order here is the order of every report."""

    SO2 = "SO2"
    NO2 = "NO2"
    CO = "CO"
    O3 = "O3"
    PM10 = "PM10"
    PM25 = "PM2.5"

    @property
    def unit(self) -> str:
        """The unit concentrations of this pollutant are given in."""
        return "mg/m³" if self is Pollutant.CO else "µg/m³"

    @property
    def decimals(self) -> int:
        """Decimal places a concentration is rounded to before the index is computed."""
        return 1 if self is Pollutant.CO else 0


class Level(Enum):
    """The six levels: number, greatest AQI, category, colour (HJ 633-2012 表2 and 附录A; 2026 keeps the RGB values)."""

    GOOD = (1, 50, "优", "绿色", "#00E400")
    MODERATE = (2, 100, "良", "黄色", "#FFFF00")
    LIGHT = (3, 150, "轻度污染", "橙色", "#FF7E00")
    MEDIUM = (4, 200, "中度污染", "红色", "#FF0000")
    HEAVY = (5, 300, "重度污染", "紫色", "#99004C")
    SEVERE = (6, 500, "严重污染", "褐红色", "#7E0023")

    def __init__(self, number: int, top: int, category: str, color_name: str, color: str) -> None:
        self.number = number
        self.top = top
        self.category = category
        self.color_name = color_name
        self.color = color


LADDER: Final = (0, 50, 100, 150, 200, 300, 400, 500)
"""The IAQI values of the table rows; a column pairs them with concentrations from the first row down."""

Column = tuple[int, ...]

_PM10 = {
    Standard.HJ633_2012: (0, 50, 150, 250, 350, 420, 500, 600),
    Standard.HJ633_2026: (0, 50, 120, 250, 350, 420, 500, 600),
}
_PM25 = {
    Standard.HJ633_2012: (0, 35, 75, 115, 150, 250, 350, 500),
    Standard.HJ633_2026: (0, 35, 60, 115, 150, 250, 350, 500),
}

_GASES: Final[dict[tuple[Pollutant, Averaging], Column]] = {
    (Pollutant.SO2, Averaging.HOUR_24): (0, 50, 150, 475, 800, 1600, 2100, 2620),
    (Pollutant.SO2, Averaging.HOUR_1): (0, 150, 500, 650, 800),
    (Pollutant.NO2, Averaging.HOUR_24): (0, 40, 80, 180, 280, 565, 750, 940),
    (Pollutant.NO2, Averaging.HOUR_1): (0, 100, 200, 700, 1200, 2340, 3090, 3840),
    (Pollutant.CO, Averaging.HOUR_24): (0, 2, 4, 14, 24, 36, 48, 60),
    (Pollutant.CO, Averaging.HOUR_1): (0, 5, 10, 35, 60, 90, 120, 150),
    (Pollutant.O3, Averaging.HOUR_8): (0, 100, 160, 215, 265, 800),
    (Pollutant.O3, Averaging.HOUR_1): (0, 160, 200, 300, 400, 800, 1000, 1200),
}


def _table(standard: Standard) -> dict[tuple[Pollutant, Averaging], Column]:
    """All columns of one edition; the 2026 hourly report reads 1-h particulates in the daily columns."""
    table = dict(_GASES)
    hours = {Averaging.HOUR_24}
    if standard is Standard.HJ633_2026:
        hours.add(Averaging.HOUR_1)
    for averaging in hours:
        table[Pollutant.PM10, averaging] = _PM10[standard]
        table[Pollutant.PM25, averaging] = _PM25[standard]
    return table


TABLES: Final = {standard: _table(standard) for standard in Standard}
"""Breakpoints by edition, pollutant and averaging; a column shorter than ``LADDER`` has no rows further up."""
