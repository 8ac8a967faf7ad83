"""What the pages of the duty room share: models, look, tables, and the one way by which acts leave the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from console.commands.envelope import NOBODY, Command, Stage
from console.commands.intents import AnyIntent
from console.config.tables import TableBook
from console.models.acting.acts import NO_WAY, not_saved_words, outcome_words
from console.models.acting.operations import Operations
from console.models.text.paper import Paper
from console.models.world import World
from resources.theme import Theme
from screens.maps import MapMaker

Done = Callable[[str], None]
"""Called with what to tell the person if the act was not saved, empty when it was."""
Print = Callable[[Paper, Path], None]


class Acting(QObject):
    """Sends a person's acts and follows them: what waits, and in words what was not accepted."""

    said = Signal(str, str)
    """Words, and the colour token of their mark."""
    opened = Signal(str)
    """The id of an incident that was opened here and is on its way."""
    changed = Signal()
    """What waits, or who is signed in, is no longer the same."""
    login_wanted = Signal(int)
    """An act is meant for this backend, at which nobody of this desk is signed in."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.operations = operations
        self._mine: set[str] = set()
        self._fresh: dict[str, tuple[int, Command]] = {}
        """Backend and command of what this desk still waits to hear of, by the command's id."""
        operations.outbox_changed.connect(self._look)
        operations.person_changed.connect(self.changed)

    def may(self, act: str) -> bool:
        """Whether the person who is signed in has the right."""
        return self.operations.may(act)

    def known_at(self, backend: int) -> bool:
        """Whether this desk may act at a backend; if not, the login there is asked for."""
        if self.operations.person_at(backend) is not None:
            return True
        self.login_wanted.emit(backend)
        return False

    def name(self) -> str:
        """Who is signed in; empty for nobody."""
        return self.operations.person.name if self.operations.person else ""

    def send(self, backend: int, kind: str, intents: Sequence[tuple[AnyIntent, int]], done: Done | None = None) -> None:
        """Make acts durable. ``done`` hears on the GUI thread what became of that."""
        commands: list[Command] = []

        def answered(reason: str) -> None:
            for command in commands:
                self._fresh.pop(command.id, None)
                if not reason:
                    self._mine.add(command.id)
            words = not_saved_words(reason) if reason else ""
            if done is not None:
                done(words)
            elif words:
                self.said.emit(words, "grade2")
            self._look()  # the gateway may have answered before this did

        try:
            commands += self.operations.send(backend, kind, intents, answered)
        except KeyError:
            answered(NO_WAY)
            return
        except PermissionError:
            answered(NOBODY)
            self.login_wanted.emit(backend)
            return
        self._fresh.update({command.id: (backend, command) for command in commands})
        self.changed.emit()

    def waiting(self, about: str, backend: int | None = None) -> list[AnyIntent]:
        """Acts on a thing (of one backend, if it is given) that have not reached the gateway yet, the newest first.

        What the outbox says of an act counts before what this desk is still waiting to hear of it: the gateway may have
        answered before the feed's word that it is kept has come through.
        """
        entries = self.operations.entries
        settled = {each.command.id for each in entries if each.stage is not Stage.PENDING}
        at = self.operations.name_of(backend)
        fresh = [made for name, (to, made) in self._fresh.items() if name not in settled and backend in (None, to)]
        kept = [
            e.command
            for e in entries
            if e.stage is Stage.PENDING and e.command.id not in self._fresh and at in ("", e.backend)
        ]
        return [command.intent for command in (*fresh, *kept) if command.intent.about == about]

    def _look(self) -> None:
        for entry in self.operations.entries:
            if entry.command.id in self._mine and entry.stage is not Stage.PENDING:
                self._mine.discard(entry.command.id)
                if words := outcome_words(entry):
                    self.said.emit(words, "grade2")
        self.changed.emit()


@dataclass(slots=True)
class Room:
    """Handed to every page. ``print_paper`` writes a PDF; None where it cannot. ``roads``: the city's road graph."""

    world: World
    acting: Acting
    theme: Theme
    maps: MapMaker
    tables: TableBook
    folder: Path
    print_paper: Print | None = None
    roads: Path | None = None
    meeting_url: str = ""
    reveal: Callable[[int, str, str], str] | None = None
    """Of which backend, whose telephone number, and why: the whole one. Raises ``SignInFailed``. None where nobody can
    sign in."""
