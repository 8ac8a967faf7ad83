"""Guards of the pin: the very version, and that wrapped calls drop no references, as 6.12.0 does on Python 3.11."""

from __future__ import annotations

import json
import subprocess
import sys

import PySide6
import pytest

PINNED = "6.11.3"
CALLS = 100_000
SLACK = 2_000
"""Counts move a little by themselves; a leak moves them by a call each."""
CHILD = """
import json, sys
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QGuiApplication
application = QGuiApplication([])
thing, timer, colour = QObject(), QTimer(), QColor("red")
def counts():
    return {str(each): sys.getrefcount(each) for each in (None, True, False)}
before = counts()
for _ in range(%d):
    thing.setObjectName("x")
    thing.blockSignals(False)
    timer.isActive()
    colour.isValid()
    thing.parent()
after = counts()
print(json.dumps({name: after[name] - before[name] for name in before}))
"""


def test_the_pinned_version_is_installed() -> None:
    assert PySide6.__version__ == PINNED


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None, True and False are immortal from Python 3.12 on")
def test_wrapped_calls_keep_the_references_of_none_true_and_false() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD % CALLS], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    moved = json.loads(done.stdout)
    assert all(abs(by) < SLACK for by in moved.values()), moved
