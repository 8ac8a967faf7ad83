"""Pictures on disk, each a file under its SHA-256: at the gateway all there are, at a console those it needs."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Collection, Iterator
from pathlib import Path

from console.domain.pictures import check, is_name, name_of
from console.domain.retention import Kept, files_to_drop

FOLDER = "pictures"


class PictureFolder:
    """One folder of pictures. A file is there whole or not at all, and on disk when ``put`` returns."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def put(self, data: bytes) -> str:
        """Keep a cleaned picture and return its name. Raises ``BadPicture``, ``OSError``."""
        check(data)
        name = name_of(data)
        goal = self._folder / name
        if self.touch(name):
            return name
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = goal.with_suffix(f".{secrets.token_hex(4)}")
        try:
            with draft.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(goal)
            self._flush()
        except OSError:
            with contextlib.suppress(OSError):
                draft.unlink()
            raise
        return name

    def path(self, name: str) -> Path | None:
        """Where a picture lies, None if it is not here."""
        place = self._folder / name
        return place if is_name(name) and place.is_file() else None

    def read(self, name: str) -> bytes | None:
        """A picture's bytes, None if it is not here or no longer what its name says."""
        place = self.path(name)
        data = place.read_bytes() if place else b""
        return data if place and name_of(data) == name else None

    def touch(self, name: str) -> bool:
        """Somebody has just named this picture; whether it is here. Its age counts from now on."""
        try:
            os.utime(self._folder / name)
        except OSError:
            return False
        return True

    def files(self) -> Iterator[Kept]:
        """What lies there. Half a picture that a kill left behind is among it, by the name of its draft."""
        with contextlib.suppress(FileNotFoundError), os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):
                    stat = entry.stat()
                    yield Kept(entry.name, stat.st_size, stat.st_mtime_ns // 1_000_000)

    def sweep(self, needed: Collection[str], now: int, days: float, most_bytes: int) -> int:
        """Remove what may go (see ``files_to_drop``); how many bytes stay. Raises ``OSError``."""
        gone, left = files_to_drop(self.files(), needed, now, days, most_bytes)
        for name in gone:
            (self._folder / name).unlink(missing_ok=True)
        return left

    def _flush(self) -> None:
        """The name is on disk too. (Windows has no such thing for folders.)"""
        if os.name != "posix":
            return
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
