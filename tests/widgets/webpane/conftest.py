"""Foreign applications on ports of their own, and panes that show them."""

from __future__ import annotations

import json
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.domain.web_application import WebApplication, mistake
from resources import theme
from tests.event_loop import run
from tests.fakes.web_application import FakeApplication, serving
from widgets import fonts
from widgets.map.painter import prepare, web_obstacle
from widgets.webpane.browser import Browser
from widgets.webpane.health import State
from widgets.webpane.pane import WebPane

prepare()
SECRET = "s3cr3t-token"
Maker = Callable[..., WebPane]


@pytest.fixture
def own() -> Iterator[FakeApplication]:
    """The application's own server."""
    with serving(FakeApplication()) as made:
        yield made


@pytest.fixture
def other() -> Iterator[FakeApplication]:
    """Another server: another port is another origin."""
    with serving(FakeApplication()) as made:
        yield made


@pytest.fixture
def make(qapp: object, tmp_path: Path) -> Iterator[Maker]:
    """Makes panes with settings, and opens them."""
    panes: list[WebPane] = []

    def made(server: FakeApplication, path: str = "/", *, wall: bool = False, ca: Path | None = None,
             **settings: Any) -> WebPane:  # fmt: skip
        fonts.load_family()
        if why := web_obstacle():
            pytest.skip(f"the page cannot run here: {why}")
        told = {"name": "全科大网格", "url": server.origin + path, "system": "网格", **settings}
        application = msgspec.convert(told, WebApplication)
        assert not mistake(application)
        pane = WebPane(theme.load(), application, tmp_path / "profiles", ca, lambda _: SECRET, wall=wall)
        panes.append(pane)
        pane.resize(640, 480)
        pane.show()
        pane.open()
        return pane

    yield made
    for pane in panes:
        pane.stop()
        pane.close()
        pane.deleteLater()
    run(50)


def until(true: Callable[[], object], seconds: float = 60.0) -> None:
    """Let events run until it is true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"not true after {seconds} s"
        run(20)


def engine(pane: WebPane) -> Browser:
    assert pane.browser is not None
    return pane.browser


def until_state(pane: WebPane, state: State, seconds: float = 60.0) -> None:
    until(lambda: engine(pane).health.state is state, seconds)


def ask(pane: WebPane, script: str) -> Any:
    """What a script of the page's own world gives back."""
    answers: list[Any] = []
    engine(pane).page.runJavaScript(f"JSON.stringify(eval({json.dumps(script)}) ?? null)", 0, answers.append)
    until(lambda: answers)
    return json.loads(answers[0]) if answers[0] else None
