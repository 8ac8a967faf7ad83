"""Pictures of remarks: kept beside the cache under their SHA-256, so that a remark only names them."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

FOLDER = "pictures"
LARGEST = 20 * 1024 * 1024
KINDS = (".png", ".jpg", ".jpeg", ".bmp", ".webp")


class NotKept(Exception):
    """A picture could not be kept; ``why`` is ``kind``, ``size`` or ``disk``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Pictures:
    """The pictures that this desk has, by hash; those of other desks are not here until they are brought."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def keep(self, source: Path) -> str:
        """Copy a picture in and return its SHA-256 in hex. Raises ``NotKept``."""
        if source.suffix.lower() not in KINDS:
            raise NotKept("kind")
        try:
            if source.stat().st_size > LARGEST:
                raise NotKept("size")
            digest = hashlib.sha256(source.read_bytes()).hexdigest()
            self._folder.mkdir(parents=True, exist_ok=True)
            goal = self._folder / digest
            if not goal.exists():
                draft = goal.with_suffix(".new")
                shutil.copyfile(source, draft)
                draft.replace(goal)
        except OSError as error:
            raise NotKept("disk") from error
        return digest

    def path(self, digest: str) -> Path | None:
        """Where a picture lies, None if this desk does not have it."""
        if len(digest) != 64 or not all(each in "0123456789abcdef" for each in digest):
            return None
        place = self._folder / digest
        return place if place.is_file() else None
