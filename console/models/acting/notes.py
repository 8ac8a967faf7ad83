"""Pictures of remarks at this desk: taken in cleaned and under their SHA-256, so that a remark only names them."""

from __future__ import annotations

from pathlib import Path

from console.domain.pictures import LARGEST, BadPicture, Why, clean
from console.store.pictures import PictureFolder

MOST_READ = 4 * LARGEST
"""Bytes: of a file beyond this not even the size is argued about."""


class NotKept(Exception):
    """A picture could not be kept; ``why`` is a value of ``console.domain.pictures.Why``, or ``disk``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Pictures:
    """The pictures that this desk has, by hash; the feed brings those of other desks and takes ours to them."""

    def __init__(self, folder: Path) -> None:
        self._folder = PictureFolder(folder)

    def keep(self, source: Path) -> str:
        """Take a picture in, on disk when this returns; its SHA-256 in hex. Raises ``NotKept``."""
        try:
            if source.stat().st_size > MOST_READ:
                raise NotKept(Why.SIZE.value)
            return self._folder.put(clean(source.read_bytes()))
        except BadPicture as bad:
            raise NotKept(bad.why.value) from None
        except OSError as error:
            raise NotKept("disk") from error

    def path(self, digest: str) -> Path | None:
        """Where a picture lies, None if this desk does not have it (yet)."""
        return self._folder.path(digest)
