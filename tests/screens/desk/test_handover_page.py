"""The hand-over page: the draft follows the log, both sign, nobody takes their own, the paper carries the hash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from duty_stage import COMMANDER, DISPATCHER, WALL, Stage, all_of, shown
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot
from scenes import shift, spill

from console.commands import intents as do
from console.domain.duty.handover import digest_of, read
from console.domain.entities import Alarm, Handover, Note, System
from console.domain.roles import Person
from screens.desk.duty.handover_page import HandoverPage

pytestmark = pytest.mark.operations


def alarm(now: int, name: str, title: str) -> Alarm:
    return Alarm(id=name, v=1, at=now, system=System.CITY, priority=2, title=title, source="s", rule="r", raised=now)


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path, city=False)
    now = made.world.now()
    made.put(
        shift(now), spill(now), Note(id="N", v=1, at=now, about="I-1", text="先疏散", author="周建国", instruction=True)
    )
    made.put(
        Alarm(id="A", v=1, at=now, system=System.CITY, priority=2, title="路面塌陷", source="s", rule="r", raised=now)
    )
    yield made
    made.close()


def page_of(stage: Stage, qtbot: QtBot, person: Person = DISPATCHER) -> HandoverPage:
    stage.seat(person)
    return shown(HandoverPage(stage.room), stage, qtbot)


def give(stage: Stage, page: HandoverPage, qtbot: QtBot, words: str = "看好水库") -> do.GiveHandover:
    page.remarks.setPlainText(words)
    page.reload()
    qtbot.mouseClick(page.give_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(all_of([do.GiveHandover], stage.sent())))
    intent = all_of([do.GiveHandover], stage.sent())[-1]
    assert isinstance(intent, do.GiveHandover)
    return intent


def echo(stage: Stage, intent: do.GiveHandover, giver: Person = DISPATCHER) -> Handover:
    now, shift_id, digest = stage.world.now(), intent.shift, intent.digest
    given = Handover(id=intent.about, v=1, at=now, shift=shift_id, body=intent.body, digest=digest, giver=giver.name,
                     giver_id=giver.id, given=now)  # fmt: skip
    stage.put(given)
    return given


def test_the_draft_shows_what_is_open_and_follows_the_log(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot)
    for words in ("路面塌陷", "危化品运输车侧翻泄漏", "先疏散"):
        assert words in page.text.toPlainText()
    now = stage.world.now()
    stage.put(
        Alarm(id="B", v=1, at=now, system=System.CITY, priority=1, title="燃气泄漏", source="s", rule="r", raised=now)
    )
    qtbot.waitUntil(lambda: "燃气泄漏" in page.text.toPlainText())


def test_what_is_signed_is_the_draft_with_its_remarks(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot)
    intent = give(stage, page, qtbot)
    assert digest_of(intent.body) == intent.digest
    draft = read(intent.body)
    assert (draft.shift, draft.remarks) == ("duty-now", "看好水库")
    stage.operations.look()
    page.reload()
    assert page.why.text() == "签字待发送，送达后生效。" and not page.give_button.isEnabled()


def test_remarks_are_never_cut_unseen(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot)
    page.remarks.setPlainText("看" * 4_001)
    page.give_button.click()
    assert stage.sent() == [] and "最多 4,000 字，现有 4,001 字" in page.why.text()
    assert not page.give_button.isEnabled()


def test_nobody_takes_what_they_gave(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot)
    given = echo(stage, give(stage, page, qtbot))
    stage.answer()
    page.reload()
    page.list.choose(given.id)
    qtbot.waitUntil(lambda: page.why.text() == "交班人不能自己接班，请接班人登录后签字。")
    assert not page.take_button.isEnabled()
    page.take()
    assert not all_of([do.TakeHandover], stage.sent())
    stage.operations.sign_in(COMMANDER, "s2")
    qtbot.waitUntil(page.take_button.isEnabled)
    qtbot.mouseClick(page.take_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(stage.sent()))
    (taken,) = all_of([do.TakeHandover], stage.sent())
    assert (taken.about, taken.digest) == (given.id, given.digest)


def test_a_taken_one_is_locked(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot)
    given = echo(stage, give(stage, page, qtbot))
    stage.put(msgspec.structs.replace(given, v=2, taker="孙明", taker_id="p-3", taken=stage.world.now()))
    page.reload()
    page.list.choose(given.id)
    assert "已锁定，内容与校验值一致" in page.state.text()
    assert not page.take_button.isVisibleTo(page) and not page.give_button.isVisibleTo(page)
    assert given.digest in page.hash.text().replace(" ", "")


def test_a_changed_body_cannot_be_taken(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot)
    given = echo(stage, give(stage, page, qtbot))
    stage.put(msgspec.structs.replace(given, v=2, digest="0" * 64))
    stage.operations.sign_in(COMMANDER, "s2")
    page.reload()
    page.list.choose(given.id)
    assert not page.take_button.isEnabled()
    assert any(page.list.line(n).right == "校验不一致" for n in range(page.list.count()))


def test_those_without_the_right_see_no_buttons(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot, WALL)
    assert not page.give_button.isVisibleTo(page) and not page.take_button.isVisibleTo(page)
    assert not page.remarks.isVisibleTo(page)


def test_without_a_shift_nothing_is_signed(stage: Stage, qtbot: QtBot) -> None:
    stage.gone(shift(stage.world.now()))
    page = page_of(stage, qtbot)
    assert not page.give_button.isEnabled() and "先在“值守”页排班" in page.why.text()


def test_what_was_not_saved_is_said_and_the_remarks_stay(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot)
    stage.broken = "disk I/O error"
    page.remarks.setPlainText("看好水库")
    page.give()
    qtbot.waitUntil(page.bar.isVisible)
    assert page.bar.text().startswith("未保存：") and page.remarks.toPlainText() == "看好水库"


def test_the_paper_can_be_searched_and_carries_the_hash(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(stage, qtbot)
    given = echo(stage, give(stage, page, qtbot))
    page.reload()
    page.list.choose(given.id)
    page.write(tmp_path / "交接班.pdf")
    document = QPdfDocument()
    document.load(str(tmp_path / "交接班.pdf"))
    text = "".join(document.getAllText(number).text() for number in range(document.pageCount()))
    size = document.pagePointSize(0)
    document.close()
    for words in ("交接班记录", "路面塌陷", "看好水库", "钱小雨", given.digest[:32], "数据时间", "来源 gw-1"):
        assert words in text
    assert (round(size.width()), round(size.height())) == (595, 842)
    assert [path.name for path in tmp_path.glob("*.pdf*")] == ["交接班.pdf"]


def test_what_waits_is_in_hand_for_the_taker_and_the_givers_remark_is_gone(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot)
    given = echo(stage, give(stage, page, qtbot))
    stage.answer()
    qtbot.waitUntil(lambda: page.list.current_id() == given.id)
    assert not page.give_button.isVisibleTo(page)
    stage.operations.sign_in(COMMANDER, "s2")
    qtbot.waitUntil(page.take_button.isEnabled)
    assert page.list.current_id() == given.id and page.remarks.toPlainText() == ""
    assert page.take_button.isVisibleTo(page) and page.take_button.property("primary") is True


def test_a_second_giving_is_no_first_choice_and_asks_before_it_replaces(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage, qtbot)
    given = echo(stage, give(stage, page, qtbot))
    stage.answer()
    qtbot.waitUntil(lambda: page.list.current_id() == given.id)
    page.list.choose("draft")
    assert page.state.text() == "本班草稿。上一次交班尚未接班。"
    assert (page.give_button.text(), page.give_button.property("primary")) == ("重新交班签字", False)
    qtbot.mouseClick(page.give_button, Qt.MouseButton.LeftButton)
    assert "再按一次" in page.why.text() and not stage.sent()
    qtbot.mouseClick(page.give_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(all_of([do.GiveHandover], stage.sent())))
