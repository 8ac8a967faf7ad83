"""``commandwall demo``: a living wall from one command."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from console.app.drill import Outage, parse_outage
from console.app.options import (
    OptionError,
    above_zero,
    add_look_options,
    add_painter_option,
    look_options,
    port_number,
    usable_folder,
)
from console.app.program import own_command
from console.app.supervisor import Child, Supervisor
from console.app.windows.health import gather
from console.gateway.people.demo import password_of
from console.wall.monitors import Monitor, MonitorsError, load_monitors, standard_monitors, write_monitors

BACKEND = "示范市"  # data
ACCOUNT = "watch"
"""Who the demonstration proposes to be: may do all that a newcomer wants to try."""
FIRST_LIVE_SECONDS = 120.0
LOOK_SECONDS = 0.1
SHOTS_SECONDS = 3.0
PICTURE_SECONDS = 15.0
"""So long the end waits for the first picture of each window."""
_ENDING: Final = [signal.SIGTERM, signal.SIGINT, *([signal.SIGHUP] if sys.platform != "win32" else [])]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the demonstration."""
    parser.add_argument(
        "--headless", action="store_true", help="draw on virtual monitors (always so without a display)"
    )
    parser.add_argument(
        "--for", dest="seconds", type=above_zero, metavar="SECONDS", help="end so long after the first live picture"
    )
    parser.add_argument(
        "--shots", type=Path, metavar="DIR", help="pictures and health.json go there (headless: ./shots)"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="seed of the simulated city (default: 1)")
    parser.add_argument(
        "--screens", type=Path, metavar="FILE", help="virtual monitors, a JSON file as docs/headless.md says"
    )
    parser.add_argument("--rate", type=above_zero, metavar="EVENTS_PER_S", help="events a second (default: about 200)")
    parser.add_argument(
        "--redate", action=argparse.BooleanOptionalAction, default=True,
        help="move the recorded air data to now and judge it by HJ 633-2026; --no-redate keeps 2016 and HJ 633-2012",
    )  # fmt: skip
    parser.add_argument(
        "--operators", action=argparse.BooleanOptionalAction, default=True,
        help="simulated operators, named as such, acknowledge alarms; --no-operators leaves them to you",
    )  # fmt: skip
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="keep event log and cache there (default: thrown away)"
    )
    add_painter_option(parser)
    parser.add_argument("--port", type=port_number, default=0, help="port of the gateway (default: a free one)")
    add_look_options(parser)
    parser.add_argument(
        "--outage", action="append", default=[], metavar="AT:SECONDS", type=parse_outage,
        help="a drill: kill the gateway AT seconds after the first live picture, for so many SECONDS",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Start all, watch over it, say how it went; 2 for a mistake in the options, 1 if no live picture came."""
    try:
        monitors = _monitors(args)
        port = _port(args.port)
        wanted = args.shots or (Path("shots") if monitors else None)
        shots = usable_folder(wanted, "picture folder") if wanted else None
        kept = usable_folder(args.data, "data folder") if args.data else None
    except (MonitorsError, OptionError) as error:
        print(f"commandwall demo: {error}", file=sys.stderr)
        return 2
    for number in _ENDING:
        signal.signal(number, _interrupt)
    with _data_folder(kept) as data:
        demo = Demo(args, data, monitors, port, shots)
        try:
            return demo.run()
        except KeyboardInterrupt:
            print("stopping", flush=True)
            return 0
        finally:
            for number in _ENDING:
                signal.signal(number, signal.SIG_IGN)
            demo.end()


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    """A demonstration that is told to end takes its processes along."""
    raise KeyboardInterrupt


def _monitors(args: argparse.Namespace) -> list[Monitor] | None:
    """Virtual monitors, or None for the real ones."""
    if args.screens is not None:
        return load_monitors(args.screens)
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if args.headless or (sys.platform.startswith("linux") and not display):
        return standard_monitors()
    return None


def _port(wanted: int) -> int:
    with socket.socket() as probe:
        if wanted:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError as error:
            raise OptionError(f"port {wanted} cannot be had ({error.strerror}): choose another with --port") from error
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _data_folder(wanted: Path | None) -> Iterator[Path]:
    if wanted is not None:
        yield wanted
        return
    folder = Path(tempfile.mkdtemp(prefix="commandwall-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Demo:
    """One demonstration: its processes, drills and pictures."""

    def __init__(
        self, args: argparse.Namespace, data: Path, monitors: list[Monitor] | None, port: int, shots: Path | None
    ) -> None:
        self._args, self._data, self._monitors = args, data, monitors
        self._url = f"http://127.0.0.1:{port}"
        self._port = port
        self._began = time.monotonic()
        self._supervisor = Supervisor(self._tell)
        self._outages: list[Outage] = list(args.outage)
        self._shots = shots

    def _tell(self, words: str) -> None:
        print(f"[{time.monotonic() - self._began:6.1f} s] {words}", flush=True)

    def run(self) -> int:
        """Run until the time is up or somebody ends it."""
        self._start_all()
        live = self._await_first_live()
        if not live:
            self._tell(f"no live picture within {FIRST_LIVE_SECONDS:.0f} s; the logs are in {self._data / 'log'}")
            return 1
        self._tell("the wall is live" + (f"; pictures: {self._shots}" if self._shots else ""))
        if not self._monitors:
            self._tell(f"to act at the desk: F6, account {ACCOUNT}, password {password_of(ACCOUNT)}; F12 is the help")
        reason = self._watch(live)
        if reason:
            self._tell(reason)
            return 1
        if self._shots is not None:
            self._await_pictures()
            self._write_health()
        return 0

    def end(self) -> None:
        """End every process."""
        self._supervisor.stop()

    def _start_all(self) -> None:
        for picture in self._pictures():
            picture.unlink(missing_ok=True)
        for folder in ("log", "cache"):
            (self._data / folder).mkdir(mode=0o700, exist_ok=True)
        gateway = ["--port", str(self._port), "--data", str(self._data / "gateway"), "--seed", str(self._args.seed),
                   "--redate" if self._args.redate else "--no-redate"]  # fmt: skip
        if not self._args.operators:
            gateway.append("--no-operators")
        if self._args.rate is not None:
            gateway += ["--rate", str(self._args.rate)]
        self._tell("starting the gateway and its city")
        self._add("gateway", gateway)
        self._add("feed", ["--cache", str(self._data / "cache"), "--backend", f"{BACKEND}={self._url}"])
        self._add_window("wall", self._monitors)
        desk = [Monitor("DESK-1", 0, 0, 1920, 1080)] if self._monitors else None
        self._add_window("desk", desk)

    def _add(self, name: str, options: list[str], health: Path | None = None) -> None:
        argv = [*own_command(name), *options]
        self._supervisor.add(Child(name, argv, dict(os.environ), self._data / "log" / f"{name}.log", health))

    def _add_window(self, name: str, monitors: list[Monitor] | None) -> None:
        health = self._data / f"{name}-health.json"
        health.unlink(missing_ok=True)
        options = ["--cache", str(self._data / "cache"), "--health", str(health), *look_options(self._args)]
        if monitors is not None:
            screens = self._data / f"{name}-screens.json"
            write_monitors(screens, monitors)
            options += ["--screens", str(screens)]
        if self._args.map_painter is not None:
            options += ["--map-painter", self._args.map_painter]
        if self._shots is not None:
            options += ["--shots", str(self._shots), "--shots-every", str(SHOTS_SECONDS)]
        self._add(name, options, health)

    def _await_first_live(self) -> float:
        until = time.monotonic() + FIRST_LIVE_SECONDS
        told = time.monotonic()
        while time.monotonic() < until:
            reason = self._supervisor.look()
            if reason:
                self._tell(reason)
                return 0.0
            if self._health("wall").get("live_since"):
                return time.monotonic()
            if time.monotonic() - told > 2.0:
                told = time.monotonic()
                self._tell("waiting for the first live picture")
            time.sleep(LOOK_SECONDS)
        return 0.0

    def _pictures(self) -> list[Path]:
        """The pictures that must be there at the end; of real monitors their number is not known here."""
        if self._shots is None or self._monitors is None:
            return []
        names = [f"wall-{number}" for number in range(1, len(self._monitors) + 1)]
        return [self._shots / f"{name}.png" for name in (*names, "desk")]

    def _await_pictures(self) -> None:
        until = time.monotonic() + PICTURE_SECONDS
        while time.monotonic() < until and not all(path.exists() for path in self._pictures()):
            self._supervisor.look()
            time.sleep(LOOK_SECONDS)

    def _health(self, name: str) -> dict[str, object]:
        try:
            told: dict[str, object] = json.loads((self._data / f"{name}-health.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return told

    def _watch(self, live: float) -> str:
        seconds = self._args.seconds
        while seconds is None or time.monotonic() - live < seconds:
            reason = self._supervisor.look()
            if reason:
                return reason
            for outage in self._outages:
                outage.step(time.monotonic() - live, self._supervisor)
            time.sleep(LOOK_SECONDS)
        return ""

    def _write_health(self) -> None:
        assert self._shots is not None
        pids = {name: child.pid for name, child in self._supervisor.children.items()}
        restarts = {name: child.starts - 1 for name, child in self._supervisor.children.items()}
        health = gather(self._data / "cache", {name: self._health(name) for name in ("wall", "desk")}, pids, restarts)
        path = self._shots / "health.json"
        path.write_text(json.dumps(health, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        self._tell(f"health: {path}")
