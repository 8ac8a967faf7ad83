"""The index follows HJ 633-2012 and HJ 633-2026: expectations are published or computed by hand, never by our code."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.environment.aqi import (
    Averaging,
    Level,
    Number,
    Period,
    Pollutant,
    Standard,
    averaging_for,
    evaluate,
    exact,
    iaqi,
    level_of,
    parse_pollutant,
    rounded,
    standard_for,
)

VECTORS = Path(__file__).parents[1] / "data" / "vectors.json"
OLD, NEW = Standard.HJ633_2012, Standard.HJ633_2026
SO2, NO2, CO, O3, PM10, PM25 = Pollutant
COLUMNS = {
    "SO2_24": (SO2, Averaging.HOUR_24),
    "SO2_1": (SO2, Averaging.HOUR_1),
    "NO2_24": (NO2, Averaging.HOUR_24),
    "NO2_1": (NO2, Averaging.HOUR_1),
    "CO_24": (CO, Averaging.HOUR_24),
    "CO_1": (CO, Averaging.HOUR_1),
    "O3_8": (O3, Averaging.HOUR_8),
    "O3_1": (O3, Averaging.HOUR_1),
    "PM10": (PM10, Averaging.HOUR_24),
    "PM25": (PM25, Averaging.HOUR_24),
}
CLEAN: dict[Pollutant, Number] = {SO2: 8, NO2: 20, CO: "0.4", O3: 60, PM10: 30, PM25: 14}
"""Day IAQI by hand: SO2 8, NO2 25, CO 10, O3 30, PM10 30, PM2.5 20."""


def published() -> list[tuple[Standard, str, float, int]]:
    table = json.loads(VECTORS.read_text(encoding="utf-8"))["aqi"]
    return [
        (Standard(year), column, concentration, expected)
        for year, columns in table.items()
        for column, rows in columns.items()
        for concentration, expected in rows
    ]


def listed(text: str) -> list[tuple[str, int]]:
    return [(value, int(expected)) for value, expected in (pair.split("→") for pair in text.split())]


# Exact arithmetic, checked by hand or asserted in public tests; the same under both editions unless a key says so.
LISTED = {
    ("2026", "PM25"): "0→0 8→12 35→50 36→52 42→64 59→98 60→100 61→101 75→114 115→150 116→152 150→200 250→300 350→400 "
    "500→500 600→500",
    ("2026", "PM10"): "50→50 73→67 118→99 119→100 120→100 121→101 150→112 180→124 250→150 350→200 420→300 500→400",
    ("2012", "PM25"): "42→59 60→82 75→100 90→119 115→150 120→158",
    ("2012", "PM10"): "73→62 92→71 120→85 150→100 180→115 213→132",
    ("both", "SO2_24"): "50→50 51→51 100→75 150→100 151→101 475→150 476→151 650→177 800→200 1600→300",
    ("both", "SO2_1"): "150→50 500→100 650→150 800→200",
    ("2026", "SO2_1"): "801→200 5000→200",
    ("both", "NO2_24"): "40→50 46→58 80→100 85→103 120→120 180→150 280→200",
    ("both", "NO2_1"): "100→50 200→100 700→150 1200→200",
    ("both", "CO_24"): "2→50 2.1→53 2.2→55 4→100 14→150 24→200",
    ("both", "CO_1"): "5→50 10→100 35→150 65.4→218 66.9→223 129.3→431",
    ("both", "O3_8"): "100→50 101→51 160→100 161→101 200→137 215→150 265→200 800→300",
    ("2026", "O3_8"): "801→300 1000→300",
    ("both", "O3_1"): "160→50 161→52 200→100 201→101 300→150 400→200 800→300 1000→400 1200→500 1300→500",
}


@pytest.mark.parametrize(("standard", "column", "concentration", "expected"), published())
def test_every_published_vector(standard: Standard, column: str, concentration: float, expected: int) -> None:
    assert iaqi(standard, *COLUMNS[column], concentration) == expected


@pytest.mark.parametrize(("edition", "column"), LISTED)
def test_every_listed_vector(edition: str, column: str) -> None:
    for standard in Standard if edition == "both" else [Standard(edition)]:
        for concentration, expected in listed(LISTED[edition, column]):
            as_given: list[Number] = [concentration, Decimal(concentration), Fraction(concentration)]
            for value in [*as_given, float(concentration)]:
                assert iaqi(standard, *COLUMNS[column], value) == expected, (standard, concentration, value)


def test_the_vectors_file_covers_both_editions_and_all_columns() -> None:
    assert {(standard, column) for standard, column, _, _ in published()} == {(s, c) for s in Standard for c in COLUMNS}


@pytest.mark.parametrize(("pollutant", "averaging"), [(SO2, Averaging.HOUR_1), (O3, Averaging.HOUR_8)])
def test_2012_computes_no_index_above_800(pollutant: Pollutant, averaging: Averaging) -> None:
    assert iaqi(OLD, pollutant, averaging, 800) is not None
    assert iaqi(OLD, pollutant, averaging, 801) is None
    # 800.5 is a tie: half to even keeps it at 800, inside the table
    assert iaqi(OLD, pollutant, averaging, "800.5") is not None
    assert iaqi(OLD, pollutant, averaging, "800.51") is None


@pytest.mark.parametrize(
    ("pollutant", "written", "kept"),
    [
        (CO, "2.25", "2.2"),
        (CO, "2.35", "2.4"),
        (CO, "2.251", "2.3"),
        (CO, 2.25, "2.2"),
        (CO, 0.15, "0.2"),  # the binary value is below the tie; its shortest writing is the tie itself
        (PM25, "35.5", "36"),
        (PM25, "36.5", "36"),
        (PM25, 36.50001, "37"),
        (PM25, Fraction(73, 2), "36"),
        (PM25, "1e1", "10"),
        (PM25, "0.4", "0"),
    ],
)
def test_concentrations_round_half_to_even_first(pollutant: Pollutant, written: Number, kept: str) -> None:
    assert rounded(pollutant, written) == Fraction(kept)


def test_rounding_comes_before_the_index() -> None:
    assert iaqi(NEW, CO, Averaging.HOUR_24, "2.25") == 55  # as 2.2; unrounded it would be 56.25 → 57
    assert iaqi(NEW, PM25, Averaging.HOUR_24, "60.5") == 100  # as 60
    assert iaqi(NEW, PM25, Averaging.HOUR_24, "60.6") == 101  # as 61


@pytest.mark.parametrize("year", ["2012", "2026"])
@pytest.mark.parametrize("column", COLUMNS)
@given(pair=st.tuples(st.decimals(0, 4000, places=2), st.decimals(0, 4000, places=2)))
def test_more_pollution_never_lowers_the_index(year: str, column: str, pair: tuple[Decimal, Decimal]) -> None:
    cleaner, dirtier = (iaqi(Standard(year), *COLUMNS[column], value) for value in sorted(pair))
    if cleaner is None:
        assert dirtier is None
    elif dirtier is not None:
        assert 0 <= cleaner <= dirtier <= 500


@given(value=st.floats(0, 1e4))
def test_a_float_means_what_it_prints(value: float) -> None:
    assert exact(value) == exact(repr(value))


@pytest.mark.parametrize(
    "bad",
    [-1, "-0.6", float("nan"), float("inf"), "nan", "-inf", Decimal("NaN"), "", "abc", "1_0", "0x10", "1e999999", True],
)
def test_a_bad_concentration_is_one_sentence(bad: Number) -> None:
    with pytest.raises(ValueError, match=r"^The PM2\.5 concentration [^\n]+\.$"):
        iaqi(NEW, PM25, Averaging.HOUR_24, bad)


def test_no_value_of_another_type_is_taken_for_a_number() -> None:
    with pytest.raises(ValueError, match="is not a number"):
        exact(object())  # type: ignore[arg-type]


def test_a_column_the_standard_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no 1-hour column for PM2\.5"):
        iaqi(OLD, PM25, Averaging.HOUR_1, 75)
    with pytest.raises(ValueError, match="no 24-hour column for O3"):
        iaqi(NEW, O3, Averaging.HOUR_24, 75)


@pytest.mark.parametrize("name", ["PM25", "pm2.5", "Pm2_5", " PM2.5 "])
def test_spellings_of_pm25(name: str) -> None:
    assert parse_pollutant(name) is PM25


@pytest.mark.parametrize("name", ["NO", "", "PM", "__class__", "PM2.5_5"])
def test_an_unknown_pollutant_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="Unknown pollutant"):
        parse_pollutant(name)


def test_the_standard_changes_on_the_first_of_march_2026() -> None:
    assert standard_for(date(2026, 2, 28)) is OLD
    assert standard_for(date(2026, 3, 1)) is NEW
    assert standard_for(datetime(2026, 2, 28, 23, 59)) is OLD
    assert standard_for(datetime(2026, 3, 1)) is NEW


def test_which_mean_a_report_takes() -> None:
    for standard in Standard:
        for pollutant in (SO2, NO2, CO, PM10, PM25):
            assert averaging_for(standard, Period.DAY, pollutant) is Averaging.HOUR_24
        assert averaging_for(standard, Period.DAY, O3) is Averaging.HOUR_8
        for pollutant in (SO2, NO2, CO, O3):
            assert averaging_for(standard, Period.HOUR, pollutant) is Averaging.HOUR_1
    for pollutant in (PM10, PM25):
        assert averaging_for(OLD, Period.HOUR, pollutant) is Averaging.HOUR_24
        assert averaging_for(NEW, Period.HOUR, pollutant) is Averaging.HOUR_1


def test_hour_and_day_read_different_columns() -> None:
    values = {**CLEAN, SO2: 150, O3: 160}
    day, hour = (evaluate(NEW, period, values) for period in (Period.DAY, Period.HOUR))
    assert (day.iaqi[SO2], day.iaqi[O3]) == (100, 100)
    assert (hour.iaqi[SO2], hour.iaqi[O3]) == (50, 50)
    assert (hour.iaqi[PM10], hour.iaqi[PM25]) == (30, 20)


@pytest.mark.parametrize(
    ("aqi", "number", "category", "color"),
    [
        (0, 1, "优", "#00E400"),
        (50, 1, "优", "#00E400"),
        (51, 2, "良", "#FFFF00"),
        (100, 2, "良", "#FFFF00"),
        (101, 3, "轻度污染", "#FF7E00"),
        (150, 3, "轻度污染", "#FF7E00"),
        (151, 4, "中度污染", "#FF0000"),
        (200, 4, "中度污染", "#FF0000"),
        (201, 5, "重度污染", "#99004C"),
        (300, 5, "重度污染", "#99004C"),
        (301, 6, "严重污染", "#7E0023"),
        (500, 6, "严重污染", "#7E0023"),
    ],
)
def test_levels_and_their_borders(aqi: int, number: int, category: str, color: str) -> None:
    level = level_of(aqi)
    assert (level.number, level.category, level.color) == (number, category, color)


@pytest.mark.parametrize("aqi", [-1, 501])
def test_no_level_outside_the_index(aqi: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 500"):
        level_of(aqi)


def test_a_full_report() -> None:
    report = evaluate(NEW, Period.DAY, {**CLEAN, PM25: 75})
    assert (report.aqi, report.level, report.primary) == (114, Level.LIGHT, (PM25,))
    assert dict(report.iaqi) == {SO2: 8, NO2: 25, CO: 10, O3: 30, PM10: 30, PM25: 114}
    assert (report.missing, report.not_computed, report.unmonitored) == ((), (), ())


def test_all_ties_are_primary_and_none_is_up_to_50() -> None:
    assert evaluate(NEW, Period.DAY, {**CLEAN, SO2: 150, CO: 4}).primary == (SO2, CO)
    assert evaluate(NEW, Period.DAY, {**CLEAN, PM10: 50}).primary == ()
    assert evaluate(NEW, Period.DAY, {**CLEAN, PM10: 51}).primary == (PM10,)


def test_2026_publishes_with_a_missing_pollutant_only_above_100() -> None:
    at_100 = evaluate(NEW, Period.DAY, {**CLEAN, PM25: 60, SO2: None})
    assert (at_100.aqi, at_100.level, at_100.primary) == (None, None, ())
    assert (at_100.iaqi[PM25], at_100.iaqi[SO2], at_100.missing) == (100, None, (SO2,))
    above = evaluate(NEW, Period.DAY, {PM25: 61})
    assert (above.aqi, above.primary, above.missing) == (101, (PM25,), (SO2, NO2, CO, O3, PM10))


def test_2026_an_unmonitored_pollutant_holds_nothing_back() -> None:
    values = {pollutant: value for pollutant, value in CLEAN.items() if pollutant is not CO}
    report = evaluate(NEW, Period.DAY, values, unmonitored={CO})
    assert (report.aqi, report.missing, report.unmonitored) == (30, (), (CO,))
    assert evaluate(NEW, Period.DAY, {**values, SO2: None}, unmonitored={CO}).aqi is None
    with pytest.raises(ValueError, match="CO is named as unmonitored but has a concentration"):
        evaluate(NEW, Period.DAY, CLEAN, unmonitored={CO})


def test_2012_takes_the_greatest_of_what_there_is() -> None:
    report = evaluate(OLD, Period.DAY, {PM25: 42, SO2: None})
    assert (report.aqi, report.level, report.primary) == (59, Level.MODERATE, (PM25,))
    assert report.missing == (SO2, NO2, CO, O3, PM10)


@pytest.mark.parametrize("standard", Standard)
def test_no_data_is_no_index(standard: Standard) -> None:
    report = evaluate(standard, Period.HOUR, {})
    assert (report.aqi, report.level, report.primary) == (None, None, ())
    assert set(report.iaqi.values()) == {None}


def test_2012_leaves_out_what_it_no_longer_computes_and_says_so() -> None:
    hour = evaluate(OLD, Period.HOUR, {**CLEAN, SO2: 900, PM25: 42})
    assert (hour.aqi, hour.primary, hour.iaqi[SO2], hour.not_computed, hour.missing) == (59, (PM25,), None, (SO2,), ())
    assert evaluate(OLD, Period.DAY, {O3: 900}).aqi is None
    assert evaluate(NEW, Period.HOUR, {**CLEAN, SO2: 900}).aqi == 200
    assert evaluate(NEW, Period.DAY, {**CLEAN, O3: 900}).aqi == 300


def test_a_key_that_is_no_pollutant_is_refused_not_ignored() -> None:
    with pytest.raises(ValueError, match=r"Unknown pollutant 'PM2\.5'"):
        evaluate(NEW, Period.DAY, {"PM2.5": 75})  # type: ignore[dict-item]
