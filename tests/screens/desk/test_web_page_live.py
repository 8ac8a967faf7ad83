"""F11 with a page that runs: opened by a key, kept behind other pages, told as alive, gone with the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from alarm_stage import desk_of
from duty_stage import Stage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.app.windows.ending import delete_what_waits
from console.domain.web_application import WebApplication
from screens.desk import DeskWindow
from screens.desk.gear import DeskGear
from screens.desk.web_page import WebPage
from tests.fakes.web_application import FakeApplication, serving
from tests.widgets.webpane.conftest import engine, until, until_state
from widgets.map.painter import web_obstacle
from widgets.webpane.health import State
from widgets.webpane.maker import WebMaker

pytestmark = pytest.mark.xdist_group("webengine")
NAME = "全科大网格"


@pytest.fixture
def server() -> Iterator[FakeApplication]:
    with serving(FakeApplication()) as made:
        yield made


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, server: FakeApplication) -> Iterator[DeskWindow]:
    stage = Stage(tmp_path / "cache", city=False)
    if why := web_obstacle():
        pytest.skip(f"the page cannot run here: {why}")
    web = WebMaker({NAME: WebApplication(name=NAME, url=f"{server.origin}/", system="网格")}, tmp_path / "profiles")
    made = desk_of(stage, qtbot, gear=DeskGear(web=web))
    yield made
    made.end_pages()
    delete_what_waits()
    stage.close()


def _opened(qtbot: QtBot, desk: DeskWindow) -> WebPage:
    qtbot.keyClick(desk, Qt.Key.Key_F11)
    page = desk.stack.currentWidget()
    assert isinstance(page, WebPage)
    until_state(page.panes[NAME], State.ONLINE)
    return page


def test_the_key_opens_it_once_and_it_runs_on_behind_the_other_pages(
    qtbot: QtBot, desk: DeskWindow, server: FakeApplication
) -> None:
    page = _opened(qtbot, desk)
    first = engine(page.panes[NAME])
    page.panes[NAME].refresh()
    page.panes[NAME].grab()
    assert first.origin == server.origin and "页面有响应" in page.panes[NAME].strip.painted_text
    asked = [path for path in server.paths() if path == "/"]
    desk.activateWindow()  # the offscreen platform takes that from it when a page comes
    qtbot.waitUntil(desk.isActiveWindow)
    qtbot.keyClick(desk, Qt.Key.Key_F1)
    assert desk.stack.currentWidget() is desk.alarms
    qtbot.keyClick(desk, Qt.Key.Key_F11)
    assert engine(page.panes[NAME]) is first and first.health.state is State.ONLINE
    assert [path for path in server.paths() if path == "/"][: len(asked)] == asked


def test_a_desk_that_goes_takes_its_pages_along(qtbot: QtBot, desk: DeskWindow) -> None:
    page = _opened(qtbot, desk)
    renderer = engine(page.panes[NAME]).renderer
    assert psutil.pid_exists(renderer)
    desk.hand_over()
    assert page.panes[NAME].browser is None
    until(lambda: not psutil.pid_exists(renderer) or psutil.Process(renderer).status() == psutil.STATUS_ZOMBIE)
