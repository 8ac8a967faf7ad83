"""What the page needs to run in a test: no display, no graphics card, and as root no sandbox (never shipped)."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resources import theme
from widgets.map.painter import Wish, prepare, web_obstacle
from widgets.webmap.deaths import DeathWatch
from widgets.webmap.pane import SwitchingMapPane
from widgets.webmap.tile_reader import CITY

prepare()
DRAWN_MS = 60_000
Maker = Callable[..., SwitchingMapPane]


class Ages:
    """A clock on which any two deaths lie hours apart."""

    def __init__(self) -> None:
        self._now = 0.0

    def __call__(self) -> float:
        self._now += 10_000.0
        return self._now


@pytest.fixture
def make_pane(qtbot: QtBot) -> Iterator[Maker]:
    """Makes panes of 640×480 at the city's centre; the page's are waited for until they have drawn."""
    panes = []

    def make(web: bool, archive: Path = CITY, deaths: DeathWatch | None = None, wait: bool = True) -> SwitchingMapPane:
        pane = SwitchingMapPane(theme.load(), archive=archive, deaths=deaths or DeathWatch(Ages()))
        panes.append(pane)
        pane.resize(640, 480)
        pane.show()
        pane.camera.look_at(118.68, 37.44, 13)
        if web:
            if why := web_obstacle():
                pytest.skip(f"the page cannot run here: {why}")
            pane.choose(Wish.WEB)
            if wait:
                wait_shown(qtbot, pane)
        return pane

    yield make
    for pane in panes:
        pane.stop()
        pane.close()
        pane.deleteLater()


def wait_shown(qtbot: QtBot, pane: SwitchingMapPane) -> None:
    """Until the page shows all that the pane knows now."""
    qtbot.waitUntil(lambda: not pane.camera.flying, timeout=5000)
    if pane.web is None:
        return
    qtbot.waitUntil(lambda: pane.web_shown, timeout=DRAWN_MS)
    pane.refresh()
    qtbot.wait(20)
    told = pane._number + 1
    pane.refresh()
    qtbot.waitUntil(lambda: pane.web_shown and pane.web.shown >= told, timeout=DRAWN_MS)  # type: ignore[union-attr]
    qtbot.wait(60)


def ask_page(qtbot: QtBot, pane: SwitchingMapPane, script: str) -> object:
    """What a script gives back; a promise is waited for."""
    answers: list[object] = []
    page = pane.web.page  # type: ignore[union-attr]
    page.runJavaScript(
        f"globalThis._got = undefined; Promise.resolve((() => {script})())"
        ".then((got) => globalThis._got = JSON.stringify([got ?? null]),"
        " (bad) => globalThis._got = JSON.stringify(['!' + bad]));"
    )

    def came() -> bool:
        page.runJavaScript("globalThis._got ?? ''", 0, answers.append)
        return any(answers)

    qtbot.waitUntil(came, timeout=20_000)
    import json

    return json.loads(str(next(answer for answer in answers if answer)))[0]
