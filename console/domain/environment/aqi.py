"""Air quality index (AQI) by HJ 633-2012 and HJ 633-2026, in exact arithmetic.

Concentrations are µg/m³, except CO in mg/m³. Every concentration is rounded first (GB/T 8170, half to even: CO to one
decimal, the rest to whole numbers), then IAQI = (IAQIhi − IAQIlo) / (BPhi − BPlo) · (C − BPlo) + IAQIlo, rounded up
to the next whole number and capped at 500; AQI is the greatest IAQI. Fractions keep 2.2 mg/m³ of CO at 55: binary
floating point lifts it to 55.000…01 and the rounding up then makes it 56.

Tables, formula, rounding, levels and the 2026 rule for missing data follow the text of the standards (2012 表1 and 表2,
2026 表3); the cap follows public implementations; what a docstring calls "from memory" claims no conformance.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import ceil
from numbers import Rational
from types import MappingProxyType
from typing import Final

from console.domain.environment.aqi_tables import LADDER, TABLES, Averaging, Level, Period, Pollutant, Standard

__all__ = [
    "AqiReport",
    "Averaging",
    "Level",
    "Number",
    "Period",
    "Pollutant",
    "Standard",
    "averaging_for",
    "evaluate",
    "exact",
    "iaqi",
    "level_of",
    "parse_pollutant",
    "rounded",
    "standard_for",
]

Number = int | float | str | Decimal | Fraction
"""A measured value as callers hold it; a float stands for its shortest decimal writing (2.2 is 22/10)."""

IN_FORCE_2026: Final = date(2026, 3, 1)
CAP: Final = LADDER[-1]
_DECIMAL: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_MAX_EXPONENT: Final = 400  # any float fits; "1e999999999" would cost a gigabyte as a fraction


def standard_for(day: date) -> Standard:
    """The edition in force on a local calendar day: 2012 before 2026-03-01, 2026 from that day on."""
    if isinstance(day, datetime):
        day = day.date()
    return Standard.HJ633_2012 if day < IN_FORCE_2026 else Standard.HJ633_2026


def parse_pollutant(name: str) -> Pollutant:
    """The pollutant of a written name: case does not matter, and PM25 and PM2_5 both mean PM2.5.

    Raises ValueError when there is no such pollutant.
    """
    key = name.strip().upper().replace("PM2.5", "PM25").replace("PM2_5", "PM25")
    try:
        return Pollutant[key]
    except KeyError:
        known = ", ".join(pollutant.value for pollutant in Pollutant)
        raise ValueError(f"Unknown pollutant {name[:40]!r}: expected one of {known}.") from None


def exact(value: Number) -> Fraction:
    """The value as an exact fraction; raises ValueError for anything that is not a finite number."""
    if isinstance(value, Rational) and not isinstance(value, bool):
        return Fraction(value)
    try:
        number = _decimal(value)
    except (InvalidOperation, TypeError):
        raise ValueError(f"{str(value)[:40]!r} is not a number.") from None
    if not number.is_finite():
        raise ValueError(f"{str(value)[:40]!r} is not a finite number.")
    if number and abs(number.adjusted()) > _MAX_EXPONENT:
        raise ValueError(f"{str(value)[:40]!r} is out of any measurable range.")
    return Fraction(number)


def _decimal(value: object) -> Decimal:
    """Decimal of a float by its shortest repr, of a Decimal, or of plain ASCII text."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, float):
        return Decimal(float.__repr__(value))
    if isinstance(value, str):
        text = value.strip()
        if _DECIMAL.fullmatch(text) or text.lower().lstrip("+-") in {"nan", "inf", "infinity"}:
            return Decimal(text)
    raise TypeError


def rounded(pollutant: Pollutant, concentration: Number) -> Fraction:
    """The concentration the index is computed from: GB/T 8170 (half to even), CO to 0.1 mg/m³, others to 1 µg/m³.

    Raises ValueError for a negative, infinite or unreadable value.
    """
    try:
        value = exact(concentration)
    except ValueError as error:
        raise ValueError(f"The {pollutant.value} concentration {error}") from None
    if value < 0:
        raise ValueError(f"The {pollutant.value} concentration {str(concentration)[:40]} is negative.")
    return round(value, pollutant.decimals) if pollutant.decimals else Fraction(round(value))


def averaging_for(standard: Standard, period: Period, pollutant: Pollutant) -> Averaging:
    """Which mean of a pollutant a report takes.

    Day: 24-h means, O3 the day's greatest 8-h moving mean. Hour: 1-h means; particulates the 24-h moving mean under
    2012 and the 1-h mean under 2026.
    """
    if period is Period.DAY:
        return Averaging.HOUR_8 if pollutant is Pollutant.O3 else Averaging.HOUR_24
    particulate = pollutant in (Pollutant.PM10, Pollutant.PM25)
    return Averaging.HOUR_24 if particulate and standard is Standard.HJ633_2012 else Averaging.HOUR_1


