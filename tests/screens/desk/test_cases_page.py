"""The case page by keyboard and mouse: what is listed, offered, asked and sent; the verifier is somebody else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alarm_stage import desk_of
from duty_stage import COMMANDER, DISPATCHER, LEADER, WALL, Stage, all_of, in_hand
from duty_stage import shown as exposed
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from scenes import MINUTE, spill

from console.commands import intents as do
from console.commands.envelope import Verdict
from console.domain.entities import Case, Entry, Stamp, System
from console.domain.entities import Stage as CaseStage
from console.domain.pictures import clean
from console.domain.roles import Person, Role
from console.models.acting.outbox_rows import Next
from console.models.case_acts import CaseAct
from console.models.cases import CaseShow, counts, is_of, listing
from console.store.pictures import PictureFolder
from screens.desk.cases.dialogs import (
    CloseDialog,
    FeedbackDialog,
    SendDialog,
    TransferDialog,
    WordsDialog,
)
from screens.desk.cases.page import CasesPage
from screens.desk.cases.putting_off import ExtendDialog
from screens.desk.incident.merging import MergeDialog
from screens.desk.incident.opening import OpenDialog

pytestmark = pytest.mark.operations
CITY, SAFETY = "市城市管理局", "市应急管理局"
VERIFIER = Person("p-9", "周核", Role.DISPATCHER, CITY)


def case(now: int, name: str, stage: CaseStage, minutes: int, **fields: Any) -> Case:
    """A case that is due in so many minutes."""
    base: dict[str, Any] = {
        "system": System.CITY, "category": "市容环境/暴露垃圾", "title": f"{name} 暴露垃圾",
        "opened": now - 60 * MINUTE, "due": now + minutes * MINUTE, "area": "990102003009005", "department": CITY,
    }  # fmt: skip
    return Case(id=name, at=now, stage=stage, **({"v": 3} | base | fields))


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    now = made.world.now()
    made.put(
        case(now, "CG-1", CaseStage.FILED, 40, department="", title="东湾路口井盖破损"),
        case(now, "CG-2", CaseStage.DISPATCHED, 10, department="应急", assisting=(CITY,)),
        case(now, "CG-3", CaseStage.HANDLING, -5, overdue=True, department=SAFETY),
        case(now, "CG-4", CaseStage.CHECKING, 30, feedback="已清理", handler="p-9"),
    )
    yield made
    made.close()


def page_of(stage: Stage, qtbot: QtBot, person: Person | None = LEADER, *, show: CaseShow = CaseShow.ALL) -> CasesPage:
    stage.seat(person)
    page = exposed(CasesPage(stage.room), stage, qtbot)
    page.choose_show(show)
    return in_hand(page, page.list, qtbot)


def shown(page: CasesPage) -> list[str]:
    return [page.list._model.name(row) for row in range(page.list.count())]


def offered(page: CasesPage) -> set[CaseAct]:
    return {act for act, made in page.card.buttons.items() if made.isVisibleTo(page.card) and made.isEnabled()}


def sent(stage: Stage, qtbot: QtBot, kind: type[do.Intent]) -> Any:
    qtbot.waitUntil(lambda: bool(all_of([kind], stage.sent())))
    return all_of([kind], stage.sent())[-1]


def picture(folder: Path) -> Path:
    path = folder / "现场.jpg"
    Image.new("RGB", (64, 48), "green").save(path, "JPEG")
    return path


def test_the_list_shows_what_is_wanted_the_first_due_on_top(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, DISPATCHER, show=CaseShow.MINE)
    assert shown(page) == ["CG-3", "CG-2"], "its own, by its short name too"
    wanted = {
        CaseShow.TO_SEND: ["CG-1"], CaseShow.OUT: ["CG-3", "CG-2"], CaseShow.TO_VERIFY: ["CG-4"],
        CaseShow.LATE: ["CG-3"], CaseShow.ALL: ["CG-3", "CG-2", "CG-4", "CG-1"],
    }  # fmt: skip
    for number, (show, names) in enumerate(wanted.items(), 2):
        qtbot.keyClick(page.list, Qt.Key(Qt.Key.Key_0 + number))
        assert (page._show, shown(page)) == (show, names)
        assert counts(stage.world, SAFETY)[show] == len(names)
    page.words.setText("dwlk")
    page.reload()
    assert shown(page) == ["CG-1"], "found by its pinyin initials"


def test_a_department_s_cases_are_those_it_leads_or_helps_with() -> None:
    one = case(0, "CG-1", CaseStage.DISPATCHED, 1, department="应急", assisting=(CITY,))
    assert is_of(one, SAFETY) and is_of(one, CITY)
    assert not is_of(one, "市公安局") and not is_of(one, "")


ANY = {CaseAct.URGE, CaseAct.COUNTY, CaseAct.INCIDENT, CaseAct.ATTACH, CaseAct.COMMENT}
STATES = {
    "CG-1": ANY | {CaseAct.DISPATCH},
    "CG-2": ANY
    | {CaseAct.RECEIVE, CaseAct.FEEDBACK, CaseAct.TRANSFER, CaseAct.SEND_BACK, CaseAct.EXTEND, CaseAct.DEFER},
    "CG-3": ANY | {CaseAct.FEEDBACK, CaseAct.TRANSFER, CaseAct.DEFER},
    "CG-4": ANY | {CaseAct.DISPATCH, CaseAct.CLOSE, CaseAct.TRANSFER},
}


@pytest.mark.parametrize("name", list(STATES))
def test_a_state_offers_what_the_rules_allow_and_says_why_not(stage: Stage, qtbot: QtBot, name: str) -> None:
    page = page_of(stage, qtbot, DISPATCHER)
    page.choose(name)
    assert offered(page) == STATES[name]
    stage.operations.sign_in(VERIFIER, "s")
    page.choose(name)
    mine = name == "CG-2"
    theirs = set() if mine else {CaseAct.RECEIVE, CaseAct.FEEDBACK, CaseAct.SEND_BACK, CaseAct.DEFER}
    assert offered(page) == STATES[name] - theirs - {CaseAct.CLOSE}, "what is another department's is left to it"
    stage.operations.sign_in(DISPATCHER, "s")
    page.choose(name)
    for act, made in page.card.buttons.items():
        if made.isVisibleTo(page.card) and not made.isEnabled():
            assert made.toolTip(), act


@pytest.mark.parametrize(("person", "acts"), [
    (COMMANDER, STATES["CG-4"] | {CaseAct.ESCALATE, CaseAct.VOID}),
    (Person("s", "督查", Role.SUPERVISION), {CaseAct.URGE, CaseAct.COMMENT}),
    (Person("t", "技术", Role.TECHNICIAN), {CaseAct.COMMENT}),
    (WALL, set()), (None, set()),
])  # fmt: skip
def test_a_role_is_offered_its_own_acts(stage: Stage, qtbot: QtBot, person: Person | None, acts: set[CaseAct]) -> None:
    page = page_of(stage, qtbot, person)
    page.choose("CG-4")
    assert offered(page) == acts


def test_who_handled_a_case_is_not_offered_to_verify_it(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, VERIFIER)
    page.choose("CG-4")
    assert CaseAct.CLOSE not in offered(page)
    assert "处置人" in page.card.buttons[CaseAct.CLOSE].toolTip()


def test_a_case_is_sent_received_reported_done_and_closed(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(stage, qtbot, DISPATCHER)
    page.choose("CG-1")
    dialog = page.act(CaseAct.DISPATCH)
    assert isinstance(dialog, SendDialog)
    dialog.lead.setCurrentText(SAFETY)
    dialog.boxes[CITY].setChecked(True)
    dialog.send()
    intent = sent(stage, qtbot, do.Dispatch)
    assert (intent.about, intent.departments) == ("CG-1", (SAFETY, CITY))
    qtbot.waitUntil(lambda: not page.card.buttons[CaseAct.DISPATCH].isEnabled())
    page.choose("CG-2")
    page.activateWindow()
    page.list.setFocus()
    qtbot.waitUntil(page.list.hasFocus)
    qtbot.keyClick(page.list, Qt.Key.Key_J)
    assert sent(stage, qtbot, do.Receive).about == "CG-2"
    page.choose("CG-3")
    dialog = page.act(CaseAct.FEEDBACK)
    assert isinstance(dialog, FeedbackDialog)
    dialog.send()
    assert "结果" in dialog.said.text()
    dialog.text.setPlainText("已回填夯实")
    dialog.pictures.attach(picture(tmp_path))
    dialog.send()
    intent = sent(stage, qtbot, do.Feedback)
    assert (intent.about, intent.text, len(intent.pictures)) == ("CG-3", "已回填夯实", 1)


def test_closing_asks_for_words_and_for_evidence(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(stage, qtbot)
    page.choose("CG-4")
    qtbot.keyClick(page.list, Qt.Key.Key_V)
    (dialog,) = page.findChildren(CloseDialog)
    dialog.send()
    assert "核查结果" in dialog.said.text()
    dialog.text.setPlainText("现场复查无误")
    dialog.send()
    assert "佐证" in dialog.said.text() and not stage.sent()
    dialog.pictures.attach(picture(tmp_path))
    dialog.send()
    assert len(sent(stage, qtbot, do.Close).pictures) == 1


def test_the_other_acts_ask_for_what_they_need(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, COMMANDER)
    page.choose("CG-2")
    for act, kind, intent in (
        (CaseAct.TRANSFER, TransferDialog, do.Transfer), (CaseAct.EXTEND, ExtendDialog, do.Extend),
    ):  # fmt: skip
        dialog = page.act(act)
        assert isinstance(dialog, kind)
        dialog.send()
        assert "理由" in dialog.said.text()
        dialog.reason.setPlainText("人手不足")
        dialog.send()
        assert sent(stage, qtbot, intent).reason == "人手不足"
        stage.answer()
        qtbot.waitUntil(lambda: page.card.buttons[CaseAct.URGE].isEnabled())
    extended = [entry for entry in stage.operations.entries if isinstance(entry.command.intent, do.Extend)]
    assert extended[0].command.intent.due == stage.world.cases[page.card.held.key].due + 2 * 60 * MINUTE
    for act, kind in ((CaseAct.URGE, do.Urge), (CaseAct.SEND_BACK, do.SendBack), (CaseAct.ESCALATE, do.Escalate),
                      (CaseAct.COMMENT, do.Comment)):  # fmt: skip
        dialog = page.act(act)
        assert isinstance(dialog, WordsDialog)
        dialog.send()
        assert "请写明" in dialog.said.text()
        dialog.text.setPlainText("请尽快")
        dialog.send()
        assert sent(stage, qtbot, kind).about == "CG-2"
        stage.answer()
        qtbot.waitUntil(lambda: page.card.buttons[CaseAct.URGE].isEnabled())
    dialog = page.act(CaseAct.COUNTY)
    assert dialog is not None
    dialog.send()
    assert sent(stage, qtbot, do.NotifyCounty).county == "990102", "the case's own county stands first"


def test_a_case_becomes_an_incident_or_goes_into_one(stage: Stage, qtbot: QtBot) -> None:
    stage.put(spill(stage.world.now()))
    page = page_of(stage, qtbot)
    page.choose("CG-2")
    dialog = page.act(CaseAct.ATTACH)
    assert isinstance(dialog, MergeDialog)
    dialog.send()
    intent = sent(stage, qtbot, do.Attach)
    assert (intent.about, intent.alarms, intent.cases) == ("I-1", (), ("CG-2",))
    page.choose("CG-3")
    dialog = page.act(CaseAct.INCIDENT)
    assert isinstance(dialog, OpenDialog)
    dialog.cls.setCurrentText("事故灾难")
    dialog.send()
    intent = sent(stage, qtbot, do.OpenIncident)
    assert (intent.alarms, intent.cases) == ((), ("CG-3",))


def test_the_card_tells_the_story_and_shows_the_evidence(stage: Stage, qtbot: QtBot) -> None:
    now = stage.world.now()
    body = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(body, "PNG")
    name = PictureFolder(stage.folder).put(clean(body.getvalue()))
    facts = {"department": CITY, "pictures": "1"}
    stage.put(
        case(now, "CG-4", CaseStage.CHECKING, 30, v=4, feedback="已清理", handler="p-9", evidence=(name,)),
        Entry(id="E-1", v=1, at=now, about="CG-4", sort=Stamp.FED_BACK, data=facts, text="已清理", by="周核"),
    )
    page = page_of(stage, qtbot)
    page.choose("CG-4")
    line = page.card.lines.line(0)
    assert (line.chip, line.top) == ("反馈", f"{CITY} · 佐证图片 1 张：已清理")
    assert "已清理" in page.card.facts[2].text() and page.card.evidence.now.words.text() == "佐证图片 1 张"
    assert page.card.evidence.now.strip is not None


def test_no_case_slips_into_the_hand_when_the_one_in_it_is_closed(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, DISPATCHER)
    page.choose("CG-3")
    stage.gone(case(0, "CG-3", CaseStage.HANDLING, 0))
    qtbot.waitUntil(lambda: shown(page) == ["CG-2", "CG-4", "CG-1"])
    page.reload()
    assert page.card.held is None and page.list.current_id() == "" and "CG-3 暴露垃圾" in page.card.title.text()
    qtbot.keyClick(page.list, Qt.Key.Key_J)
    assert page.act(CaseAct.RECEIVE) is None and not stage.sent(), "J was meant for CG-3"
    stage.put(case(stage.world.now(), "CG-3", CaseStage.HANDLING, -5, v=5))
    page.reload()
    assert page.card.held is not None and page.card.held.case.id == "CG-3", "it is open again"
    stage.gone(case(0, "CG-3", CaseStage.HANDLING, 0))
    page.reload()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    page.reload()
    assert page.card.held is not None and page.card.held.case.id == page.list.current_id() == "CG-2"


def test_a_filter_that_the_next_person_does_not_have_falls_back_to_all(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, LEADER, show=CaseShow.MINE)
    assert "CG-3" not in shown(page)
    stage.seat(Person("p-7", "无部门", Role.COMMANDER, ""))
    qtbot.waitUntil(lambda: page.chips[CaseShow.ALL].isChecked())
    assert sorted(shown(page)) == ["CG-1", "CG-2", "CG-3", "CG-4"]


def test_what_a_filter_hides_is_read_but_not_acted_on(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, VERIFIER)
    page.choose("CG-1")
    assert CaseAct.DISPATCH in offered(page)
    page.words.setText("没有这样的案件")
    qtbot.waitUntil(lambda: not shown(page))
    assert "没有符合筛选条件" in page.list.empty_words
    assert page.card.held is not None and page.card.title.text() == "东湾路口井盖破损"
    assert not offered(page)
    assert "只能查看" in page.card.request.text()
    assert page.act(CaseAct.DISPATCH) is None
    page.words.clear()
    qtbot.waitUntil(lambda: CaseAct.DISPATCH in offered(page))
    assert page.list.current_id() == "CG-1"


def test_a_case_that_is_asked_for_by_name_is_listed_whatever_the_filters_are(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, show=CaseShow.LATE)
    page.words.setText("没有这样的案件")
    page.choose("CG-1")
    assert page.list.current_id() == "CG-1"
    assert CaseAct.DISPATCH in offered(page)


def test_the_hall_s_busiest_day_is_listed_at_once(stage: Stage, qtbot: QtBot) -> None:
    now = stage.world.now()
    stage.put(*[case(now, f"CG-{number}", CaseStage.HANDLING, number) for number in range(10, 3_000)])
    found = listing(stage.world, CaseShow.ALL, "")
    assert [held.case.due for held in found] == sorted(held.case.due for held in found)


def test_the_command_list_leads_to_the_case_and_asks_again(stage: Stage, qtbot: QtBot) -> None:
    desk = desk_of(stage, qtbot)
    desk.room.acting.send(stage.backend, "Case", [(do.Transfer(about="CG-2", department=SAFETY, reason="职责"), 3)])
    qtbot.waitUntil(lambda: bool(stage.sent()))
    stage.answer(Verdict.EXPIRED, reason="waited too long")
    commands = desk.commands
    assert commands is not None
    commands.open_list()
    commands.ask = lambda words: "待接收" in words
    qtbot.mouseClick(commands.acts[Next.RESEND], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(stage.sent()))
    assert all_of([do.Transfer], stage.sent())[0].about == "CG-2"
    stage.answer(Verdict.CONFLICT, by="钱小雨", at=1)
    commands.open_list()
    qtbot.mouseClick(commands.acts[Next.LOOK], Qt.MouseButton.LeftButton)
    page = desk.stack.currentWidget()
    assert isinstance(page, CasesPage)
    assert page.card.held is not None and page.card.held.case.id == "CG-2"


def test_where_a_case_is_stands_beside_its_story_and_the_map_is_left_alone_while_it_is_the_same(
    qtbot: QtBot, stage: Stage
) -> None:
    now = stage.world.now()
    stage.put(case(now, "CG-7", CaseStage.FILED, 1, lon=118.7, lat=37.45))
    desk = desk_of(stage, qtbot)
    desk.show_page("cases")
    page = desk.stack.currentWidget()
    assert isinstance(page, CasesPage)
    place = page.card.place
    page.choose("CG-7")
    assert place.map.camera.centre == pytest.approx((118.7, 37.45), abs=1e-4)
    place.map.camera.look_at(118.8, 37.5, 12.0)
    stage.put(case(now, "CG-7", CaseStage.FILED, 1, v=4, lon=118.7, lat=37.45, remark="再看"))
    page.reload()
    assert place.map.camera.centre == pytest.approx((118.8, 37.5), abs=1e-4), "a person has moved it"
    page.choose("CG-1")
    assert place._title == "位置：这件案件没有坐标"
    page.choose("CG-7")
    assert place._title == "位置"
