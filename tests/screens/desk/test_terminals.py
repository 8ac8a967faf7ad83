"""The hall's computers at the desk: what is said of each, and that silence, here or there, is never called well."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alarm_stage import desk_of
from duty_stage import Stage
from pytestqt.qtbot import QtBot
from scenes import shift

from console.domain.entities import Condition, OutputState, Running, Terminal, WindowState
from console.models.duty.terminals import Mood, rows
from console.store.boot import boot_id
from console.store.commit import LinkState
from console.wall.report import WindowReport, write
from screens.desk.duty.handover_page import HandoverPage
from screens.desk.duty.page import DutyPage
from widgets.map.painter import Cause

pytestmark = pytest.mark.operations
SECOND = 1_000


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.put(shift(made.world.now()))
    yield made
    made.close()


def terminal(now: int, name: str = "大厅大屏", *, node: str = "", missing: int = 0, **more: Any) -> Terminal:
    shown = WindowState(
        window="wall", since=now - 3600 * SECOND, painter="native", why="no-graphics-card",
        outputs=(OutputState("左", "1920×1080"), OutputState("右", "" if missing else "1920×1080", missing)),
    )  # fmt: skip
    condition = Condition(node=node or name, version="0.1.0", since=now, windows=(shown,), links={"城": 0})
    fields: dict[str, Any] = {"v": 1, "at": now, "condition": condition, "heard": now} | more
    return Terminal(id=name, **fields)


def page_of(stage: Stage, qtbot: QtBot) -> DutyPage:
    page = DutyPage(stage.room)
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_wall_of_another_computer_is_told_at_the_foot_and_on_the_duty_page(qtbot: QtBot, stage: Stage) -> None:
    now = stage.world.now()
    desk, page = desk_of(stage, qtbot), page_of(stage, qtbot)
    stage.put(terminal(now))
    desk._refresh()
    page.tick()
    assert not desk.foot.outputs.isVisible() and not desk.foot.walls.isVisible()
    line = page.terminals.list.line(0)
    assert (line.top, line.bottom, line.right) == ("大厅大屏", "最后收到 20 s 内", "正常")
    stage.put(terminal(now, missing=now - 60 * SECOND, v=2))
    desk._refresh()
    page.tick()
    assert (
        desk.foot.outputs.text() == "大屏缺 1 屏"
        and "大屏输出“右（大厅大屏）”没有显示器" in desk.foot.outputs.toolTip()
    )
    assert page.terminals.list.line(0).right == "缺 1 屏"
    stage.put(terminal(now, missing=now - 60 * SECOND, v=3, silent=True, heard=now - 300 * SECOND))
    desk._refresh()
    page.tick()
    assert not desk.foot.outputs.isVisible(), "nobody knows its outputs now"
    assert desk.foot.walls.text() == "大屏失联 1" and "大厅大屏：5 min" in desk.foot.walls.toolTip()
    line = page.terminals.list.line(0)
    assert line.right.startswith("5 min") and line.right.endswith("未收到") and line.bottom.count(":") >= 1


def test_what_this_computer_s_own_wall_says_is_not_told_twice(qtbot: QtBot, stage: Stage) -> None:
    now = stage.world.now()
    desk = desk_of(stage, qtbot)
    write(stage.folder, WindowReport("hall-pc", time.time(), {"右": now - 60 * SECOND}))
    stage.put(terminal(now, node="hall-pc", missing=now - 60 * SECOND))
    desk._refresh()
    assert desk.foot.outputs.text() == "大屏缺 1 屏"


def test_all_that_is_known_of_one_is_in_its_dialog_which_follows_it(qtbot: QtBot, stage: Stage) -> None:
    now = stage.world.now()
    page = page_of(stage, qtbot)
    stage.put(terminal(now, missing=now - 60 * SECOND))
    page.tick()
    page.terminals.list.choose("大厅大屏")
    page.terminals.list.activated.emit(page.terminals.list.currentIndex())
    dialog = page.terminals.dialog
    assert dialog is not None
    said = dialog.text.toPlainText()
    for words in (
        "缺 1 屏",
        "版本：0.1.0",
        "链路 城：正常",
        "屏 左：1920×1080",
        "屏 右：没有显示器",
        "平面绘制（没有图形加速）",
    ):
        assert words in said, words
    stage.put(terminal(now, v=2))
    page.tick()
    assert "没有显示器" not in dialog.text.toPlainText()
    dialog.reject()
    qtbot.waitUntil(lambda: page.terminals.dialog is None)
    page.tick()


def test_while_this_desk_hears_no_gateway_nothing_of_a_terminal_is_called_well(qtbot: QtBot, stage: Stage) -> None:
    now = stage.world.now()
    stage.put(terminal(now))
    assert rows(stage.world)[0].mood is Mood.WELL
    long_ago = time.monotonic_ns() - 60 * 10**9
    stage.writer.link(stage.backend, LinkState("down", "", now - 60_000, long_ago, boot_id(), 0, stage.seq))
    stage.look()
    (row,) = rows(stage.world)
    assert row.mood is Mood.UNKNOWN and row.state.startswith("未知，") and row.state.endswith("：正常")


def test_a_computer_that_speaks_to_two_backends_is_listed_once_by_who_heard_it_last(stage: Stage) -> None:
    now = stage.world.now()
    other = stage.join("二中心")
    stage.put(terminal(now, node="hall-pc", silent=True, heard=now - 90 * SECOND))
    stage.put(terminal(now, "wall of theirs", node="hall-pc", missing=now), backend=other)
    (row,) = rows(stage.world)
    assert (row.id, row.mood) == ("wall of theirs", Mood.WORSE)


def test_two_computers_that_were_given_the_same_host_name_are_two(stage: Stage) -> None:
    """As they are where all were made from one disk image: their keys tell them apart, and a lost one is not hidden."""
    now = stage.world.now()
    other = stage.join("二中心")
    stage.put(terminal(now, "东厅", node="localhost"))
    stage.put(terminal(now, "西厅", node="localhost", silent=True, heard=now - 90 * SECOND))
    assert [(row.id, row.mood) for row in rows(stage.world)] == [("西厅", Mood.LOST), ("东厅", Mood.WELL)]
    for name in ("东厅", "西厅"):
        stage.put(terminal(now, f"{name}（二）", node="localhost", heard=now - SECOND), backend=other)
    assert len(rows(stage.world)) == 2, "and each once, though both speak to two backends"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"left": True}, "已正常退出"),
        ({"condition": Condition(node="x")}, "没有窗口"),
        ({"condition": Condition(node="x", windows=(WindowState(window="desk"),), links={"城": 5})}, "链路中断"),
        ({"condition": Condition(node="x", windows=(WindowState(window="desk", fell_back=True),))}, "绘制降级"),
        ({"condition": Condition(node="x", windows=(WindowState(window="wall", trouble="bad"),))}, "设置有误"),
        ({"condition": Condition(node="x", windows=(WindowState(window="wall", deaths=(1, 2, 3)),))}, "反复退出"),
        ({"condition": Condition(node="x", windows=(WindowState(window="wall"),), offset=120_000)}, "时钟不准"),
    ],
)
def test_what_is_wrong_has_a_word(stage: Stage, changes: dict[str, Any], words: str) -> None:
    now = stage.world.now()
    stage.put(terminal(now, **changes))
    assert rows(stage.world)[0].state == words
    assert rows(stage.world)[0].mood in (Mood.AWAY, Mood.WORSE)


def test_a_hung_window_is_a_lost_wall_since_its_last_word_and_is_handed_over(qtbot: QtBot, stage: Stage) -> None:
    now = stage.world.now()
    hung = WindowState(window="wall", running=Running.HUNG, since=now - 125 * SECOND)
    stage.put(terminal(now, condition=Condition(node="x", windows=(hung,))))
    (row,) = rows(stage.world)
    assert row.mood is Mood.LOST and row.state.startswith("大屏无响应 2 min")
    page = HandoverPage(stage.room)
    qtbot.addWidget(page)
    page.reload()
    devices = next(part for part in page.paper().parts if part.heading.startswith("离线设备"))
    assert any(line.startswith("大屏终端“大厅大屏” · 未收到 · ") for line in devices.lines)


@pytest.mark.parametrize("cause", [each for each in Cause if each.value])
def test_each_cause_of_a_painter_is_told_in_words(stage: Stage, cause: Cause) -> None:
    shown = WindowState(window="wall", since=1, painter="native", why=cause.value, fell_back=True)
    stage.put(terminal(stage.world.now(), condition=Condition(node="x", windows=(shown,))))
    said = dict(rows(stage.world)[0].facts)["地图"]
    assert said.startswith("降级为平面绘制") and cause.value not in said
