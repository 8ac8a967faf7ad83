"""Pictures on their way: ours to the gateway before the command that names them, everybody else's to this console."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import requests

from console.commands.envelope import NOBODY, Command, Outcome, Verdict
from console.domain.entities import Event
from console.domain.pictures import LARGEST, BadPicture, is_name, name_of
from console.feed import bodies
from console.feed.command_door import CommandDoor, Unreachable
from console.store.pictures import PictureFolder
from console.wire import trust

log = logging.getLogger(__name__)
ANSWER_SECONDS = 30.0
RETRY_SECONDS = 5.0
RETRY_MOST = 120.0
"""A picture that nobody has is asked for ever more rarely: its remark may have gone without it."""
MOST_WANTED = 5_000
"""Pictures that are looked for at a time; of more the oldest are given up until an event names them again."""
REFUSED = frozenset({400, 403, 413, 415})
"""Answers that another try does not change."""
NO_SESSION = Outcome(verdict=Verdict.FORBIDDEN, reason=NOBODY)


def pictures_of(thing: object) -> tuple[str, ...]:
    """The pictures that an intent or an event names."""
    found: tuple[str, ...] = getattr(thing, "pictures", ())
    return found


class PictureCarrier:
    """Takes the pictures of commands to one backend. Belongs to its postman's thread."""

    def __init__(self, folder: Path, urls: tuple[str, ...]) -> None:
        self._folder, self._urls = PictureFolder(folder), urls
        self._http = trust.http_session()
        self._there: set[str] = set()

    def bring(self, command: Command) -> Outcome | None:
        """Take what the command names there; the word on the command if the gateway refuses one of them.

        A picture that is no longer on this disk holds no words up: the command goes without it. Raises ``Unreachable``.
        """
        for name in pictures_of(command.intent):
            if name in self._there:
                continue
            data = self._folder.read(name)
            if data is None:
                log.error("picture %s is not on this disk, its remark goes without", name)
                continue
            if refusal := self._put(name, data, command.session):
                return refusal
            self._there.add(name)
        return None

    def _put(self, name: str, data: bytes, session: str) -> Outcome | None:
        why = "no gateway is known"
        for url in self._urls:
            try:
                answer = self._http.put(
                    f"{url.rstrip('/')}/v1/pictures/{name}", data=data, timeout=ANSWER_SECONDS,
                    headers={"Authorization": f"Bearer {session}", "Content-Type": "application/octet-stream"},
                )  # fmt: skip
            except requests.RequestException as error:
                why = type(error).__name__
                continue
            if answer.status_code == 204:
                return None
            if answer.status_code == 401:
                return NO_SESSION
            if answer.status_code in REFUSED:
                return Outcome(verdict=Verdict.INVALID, reason=f"picture: {answer.text[:80]}")
            if answer.status_code in (404, 405):
                log.error("%s takes no pictures: the remark goes without", url)
                return None
            why = f"the gateway answered {answer.status_code}"
        raise Unreachable(f"a picture waits: {why}")


class PictureDoor:
    """A door for commands before which their pictures go: nobody shall read a remark whose picture is nowhere."""

    def __init__(self, door: CommandDoor, carrier: PictureCarrier) -> None:
        self._door, self._carrier = door, carrier

    @property
    def now(self) -> int | None:
        """The gateway's time, as the door knows it."""
        return self._door.now

    def open(self) -> None:
        """Make sure that a gateway answers. Raises ``Unreachable``."""
        self._door.open()

    def send(self, commands: Sequence[Command]) -> list[Outcome]:
        """The word on the first commands, at least one, in their order. Raises ``Unreachable``.

        Those before one whose picture could not be brought go alone; that one is the next round's first.
        """
        for number, command in enumerate(commands):
            try:
                refused = self._carrier.bring(command)
            except Unreachable:
                if number:
                    return self._door.send(commands[:number])
                raise
            if refused is not None:
                return self._door.send(commands[:number]) if number else [refused]
        return self._door.send(commands)


@dataclass(slots=True)
class _Wanted:
    """A picture that is not here yet; ``due`` in monotonic seconds."""

    backend: str
    due: float = 0.0
    tries: int = 0

    def put_off(self) -> None:
        """It could not be had now."""
        self.due = time.monotonic() + min(RETRY_MOST, RETRY_SECONDS * 2**self.tries)
        self.tries = min(self.tries + 1, 10)


class PictureFetcher(threading.Thread):
    """Brings the pictures that events name. ``came`` is called after each, from this thread."""

    def __init__(self, folder: Path, backends: dict[str, tuple[str, ...]], came: Callable[[], None]) -> None:
        super().__init__(name="pictures", daemon=True)
        self._folder, self._backends, self._came = PictureFolder(folder), backends, came
        self._wanted: dict[str, _Wanted] = {}
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stopping = False
        self._http = trust.http_session()

    def look(self, backend: str, events: Iterable[Event | None]) -> None:
        """Note what these events name and this console has not. May be called from any thread."""
        named = (name for event in events for name in pictures_of(event) if is_name(name))
        names = [name for name in named if not self._folder.touch(name)]
        if names:
            with self._lock:
                for name in names:
                    self._wanted.setdefault(name, _Wanted(backend))
                while len(self._wanted) > MOST_WANTED:
                    del self._wanted[next(iter(self._wanted))]
            self._wake.set()

    def stop(self) -> None:
        """End after the picture in hand."""
        self._stopping = True
        self._wake.set()

    def run(self) -> None:
        """Fetch until stopped; what could not be had is tried again."""
        while not self._stopping:
            with self._lock:
                todo = [(name, each) for name, each in self._wanted.items() if each.due <= time.monotonic()]
            for name, each in todo:
                if self._stopping:
                    return
                if not self._had(name, each.backend):
                    each.put_off()
            self._wake.wait(self._patience())
            self._wake.clear()

    def _patience(self) -> float | None:
        """Seconds until the next one is due; None while none is wanted."""
        with self._lock:
            due = min((each.due for each in self._wanted.values()), default=None)
        return None if due is None else max(0.0, due - time.monotonic())

    def _had(self, name: str, backend: str) -> bool:
        """Whether this one needs no more tries."""
        if self._folder.path(name) is None and not self._fetch(name, self._backends.get(backend, ())):
            return False
        with self._lock:
            self._wanted.pop(name, None)
        return True

    def _fetch(self, name: str, urls: tuple[str, ...]) -> bool:
        for url in urls:
            try:
                with self._http.get(
                    f"{url.rstrip('/')}/v1/pictures/{name}", timeout=ANSWER_SECONDS, stream=True,
                    headers=trust.reading(url),
                ) as answer:  # fmt: skip
                    if answer.status_code != 200:
                        continue
                    data = bodies.read(answer, LARGEST)
                if name_of(data) != name:
                    log.error("picture %s: %s sent another one", name, url)
                    continue
                self._folder.put(data)
            except (requests.RequestException, bodies.BodyTooLarge, OSError) as error:
                log.warning("picture %s waits: %s", name, error)
                continue
            except BadPicture as bad:
                log.error("picture %s of %s is refused: %s", name, url, bad)
                return True
            self._came()
            return True
        return False
