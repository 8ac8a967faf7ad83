"""The page may die or hang as often as it likes: the map never goes blank, and after three times it stays native."""

from __future__ import annotations

import os
import signal
import time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.widgets.webmap.conftest import DRAWN_MS, Maker, wait_shown
from widgets.map import painter
from widgets.map.painter import Kind, Wish
from widgets.webmap import link
from widgets.webmap.deaths import REST_S, DeathWatch
from widgets.webmap.pane import SwitchingMapPane

pytestmark = pytest.mark.xdist_group("webengine")
ROUNDS = 20
SOON_S = 0.3
"""What counts as a hang here, so that twenty of them are not waited for."""
BUSY = "for (;;) {}"


def _kill(pane: SwitchingMapPane) -> None:
    assert pane.web is not None and pane.web.renderer > 0
    os.kill(pane.web.renderer, signal.SIGKILL)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills by a signal that this system lacks")
@pytest.mark.timeout(600)
def test_a_killed_renderer_comes_back_twenty_times(make_pane: Maker, qtbot: QtBot) -> None:
    pane = make_pane(True)
    pane.tiltable.tilt_to(40, 30)
    waits = []
    for _ in range(ROUNDS):
        _kill(pane)
        qtbot.waitUntil(lambda: not pane.web_shown, timeout=5000)
        assert pane.tiltable.pitch == 0, "the native painter draws no tilt"
        assert "重新载入" in pane._said
        began = time.monotonic()
        qtbot.waitUntil(lambda: pane.web_shown, timeout=DRAWN_MS)
        waits.append(time.monotonic() - began)
        assert (pane.tiltable.pitch, pane.tiltable.bearing) == (40, 30)
    assert pane.choice.kind is Kind.WEB and pane._said == ""
    print(f"back after {sorted(waits)[ROUNDS // 2]:.1f} s, at most {max(waits):.1f} s")


@pytest.mark.timeout(600)
def test_a_hung_page_is_ended_and_comes_back_twenty_times(
    make_pane: Maker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "BEAT_MS", 50)
    pane = make_pane(True)
    monkeypatch.setattr(link, "SILENT_S", SOON_S)
    for _ in range(ROUNDS):
        pid = pane.web.renderer  # type: ignore[union-attr]
        pane.web.page.runJavaScript(BUSY)  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: not pane.web_shown, timeout=10_000)
        assert "无响应" in pane._said
        monkeypatch.setattr(link, "SILENT_S", 20.0)  # a busy machine takes its time to draw
        qtbot.waitUntil(lambda: pane.web_shown, timeout=DRAWN_MS)
        monkeypatch.setattr(link, "SILENT_S", SOON_S)
        assert pane.web.renderer != pid  # type: ignore[union-attr]


def test_a_hang_is_noticed_between_five_and_seven_seconds() -> None:
    assert link.SILENT_S >= 5.0 and link.SILENT_S + link.BEAT_MS / 1000 * 2 <= 7.0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills by a signal that this system lacks")
def test_three_deaths_in_a_minute_leave_the_map_to_the_native_painter(make_pane: Maker, qtbot: QtBot) -> None:
    now = [0.0]
    pane = make_pane(True, deaths=DeathWatch(lambda: now[0]))
    for at in (0.0, 30.0, 59.0):
        now[0] = at
        qtbot.waitUntil(lambda: pane.web_shown, timeout=DRAWN_MS)
        with qtbot.waitSignal(pane.web.died):  # type: ignore[union-attr]
            _kill(pane)
    assert pane.choice.kind is Kind.NATIVE and pane.web is None
    assert pane._said == "已改用平面地图：三维绘图进程已退出，一分钟内三次"
    assert pane.choose(Wish.AUTO).kind is Kind.NATIVE
    assert pane.choose(Wish.WEB).kind is Kind.WEB
    wait_shown(pane)
    assert pane._said == ""


def test_a_page_that_ends_normally_has_not_died(make_pane: Maker) -> None:
    pane = make_pane(True)
    died: list[str] = []
    pane.web.died.connect(died.append)  # type: ignore[union-attr]
    status = pane.web.page.RenderProcessTerminationStatus  # type: ignore[union-attr]
    pane.web._terminated(status.NormalTerminationStatus, 0)  # type: ignore[union-attr]
    assert died == [] and pane.web_shown


def test_a_page_without_a_font_draws_and_says_so(
    make_pane: Maker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from widgets.webmap import supply

    for path in [path for path in supply.FILES if path.startswith("fonts/")]:
        monkeypatch.delitem(supply.FILES, path)
    pane = make_pane(True)
    assert pane.web.problem == "地图字体缺失，改用系统字体"  # type: ignore[union-attr]


def test_a_page_without_its_script_is_a_death(make_pane: Maker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from widgets.webmap import painter, supply

    monkeypatch.delitem(supply.FILES, "fleet.js")
    monkeypatch.setattr(painter, "START_S", 0.5)
    pane = make_pane(True, wait=False, deaths=DeathWatch())
    qtbot.waitUntil(lambda: pane.choice.kind is Kind.NATIVE, timeout=30_000)
    assert "未能启动" in pane._said


def test_the_hand_can_switch_there_and_back_and_nothing_is_lost(make_pane: Maker, qtbot: QtBot) -> None:
    pane = make_pane(False)
    actions = {action.text(): action for action in pane.painter_menu().actions()}
    assert set(actions) == {"自动选择", "三维地图", "平面地图"}
    pane.select("nothing")
    centre = pane.camera.centre
    actions["三维地图"].trigger()
    wait_shown(pane)
    qtbot.keyClick(pane, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert pane.tiltable.pitch == 10
    actions["平面地图"].trigger()
    assert pane.choice.kind is Kind.NATIVE and pane.web is None
    assert pane.camera.centre == centre and pane.tiltable.pitch == 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills by a signal that this system lacks")
@pytest.mark.timeout(300)
def test_a_machine_with_a_card_begins_the_page_by_itself_and_rests_after_three_deaths(
    make_pane: Maker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way of a wall with a card: nobody asks, the page paints, keeps dying, and the flat map stays."""
    now = [1000.0]
    monkeypatch.setattr(painter, "graphics", lambda: "Some Card 9000")
    deaths = DeathWatch(lambda: now[0])
    pane = make_pane(False, deaths=deaths)
    assert pane.choose(Wish.AUTO) == painter.Choice(Kind.WEB, "Some Card 9000")
    for _ in range(3):
        qtbot.waitUntil(lambda: pane.web_shown, timeout=DRAWN_MS)
        _kill(pane)
        qtbot.waitUntil(lambda: not pane.web_shown, timeout=5000)
    assert pane.web is None and pane.choice.kind is Kind.NATIVE and "一分钟内三次" in pane.said
    assert pane.choose(Wish.AUTO).kind is Kind.NATIVE, "not again by itself"
    assert make_pane(False, deaths=DeathWatch(lambda: now[0] + 5, record=deaths.record)).choose().kind is Kind.NATIVE
    now[0] += REST_S + 1
    assert pane.choose(Wish.AUTO).kind is Kind.WEB, "but after a rest"
