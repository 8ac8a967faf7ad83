"""A desk without a network: a cache that the test fills, a real outbox behind a real desk line, a room for pages."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import resources
from console.app.windows.printing import print_paper
from console.commands.desk_line import DeskLineServer
from console.commands.envelope import Outcome, Verdict
from console.commands.outbox import Entry, NotSaved, Outbox
from console.config.tables import TableBook
from console.domain.counters import CounterKey
from console.domain.entities import KIND_NUMBER, Event
from console.domain.roles import Person, Role
from console.models.acting.operations import Operations
from console.models.world import World
from console.store.boot import boot_id
from console.store.commit import Commit, Counts, Cursor, LinkState
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from console.store.writer import CacheWriter
from resources.theme import Scale, load
from screens.desk.incident.room import Acting, Room
from screens.maps import MapMaker
from widgets.map.tile_source import TileSource
from widgets.webmap.painting import Painting

P = TypeVar("P", bound=QWidget)
CITY = Path(resources.__file__).parent / "city"
LEADER = Person("p-1", "赵志国", Role.WATCH_LEADER, "市城市管理局")
DISPATCHER = Person("p-2", "钱小雨", Role.DISPATCHER, "市应急管理局")
COMMANDER = Person("p-3", "孙明", Role.COMMANDER, "市应急管理局")
WALL = Person("p-4", "大屏", Role.WALL)


class Stage(QObject):
    """Everything behind the pages. ``put`` is what the log said; ``sent`` what the person's desk wrote down."""

    def __init__(
        self,
        folder: Path,
        person: Person | None = LEADER,
        *,
        height: int = 1080,
        city: bool = True,
        tiles: list[str] | None = None,
        backend: str = "gw-1",
    ) -> None:
        super().__init__()
        self.folder = folder
        self.writer = CacheWriter(CacheRoot(folder))
        self.backend = self.writer.backend(backend, "http://nowhere")
        self.seq = 0
        self.reader = CacheReader(CacheRoot(folder))
        self.world = World()
        self.outbox = Outbox(folder)
        self.broken = ""
        self.line = DeskLineServer(folder, self._keep)
        self.operations = Operations(folder, self.world, self)
        if person is not None:
            self.operations.sign_in(person, "session-1")
        if city:
            for name in ("city", "areas", "assets"):
                self.writer.register(self.backend, name, "1", (CITY / f"{name}.json").read_bytes())
        self.hear()
        self.tiles = TileSource(tiles or ["unused"], "wall-dark", self)
        maps = MapMaker(self.world, self.tiles, Painting())
        self.room = Room(
            self.world, Acting(self.operations, self), load(scale=Scale(height_px=height)), maps, TableBook(),
            folder, print_paper, CITY / "roads.json",
        )  # fmt: skip

    def _keep(self, backend: str, commands: list) -> None:
        if self.broken:
            raise NotSaved(self.broken)
        self.outbox.add(backend, commands, int(time.time() * 1000))

    def hear(self) -> None:
        """The link lives."""
        now = int(time.time() * 1000)
        self.writer.link(self.backend, LinkState("live", "", now, time.monotonic_ns(), boot_id(), 0, self.seq))
        self.look()

    def join(self, name: str) -> int:
        """A second backend is followed, and the person signs in there too; its key."""
        backend = self.writer.backend(name, "http://elsewhere")
        now = int(time.time() * 1000)
        self.writer.link(backend, LinkState("live", "", now, time.monotonic_ns(), boot_id(), 0, 0))
        self.look()
        person = self.operations.person
        if person is not None:
            self.operations.sign_in(person, "session-2", name)
        return backend

    def put(self, *events: Event, backend: int = 0) -> None:
        """The log said this; that of the first backend if no other is named."""
        self.seq += len(events)
        commit = Commit(backend or self.backend, Cursor("e", self.seq, 0), Counts())
        commit.entities = {(KIND_NUMBER[type(event)], event.id): event for event in events}
        self.writer.commit(commit)
        self.look()

    def count(self, counters: dict[CounterKey, int]) -> None:
        """The backend keeps these figures."""
        commit = Commit(self.backend, Cursor("e", self.seq, 0), Counts())
        commit.counters = counters
        self.writer.commit(commit)
        self.look()

    def gone(self, *events: Event) -> None:
        """The log said that these are closed."""
        commit = Commit(self.backend, Cursor("e", self.seq, 0), Counts())
        commit.entities = {(KIND_NUMBER[type(event)], event.id): None for event in events}
        self.writer.commit(commit)
        self.look()

    def look(self) -> None:
        """What the bridge does, at once."""
        self.reader._pointer_due = 0.0
        changes = self.reader.poll()
        if changes is not None:
            for _ in self.world.apply(changes):
                pass
            self.world.announce()

    def sent(self, backend: str = "gw-1") -> list[Entry]:
        """Commands on disk for a backend, the oldest first."""
        return self.outbox.pending(backend)

    def answer(self, verdict: Verdict = Verdict.ACCEPTED, **words: object) -> None:
        """The gateway's word on everything that waits."""
        for entry in self.sent():
            outcome = msgspec.convert({"verdict": verdict.value, **words}, Outcome)
            self.outbox.settle(entry.place, outcome, int(time.time() * 1000))
        self.operations.look()

    def roads(self, path: Path | None) -> None:
        """Another road graph, or none."""
        self.room = replace(self.room, roads=path)

    def seat(self, person: Person | None) -> None:
        """This person sits at the desk, or nobody."""
        if person is None:
            self.operations.sign_out()
        else:
            self.operations.sign_in(person, "s")

    def close(self) -> None:
        """Leave nothing behind."""
        self.operations.close()
        self.line.close()
        self.outbox.close()
        self.reader.close()
        self.writer.close()
        self.tiles.stop()


def shown(page: P, stage: Stage, qtbot: QtBot) -> P:
    """A page as a desk of 1080 pixels shows it."""
    page.setStyleSheet(stage.room.theme.qss())
    page.resize(1900, 960)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    return page


def in_hand(page: P, first: QWidget, qtbot: QtBot) -> P:
    """The page's window takes the keys, and ``first`` on it gets them."""
    page.activateWindow()
    first.setFocus()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def all_of(kinds: Iterable[type], entries: Iterable[Entry]) -> list:
    """Intents of these kinds among commands."""
    wanted = tuple(kinds)
    return [entry.command.intent for entry in entries if isinstance(entry.command.intent, wanted)]
