"""A small web application on a port of its own, in a thread: pages that behave and pages that do not."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

GOOD = "<!doctype html><meta charset=utf-8><title>{title}</title><body style='font:20px sans-serif'>{body}</body>"


@dataclass
class Seen:
    """One request, as the server saw it."""

    path: str
    header: str
    cookie: str
    method: str = "GET"


@dataclass
class FakeApplication:
    """``pages`` may be filled by a test: path → HTML. Every request is remembered."""

    header: str = "X-Auth"
    pages: dict[str, str] = field(default_factory=dict)
    status: dict[str, int] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    port: int = 0
    secure: bool = False
    down: bool = False

    @property
    def origin(self) -> str:
        return f"{'https' if self.secure else 'http'}://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [each.path for each in self.seen if each.path != "/favicon.ico"]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if self.down:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        cookie = request.headers.get("Cookie", "")
        self.seen.append(Seen(request.path, request.headers.get(self.header, ""), cookie, request.method))
        if request.path == "/redirect":
            raise web.HTTPFound(request.query["to"])
        if request.path == "/download":
            return web.Response(body=b"x" * 100, headers={"Content-Disposition": "attachment; filename=a.bin"})
        if request.path == "/socket":
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            await socket.send_str("hello")
            return socket
        html = self.pages.get(request.path, GOOD.format(title="grid", body="网格系统 在线"))
        status = self.status.get(request.path, 200)
        kind = "text/javascript" if request.path.endswith(".js") else "text/html"
        return web.Response(status=status, text=html, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})


@contextmanager
def serving(application: FakeApplication, tls: ssl.SSLContext | None = None) -> Iterator[FakeApplication]:
    """Serve until the block ends."""
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def serve() -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", application.answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
        await site.start()
        application.port = runner.addresses[0][1]
        application.secure = tls is not None
        ready.set()
        try:
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    def run() -> None:
        task = loop.create_task(serve())
        application_task.append(task)
        try:
            loop.run_until_complete(task)
        except asyncio.CancelledError:
            pass
        finally:
            loop.close()

    application_task: list[asyncio.Task[None]] = []
    thread = threading.Thread(target=run, name="fake-application")
    thread.start()
    assert ready.wait(10)
    yield application
    loop.call_soon_threadsafe(application_task[0].cancel)
    thread.join(10)
