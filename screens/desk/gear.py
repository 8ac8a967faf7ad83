"""What a desk is equipped with besides its models; a desk without any of it still shows everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from console.config.desk_prefs import PrefsFile
from console.config.drawings import DrawingsFile
from console.config.look import Look
from console.config.tables import TableBook
from console.models.city_map.imports import ImportedLayers
from screens.desk.incident.room import Print
from screens.desk.seat.idle_lock import LOCK_MINUTES
from screens.desk.seat.login import Door
from widgets.webmap.painting import Painting
from widgets.webpane.maker import WebMaker

DoorOf = Callable[[str], Door]
"""The door of a backend by its address."""


@dataclass(slots=True)
class DeskGear:
    """``door`` None: nobody can sign in here, the desk is for reading. ``lock_minutes`` 0: it never locks.

    ``print_paper`` writes a PDF, ``roads`` is the city's road graph, ``meeting_url`` where consultations are held.
    ``painting`` says who paints the maps, ``drawings`` is where what is drawn on them is kept, ``web`` makes panes of
    the systems' own applications.
    """

    prefs: PrefsFile = field(default_factory=lambda: PrefsFile(None))
    door: DoorOf | None = None
    tables: TableBook | None = None
    print_paper: Print | None = None
    roads: Path | None = None
    meeting_url: str = ""
    lock_minutes: float = LOCK_MINUTES
    drawings: DrawingsFile = field(default_factory=lambda: DrawingsFile(None))
    painting: Painting = field(default_factory=Painting)
    web: WebMaker = field(default_factory=WebMaker)
    imports: ImportedLayers | None = None
    """Layers that people bring; None where there is no folder for them."""
    trouble: Callable[[], str] = str
    """Why the newest settings are not in use; empty when they are."""
    look: Look = field(default_factory=Look)
    wear: Callable[[Look], object] | None = None
    """Makes the desk again in another look; None where it can't be."""
