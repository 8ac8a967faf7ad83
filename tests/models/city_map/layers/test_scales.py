"""Water levels are judged by metres below the warning level; names of layers are words."""

from __future__ import annotations

import pytest

from console.models.city_map.layers.scales import scale_for
from console.models.city_map.layers.stations import factor_words
from console.models.figures.trends import limit_line
from console.models.registers import SeriesInfo

LEVEL = SeriesInfo("w/level", "w", "level", "水位", "m", limit=37.5, limit_label="警戒水位")


@pytest.mark.parametrize(
    ("value", "token"),
    [(35.9, "normal"), (36.5, "normal"), (36.6, "grade3"), (37.0, "grade3"), (37.1, "grade2"), (37.5, "grade1"),
     (38.2, "grade1"), (-3.0, "normal")],
)  # fmt: skip
def test_a_water_level_is_judged_by_its_distance_to_the_warning_level(value: float, token: str) -> None:
    scale = scale_for(LEVEL, "water_level", 0)
    assert scale.grade(value).token == token
    assert {"grade1", "grade2", "grade3", "normal"} == {entry.colour for entry in scale.legend}
    assert any("0.5–1 m" in entry.words for entry in scale.legend)


def test_factors_are_words() -> None:
    assert [factor_words(factor) for factor in ("power", "level", "PM2.5")] == ["用电功率", "水位", "PM2.5"]


def test_a_limit_line_carries_its_figure_and_unit() -> None:
    assert limit_line(37.5, "m", "警戒水位").label == "警戒水位 37.5 m"
    assert limit_line(75, "µg/m³").label == "限值 75 µg/m³"


@pytest.mark.parametrize(
    ("kind", "factor"),
    [("air_station", "PM2.5"), ("air_station", "CO"), ("air_station", "AQI"), ("water_section", "COD")],
)
def test_a_concentration_below_nothing_is_of_no_level_and_never_of_the_best(kind: str, factor: str) -> None:
    """−999 of a dead instrument used to look like the cleanest air of the city."""
    scale = scale_for(SeriesInfo(f"s/{factor}", "s", factor, factor, ""), kind, 1_780_000_000_000)
    assert scale.grade(-999.0).token == "tertiary"
    assert scale.grade(0.0).token != "tertiary"


@pytest.mark.parametrize(
    ("kind", "factor", "unit", "limit"),
    [("outfall", "COD", "mg/L", 40.0), ("site", "PM10", "µg/m³", 80.0), ("site", "noise", "dB", 70.0),
     ("outfall", "pH", "", None), ("water_level", "level", "m", 37.5), ("outfall", "flow", "m³/h", 100.0),
     ("water_section", "class", "", None), ("outfall", "power", "kW", None)],
)  # fmt: skip
@pytest.mark.parametrize("value", [-999.0, -9999.0, float("nan")])
def test_what_stands_for_no_data_is_never_told_as_kept(
    kind: str, factor: str, unit: str, limit: float | None, value: float
) -> None:
    """−999 of a dead instrument used to be 达标 and green."""
    graded = scale_for(SeriesInfo(f"s/{factor}", "s", factor, factor, unit, limit=limit), kind, 0).grade(value)
    assert (graded.token, graded.words, graded.known) == ("tertiary", "", False)


def test_a_quantity_that_may_lie_below_nothing_is_judged() -> None:
    scale = scale_for(SeriesInfo("s/flow", "s", "flow", "流量", "m³/h", limit=100.0), "outfall", 0)
    assert scale.grade(-3.0).token == "normal"
    assert not scale_for(SeriesInfo("s/COD", "s", "COD", "COD", "mg/L", limit=40.0), "outfall", 0).grade(-3.0).known


@pytest.mark.parametrize(
    ("factor", "spans"),
    [("PM2.5", ["0–35", "36–60", "61–115", "116–150", "151–250", "≥ 251"]),
     ("CO", ["0–5", "5.1–10", "10.1–35", "35.1–60", "60.1–90", "≥ 90.1"]),
     ("SO2", ["0–150", "151–500", "501–650", "≥ 651"]),
     ("AQI", ["0–50", "51–100", "101–150", "151–200", "201–300", "301–500"])],
)  # fmt: skip
def test_the_legend_of_a_pollutant_is_in_what_is_written_on_the_map(factor: str, spans: list[str]) -> None:
    """By hand from HJ 633-2026 表3: 146 µg/m³ of PM2.5 is 中度污染, and a legend of indices would say 轻度."""
    scale = scale_for(SeriesInfo(f"s/{factor}", "s", factor, factor, ""), "air_station", 1_780_000_000_000)
    assert [entry.words.rpartition(" ")[0] for entry in reversed(scale.legend)] == spans
    if factor == "PM2.5":
        assert "µg/m³" in scale.rule
        (said,) = [entry for entry in scale.legend if entry.colour == scale.grade(146.0).token]
        assert said.words == "116–150 中度污染"
