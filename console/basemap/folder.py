"""Files within a budget of bytes: written whole or not at all, the ones not used the longest go first."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from pathlib import Path


class BudgetFolder:
    """A tree of files of one suffix. Several processes may share it; each counts for itself and looks anew to tidy."""

    def __init__(self, folder: Path, budget: int, suffix: str) -> None:
        self.folder = folder
        self._budget = budget
        self._suffix = suffix
        self._lock = threading.Lock()
        self._used = sum(size for _, size, _ in self._files())

    @property
    def used(self) -> int:
        """Bytes, as far as this process knows."""
        return self._used

    def touch(self, path: Path) -> bool:
        """Whether the file is there; it counts as used now."""
        try:
            os.utime(path)
        except OSError:
            return False
        return True

    def write(self, path: Path, data: bytes) -> None:
        """Write whole or not at all. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=".tmp", dir=path.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        with self._lock:
            self._used += len(data)
            if self._used > self._budget:
                self._evict(path)

    def _files(self) -> list[tuple[float, int, Path]]:
        files = []
        for path in self.folder.rglob(f"*{self._suffix}"):
            with contextlib.suppress(OSError):  # another process tidies too
                stat = path.stat()
                files.append((stat.st_mtime, stat.st_size, path))
        return files

    def _evict(self, keep: Path) -> None:
        """Down to nine tenths of the budget, oldest first."""
        files = self._files()
        self._used = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if self._used <= self._budget * 0.9:
                break
            if path != keep:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
                    self._used -= size