def iaqi(standard: Standard, pollutant: Pollutant, averaging: Averaging, concentration: Number) -> int | None:
    """Individual index (IAQI, 0–500) of one concentration in µg/m³ (CO: mg/m³); None: the standard computes none.

    Above 800 µg/m³ of SO2 (1 h) or O3 (8 h), 2012 表1 says "不再进行其空气质量分指数计算" (None here; it sends the
    reader to the 24-h SO2 and the 1-h O3 column), while 2026 表3 notes b and c fix the IAQI at 200 and at 300.
    Raises ValueError for a bad concentration or a column the standard does not have.
    """
    column = TABLES[standard].get((pollutant, averaging))
    if column is None:
        raise ValueError(f"HJ 633-{standard.value} has no {averaging.value}-hour column for {pollutant.value}.")
    value = rounded(pollutant, concentration)
    if value > column[-1]:
        open_end = len(column) < len(LADDER)
        return None if open_end and standard is Standard.HJ633_2012 else LADDER[len(column) - 1]
    row = next(row for row in range(1, len(column)) if value <= column[row])
    low, high = column[row - 1], column[row]
    return ceil((LADDER[row] - LADDER[row - 1]) * (value - low) / (high - low) + LADDER[row - 1])


def level_of(aqi: int) -> Level:
    """The level of an AQI of 0–500; raises ValueError outside that range."""
    if not 0 <= aqi <= CAP:
        raise ValueError(f"An AQI lies between 0 and {CAP}, not at {aqi}.")
    return next(level for level in Level if aqi <= level.top)


@dataclass(frozen=True, slots=True)
class AqiReport:
    """One hourly or daily report: the index, why it is what it is, and what was left out of it."""

    standard: Standard
    period: Period
    aqi: int | None
    """0–500; None is NA: nothing to compute from, or not to be published (see ``evaluate``)."""
    level: Level | None
    primary: tuple[Pollutant, ...]
    """首要污染物: every pollutant whose IAQI equals an AQI above 50, ties included."""
    iaqi: Mapping[Pollutant, int | None]
    """All six pollutants; None: missing, unmonitored or no longer computed."""
    missing: tuple[Pollutant, ...]
    not_computed: tuple[Pollutant, ...]
    """Measured, but beyond what the 2012 table computes."""
    unmonitored: tuple[Pollutant, ...]


def evaluate(
    standard: Standard,
    period: Period,
    concentrations: Mapping[Pollutant, Number | None],
    unmonitored: Collection[Pollutant] = (),
) -> AqiReport:
    """The report of one hour or day from concentrations in µg/m³ (CO: mg/m³), averaged as ``averaging_for`` says.

    A pollutant that is absent or None is missing (no valid data). ``unmonitored`` names those outside the station's
    monitoring plan, shown as "/"; they never hold an AQI back.

    Missing data: under 2026 the AQI is computed from the rest and published only above 100, otherwise it is NA (None)
    while each IAQI stays shown. HJ 633-2012 gives, from memory, no such rule: the AQI is the greatest of the IAQIs
    there are, and NA only when there is none.

    Raises ValueError for a bad concentration, a key that is no ``Pollutant``, or a value for an unmonitored pollutant.
    """
    _check_names(concentrations, unmonitored)
    values = {p: concentrations[p] for p in Pollutant if concentrations.get(p) is not None}
    indices = {p: _indexed(standard, period, p, values.get(p)) for p in Pollutant}
    missing = tuple(p for p in Pollutant if p not in values and p not in unmonitored)
    known = [index for index in indices.values() if index is not None]
    aqi = max(known, default=None)
    if standard is Standard.HJ633_2026 and missing and aqi is not None and aqi <= 100:
        aqi = None
    return AqiReport(
        standard=standard,
        period=period,
        aqi=aqi,
        level=None if aqi is None else level_of(aqi),
        primary=() if aqi is None or aqi <= 50 else tuple(p for p in Pollutant if indices[p] == aqi),
        iaqi=MappingProxyType(indices),
        missing=missing,
        not_computed=tuple(p for p in values if indices[p] is None),
        unmonitored=tuple(p for p in Pollutant if p in unmonitored),
    )


def _check_names(concentrations: Mapping[Pollutant, Number | None], unmonitored: Collection[Pollutant]) -> None:
    """Callers from the wire may pass text for a pollutant; that must not silently count as missing."""
    for name in (*concentrations, *unmonitored):
        if not isinstance(name, Pollutant):
            raise ValueError(f"Unknown pollutant {str(name)[:40]!r}: expected a member of Pollutant.")
    for pollutant in unmonitored:
        if concentrations.get(pollutant) is not None:
            raise ValueError(f"{pollutant.value} is named as unmonitored but has a concentration.")


def _indexed(standard: Standard, period: Period, pollutant: Pollutant, value: Number | None) -> int | None:
    if value is None:
        return None
    return iaqi(standard, pollutant, averaging_for(standard, period, pollutant), value)
