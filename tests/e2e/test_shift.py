"""A new user with nothing but the in-app help, at a real desk over a real feed and gateway: login to hand-over.

Each step is one that a help page names, done with the key that it names. With ``COMMANDWALL_TOUR`` set to a folder, a
picture of every step is left there.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import requests
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from console.commands.session import SignIn
from console.domain.entities import Handover, Stage
from console.domain.truth import Quality
from console.models.acting.operations import Operations
from console.models.alarms.acts import Act
from console.models.bridge import CacheBridge
from console.models.case_acts import CaseAct
from console.models.cases import CaseShow
from console.models.text.help import pages
from console.models.world import World
from e2e.processes import COMMAND, SMALL, Plant, contact
from resources.theme import Scale, load
from screens.desk import DeskWindow
from screens.desk.alarms.dialogs import DispatchDialog, ShelveDialog
from screens.desk.cases.dialogs import CloseDialog, FeedbackDialog
from screens.desk.cases.page import CasesPage
from screens.desk.duty.handover_page import HandoverPage
from screens.desk.gear import DeskGear
from tests.fakes.identity_provider import CLIENT, SECRET, IdentityProvider, provider
from widgets.map.tile_source import TileSource

pytestmark = [pytest.mark.e2e, pytest.mark.operations, pytest.mark.timeout(240)]
TOUR = os.environ.get("COMMANDWALL_TOUR", "")
PASSWORD = "a long password"
SHOW_SECONDS = 20_000
CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
KEYS = {"空格": Qt.Key.Key_Space, "回车": Qt.Key.Key_Return}


class Hall:
    """One desk over running processes; a new user presses keys and reads."""

    def __init__(self, plant: Plant, url: str, qtbot: QtBot, size: tuple[int, int] = (1920, 1080)) -> None:
        self.qtbot = qtbot
        self.world = World()
        self.bridge = CacheBridge(plant.cache, self.world)
        self.operations = Operations(plant.cache, self.world)
        self.tiles = TileSource(["unused"], "wall-dark")
        gear = DeskGear(door=lambda urls: SignIn(urls.split(","), "席位 3"))
        self.desk = DeskWindow(self.world, load(scale=Scale(height_px=size[1])), self.tiles, self.operations, gear)
        qtbot.addWidget(self.desk)
        self.desk.resize(*size)
        self.desk.show()
        self.bridge.start()
        self.step = 0
        qtbot.waitUntil(lambda: self.world.alarms.count() > 0, timeout=SHOW_SECONDS)
        assert url in self.world.backends[min(self.world.backends)].url

    def until(self, good, seconds: float = 20.0) -> None:
        self.qtbot.waitUntil(good, timeout=int(seconds * 1000))

    def press(self, keys: str) -> None:
        """Press what stands between back-ticks in the help: ``F1``, ``空格``, ``Ctrl+回车``."""
        held, _, name = keys.rpartition("+")
        key = KEYS.get(name) or getattr(Qt.Key, f"Key_{name}")
        window = QApplication.activeModalWidget() or self.desk
        window.activateWindow()
        self.until(window.isActiveWindow, 5)
        target = QApplication.focusWidget() or window
        self.qtbot.keyClick(target, key, CTRL if held == "Ctrl" else PLAIN)

    def dialog(self, kind: type[QDialog]) -> QDialog:
        self.until(lambda: bool(self.desk.findChildren(kind)), 5)
        return self.desk.findChildren(kind)[-1]

    def look(self, name: str, widget: QWidget | None = None) -> None:
        self.step += 1
        if TOUR:
            self.qtbot.wait(700)
            (widget or self.desk).grab().save(str(Path(TOUR) / f"{self.step:02d}-{name}.png"))

    def sign_in(self, user: str, password: str, code: str = "") -> None:
        self.press("F6")
        dialog = self.desk.seat.dialog
        assert dialog is not None
        dialog.user.setText(user)
        dialog.password.setText(password)
        dialog.code.setText(code)
        self.look(f"login-{user}", dialog)
        self.qtbot.mouseClick(dialog.enter, Qt.MouseButton.LeftButton)
        self.until(lambda: self.operations.person is not None and not self.operations.locked)

    def close(self) -> None:
        self.bridge.stop()
        self.operations.close()
        self.tiles.stop()


def named(title: str, number: int) -> list[str]:
    """The keys that a step of a help page names."""
    (page,) = [page for page in pages() if page.title == title]
    line, *_ = [line.text for line in page.lines if line.text.startswith(f"{number}. ")]
    return re.findall(r"`([^`]+)`", line)


@pytest.fixture
def provider_of_names() -> Iterator[IdentityProvider]:
    with provider() as running:
        yield running


def add_account(data: Path, name: str, role: str, department: str) -> str:
    """A local account with a second factor; its TOTP secret."""
    words = [COMMAND, "login", "add", name, "--data", str(data), "--role", role, "--name", "安明", "--department",
             department, "--totp"]  # fmt: skip
    done = subprocess.run(words, input=PASSWORD + "\n", capture_output=True, text=True, check=True)
    return parse_qs(urlsplit(done.stdout.strip()).query)["secret"][0]


@pytest.fixture
def hall(tmp_path: Path, qtbot: QtBot, provider_of_names: IdentityProvider) -> Iterator[tuple[Hall, str]]:
    if TOUR:
        Path(TOUR).mkdir(parents=True, exist_ok=True)
    plant = Plant(tmp_path, whole_city=bool(TOUR))
    provider_of_names.behaviour.interval = 1
    (tmp_path / "oidc-secret").write_text(SECRET)
    login = tmp_path / "login.toml"
    login.write_text(
        f'issuer = "{provider_of_names.url}"\nclient_id = "{CLIENT}"\n'
        f'client_secret_file = "{tmp_path / "oidc-secret"}"\nrole_claim = "groups"\n'
        'roles = [{ value = "cw-grid", role = "dispatcher", department = "市网格化服务管理中心" }]\n'
    )
    (tmp_path / "gateway").mkdir()
    secret = add_account(tmp_path / "gateway", "anming", "dispatcher", "市应急管理局")
    gateway = plant.gateway(options=(*SMALL, "--no-operators", "--login", str(login)))
    gateway.await_ready(90)
    plant.feed(f"城={gateway.url}")
    contact(plant.cache, "城")
    gateway.control(inject=[
        f'{{"kind":"Alarm","id":"AL-{n}","v":1,"at":{now},"system":"city","priority":1,"title":"第 {n} 号井盖位移",'
        f'"source":"cp-{n}","rule":"cover.moved","raised":{now},"area":"990101001001"}}'
        for n, now in ((n, gateway_time(gateway.url) + n) for n in range(1, 4))
    ])  # fmt: skip
    made = Hall(plant, gateway.url, qtbot)
    yield made, secret
    made.close()
    plant.end()


def gateway_time(url: str) -> int:
    return int(requests.get(f"{url}/v1/hello", timeout=10).json()["time"])


def state(hall: Hall, name: str) -> str:
    key = hall.world.alarms.find(name)
    return hall.world.alarms.by_key(key).state if key else ""


def test_a_shift_by_the_help(hall: tuple[Hall, str], tmp_path: Path, qtbot: QtBot) -> None:
    here, secret = hall
    here.look("before-login")
    assert not here.desk.alarms.control.offers()[Act.ACKNOWLEDGE].possible
    assert named("登录和席位", 1) == ["F6"]
    here.sign_in("anming", PASSWORD, pyotp.TOTP(secret).now())
    assert here.operations.person is not None and here.operations.person.name == "安明"
    here.look("signed-in")
    _acknowledge(here)
    _dispatch(here)
    _shelve(here)
    _lock_and_unlock(here, secret)
    _give(here)
    _take_by_device_code(here)
    _close_the_case(here, tmp_path)


def _choose(here: Hall, name: str) -> None:
    """A person chooses what they see: as long as a desk that has just started says 未知, there is nothing to choose."""
    here.until(lambda: here.world.alarms.find(name) != 0)
    here.until(lambda: here.desk.alarms.frame.quality() is Quality.LIVE)
    here.desk.alarms.look_at(here.world.alarms.find(name))
    here.until(lambda: [row.id for row in here.desk.alarms.table.chosen()] == [name], 5)


def _acknowledge(here: Hall) -> None:
    assert (named("确认告警", 1), named("确认告警", 3)) == (["F1"], ["空格"])
    here.press("F1")
    _choose(here, "AL-1")
    here.press("空格")
    here.until(lambda: here.world.alarms.by_key(here.world.alarms.find("AL-1")).acknowledged)
    assert here.world.alarms.by_key(here.world.alarms.find("AL-1")).owner == "安明"
    here.look("acknowledged")


def _dispatch(here: Hall) -> None:
    assert named("派遣到部门", 1) == ["D"] and named("派遣到部门", 4) == ["Ctrl+回车"]
    _choose(here, "AL-1")
    here.press("D")
    dialog = here.dialog(DispatchDialog)
    assert isinstance(dialog, DispatchDialog)
    for box in dialog.boxes.values():
        box.setChecked(False)
    dialog.boxes["城管"].setChecked(True)
    dialog.note.setPlainText("两小时内到场围挡")
    here.look("dispatch", dialog)
    here.press("Ctrl+回车")
    here.until(lambda: any(case.origin == "AL-1" for case in here.world.cases.values()))
    here.until(lambda: here.world.alarms.by_key(here.world.alarms.find("AL-1")).dispatch == "待接收")
    assert state(here, "AL-1") == "已确认"
    here.look("dispatched")


def _shelve(here: Hall) -> None:
    assert (named("搁置告警", 1), named("搁置告警", 3)) == (["S"], ["Ctrl+回车"])
    _choose(here, "AL-2")
    here.press("S")
    dialog = here.dialog(ShelveDialog)
    assert isinstance(dialog, ShelveDialog)
    here.press("Ctrl+回车")
    here.until(lambda: "原因" in dialog.said.text(), 5)
    dialog.reason.setPlainText("排口检修，工单 0312")
    here.look("shelve", dialog)
    here.press("Ctrl+回车")
    here.until(lambda: state(here, "AL-2") == "搁置")


def _lock_and_unlock(here: Hall, secret: str) -> None:
    here.desk.seat.lock()
    here.look("locked")
    _choose(here, "AL-3")
    here.press("空格")
    here.qtbot.wait(300)
    assert not here.world.alarms.by_key(here.world.alarms.find("AL-3")).acknowledged, "a locked desk takes no orders"
    totp = pyotp.TOTP(secret)
    used = totp.now()
    here.until(lambda: totp.now() != used, 35)  # a code works once
    here.sign_in("anming", PASSWORD, totp.now())


def _give(here: Hall) -> None:
    assert named("交接班", 1)[:1] == ["F5"]
    here.press("F5")
    page = here.desk.stack.currentWidget()
    assert isinstance(page, HandoverPage)
    page.list.choose("draft")
    page.remarks.setPlainText("井盖已派城管，等反馈")
    here.look("handover-draft")
    here.qtbot.mouseClick(page.give_button, Qt.MouseButton.LeftButton)
    here.until(lambda: bool(here.world.parts.every(Handover)))
    page.reload()
    page.list.choose(here.world.parts.every(Handover)[0].id)
    here.until(lambda: "不能自己接班" in page.why.text())
    here.look("handover-given")


def _take_by_device_code(here: Hall) -> None:
    here.operations.sign_out()
    here.press("F6")
    dialog = here.desk.seat.dialog
    assert dialog is not None
    dialog.tabs.setCurrentIndex(1)
    here.qtbot.mouseClick(dialog.ask_code, Qt.MouseButton.LeftButton)
    here.until(lambda: "WDJB-MJHT" in dialog.device.text())
    here.look("device-code", dialog)
    here.until(lambda: here.operations.person is not None)
    assert here.operations.person is not None and here.operations.person.name == "王芳"
    page = here.desk.stack.currentWidget()
    assert isinstance(page, HandoverPage)
    page.list.choose(here.world.parts.every(Handover)[0].id)
    here.until(page.take_button.isEnabled)
    here.qtbot.mouseClick(page.take_button, Qt.MouseButton.LeftButton)
    here.until(lambda: here.world.parts.every(Handover)[0].taken > 0)
    here.look("handover-taken")


def _close_the_case(here: Hall, tmp_path: Path) -> None:
    """The department reports it done; the watch leader, who did not, verifies it."""
    assert named("追办案件到结案", 1)[0] == "F10"
    here.press("F10")
    page = here.desk.stack.currentWidget()
    assert isinstance(page, CasesPage)
    page.choose_show(CaseShow.OUT)
    (case,) = [case for case in here.world.cases.values() if case.origin == "AL-1"]
    page.choose(case.id)
    assert not page.card.buttons[CaseAct.RECEIVE].isEnabled(), "王芳 is of another department"
    here.operations.sign_out()
    here.sign_in("city", "demo-city-2024")
    here.until(page.card.buttons[CaseAct.RECEIVE].isEnabled)
    page.list.setFocus()
    here.press(named("追办案件到结案", 3)[0])
    here.until(lambda: page.card.held is not None and page.card.held.case.stage is Stage.HANDLING)
    here.until(page.card.buttons[CaseAct.FEEDBACK].isEnabled)
    page.list.setFocus()
    here.press(named("追办案件到结案", 4)[0])
    dialog = here.dialog(FeedbackDialog)
    assert isinstance(dialog, FeedbackDialog)
    picture = tmp_path / "现场.jpg"
    Image.effect_noise((800, 600), 80).convert("RGB").save(picture, "JPEG")
    dialog.text.setPlainText("井盖已复位加固")
    dialog.pictures.attach(picture)
    here.look("feedback", dialog)
    here.press("Ctrl+回车")
    here.until(lambda: page.card.held is not None and page.card.held.case.stage is Stage.CHECKING)
    assert not page.card.buttons[CaseAct.CLOSE].isEnabled(), "who handled it does not verify it"
    here.look("case-to-verify")
    here.operations.sign_out()
    here.sign_in("watch", "demo-watch-2024")
    page.choose(case.id)
    here.until(page.card.buttons[CaseAct.CLOSE].isEnabled)
    page.list.setFocus()
    here.press(named("追办案件到结案", 5)[0])
    closing = here.dialog(CloseDialog)
    assert isinstance(closing, CloseDialog)
    closing.text.setPlainText("现场复查无误")
    here.look("close", closing)
    here.press("Ctrl+回车")
    here.until(lambda: case.id not in {each.id for each in here.world.cases.values()})
    here.look("closed")
