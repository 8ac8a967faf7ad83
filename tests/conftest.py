"""What every test shares: no display is needed, and nothing is left running behind."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import threading
import time
from collections.abc import Iterator

import pytest

PATIENCE_SECONDS = 10.0
"""A thread that was told to end may take this long."""
OUTSIDE = ("e2e", "xvfb", "xdist_group")
"""Marks of a test that starts processes, a browser or a display: such a file takes up to minutes."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that none of them is left for one worker at the end while the other has nothing to do."""
    long = {item.path for item in items if any(map(item.get_closest_marker, OUTSIDE))}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(autouse=True)
def garbage_goes_in_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """As in a window (``console.app.windows.tidying``): another thread that takes a widget apart ends the process."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.collect(1)
        gc.enable()


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread alive or, if it used Qt, a repeating timer of a dead widget ticking."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (left := _foreign(before)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not left, f"threads left running: {[thread.name for thread in left]}"
    if "qtbot" in request.fixturenames:
        assert not (ticking := _ticking()), f"timers left ticking: {ticking}"


def _foreign(before: set[threading.Thread]) -> list[threading.Thread]:
    return [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.name.startswith("asyncio_")]


def _ticking() -> list[str]:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    QApplication.processEvents()
    timers = [o for o in gc.get_objects() if isinstance(o, QTimer) and isValid(o)]
    return [repr(timer) for timer in timers if timer.isActive() and not timer.isSingleShot() and timer.parent() is None]
