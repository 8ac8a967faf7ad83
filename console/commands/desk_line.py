"""The line between a window and the feed: one JSON line a request through a local door.

The feed answers after the command is on disk, never before. Nothing is said before the feed has proved itself.
"""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from console.commands.credentials import Vouch
from console.commands.envelope import Command
from console.commands.outbox import NotSaved
from console.wire.local_door import PROOF, Door, DoorShut, NotOurs, Refused, knock

log = logging.getLogger(__name__)
DOOR = "desk-line.json"
LINE_LIMIT = 16 << 20
"""Bytes of one request: room for thirty thousand acts at once, a flood acknowledged as a whole."""
COMMAND_LIMIT = 1 << 20
"""Bytes of one command: what a gateway takes."""
TOO_MANY, NO_REQUEST, WRONG_TOKEN = "too many acts at once", "not a request: ", "wrong token"
NOT_OURS = "the door's file is not this user's alone"
"""Why nothing was kept; the words are the interface's."""
ANSWER_SECONDS = 5.0
NO_ANSWER = "the feed does not answer"
"""How the message begins when nobody is there to make an act durable."""
IDLE_SECONDS = 30.0
"""Who says nothing for so long is hung up on: a window opens a new line for each request."""
PAUSE_SECONDS = 0.1
"""After the system had no line to give (too many open files, no memory for a thread)."""


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Commands for one backend, all or none; ``vouch``: who sits at this desk now."""

    backend: str
    commands: list[Command] = []
    vouch: Vouch | None = None


class Answer(msgspec.Struct, frozen=True):
    """``error`` empty: they are on disk."""

    error: str = ""


_request = msgspec.json.Decoder(Request)
_answer = msgspec.json.Decoder(Answer)
_encoder = msgspec.json.Encoder()
Keep = Callable[[str, list[Command]], None]
Hear = Callable[[str, Vouch], None]


class DeskLineServer:
    """The feed's end. ``keep(backend, commands)`` makes them durable or raises ``NotSaved``; ``hear`` takes a vouch."""

    def __init__(self, folder: Path, keep: Keep, hear: Hear | None = None) -> None:
        self._keep, self._hear = keep, hear
        self._door = Door(folder / DOOR, self._welcome, refusal=bytes(PROOF), pause=PAUSE_SECONDS)

    def close(self) -> None:
        """Take no more."""
        self._door.close()

    def _welcome(self, client: socket.socket) -> None:
        """A moment's lack of threads must not shut the only way by which acts get in."""
        try:
            threading.Thread(target=self._serve, args=(client,), name="desk-line-client", daemon=True).start()
        except RuntimeError as error:
            client.close()
            log.error("a desk's line cannot be taken, trying on: %s", error)

    def _serve(self, client: socket.socket) -> None:
        client.settimeout(IDLE_SECONDS)
        with client, client.makefile("rb") as lines:
            while True:
                try:
                    line = lines.readline(LINE_LIMIT)
                    if not line:
                        return
                    client.sendall(_encoder.encode(self._handle(line)) + b"\n")
                except OSError:
                    return

    def _handle(self, line: bytes) -> Answer:
        try:
            request = _request.decode(line)
        except (msgspec.DecodeError, ValueError) as error:
            return Answer(f"{NO_REQUEST}{error}")
        if request.vouch is not None and self._hear is not None:
            self._hear(request.backend, request.vouch)
        try:
            if request.commands:
                self._keep(request.backend, request.commands)
        except NotSaved as error:
            return Answer(str(error))
        return Answer()


def submit(folder: Path, backend: str, commands: list[Command]) -> None:
    """Hand commands to the feed; returns once they are on disk. Raises ``NotSaved``: then none of them is."""
    if any(len(_encoder.encode(command)) > COMMAND_LIMIT for command in commands):
        raise NotSaved(TOO_MANY)
    _ask(folder, Request(backend, commands))


def vouch(folder: Path, backend: str, actor: str, session: str) -> None:
    """Tell the feed who is signed in here, so that what waits for this person goes out. Raises ``NotSaved``."""
    _ask(folder, Request(backend, vouch=Vouch(actor, session)))


def door_mark(folder: Path) -> int:
    """Changes whenever another feed has opened the door; 0 while there is none."""
    try:
        return (folder / DOOR).stat().st_mtime_ns
    except OSError:
        return 0


def _ask(folder: Path, request: Request) -> None:
    asked = _encoder.encode(request) + b"\n"
    if len(asked) > LINE_LIMIT:
        raise NotSaved(TOO_MANY)
    try:
        with knock(folder / DOOR, ANSWER_SECONDS) as line:
            line.sendall(asked)
            with line.makefile("rb") as lines:
                answer = _answer.decode(lines.readline(LINE_LIMIT))
    except NotOurs as error:
        raise NotSaved(NOT_OURS) from error
    except Refused as error:
        raise NotSaved(WRONG_TOKEN) from error
    except (DoorShut, OSError, ValueError, msgspec.DecodeError) as error:
        raise NotSaved(f"{NO_ANSWER}: {error}") from error
    if answer.error:
        raise NotSaved(answer.error)
