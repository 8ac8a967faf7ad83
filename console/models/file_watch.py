"""Tells when files have changed: looked at on a thread, for a share may not answer, and told when they have settled.

By asking, not by the system's notices: those do not come from shares, and follow a file that an editor has replaced.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

EVERY_S = 2.0
Stamp = tuple[int, ...] | None
"""When a file was written, its size and its number on the disk; None for one that is not there."""
UNREAD: Stamp = ()
"""Like no file: one that nobody has read yet is told at the first look."""


def stamp_of(path: Path) -> Stamp:
    """As the file is now; to be asked before it is read. May wait for a share."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class FileWatch(QObject):
    """A change is told when two looks in a row saw the same: a file that is being written is left alone until then."""

    changed = Signal(object)
    """A dict of paths and what they are like now."""
    _looked = Signal(object)

    def __init__(self, parent: QObject | None = None, every_s: float = EVERY_S) -> None:
        super().__init__(parent)
        self._every = every_s
        self._known: dict[Path, Stamp] = {}
        self._last: dict[Path, Stamp] = {}
        self._wake, self._ended = threading.Event(), False
        self._thread: threading.Thread | None = None
        self._looked.connect(self._compare)

    def follow(self, files: Mapping[Path, Stamp]) -> None:
        """These from now on, and what each was like when it was read."""
        self._known = dict(files)
        self._last = {path: self._last[path] for path in files if path in self._last}
        if files and self._thread is None:
            self._thread = threading.Thread(target=self._go, name="file-watch", daemon=True)
            self._thread.start()
        self._wake.set()

    def stop(self) -> None:
        """To be called before the application ends; a share that does not answer is not waited for."""
        self._ended = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(1.0)

    def _go(self) -> None:
        while not self._ended:
            self._wake.clear()
            seen = {path: stamp_of(path) for path in list(self._known)}
            with contextlib.suppress(RuntimeError):  # the application is ending
                self._looked.emit(seen)
            self._wake.wait(self._every)

    def _compare(self, seen: dict[Path, Stamp]) -> None:
        changed = {}
        for path, stamp in seen.items():
            known = self._known.get(path, stamp)
            settled = known == UNREAD or self._last.get(path, UNREAD) == stamp
            if stamp != known and settled:
                changed[path] = self._known[path] = stamp
            self._last[path] = stamp
        if changed:
            self.changed.emit(changed)
