"""Panes of one application that keeps its profile live in one: two profiles over one folder wait for each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLockFile
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.fakes.web_application import GOOD, FakeApplication
from tests.widgets.webpane.conftest import Maker, ask, engine, until, until_state
from widgets.webpane.health import State
from widgets.webpane.pane import WebPane
from widgets.webpane.profile import Home

pytestmark = pytest.mark.xdist_group("webengine")


def end(pane: WebPane) -> None:
    """As a page of the desk that is closed, to the last."""
    page = engine(pane).page
    pane.stop()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    until(lambda: not isValid(page), 20)


def test_two_panes_are_signed_in_together(make: Maker, own: FakeApplication) -> None:
    one, two = make(own, keep=True), make(own, keep=True)
    until_state(one, State.ONLINE)
    until_state(two, State.ONLINE)
    ask(one, "document.cookie = 'a=1'; localStorage.b = 2; 1")
    until(lambda: ask(two, "[document.cookie, localStorage.b ?? '']") == ["a=1", "2"])


def test_one_that_is_closed_leaves_the_other_running_and_the_next_finds_what_it_left(
    make: Maker, own: FakeApplication
) -> None:
    one, two = make(own, keep=True), make(own, keep=True)
    until_state(one, State.ONLINE)
    ask(one, "document.cookie = 'a=1'; localStorage.b = 2; 1")
    end(one)
    until_state(two, State.ONLINE)
    assert ask(two, "document.body.textContent") == "网格系统 在线"
    end(two)
    three = make(own, keep=True)
    until_state(three, State.ONLINE)
    until(lambda: ask(three, "[document.cookie, localStorage.b ?? '']") == ["a=1", "2"])


def test_only_the_pane_that_wanted_away_says_that_it_was_stopped(
    make: Maker, own: FakeApplication, other: FakeApplication
) -> None:
    one, two = make(own, keep=True), make(own, f"/redirect?to={other.origin}/login", keep=True)
    until_state(two, State.BLOCKED)
    until_state(one, State.ONLINE)
    assert engine(one).refusals == 0 and other.seen == []


def test_each_pane_tells_the_download_that_its_own_page_wanted(make: Maker, own: FakeApplication) -> None:
    own.pages["/"] = GOOD.format(title="a", body="<a href='/download'>x</a>")
    one, two = make(own, keep=True), make(own, keep=True)
    until_state(one, State.ONLINE)
    until_state(two, State.ONLINE)
    ask(one, "document.links[0].click(); 1")
    until(lambda: engine(one).refusals == 1)
    assert engine(two).refusals == 0


def test_the_secret_goes_with_the_page_and_with_all_it_fetches(make: Maker, own: FakeApplication) -> None:
    own.pages["/"] = GOOD.format(title="a", body="<img src='/picture'>")
    settings = {"keep": True, "sso": "header", "sso_name": "X-Auth", "secret": "env:X"}
    one, two = make(own, **settings), make(own, **settings)
    until_state(one, State.ONLINE)
    until_state(two, State.ONLINE)
    until(lambda: own.paths().count("/picture") >= 1)
    assert {each.header for each in own.seen if each.path in ("/", "/picture")} == {"s3cr3t-token"}


def test_another_application_shares_nothing(make: Maker, own: FakeApplication) -> None:
    one, two = make(own, keep=True), make(own, keep=True, name="智慧环保")
    until_state(one, State.ONLINE)
    until_state(two, State.ONLINE)
    ask(one, "document.cookie = 'a=1'; localStorage.b = 2; 1")
    assert ask(two, "[document.cookie, localStorage.b ?? '']") == ["", ""]


def test_a_profile_that_another_process_has_in_hand_is_left_alone(
    make: Maker, own: FakeApplication, tmp_path: Path
) -> None:
    before = set(_homes())
    until_state(make(own, keep=True), State.ONLINE)
    (mine,) = set(_homes()) - before
    assert mine.lock is not None
    taken = tmp_path / "profiles" / "0000000000000000"
    taken.mkdir()
    lock = QLockFile(str(taken / "lock"))
    assert lock.tryLock(0)
    assert not QLockFile(mine.lock.fileName()).tryLock(0), "its own is locked for all others"
    from widgets.webpane.profile import _own_folder

    beside = _own_folder(taken)
    assert beside is not None and Path(beside.fileName()).parent.name == "0000000000000000-2"


def _homes() -> list[Home]:
    application = QCoreApplication.instance()
    assert application is not None
    return application.findChildren(Home)
