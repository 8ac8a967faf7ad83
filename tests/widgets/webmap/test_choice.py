"""Which painter a machine gets, when the page is given up, and that the wall loads no browser for nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from console.app.windows.language import speak
from console.config.look import Language
from widgets.map import painter
from widgets.map.painter import Kind, Wish, best_painter, wish_of_environment
from widgets.webmap.deaths import MOST, REST_S, WITHIN_S, Death, DeathWatch, Record

REAL_CONTENT = painter._content


@pytest.fixture(autouse=True)
def able(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    """A machine that can do everything."""
    monkeypatch.delenv(painter.SETTING, raising=False)
    monkeypatch.setattr(painter, "web_obstacle", lambda: "")
    monkeypatch.setattr(painter, "graphics", lambda: "Some Card 9000")


def test_a_machine_with_a_card_gets_the_page() -> None:
    assert best_painter() == painter.Choice(Kind.WEB, "Some Card 9000")


@pytest.mark.parametrize("card", ["", "llvmpipe (LLVM 15.0.6, 256 bits)", "SwiftShader Device", "GDI Generic"])
def test_without_a_card_the_map_stays_native_unless_asked(monkeypatch: pytest.MonkeyPatch, card: str) -> None:
    monkeypatch.setattr(painter, "graphics", lambda: card)
    assert best_painter().kind is Kind.NATIVE
    assert best_painter().reason == "没有图形加速"
    assert best_painter(Wish.WEB).kind is Kind.WEB


def test_what_cannot_run_is_not_tried_even_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painter, "web_obstacle", lambda: "网页沙箱不可用")
    assert best_painter(Wish.WEB) == painter.Choice(Kind.NATIVE, "网页沙箱不可用")


def test_a_page_that_kept_dying_is_not_chosen_by_itself() -> None:
    assert best_painter(tired="三维页面 10:32 停用") == painter.Choice(Kind.NATIVE, "三维页面 10:32 停用")
    assert best_painter(Wish.WEB, tired="三维页面 10:32 停用").kind is Kind.WEB


@pytest.mark.parametrize(("setting", "wish"), [("web", Wish.WEB), (" Native ", Wish.NATIVE), ("?", Wish.AUTO)])
def test_the_environment_may_ask(monkeypatch: pytest.MonkeyPatch, setting: str, wish: Wish) -> None:
    monkeypatch.setenv(painter.SETTING, setting)
    assert wish_of_environment() is wish


def test_as_root_there_is_no_sandbox_and_so_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.delenv(painter.SANDBOX_OFF, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(painter.os, "geteuid", lambda: 0)
    assert painter.web_obstacle() == "网页沙箱不可用"
    monkeypatch.setenv(painter.SANDBOX_OFF, "1")
    assert painter.web_obstacle() != "网页沙箱不可用"


@pytest.mark.parametrize(("path", "content"), [("max_user_namespaces", "0"), ("apparmor_restrict", "1")])
def test_a_kernel_without_user_namespaces_has_no_sandbox(
    monkeypatch: pytest.MonkeyPatch, path: str, content: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv(painter.SANDBOX_OFF, raising=False)
    monkeypatch.setattr(painter.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(painter, "_content", lambda name: content if path in name else "")
    assert not painter._sandbox_possible()


def test_an_installation_without_the_browser_has_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(painter.importlib.util, "find_spec", lambda _name: None)
    assert painter.web_obstacle() == "未安装网页组件"
    assert best_painter(Wish.WEB) == painter.Choice(Kind.NATIVE, "未安装网页组件")


def test_only_linux_asks_its_kernel_for_a_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(painter.SANDBOX_OFF, raising=False)
    monkeypatch.setattr(painter, "_content", lambda _path: "0")
    monkeypatch.setattr(sys, "platform", "win32")
    assert painter._sandbox_possible()


def test_a_kernel_that_says_nothing_is_believed_to_have_a_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv(painter.SANDBOX_OFF, raising=False)
    monkeypatch.setattr(painter.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(painter, "_content", lambda _path: "")
    assert painter._sandbox_possible()
    assert REAL_CONTENT("/nowhere/at/all") == ""


class _Functions:
    def glGetString(self, _name: int) -> str:
        return "Some Card 9000"


class _Context:
    """What a driver would give; ``works``: whether it lets itself be taken."""

    works = True

    def create(self) -> bool:
        return True

    def makeCurrent(self, _surface: object) -> bool:
        return self.works

    def functions(self) -> _Functions:
        return _Functions()

    def doneCurrent(self) -> None:
        pass


class _Surface:
    def create(self) -> None:
        pass

    def isValid(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("nodes", "works", "card"), [(["renderD128"], True, "Some Card 9000"), ([], True, ""), (["renderD128"], False, "")]
)
def test_the_card_is_asked_only_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, nodes: list[str], works: bool, card: str
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(painter.Path, "glob", lambda _self, _pattern: iter(nodes))
    monkeypatch.setattr(_Context, "works", works)
    monkeypatch.setattr(painter, "QOpenGLContext", _Context)
    monkeypatch.setattr(painter, "QOffscreenSurface", _Surface)
    assert painter.graphics.__wrapped__() == card


def test_three_deaths_within_a_minute_and_not_otherwise() -> None:
    now = [0.0]
    watch = DeathWatch(lambda: now[0])
    gave_up = []
    for at in (0.0, 40.0, WITHIN_S + 1, WITHIN_S + 39.9):
        now[0] = at
        gave_up.append(watch.note())
    assert gave_up == [False, False, False, True] and MOST == 3
    assert watch.tired
    now[0] += REST_S
    assert not watch.tired


def test_forgiven_deaths_do_not_count() -> None:
    watch = DeathWatch(lambda: 0.0)
    watch.note(), watch.note()
    watch.forgive()
    assert not watch.note() and not watch.tired


def test_a_pane_that_is_not_asked_for_the_page_loads_no_browser() -> None:
    script = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "import screens.desk, widgets.webmap.pane as w, widgets.map.painter as p; from resources import theme;"
        "pane = w.SwitchingMapPane(theme.load()); pane.choose(p.Wish.AUTO);"
        "print([n for n in sys.modules if 'WebEngine' in n], pane.choice.kind.value)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    kind = done.stdout.strip().rsplit(" ", 1)[1]
    assert kind == "native" and done.stdout.startswith("[]"), done.stdout


def test_an_application_that_was_not_prepared_keeps_the_native_painter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv(painter.SANDBOX_OFF, "1")
    share = Qt.ApplicationAttribute.AA_ShareOpenGLContexts
    monkeypatch.setattr(painter.QCoreApplication, "testAttribute", lambda attribute: attribute != share)
    assert painter.web_obstacle() == "程序启动时未准备网页组件"


def test_deaths_count_across_restarts_each_map_for_itself() -> None:
    now, kept = [1000.0], [Record()]
    first = DeathWatch(lambda: now[0], keep=lambda record: kept.append(record))
    assert not first.note("wall-map", "a") and not first.note("wall-map", "b")
    now[0] += 20
    second = DeathWatch(lambda: now[0], record=kept[-1])
    assert not second.note("other-map", "c") and not second.tired
    assert second.note("wall-map", "图形设备丢失")
    assert second.tired.endswith("停用：图形设备丢失")
    now[0] -= 3600
    assert not second.tired, "a clock that was set back knows nothing of the future"


def test_a_page_that_took_its_process_along_is_not_tried_again_by_itself() -> None:
    now, kept = [1000.0], [Record()]
    watch = DeathWatch(lambda: now[0], keep=lambda record: kept.append(record))
    watch.begins()
    crashed = DeathWatch(lambda: now[0] + 5, record=kept[-1])
    assert crashed.tired.endswith("程序在载入三维地图时退出")
    watch.began()
    assert not DeathWatch(lambda: now[0] + 5, record=kept[-1]).tired


def test_one_hand_switches_every_map_of_the_window_and_is_remembered(qapp: object) -> None:
    from resources import theme
    from widgets.webmap.painting import Painting
    from widgets.webmap.pane import SwitchingMapPane

    wishes: list[Wish] = []
    painting = Painting(Wish.AUTO, remember=wishes.append)
    panes = [SwitchingMapPane(theme.load(), deaths=painting.deaths, name=name) for name in ("one", "two")]
    for pane in panes:
        painting.take(pane)
    assert {told["why"] for told in painting.told().values()} == {"Some Card 9000"}
    assert {told["cause"] for told in painting.told().values()} == {"graphics-card"}
    QTest.keyClick(panes[0], Qt.Key.Key_V)
    assert wishes == [Wish.NATIVE] and [pane.choice.kind for pane in panes] == [Kind.NATIVE] * 2
    assert panes[1].painter_menu().actions()[2].isChecked()


@pytest.mark.parametrize("language", list(Language))
def test_what_a_script_looks_for_is_the_same_in_every_language(
    monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    speak(language)
    try:
        monkeypatch.setattr(painter, "graphics", lambda: "")
        causes = [best_painter().cause, best_painter(Wish.NATIVE).cause]
        monkeypatch.setattr(painter, "graphics", lambda: "Some Card 9000")
        causes += [best_painter().cause, best_painter(tired="…").cause]
        monkeypatch.setattr(painter, "web_obstacle", lambda: "…")
        monkeypatch.setattr(painter, "_sandbox_possible", lambda: False)
        causes.append(best_painter().cause)
    finally:
        speak(Language.CHINESE)
    named = [cause.value for cause in causes]
    assert named == ["no-graphics-card", "setting", "graphics-card", "page-kept-dying", "no-sandbox"]


def test_a_setting_that_asks_for_the_page_does_not_insist_but_a_hand_does(qapp: object) -> None:
    from resources import theme
    from widgets.webmap.painting import Painting
    from widgets.webmap.pane import SwitchingMapPane

    deaths = DeathWatch(lambda: 1000.0, Record((Death(990.0, "one", "无响应"),), 990.0))
    painting = Painting(Wish.WEB, deaths)
    pane = SwitchingMapPane(theme.load(), deaths=deaths, name="one")
    painting.take(pane)
    assert pane.choice.kind is Kind.NATIVE and pane.choice.reason.endswith("停用：无响应")
    painting.choose(Wish.WEB)
    assert pane.choice.kind is Kind.WEB and deaths.record == Record()
    pane.stop()


def test_the_menu_says_who_paints_and_why(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from resources import theme
    from widgets.webmap.pane import SwitchingMapPane

    monkeypatch.setattr(painter, "graphics", lambda: "")
    pane = SwitchingMapPane(theme.load())
    pane.choose(Wish.AUTO)
    words = [action.text() for action in pane.open_menu(QPointF(10, 10)).actions()]
    assert words == ["平面绘制：没有图形加速", "绘制方式"]
