"""The chart survives every kind of data and says so when it has none."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from console.domain.truth import Quality, Truth
from console.models.rows import Threshold, Trend, TrendLine
from resources.theme import Scale, load
from tests.widgets.samples import NOW, differs, has_colour, image_of
from widgets.trend.chart import TrendChart
from widgets.trend.pane import TrendPane

START = NOW - 3_600_000
AT = np.arange(START, NOW, 1000, dtype=float)
LIVE = Truth(Quality.LIVE, 1, NOW)


def blue(r: int, g: int, b: int) -> bool:
    return b > 230 and 140 < g < 190 and r < 100


def make(value: np.ndarray, at: np.ndarray = AT, cadence: float = 1.0, **other: object) -> Trend:
    return Trend("曲线", "m", START, NOW, (TrendLine("", at, value, "accent", cadence),), truth=LIVE, **other)  # type: ignore[arg-type]


@pytest.fixture
def chart(qtbot: QtBot) -> TrendChart:
    chart = TrendChart(load(), hover=True)
    qtbot.addWidget(chart)
    chart.resize(420, 180)
    return chart


@pytest.mark.parametrize(
    "value",
    [
        np.full(AT.size, 5.0),
        np.zeros(AT.size),
        -np.linspace(1, 9, AT.size),
        np.linspace(-1e15, 1e15, AT.size),
        np.full(AT.size, 1e-12),
        np.where(np.arange(AT.size) % 2, np.nan, 3.0),
        np.where(np.arange(AT.size) % 7, 3.0, np.inf),
    ],
)
def test_any_values_are_drawn(chart: TrendChart, value: np.ndarray) -> None:
    chart.set_trend(make(value))
    assert has_colour(image_of(chart), blue)


def test_one_point_is_a_dot(chart: TrendChart) -> None:
    chart.set_trend(make(np.array([5.0]), np.array([NOW - 1_000_000.0]), 0))
    assert has_colour(image_of(chart), blue)


@pytest.mark.parametrize("value", [np.array([]), np.full(10, np.nan)])
def test_no_data_is_said_not_drawn(chart: TrendChart, value: np.ndarray) -> None:
    chart.set_trend(make(value, np.arange(START, START + 1000 * value.size, 1000, dtype=float)))
    assert not has_colour(image_of(chart), blue)
    blank = image_of(chart)
    chart.set_trend(Trend("", "", START, NOW, truth=LIVE))
    assert not differs(blank, image_of(chart))


def test_unknown_shows_no_line_and_cached_loses_its_colour(chart: TrendChart) -> None:
    chart.set_trend(make(np.linspace(1, 9, AT.size)))
    chart.set_quality(Quality.UNKNOWN)
    assert not has_colour(image_of(chart), blue)
    chart.set_quality(Quality.CACHED)
    assert not has_colour(image_of(chart), blue)
    chart.set_quality(Quality.LIVE)
    assert has_colour(image_of(chart), blue)


def test_a_hole_is_hatched(chart: TrendChart) -> None:
    value = np.linspace(1, 9, AT.size)
    chart.set_trend(make(value))
    plain = image_of(chart)
    chart.set_trend(make(value, holes=((NOW - 2_000_000, NOW - 1_000_000),)))
    assert differs(plain, image_of(chart))
    assert [words for _, _, words in chart.ground().hatched] == ["无数据 16 min"]


def test_the_background_is_kept_until_something_in_it_changes(chart: TrendChart) -> None:
    chart.set_trend(make(np.linspace(1, 9, AT.size)))
    chart.grab()
    first = chart._background
    chart.set_trend(make(np.linspace(1, 8.9, AT.size)))
    chart.grab()
    assert chart._background is first
    chart.set_trend(make(np.linspace(1, 900, AT.size)))
    chart.grab()
    assert chart._background is not first


@pytest.mark.parametrize(("height", "size"), [(720, (300, 130)), (1080, (420, 180)), (2160, (900, 380))])
def test_ticks_neither_overlap_nor_leave_the_widget(chart: TrendChart, height: int, size: tuple[int, int]) -> None:
    from widgets import fonts, words

    theme = load(scale=Scale(height_px=height))
    chart.set_theme(theme)
    chart.resize(*size)
    chart.set_trend(make(np.linspace(0, 123_456, AT.size), thresholds=(Threshold(100_000, "限值 100,000"),)))
    ground, metrics = chart.ground(), fonts.metrics_of(theme, "tertiary")
    spans = [
        (t.x - metrics.horizontalAdvance(t.words) / 2, t.x + metrics.horizontalAdvance(t.words) / 2)
        for t in ground.ticks
    ]
    spans.append((ground.rect.right() - metrics.horizontalAdvance(ground.now), ground.rect.right()))
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    assert spans[-1][1] <= chart.width()
    widest = max(metrics.horizontalAdvance(words.figure(t, ground.axis.decimals)) for t in ground.axis.ticks)
    assert widest <= ground.rect.left()
    heights = [ground.y(tick) for tick in ground.axis.ticks]
    assert min(abs(a - b) for a, b in pairwise(heights)) >= metrics.height()
    assert ground.rect.bottom() + metrics.height() <= chart.height() + 2


def test_a_trend_pane_spreads_the_trend_over_its_frame(qtbot: QtBot) -> None:
    pane = TrendPane(load())
    qtbot.addWidget(pane)
    pane.resize(420, 220)
    pane.set_trend(make(np.linspace(1, 9, AT.size), headline="9 m", headline_token="grade1"))
    pane.grab()
    assert pane.strip.painted == LIVE
    assert pane.quality() is Quality.LIVE
    assert has_colour(image_of(pane), lambda r, g, b: r > 240 and 60 < g < 95 and 60 < b < 95)
