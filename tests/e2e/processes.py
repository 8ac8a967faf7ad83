"""Real processes of the product, each with a port and folders of its own, all ended by pid when the test ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import requests
from gateway.tiny_city import write_city

from console.app.digest import console_digests, gateway_digest, same
from console.store.changes import BackendRow, Changes
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from console.wall.monitors import Monitor, write_monitors

T = TypeVar("T")
COMMAND = str(Path(sys.executable).with_name("commandwall"))
READY_SECONDS = 40.0
LEVEL_SECONDS = 30.0
STALE_SECONDS = 10.0
"""The promise: this long after the last sign of life every pane says so."""
SMALL = ("--vehicles", "200", "--rate", "100")
"""A small city's flow: enough of everything, little load."""


def until(condition: Callable[[], T], seconds: float, what: str | Callable[[], object]) -> T:
    """Poll until ``condition`` gives something true; fails, saying ``what`` (asked at the end), after ``seconds``."""
    deadline = time.monotonic() + seconds
    while True:
        got = condition()
        if got:
            return got
        if time.monotonic() >= deadline:
            raise AssertionError(f"not within {seconds:g} s: {what() if callable(what) else what}")
        time.sleep(0.05)


class Process:
    """One child process with a log file; it can be started again after it ended."""

    def __init__(self, folder: Path, name: str, *words: str, env: dict[str, str] | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.name, self.words = folder, name, list(words)
        self.env = {**os.environ, **(env or {})}
        self.log = folder / f"{name}.log"
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(
                [COMMAND, *self.words], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.env
            )

    @property
    def pid(self) -> int:
        assert self._child is not None
        return self._child.pid

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.poll() is None

    @property
    def code(self) -> int | None:
        return None if self._child is None else self._child.poll()

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        """As kill -9."""
        if self._child is not None and self._child.poll() is None:
            self._child.kill()
        if self._child is not None:
            self._child.wait()

    def stop(self, seconds: float = 8.0) -> int:
        """Ask it to end; its exit code."""
        assert self._child is not None
        if self._child.poll() is None:
            self._child.terminate()
        return self._child.wait(seconds)

    def end(self) -> None:
        """Whatever state it is in."""
        if self.running:
            self.signal(signal.SIGCONT)
            self.kill()


class Gateway(Process):
    """The embedded backend with its drill switches on; keeps its port across restarts."""

    def __init__(self, folder: Path, name: str = "gateway", *, seed: int = 1, options: Sequence[str] = SMALL) -> None:
        self.data = folder / name
        self._ready = folder / f"{name}.ready"
        self.url = ""
        self._options = ("--seed", str(seed), *options)
        super().__init__(folder, name)

    def start(self) -> None:
        self._ready.unlink(missing_ok=True)
        port = self.url.rpartition(":")[2] or "0"
        self.words = ["gateway", "--control", "--port", port, "--data", str(self.data),
                      "--ready-file", str(self._ready), *self._options]  # fmt: skip
        super().start()

    def await_ready(self, seconds: float = READY_SECONDS) -> None:
        until(lambda: self._ready.exists() or not self.running, seconds, f"{self.name} is ready")
        assert self.running, self.said()
        self.url = json.loads(self._ready.read_text())["url"]

    def control(self, **order: Any) -> dict[str, Any]:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.post(f"{self.url}/v1/control", json=order, timeout=10)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body


class Window(Process):
    """A wall or a desk on virtual monitors, with its health file."""

    def __init__(self, folder: Path, kind: str, cache: Path, monitors: Sequence[Monitor], *options: str) -> None:
        self.health_file = folder / f"{kind}-health.json"
        screens = folder / f"{kind}-screens.json"
        super().__init__(
            folder, kind, kind, "--cache", str(cache), "--screens", str(screens), "--health", str(self.health_file),
            *options,
        )  # fmt: skip
        write_monitors(screens, list(monitors))

    def start(self) -> None:
        self.health_file.unlink(missing_ok=True)
        super().start()

    def health(self) -> dict[str, Any]:
        try:
            told: dict[str, Any] = json.loads(self.health_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return told

    def panes(self) -> dict[str, str]:
        return dict(self.health().get("panes", {}))

    def all_panes(self, *qualities: str) -> bool:
        """Whether there are panes and each one's quality is one of these."""
        panes = self.panes()
        return bool(panes) and set(panes.values()) <= set(qualities)


class Plant:
    """Makes processes for one test, and ends them all. ``whole_city``: the real one, not the tests' tiny one."""

    def __init__(self, folder: Path, *, whole_city: bool = False) -> None:
        self.folder = folder
        self._city = () if whole_city else ("--city", str(write_city(folder / "city")))
        self.cache = folder / "cache"
        self._all: list[Process] = []

    def gateway(self, name: str = "gateway", *, seed: int = 1, options: Sequence[str] = SMALL) -> Gateway:
        gateway = Gateway(self.folder, name, seed=seed, options=(*options, *self._city))
        self._all.append(gateway)
        gateway.start()
        return gateway

    def feed(self, *backends: str, cache: Path | None = None) -> Process:
        words = [word for backend in backends for word in ("--backend", backend)]
        feed = Process(self.folder, "feed", "feed", "--cache", str(cache or self.cache), *words)
        self._all.append(feed)
        feed.start()
        return feed

    def window(self, kind: str = "wall", monitors: Sequence[Monitor] = (), *options: str) -> Window:
        shown = monitors or [Monitor("A", 0, 0, 1280, 720)]
        window = Window(self.folder, kind, self.cache, shown, *options)
        self._all.append(window)
        window.start()
        return window

    def process(self, name: str, *words: str, env: dict[str, str] | None = None) -> Process:
        process = Process(self.folder, name, *words, env=env)
        self._all.append(process)
        process.start()
        return process

    def end(self) -> None:
        for process in reversed(self._all):
            process.end()


@contextmanager
def reading(cache: Path) -> Iterator[Changes]:
    """Everything that a cache holds right now."""
    reader = CacheReader(CacheRoot(cache))
    try:
        changes = until(reader.poll, 5.0, f"a readable cache in {cache}")
        yield changes
    finally:
        reader.close()


def backend_of(cache: Path, name: str) -> BackendRow | None:
    """One backend's row in a cache; None while there is none."""
    reader = CacheReader(CacheRoot(cache))
    try:
        changes = reader.poll()
    finally:
        reader.close()
    return next((row for row in changes.backends if row.name == name), None) if changes else None


def contact(cache: Path, name: str) -> BackendRow:
    """Wait until the cache has taken over a backend's state for the first time."""
    return until(lambda: _known(backend_of(cache, name)), LEVEL_SECONDS, f"first contact with {name}")


def _known(row: BackendRow | None) -> BackendRow | None:
    return row if row is not None and row.cursor.epoch else None


def level(cache: Path, name: str, gateway: Gateway, seconds: float = LEVEL_SECONDS) -> BackendRow:
    """Pause the city and prove that within ``seconds`` cache and gateway stand alike and add up to the same.

    What people and terminals say comes in while the city stands still, so the gateway's log may go on a little.
    """
    head = gateway.control(paused=True)["seq"]
    until(
        lambda: _seq(cache, name) >= head, seconds, lambda: (head, backend_of(cache, name), gateway_digest(gateway.url))
    )
    until(lambda: _same(cache, name, gateway), 5.0, lambda: (console_digests(cache)[name], gateway_digest(gateway.url)))
    row = contact(cache, name)
    counts = row.counts
    assert (counts.lost(row.cursor.seq), counts.duplicated(row.cursor.seq)) == (0, 0), counts
    return row


def _seq(cache: Path, name: str) -> int:
    row = backend_of(cache, name)
    return row.cursor.seq if row is not None else -1


def _same(cache: Path, name: str, gateway: Gateway) -> bool:
    return same(console_digests(cache)[name], gateway_digest(gateway.url))
