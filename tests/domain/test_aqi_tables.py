"""The breakpoints are those printed in HJ 633: typed in again here row by row, as the standard prints them."""

from __future__ import annotations

import pytest

from console.domain.environment.aqi_tables import LADDER, TABLES, Averaging, Pollutant, Standard

HEAD = "SO2/24 SO2/1 NO2/24 NO2/1 CO/24 CO/1 O3/8 O3/1 PM10/24 PM2.5/24"
ROWS = {  # HJ 633-2026 表3; "-" where it prints b or c
    0: "0 0 0 0 0 0 0 0 0 0",
    50: "50 150 40 100 2 5 100 160 50 35",
    100: "150 500 80 200 4 10 160 200 120 60",
    150: "475 650 180 700 14 35 215 300 250 115",
    200: "800 800 280 1200 24 60 265 400 350 150",
    300: "1600 - 565 2340 36 90 800 800 420 250",
    400: "2100 - 750 3090 48 120 - 1000 500 350",
    500: "2620 - 940 3840 60 150 - 1200 600 500",
}
ROW_100_OF_2012 = "150 500 80 200 4 10 160 200 150 75"


@pytest.mark.parametrize("standard", Standard)
def test_the_printed_table(standard: Standard) -> None:
    rows = ROWS if standard is Standard.HJ633_2026 else {**ROWS, 100: ROW_100_OF_2012}
    columns = zip(*(row.split() for row in rows.values()), strict=True)
    for head, column in zip(HEAD.split(), columns, strict=True):
        pollutant, hours = head.split("/")
        printed = tuple(int(cell) for cell in column if cell != "-")
        assert TABLES[standard][Pollutant(pollutant), Averaging(int(hours))] == printed, head
    assert tuple(ROWS) == LADDER


def test_only_2026_reads_hourly_particulates_in_the_daily_columns() -> None:
    table = TABLES[Standard.HJ633_2026]
    for pollutant in (Pollutant.PM10, Pollutant.PM25):
        assert table[pollutant, Averaging.HOUR_1] == table[pollutant, Averaging.HOUR_24]
        assert (pollutant, Averaging.HOUR_1) not in TABLES[Standard.HJ633_2012]
