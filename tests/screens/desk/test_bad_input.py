"""What a person reads when an act can't be done: from the click to the gateway's rules and back, always in words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
import shiboken6
from alarm_stage import alarm, desk_of
from duty_stage import DISPATCHER, LEADER, Stage, all_of
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from console.commands import intents as do
from console.commands.envelope import Verdict, make
from console.commands.outbox import Entry, NotSaved
from console.config.desk_prefs import PrefsFile
from console.domain.entities import Alarm
from console.domain.roles import Person, Role
from console.gateway.commands import Commands
from console.gateway.log import EventLog
from console.models.acting.outbox_rows import row_of
from screens.desk.alarms.dialogs import CommentDialog, DispatchDialog, ServiceDialog, ShelveDialog
from screens.desk.command_list import CommandList
from tests.gateway.harness import QUICK

pytestmark = pytest.mark.operations
MINUTE = 60_000


class Judge:
    """The gateway's rules over a log of its own, asked as the postman asks; ``now`` and rights can be turned."""

    def __init__(self, folder: Path, stage: Stage) -> None:
        self.stage, self.now = stage, stage.world.now()
        self.people: dict[str, Person] = {"session-1": LEADER, "session-2": DISPATCHER}
        self.log = EventLog(folder, lambda: self.now, QUICK)
        self.commands = Commands(self.log, self, lambda: self.now)

    def person(self, session: str) -> Person | None:
        return self.people.get(session)

    def put(self, *alarms: Alarm) -> None:
        """The same alarms at the gateway and at the desk."""
        for each in alarms:
            self.log.put(each)
        self.stage.put(*alarms)

    def deliver(self, session: str = "session-1") -> list[Entry]:
        """What waits is judged, and its word is written down."""
        for entry in self.stage.sent():
            said = self.commands.execute(msgspec.structs.replace(entry.command, session=session))
            self.stage.outbox.settle(entry.place, said, self.now)
        self.stage.operations.look()
        return self.stage.operations.entries

    def close(self) -> None:
        self.log._writer.shutdown()
        self.log.storage.close()
        self.log._lock.release()


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path / "desk")
    yield made
    made.close()


@pytest.fixture
def judge(tmp_path: Path, stage: Stage) -> Iterator[Judge]:
    made = Judge(tmp_path / "gateway", stage)
    yield made
    made.close()


def act(stage: Stage, qtbot: QtBot, intent: do.AnyIntent, expected: int = -1) -> None:
    before = len(stage.sent())
    stage.operations.send(stage.backend, "Alarm", [(intent, expected)])
    qtbot.waitUntil(lambda: len(stage.sent()) == before + 1)


def words(stage: Stage, entry: Entry) -> str:
    """What stands in the list of commands; never a letter of another language."""
    detail = row_of(stage.world, entry).detail
    assert not any("a" <= letter.lower() <= "z" for letter in detail), detail
    return detail


def test_acknowledging_an_alarm_that_has_cleared(qtbot: QtBot, stage: Stage, judge: Judge) -> None:
    now = judge.now
    seen = alarm(now, 1, acknowledged=True)
    judge.put(seen)
    judge.log.put(msgspec.structs.replace(seen, v=2, active=False, cleared=now))
    act(stage, qtbot, do.Acknowledge(about=seen.id), 1)
    (entry,) = judge.deliver()
    assert "已恢复正常并关闭" in words(stage, entry)


def test_shelving_without_a_reason_is_answered_by_the_dialog_and_by_the_gateway(
    qtbot: QtBot, stage: Stage, judge: Judge
) -> None:
    judge.put(alarm(judge.now, 1))
    desk = desk_of(stage, qtbot)
    dialog = _dialog(ShelveDialog, stage, desk)
    dialog.send()
    assert "原因" in dialog.said.text() and dialog.isVisible() and not stage.sent()
    dialog.close()
    act(stage, qtbot, do.Shelve(about="A-1", until=judge.now + MINUTE, reason=" "))
    assert "需要填写原因" in words(stage, judge.deliver()[0])


def test_a_shelf_whose_end_has_passed_while_the_act_was_queued(qtbot: QtBot, stage: Stage, judge: Judge) -> None:
    judge.put(alarm(judge.now, 1))
    act(stage, qtbot, do.Shelve(about="A-1", until=judge.now + 5 * MINUTE, reason="检修"))
    judge.now += 6 * MINUTE
    assert "到期时间已过" in words(stage, judge.deliver()[0])


def test_two_operators_at_once(qtbot: QtBot, stage: Stage, judge: Judge) -> None:
    judge.put(alarm(judge.now, 1))
    rival = make(do.Acknowledge(about="A-1"), "Alarm", actor="p-2", session="session-2", terminal="席位 4", expected=1,
                 now_ms=judge.now)  # fmt: skip
    act(stage, qtbot, do.Acknowledge(about="A-1"), 1)
    assert judge.commands.execute(rival).verdict is Verdict.ACCEPTED
    (entry,) = judge.deliver()
    assert DISPATCHER.name in words(stage, entry) and "已确认过" in words(stage, entry)


