"""A web pane whose page is killed and hung again and again: how long until it is told, and until it is back.

    QT_QPA_PLATFORM=offscreen QTWEBENGINE_CHROMIUM_FLAGS=--ignore-gpu-blocklist python benchmarks/web_pane_soak.py

(as root also QTWEBENGINE_DISABLE_SANDBOX=1). Three deaths within a minute would stop the page; that count is forgiven
after each round, as a person does with 重试.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtWidgets import QApplication

from console.domain.web_application import WebApplication
from resources import theme
from tests.event_loop import run
from tests.fakes.web_application import FakeApplication, serving
from widgets import fonts
from widgets.map.painter import prepare, web_obstacle
from widgets.webpane.health import State
from widgets.webpane.pane import WebPane

HANG_S = 5.0
PATIENCE = 60.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    args = parser.parse_args()
    prepare()
    application = QApplication([])
    if why := web_obstacle():
        print(why)
        return 2
    fonts.load_family()
    with serving(FakeApplication()) as server, tempfile.TemporaryDirectory() as folder:
        told = WebApplication(name="soak", url=server.origin + "/", hang_seconds=HANG_S)
        pane = WebPane(theme.load(), told, Path(folder), None, lambda _: "")
        pane.resize(1280, 720)
        pane.show()
        pane.open()
        until(pane, lambda state: state is State.ONLINE)
        before = memory()
        for name, hurt in (("killed", kill), ("hung", hang)):
            rounds(pane, name, hurt, args.rounds)
        print(
            f"memory of this process {before:.0f} MB before, {memory():.0f} MB after; load {psutil.getloadavg()[0]:.1f}"
        )
        pane.stop()
        run(200)
    del application
    return 0


def rounds(pane: WebPane, name: str, hurt: Callable[[WebPane], None], count: int) -> None:
    seen, back = [], []
    for _ in range(count):
        assert pane.browser is not None
        pane.browser.health.forgive()
        began = time.monotonic()
        hurt(pane)
        until(pane, lambda state: state is not State.ONLINE)
        seen.append(time.monotonic() - began)
        until(pane, lambda state: state is State.ONLINE)
        back.append(time.monotonic() - began)
    print(f"{name} {count} times: told after {summary(seen)}, back after {summary(back)}", flush=True)


def kill(pane: WebPane) -> None:
    assert pane.browser is not None
    os.kill(pane.browser.renderer, signal.SIGKILL)


def hang(pane: WebPane) -> None:
    assert pane.browser is not None
    pane.browser.page.runJavaScript("setTimeout(() => { for (;;) {} }, 0)")


def until(pane: WebPane, true: Callable[[State], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while pane.browser is None or not true(pane.browser.health.state):
        assert time.monotonic() < end
        run(10)


def summary(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} s (worst {max(values):.1f})"


def memory() -> float:
    return float(psutil.Process().memory_info().rss) / 2**20


if __name__ == "__main__":
    sys.exit(main())
