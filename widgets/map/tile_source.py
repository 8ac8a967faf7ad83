"""The base map's tiles, painted by a child process: asks for what is seen, holds what came, outlives its child."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal
from PySide6.QtGui import QPixmap

from console.models.city_map import base_maps
from widgets.map.base_choice import BaseChoice
from widgets.map.questions import Answer, Questions
from widgets.map.sheet import Sheet
from widgets.map.tile_store import TileStore

AHEAD, AHEAD_PICTURES = 2, 8
"""Requests given to the child at a time; the rest stay here, where they can still be withdrawn. A provider's pictures
are waited for side by side."""
RESTARTS = 5
FIRST_WAIT_MS = 500
HEALTHY_TILES = 20
"""After so many tiles a child counts as well again and may die as often as the first."""
SILENT_MS = 30_000
"""A child that owes an answer for so long is ended."""
PATIENCE = 4
"""So many times that where the answer waits for a provider, who may be slow in each of a sheet's tiles."""
LOAD_MS = 4.0
"""Time spent on reading finished files before the events get their turn."""
RETRY_S = 60.0
"""A tile that could not be painted is asked for again after so long: a full disk may have room by then."""
AGAIN_MS = 5_000
"""How often it is looked whether something in sight wants to be asked for again."""
BUDGET = 256 * 1024 * 1024
Then = Callable[[str], None]
"""Takes the path of a finished sheet, empty when it cannot be had."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("TileSource", text)


class TileSource(BaseChoice):
    """Client of ``commandwall tiles``: the caller gives the command line, the map says what it wants to see.

    It knows which base maps there are and which one is shown; all maps of a window show the same.
    """

    changed = Signal()
    """A tile came."""

    def __init__(self, argv: Sequence[str], theme: str, parent: QObject | None = None, budget: int = BUDGET) -> None:
        super().__init__(parent)
        self._argv = list(argv)
        self._theme = theme
        self.store = TileStore(budget)
        self._then: dict[Sheet, list[Then]] = {}
        self._questions = Questions()
        self.bounds: tuple[float, float, float, float] | None = None
        self._wanted: dict[int, deque[Sheet]] = {}
        self._asked: dict[Sheet, float] = {}
        self._came: deque[tuple[Sheet, str]] = deque()
        self._bad: dict[Sheet, float] = {}
        self._deaths: dict[Sheet, int] = {}
        self._child: QProcess | None = None
        self._ready = self._closed = False
        self._restarts = self._answered = 0
        self._restart = _single_shot(self, self._start)
        self._load = _single_shot(self, self._load_some)
        self._watch = _single_shot(self, self._check_silence)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._look_again)

    @property
    def idle(self) -> bool:
        """Whether all that was wanted is here (or cannot be had)."""
        return not (any(self._wanted.values()) or self._asked or self._came)

    def want(self, sheets: Iterable[Sheet], viewer: int = 0) -> None:
        """What a viewer sees now, the most urgent first; what it wanted before and no longer wants is withdrawn.

        Several maps may share a source, each under a number of its own; they are served in turn.
        """
        old = time.monotonic() - RETRY_S
        self._bad = {sheet: at for sheet, at in self._bad.items() if at > old}
        held = {sheet for sheet, _ in self._came} | self._bad.keys() | self._asked.keys()
        seen = [] if self.base.name == base_maps.NONE else list(sheets)
        self._short.look(viewer, seen)
        self._wanted[viewer] = deque(sheet for sheet in seen if sheet not in held and self._missing(sheet))
        self._begin(bool(self._wanted[viewer]))
        self._say_base()

    def fetch(self, sheet: Sheet, then: Then) -> None:
        """A sheet for who paints it himself: its file is made, and ``then`` told where it lies."""
        if self._closed or self.base.name == base_maps.NONE:
            then("")
            return
        waiting = self._then.setdefault(sheet, [])
        waiting.append(then)
        if len(waiting) == 1 and sheet not in self._asked:
            self._wanted.setdefault(-1, deque()).append(sheet)
        self._begin(True)

    def ask(self, request: dict[str, Any], then: Answer) -> None:
        """Something else, as ``commandwall tiles`` describes it; ``then`` takes the answer, empty for none."""
        if self._closed:
            then({})
            return
        line = self._questions.add(request, then)
        self._begin(True)
        if self._ready and self._child is not None:
            self._child.write(line)

    def _begin(self, wanted: bool) -> None:
        if wanted and self._child is None and not self._closed and not self._restart.isActive():
            self._start()
        self._ask()

    def _missing(self, sheet: Sheet) -> bool:
        return sheet not in self.store or self._short.due(sheet)

    def set_theme(self, theme: str) -> None:
        """Paint in another theme from now on."""
        if theme != self._theme:
            self._theme = theme
            self.forget_tiles()

    def forget_tiles(self) -> None:
        """What is in hand is of another base map or theme."""
        super().forget_tiles()
        self.store.clear()
        for waiting in (self._bad, self._wanted, self._came):
            waiting.clear()
        self._answer_none()
        self.changed.emit()

    def _answer_none(self) -> None:
        """Whoever waits for a file hears that there is none."""
        waiting, self._then = self._then, {}
        if self._closed:
            self._questions.give_up()
        for each in waiting.values():
            for then in each:
                then("")

    def stop(self) -> None:
        """End the child; to be called before the application ends."""
        self._closed = True
        for timer in (self._restart, self._load, self._watch, self._again):
            timer.stop()
        self._answer_none()
        child, self._child = self._child, None
        if child is not None:
            child.blockSignals(True)
            child.closeWriteChannel()
            if not child.waitForFinished(1000):
                child.kill()
                child.waitForFinished(1000)

    def _start(self) -> None:
        if self._closed or self._child is not None:
            return
        child = QProcess(self)
        child.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        child.readyReadStandardOutput.connect(self._read)
        child.finished.connect(self._ended)
        child.errorOccurred.connect(self._failed)
        self._child, self._ready = child, False
        self._again.start()
        child.start(self._argv[0], self._argv[1:])
        self._watch.start(SILENT_MS)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._child is not None:
            self._give_up(_tr("绘图进程无法启动"))

    def _ended(self, _code: int, _status: object) -> None:
        if self._child is None:
            return
        self._read()
        self._forget_child()
        if self._closed:
            return
        self._blame()
        self._restarts += 1
        if self._restarts > RESTARTS:
            self._give_up(_tr("绘图进程反复退出"))
            return
        self.say(_tr("底图暂停：绘图进程已退出，正在重新启动"))
        self._restart.start(FIRST_WAIT_MS * 2 ** (self._restarts - 1))

    def _blame(self) -> None:
        """A tile that was being painted in two deaths is not asked for again."""
        for sheet in list(self._asked)[:1]:
            self._deaths[sheet] = self._deaths.get(sheet, 0) + 1
            if self._deaths[sheet] > 1:
                self._bad[sheet] = time.monotonic()
        again = [sheet for sheet in self._asked if sheet not in self._bad]
        self._wanted.setdefault(0, deque()).extendleft(reversed(again))
        self._asked.clear()

    def _give_up(self, why: str) -> None:
        self._closed = True
        self._forget_child()
        self._wanted.clear()
        self._asked.clear()
        self._again.stop()
        self._answer_none()
        self.say(_tr("底图不可用：{0}").format(why))

    def _forget_child(self) -> None:
        self._watch.stop()
        child, self._child = self._child, None
        self._ready = False
        if child is not None:
            child.blockSignals(True)
            child.deleteLater()

    def _read(self) -> None:
        child = self._child
        while child is not None and child is self._child and child.canReadLine():
            line = bytes(child.readLine().data()).decode("utf-8", "replace")
            try:
                answer = json.loads(line)
            except ValueError:
                continue  # a library's chatter on stdout is no answer
            if isinstance(answer, dict):
                self._take(answer)

    def _take(self, answer: dict[str, Any]) -> None:
        if "fatal" in answer:
            self._give_up(str(answer["fatal"]))
        elif "ready" in answer:
            self._ready = True
            self.bounds = tuple(answer["ready"]) if len(answer["ready"]) == 4 else None
            self.say("")
            self.changed.emit()
            if self._child is not None:
                self._child.write(b"".join(self._questions.lines()))
        elif "ask" in answer:
            self._questions.take(answer)
        elif "state" in answer:
            self.hear(answer)
        else:
            self._answer(answer)
        self._ask()

    def _answer(self, answer: dict[str, Any]) -> None:
        try:
            sheet = Sheet(answer["z"], answer["x"], answer["y"], answer["px"], answer["scale"])
        except KeyError:
            return
        self._asked.pop(sheet, None)
        self._answered += 1
        if self._answered >= HEALTHY_TILES:
            self._restarts = self._answered = 0
        ours = answer.get("theme") == self._theme and answer.get("base", self.base.name) == self.base.name
        if not ours:  # made in the theme or of the base map before this one
            if "path" in answer:
                self._wanted.setdefault(0, deque()).append(sheet)
        elif "path" in answer:
            self._short.note(sheet, int(answer.get("lacks", 0)), bool(self._trouble), bool(answer.get("blank")))
            self._came.append((sheet, str(answer["path"])))
            if not self._load.isActive():
                self._load.start(0)
            self._hand_on(sheet, str(answer["path"]))
            self._say_base()
        elif "error" in answer:
            self._bad[sheet] = time.monotonic()
            self._hand_on(sheet, "")
            words = _tr("底图不可用：{0}") if answer.get("lasting") else _tr("底图不完整：{0}")
            self.say(words.format(answer["error"]))

    def _hand_on(self, sheet: Sheet, path: str) -> None:
        for then in self._then.pop(sheet, ()):
            then(path)

    def _look_again(self) -> None:
        if self._short.any_due or self._bad:
            self.wanting.emit()

    def _load_some(self) -> None:
        until = time.monotonic() + LOAD_MS / 1000
        while self._came and time.monotonic() < until:
            sheet, path = self._came.popleft()
            pixmap = QPixmap(path)
            if pixmap.isNull():
                self._bad[sheet] = time.monotonic()
            else:
                self.store.put(sheet, pixmap)
                if not self._bad and self._ready:
                    self.say("")
        self.changed.emit()
        if self._came:
            self._load.start(1)

    def _ask(self) -> None:
        child = self._child
        ahead = AHEAD_PICTURES if self.base.pictures else AHEAD
        while self._ready and child is not None and len(self._asked) < ahead and (sheet := self._next()):
            self._asked[sheet] = time.monotonic()
            request = {"z": sheet.z, "x": sheet.x, "y": sheet.y, "px": sheet.px, "scale": sheet.scale}
            request |= {"theme": self._theme, "base": self.base.name}
            child.write(json.dumps(request).encode() + b"\n")
        if self._asked:
            self._watch.start(SILENT_MS * (PATIENCE if self.base.pictures else 1))
        elif self._ready:
            self._watch.stop()

    def _next(self) -> Sheet | None:
        """One viewer's most urgent tile; that viewer then waits for the others' turn."""
        for viewer, queue in list(self._wanted.items()):
            self._wanted[viewer] = self._wanted.pop(viewer)
            while queue:
                sheet = queue.popleft()
                if sheet not in self._asked and (self._missing(sheet) or sheet in self._then):
                    return sheet
        return None

    def _check_silence(self) -> None:
        if self._child is not None and (self._asked or not self._ready):
            self._child.kill()


def _single_shot(parent: QObject, then: Any) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(then)
    return timer
