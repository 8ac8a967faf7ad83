"""The tiles of one base map as maps see them: asks the child for what is seen, and holds what came."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from console.models.city_map import base_maps
from console.models.city_map.base_maps import BaseMap
from widgets.map.base_choice import BaseChoice
from widgets.map.base_words import answer_words
from widgets.map.questions import Answer
from widgets.map.sheet import Sheet
from widgets.map.sheet_file import unpack
from widgets.map.tile_child import TileChild
from widgets.map.tile_store import TileShelf, TileStore

AHEAD, AHEAD_PICTURES = 2, 8
"""Requests given to the child at a time; the rest stay here, where they can still be withdrawn. A provider's pictures
are waited for side by side."""
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

    All maps of one source show the same base map. A map that is to show another one has a source ``beside`` it: both
    have one child and one budget of memory.
    """

    changed = Signal()
    """A tile came."""

    def __init__(
        self, argv: Sequence[str], theme: str, parent: QObject | None = None, budget: int = BUDGET,
        main: TileSource | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme = theme
        self._main = main
        self.child = main.child if main else TileChild(argv, self)
        self.shelf = main.shelf if main else TileShelf(budget)
        self._beside: list[TileSource] = []
        self.store = self.shelf.store(self.base.name)
        self._number = self.child.join(self)
        self._then: dict[Sheet, list[Then]] = {}
        self._wanted: dict[int, deque[Sheet]] = {}
        self._asked: dict[Sheet, float] = {}
        self._came: deque[tuple[Sheet, str]] = deque()
        self._bad: dict[Sheet, float] = {}
        self._deaths: dict[Sheet, int] = {}
        self._load = QTimer(self, singleShot=True)
        self._load.timeout.connect(self._load_some)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self.child.said.connect(self.say)
        self.child.came.connect(self.changed)
        self.child.state_changed.connect(self.look_after)

    def beside(self, base: str) -> TileSource:
        """A source of another base map, for a map of its own choice; it ends with this one, or by its own ``stop``."""
        made = TileSource((), self._theme, self, main=self)
        self._beside.append(made)
        made.offer(self.bases, base)
        return made

    def offer(self, bases: Sequence[BaseMap], base: str) -> None:
        """As in ``BaseChoice``; what stands beside goes on with its own, while there still is one of that name."""
        super().offer(bases, base)
        for each in self._beside:
            each.offer(bases, each.wish)

    def told_of(self, name: str) -> tuple[str, str]:
        """As in ``BaseChoice``."""
        return self.child.states.get(name, ("", ""))

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """Of the first base map, once the child has told."""
        return self.child.bounds

    @property
    def oldest(self) -> float:
        """As in ``Asker``."""
        return min(self._asked.values(), default=float("inf"))

    @property
    def patient(self) -> bool:
        """As in ``Asker``."""
        return self.base.pictures

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
        if self.child.closed or self.base.name == base_maps.NONE:
            then("")
            return
        waiting = self._then.setdefault(sheet, [])
        waiting.append(then)
        if len(waiting) == 1 and sheet not in self._asked:
            self._wanted.setdefault(-1, deque()).append(sheet)
        self._begin(True)

    def ask(self, request: dict[str, Any], then: Answer) -> None:
        """Something else, as ``commandwall tiles`` describes it; ``then`` takes the answer, empty for none."""
        self.child.ask(request, then)

    def _begin(self, wanted: bool) -> None:
        if wanted:
            self._again.start()
            self.child.begin()
        self.ask_next()

    def _missing(self, sheet: Sheet) -> bool:
        return sheet not in self.store or self._short.due(sheet)

    def set_theme(self, theme: str) -> None:
        """Paint in another theme from now on, here and beside."""
        if theme == self._theme:
            return
        if self._main is not None:
            self._main.set_theme(theme)
            return
        self.shelf.clear()
        for each in (self, *self._beside):
            each._theme = theme
            each.forget_tiles()

    def renew(self, bases: Sequence[BaseMap], base: str) -> None:
        """The settings are others: the child reads them anew, and nothing in hand is sure to be right."""
        self.shelf.clear()
        self.child.renew()
        self.offer(bases, base)

    def forget_tiles(self) -> None:
        """What is in hand is of another base map or theme."""
        super().forget_tiles()
        self._let_go(self.store)
        self.store = self.shelf.store(self.base.name)
        for waiting in (self._bad, self._wanted, self._came):
            waiting.clear()
        self._answer_none()
        self.changed.emit()

    def _let_go(self, store: TileStore) -> None:
        """Tiles of a base map that no map shows any more; when it is shown again they may be old."""
        main = self._main or self
        shown = [each for each in (main, *main._beside) if each is not self and each.store is store]
        if not shown:
            store.clear()

    def _answer_none(self) -> None:
        """Whoever waits for a file hears that there is none."""
        waiting, self._then = self._then, {}
        for each in waiting.values():
            for then in each:
                then("")

    def stop(self) -> None:
        """Want nothing more. With a window's first source the child ends; to be called before the application does."""
        for timer in (self._load, self._again):
            timer.stop()
        if self._main is None:
            self.child.stop()
            return
        if self in self._main._beside:
            self._main._beside.remove(self)
            self.child.leave(self._number)
            self._let_go(self.store)
            self._answer_none()
            self.child.said.disconnect(self.say)
            self.child.came.disconnect(self.changed)
            self.child.state_changed.disconnect(self.look_after)
            self.deleteLater()

    def lose(self, blamed: bool) -> None:
        """As in ``Asker``. A tile that was being painted in two deaths is not asked for again."""
        for sheet in list(self._asked)[:1] if blamed else ():
            self._deaths[sheet] = self._deaths.get(sheet, 0) + 1
            if self._deaths[sheet] > 1:
                self._bad[sheet] = time.monotonic()
        again = [sheet for sheet in self._asked if sheet not in self._bad]
        self._wanted.setdefault(0, deque()).extendleft(reversed(again))
        given_up = [sheet for sheet in self._asked if sheet in self._bad]
        self._asked.clear()
        for sheet in given_up:
            self._hand_on(sheet, "")

    def give_up(self) -> None:
        """As in ``Asker``."""
        self._wanted.clear()
        self._asked.clear()
        self._again.stop()
        self._answer_none()

    def hear(self, answer: dict[str, Any]) -> None:
        """As in ``Asker``."""
        try:
            sheet = Sheet(answer["z"], answer["x"], answer["y"], answer["px"], answer["scale"])
        except KeyError:
            return
        self._asked.pop(sheet, None)
        ours = answer.get("theme") == self._theme and answer.get("base", self.base.name) == self.base.name
        if not ours:  # made in the theme or of the base map before this one
            if "path" in answer or sheet in self._then:
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
            self.say(words.format(answer_words(answer)))

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
            ground, names = unpack(QImage(path))
            if ground.isNull():
                self._bad[sheet] = time.monotonic()
            else:
                self.store.put(sheet, QPixmap.fromImage(ground), names)
                if not self._bad and self.child.ready:
                    self.say("")
        self.changed.emit()
        if self._came:
            self._load.start(1)

    def ask_next(self) -> None:
        """As in ``Asker``."""
        ahead = AHEAD_PICTURES if self.base.pictures else AHEAD
        while self.child.ready and len(self._asked) < ahead and (sheet := self._next()):
            self._asked[sheet] = time.monotonic()
            request = {"z": sheet.z, "x": sheet.x, "y": sheet.y, "px": sheet.px, "scale": sheet.scale}
            self.child.write(self._number, request | {"theme": self._theme, "base": self.base.name})
        self.child.watch()

    def _next(self) -> Sheet | None:
        """One viewer's most urgent tile; that viewer then waits for the others' turn."""
        for viewer, queue in list(self._wanted.items()):
            self._wanted[viewer] = self._wanted.pop(viewer)
            while queue:
                sheet = queue.popleft()
                if sheet not in self._asked and (self._missing(sheet) or sheet in self._then):
                    return sheet
        return None
