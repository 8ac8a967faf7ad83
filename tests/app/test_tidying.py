"""Garbage is looked for in the GUI thread only, however much other threads make."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.app.windows.tidying import Tidying


class Ring(QObject):
    """Holds itself, as a widget with a lambda of its own does; notes which thread took it apart."""

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self.ring = self
        weakref.finalize(self, lambda: ended.append(threading.current_thread().name))


@pytest.fixture
def tidying(qtbot: QtBot) -> Iterator[Tidying]:
    made = Tidying()
    yield made
    made.end()
    assert gc.isenabled()


KEPT: list[list[int]] = []


def busy() -> None:
    """What a reader does: makes and keeps far more objects than Python would let pass without a search."""
    KEPT[:] = [[number] for number in range(200_000)]


def test_another_thread_takes_no_object_of_qt_apart(tidying: Tidying, qtbot: QtBot) -> None:
    ended: list[str] = []
    Ring(ended)
    worker = threading.Thread(target=busy, name="reader")
    worker.start()
    worker.join()
    assert ended == [], "nobody looked for garbage in the other thread"
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.main_thread().name]
    KEPT.clear()


def test_the_whole_heap_is_searched_seldom(tidying: Tidying, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    tidying._timer.stop()
    monkeypatch.setattr(gc, "get_count", lambda: (9_999, 9_999, 9_999))
    monkeypatch.setattr(gc, "collect", lambda generation=2: asked.append(generation))
    times = iter((100.0, 100.0, 100.05, 120.0, 160.0, 160.0, 160.05))
    monkeypatch.setattr("console.app.windows.tidying.time.monotonic", lambda: next(times))
    for _ in range(3):
        tidying.look()
    assert asked == [2, 1, 2], "50 ms of work are followed by 50 s without it"
