"""Takes pictures off this disk that nothing open and no waiting act names, when they are old or too much."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from console.config.storage import MB, StorageSettings
from console.domain.steady import wall
from console.feed.pictures import pictures_of
from console.store.generations import CacheError, CacheRoot
from console.store.pictures import PictureFolder
from console.store.reader import CacheReader

log = logging.getLogger(__name__)
EVERY_SECONDS = 6 * 3600.0


class PictureSweep(threading.Thread):
    """Looks a few times a day. ``waiting`` gives the pictures of acts that are not delivered yet.

    It reads the cache as a window does: what is open there is what people can still look at.
    """

    def __init__(
        self, folder: Path, settings: StorageSettings, waiting: Callable[[], set[str]], now: Callable[[], int] = wall
    ) -> None:
        super().__init__(name="picture-sweep", daemon=True)
        self._root, self._folder, self._settings = CacheRoot(folder), PictureFolder(folder), settings
        self._waiting, self._now = waiting, now
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End soon."""
        self._stopping.set()

    def run(self) -> None:
        """Sweep until stopped, for the first time some minutes after the start."""
        wait = EVERY_SECONDS / 60
        while not self._stopping.wait(wait):
            wait = EVERY_SECONDS
            try:
                self.sweep()
            except Exception:
                log.exception("pictures could not be tidied, trying again later")

    def sweep(self) -> None:
        """Once. A cache that can't be read says nothing about what is open: then everything stays."""
        needed = self._needed()
        if needed is None:
            return
        most = self._settings.pictures_mb * MB
        left = self._folder.sweep(needed, self._now(), self._settings.pictures_days, most)
        if left > most:
            log.warning("pictures take %d MB of %d: all of them are needed or young", left // MB, most // MB)

    def _needed(self) -> set[str] | None:
        reader = CacheReader(self._root)
        try:
            changes = reader.poll()
        except CacheError as error:
            log.error("%s", error)
            return None
        finally:
            reader.close()
        if changes is None or not all(row.cursor.epoch for row in changes.backends):
            return None
        return {name for _, _, event in changes.entities for name in pictures_of(event)} | self._waiting()
