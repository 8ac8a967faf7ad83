"""A profile outlives its pages, however a pane ends: Qt keeps cookies and storage of a page in it to the last."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.fakes.web_application import FakeApplication
from tests.widgets.webpane.conftest import Maker, engine, until, until_state
from widgets.webpane.health import State

pytestmark = pytest.mark.xdist_group("webengine")


@pytest.mark.parametrize("keep", [False, True], ids=["off the record", "kept"])
@pytest.mark.parametrize("how", ["while it loads", "when it runs", "when its renderer died"])
def test_the_page_goes_first(make: Maker, own: FakeApplication, qtlog: Any, keep: bool, how: str) -> None:
    pane = make(own, keep=keep)
    browser = engine(pane)
    if how != "while it loads":
        until_state(pane, State.ONLINE)
    if how == "when its renderer died":
        browser._end()
        until_state(pane, State.CRASHED)
    gone: list[str] = []
    browser.page.destroyed.connect(lambda: gone.append("page"))
    browser._profile.destroyed.connect(lambda: gone.append("profile"))
    pane.stop()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wanted = ["page"] if keep else ["page", "profile"]  # a kept one is there for the next pane, to the end of the run
    until(lambda: len(gone) == len(wanted), 20)
    assert gone == wanted and isValid(browser._profile) == keep
    complaints = [record.message for record in qtlog.records if "profile" in record.message.lower()]
    assert not complaints
