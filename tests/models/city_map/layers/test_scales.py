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
