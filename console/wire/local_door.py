"""A door on loopback, for windows of the same person: its file names the port and holds a secret of this run.

Both ends prove that they know the secret, and neither says it. A feed that died leaves its file behind, and whoever has
its port next learns nothing: no act, no session, no secret. (Windows has no AF_UNIX that Python can use.)

A caller sends 16 random bytes and their HMAC; the door answers with an HMAC of its own over the same bytes. Callers
that have not proved anything cost a socket and no thread; of too many the oldest is put out, for ours prove themselves
at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import logging
import os
import secrets
import selectors
import socket
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

log = logging.getLogger(__name__)
NONCE = 16
PROOF = 32
HELLO = NONCE + PROOF
PROOF_SECONDS = 2.0
"""So long a caller may take to prove itself."""
STRANGERS = 32
"""Callers at a time that have not done so."""
PAUSE_SECONDS = 0.1
"""After the system had no line to give (too many open files, no memory)."""


class DoorShut(Exception):
    """There is nobody behind the door that may be told anything."""


class NotOurs(DoorShut):
    """The door's file is another user's, or others can read or write it."""


class Refused(DoorShut):
    """Whoever is there does not know our secret, or we do not know theirs."""


class Way(NamedTuple):
    """What a door's file says."""

    port: int
    secret: bytes


def read_way(path: Path, *, ours: bool) -> Way:
    """Where a door is. ``ours``: only if the file is this user's alone, for something is to be told through it.

    Raises ``OSError``, ``ValueError``, ``NotOurs``.
    """
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(file, "rb") as open_file:
        if ours and os.name == "posix":
            status = os.fstat(open_file.fileno())
            if status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) & 0o077:
                raise NotOurs(f"{path} is not this user's alone")
        told = json.loads(open_file.read(4096))
    try:
        return Way(int(told["port"]), str(told["token"]).encode())
    except (KeyError, TypeError, OverflowError) as error:
        raise ValueError(f"{path} names no door") from error


def hello(way: Way) -> bytes:
    """What a caller says first: it is new each time."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + _proof(way.secret, b"window", nonce)


def is_ours(way: Way, said: bytes, answer: bytes) -> bool:
    """Whether the answer to this hello comes from whoever wrote the file."""
    return hmac.compare_digest(answer, _proof(way.secret, b"feed", said[:NONCE]))


def knock(path: Path, seconds: float) -> socket.socket:
    """A line to whoever wrote the file, who has proved it. Raises ``DoorShut``, ``OSError``, ``ValueError``."""
    way = read_way(path, ours=True)
    line = socket.create_connection(("127.0.0.1", way.port), timeout=seconds)
    try:
        said = hello(way)
        line.sendall(said)
        answer = b""
        while len(answer) < PROOF:
            part = line.recv(PROOF - len(answer))
            if not part:
                raise DoorShut("it was shut without an answer")
            answer += part
        if not is_ours(way, said, answer):
            raise Refused("another secret")
    except BaseException:
        line.close()
        raise
    return line


class Door:
    """The feed's end. ``welcome`` is given each line whose caller has proved itself; it is called in the door's thread.

    ``refusal``: what others get before they are hung up on.
    """

    def __init__(
        self, path: Path, welcome: Callable[[socket.socket], None], *, refusal: bytes = b"",
        pause: float = PAUSE_SECONDS,
    ) -> None:  # fmt: skip
        self._path, self._welcome, self._refusal, self._pause = path, welcome, refusal, pause
        self._secret = secrets.token_hex(16).encode()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self._woken, self._waker = socket.socketpair()
        self._callers: dict[socket.socket, _Caller] = {}
        self._write()
        self._thread = threading.Thread(target=self._serve, name=path.stem, daemon=True)
        self._thread.start()

    def _write(self) -> None:
        """For this user alone, whatever an earlier run or somebody else has left there."""
        draft = self._path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="ascii") as out:
            json.dump({"port": self._listener.getsockname()[1], "token": self._secret.decode()}, out)
        draft.replace(self._path)

    def close(self) -> None:
        """Take no more callers."""
        with contextlib.suppress(OSError):
            self._waker.send(b"!")
        self._thread.join(2.0)
        for each in (self._listener, self._woken, self._waker, *self._callers):
            each.close()

    def _serve(self) -> None:
        with selectors.DefaultSelector() as watch:
            watch.register(self._listener, selectors.EVENT_READ)
            watch.register(self._woken, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in watch.select(PROOF_SECONDS / 4 if self._callers else None)]
                if self._woken in ready:
                    return
                for line in ready:
                    if line is self._listener:
                        self._admit(watch)
                    elif isinstance(line, socket.socket) and line in self._callers:
                        self._hear(watch, self._callers[line])
                now = time.monotonic()
                for caller in [each for each in self._callers.values() if each.until < now]:
                    self._put_out(watch, caller)

    def _admit(self, watch: selectors.BaseSelector) -> None:
        try:
            line, _ = self._listener.accept()
        except BlockingIOError:
            return
        except OSError as error:
            log.error("a line to %s cannot be taken, trying on: %s", self._path.name, error)
            time.sleep(self._pause)
            return
        line.setblocking(False)
        self._callers[line] = _Caller(line, time.monotonic() + PROOF_SECONDS)
        watch.register(line, selectors.EVENT_READ)
        if len(self._callers) > STRANGERS:
            self._put_out(watch, next(iter(self._callers.values())))

    def _hear(self, watch: selectors.BaseSelector, caller: _Caller) -> None:
        """Never reads beyond the hello: what follows is for who welcomes the caller."""
        try:
            part = caller.line.recv(HELLO - len(caller.said))
        except BlockingIOError:
            return
        except OSError:
            part = b""
        caller.said += part
        if not part:
            self._put_out(watch, caller)
        elif len(caller.said) == HELLO:
            self._judge(watch, caller)

    def _judge(self, watch: selectors.BaseSelector, caller: _Caller) -> None:
        nonce, proof = bytes(caller.said[:NONCE]), bytes(caller.said[NONCE:])
        good = hmac.compare_digest(proof, _proof(self._secret, b"window", nonce))
        with contextlib.suppress(OSError):  # a line that was just opened takes so little at once, or is dead
            caller.line.send(_proof(self._secret, b"feed", nonce) if good else self._refusal)
        if not good:
            self._put_out(watch, caller)
            return
        watch.unregister(caller.line)
        del self._callers[caller.line]
        self._welcome(caller.line)

    def _put_out(self, watch: selectors.BaseSelector, caller: _Caller) -> None:
        watch.unregister(caller.line)
        del self._callers[caller.line]
        caller.line.close()


class _Caller:
    """Somebody who has not proved anything yet; ``until`` in monotonic seconds."""

    __slots__ = ("line", "said", "until")

    def __init__(self, line: socket.socket, until: float) -> None:
        self.line, self.until = line, until
        self.said = bytearray()


def _proof(secret: bytes, who: bytes, nonce: bytes) -> bytes:
    return hmac.digest(secret, who + nonce, hashlib.sha256)
