"""立案, 不予立案 and 作废 at the desk: offered while they have a place, with their reasons, counted above."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from duty_stage import DISPATCHER, LEADER, Stage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from test_cases_page import CITY, case, offered, page_of, sent, shown

from console.commands import intents as do
from console.domain.counters import CounterKey
from console.domain.entities import Entry, Hand, Stamp, System
from console.domain.entities import Stage as CaseStage
from console.domain.incidents.filing import Told
from console.domain.roles import Person, Role
from console.models.case_acts import CaseAct
from console.models.cases import CaseShow
from console.models.clock import midnight
from screens.desk.cases.dialogs import WordsDialog
from screens.desk.cases.filing import DeclineDialog

pytestmark = pytest.mark.operations
CENTRE = Person("p-8", "吴中心", Role.WATCH_LEADER)
JUDGING = {CaseAct.FILE, CaseAct.DECLINE}


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    now = made.world.now()
    made.put(
        case(now, "CG-1", CaseStage.REPORTED, 60), case(now, "CG-2", CaseStage.FILED, 30),
        case(now, "WG-3", CaseStage.REPORTED, 90, system=System.GRID),
    )  # fmt: skip
    yield made
    made.close()


def test_reports_are_found_and_filed_by_one_key(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, CENTRE)
    qtbot.keyClick(page.list, Qt.Key.Key_8)
    assert (page._show, shown(page)) == (CaseShow.TO_FILE, ["CG-1", "WG-3"])
    qtbot.keyClick(page.list, Qt.Key.Key_2)
    assert shown(page) == ["CG-2"], "what is filed waits for its dispatch, and nothing stands in both lists"
    qtbot.keyClick(page.list, Qt.Key.Key_8)
    page.choose("CG-1")
    assert offered(page) >= JUDGING and CaseAct.DISPATCH not in offered(page)
    assert "先由监督方立案" in page.card.buttons[CaseAct.DISPATCH].toolTip()
    qtbot.keyClick(page.list, Qt.Key.Key_A)
    assert sent(stage, qtbot, do.FileCase).about == "CG-1"


def test_a_grid_event_has_its_own_words_and_may_be_dispatched_at_once(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, CENTRE)
    page.choose("WG-3")
    assert [page.card.buttons[act].text() for act in (CaseAct.FILE, CaseAct.DECLINE)] == ["受理 A", "不予受理 R"]
    assert CaseAct.DISPATCH in offered(page)


def test_declining_asks_for_the_reason_and_how_the_reporter_was_told(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, CENTRE)
    page.choose("CG-1")
    qtbot.keyClick(page.list, Qt.Key.Key_R)
    (dialog,) = page.findChildren(DeclineDialog)
    dialog.send()
    assert "理由" in dialog.said.text()
    dialog.reason.setPlainText("现场未见所报问题")
    dialog.send()
    assert "告知" in dialog.said.text() and not stage.sent(), "chosen, never slipped into"
    dialog.told.setCurrentIndex(1)
    dialog.send()
    intent = sent(stage, qtbot, do.DeclineCase)
    assert (intent.about, intent.reason, intent.told) == ("CG-1", "现场未见所报问题", Told.PHONE)


def test_what_is_filed_has_no_such_buttons_and_a_leader_voids_it_with_a_reason(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, CENTRE)
    page.choose("CG-2")
    assert not any(page.card.buttons[act].isVisibleTo(page.card) for act in JUDGING)
    dialog = page.act(CaseAct.VOID)
    assert isinstance(dialog, WordsDialog)
    dialog.send()
    assert dialog.said.text() and not stage.sent()
    dialog.text.setPlainText("测试件")
    dialog.send()
    assert sent(stage, qtbot, do.VoidCase).reason == "测试件"


def test_who_may_not_judge_reads_why(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, LEADER)
    page.choose("CG-1")
    assert not (JUDGING | {CaseAct.VOID}) & offered(page), f"it is {CITY}'s own"
    assert "本部门" in page.card.buttons[CaseAct.DECLINE].toolTip()
    stage.operations.sign_in(DISPATCHER, "s")
    page.choose("CG-1")
    assert offered(page) >= JUDGING
    assert not page.card.buttons[CaseAct.VOID].isVisibleTo(page.card), "a leader's"
    stage.put(case(stage.world.now(), "CG-4", CaseStage.REPORTED, 5, commanded=(Hand(id="p-2", role=Role.DISPATCHER),)))
    page.choose("CG-4")
    assert not JUDGING & offered(page), "who urged it already directs it"


def test_who_filed_a_case_reads_that_they_filed_it_and_not_that_they_verified_it(stage: Stage, qtbot: QtBot) -> None:
    now, mine = stage.world.now(), (Hand(id=CENTRE.id, role=CENTRE.role),)
    stage.put(case(now, "CG-2", CaseStage.FILED, 30, v=2, supervised=mine), case(
        now, "CG-1", CaseStage.REPORTED, 60, v=2, commanded=mine,
    ))  # fmt: skip
    page = page_of(stage, qtbot, CENTRE)
    page.choose("CG-2")
    assert "立案或核查过本案的人不能再派遣" in page.card.buttons[CaseAct.DISPATCH].toolTip()
    page.choose("CG-1")
    assert "督办过本案的人不能对本案立案或核查" in page.card.buttons[CaseAct.FILE].toolTip()


def test_the_story_tells_how_the_reporter_was_told(stage: Stage, qtbot: QtBot) -> None:
    now = stage.world.now()
    stage.put(Entry(id="E-1", v=1, at=now, by="吴中心", about="CG-2", sort=Stamp.DECLINED, text="现场未见所报问题",
                    data={"told": "phone", "title": "CG-2 暴露垃圾"}))  # fmt: skip
    page = page_of(stage, qtbot, CENTRE)
    page.choose("CG-2")
    line = page.card.lines.line(0)
    assert line.chip == "不予立案" and "已电话告知上报人" in line.top and "现场未见所报问题" in line.top


def test_the_header_tells_the_day_s_shares_with_the_bucket_that_waits(stage: Stage, qtbot: QtBot) -> None:
    today = midnight(stage.world.known_until())
    flows = {"filed": 16, "declined": 3, "unfiled": 1, "closed": 9, "closed_in_time": 6}
    stage.count({CounterKey("city", f"case.{name}", today): n for name, n in flows.items()})
    stage.count({CounterKey("grid", "case.overdue", 0): 1})
    page = page_of(stage, qtbot, CENTRE)
    told = [words for words, _ in page.frame._chips]
    assert told == ["今日立案率 80.0%", "未立案 1", "今日结案率 90.0%", "今日按期 60.0%"]


def test_a_dialog_is_as_high_as_its_fields_need(stage: Stage, qtbot: QtBot) -> None:
    """Its height was once added to itself: a dialog for one sentence filled the desk."""
    page = page_of(stage, qtbot, CENTRE)
    page.choose("CG-2")
    dialog = page.act(CaseAct.URGE)
    assert isinstance(dialog, WordsDialog)
    qtbot.waitUntil(lambda: dialog._fields.minimumHeight() > 0)
    qtbot.wait(50)
    others = dialog.height() - dialog._fields.height()
    assert dialog._fields.height() <= dialog._field_height(dialog.width()) + 2
    assert others < dialog._fields.height(), "heading and buttons are the smaller part"
