"""What of the hall's own equipment is out of order: told at the desk's foot, and handed over with the shift."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from alarm_stage import desk_of
from duty_stage import Stage
from pytestqt.qtbot import QtBot
from scenes import shift

from console.domain.link_trouble import Trouble, reason
from console.store.commit import LinkState
from console.wall.report import WindowReport, withdraw, write
from screens.desk.duty.handover_page import HandoverPage
from widgets.truth_strip import TruthStrip

pytestmark = pytest.mark.operations


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.put(shift(made.world.now()))
    yield made
    made.close()


def test_outputs_without_a_monitor_are_told_and_handed_over(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    desk._refresh()
    assert not desk.foot.outputs.isVisible()
    since = 1_780_000_200_000
    write(stage.folder, WindowReport("hall-1", time.time(), {"左上": since, "右下": since + 60_000}))
    desk._refresh()
    assert desk.foot.outputs.isVisible() and desk.foot.outputs.text() == "大屏缺 2 屏"
    assert "大屏输出“左上”没有显示器，05-29 04:30 起" in desk.foot.outputs.toolTip()
    page = HandoverPage(stage.room)
    qtbot.addWidget(page)
    page.reload()
    devices = next(part for part in page.paper().parts if part.heading.startswith("离线设备"))
    assert devices.lines[-2:] == [
        "大屏输出“左上” · 没有显示器 · 05-29 04:30 起", "大屏输出“右下” · 没有显示器 · 05-29 04:31 起"
    ]  # fmt: skip
    withdraw(stage.folder, "hall-1")
    desk._refresh()
    assert not desk.foot.outputs.isVisible()


def test_settings_that_cannot_be_used_are_told_with_the_sentence_of_the_check(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    desk._refresh()
    assert not desk.foot.settings.isVisible()
    write(stage.folder, WindowReport("hall-1", time.time(), trouble="scene a.toml: pane map is off the grid"))
    desk._refresh()
    assert desk.foot.settings.isVisible() and desk.foot.settings.text() == "大屏设置有误，沿用原来的"
    desk._gear.trouble = lambda: "settings file b.toml is not valid TOML"
    desk._refresh()
    assert desk.foot.settings.text() == "设置有误，沿用原来的 · 大屏设置有误，沿用原来的"
    told = desk.foot.settings.toolTip()
    assert "b.toml is not valid TOML" in told and "pane map is off the grid" in told
    withdraw(stage.folder, "hall-1")
    desk._gear.trouble = str
    desk._refresh()
    assert not desk.foot.settings.isVisible()


def test_a_cause_is_told_in_the_language_of_the_desk_and_a_pane_that_lacks_a_backend_is_not_live(
    qtbot: QtBot, stage: Stage
) -> None:
    desk = desk_of(stage, qtbot)
    desk._refresh()
    assert desk.qualities()["alarms"] == "live"
    dead = stage.writer.backend("应急同步中心", "http://dead")
    stage.writer.link(dead, LinkState(state="down", reason=reason(Trouble.NOBODY)))
    stage.hear()
    desk._refresh()
    strip = next(each for each in desk.foot.findChildren(TruthStrip) if "应急同步中心" in each.toolTip())
    assert "应急同步中心：从未收到 · 该地址无人应答" in strip.toolTip()
    assert desk.qualities()["alarms"] == "incomplete"
