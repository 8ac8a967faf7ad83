"""Guards of the pinned Qt: versions before and after it leak in the renderer, or abort when a module worker starts.

Each runs in a process of its own, so that an abort is a failed test and not the end of all tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEGABYTE = 1024 * 1024
WARM, TIMES = 60, 300
MOST_GROWTH_MB = 80.0
"""Qt 6.10.2 grew by some 270 MB in 300 times, ten or thirty of them a second alike; 6.12.0 by 240 MB."""
WORK = """
<!doctype html><body><script>
let times = 0;
setInterval(() => {
  document.title = ++times;
  const rows = [];
  for (let at = 0; at < 200; at++) {
    const row = document.createElement("div");
    row.textContent = `${at} ${performance.now()}`;
    rows.push(row);
  }
  document.body.replaceChildren(...rows);
}, 25);
</script></body>
"""


def _run(what: str) -> str:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--ignore-gpu-blocklist",
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("DISPLAY", None)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    done = subprocess.run(
        [sys.executable, __file__, what], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=150
    )
    if "obstacle:" in done.stdout:
        pytest.skip(f"the page cannot run here: {done.stdout.strip()}")
    assert done.returncode == 0, f"ended with {done.returncode}: {done.stderr[-2000:]}"
    return done.stdout


@pytest.mark.xdist_group("webengine")
def test_a_page_that_replaces_its_content_does_not_grow() -> None:
    grown = float(_run("grow").split("grown")[1].split()[0])
    assert grown < MOST_GROWTH_MB, f"the renderer grew by {grown:.0f} MB in {TIMES} times"


@pytest.mark.xdist_group("webengine")
def test_the_module_worker_of_the_map_starts_on_our_scheme() -> None:
    assert "drawn" in _run("worker")


def _grow() -> None:
    import psutil
    from PySide6.QtWebEngineWidgets import QWebEngineView

    from tests.event_loop import run

    view = QWebEngineView()
    view.resize(800, 600)
    view.show()
    view.setHtml(WORK)
    while int(view.title() if view.title().isdigit() else 0) < WARM:
        run(20)
    renderer = psutil.Process(view.page().renderProcessPid())
    before = renderer.memory_info().rss
    while int(view.title()) < WARM + TIMES:
        run(20)
    print("grown", (renderer.memory_info().rss - before) / MEGABYTE)


def _worker() -> None:
    import time

    from PySide6.QtTest import QTest

    from resources import theme
    from widgets.map.painter import Wish
    from widgets.webmap.pane import SwitchingMapPane

    pane = SwitchingMapPane(theme.load())
    pane.resize(400, 300)
    pane.show()
    pane.choose(Wish.WEB)
    until = time.monotonic() + 90
    while not pane.web_shown and time.monotonic() < until:
        QTest.qWait(50)
    print("drawn" if pane.web_shown else "nothing drawn")
    pane.stop()
    QTest.qWait(50)


def _main(what: str) -> None:
    from PySide6.QtWidgets import QApplication

    from widgets.map.painter import prepare, web_obstacle

    prepare()
    application = QApplication(["guard"])
    if why := web_obstacle():
        print("obstacle:", why)
        return
    {"grow": _grow, "worker": _worker}[what]()
    del application


if __name__ == "__main__":
    _main(sys.argv[1])