def test_an_alarm_that_its_source_has_changed_meanwhile_blames_nobody(qtbot: QtBot, stage: Stage, judge: Judge) -> None:
    judge.put(alarm(judge.now, 1))
    judge.log.put(alarm(judge.now, 1, v=2, value=9.0))
    act(stage, qtbot, do.Acknowledge(about="A-1"), 1)
    said = words(stage, judge.deliver()[0])
    assert "对象已有新变化" in said and "他人" not in said


def test_a_role_revoked_while_queued(qtbot: QtBot, stage: Stage, judge: Judge) -> None:
    judge.put(alarm(judge.now, 1))
    act(stage, qtbot, do.Acknowledge(about="A-1"), 1)
    judge.people["session-1"] = Person(LEADER.id, LEADER.name, Role.BRIEFING)
    assert "当前角色无权执行" in words(stage, judge.deliver()[0])


def test_a_session_that_ended_while_queued_waits_for_its_person(qtbot: QtBot, stage: Stage) -> None:
    stage.put(alarm(stage.world.now(), 1))
    act(stage, qtbot, do.Acknowledge(about="A-1"), 1)
    stage.outbox.set_absent("gw-1", [LEADER.id])
    stage.operations.look()
    detail = row_of(stage.world, stage.operations.entries[0]).detail
    assert "登录已失效" in detail and "重新登录后送达" in detail
    desk = desk_of(stage, qtbot)
    commands = CommandList(stage.room, PrefsFile(stage.folder / "prefs.json"), desk)
    commands.open_list()
    assert "登录已失效" in commands.detail.text()


@pytest.mark.parametrize("hours", [24, -24])
def test_an_act_under_a_clock_that_is_wrong_by_a_day(qtbot: QtBot, stage: Stage, judge: Judge, hours: int) -> None:
    """A desk that has never heard of the gateway's time; it is told, and nothing is done."""
    judge.put(alarm(judge.now, 1))
    wrong = make(do.Acknowledge(about="A-1"), "Alarm", actor=LEADER.id, session="", terminal="席位", expected=1,
                 now_ms=judge.now + hours * 60 * MINUTE)  # fmt: skip
    stage.outbox.add("gw-1", [wrong], judge.now)
    (entry,) = judge.deliver()
    assert ("本机时钟偏快" if hours > 0 else "等待超过有效期") in words(stage, entry)
    assert judge.log.entity((1, "A-1")) is None or not judge.log.done(wrong.id)


def _dialog(kind: type, stage: Stage, parent: QObject) -> QDialog:
    key = stage.world.alarms.find("A-1")
    backend, found = stage.world.alarms.entity(key)
    dialog = kind(stage.room, [(backend, [found])], parent)
    dialog.show()
    return dialog


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """No file may grow beyond what the outbox's log has now: what the disk says when it is full, without root."""
    import resource

    size = (folder / "ops.db-wal").stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size here")
@pytest.mark.parametrize(
    ("kind", "field", "sent"),
    [
        (CommentDialog, "text", do.Comment),
        (ShelveDialog, "reason", do.Shelve),
        (DispatchDialog, "note", do.Dispatch),
        (ServiceDialog, "reason", do.TakeOutOfService),
    ],
)
def test_a_disk_that_is_full_at_the_click_keeps_what_was_typed(
    qtbot: QtBot, stage: Stage, kind: type, field: str, sent: type
) -> None:
    stage.put(alarm(stage.world.now(), 1))
    desk = desk_of(stage, qtbot)
    dialog = _dialog(kind, stage, desk)
    getattr(dialog, field).setPlainText("现场已到人，水位 3.2 米")
    if kind is DispatchDialog:
        next(iter(dialog.boxes.values())).setChecked(True)
    with full_disk(stage.folder):
        dialog.send()
        qtbot.waitUntil(lambda: "未保存" in dialog.said.text())
        assert dialog.isVisible() and getattr(dialog, field).toPlainText() == "现场已到人，水位 3.2 米"
        assert stage.sent() == []
    dialog.send()
    qtbot.waitUntil(lambda: len(stage.sent()) == 1)
    assert "水位 3.2 米" in str(all_of([sent], stage.sent())[0])
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible())


def test_an_act_whose_answer_was_lost_is_there_once_after_it_is_sent_again(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The feed may die between its flush and its answer: the desk reads 未保存, and the act is on disk."""
    keep, heard = stage.outbox.add, []

    def kept_and_lost(*args: Any) -> None:
        keep(*args)
        raise NotSaved("the feed does not answer")

    def send(words: str) -> None:
        intent = do.Comment(about="A-1", text=words)
        stage.operations.send(stage.backend, "Alarm", [(intent, -1)], heard.append)

    monkeypatch.setattr(stage.outbox, "add", kept_and_lost)
    send("已到现场")
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard[0]
    monkeypatch.undo()
    for words in ("已到现场", "另一条", "已到现场"):
        send(words)
    qtbot.waitUntil(lambda: len(heard) == 4)
    assert heard[1:] == ["", "", ""]
    texts = sorted(entry.command.intent.text for entry in stage.sent())
    assert texts == sorted(["已到现场", "另一条", "已到现场"]), "the lost one once; said anew, it is a new one"
