"""Pictures made beside the GUI thread: Qt and numpy let go of Python's lock while they paint, so another core does it.

A thread lives for one picture and no longer, so nothing is left to be ended with a map; starting one costs 0.1 ms.

Python looks for garbage in whichever thread happens to make an object, and a widget or timer that is thrown away by
another thread than its own takes the process along. So nobody looks for garbage while a picture is made; what there is
waits for the GUI thread.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar
from weakref import WeakMethod

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

T = TypeVar("T")


class _Porter(QObject):
    """Brings the word that a job is done to the GUI thread. There is one for all, and it outlives every map."""

    done = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._jobs = 0
        self._collecting = False
        self.done.connect(self._let_in, Qt.ConnectionType.QueuedConnection)

    def begins(self) -> None:
        """Another job is about to begin."""
        if not self._jobs:
            self._collecting = gc.isenabled()
            gc.disable()
        self._jobs += 1

    def _let_in(self, job: Job[Any]) -> None:
        self._jobs -= 1
        if not self._jobs and self._collecting:
            gc.enable()
        job.tell()


_porters: list[_Porter] = []


def _porter() -> _Porter:
    if not _porters:
        _porters.append(_Porter())
    return _porters[0]


class Job(Generic[T]):
    """Something that is made in a thread of its own and taken when it is done.

    ``told`` is a method of a widget, which is called in the GUI thread then, unless the widget is gone.
    """

    def __init__(self, make: Callable[[], T], told: Callable[[], None]) -> None:
        self._make: Callable[[], T] | None = make
        self._told = WeakMethod(told)
        self._made: T | None = None
        self._error: BaseException | None = None
        self.done = False
        self._porter = _porter()
        self._porter.begins()
        self._thread = threading.Thread(target=self._run, name="map-picture")
        self._thread.start()

    def wait(self) -> None:
        """Until it is done; for who has nothing to show before."""
        self._thread.join()

    def take(self) -> T:
        """What was made; what went wrong is raised here. Only for a job that is done."""
        if self._error is not None:
            raise self._error
        assert self.done and self._made is not None
        return self._made

    def tell(self) -> None:
        """Tell who waits for it."""
        told = self._told()
        if told is not None and isValid(told.__self__):  # type: ignore[attr-defined]
            told()

    def _run(self) -> None:
        make, self._make = self._make, None  # what is made from may hold this job
        assert make is not None
        try:
            self._made = make()
        except BaseException as error:
            self._error = error
        self.done = True
        self._porter.done.emit(self)
