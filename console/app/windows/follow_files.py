"""A window's files are read again when somebody has changed them: nobody touches a wall for months.

What can be used is taken on at once; what cannot is told in one sentence, in the log, the health file and at the desk's
foot, and everything goes on as it was.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject

from console.app.windows.window import WindowProcess
from console.config.settings import SettingsError
from console.models.file_watch import FileWatch, Stamp, stamp_of
from console.wall.outputs import WallError
from console.wall.scene import SceneError

log = logging.getLogger(__name__)
Files = Callable[[], Iterable[Path]]
"""All that is read, as far as it is known now: the settings name others."""
TakeOn = Callable[[frozenset[Path]], None]
"""Read and use them; which of them changed. Raises an error of theirs and then has changed nothing."""


class FollowFiles(QObject):
    """``trouble`` is what is wrong with the newest version, empty when that is in use. The files are read already."""

    def __init__(
        self, process: WindowProcess, files: Files, take_on: TakeOn, stamps: dict[Path, Stamp],
        tell: Callable[[str], None] = lambda _trouble: None, watch: FileWatch | None = None,
    ) -> None:  # fmt: skip
        super().__init__(process)
        self._process, self._files, self._take_on, self._say = process, files, take_on, tell
        self.trouble = ""
        self._stamps = dict(stamps)
        self._watch = watch or FileWatch(self)
        self._watch.changed.connect(self._changed)
        self._follow()
        self._tell("")

    def stop(self) -> None:
        """To be called before the application ends."""
        self._watch.stop()

    def _follow(self) -> None:
        """A file that is new among them was read a moment ago."""
        self._stamps = {path: self._stamps.get(path) or stamp_of(path) for path in self._files()}
        self._watch.follow(self._stamps)

    def _changed(self, changed: dict[Path, Stamp]) -> None:
        self._stamps |= changed
        names = ", ".join(path.name for path in changed)
        try:
            self._take_on(frozenset(changed))
        except (SettingsError, WallError, SceneError) as error:
            self._tell(str(error))
            return
        except KeyError as error:
            self._tell(f"the scene asks for {error}, which no pane or chart is called")
            return
        log.info("read again: %s", names)
        self._follow()
        self._tell("")

    def _tell(self, trouble: str) -> None:
        if trouble:
            log.error("a change is not taken on, all goes on as it was: %s", trouble)
        self.trouble = trouble
        self._process.more["settings"] = {"trouble": trouble, "since": time.time()}
        self._say(trouble)


def stamps_of(paths: Iterable[Path]) -> dict[Path, Stamp]:
    """What files are like before they are read."""
    return {path: stamp_of(path) for path in paths}
