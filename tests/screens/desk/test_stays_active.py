"""On X11 without a window manager the first browser view takes a window's keyboard away; this brings it back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.fakes.display import Display, usable

pytestmark = [
    pytest.mark.e2e, pytest.mark.xdist_group("webengine"),
    pytest.mark.skipif(not usable(), reason="needs Xvfb and xrandr"),
]  # fmt: skip
SCRIPT = """
from widgets.map.painter import prepare, web_obstacle
prepare()
from PySide6.QtCore import QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from screens.desk.stays_active import StaysActive
import sys
application = QApplication([])
if why := web_obstacle():
    print("obstacle:", why)
    sys.exit()
window, field = QWidget(), QLineEdit()
column = QVBoxLayout(window)
column.addWidget(field)
StaysActive(window)
window.show()
window.activateWindow()
field.setFocus()
QTest.qWait(200)
from PySide6.QtWebEngineWidgets import QWebEngineView
view = QWebEngineView(window)
column.addWidget(view)
view.load(QUrl("data:text/html,page"))
for beat in range(60):
    QTest.qWait(100)
    if beat > 15 and window.isActiveWindow() and field.hasFocus():
        break
print("active", window.isActiveWindow(), field.hasFocus(), flush=True)
view.deleteLater()
QTest.qWait(50)
"""


@pytest.fixture
def display() -> Iterator[Display]:
    made = Display()
    yield made
    made.end()


def test_the_keyboard_comes_back(display: Display) -> None:
    env = {**display.env, "QTWEBENGINE_CHROMIUM_FLAGS": "--ignore-gpu-blocklist --disable-gpu-compositing"}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        env["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, timeout=90, check=False
    )
    if "obstacle:" in done.stdout:
        pytest.skip(done.stdout.strip())
    assert "active True True" in done.stdout, (done.stdout, done.stderr[-1000:])
