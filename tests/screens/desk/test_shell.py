"""The desk around its pages: keys, pages that are there, login, lock, sound, quality panel; no size cuts anything."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from alarm_stage import HOUR, alarm, desk_of
from duty_stage import COMMANDER, DISPATCHER, LEADER, Stage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from console.commands.session import AuditHead, DeviceCode, Problem, SignedIn, SignInFailed, Waiting
from console.domain.entities import KIND_NUMBER, Alarm
from console.domain.truth import Quality
from console.models.alarms.acts import Act
from console.store.boot import boot_id
from console.store.commit import Commit, Counts, Cursor, LinkState
from screens.desk import DeskWindow
from screens.desk.alarms.dialogs import ShelveDialog
from screens.desk.gear import DeskGear
from screens.desk.seat.idle_lock import IdleLock
from screens.desk.seat.login import LoginDialog
from screens.desk.sound_player import TONES, write_tone
from widgets.truth_strip import TruthStrip

pytestmark = pytest.mark.operations


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.put(*[alarm(made.world.now(), number) for number in range(5)])
    yield made
    made.close()


class FakeDoor:
    """Lets in who knows the word."""

    def __init__(self) -> None:
        self.asked_in: list[str] = []

    def by_password(self, user: str, password: str, totp: str = "") -> SignedIn:
        self.asked_in.append(threading.current_thread().name)
        if (password, totp) != ("right", "123456"):
            raise SignInFailed(Problem.WRONG)
        return SignedIn(person=DISPATCHER, session="s-9", acts=(), expires=0, audit=AuditHead(0, ""))

    def begin_device(self) -> DeviceCode:
        return DeviceCode(flow="f", user_code="KQ7-M2P", verification_uri="https://id", interval=1, expires_in=60)

    def poll_device(self, flow: str) -> SignedIn | Waiting:
        return self.by_password("", "right", "123456")


def test_pages_answer_to_their_keys_and_only_pages_that_are_there_have_one(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    keys = {"F1": Qt.Key.Key_F1, "F2": Qt.Key.Key_F2, "F3": Qt.Key.Key_F3, "F4": Qt.Key.Key_F4, "F5": Qt.Key.Key_F5,
            "F10": Qt.Key.Key_F10, "F12": Qt.Key.Key_F12}  # fmt: skip
    for spec in desk._specs:
        qtbot.keyClick(desk, keys[spec.key])
        assert desk.nav.buttons[spec.name].isChecked()
        assert desk.stack.currentWidget() is desk._pages[spec.name]
    assert set(desk.nav.buttons) == {spec.name for spec in desk._specs}
    assert {"alarms", "map", "help"} <= set(desk.nav.buttons)


def test_a_backend_never_heard_is_named_with_its_reason_and_the_alarms_of_the_other_stay(
    qtbot: QtBot, stage: Stage
) -> None:
    dead = stage.writer.backend("应急同步中心", "http://dead")
    stage.writer.link(dead, LinkState(state="down", reason="connection refused"))
    stage.hear()
    desk = desk_of(stage, qtbot)
    desk._refresh()
    said = [strip.toolTip().removeprefix("<qt>") for strip in desk.foot.findChildren(TruthStrip)]
    strips = {words.split("：")[0]: words for words in said}
    assert set(strips) == {"gw-1", "应急同步中心"}
    assert "应急同步中心：从未收到 · connection refused" in strips["应急同步中心"]
    assert "commandwall doctor" in strips["应急同步中心"] and "实时" in strips["gw-1"]
    assert desk.alarms.qualities()["alarms"] is Quality.LIVE
    assert desk.alarms.frame.strip.truth().missing == ("应急同步中心",)


def test_alarms_that_are_not_shown_cannot_be_acted_on(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    desk._refresh()
    desk.alarms.table.select_index(0)
    assert desk.alarms.control.offers()[Act.ACKNOWLEDGE].possible
    stage.writer.link(stage.backend, LinkState())
    stage.look()
    desk._refresh()
    assert desk.alarms.qualities()["alarms"] is Quality.UNKNOWN
    assert not [offer for offer in desk.alarms.control.offers().values() if offer.possible]


def test_a_desk_without_operations_is_for_reading(qtbot: QtBot, stage: Stage) -> None:
    desk = DeskWindow(stage.world, stage.room.theme, stage.tiles)
    qtbot.addWidget(desk)
    desk.show()
    desk._refresh()
    assert "未登录，只读" in desk.foot.person.text()
    assert not desk.foot.commands.isVisible()
    assert set(desk.nav.buttons) == {"alarms", "map", "help"}
    assert not [offer for offer in desk.alarms.control.offers().values() if offer.possible]


def test_signing_in_by_password_keeps_what_was_typed_until_it_is_right(qtbot: QtBot, stage: Stage) -> None:
    door = FakeDoor()
    desk = desk_of(stage, qtbot, None, DeskGear(door=lambda _url: door))
    desk.foot.person.click()
    dialog = desk.seat.dialog
    assert dialog is not None
    for field, words in ((dialog.user, "qian"), (dialog.password, "wrong"), (dialog.code, "123456")):
        qtbot.keyClicks(field, words)
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "不正确" in dialog.said.text())
    assert (dialog.user.text(), dialog.code.text()) == ("qian", "123456")
    qtbot.keyClicks(QApplication.focusWidget(), "right")
    assert dialog.password.text() == "right", "what is typed next replaces the wrong one"
    dialog.enter.click()
    qtbot.waitUntil(lambda: stage.operations.person == DISPATCHER)
    assert not dialog.isVisible()
    assert dialog.password.echoMode() is QLineEdit.EchoMode.Password and not dialog.password.text()
    assert set(door.asked_in) == {"desk-login"}, "the window never waits for the network"
    desk._refresh()
    assert "钱小雨 · 调度员" in desk.foot.person.text()


def _menu_act(desk: DeskWindow, words: str) -> None:
    desk.seat.ask()
    menu = next(each for each in desk.findChildren(QMenu) if each.isVisible())
    next(each for each in menu.actions() if words in each.text()).trigger()
    menu.close()


def test_another_person_types_their_own_name_and_who_is_back_only_the_password(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot, LEADER, DeskGear(door=lambda _url: FakeDoor()))
    desk._gear.prefs.prefs.account = "watch"
    _menu_act(desk, "换人登录")
    dialog = desk.seat.dialog
    assert dialog is not None and dialog.user.text() == ""
    assert dialog.focusWidget() is dialog.user
    dialog.close()
    _menu_act(desk, "锁定席位")
    desk.seat.ask()
    dialog = desk.seat.dialog
    assert dialog is not None and dialog.user.text() == "watch"
    assert dialog.focusWidget() is dialog.password
    dialog.close()
    stage.operations.sign_out()
    desk.seat.ask()
    dialog = desk.seat.dialog
    assert dialog is not None and dialog.focusWidget() is dialog.user
    qtbot.keyClicks(dialog.user, "qian")
    assert dialog.user.text() == "qian", "at an empty seat the last name is offered, and typed over"


def test_a_password_does_not_fit_into_the_field_of_the_code(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot, None, DeskGear(door=lambda _url: FakeDoor()))
    dialog = desk.seat.open_login()
    assert dialog is not None
    qtbot.keyClicks(dialog.code, "s3cret!")
    assert dialog.code.text() == "3"
    assert "6 位数字" in dialog.said.text()
    dialog.code.clear()
    qtbot.keyClicks(dialog.code, "1234567")
    assert dialog.code.text() == "123456"


def test_whoever_gives_up_signing_in_is_not_signed_in_by_a_late_answer(qtbot: QtBot, stage: Stage) -> None:
    asked, answer = threading.Event(), threading.Event()

    class SlowDoor(FakeDoor):
        def by_password(self, user: str, password: str, totp: str = "") -> SignedIn:
            asked.set()
            answer.wait(5.0)
            return super().by_password(user, password, totp)

    desk = desk_of(stage, qtbot, None, DeskGear(door=lambda _url: SlowDoor()))
    dialog = desk.seat.open_login()
    assert dialog is not None
    for field, words in ((dialog.user, "qian"), (dialog.password, "right"), (dialog.code, "123456")):
        field.setText(words)
    dialog.enter.click()
    assert asked.wait(5.0)
    dialog.reject()
    with qtbot.waitSignal(dialog._answered, timeout=5000):
        answer.set()
    QTest.qWait(0)
    assert stage.operations.person is None


def test_signing_in_again_and_again_leaves_nothing_behind(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot, LEADER, DeskGear(door=lambda _url: FakeDoor()))
    for _ in range(5):
        desk.seat.ask()
        menu = next(each for each in desk.findChildren(QMenu) if each.isVisible())
        menu.close()
        dialog = desk.seat.open_login()
        assert dialog is not None
        dialog.reject()
    qtbot.waitUntil(lambda: len(desk.findChildren(LoginDialog)) == 1)
    before = len([each for each in desk.findChildren(QMenu) if each.parent() is desk])
    desk.seat.ask()
    next(each for each in desk.findChildren(QMenu) if each.isVisible()).close()
    qtbot.waitUntil(lambda: len([each for each in desk.findChildren(QMenu) if each.parent() is desk]) == before)


def test_an_empty_seat_offers_the_door_where_the_acts_would_be(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot, None, DeskGear(door=lambda _url: FakeDoor()))
    door = desk.alarms.details.door
    qtbot.waitUntil(door.isVisible)
    qtbot.mouseClick(door, Qt.MouseButton.LeftButton)
    dialog = desk.seat.dialog
    assert dialog is not None and dialog.isVisible()
    dialog.close()
    stage.operations.sign_in(LEADER, "s")
    assert not door.isVisible() and desk.alarms.details.acts.isVisible()


def test_a_code_that_is_confirmed_elsewhere_signs_in_too(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot, None, DeskGear(door=lambda _url: FakeDoor()))
    dialog = desk.seat.open_login()
    assert dialog is not None
    dialog.tabs.setCurrentIndex(1)
    dialog.ask_code.click()
    qtbot.waitUntil(lambda: "KQ7-M2P" in dialog.device.text())
    qtbot.waitUntil(lambda: stage.operations.person == DISPATCHER, timeout=5000)


def test_a_backend_is_shown_its_own_session_only_and_asks_for_its_login_first(qtbot: QtBot, stage: Stage) -> None:
    other = stage.writer.backend("县分中心", "http://county")
    now = stage.world.now()
    commit = Commit(other, Cursor("e", 1, 0), Counts())
    commit.entities = {(KIND_NUMBER[Alarm], "A-9"): alarm(now, 9)}
    stage.writer.commit(commit)
    live = LinkState("live", "", now, time.monotonic_ns(), boot_id(), 0, 1)
    stage.writer.link(other, live)
    stage.look()
    opened: list[str] = []

    def door(url: str) -> FakeDoor:
        opened.append(url)
        return FakeDoor()

    desk = desk_of(stage, qtbot, LEADER, DeskGear(door=door))  # type: ignore[arg-type]
    desk._refresh()
    assert "已登录 1/2" in desk.foot.person.text()
    desk.alarms.look_at(stage.world.alarms.find("A-9"))
    qtbot.keyClick(desk.alarms.table, Qt.Key.Key_Space)
    dialog = desk.seat.dialog
    assert dialog is not None and dialog.isVisible() and dialog.place.currentText() == "县分中心"
    assert opened == ["http://county"] and "县分中心" in desk.told.text()
    assert not stage.outbox.pending("县分中心"), "nothing goes there under a session of elsewhere"
    dialog.user.setText("qian")
    dialog.password.setText("right")
    dialog.code.setText("123456")
    dialog.enter.click()
    qtbot.waitUntil(lambda: stage.operations.person_at(other) == DISPATCHER)
    assert stage.operations.person == LEADER, "who sits here stays who sits here"
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk.alarms.look_at(stage.world.alarms.find("A-9"))
    qtbot.keyClick(desk.alarms.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(stage.outbox.pending("县分中心")))
    (entry,) = stage.outbox.pending("县分中心")
    assert entry.command.actor == DISPATCHER.id
    desk.alarms.look_at(stage.world.alarms.find("A-1"))
    qtbot.keyClick(desk.alarms.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(stage.sent()))
    assert stage.sent()[0].command.actor == LEADER.id
    stage.operations.lock()
    stage.operations.sign_in(DISPATCHER, "s-10", "县分中心")
    assert stage.operations.person == LEADER, "the same two people as before"
    stage.operations.lock()
    stage.operations.sign_in(COMMANDER, "s-11", "县分中心")
    assert stage.operations.person == COMMANDER and stage.operations.person_at(stage.backend) is None
    stage.operations.sign_out()
    assert stage.operations.person_at(other) is None


def test_an_idle_seat_locks_hides_its_acts_and_opens_again(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot, LEADER, DeskGear(door=lambda _url: FakeDoor(), lock_minutes=0.002))
    qtbot.waitUntil(lambda: stage.operations.locked)
    assert "已锁定" in desk.told.text()
    assert not desk.alarms.details.acts.isVisibleTo(desk)
    assert not any(offer.possible for offer in desk.alarms.control.offers().values())
    assert desk.alarms.groups.count() == 5, "alarms are seen all the same"
    desk.seat._idle._timer.stop()
    dialog = desk.seat.open_login()
    assert dialog is not None
    dialog.user.setText("qian")
    dialog.password.setText("right")
    dialog.code.setText("123456")
    dialog.enter.click()
    qtbot.waitUntil(lambda: not stage.operations.locked)
    assert desk.alarms.control.offers()[Act.ACKNOWLEDGE].possible


def test_a_new_alarm_is_heard_once_and_never_while_silent(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    desk.sound.rule._played.clear()
    desk.sound.played.clear()
    desk.sound.rule._summed = float("-inf")
    now = stage.world.now()
    stage.put(alarm(now, 90, raised=now, priority=1))
    stage.put(alarm(now, 90, v=2, raised=now, priority=1, value=3.0))
    assert desk.sound.played == [1]
    qtbot.keyClick(desk, Qt.Key.Key_F8)
    stage.put(alarm(now, 91, raised=now, priority=1))
    assert desk.sound.played == [1]
    desk._refresh()
    assert desk.foot.silence.isVisible()


def test_old_alarms_are_not_heard_at_the_start(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    stage.put(alarm(stage.world.now(), 60, raised=stage.world.now() - HOUR))
    assert desk.sound.played == []


@pytest.mark.parametrize("tone", list(TONES))
def test_every_tone_is_a_sound_file(tmp_path: Path, tone: int) -> None:
    write_tone(tmp_path / "t.wav", TONES[tone])
    assert (tmp_path / "t.wav").stat().st_size > 2_000


def test_the_quality_panel_proposes_to_shelve_a_source(qtbot: QtBot, stage: Stage) -> None:
    now = stage.world.now()
    desk = desk_of(stage, qtbot)
    stage.put(*[alarm(now, number, source="loud") for number in (70, 71, 72)])
    qtbot.keyClick(desk.alarms.table, Qt.Key.Key_F9)
    panel = desk.alarms.panel
    assert panel is not None and panel.isVisible()
    assert {row.id for row in panel.figures.rows()} >= {"告警高峰", "平均速率", "今日报警", "前十来源占比"}
    panel.top.table.choose("loud/cover.moved")
    qtbot.mouseClick(panel.top.shelve, Qt.MouseButton.LeftButton)
    dialog = desk.findChild(ShelveDialog)
    assert sorted(each.id for each in dialog.alarms) == ["A-70", "A-71", "A-72"]
    assert dialog.reason.toPlainText()
    dialog.reject()
    qtbot.keyClick(desk.alarms.table, Qt.Key.Key_F9)
    assert not panel.isVisible()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
def test_nothing_is_cut_or_overlaps_at_any_size(tmp_path: Path, qtbot: QtBot, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path / "own", height=size[1])
    try:
        stage.put(*[alarm(stage.world.now(), number, value=12.5, limit=10.0, unit="mg/L") for number in range(40)])
        desk = desk_of(stage, qtbot, size=size)
        desk.alarms.table.select_index(0)
        desk._refresh()
        QApplication.processEvents()
        chips = [*desk.nav.buttons.values(), *desk.alarms.bar.show_chips.values(),
                 *desk.alarms.details.acts.buttons.values(), desk.foot.commands]  # fmt: skip
        cut = [each.text() for each in chips if each.isVisible() and each.width() < _needs(each)]
        assert cut == []
        assert desk.width() == size[0] and desk.height() == size[1]
        facts = desk.alarms.details.facts
        assert facts.height() >= facts.minimumHeight()
        places = [each.geometry() for each in desk.nav.buttons.values()]
        assert all(one.right() < other.left() for one, other in pairwise(places))
    finally:
        stage.close()


def _needs(button: object) -> int:
    metrics = button.fontMetrics()  # type: ignore[attr-defined]
    return int(metrics.horizontalAdvance(button.text()))  # type: ignore[attr-defined]


def test_a_hand_on_a_window_keeps_the_seat_open(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 100)
    lock = IdleLock(window, 1.0)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    lock._timer.stop()
    QTest.mouseMove(window.windowHandle(), QPoint(50, 50))
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(60, 50))
    qtbot.waitUntil(lock._timer.isActive)
