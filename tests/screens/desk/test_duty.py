"""The duty page: the shift that is on, the week, editing with the rules' word before anything is sent, swaps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from duty_stage import DISPATCHER, LEADER, WALL, Stage, all_of, shown
from pytestqt.qtbot import QtBot
from scenes import HOUR, shift

from console.commands import intents as do
from console.domain.entities import Swap
from console.domain.roles import Person
from screens.desk.duty.page import DutyPage
from screens.desk.duty.shift_dialog import ShiftDialog

pytestmark = pytest.mark.operations


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path, city=False)
    yield made
    made.close()


def page_of(stage: Stage, qtbot: QtBot, person: Person = LEADER) -> DutyPage:
    stage.seat(person)
    return shown(DutyPage(stage.room), stage, qtbot)


def test_the_shift_that_is_on_is_shown_and_marked(stage: Stage, qtbot: QtBot) -> None:
    stage.put(shift(stage.world.now()))
    page = page_of(stage, qtbot)
    assert "周建国now" in page.posts.toPlainText()
    assert page.table.rows()[0].cells[1].text.endswith("在班")


def test_without_a_shift_the_page_says_so(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot)
    assert page.posts.toPlainText() == "现在没有排班。"
    assert page.week.text().endswith("尚未排班")


@pytest.mark.parametrize(
    ("person", "edits", "asks"), [(LEADER, True, True), (DISPATCHER, False, True), (WALL, False, False)]
)
def test_who_may_edit_and_who_may_ask(stage: Stage, qtbot: QtBot, person: Person, edits: bool, asks: bool) -> None:
    stage.put(shift(stage.world.now()))
    page = page_of(stage, qtbot, person)
    assert (page.add.isVisibleTo(page), page.change.isVisibleTo(page)) == (edits, edits)
    assert page.agree.isVisibleTo(page) == edits
    assert page.ask.isVisibleTo(page) == asks
    assert (page.edit("duty-now") is not None) == edits


def test_a_sound_shift_is_sent_with_the_version_that_was_seen(stage: Stage, qtbot: QtBot) -> None:
    stage.put(shift(stage.world.now()))
    page = page_of(stage, qtbot)
    dialog = page.edit("duty-now")
    assert isinstance(dialog, ShiftDialog)
    assert dialog.findings.toPlainText() == "没有冲突。"
    dialog.dispatchers["市应急管理局"].setText("钱小雨，孙小雪")
    with qtbot.waitSignal(dialog.accepted):
        dialog.send()
    (entry,) = stage.sent()
    intent = entry.command.intent
    assert isinstance(intent, do.SaveShift) and entry.command.expected == 2
    assert intent.dispatchers["市应急管理局"] == ["钱小雨", "孙小雪"]
    stage.operations.look()
    page.reload()
    assert page.table.rows()[0].cells[-1].text == "待发送"


def test_a_conflict_is_explained_and_not_sent(stage: Stage, qtbot: QtBot) -> None:
    now = stage.world.now()
    stage.put(shift(now), shift(now, "duty-nxt", 10 * HOUR))
    page = page_of(stage, qtbot)
    dialog = page.edit("duty-now")
    assert isinstance(dialog, ShiftDialog)
    dialog.watch_leader.setEditText("赵志国nxt")
    assert not dialog.send_button.isEnabled()
    assert dialog.findings.toPlainText().startswith("赵志国nxt与 ")
    assert "至少要休息 8 小时。" in dialog.findings.toPlainText()
    dialog.leader.setEditText("")
    assert "没有带班市领导。" in dialog.findings.toPlainText()
    dialog.close()


def test_a_swap_is_asked_for_and_decided_by_somebody_else(stage: Stage, qtbot: QtBot) -> None:
    now = stage.world.now()
    stage.put(shift(now), Swap(id="S", v=1, at=now, shift="duty-now", person=LEADER.name, other="乙", reason="r",
                               asked_by="丙"))  # fmt: skip
    stage.put(Swap(id="T", v=4, at=now - 1, shift="duty-now", person="甲", other="乙", reason="陪护", asked_by="甲"))
    page = page_of(stage, qtbot)
    page.requests.choose("S")
    assert not page.agree.isEnabled() and page.agree.toolTip() == "不能审批与本人有关的换班"
    page.requests.choose("T")
    dialog = page.decide(False)
    assert dialog is not None
    dialog.send()  # type: ignore[attr-defined]
    assert dialog.said.text() == "请写明不同意的理由。"  # type: ignore[attr-defined]
    dialog.reason.setPlainText("人手不足")  # type: ignore[attr-defined]
    with qtbot.waitSignal(dialog.accepted):
        dialog.send()  # type: ignore[attr-defined]
    asking = page.request_swap()
    assert asking is not None
    asking.other.setEditText("新人")  # type: ignore[attr-defined]
    asking.reason.setPlainText("培训")  # type: ignore[attr-defined]
    with qtbot.waitSignal(asking.accepted):
        asking.send()  # type: ignore[attr-defined]
    decided, asked = (e.command.intent for e in stage.sent())
    assert isinstance(decided, do.DecideSwap) and (decided.about, decided.approve) == ("T", False)
    assert isinstance(asked, do.RequestSwap) and asked.other == "新人"
    assert all_of([do.DecideSwap], stage.sent())[0].reason == "人手不足"
