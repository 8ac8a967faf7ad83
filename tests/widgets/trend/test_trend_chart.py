"""The chart survives every kind of data and says so when it has none."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from console.domain.truth import Quality, Truth
from console.models.rows import Threshold, Trend, TrendLine
from resources.theme import Scale, load
from tests.widgets.samples import NOW, differs, has_colour, image_of
from widgets import draw
from widgets.trend.chart import TrendChart
from widgets.trend.math import reach
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


def _spiked(*places: float) -> np.ndarray:
    """Low, but for a spike at each of these shares of the width."""
    share = np.linspace(0, 1, AT.size)
    near = np.min([np.abs(share - place) for place in places], axis=0)
    return np.where(near < 0.01, 100.0, 10.0)


@pytest.mark.parametrize(
    ("value", "side"),
    [
        (_spiked(0.3), "right"),
        (_spiked(0.9), "middle"),
        (_spiked(0.9, 0.5), "left"),
        (_spiked(*np.linspace(0, 1, 40)), "right"),
    ],
    ids=["quiet", "a spike at the right", "and in the middle", "everywhere"],
)
def test_the_words_of_a_limit_stand_where_no_line_runs(
    chart: TrendChart, monkeypatch: pytest.MonkeyPatch, value: np.ndarray, side: str
) -> None:
    """Seen by a line of its own colour: none of it shows in the box of the words."""
    said: list[QRectF] = []
    text = draw.text

    def heard(painter: QPainter, rect: QRectF, words: str, *rest: Any) -> float:
        said.extend([QRectF(rect)] if words.startswith("限值") else [])
        return text(painter, rect, words, *rest)

    monkeypatch.setattr(draw, "text", heard)
    chart.set_trend(make(value, thresholds=(Threshold(60.0, "限值 60 m"),)))
    image = image_of(chart)
    (box,) = said
    plot = chart.ground().rect
    share = (box.center().x() - plot.left()) / plot.width()
    assert ("left", "middle", "right")[int(share * 3)] == side
    assert not has_colour(image.copy(box.toAlignedRect()), blue)


def test_the_range_of_a_line_between_two_times() -> None:
    line = TrendLine("", np.array([0.0, 10.0, 20.0, 90.0, 100.0]), np.array([0.0, 10.0, 0.0, 5.0, 7.0]))
    parts = [(0, 3), (3, 5)]
    assert reach(line, parts, 4, 6) == (4.0, 6.0), "between its points too"
    assert reach(line, parts, 5, 15) == (5.0, 10.0)
    assert reach(line, parts, 30, 80) is None, "nothing is drawn in a gap"
    assert reach(line, parts, 15, 95) == (0.0, 6.0)
