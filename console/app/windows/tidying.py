"""Python's search for garbage, in the GUI thread only.

By itself Python searches in whichever thread happens to make an object: the cache's reader, a picture's. A widget or
timer that is found there is taken apart in a thread that is not its own, which Qt does not survive for months.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 200
SHARE = 1_000
"""The whole heap is searched so rarely that it takes no more than one part of this many of the time."""


class Tidying(QObject):
    """Searches between frames, by Python's own thresholds for what is young, and seldom through everything."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._whole_due = 0.0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Search if enough has been made since the last time."""
        youngest, middle, oldest = (
            count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if oldest and time.monotonic() >= self._whole_due:
            began = time.monotonic()
            gc.collect()
            ended = time.monotonic()
            self._whole_due = ended + (ended - began) * SHARE
        elif middle:
            gc.collect(1)
        elif youngest:
            gc.collect(0)

    def end(self) -> None:
        """As Python does it by itself."""
        self._timer.stop()
        gc.enable()
