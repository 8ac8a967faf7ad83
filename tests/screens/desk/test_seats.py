"""The consultation from both ends: who is asked hears it and answers; numbers are masked, and whole for 30 s."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from alarm_stage import desk_of
from duty_stage import DISPATCHER, LEADER, WALL, Stage, all_of
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from scenes import seat, spill

from console.commands import intents as do
from console.commands.session import Problem, SignInFailed
from console.domain.entities import Answer
from console.models.incident.incidents import all_incidents
from screens.desk.incident.reveal import RevealDialog
from screens.desk.incident.seats import SeatsTab

pytestmark = pytest.mark.operations
CONTACTS = [{"name": "市公安局", "post": "指挥中心", "phone": "138****5678"}]


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.writer.register(made.backend, "contacts", "1", json.dumps(CONTACTS).encode())
    made.look()
    yield made
    made.close()


def test_who_is_asked_hears_it_on_every_page_and_answers_by_key(stage: Stage, qtbot: QtBot) -> None:
    now = stage.world.now()
    desk = desk_of(stage, qtbot, DISPATCHER)
    stage.put(spill(now), seat(now, "市公安局"))
    assert desk.invite is not None and desk.invite.isHidden(), "another department is asked"
    stage.put(seat(now, "市应急管理局"))
    qtbot.waitUntil(desk.invite.isVisible)
    assert "危化品运输车侧翻泄漏" in desk.invite.said.text()
    desk.show_page("duty")
    assert desk.invite.isVisible()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    qtbot.keyClick(desk, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(stage.sent()))
    (intent,) = all_of([do.Invite], stage.sent())
    assert (intent.about, intent.person, intent.mark) == ("I-1", "市应急管理局", "answered")
    qtbot.waitUntil(desk.invite.isHidden)


def test_declining_is_sent_too_and_a_wall_is_asked_nothing(stage: Stage, qtbot: QtBot) -> None:
    now = stage.world.now()
    stage.put(spill(now), seat(now, LEADER.name))
    desk = desk_of(stage, qtbot, WALL)
    assert desk.invite is not None
    desk.invite.look()
    assert desk.invite.isHidden()
    stage.operations.sign_in(LEADER, "s")
    qtbot.waitUntil(desk.invite.isVisible)
    qtbot.mouseClick(desk.invite.decline, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(stage.sent()))
    assert all_of([do.Invite], stage.sent())[0].mark == "declined"


def tab_of(stage: Stage, qtbot: QtBot, ask) -> SeatsTab:
    stage.room.reveal = ask
    now = stage.world.now()
    stage.put(spill(now), seat(now, "市公安局", Answer.ANSWERED), seat(now, "李某"))
    tab = SeatsTab(stage.room)
    qtbot.addWidget(tab)
    tab.resize(900, 500)
    tab.show()
    tab.show_incident(all_incidents(stage.world)[0])
    return tab


def test_a_number_is_masked_and_whole_only_for_a_reason_and_half_a_minute(stage: Stage, qtbot: QtBot) -> None:
    asked = []

    def ask(backend: int, name: str, reason: str) -> str:
        asked.append((backend, name, reason))
        return "13812345678"

    tab = tab_of(stage, qtbot, ask)
    shown = {row.id: [cell.text for cell in row.cells] for row in tab.table.rows()}
    assert "138****5678" in shown["市公安局"] and "未登记" in shown["李某"]
    tab.table.choose("李某")
    tab._offer()
    assert not tab.phone.isEnabled() and tab.reveal() is None
    tab.table.choose("市公安局")
    dialog = tab.reveal()
    assert isinstance(dialog, RevealDialog)
    dialog.send()
    assert "理由" in dialog.said.text() and not asked
    dialog.reason.setText("会商未接入，电话通知")
    dialog.send()
    qtbot.waitUntil(lambda: dialog.number.text() == "13812345678")
    assert asked == [(stage.backend, "市公安局", "会商未接入，电话通知")]
    for _ in range(29):
        dialog._count()
    assert dialog.number.text() == "13812345678"
    dialog._count()
    assert dialog.number.text() == "" and "已隐藏" in dialog.said.text()
    dialog.reject()


def test_what_the_gateway_refuses_is_said_in_words(stage: Stage, qtbot: QtBot) -> None:
    def ask(_backend: int, _name: str, _reason: str) -> str:
        raise SignInFailed(Problem.NO_RIGHT)

    tab = tab_of(stage, qtbot, ask)
    tab.table.choose("市公安局")
    dialog = tab.reveal()
    assert isinstance(dialog, RevealDialog)
    dialog.reason.setText("电话通知")
    dialog.send()
    qtbot.waitUntil(lambda: "无权" in dialog.said.text())
    assert dialog.number.text() == ""
    dialog.reject()
