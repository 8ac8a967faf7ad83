"""What a page's main thread works, as the browser's own tracing counts it, over its debugging port on the loopback.

Processor time of the thread, not time by the clock: it neither grows while others use the machine nor while the thread
waits for a picture to be drawn in software.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import websocket

from tests.event_loop import run

T = TypeVar("T")
Event = dict[str, Any]
CATEGORIES = "toplevel,devtools.timeline,disabled-by-default-devtools.timeline"
PAINTS_MS = 1.0
"""An animation frame that works longer than this has painted the map; the others only look whether there is one due."""


def open_port() -> int:
    """A free port that the browser will listen on; to be called before its libraries are loaded."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    os.environ["QTWEBENGINE_REMOTE_DEBUGGING"] = f"127.0.0.1:{port}"
    return port


def aside(work: Callable[[], T]) -> T:
    """The result of something that waits for the browser, which needs this thread's events meanwhile."""
    got: list[T] = []
    thread = threading.Thread(target=lambda: got.append(work()), daemon=True)
    thread.start()
    while thread.is_alive():
        run(5)
    return got[0]


@dataclass(frozen=True, slots=True)
class Work:
    """Milliseconds of processor time."""

    frames: list[float]
    """Of each animation frame that painted the map: MapLibre and our layers."""
    whole: float
    """Of the main thread in all: frames, what it was told, tiles that came, garbage."""
    longest: float
    """Of its longest task."""


class Tracer:
    """Follows one page."""

    def __init__(self, port: int, page: str) -> None:
        self._numbers = itertools.count(1)
        listing = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        listing.request("GET", "/json")
        targets = json.load(listing.getresponse())
        listing.close()
        address = next(each["webSocketDebuggerUrl"] for each in targets if each["url"] == page)
        self._socket = websocket.create_connection(address, suppress_origin=True, timeout=60)

    def begin(self) -> None:
        """Count from now on."""
        self._ask("Tracing.start", categories=CATEGORIES, transferMode="ReportEvents")

    def end(self) -> Work:
        """What was worked since ``begin``."""
        events: list[Event] = []
        self._send("Tracing.end")
        while (told := self._told()).get("method") != "Tracing.tracingComplete":
            if told.get("method") == "Tracing.dataCollected":
                events += told["params"]["value"]
        return _work(events)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _ask(self, method: str, **params: object) -> None:
        number = self._send(method, **params)
        while (told := self._told()).get("id") != number:
            pass
        if "error" in told:
            raise RuntimeError(f"{method}: {told['error']}")

    def _send(self, method: str, **params: object) -> int:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        return number

    def _told(self) -> Event:
        told: Event = json.loads(self._socket.recv())
        return told


def _work(events: list[Event]) -> Work:
    mains = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    ours = [event for event in events if (event["pid"], event["tid"]) in mains and "tdur" in event]

    def took(name: str) -> list[float]:
        return [event["tdur"] / 1e3 for event in ours if event["name"] == name]

    tasks = took("RunTask")
    return Work([each for each in took("FireAnimationFrame") if each > PAINTS_MS], sum(tasks), max(tasks))
