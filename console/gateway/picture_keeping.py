"""Takes pictures off the gateway's disk that nothing open has named for a year: evidence is kept, not hoarded."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from console.domain.ledger import Ledger
from console.store.pictures import PictureFolder

logger = logging.getLogger(__name__)
EVERY_SECONDS = 6 * 3600.0
LEAST_DAYS = 8
"""Longer than the log: whoever catches up from it may still ask for the pictures of what has ended."""
NO_LIMIT = 2**62


class PictureKeeping:
    """Looks a few times a day. ``ended`` is when the log ended before this start (ms), ``up`` the ms since then.

    Time is counted from the log's last word, not by the machine's clock: one that comes up a year ahead must not cost
    any evidence. A gateway that was off for a while deletes later, by as much.
    """

    def __init__(
        self, folder: PictureFolder, ledger: Callable[[], Ledger], days: int, ended: int, up: Callable[[], int]
    ) -> None:
        self._folder, self._ledger, self._days = folder, ledger, days
        self._ended, self._up = ended, up

    async def run(self) -> None:
        """Sweep for ever."""
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            try:
                await self.sweep()
            except OSError as error:
                logger.error("pictures could not be tidied, trying again later: %s", error)

    async def sweep(self) -> None:
        """Once. Raises ``OSError``."""
        if not self._ended:
            return
        entities = self._ledger().entities.values()
        needed = {name for each in entities for name in getattr(each, "pictures", ())}
        await asyncio.to_thread(self._folder.sweep, needed, self._ended + self._up(), self._days, NO_LIMIT)
