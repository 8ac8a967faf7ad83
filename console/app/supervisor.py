"""Starts child processes, restarts what dies or hangs, and ends them in order."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

log = logging.getLogger(__name__)
BACKOFF_FIRST = 0.2
BACKOFF_MOST = 5.0
STEADY_SECONDS = 20.0
"""A child that has run so long starts again without waiting when it dies."""
HANG_SECONDS = 10.0
"""A window that has not rewritten its health file for so long hangs: it is ended and started again."""
FIRST_SIGN_SECONDS = 40.0
"""So long a window may take from its start to its first word."""
GRACE_SECONDS = 5.0
NEVER_AGAIN = 2
"""Exit code of a mistake in what was typed or configured: trying again would not help."""


@dataclass(slots=True)
class Child:
    """One supervised process. ``health``: a file it rewrites every second, if it does."""

    name: str
    argv: list[str]
    env: dict[str, str]
    log_file: Path
    health: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    starts: int = 0
    backoff: float = BACKOFF_FIRST
    due: float = 0.0
    held: bool = False
    _stamp: float = 0.0
    _sign: float = 0.0
    _log: IO[bytes] | None = field(default=None, repr=False)

    @property
    def pid(self) -> int | None:
        """Of the running process."""
        return self.process.pid if self.process is not None and self.process.poll() is None else None

    def start(self) -> None:
        """Start it now."""
        if self._log is None:
            self._log = self.log_file.open("ab")
        self._stamp = self._told_at()
        self.process = subprocess.Popen(
            self.argv,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )
        self.started = time.monotonic()
        self.starts += 1

    def hangs(self) -> float:
        """For how many seconds it has been silent too long, 0 if it has not. No clock but the monotonic one counts."""
        if self.health is None or self.pid is None:
            return 0.0
        now, stamp = time.monotonic(), self._told_at()
        if stamp != self._stamp:
            self._stamp, self._sign = stamp, now
        silent = now - max(self._sign, self.started)
        return silent if silent > (HANG_SECONDS if self._sign > self.started else FIRST_SIGN_SECONDS) else 0.0

    def _told_at(self) -> float:
        try:
            return self.health.stat().st_mtime if self.health is not None else 0.0
        except OSError:
            return self._stamp

    def stop(self, grace: float = GRACE_SECONDS) -> None:
        """Ask it to end, then make it."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(grace)
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
        if self._log is not None:
            self._log.close()
            self._log = None


class Supervisor:
    """Keeps its children running. ``tell`` hears of every start and end in words."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.children: dict[str, Child] = {}
        self._tell = tell

    def add(self, child: Child) -> Child:
        """Start a child and keep it running."""
        self.children[child.name] = child
        child.start()
        self._tell(f"{child.name} started (pid {child.pid})")
        return child

    def hold(self, name: str) -> None:
        """Kill a child and keep it down: a drill."""
        child = self.children[name]
        child.held = True
        if child.process is not None:
            child.process.kill()
            child.process.wait()
        self._tell(f"{name} killed for a drill")

    def release(self, name: str) -> None:
        """The drill is over."""
        child = self.children[name]
        child.held = False
        child.due = 0.0

    def look(self) -> str:
        """See after every child once. Returns why it is pointless to go on, empty if it is not."""
        for child in self.children.values():
            code = child.process.poll() if child.process is not None else None
            if code is None:
                self._end_if_hung(child)
            elif not child.held:
                if code == NEVER_AGAIN:
                    return f"{child.name} refuses to start: {_last_line(child.log_file)}"
                self._restart(child, code)
        return ""

    def _restart(self, child: Child, code: int) -> None:
        now = time.monotonic()
        if not child.due:
            steady = now - child.started > STEADY_SECONDS
            child.backoff = BACKOFF_FIRST if steady else min(BACKOFF_MOST, child.backoff * 2)
            child.due = now + child.backoff
            self._tell(f"{child.name} ended with {code}; starting it again in {child.backoff:.1f} s")
        if now < child.due:
            return
        try:
            child.start()
        except (OSError, subprocess.SubprocessError) as error:  # no memory or no files for a moment
            child.backoff = min(BACKOFF_MOST, child.backoff * 2)
            child.due = now + child.backoff
            self._tell(f"{child.name} cannot be started ({error}); trying again in {child.backoff:.1f} s")
            return
        child.due = 0.0
        self._tell(f"{child.name} started again (pid {child.pid})")

    def _end_if_hung(self, child: Child) -> None:
        silent = child.hangs()
        if silent and child.process is not None:
            self._tell(f"{child.name} hangs since {silent:.0f} s: ending it")
            child.process.kill()
            child.process.wait()

    def stop(self) -> None:
        """End all, the last started first."""
        for child in reversed(self.children.values()):
            child.stop()


def _end_with_parent() -> None:
    """Ask the kernel to end this child when the supervisor is killed: nothing may go on unwatched."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def _last_line(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "it did not say why"
