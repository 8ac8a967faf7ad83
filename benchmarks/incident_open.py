"""Time until an incident with 5,000 timeline entries is open and painted, and until one more entry is shown.

Run: QT_QPA_PLATFORM=offscreen python benchmarks/incident_open.py
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from console.config.tables import TableBook
from console.domain.entities import Entry, Event, Incident, Stamp
from console.models.acting.operations import Operations
from console.models.world import World
from console.store.changes import Changes
from resources.theme import Scale, load
from screens.desk.incident.page import IncidentsPage
from screens.desk.incident.room import Acting, Room
from screens.maps import MapMaker
from widgets.map.tile_source import TileSource
from widgets.webmap.painting import Painting

ENTRIES, TIMES = 5_000, 10
NOW = 1_795_000_000_000


def entry(number: int) -> Entry:
    """A plausible line."""
    return Entry(
        id=f"E-{number:06}", v=1, at=NOW + number * 997, about="big", sort=list(Stamp)[number % 10], by="钱小雨",
        department="市应急管理局", data={"unit": f"第 {number} 分队", "mark": "arrived"},
        text="现场情况已核实，继续处置",
    )  # fmt: skip


def incident(name: str) -> Incident:
    """A running one."""
    return Incident(id=name, v=1, at=NOW, cls="危险化学品事故", grade=3, title=name, opened=NOW)


def put(world: World, first: int, events: list[Event]) -> None:
    """What the bridge does."""
    for _ in world.apply(Changes(entities=[(key, 1, event) for key, event in enumerate(events, first)])):
        pass
    world.announce()


def main() -> None:
    """Open, paint, measure."""
    app = QApplication([])
    world = World()
    put(world, 1, [incident("big"), incident("small"), *(entry(number) for number in range(ENTRIES))])
    with tempfile.TemporaryDirectory() as folder:
        operations = Operations(Path(folder), world)
        tiles = TileSource(["unused"], "wall-dark")
        room = Room(
            world,
            Acting(operations),
            load(scale=Scale()),
            MapMaker(world, tiles, Painting()),
            TableBook(),
            Path(folder),
        )
        page = IncidentsPage(room)
        page.resize(1900, 960)
        page.show()
        app.processEvents()
        opened, grown = [], []
        for turn in range(TIMES):
            page.choose("small")
            page.grab()
            start = time.perf_counter()
            page.choose("big")
            page.grab()
            opened.append((time.perf_counter() - start) * 1000)
            put(world, 100_000 + turn, [entry(ENTRIES + turn)])
            start = time.perf_counter()
            page.reload()
            page.story.grab()
            grown.append((time.perf_counter() - start) * 1000)
        print(f"open {ENTRIES:,} entries: median {statistics.median(opened):.0f} ms, worst {max(opened):.0f} ms")
        print(f"one more entry shown:  median {statistics.median(grown):.0f} ms, worst {max(grown):.0f} ms")
        operations.close()
        tiles.stop()


if __name__ == "__main__":
    main()
