"""What a person at a desk can do, and what became of it: the reverse path as a Qt model.

``send`` returns at once; the act is on disk when ``saved`` is emitted, and never before. ``not_saved`` gives the reason
and the intents back, so that no dialog throws away what was typed.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from console.commands.desk_line import ANSWER_SECONDS, NO_ANSWER, door_mark, submit, vouch
from console.commands.envelope import Command, Stage, make
from console.commands.intents import AnyIntent
from console.commands.outbox import Entry, NotSaved, OutboxReader, Unreadable
from console.domain.roles import Person, may
from console.models.acting.hands import Hands
from console.models.acting.logins import Login, Logins
from console.models.world import World

LOOK_MS = 250
MOST_UNSAVED = 20
Done = Callable[[str], None]
"""Called on the GUI thread with the reason why it was not saved, empty when it was."""


class Operations(QObject):
    """One desk's acts on the backends of its world. Nobody is signed in at first: then nothing is offered."""

    person_changed = Signal()
    outbox_changed = Signal()
    saved = Signal(object)
    not_saved = Signal(str, object)
    _answered = Signal(object, str, int)

    def __init__(self, folder: Path, world: World, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._world = folder, world
        self._reader = OutboxReader(folder)
        self.logins = Logins(world)
        self._vouched: dict[str, tuple[int, str]] = {}
        """By backend the door and the session that the feed was last told of."""
        self.person: Person | None = None
        self.locked = False
        """Nobody has touched the desk for a while: the person is known, but may do nothing until proved again."""
        self.terminal = socket.gethostname()[:80]
        self.entries: list[Entry] = []
        self.unreadable: list[Unreadable] = []
        """Acts in the outbox that this program cannot read; they are not sent, and nobody else tells of them."""
        self._unsaved: list[list[Command]] = []
        """Of these nobody knows whether the feed has them: it may have died between its flush and its answer."""
        self._hands = Hands()
        self._given = 0
        self._done: dict[int, Done] = {}
        """Who hears of which act, by its number. It stays here: a dialog that the hands' thread let go would be taken
        apart there, and Qt ends the program for that."""
        self._silence = (0.0, "")
        """Until when (monotonic) the feed has not answered, and in which words; of the hands' thread alone."""
        self._answered.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)

    @property
    def folder(self) -> Path:
        """The cache's folder."""
        return self._folder

    def sign_in(self, person: Person, session: str, backend: str = "") -> None:
        """From now on acts are this person's; at a further backend than the first, only those there.

        ``backend`` is a name, empty for the first one. A locked desk begins anew: no other account unlocks it.
        """
        main = self.logins.main()
        join = main is not None and not self.locked and bool(backend) and main is not self.logins.at(backend)
        self.logins.enter(backend, Login(person, session), join=join)
        main = self.logins.main()
        self.person, self.locked = main.person if main else None, False
        self.person_changed.emit()

    def sign_out(self) -> None:
        """Nobody's desk, at no backend."""
        self.logins.leave()
        self.person, self.locked = None, False
        self.person_changed.emit()

    def person_at(self, backend: int) -> Person | None:
        """As whom this desk acts at a backend; None: nobody is signed in there."""
        row = self._world.backends.get(backend)
        login = self.logins.at(row.name) if row is not None else None
        return login.person if login is not None and not self.locked else None

    def name_of(self, backend: int | None) -> str:
        """The name of a backend as its commands bear it; empty for none."""
        row = self._world.backends.get(backend) if backend is not None else None
        return row.name if row is not None else ""

    def lock(self) -> None:
        """Offer nothing until somebody signs in again."""
        if self.person is not None and not self.locked:
            self.locked = True
            self.person_changed.emit()

    def may(self, act: str) -> bool:
        """Whether the person who is signed in has the right to an act (the tag of an intent)."""
        return self.person is not None and not self.locked and may(self.person.role, act)

    def send(
        self, backend: int, kind: str, intents: Sequence[tuple[AnyIntent, int]], done: Done | None = None
    ) -> list[Command]:
        """Make intents durable, all or none. Each comes with the version that the person saw (−1: any, 0: new).

        The same again after ``not_saved`` is the same commands, so that nothing is done twice. Raises ``KeyError`` for
        an unknown backend, ``PermissionError`` where nobody is signed in.
        """
        name = self._world.backends[backend].name
        login = self.logins.at(name)
        if login is None or self.locked:
            raise PermissionError("nobody is signed in")
        commands = [
            make(intent, kind, actor=login.person.id, session=login.session, terminal=self.terminal,
                 expected=expected, now_ms=self._world.now())
            for intent, expected in intents
        ]  # fmt: skip
        commands = self._again(commands)
        self._given += 1
        if done is not None:
            self._done[self._given] = done
        self._hands.give(self._submit, name, commands, self._given, time.monotonic())
        return commands

    def _again(self, commands: list[Command]) -> list[Command]:
        """The unsaved commands of which these are the repetition, while they still mean something; else these."""
        now = self._world.now()
        self._unsaved = [each for each in self._unsaved if all(command.expires > now for command in each)]
        for each in self._unsaved:
            if [_matter(command) for command in each] == [_matter(command) for command in commands]:
                self._unsaved.remove(each)
                return each
        return commands

    def _submit(self, backend: str, commands: list[Command], number: int, given: float) -> None:
        """Hand over. What was given while the feed let an earlier act wait in vain shares its fate: the person hears of
        all of them at once, and none overtakes the one before it."""
        silent_until, reason = self._silence
        if given >= silent_until:
            try:
                submit(self._folder, backend, commands)
                reason = ""
            except NotSaved as error:
                reason = str(error) or "not saved"
                if reason.startswith(NO_ANSWER):
                    self._silence = time.monotonic(), reason
        self._answered.emit(commands, reason, number)

    def _tell(self, commands: list[Command], reason: str, number: int) -> None:
        done = self._done.pop(number, None)
        if done is not None:
            done(reason)
        if reason:
            self._unsaved = [*self._unsaved[-MOST_UNSAVED:], commands]
            self.not_saved.emit(reason, commands)
        else:
            self.saved.emit(commands)
        self.look()

    def _introduce(self) -> None:
        """Tell the feed, and every new one, who sits here: what waits for this person's login then goes out."""
        if self.person is None:
            return
        door = door_mark(self._folder)
        for key, login in self.logins.each():
            backend, mark = self._world.backends[key].name, (door, login.session)
            if door and mark != self._vouched.get(backend):
                self._vouched[backend] = mark
                self._hands.give(self._vouch, backend, login.person.id, login.session)

    def _vouch(self, backend: str, actor: str, session: str) -> None:
        try:
            vouch(self._folder, backend, actor, session)
        except NotSaved:
            self._vouched.pop(backend, None)

    def look(self) -> None:
        """See what became of the commands."""
        self._introduce()
        entries = self._reader.recent()
        if entries is not None:
            self.entries, self.unreadable = entries, self._reader.unreadable
            self.outbox_changed.emit()

    @property
    def waiting(self) -> int:
        """How many commands wait to be delivered, in all; ``entries`` are the newest only."""
        return self._reader.waiting

    def count(self, stage: Stage) -> int:
        """How many of the recent commands stand there."""
        return sum(entry.stage is stage for entry in self.entries)

    def close(self) -> None:
        """Look no more; what is being handed over is waited for: it must not come back to an object that is gone."""
        self._timer.stop()
        self._hands.end(ANSWER_SECONDS + 1)
        self._reader.close()


def _matter(command: Command) -> tuple[object, ...]:
    """What makes two commands the same act, whenever they were made."""
    return command.intent, command.kind, command.expected, command.actor, command.session, command.terminal
