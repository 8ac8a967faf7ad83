"""F11: the systems' own applications at the desk, each opened when it is first wanted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alarm_stage import desk_of
from duty_stage import Stage
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from console.domain.web_application import WebApplication
from screens.desk import DeskWindow
from screens.desk.gear import DeskGear
from screens.desk.web_page import WebPage
from widgets.webpane.maker import WebMaker

WEB = WebMaker({
    name: WebApplication(name=name, url=f"http://127.0.0.1:9/{n}", system=system)
    for n, (name, system) in enumerate((("全科大网格", "网格"), ("智慧环保", "环保")))
})  # fmt: skip


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A machine on which pages cannot run: the desk around them is what is looked at here."""
    monkeypatch.setattr("widgets.webpane.pane.web_obstacle", lambda: "网页沙箱不可用")
    made = Stage(tmp_path, city=False)
    yield made
    made.close()


def page_of(desk: DeskWindow) -> WebPage:
    page = desk.stack.currentWidget()
    assert isinstance(page, WebPage)
    return page


def test_without_applications_there_is_no_page(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot)
    assert "web" not in desk.nav.buttons
    qtbot.keyClick(desk, Qt.Key.Key_F11)
    assert desk.nav.buttons["alarms"].isChecked()


def test_f11_opens_the_first_and_chips_the_others(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot, gear=DeskGear(web=WEB))
    qtbot.keyClick(desk, Qt.Key.Key_F11)
    page = page_of(desk)
    assert list(page.chips) == ["全科大网格", "智慧环保"] and list(page.panes) == ["全科大网格"]
    qtbot.mouseClick(page.chips["智慧环保"], Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is page.panes["智慧环保"]
    assert page.chips["智慧环保"].isChecked() and not page.chips["全科大网格"].isChecked()


def test_the_pane_says_why_it_is_empty_and_the_systems_browser_gets_the_address(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()))
    desk = desk_of(stage, qtbot, gear=DeskGear(web=WEB))
    qtbot.keyClick(desk, Qt.Key.Key_F11)
    pane = page_of(desk).panes["全科大网格"]
    assert pane.body.curtain.lines == ("网页沙箱不可用",)
    qtbot.mouseClick(pane.outside_button, Qt.MouseButton.LeftButton)
    assert opened == ["http://127.0.0.1:9/0"]


def test_a_desk_that_is_made_again_opens_the_same_ones(qtbot: QtBot, stage: Stage) -> None:
    desk = desk_of(stage, qtbot, gear=DeskGear(web=WEB))
    qtbot.keyClick(desk, Qt.Key.Key_F11)
    page_of(desk).show_application("智慧环保")
    kept = page_of(desk).keep_state()
    other = desk_of(stage, qtbot, gear=DeskGear(web=WEB))
    qtbot.keyClick(other, Qt.Key.Key_F11)
    page_of(other).restore_state(kept)
    assert page_of(other).stack.currentWidget() is page_of(other).panes["智慧环保"]
