"""The feed's post office: takes commands from the desks, keeps them, and delivers them, one postman a backend."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from console.commands.credentials import Credentials, Vault, Vouch
from console.commands.desk_line import DeskLineServer
from console.commands.envelope import Command
from console.commands.outbox import NO_BACKEND, NotSaved, Outbox
from console.feed.command_door import CommandDoor
from console.feed.delivery import Delivery
from console.feed.pictures import PictureCarrier, PictureDoor
from console.store.generations import CacheError


class PostOffice:
    """Has threads of its own: a flush to disk must not wait for bulk, nor bulk for it. ``ring`` wakes the windows.

    ``vault`` keeps sessions beyond this run, where there is one.
    """

    def __init__(
        self, folder: Path, backends: Mapping[str, tuple[str, ...]], ring: Callable[[], None],
        vault: Vault | None = None,
    ) -> None:  # fmt: skip
        try:
            self._outbox = Outbox(folder)
        except (OSError, sqlite3.Error) as error:
            raise CacheError(f"the outbox in {folder} cannot be opened: {error}; it holds commands, keep it") from error
        self._ring = ring
        self._credentials = Credentials(vault)
        self._deliveries = {
            name: Delivery(
                name,
                PictureDoor(CommandDoor(urls), PictureCarrier(folder, urls)),
                self._outbox,
                self._credentials,
                ring,
            )
            for name, urls in backends.items()
        }
        self._line = DeskLineServer(folder, self._keep, self._vouch)
        for delivery in self._deliveries.values():
            delivery.start()

    def _keep(self, backend: str, commands: list[Command]) -> None:
        delivery = self._deliveries.get(backend)
        if delivery is None:
            raise NotSaved(f"{NO_BACKEND}{backend}")
        self._outbox.add(backend, commands, int(time.time() * 1000))
        for command in commands:
            self._credentials.learn(backend, command.actor, command.session)
        delivery.nudge()
        self._ring()

    def _vouch(self, backend: str, vouch: Vouch) -> None:
        delivery = self._deliveries.get(backend)
        if delivery is not None and self._credentials.learn(backend, vouch.actor, vouch.session):
            delivery.nudge()

    def pictures(self) -> set[str]:
        """The pictures of acts that wait to be delivered."""
        return self._outbox.pictures()

    def close(self) -> None:
        """Take no more; what waits is delivered after the next start."""
        self._line.close()
        for delivery in self._deliveries.values():
            delivery.stop()
        for delivery in self._deliveries.values():
            delivery.join(2.0)
        self._outbox.close()
        self._credentials.close()
