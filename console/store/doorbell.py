"""The doorbell: one byte from the feed to every window after a commit, over loopback TCP with a token file.

It never blocks the feed: a window that has stopped reading misses rings, and looks at the cache on its own clock.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import select
import socket
import threading
import time
from pathlib import Path

DOOR = "door.json"
_TOKEN_BYTES = 32
AGAIN_SECONDS = 1.0
"""A door that was shut in our face is not tried again before this: a stranger may stand behind it."""


class DoorbellServer:
    """The feed's end: lets windows in that know the token, and rings them all."""

    def __init__(self, root: Path) -> None:
        self._token = secrets.token_hex(_TOKEN_BYTES // 2).encode()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._clients: list[socket.socket] = []
        self._guard = threading.Lock()
        self._write_door(root / DOOR)
        self._thread = threading.Thread(target=self._accept, name="doorbell", daemon=True)
        self._thread.start()

    def _write_door(self, path: Path) -> None:
        draft = path.with_suffix(".new")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump({"port": self._listener.getsockname()[1], "token": self._token.decode()}, file)
        draft.replace(path)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            client.settimeout(1.0)
            with contextlib.suppress(OSError):
                if secrets.compare_digest(client.recv(_TOKEN_BYTES, socket.MSG_WAITALL), self._token):
                    client.setblocking(False)
                    with self._guard:
                        self._clients.append(client)
                    continue
            client.close()

    def ring(self) -> None:
        """Wake every window; drop the byte where a window's buffer is full, drop the window where it is gone."""
        with self._guard:
            for client in list(self._clients):
                try:
                    client.send(b"!")
                except BlockingIOError:
                    continue
                except OSError:
                    self._clients.remove(client)
                    client.close()

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # closing alone does not wake the thread on Linux
        self._listener.close()
        self._thread.join(2.0)
        with self._guard:
            for client in self._clients:
                client.close()
            self._clients.clear()


class Doorbell:
    """A window's end. ``wait`` returns at a ring, or after the time-out: the caller looks at the cache either way."""

    def __init__(self, root: Path) -> None:
        self._door = root / DOOR
        self._socket: socket.socket | None = None
        self._again_at = 0.0

    def wait(self, timeout: float, wake: socket.socket) -> None:
        """Wait at most ``timeout`` seconds; ``wake`` (readable) ends it early."""
        bell = self._socket or self._connect()
        ready, _, _ = select.select([wake] if bell is None else [bell, wake], [], [], timeout)
        if bell is not None and bell in ready:
            try:
                if bell.recv(4096):
                    return
            except OSError:
                pass
            self.close()
            self._again_at = time.monotonic() + AGAIN_SECONDS

    def _connect(self) -> socket.socket | None:
        if time.monotonic() < self._again_at:
            return None
        try:
            door = json.loads(self._door.read_text(encoding="utf-8"))
            bell = socket.create_connection(("127.0.0.1", int(door["port"])), timeout=0.2)
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return None
        self._socket = bell
        try:
            bell.sendall(str(door["token"]).encode())
        except OSError:
            self.close()
        return self._socket

    def close(self) -> None:
        """Let go; the next ``wait`` connects again."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
