"""Tells desks, the feed and the health file how a window is: outputs without a monitor, painter, sign of life."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Sequence

import psutil
from PySide6.QtCore import QTimer

from console.app.program import own_version
from console.app.windows.window import WindowProcess
from console.wall.report import LONGEST, RENEW_S, WindowReport, lately, sweep, withdraw, write
from widgets.map.painter import Kind, Wish

log = logging.getLogger(__name__)


class WindowReporter:
    """Writes as soon as something changes, and again while it stays so."""

    def __init__(self, process: WindowProcess, node: str) -> None:
        self._process, self._node = process, node
        self._missing: dict[str, int] = {}
        self._outputs: dict[str, str] = {}
        self._lost: tuple[str, ...] = ()
        self._started = int(psutil.Process().create_time() * 1000)
        self.trouble = ""
        """What is wrong with the newest version of the window's files."""
        self._failed = False
        self._timer = QTimer(process, interval=round(RENEW_S * 1000))
        self._timer.timeout.connect(self.write)
        self._deaths = sweep(process.cache, process.name, time.time())

    def begin(self) -> None:
        """The window is there."""
        self._timer.start()
        self.write()

    def tell(self, outputs: dict[str, str], missing: Sequence[str], lost: Sequence[str]) -> None:
        """The monitors of outputs now, outputs without one, and the panes of these that found no room elsewhere."""
        now = int(time.time() * 1000)
        self._missing = {name: self._missing.get(name, now) for name in missing}
        self._outputs, self._lost = outputs, tuple(lost)
        self._process.more["outputs"] = {"missing": self._missing, "lost": list(lost)}
        self.begin()

    def tell_trouble(self, trouble: str) -> None:
        """What is wrong with the window's files; empty when nothing is."""
        if trouble != self.trouble:
            self.trouble = trouble
            self.write()

    def end(self) -> None:
        """Nothing more is known of this window."""
        self._timer.stop()
        withdraw(self._process.cache, self._report().name)

    def write(self) -> None:
        """Say it now."""
        try:
            write(self._process.cache, self._report())
            self._failed = False
        except OSError as error:
            if not self._failed:
                log.warning("nobody can be told how this window is: %s", error)
            self._failed = True

    def _report(self) -> WindowReport:
        painter, why, fell_back = self._painter()
        return WindowReport(
            self._node, time.time(), self._missing, self.trouble[:LONGEST], self._process.name, os.getpid(),
            self._started, own_version(), self._outputs, self._lost, painter, why[:LONGEST], fell_back,
            lately(self._deaths, time.time()),
        )  # fmt: skip

    def _painter(self) -> tuple[str, str, bool]:
        """Who paints the maps, why, and whether that is not who was asked for. A map that fell back speaks first."""
        painting = self._process.painting
        maps = list(painting.told().values())
        if not maps:
            return "", "", False
        flat = [each for each in maps if each["painter"] == Kind.NATIVE.value]
        tired = painting.deaths.tired if painting.wish is not Wish.NATIVE else ""
        one = (flat or maps)[0]
        fell_back = bool(flat) and (painting.wish is Wish.WEB or bool(tired))
        return str(one["painter"]), str(one["said"] or tired or one["cause"] or one["why"]), fell_back
