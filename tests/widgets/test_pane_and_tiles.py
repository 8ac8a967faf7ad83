"""Frame, tile, ticker, clock, duty line and receipt: what is said, and that it fits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.domain.truth import Quality, Truth
from console.models.rows import Fact, Tile, WarningRow
from resources.theme import Scale, load
from tests.widgets.samples import NOW, differs, has_colour, image_of
from widgets import fonts, words
from widgets.clock import WallClock, date_words
from widgets.duty_line import DutyLine
from widgets.kpi_tile import KpiTile
from widgets.pane import PaneFrame
from widgets.receipt import ReceiptBar
from widgets.ticker import WarningTicker

HEIGHTS = [720, 1080, 2160]
LIVE = Truth(Quality.LIVE, 1, NOW)
LONG = "青河县滨海产业园区南片危化品运输专用通道与集装箱堆场主动安全报警"


def warning(number: int, **other: object) -> WarningRow:
    values: dict[str, object] = {
        "id": str(number), "level": 4, "headline": "大风蓝色预警", "sender": "示范市气象台",
        "issued": NOW - 9_154_000, "expires": NOW + 19_646_000,
    }  # fmt: skip
    return WarningRow(**(values | other))  # type: ignore[arg-type]


def test_an_unknown_pane_hides_number_and_content(qtbot: QtBot) -> None:
    pane = PaneFrame(load(), "水位")
    qtbot.addWidget(pane)
    pane.resize(300, 160)
    pane.set_content(QLabel("37.42"))
    pane.set_headline("37.42 m")
    pane.set_truth(Truth())
    first = image_of(pane)
    pane.set_headline("99.99 m")
    content = pane.content()
    assert isinstance(content, QLabel)
    content.setText("99.99")
    assert not differs(first, image_of(pane))


def test_a_replayed_pane_has_a_violet_frame_and_a_watermark(qtbot: QtBot) -> None:
    pane = PaneFrame(load(), "水位")
    qtbot.addWidget(pane)
    pane.resize(300, 160)
    pane.set_truth(LIVE)
    assert not has_colour(image_of(pane), lambda r, g, b: b > 200 and r > 120 and g < 140)
    pane.set_truth(Truth(Quality.REPLAY, 0, NOW))
    assert has_colour(image_of(pane), lambda r, g, b: b > 200 and r > 120 and g < 140)


def test_content_with_a_look_of_its_own_is_told_the_quality(qtbot: QtBot) -> None:
    class Content(QLabel):
        quality = Quality.LIVE

        def set_quality(self, quality: Quality) -> None:
            self.quality = quality

    pane, content = PaneFrame(load(), "水位"), Content()
    qtbot.addWidget(pane)
    pane.set_content(content)
    pane.set_truth(Truth(Quality.CACHED, 60, NOW))
    assert content.quality is Quality.CACHED


def test_the_pane_follows_its_provider(qtbot: QtBot) -> None:
    truth = [LIVE]
    pane = PaneFrame(load(), "水位", provider=lambda: truth[0])
    qtbot.addWidget(pane)
    truth[0] = Truth(Quality.CACHED, 60, NOW)
    pane.refresh()
    assert pane.quality() is Quality.CACHED


def test_a_long_title_elides_with_a_plain_tooltip_or_wraps(qtbot: QtBot) -> None:
    title = f"<i>{LONG}</i>"
    desk, wall = PaneFrame(load(), title), PaneFrame(load(), title, wrap=True)
    for pane in (desk, wall):
        qtbot.addWidget(pane)
        pane.resize(420, 200)
        pane.set_truth(LIVE)
        pane.grab()
    assert "&lt;i&gt;" in desk.toolTip()
    assert wall._header().height() == 2 * desk._header().height()
    assert "".join(wall._title_lines(380)) == title


@pytest.mark.parametrize("height", HEIGHTS)
def test_content_and_strip_do_not_overlap(qtbot: QtBot, height: int) -> None:
    theme = load(scale=Scale(height_px=height))
    pane, content = PaneFrame(theme, LONG), QLabel()
    qtbot.addWidget(pane)
    pane.set_content(content)
    pane.resize(height // 2, height // 4)
    pane.grab()
    assert pane._header().bottom() < content.geometry().top()
    assert content.geometry().bottom() < pane.strip.geometry().top()
    assert pane.rect().contains(pane.strip.geometry())
    assert fonts.metrics_of(theme, "tertiary").height() <= pane.strip.height()


@pytest.mark.parametrize("height", HEIGHTS)
@pytest.mark.parametrize("value", ["2", "4,812", "1,284,552,901"])
def test_a_figure_is_never_cut(qtbot: QtBot, height: int, value: str) -> None:
    tile = KpiTile(load(scale=Scale(height_px=height)))
    qtbot.addWidget(tile)
    tile.set_tile(Tile("全科大网格", value, "件", truth=LIVE))
    room = tile.sizeHint().width() * 0.9
    assert fonts.metrics(tile._figure_size(value, room), True).horizontalAdvance(value) <= room
    assert tile._line("body") + tile._line("secondary") + fonts.metrics(tile.theme.px("figure"), True).capHeight() < (
        tile.minimumSizeHint().height() - tile.strip.sizeHint().height()
    )


@pytest.mark.parametrize(
    "tile", [Tile("水位", "", facts=(Fact("限值", "38"),), truth=LIVE), Tile("水位", "37", truth=Truth())]
)
def test_a_tile_without_a_value_or_truth_is_unknown(qtbot: QtBot, tile: Tile) -> None:
    widget, other = KpiTile(load()), KpiTile(load())
    for one in (widget, other):
        qtbot.addWidget(one)
        one.resize(240, 140)
    widget.set_tile(tile)
    other.set_tile(Tile("水位", "", truth=tile.truth))
    assert widget.unknown
    assert not differs(image_of(widget), image_of(other))


def test_the_ticker_says_level_sender_and_end(qtbot: QtBot) -> None:
    ticker = WarningTicker(load(), now=lambda: NOW)
    qtbot.addWidget(ticker)
    ticker.set_rows([warning(1)])
    assert ticker.text() == "大风蓝色预警 [Ⅳ/一般] 示范市气象台 12:00 发布 · 至 20:00"
    ticker.set_rows([replace(warning(1), headline="大风蓝色预警[Ⅳ级/general]")])
    assert ticker.text().startswith("大风蓝色预警[Ⅳ级/general] 示范"), "a level that is said is not said again"


def test_an_end_after_midnight_is_not_read_as_yesterdays(qtbot: QtBot) -> None:
    now = [NOW]
    ticker = WarningTicker(load(), now=lambda: now[0])
    qtbot.addWidget(ticker)
    ticker.set_rows([warning(1, expires=NOW + 86_400_000)])
    before = words.city_time(NOW - 9_154_000), words.city_time(NOW + 86_400_000)
    assert ticker.text().endswith(f"{before[0]:%H:%M} 发布 · 至 {before[1]:%m-%d %H:%M}")
    now[0] = NOW + 12 * 3_600_000
    said = f"{before[0]:%m-%d %H:%M} 发布 · 至 {before[1]:%m-%d %H:%M}"
    assert ticker.text().endswith(said), "now it is the day it ends on"


def test_the_ticker_steps_and_drops_what_has_ended(qtbot: QtBot) -> None:
    now = [NOW]
    ticker = WarningTicker(load(), now=lambda: now[0])
    qtbot.addWidget(ticker)
    ticker.set_rows([warning(1, expires=NOW + 1000), warning(2, headline="暴雨红色预警", level=1)])
    ticker.step()
    assert ticker.text().startswith("暴雨红色预警 [Ⅰ/特别严重]")
    now[0] = NOW + 2000
    assert [row.id for row in ticker.in_force()] == ["2"]
    ticker.set_rows([])
    assert ticker.text() == "当前无生效预警"
    ticker.set_quality(Quality.UNKNOWN)
    assert ticker.text() == "预警状态未知"


def test_the_clock_takes_its_time_while_painting(qtbot: QtBot) -> None:
    now = [NOW]
    clock = WallClock(load(), now=lambda: now[0])
    qtbot.addWidget(clock)
    clock.grab()
    assert clock.painted == NOW
    now[0] += 5000
    clock.grab()
    assert clock.painted == NOW + 5000
    assert date_words(NOW) == "11 月 22 日 周日"


def test_the_duty_line_leaves_out_whole_pairs_only(qtbot: QtBot) -> None:
    line = DutyLine(load())
    qtbot.addWidget(line)
    pairs = (("指挥长", "应急局"), ("值班长", "环境局"), ("", "当班调度员 9 人"))
    line.set_pairs(pairs)
    line.resize(line.sizeHint())
    assert line.shown_pairs() == pairs
    line.resize(line.sizeHint().width() - 20, 30)
    assert line.shown_pairs() == pairs[:2]
    line.resize(10, 30)
    assert line.shown_pairs() == pairs[:1]


def test_the_receipt_emits_what_the_operator_wants(qtbot: QtBot) -> None:
    bar = ReceiptBar(load())
    qtbot.addWidget(bar)
    bar.resize(700, 50)
    bar.show_receipt("已恢复：补收 41 条")
    with qtbot.waitSignal(bar.detail_requested, timeout=1000):
        bar._detail.click()
    with qtbot.waitSignal(bar.dismissed, timeout=1000):
        bar._dismiss.click()
    assert bar.isHidden()
    bar.show_receipt("已恢复", detail=False)
    assert bar._detail.isHidden()


def test_no_warnings_is_only_said_of_the_sources_that_were_heard(qtbot: QtBot) -> None:
    ticker = WarningTicker(load())
    qtbot.addWidget(ticker)
    assert ticker.text() == "当前无生效预警"
    ticker.set_missing(("应急同步中心",))
    assert ticker.text() == "已知来源无生效预警 · 不含“应急同步中心”（从未收到）"
    ticker.set_quality(Quality.UNKNOWN)
    assert ticker.text() == "预警状态未知"


def test_that_there_are_no_warnings_is_never_said_of_now_while_nobody_is_heard(qtbot: QtBot) -> None:
    ticker = WarningTicker(load(), now=lambda: NOW)
    qtbot.addWidget(ticker)
    ticker.resize(1400, 40)
    since = NOW - 3 * 3_600_000
    ticker.set_truth(Truth(Quality.CACHED, 3 * 3600.0, since))
    assert ticker.text() == f"断线前无生效预警 · 缓存 {words.hour_minute(since)} 起 · 3 h"
    ticker.set_rows([warning(1)])
    old = image_of(ticker)
    ticker.set_truth(Truth(Quality.CACHED, 4 * 3600.0, since))
    assert differs(image_of(ticker), old), "how old the list is stands beside a warning too"
    ticker.set_rows([])
    ticker.set_truth(Truth(Quality.LIVE, 1.0, NOW))
    assert ticker.text() == "当前无生效预警"
