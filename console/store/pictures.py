"""Pictures on disk, each a file under its SHA-256: at the gateway all there are, at a console those it needs."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from console.domain.pictures import check, is_name, name_of

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
        if goal.exists():
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

    def _flush(self) -> None:
        """The name is on disk too. (Windows has no such thing for folders.)"""
        if os.name != "posix":
            return
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
