"""The watch over a real renderer: hung, killed, gone, refused by certificate; each is told and each comes back."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from console.domain.truth import Quality
from tests.fakes.authority import Authority
from tests.fakes.web_application import GOOD, FakeApplication, serving
from tests.widgets.webpane.conftest import Maker, ask, engine, until, until_state
from widgets.map import painter
from widgets.webpane.health import State
from widgets.webpane.pane import WebPane

pytestmark = pytest.mark.xdist_group("webengine")


def hang(pane: WebPane) -> None:
    engine(pane).page.runJavaScript("setTimeout(() => { for (;;) {} }, 0); 1")


def test_a_page_that_hangs_is_told_ended_and_loaded_again(make: Maker, own: FakeApplication) -> None:
    pane = make(own, hang_seconds=4)
    until_state(pane, State.ONLINE)
    before = engine(pane).renderer
    hang(pane)
    until_state(pane, State.SILENT)
    assert pane.quality() is Quality.DELAYED and pane.strip.truth().quality is Quality.DELAYED
    until(lambda: engine(pane).health.state is State.ONLINE and engine(pane).renderer != before)
    assert ask(pane, "document.body.textContent") == "网格系统 在线"


def test_a_renderer_that_dies_comes_back_and_after_three_times_stops_until_somebody_asks(
    make: Maker, own: FakeApplication
) -> None:
    pane = make(own)
    for _ in range(2):
        until_state(pane, State.ONLINE)
        os.kill(engine(pane).renderer, signal.SIGKILL)
        until_state(pane, State.CRASHED)
        assert pane.body.curtain.isVisible() and pane.quality() is Quality.UNKNOWN
    until_state(pane, State.ONLINE)
    os.kill(engine(pane).renderer, signal.SIGKILL)
    until_state(pane, State.STOPPED)
    assert pane.reload_button.text() == "重试" and pane.reload_button.isVisible()
    pane.reload_button.click()
    until_state(pane, State.ONLINE)


def test_an_application_that_is_not_there_is_told_and_reached_when_it_comes(make: Maker, own: FakeApplication) -> None:
    own.down = True
    pane = make(own)
    until_state(pane, State.OFFLINE)
    assert pane.body.curtain.isVisible() and pane.quality() is Quality.UNKNOWN
    own.down = False
    pane.reload_button.click()
    until_state(pane, State.ONLINE)


def test_a_server_error_is_not_taken_for_the_application(make: Maker, own: FakeApplication) -> None:
    own.status["/"] = 503
    pane = make(own)
    until_state(pane, State.OFFLINE)
    assert pane.body.curtain.isVisible()


def test_when_the_server_goes_the_picture_stays_and_is_not_called_live(make: Maker, own: FakeApplication) -> None:
    pane = make(own)
    until_state(pane, State.ONLINE)
    own.down = True
    engine(pane)._beats = 14  # the next beat asks the server
    until_state(pane, State.OFFLINE)
    assert not pane.body.curtain.isVisible() and pane.quality() is Quality.CACHED
    assert "画面停在断开之前" in pane.strip.wording(pane.strip.truth())
    own.down = False
    engine(pane)._beats = 14
    until_state(pane, State.ONLINE)


def test_the_server_is_asked_even_when_the_page_forbids_itself_to_fetch(make: Maker, own: FakeApplication) -> None:
    own.pages["/"] = GOOD.format(
        title="a", body="<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">x"
    )
    pane = make(own)
    until_state(pane, State.ONLINE)
    engine(pane)._beats = 14
    until(lambda: any(each.method == "HEAD" for each in own.seen))


def test_where_the_page_cannot_run_the_pane_says_why_and_offers_the_systems_browser(
    make: Maker, own: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.webpane.pane.web_obstacle", lambda: "网页沙箱不可用")
    pane = make(own)
    assert pane.browser is None and pane.body.curtain.lines == ("网页沙箱不可用",)
    assert pane.quality() is Quality.UNKNOWN
    wanted: list[str] = []
    pane.outside_wanted.connect(wanted.append)
    pane.outside_button.click()
    assert wanted == [own.origin + "/"]
    assert not make(own, wall=True).outside_button.isVisible()
    assert painter.web_obstacle() == "" and own.seen == []


def test_the_centres_own_authority_is_believed(make: Maker, tmp_path: Path) -> None:
    centre = Authority(tmp_path, "centre")
    with serving(FakeApplication(), centre.server()) as server:
        pane = make(server, ca=centre.path)
        until_state(pane, State.ONLINE)
        assert engine(pane).origin.startswith("https://127.0.0.1:")
        pane.stop()


@pytest.mark.parametrize("case", ["no authority", "another authority", "expired", "another host"])
def test_a_certificate_that_does_not_hold_is_refused_with_words(make: Maker, tmp_path: Path, case: str) -> None:
    centre, stranger = Authority(tmp_path, "centre"), Authority(tmp_path, "stranger")
    tls = (
        centre.server(-1)
        if case == "expired"
        else centre.server(address="127.0.0.2" if "host" in case else "127.0.0.1")
    )
    ca = {"no authority": None, "another authority": stranger.path}.get(case, centre.path)
    with serving(FakeApplication(), tls) as server:
        pane = make(server, ca=ca)
        until_state(pane, State.CERTIFICATE)
        assert server.seen == [] and pane.body.curtain.isVisible()
        assert server.origin in pane.body.curtain.lines[0]
        pane.stop()


def test_an_authority_that_cannot_be_read_is_told(make: Maker, own: FakeApplication, tmp_path: Path) -> None:
    pane = make(own, ca=tmp_path / "none.pem")
    assert pane.browser is None and "cannot be read" in pane.obstacle
