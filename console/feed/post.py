"""The feed's post office: takes commands from the desks, keeps them, and delivers them, one postman a backend."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from console.commands.desk_line import DeskLineServer
from console.commands.envelope import Command
from console.commands.outbox import NotSaved, Outbox
from console.feed.delivery import Delivery
from console.store.generations import CacheError


class PostOffice:
    """Has threads of its own: a flush to disk must not wait for bulk, nor bulk for it. ``ring`` wakes the windows."""

    def __init__(self, folder: Path, backends: Mapping[str, tuple[str, ...]], ring: Callable[[], None]) -> None:
        try:
            self._outbox = Outbox(folder)
        except (OSError, sqlite3.Error) as error:
            raise CacheError(f"the outbox in {folder} cannot be opened: {error}; it holds commands, keep it") from error
        self._ring = ring
        self._deliveries = {name: Delivery(name, urls, self._outbox, ring) for name, urls in backends.items()}
        self._line = DeskLineServer(folder, self._keep)
        for delivery in self._deliveries.values():
            delivery.start()

    def _keep(self, backend: str, commands: list[Command]) -> None:
        delivery = self._deliveries.get(backend)
        if delivery is None:
            raise NotSaved(f"there is no backend {backend}")
        self._outbox.add(backend, commands, int(time.time() * 1000))
        delivery.nudge()
        self._ring()

    def close(self) -> None:
        """Take no more; what waits is delivered after the next start."""
        self._line.close()
        for delivery in self._deliveries.values():
            delivery.stop()
        for delivery in self._deliveries.values():
            delivery.join(2.0)
        self._outbox.close()
