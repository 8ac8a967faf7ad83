"""延期 at the desk: who asks sees that nothing has moved, who decides sees what, until when, and why they may not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from duty_stage import COMMANDER, DISPATCHER, LEADER, Stage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from scenes import MINUTE
from test_cases_page import SAFETY, case, offered, page_of, sent, shown

from console.commands import intents as do
from console.config.tables import TableBook
from console.domain.entities import Case, Clock, Entry, Hand, Request, Stamp
from console.domain.entities import Stage as CaseStage
from console.domain.roles import Person, Role
from console.models.case_acts import CaseAct
from console.models.cases import CaseShow
from screens.desk.cases.putting_off import DecideDialog, choices

pytestmark = pytest.mark.operations
CENTRE = Person("p-8", "吴中心", Role.WATCH_LEADER)


def wish(now: int, **fields: object) -> Case:
    request = Request(until=now + 300 * MINUTE, by="p-2", name="钱小雨", at=now, reason="等待配件", department=SAFETY)
    return case(now, "CG-5", CaseStage.HANDLING, 60, department=SAFETY, request=request, **fields)


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    now = made.world.now()
    made.put(wish(now), case(now, "CG-6", CaseStage.HANDLING, 30, department=SAFETY))
    yield made
    made.close()


def test_the_waiting_request_is_found_and_told_in_words(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, CENTRE)
    qtbot.keyClick(page.list, Qt.Key.Key_7)
    assert (page._show, shown(page)) == (CaseShow.TO_DECIDE, ["CG-5"])
    page.choose("CG-5")
    told = page.card.request.text()
    for part in (SAFETY, "钱小雨", "等待配件", "指挥长、值班长", "批准前时限不变"):
        assert part in told
    assert page.list.line(0).bottom.startswith("延期待审批")
    page.choose("CG-6")
    assert not page.card.request.isVisibleTo(page.card)


def test_it_is_decided_with_yes_or_a_reasoned_no(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, CENTRE)
    page.choose("CG-5")
    qtbot.keyClick(page.list, Qt.Key.Key_P)
    (dialog,) = page.findChildren(DecideDialog)
    dialog.send()
    assert "请选择" in dialog.said.text() and not stage.sent(), "a yes is chosen, never slipped into"
    dialog.answer.setCurrentIndex(2)
    dialog.send()
    assert "理由" in dialog.said.text() and not stage.sent()
    dialog.reason.setPlainText("配件已到库")
    dialog.send()
    intent = sent(stage, qtbot, do.DecideRequest)
    assert (intent.about, intent.approve, intent.reason) == ("CG-5", False, "配件已到库")


@pytest.mark.parametrize(("person", "why"), [
    (DISPATCHER, None), (COMMANDER, "本部门"), (LEADER, ""), (Person("p-2", "钱小雨", Role.WATCH_LEADER), "自己"),
])  # fmt: skip
def test_who_may_not_decide_reads_why(stage: Stage, qtbot: QtBot, person: Person, why: str | None) -> None:
    page = page_of(stage, qtbot, person)
    page.choose("CG-5")
    made = page.card.buttons[CaseAct.DECIDE]
    assert made.isVisibleTo(page.card) is (why is not None)
    assert (CaseAct.DECIDE in offered(page)) is (why == "")
    assert (why or "") in made.toolTip()
    assert CaseAct.EXTEND not in offered(page) and "等待审批" in page.card.buttons[CaseAct.EXTEND].toolTip()


@pytest.mark.parametrize(("person", "may"), [
    (DISPATCHER, True), (COMMANDER, True), (LEADER, False), (Person("p-2", "钱小雨", Role.WATCH_LEADER), True),
])  # fmt: skip
def test_who_asked_takes_it_back_with_one_key_and_others_read_why_not(
    stage: Stage, qtbot: QtBot, person: Person, may: bool
) -> None:
    page = page_of(stage, qtbot, person)
    page.choose("CG-5")
    made = page.card.buttons[CaseAct.WITHDRAW]
    assert made.isVisibleTo(page.card) and (CaseAct.WITHDRAW in offered(page)) is may
    assert ("申请部门可以撤回" in made.toolTip()) is not may
    qtbot.keyClick(page.list, Qt.Key.Key_W)
    if may:
        assert sent(stage, qtbot, do.WithdrawRequest).about == "CG-5"
    page.choose("CG-6")
    assert not made.isVisibleTo(page.card), "where nothing is asked for there is nothing to take back"


def test_the_story_tells_asking_and_answer_apart_and_in_city_time(stage: Stage, qtbot: QtBot) -> None:
    at = int(datetime(2026, 11, 27, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp() * 1000)
    facts = {"from": str(at), "to": str(at + 4 * 60 * MINUTE), "asked_by": "钱小雨"}
    words = {"asked": "申请延期，批准前时限不变", "approved": "同意延期", "refused": "不同意延期，时限不变",
             "lapsed": "延期申请到期未审批，失效", "withdrawn": "撤回延期申请，时限不变"}  # fmt: skip
    for number, decision in enumerate(words):
        stage.put(Entry(id=f"E-{number}", v=1, at=at + number, about="CG-5", sort=Stamp.EXTENDED,
                        data=facts | {"decision": decision}))  # fmt: skip
    page = page_of(stage, qtbot, CENTRE)
    page.choose("CG-5")
    told = [page.card.lines.line(row).top for row in range(5)]
    assert told == [f"{each} · 11-27 09:30 → 11-27 13:30" for each in reversed(words.values())]


def test_more_time_is_counted_on_the_case_s_own_clock() -> None:
    calendar = TableBook().current().calendar

    def at(day: int, hour: int, minute: int = 0) -> int:
        return int(datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp() * 1000)

    friday = at(27, 16, 30)
    natural = dict(choices(friday, Clock.NATURAL, calendar))
    assert (natural["2 小时"], natural["1 天"]) == (at(27, 18, 30), at(28, 16, 30))
    working = dict(choices(friday, Clock.WORKING, calendar))
    assert working["2 工作时"] == at(30, 9, 30), "one hour on Friday, the other on Monday from half past eight"
    assert working["1 个工作日"] == at(30, 16, 30), "no week-end in between"


def test_who_directed_a_case_is_not_offered_its_verification(stage: Stage, qtbot: QtBot) -> None:
    hand = (Hand(id=CENTRE.id, role=CENTRE.role),)
    done = case(stage.world.now(), "CG-7", CaseStage.CHECKING, 60, feedback="已清理", handler="x", commanded=hand)
    stage.put(done)
    page = page_of(stage, qtbot, CENTRE)
    page.choose("CG-7")
    assert not {CaseAct.CLOSE, CaseAct.DISPATCH} & offered(page)
    assert "不能对本案立案或核查" in page.card.buttons[CaseAct.CLOSE].toolTip()
    stage.operations.sign_in(LEADER, "s")
    page.choose("CG-7")
    assert {CaseAct.CLOSE, CaseAct.DISPATCH} <= offered(page)


def test_a_rework_shows_the_old_pictures_as_old_ones(stage: Stage, qtbot: QtBot) -> None:
    again = case(stage.world.now(), "CG-8", CaseStage.CHECKING, 60, feedback="重做了", handler="x", rework=1,
                 earlier=("a" * 64,))  # fmt: skip
    stage.put(again)
    page = page_of(stage, qtbot, CENTRE)
    page.choose("CG-8")
    assert "返工后还没有新的佐证图片" in page.card.evidence.now.words.text()
    assert "返工前的图片 1 张" in page.card.evidence.before.words.text()
    dialog = page.act(CaseAct.CLOSE)
    assert dialog is not None
    dialog.text.setPlainText("复查")
    dialog.send()
    assert "返工" in dialog.said.text() and not stage.sent()
