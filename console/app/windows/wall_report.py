"""Tells desks and the health file which outputs of the wall have no monitor."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

from PySide6.QtCore import QTimer

from console.app.windows.window import WindowProcess
from console.wall.report import RENEW_S, OutputsReport, withdraw, write

log = logging.getLogger(__name__)


class WallReporter:
    """Writes as soon as something changes, and again while it stays so."""

    def __init__(self, process: WindowProcess, node: str) -> None:
        self._process, self._node = process, node
        self._missing: dict[str, int] = {}
        self.trouble = ""
        """What is wrong with the newest version of the wall's files."""
        self._failed = False
        self._timer = QTimer(process, interval=round(RENEW_S * 1000))
        self._timer.timeout.connect(self._write)

    def tell(self, missing: Sequence[str], lost: Sequence[str]) -> None:
        """The outputs without a monitor now, and the panes of theirs that found no room elsewhere."""
        now = int(time.time() * 1000)
        self._missing = {name: self._missing.get(name, now) for name in missing}
        self._process.more["outputs"] = {"missing": self._missing, "lost": list(lost)}
        self._timer.start()
        self._write()

    def tell_trouble(self, trouble: str) -> None:
        """What is wrong with the wall's files; empty when nothing is."""
        if trouble != self.trouble:
            self.trouble = trouble
            self._write()

    def end(self) -> None:
        """Nothing more is known of this wall."""
        self._timer.stop()
        withdraw(self._process.cache, self._node)

    def _write(self) -> None:
        try:
            write(self._process.cache, OutputsReport(self._node, time.time(), self._missing, self.trouble))
            self._failed = False
        except OSError as error:
            if not self._failed:
                log.warning("desks cannot be told of missing outputs: %s", error)
            self._failed = True
