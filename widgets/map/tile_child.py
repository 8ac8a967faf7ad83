"""The tiles process of a window: started when something is asked, watched, started again when it dies.

Several sources ask it side by side; each request carries its source's number, and so does the answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal

from widgets.map.base_words import answer_words
from widgets.map.questions import Answer, Questions

RESTARTS = 5
FIRST_WAIT_MS = 500
HEALTHY_TILES = 20
"""After so many tiles a child counts as well again and may die as often as the first."""
SILENT_MS = 30_000
"""A child that owes an answer for so long is ended."""
PATIENCE = 4
"""So many times that where the answer waits for a provider, who may be slow in each of a sheet's tiles."""
BY = "by"
"""Whose request it is."""
State = tuple[str, str]
"""Of a provider: its trouble, and the provider's own words."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("TileSource", text)


class Asker(Protocol):
    """A source, as the child knows it."""

    @property
    def oldest(self) -> float:
        """Since when it waits for an answer; infinite where it waits for none."""
        ...

    @property
    def patient(self) -> bool:
        """Whether what it waits for may wait for a provider."""
        ...

    def hear(self, answer: dict[str, Any]) -> None:
        """An answer to one of its requests."""

    def ask_next(self) -> None:
        """The child can take requests."""

    def lose(self, blamed: bool) -> None:
        """The child died, and what it was asked goes unanswered. ``blamed``: over this source's oldest request."""

    def give_up(self) -> None:
        """Nobody will answer any more."""


class TileChild(QObject):
    """``ready``: it takes requests now; ``closed``: it never will again."""

    said = Signal(str)
    """How the process is, in words; empty for well."""
    state_changed = Signal(str)
    """The name of a base map whose provider is otherwise than before."""
    came = Signal()
    """It is there, for the first time or again."""

    def __init__(self, argv: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._argv = list(argv)
        self.bounds: tuple[float, float, float, float] | None = None
        self.states: dict[str, State] = {}
        self.ready = self.closed = self._stopped = False
        self._askers: dict[int, Asker] = {}
        self._last = 0
        self._questions = Questions()
        self._process: QProcess | None = None
        self._restarts = self._answered = 0
        self._restart = _single_shot(self, self._start)
        self._watch = _single_shot(self, self._check_silence)

    @property
    def running(self) -> bool:
        """Whether there is a process, or one is about to be started again."""
        return self._process is not None or self._restart.isActive()

    def join(self, asker: Asker) -> int:
        """Another source; its number."""
        self._last += 1
        self._askers[self._last] = asker
        return self._last

    def leave(self, number: int) -> None:
        """A source is gone."""
        self._askers.pop(number, None)

    def begin(self) -> None:
        """Start it, unless it runs."""
        if not self.running and not self.closed:
            self._start()

    def write(self, number: int, request: dict[str, Any]) -> None:
        """Ask; only while ``ready``."""
        if self._process is not None:
            self._process.write(json.dumps(request | {BY: number}).encode() + b"\n")

    def ask(self, request: dict[str, Any], then: Answer) -> None:
        """Something else than a tile; ``then`` takes the answer, empty for none."""
        if self.closed:
            then({})
            return
        line = self._questions.add(request, then)
        self.begin()
        if self.ready and self._process is not None:
            self._process.write(line)

    def watch(self) -> None:
        """Count the silence from now on, if an answer is owed."""
        waiting = [asker for asker in self._askers.values() if asker.oldest < float("inf")]
        if waiting:
            self._watch.start(SILENT_MS * (PATIENCE if any(asker.patient for asker in waiting) else 1))
        elif self.ready:
            self._watch.stop()

    def renew(self) -> None:
        """End it, and start it again with what it reads at its start; what it was asked is asked again."""
        self.states.clear()
        self.closed, self._restarts = self._stopped, 0
        process = self._process
        if process is None:
            return
        self._let_go()
        process.kill()  # nobody waits for its end: the window goes on
        for asker in self._all():
            asker.lose(False)
        self._start()

    def stop(self) -> None:
        """End it; to be called before the application ends."""
        self.closed = self._stopped = True
        self._restart.stop()
        process = self._process
        self._let_go()
        self._tell_askers()
        if process is not None:
            process.closeWriteChannel()
            if not process.waitForFinished(1000):
                process.kill()
                process.waitForFinished(1000)

    def _start(self) -> None:
        if self.closed or self._process is not None:
            return
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
        self._process, self.ready = process, False
        process.start(self._argv[0], self._argv[1:])
        self._watch.start(SILENT_MS)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._give_up(_tr("绘图进程无法启动"))

    def _ended(self, _code: int, _status: object) -> None:
        if self._process is None:
            return
        self._read()
        self._let_go()
        if self.closed:
            return
        first = min(self._askers.values(), key=lambda asker: asker.oldest, default=None)
        for asker in self._all():
            asker.lose(asker is first)
        self._restarts += 1
        if self._restarts > RESTARTS:
            self._give_up(_tr("绘图进程反复退出"))
            return
        self.said.emit(_tr("底图暂停：绘图进程已退出，正在重新启动"))
        self._restart.start(FIRST_WAIT_MS * 2 ** (self._restarts - 1))

    def _give_up(self, why: str) -> None:
        self.closed = True
        self._let_go()
        self._tell_askers()
        self.said.emit(_tr("底图不可用：{0}").format(why))

    def _tell_askers(self) -> None:
        for asker in self._all():
            asker.give_up()
        self._questions.give_up()

    def _let_go(self) -> None:
        self._watch.stop()
        process, self._process = self._process, None
        self.ready = False
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._read)
        process.finished.disconnect(self._ended)
        process.errorOccurred.disconnect(self._failed)
        process.finished.connect(process.deleteLater)  # an object that goes first would wait for its end
        if process.state() is QProcess.ProcessState.NotRunning:
            process.deleteLater()

    def _read(self) -> None:
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            line = bytes(process.readLine().data()).decode("utf-8", "replace")
            try:
                answer = json.loads(line)
            except ValueError:
                continue  # a library's chatter on stdout is no answer
            if isinstance(answer, dict):
                self._take(answer)

    def _take(self, answer: dict[str, Any]) -> None:
        if "fatal" in answer:
            self._give_up(answer_words({"error": answer["fatal"], **answer}))
        elif "ready" in answer:
            self._come(answer["ready"])
        elif "ask" in answer:
            self._questions.take(answer)
        elif "state" in answer:
            self.states[str(answer.get("base"))] = (str(answer["state"]), str(answer.get("detail", "")))
            self.state_changed.emit(str(answer.get("base")))
        elif (asker := self._askers.get(answer.get(BY, 0))) is not None:
            self._count()
            asker.hear(answer)
        for asker in self._all():
            asker.ask_next()

    def _come(self, bounds: Sequence[float]) -> None:
        self.ready = True
        self.bounds = (bounds[0], bounds[1], bounds[2], bounds[3]) if len(bounds) == 4 else None
        self.said.emit("")
        self.came.emit()
        if self._process is not None:
            self._process.write(b"".join(self._questions.lines()))

    def _count(self) -> None:
        self._answered += 1
        if self._answered >= HEALTHY_TILES:
            self._restarts = self._answered = 0

    def _all(self) -> Iterator[Asker]:
        return iter(list(self._askers.values()))

    def _check_silence(self) -> None:
        owed = any(asker.oldest < float("inf") for asker in self._askers.values())
        if self._process is not None and (owed or not self.ready):
            self._process.kill()


def _single_shot(parent: QObject, then: Any) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(then)
    return timer
