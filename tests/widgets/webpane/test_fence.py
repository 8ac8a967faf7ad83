"""What a foreign page may do: reach its own list of origins, signed in there and nowhere else, and nothing besides."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView

from tests.fakes.web_application import GOOD, FakeApplication
from tests.widgets.webpane.conftest import SECRET, Maker, ask, engine, until, until_state
from widgets.webpane.health import State
from widgets.webpane.pane import WebPane

pytestmark = pytest.mark.xdist_group("webengine")


def test_the_page_is_shown_with_its_origin(make: Maker, own: FakeApplication) -> None:
    pane = make(own)
    until_state(pane, State.ONLINE)
    assert ask(pane, "document.body.textContent") == "网格系统 在线"
    assert engine(pane).origin == own.origin
    assert pane.body.line.origin == own.origin and pane.body.line.state == "在线"
    assert not pane.body.curtain.isVisible()


def test_the_header_arrives_with_each_request_and_nowhere_else(
    make: Maker, own: FakeApplication, other: FakeApplication
) -> None:
    own.pages["/"] = GOOD.format(title="a", body=f"<img src='{other.origin}/picture'><img src='/own'>")
    pane = make(own, origins=(other.origin,), sso="header", sso_name="X-Auth", secret="env:X")
    until_state(pane, State.ONLINE)
    until(lambda: "/picture" in other.paths() and "/own" in own.paths())
    assert {each.header for each in own.seen} == {SECRET}
    assert {each.header for each in other.seen} == {""}


def test_a_redirect_does_not_carry_the_header_to_another_allowed_origin(
    make: Maker, own: FakeApplication, other: FakeApplication
) -> None:
    pane = make(
        own, f"/redirect?to={other.origin}/landed", origins=(other.origin,), sso="header", sso_name="X-Auth",
        secret="env:X",
    )  # fmt: skip
    until_state(pane, State.ONLINE)
    assert own.seen[0].header == SECRET
    assert [each.header for each in other.seen if each.path == "/landed"] == [""]
    assert engine(pane).origin == other.origin, "the frame names where the page really is from"


def test_the_cookie_is_there_before_the_first_request(make: Maker, own: FakeApplication) -> None:
    pane = make(own, sso="cookie", sso_name="SESSION", secret="env:X")
    until_state(pane, State.ONLINE)
    assert own.seen[0].cookie == f"SESSION={SECRET}"
    assert ask(pane, "document.cookie") == "", "scripts can't read it"


def test_a_foreign_origin_gets_no_request(make: Maker, own: FakeApplication, other: FakeApplication) -> None:
    o = other.origin
    own.pages["/"] = GOOD.format(title="a", body=(
        f"<img src='{o}/i'><script src='{o}/s'></script><link rel=stylesheet href='{o}/c'><iframe src='{o}/f'></iframe>"
        f"<script>fetch('{o}/x',{{mode:'no-cors'}}).catch(()=>0); new WebSocket('{o.replace('http', 'ws')}/socket');"
        f"navigator.sendBeacon('{o}/b','x');</script>"
    ))  # fmt: skip
    pane = make(own)
    until_state(pane, State.ONLINE)
    until(lambda: engine(pane).refusals >= 7)
    assert other.seen == []
    assert "已阻止" in pane.body.line.refused


def test_websockets_to_allowed_origins_work(make: Maker, own: FakeApplication) -> None:
    own.pages["/"] = GOOD.format(title="a", body=(
        f"<script>const s = new WebSocket('{own.origin.replace('http', 'ws')}/socket');"
        "s.onmessage = (m) => document.title = m.data;</script>"
    ))  # fmt: skip
    pane = make(own)
    until_state(pane, State.ONLINE)
    until(lambda: engine(pane).page.title() == "hello")


def test_a_redirect_to_a_foreign_origin_is_blocked_and_told(
    make: Maker, own: FakeApplication, other: FakeApplication
) -> None:
    pane = make(own, f"/redirect?to={other.origin}/login")
    until_state(pane, State.BLOCKED)
    assert other.seen == []
    assert pane.body.curtain.isVisible() and other.origin in " ".join(pane.body.curtain.lines)


@pytest.mark.parametrize("act", ["location.href = '{}/x'", "document.forms[0].submit()", "document.links[0].click()"])
def test_a_page_goes_nowhere_else(make: Maker, own: FakeApplication, other: FakeApplication, act: str) -> None:
    own.pages["/"] = GOOD.format(
        title="a", body=f"<form action='{other.origin}/x'></form><a href='{other.origin}/x'>x</a>"
    )
    pane = make(own)
    until_state(pane, State.ONLINE)
    ask(pane, act.format(other.origin) + "; 1")
    until(lambda: engine(pane).refusals >= 1)
    assert other.seen == []
    assert engine(pane).health.state is State.ONLINE and engine(pane).origin == own.origin


def press(pane: WebPane) -> None:
    """A person presses the middle of the page."""
    view = engine(pane).findChild(QWebEngineView)
    assert view is not None
    QTest.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton, pos=view.rect().center())


WINDOW = "<a target=_blank href='{}' style='position:fixed;inset:0'>x</a>"


def test_a_link_to_a_new_window_opens_in_the_pane_if_it_may(make: Maker, own: FakeApplication) -> None:
    own.pages["/"] = GOOD.format(title="a", body=WINDOW.format("/more"))
    pane = make(own)
    until_state(pane, State.ONLINE)
    until(lambda: press(pane) or "/more" in own.paths())
    until(lambda: engine(pane).page.url().path() == "/more")


def test_a_link_to_a_foreign_window_opens_nothing(make: Maker, own: FakeApplication, other: FakeApplication) -> None:
    own.pages["/"] = GOOD.format(title="a", body=WINDOW.format(other.origin))
    pane = make(own)
    until_state(pane, State.ONLINE)
    until(lambda: press(pane) or engine(pane).refusals)
    ask(pane, f"window.open('{other.origin}/x'); window.open('/popup'); 1")
    assert other.seen == [] and "/popup" not in own.paths()


@pytest.mark.parametrize("target", ["file:///etc/hostname", "cw://map/index.html", "chrome://gpu", "javascript:void 0",
                                    "data:text/html,hello", "view-source:http://127.0.0.1/"])  # fmt: skip
def test_no_other_scheme_is_opened(make: Maker, own: FakeApplication, target: str) -> None:
    pane = make(own)
    until_state(pane, State.ONLINE)
    ask(pane, f"location.href = '{target}'; 1")
    ask(pane, f"const f = document.createElement('iframe'); f.src = '{target}'; document.body.append(f); 1")
    ask(pane, f"globalThis.got = 'asked'; fetch('{target}').then(() => got = 'open', () => got = 'shut'); 1")
    until(lambda: ask(pane, "globalThis.got") != "asked")
    if not target.startswith("data:"):  # content that a page brings itself is its own
        assert ask(pane, "globalThis.got") == "shut"
    assert engine(pane).origin == own.origin


def test_dialogs_are_inert_and_answered_no(make: Maker, own: FakeApplication) -> None:
    pane = make(own)
    until_state(pane, State.ONLINE)
    assert ask(pane, "alert('x'); [confirm('y'), prompt('z')]") == [False, None]
    assert engine(pane).refusals == 3


def test_a_download_is_refused(make: Maker, own: FakeApplication) -> None:
    own.pages["/"] = GOOD.format(title="a", body="<a href='/download'>x</a>")
    pane = make(own)
    until_state(pane, State.ONLINE)
    ask(pane, "document.links[0].click(); 1")
    until(lambda: engine(pane).refusals == 1)
    assert engine(pane).health.state is State.ONLINE


def test_a_worker_in_the_background_reaches_no_further(
    make: Maker, own: FakeApplication, other: FakeApplication
) -> None:
    own.pages["/worker.js"] = f"""
        oninstall = (event) => event.waitUntil(
          Promise.all([fetch('/mine'), fetch('{other.origin}/x', {{mode: 'no-cors'}}).catch(() => 0)]));
    """
    pane = make(own)
    until_state(pane, State.ONLINE)
    ask(pane, "navigator.serviceWorker.register('/worker.js'); 1")
    until(lambda: "/mine" in own.paths() and engine(pane).refusals >= 1)
    assert other.seen == []


def test_no_file_of_this_computer_is_handed_out(make: Maker, own: FakeApplication) -> None:
    own.pages["/"] = GOOD.format(title="a", body="<input type=file style='position:fixed;inset:0;width:100%'>")
    pane = make(own)
    until_state(pane, State.ONLINE)
    until(lambda: press(pane) or engine(pane).refusals)
    assert ask(pane, "document.querySelector('input').files.length") == 0


def test_a_page_that_asks_whether_to_leave_is_left_when_we_load_it_anew(make: Maker, own: FakeApplication) -> None:
    own.pages["/"] = GOOD.format(
        title="a",
        body="<script>onbeforeunload = (event) => event.preventDefault(); onclick = () => pressed = 1</script>",
    )
    pane = make(own)
    until_state(pane, State.ONLINE)
    until(lambda: press(pane) or ask(pane, "globalThis.pressed"))
    loads = own.paths().count("/")
    pane.reload_button.click()
    until(lambda: [each.method for each in own.seen if each.path == "/"].count("GET") > loads)
    until_state(pane, State.ONLINE)


def test_permissions_are_denied(make: Maker, own: FakeApplication) -> None:
    pane = make(own)
    until_state(pane, State.ONLINE)
    ask(pane, "globalThis.got = ''; navigator.geolocation.getCurrentPosition(() => got = 'yes', () => got = 'no'); 1")
    until(lambda: ask(pane, "got"))
    assert ask(pane, "got") == "no"
    ask(pane, "globalThis.heard = ''; navigator.mediaDevices.getUserMedia({audio: true})"
              ".then(() => heard = 'yes', () => heard = 'no'); 1")  # fmt: skip
    until(lambda: ask(pane, "heard"))
    assert ask(pane, "heard") == "no"
    assert engine(pane).refusals >= 1


def test_there_is_no_bridge_into_the_program(make: Maker, own: FakeApplication) -> None:
    pane = make(own)
    until_state(pane, State.ONLINE)
    assert ask(pane, "[typeof qt, typeof QWebChannel, typeof _cwReach]") == ["undefined"] * 3


def test_a_secret_is_in_no_log(make: Maker, own: FakeApplication, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    pane = make(own, sso="header", sso_name="X-Auth", secret="env:X")
    until_state(pane, State.ONLINE)
    ask(pane, "console.error(document.title); 1")
    assert SECRET not in caplog.text


def test_applications_share_no_cookies(make: Maker, own: FakeApplication) -> None:
    one, two = make(own), make(own)
    until_state(one, State.ONLINE)
    until_state(two, State.ONLINE)
    ask(one, "document.cookie = 'a=1'; localStorage.b = 2; 1")
    assert ask(two, "[document.cookie, localStorage.b ?? '']") == ["", ""]


def test_the_page_does_not_run_in_our_process(make: Maker, own: FakeApplication) -> None:
    pane = make(own)
    until_state(pane, State.ONLINE)
    assert engine(pane).renderer not in (0, os.getpid())
