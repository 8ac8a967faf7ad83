"""What the page needs to run in a test: no display, no graphics card, and as root no sandbox (never shipped)."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from console.domain.truth import Quality
from resources import theme
from tests.event_loop import run
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


def open_pane(web: bool, archive: Path = CITY, deaths: DeathWatch | None = None) -> SwitchingMapPane:
    """A pane of 640×480 at the city's centre; the page may still be loading."""
    pane = SwitchingMapPane(theme.load(), archive=archive, deaths=deaths or DeathWatch(Ages()))
    pane.resize(640, 480)
    pane.show()
    pane.camera.look_at(118.68, 37.44, 13)
    if web:
        if why := web_obstacle():
            pytest.skip(f"the page cannot run here: {why}")
        pane.choose(Wish.WEB)
    return pane


def close_pane(pane: SwitchingMapPane) -> None:
    """End the page and the pane, now."""
    pane.stop()
    pane.close()
    pane.deleteLater()
    run(1)


@pytest.fixture
def make_pane(qapp: object) -> Iterator[Maker]:
    """Makes panes; the page's are waited for until they have drawn."""
    panes = []

    def make(web: bool, archive: Path = CITY, deaths: DeathWatch | None = None, wait: bool = True) -> SwitchingMapPane:
        panes.append(open_pane(web, archive, deaths))
        if web and wait:
            wait_shown(panes[-1])
        return panes[-1]

    yield make
    for pane in panes:
        close_pane(pane)


@pytest.fixture(scope="module")
def shared(qapp: object) -> Iterator[SwitchingMapPane]:
    """One page for all tests of a module: starting one takes seconds without a graphics card."""
    pane = open_pane(web=True)
    wait_shown(pane)
    yield pane
    close_pane(pane)


@pytest.fixture(scope="module", params=["native", "web"])
def painted(request: pytest.FixtureRequest, qapp: object) -> Iterator[SwitchingMapPane]:
    opened = open_pane(request.param == "web")
    wait_shown(opened)
    yield opened
    close_pane(opened)


@pytest.fixture
def pane(painted: SwitchingMapPane) -> SwitchingMapPane:
    """The pane as new."""
    painted.set_markers([])
    for layer in painted.map_layers():
        painted.remove_layer(layer.name)
    painted.popup_provider = None
    painted.clear_selection()
    nothing = np.zeros(0, np.int32)
    columns = (nothing.astype(np.uint16) for _ in range(3))
    painted.set_fleet(nothing, nothing, *columns, nothing.astype(np.int64))
    for layer in ("base", "vehicles", "alarms", "stations", "assets"):
        painted.set_layer_visible(layer, True)
    painted.set_quality(Quality.LIVE)
    painted.camera.look_at(118.68, 37.44, 13)
    return painted


def wait_for(true: Callable[[], object], ms: int = DRAWN_MS) -> None:
    """Let events run until it is true; a failure names how long that was waited for."""
    until = time.monotonic() + ms / 1000
    while not true():
        assert time.monotonic() < until, f"not true after {ms} ms"
        run(20)


def wait_shown(pane: SwitchingMapPane) -> None:
    """Until the page, or the native painter, shows all that the pane knows now."""
    wait_for(lambda: not pane.camera.flying, 5000)
    if pane.web is None:
        pane.grab()
        wait_for(lambda: pane.settled)
        return
    wait_for(lambda: pane.web_shown)
    pane.refresh()
    run(20)
    told = pane._number + 1
    pane.refresh()
    pane.web.link.hurry(True)  # a page that is asked once a second says so a second late
    wait_for(lambda: pane.web and pane.web_shown and pane.web.shown >= told)
    pane.web.link.hurry(False)
    run(60)


def ask_page(pane: SwitchingMapPane, script: str) -> object:
    """What a script gives back; a promise is waited for, and one that fails gives its reason after a ``!``."""
    answers: list[object] = []
    assert pane.web is not None
    page = pane.web.page
    page.runJavaScript(
        f"globalThis._got = undefined; Promise.resolve((() => {script})())"
        ".then((got) => globalThis._got = JSON.stringify([got ?? null]),"
        " (bad) => globalThis._got = JSON.stringify(['!' + bad]));"
    )

    def came() -> bool:
        page.runJavaScript("globalThis._got ?? ''", 0, answers.append)
        return any(answers)

    wait_for(came, 20_000)
    return json.loads(str(next(answer for answer in answers if answer)))[0]
