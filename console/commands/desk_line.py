"""The line between a window and the feed: one JSON line a request over loopback TCP, opened with the door's token.

The feed answers after the command is on disk, never before. (Windows has no AF_UNIX that Python can use.)
"""

from __future__ import annotations

import contextlib
import json
import logging
import secrets
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from console.commands.credentials import Vouch
from console.commands.envelope import Command
from console.commands.outbox import NotSaved

log = logging.getLogger(__name__)
DOOR = "desk-line.json"
LINE_LIMIT = 16 << 20
"""Bytes of one request: room for thirty thousand acts at once, a flood acknowledged as a whole."""
COMMAND_LIMIT = 1 << 20
"""Bytes of one command: what a gateway takes."""
TOO_MANY, NO_REQUEST, WRONG_TOKEN = "too many acts at once", "not a request: ", "wrong token"
"""Why nothing was kept; the words are the interface's."""
ANSWER_SECONDS = 5.0
IDLE_SECONDS = 30.0
"""Who says nothing for so long is hung up on: a window opens a new line for each request."""
PAUSE_SECONDS = 0.1
"""After the system had no line to give (too many open files, no memory for a thread)."""


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Commands for one backend, all or none; ``vouch``: who sits at this desk now."""

    token: str
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
        self._token = secrets.token_hex(16)
        self._closed = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        draft = folder / f"{DOOR}.new"
        draft.touch(mode=0o600)
        draft.write_text(json.dumps({"port": self._listener.getsockname()[1], "token": self._token}))
        draft.replace(folder / DOOR)
        threading.Thread(target=self._accept, name="desk-line", daemon=True).start()

    def close(self) -> None:
        """Take no more. On Linux only a shutdown wakes the thread that accepts."""
        self._closed = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        """Until ``close``: a moment's lack of files or threads must not shut the only way by which acts get in."""
        while not self._closed:
            try:
                client, _ = self._listener.accept()
            except OSError as error:
                self._rest(error)
                continue
            try:
                threading.Thread(target=self._serve, args=(client,), name="desk-line-client", daemon=True).start()
            except RuntimeError as error:
                client.close()
                self._rest(error)

    def _rest(self, error: Exception) -> None:
        if not self._closed:
            log.error("a desk's line cannot be taken, trying on: %s", error)
            time.sleep(PAUSE_SECONDS)

    def _serve(self, client: socket.socket) -> None:
        with client, client.makefile("rb") as lines:
            client.settimeout(IDLE_SECONDS)
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
        if not secrets.compare_digest(request.token.encode(), self._token.encode()):
            return Answer(WRONG_TOKEN)
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
    _ask(folder, lambda token: Request(token, backend, commands))


def vouch(folder: Path, backend: str, actor: str, session: str) -> None:
    """Tell the feed who is signed in here, so that what waits for this person goes out. Raises ``NotSaved``."""
    _ask(folder, lambda token: Request(token, backend, vouch=Vouch(actor, session)))


def door_mark(folder: Path) -> int:
    """Changes whenever another feed has opened the door; 0 while there is none."""
    try:
        return (folder / DOOR).stat().st_mtime_ns
    except OSError:
        return 0


def _ask(folder: Path, request: Callable[[str], Request]) -> None:
    try:
        door = json.loads((folder / DOOR).read_text(encoding="utf-8"))
        asked = _encoder.encode(request(str(door["token"]))) + b"\n"
        if len(asked) > LINE_LIMIT:
            raise NotSaved(TOO_MANY)
        with socket.create_connection(("127.0.0.1", int(door["port"])), timeout=ANSWER_SECONDS) as line:
            line.sendall(asked)
            with line.makefile("rb") as lines:
                answer = _answer.decode(lines.readline(LINE_LIMIT))
    except (OSError, ValueError, KeyError, msgspec.DecodeError) as error:
        raise NotSaved(f"the feed does not answer: {error}") from error
    if answer.error:
        raise NotSaved(answer.error)
