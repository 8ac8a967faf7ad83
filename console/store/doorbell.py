"""The doorbell: one byte from the feed to every window after a commit, through a local door.

It never blocks the feed: a window that has stopped reading misses rings, and looks at the cache on its own clock.
"""

from __future__ import annotations

import select
import socket
import threading
import time
from pathlib import Path

from console.wire.local_door import PROOF, Door, Way, hello, is_ours, read_way

DOOR = "door.json"
AGAIN_SECONDS = 1.0
"""A door that was shut in our face is not tried again before this: a stranger may stand behind it."""


class DoorbellServer:
    """The feed's end: lets windows in that know the secret, and rings them all."""

    def __init__(self, root: Path) -> None:
        self._clients: list[socket.socket] = []
        self._guard = threading.Lock()
        self._door = Door(root / DOOR, self._welcome)

    def _welcome(self, client: socket.socket) -> None:
        with self._guard:
            self._clients.append(client)

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
        self._door.close()
        with self._guard:
            for client in self._clients:
                client.close()
            self._clients.clear()


class Doorbell:
    """A window's end. ``wait`` returns at a ring, or after the time-out: the caller looks at the cache either way."""

    def __init__(self, root: Path) -> None:
        self._door = root / DOOR
        self._socket: socket.socket | None = None
        self._way, self._said, self._answer = Way(0, b""), b"", b""
        self._again_at = 0.0

    def wait(self, timeout: float, wake: socket.socket) -> None:
        """Wait at most ``timeout`` seconds; ``wake`` (readable) ends it early."""
        until = time.monotonic() + timeout
        while True:
            bell = self._socket or self._connect()
            sockets = [wake] if bell is None else [bell, wake]
            ready, _, _ = select.select(sockets, [], [], max(0.0, until - time.monotonic()))
            if bell is None or bell not in ready or self._heard(bell):
                return

    def _heard(self, bell: socket.socket) -> bool:
        """False if it was only the door's proof; a door that shuts, or is a stranger's, counts as a ring."""
        wanted = PROOF - len(self._answer)
        try:
            said = bell.recv(wanted or 4096)
        except OSError:
            said = b""
        if said and not wanted:
            return True
        self._answer += said
        good = len(self._answer) < PROOF or is_ours(self._way, self._said, self._answer)
        if said and good:
            return False
        self.close()
        self._again_at = time.monotonic() + AGAIN_SECONDS
        return True

    def _connect(self) -> socket.socket | None:
        if time.monotonic() < self._again_at:
            return None
        try:
            self._way = read_way(self._door, ours=False)  # nothing is told through it
            bell = socket.create_connection(("127.0.0.1", self._way.port), timeout=0.2)
        except (OSError, ValueError, OverflowError):
            return None
        self._socket, self._said, self._answer = bell, hello(self._way), b""
        try:
            bell.sendall(self._said)
        except OSError:
            self.close()
        return self._socket

    def close(self) -> None:
        """Let go; the next ``wait`` connects again."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
