"""The operator's desk, from a real cache: choosing an alarm, receipts, quarantine, and data that tries to be markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from console.models.world import World
from console.store.commit import Receipt
from console.wall.monitors import standard_monitors
from resources.theme import Theme
from screens.desk import DeskWindow
from widgets.alarms.list import AlarmList
from widgets.facts import FactsCard
from widgets.map.map_pane import MapPane
from widgets.map.tile_source import TileSource
from widgets.receipt import ReceiptBar
from widgets.trend.pane import TrendPane

MARKUP = '<b>粗</b><img src="x" onerror="y"><h1>标题</h1>'
ALARMS = 5


@pytest.fixture
def desk(qtbot: QtBot, town: Any, world: World, theme: Theme, tiles: TileSource) -> Iterator[DeskWindow]:
    town.live_through_a_day([town.alarm(f"al-{n}", n) for n in range(ALARMS)])
    town.hear()
    window = DeskWindow(world, theme, tiles)
    window.resize(standard_monitors()[0].width, standard_monitors()[0].height)
    window.show()
    qtbot.waitUntil(lambda: world.alarms.count() == ALARMS)
    yield window
    window.close()
    window.deleteLater()


def click_row(qtbot: QtBot, desk: DeskWindow, index: int) -> None:
    rows = desk.findChild(AlarmList)
    y = next(y for y in range(rows.heading_height(), rows.viewport().height()) if rows.index_at(y) == index)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, y + 4))


def facts_of(desk: DeskWindow) -> str:
    return desk.findChild(FactsCard).findChild(QLabel).text()


def test_a_click_on_an_alarm_says_value_and_limit(qtbot: QtBot, desk: DeskWindow) -> None:
    click_row(qtbot, desk, 0)
    qtbot.waitUntil(lambda: "87.5 mg/L" in facts_of(desk) and "50 mg/L" in facts_of(desk))
    assert "海曲区" in facts_of(desk)


def test_a_click_on_an_alarm_flies_the_map_there(qtbot: QtBot, desk: DeskWindow, world: World) -> None:
    row = world.alarms.row(2)
    click_row(qtbot, desk, 2)
    camera = desk.findChild(MapPane).camera
    qtbot.waitUntil(lambda: not camera.flying and camera.centre == pytest.approx((row.lon, row.lat), abs=1e-4))
    assert camera.zoom == pytest.approx(14.0, abs=0.01)


def test_a_click_on_an_alarm_opens_its_series(qtbot: QtBot, desk: DeskWindow) -> None:
    click_row(qtbot, desk, 0)
    chart = desk.findChild(TrendPane).chart
    qtbot.waitUntil(lambda: bool(chart.trend().lines) and len(chart.trend().lines[0].at) >= 23)
    assert "化学需氧量" in chart.trend().title
    assert [limit.value for limit in chart.trend().thresholds] == [50.0]


def test_the_arrow_keys_walk_the_list(qtbot: QtBot, desk: DeskWindow) -> None:
    rows = desk.findChild(AlarmList)
    click_row(qtbot, desk, 0)
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "88.5 mg/L" in facts_of(desk))
    qtbot.keyClick(rows, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: "87.5 mg/L" in facts_of(desk))


def receipt(town: Any, events: int = 41, **fields: Any) -> Receipt:
    return Receipt("示范市", town.now - 372_000, town.now, events, 3, 2, **fields)


def test_a_receipt_is_shown_opened_and_dismissed(qtbot: QtBot, desk: DeskWindow, town: Any) -> None:
    bar = desk.findChild(ReceiptBar)
    assert not bar.isVisible()
    town.receipt(receipt(town))
    qtbot.waitUntil(bar.isVisible)
    assert "6 min 12 s" in bar.text() and "41" in bar.text()
    details, dismiss = bar.findChildren(QPushButton)
    details.click()
    (opened,) = [dialog for dialog in desk.findChildren(QDialog) if dialog.isVisible()]
    assert opened.findChild(QTableWidget).item(0, 1).text() == bar.text()
    opened.close()
    dismiss.click()
    qtbot.wait(700)
    assert not bar.isVisible(), "a dismissed receipt stays away"
    town.receipt(receipt(town, events=7))
    qtbot.waitUntil(bar.isVisible)


def test_a_receipt_says_what_nobody_knows(qtbot: QtBot, desk: DeskWindow, town: Any) -> None:
    town.receipt(receipt(town, unknown_from=town.now - 60_000, unknown_to=town.now, reason="a new log"))
    bar = desk.findChild(ReceiptBar)
    qtbot.waitUntil(bar.isVisible)
    assert "无记录" in bar.text()


def test_a_rebuilt_cache_is_said(qtbot: QtBot, desk: DeskWindow, town: Any) -> None:
    town.receipt(Receipt("示范市", 0, town.now, reason="rebuilt: malformed"))
    bar = desk.findChild(ReceiptBar)
    qtbot.waitUntil(bar.isVisible)
    assert "缓存损坏" in bar.text() and "留存" in bar.text()


def quarantine_button(desk: DeskWindow) -> QPushButton:
    (button,) = [each for each in desk.findChildren(QPushButton) if "隔离" in each.text()]
    return button


def test_quarantined_events_are_counted_and_listed(qtbot: QtBot, desk: DeskWindow, town: Any) -> None:
    assert not [each for each in desk.findChildren(QPushButton) if "隔离" in each.text() and each.isVisible()]
    town.poison("no such kind", f'{{"kind":"{MARKUP}"'.encode() + b"\xff\x00")
    town.poison("too long", b"x" * 4000)
    qtbot.waitUntil(lambda: quarantine_button(desk).isVisible() and "2" in quarantine_button(desk).text())
    quarantine_button(desk).click()
    (opened,) = [dialog for dialog in desk.findChildren(QDialog) if dialog.isVisible()]
    table = opened.findChild(QTableWidget)
    assert table.rowCount() == 2
    assert [table.item(row, 3).text() for row in (0, 1)] == ["too long", "no such kind"]
    assert MARKUP in table.item(1, 4).text() and "\x00" not in table.item(1, 4).text()


def test_data_that_is_markup_is_shown_as_it_stands(qtbot: QtBot, desk: DeskWindow, town: Any, world: World) -> None:
    town.put(town.alarm("al-html", 0, title=MARKUP, priority=1, unit="<i>u</i>", area=MARKUP))
    qtbot.waitUntil(lambda: world.alarms.count() == ALARMS + 1)
    click_row(qtbot, desk, 0)
    qtbot.waitUntil(lambda: "<i>u</i>" in facts_of(desk))
    assert MARKUP in facts_of(desk)
    label = desk.findChild(FactsCard).findChild(QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText
    rows = desk.findChild(AlarmList)
    tips = [rows.tooltip_at(QPoint(x, rows.heading_height() + 6)) for x in range(0, rows.width(), 20)]
    tips += [desk.findChild(FactsCard).toolTip(), desk.findChild(MapPane).toolTip()]
    assert not [tip for tip in tips if "<b>" in tip or "<img" in tip], "a tool tip with tags in it would obey them"


def test_where_nothing_is_known_no_zero_is_said(qtbot: QtBot, theme: Theme, tiles: TileSource) -> None:
    world = World()
    window = DeskWindow(world, theme, tiles)
    qtbot.addWidget(window)
    window._refresh()
    chips = window.alarms.bar.show_chips.values()
    assert [chip.text() for chip in chips if chip.isVisibleTo(window)] == ["未确认 —", "全部 —", "已搁置 —"]
    assert not window.foot.nothing.isVisibleTo(window)
    world.begun -= 60
    window._refresh()
    assert window.foot.nothing.isVisibleTo(window) and "接入进程" in window.foot.nothing.text()
