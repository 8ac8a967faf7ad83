"""Delivers commands: each exactly once in effect, in the order in which they were made, across outages and restarts.

The idempotency key is the command's id; the gateway answers a repetition with the same word. A command whose expiry
has passed is never sent by itself: the person is asked again. A command whose person's session has ended waits for
that person's next login.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import msgspec

from console.commands.credentials import Credentials
from console.commands.envelope import NOBODY, Command, Outcome, Verdict
from console.commands.outbox import Entry, Outbox
from console.feed.command_door import Unreachable

log = logging.getLogger(__name__)
LOOK_SECONDS = 1.0
BACKOFF_MOST = 5.0
REST_SECONDS = 0.5
"""After nobody answered, not even a new act is a reason to ask again sooner."""
TOO_LATE = Outcome(verdict=Verdict.EXPIRED, reason="waited too long")


class Door(Protocol):
    """Where commands are handed over; ``CommandDoor`` is one."""

    @property
    def now(self) -> int | None: ...
    def open(self) -> None: ...
    def send(self, commands: Sequence[Command]) -> list[Outcome]: ...


class Delivery(threading.Thread):
    """One backend's postman. ``settled`` is called after every word that came back, and when one waits for a login."""

    def __init__(
        self, backend: str, door: Door, outbox: Outbox, credentials: Credentials, settled: Callable[[], None]
    ) -> None:
        super().__init__(name=f"delivery-{backend}", daemon=True)
        self._backend, self._door = backend, door
        self._outbox, self._credentials, self._settled = outbox, credentials, settled
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._said = ""

    def nudge(self) -> None:
        """There is something new to deliver, or somebody has logged in."""
        self._wake.set()

    def stop(self) -> None:
        """End after the letters in hand."""
        self._stopping.set()
        self._wake.set()

    def run(self) -> None:
        """Deliver until stopped."""
        pause = LOOK_SECONDS
        while not self._stopping.is_set():
            try:
                busy = self.round()
                pause = 0.0 if busy else LOOK_SECONDS
                self._say("")
            except Unreachable as error:
                self._say(str(error))
                pause = min(BACKOFF_MOST, max(LOOK_SECONDS, pause * 2))
                self._stopping.wait(REST_SECONDS)
            except Exception:
                log.exception("%s: delivery failed", self._backend)
                pause = BACKOFF_MOST
            if pause:
                self._wake.wait(pause)
                self._wake.clear()

    def _say(self, why: str) -> None:
        if why and why != self._said:
            log.warning("%s: commands wait: %s", self._backend, why)
        self._said = why

    def round(self) -> bool:
        """One request's worth; False when there is nothing left to do now. Raises ``Unreachable``."""
        actors = self._outbox.actors(self._backend)
        sessions = {actor: self._credentials.session(self._backend, actor) for actor in actors}
        sessions = {actor: session for actor, session in sessions.items() if session}
        if self._outbox.set_absent(self._backend, actors - sessions.keys()):
            self._settled()
        if not actors:
            return False
        entries = self._outbox.batch(self._backend, sessions)
        late = self._put_off_late()
        try:
            self._door.open()
            late += self._put_off_late()
            entries = [entry for entry in entries if entry.place not in late]
            if entries:
                self._deliver(entries, sessions)
        except Unreachable:
            self._outbox.attempted([entry.place for entry in entries])
            raise
        return bool(entries or late)

    def _put_off_late(self) -> list[int]:
        """Settle what has waited beyond its expiry by the gateway's clock, which alone decides."""
        now = self._door.now
        late = self._outbox.overdue(self._backend, now) if now is not None else []
        if late:
            self._outbox.settle_all([(place, TOO_LATE) for place in late], _wall())
            self._settled()
        return late

    def _deliver(self, entries: Sequence[Entry], sessions: Mapping[str, str]) -> None:
        commands = [msgspec.structs.replace(each.command, session=sessions[each.command.actor]) for each in entries]
        words = []
        for entry, command, outcome in zip(entries, commands, self._door.send(commands), strict=False):
            if outcome.verdict is Verdict.FORBIDDEN and outcome.reason == NOBODY:
                self._credentials.refused(self._backend, command.actor, command.session)
            else:
                words.append((entry.place, outcome))
        self._outbox.settle_all(words, _wall())
        self._settled()


def _wall() -> int:
    return int(time.time() * 1000)
