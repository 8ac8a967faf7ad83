"""缓办 at the desk: asked for, decided, withdrawn, resumed; while its clock stands a case is not chased."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from duty_stage import DISPATCHER, LEADER, Stage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from scenes import MINUTE
from test_cases_page import CITY, SAFETY, case, offered, page_of, sent, shown

from console.commands import intents as do
from console.domain.counters import CounterKey
from console.domain.entities import Case, Deferral, Entry, Request, Stamp, Wish
from console.domain.entities import Stage as CaseStage
from console.domain.roles import Person, Role
from console.models.case_acts import CaseAct
from console.models.cases import CaseShow, counts
from console.models.clock import midnight
from console.models.figures.rates import closing
from console.models.figures.tiles import city_tile
from screens.desk.cases.dialogs import WordsDialog
from screens.desk.cases.putting_off import DecideDialog, DeferDialog

pytestmark = pytest.mark.operations
DAY = 24 * 60 * MINUTE
CENTRE = Person("p-8", "吴中心", Role.WATCH_LEADER)


def wish(now: int) -> Case:
    request = Request(until=now + 7 * DAY, by="p-2", name="钱小雨", at=now, reason="待立项", department=SAFETY,
                      wish=Wish.DEFER)  # fmt: skip
    return case(now, "CG-5", CaseStage.HANDLING, 60, department=SAFETY, request=request)


def aside(now: int, **fields: object) -> Case:
    deferral = Deferral(since=now, until=now + 7 * DAY, reason="待立项", name="钱小雨", agreed="吴中心")
    return case(now, "CG-6", CaseStage.HANDLING, -20, department=SAFETY, deferral=deferral, **fields)


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    now = made.world.now()
    made.put(wish(now), aside(now, overdue=True), case(now, "CG-7", CaseStage.HANDLING, 30, department=SAFETY))
    yield made
    made.close()


def test_it_is_asked_for_with_a_day_and_a_reason(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, DISPATCHER)
    page.choose("CG-7")
    qtbot.keyClick(page.list, Qt.Key.Key_H)
    (dialog,) = page.findChildren(DeferDialog)
    assert dialog.until.count() == 5 and "90 天" in dialog.until.itemText(4), "no longer than the city allows"
    dialog.send()
    assert "理由" in dialog.said.text() and not stage.sent()
    dialog.until.setCurrentIndex(1)
    dialog.reason.setPlainText("无责任主体")
    dialog.send()
    intent = sent(stage, qtbot, do.Defer)
    assert (intent.about, intent.reason) == ("CG-7", "无责任主体")
    assert abs(intent.until - stage.world.now() - 7 * DAY) < 3 * MINUTE


def test_it_is_found_told_and_decided_by_the_name_of_what_is_asked_for(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, CENTRE)
    qtbot.keyClick(page.list, Qt.Key.Key_7)
    assert shown(page) == ["CG-5"]
    assert page.list.line(0).bottom.startswith("缓办待审批")
    page.choose("CG-5")
    assert page.card.buttons[CaseAct.DECIDE].text() == "缓办审批 P"
    for part in (SAFETY, "钱小雨", "待立项", "申请缓办至", "指挥长、值班长"):
        assert part in page.card.request.text()
    dialog = page.act(CaseAct.DECIDE)
    assert isinstance(dialog, DecideDialog)
    dialog.answer.setCurrentIndex(1)
    dialog.send()
    assert sent(stage, qtbot, do.DecideRequest).approve


def test_who_asked_takes_it_back_and_nobody_else_can(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, LEADER)
    page.choose("CG-5")
    assert CaseAct.WITHDRAW not in offered(page) and "撤回" in page.card.buttons[CaseAct.WITHDRAW].toolTip()
    stage.operations.sign_in(DISPATCHER, "s")
    page.choose("CG-5")
    qtbot.keyClick(page.list, Qt.Key.Key_W)
    assert sent(stage, qtbot, do.WithdrawRequest).about == "CG-5"


def test_what_is_deferred_stands_below_all_says_until_when_and_is_not_late(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, DISPATCHER)
    assert shown(page) == ["CG-7", "CG-5", "CG-6"]
    assert page.list.line(2).chip == "缓办" and page.list.line(2).right.startswith("缓办至")
    assert counts(stage.world, "")[CaseShow.LATE] == 0
    qtbot.keyClick(page.list, Qt.Key.Key_9)
    assert shown(page) == ["CG-6"]
    page.choose("CG-6")
    told = page.card.request.text()
    assert "时钟停走" in told and "钱小雨" in told and "吴中心" in told and "待立项" in told
    assert not {CaseAct.FEEDBACK, CaseAct.TRANSFER, CaseAct.EXTEND} & offered(page)
    assert not page.card.buttons[CaseAct.DEFER].isVisibleTo(page.card)
    dialog = page.act(CaseAct.RESUME)
    assert isinstance(dialog, WordsDialog)
    dialog.text.setPlainText("已立项")
    dialog.send()
    assert sent(stage, qtbot, do.Resume).reason == "已立项"


def test_its_story_tells_each_turn(stage: Stage, qtbot: QtBot) -> None:
    now = stage.world.now()
    facts = {"from": str(now), "to": str(now + DAY), "asked_by": "钱小雨"}
    turns = {
        "asked": "批准前时钟照走",
        "approved": "时钟停走",
        "refused": "不同意",
        "lapsed": "失效",
        "withdrawn": "撤回",
    }
    for number, decision in enumerate(turns):
        stage.put(Entry(id=f"E-{number}", v=1, at=now + number, about="CG-5", sort=Stamp.DEFERRED,
                        data=facts | {"decision": decision}))  # fmt: skip
    stage.put(Entry(id="E-9", v=1, at=now + 9, about="CG-5", sort=Stamp.RESUMED, data=facts))
    page = page_of(stage, qtbot, CENTRE)
    page.choose("CG-5")
    told = [page.card.lines.line(row).top for row in range(6)]
    assert "时钟继续走" in told[0]
    assert all(words in line for words, line in zip(reversed(turns.values()), told[1:], strict=True))


def test_deferred_cases_are_taken_off_the_denominator_on_page_and_tile(stage: Stage, qtbot: QtBot) -> None:
    """金华: ÷ (应结案数 − 缓办数). Of 10 to be closed 2 are deferred; 6 are closed, 4 of them in time."""
    today = midnight(stage.world.known_until())
    stage.count({CounterKey("city", "case.closed", today): 6, CounterKey("city", "case.closed_in_time", today): 4,
                 CounterKey("city", "case.overdue", 0): 2, CounterKey("city", "case.deferred", 0): 2})  # fmt: skip
    found = closing(stage.world)
    assert (found.owed, found.deferred) == (10, 2)
    page = page_of(stage, qtbot, CENTRE)
    assert [words for words, _ in page.frame._chips][2:] == ["今日结案率 75.0%", "今日按期 50.0%"]
    assert city_tile(stage.world).facts[0].value == "50.0%", CITY
