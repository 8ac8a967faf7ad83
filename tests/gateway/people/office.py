"""A gateway's people over real HTTP on loopback, and a clock that the test turns."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
from aiohttp import web
from argon2 import PasswordHasher

from console.commands.session import SignIn
from console.domain.audit import Record, from_line
from console.domain.roles import Person, Role
from console.gateway.people.oidc_settings import OidcSettings
from console.gateway.people.passwords import Passwords
from console.gateway.people.people import People
from console.gateway.pictures import PictureRoutes
from console.store.pictures import PictureFolder

NOW = 1_780_000_000_000
PASSWORD = "right horse battery"
GRID = Person("grid", "王芳", Role.DISPATCHER, "市网格化服务管理中心")
SECURITY = Person("security", "李安", Role.SECURITY_ADMIN)


def cheap() -> Passwords:
    """Hashes that cost nothing."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


class Clock:
    """Time in ms for people, in seconds for intervals."""

    def __init__(self, at: int = NOW) -> None:
        self.at = at

    def __call__(self) -> int:
        return self.at

    def monotonic(self) -> float:
        return self.at / 1000

    def wait(self, seconds: float) -> None:
        self.at += int(seconds * 1000)


class Office:
    """People behind HTTP. ``stop`` and ``start`` are a restart of the gateway."""

    def __init__(self, folder: Path, clock: Clock, oidc: OidcSettings | None, **options: Any) -> None:
        self.folder, self.clock = folder, clock
        self._oidc, self._options = oidc, options
        self.start()

    def start(self) -> None:
        self._loop, ready = asyncio.new_event_loop(), threading.Event()

        self._over = asyncio.Event()

        async def begin() -> web.AppRunner:
            self.people = People(
                self.folder, self.clock, self._oidc, passwords=cheap(), clock=self.clock.monotonic, **self._options
            )
            app = web.Application(client_max_size=64 * 1024 * 1024)
            self.people.add_routes(app)
            pictures = PictureFolder(self.folder)
            PictureRoutes(pictures, self.people.person, self.people.audit.note, self.clock).add_to(app)
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            ready.set()
            return runner

        async def end(runner: web.AppRunner) -> None:
            await runner.cleanup()
            self.people.close()

        async def work() -> None:
            runner = await begin()
            await self._over.wait()
            await end(runner)

        def serve() -> None:
            self._loop.run_until_complete(work())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()

        self._thread = threading.Thread(target=serve, name="office", daemon=True)
        self._thread.start()
        assert ready.wait(10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    def inside(self, work: Any) -> Any:
        """Run something in the gateway's own thread."""

        async def call() -> Any:
            return work(self.people)

        return asyncio.run_coroutine_threadsafe(call(), self._loop).result(10)

    def add(self, person: Person, **more: Any) -> None:
        self.inside(lambda people: people.accounts.add(person, cheap().hash(PASSWORD), **more))

    def door(self) -> SignIn:
        return SignIn([self.url], "席位 3")

    def post(self, path: str, body: Any, session: str = "", **headers: str) -> requests.Response:
        if session:
            headers["Authorization"] = f"Bearer {session}"
        return requests.post(self.url + path, json=body, headers=headers, timeout=10)

    def audit(self) -> list[Record]:
        return [from_line(line)[0] for line in (self.folder / "audit.log").read_bytes().splitlines(keepends=True)]


@contextmanager
def office(
    folder: Path, clock: Clock | None = None, oidc: OidcSettings | None = None, **options: Any
) -> Iterator[Office]:
    """People at work."""
    here = Office(folder, clock or Clock(), oidc, **options)
    try:
        yield here
    finally:
        here.stop()
