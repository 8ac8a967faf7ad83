"""A scripted gateway in a thread: honest by default, and able to do on each connection what a bad one would."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import WSMsgType, web

from console.domain.entities import Event, Sample
from console.domain.ledger import Ledger
from console.wire.codec import chain, decode_event
from tests.fakes.events import EPOCH, batch_frame

BEAT_SECONDS = 0.05


class Binary(bytes):
    """An event of the log that travels as a binary frame."""


class Connection:
    """One stream as a script sees it."""

    def __init__(self, gateway: FakeGateway, request: web.Request, socket: web.WebSocketResponse) -> None:
        self.gateway = gateway
        self.after = int(request.query["after"])
        self.most = int(request.query.get("max", "200"))
        self._request = request
        self._socket = socket

    async def batch(self, first: int, last: int) -> None:
        """Events of the log as they stand, in one batch."""
        await self.text(batch_frame(first, self.gateway.log[first - 1 : last], self.gateway.epoch))

    async def text(self, data: bytes) -> None:
        await self._socket.send_frame(data, WSMsgType.TEXT)

    async def raw(self, data: bytes) -> None:
        """Bytes straight onto the wire, below the websocket."""
        transport = self._request.transport
        if transport is None or transport.is_closing():
            raise ConnectionResetError
        transport.write(data)
        await asyncio.sleep(0)

    async def beat(self) -> None:
        beat = {"type": "heartbeat", "last": len(self.gateway.log), "now": self.gateway.now()}
        await self.text(json.dumps(beat, separators=(",", ":")).encode())

    async def silence(self) -> None:
        """Nothing more, but the connection stays: half-open."""
        await self.gateway.ending.wait()

    async def serve(self, after: int | None = None) -> None:
        """The honest stream from ``after`` on."""
        gateway, at = self.gateway, self.after if after is None else after
        while not gateway.ending.is_set():
            while at < len(gateway.log):
                at = await self._next(at)
            await self.beat()
            gateway.news.clear()
            try:
                await asyncio.wait_for(gateway.news.wait(), BEAT_SECONDS)
            except TimeoutError:
                continue

    async def _next(self, at: int) -> int:
        log = self.gateway.log
        if isinstance(log[at], Binary):
            await self._socket.send_frame(log[at], WSMsgType.BINARY)
            return at + 1
        end = at
        while end < len(log) and end - at < self.most and not isinstance(log[end], Binary):
            end += 1
        await self.batch(at + 1, end)
        return end


Script = Callable[[Connection], Awaitable[None]]
Spoil = Callable[[list[bytes]], list[bytes]]


class FakeGateway:
    """``script``: what the next connections do; ``spoil``: what happens to the next snapshots' lines."""

    def __init__(self, log: list[bytes] | None = None) -> None:
        self.log: list[bytes] = list(log or [])
        self.epoch = EPOCH
        self.offset = 0
        self.hello: dict[str, Any] = {}
        self.registers: dict[str, bytes] = {}
        self.withheld: set[str] = set()
        """Registers that ``hello`` names and that nobody gets."""
        self.script: deque[Script] = deque()
        self.spoil: deque[Spoil] = deque()
        self.over: list[bytes] | None = []
        """What ``/v1/done`` answers; None: it fails."""
        self.asked_over: list[int] = []
        self.refuse = 0
        self.asked: list[dict[str, str]] = []
        self.snapshots = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fake-gateway", daemon=True)

    def now(self) -> int:
        return int(time.time() * 1000) + self.offset

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(10)

    def close(self) -> None:
        """End all streams and stop listening; a second time does nothing."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.ending.set)
        self._thread.join(10)

    def append(self, *events: bytes) -> None:
        """More events; the honest streams send them at once."""
        self.log.extend(events)
        self._loop.call_soon_threadsafe(self.news.set)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._main())
        self._loop.close()

    async def _main(self) -> None:
        self.ending, self.news = asyncio.Event(), asyncio.Event()
        app = web.Application()
        app.router.add_get("/v1/hello", self._hello)
        app.router.add_get("/v1/snapshot", self._snapshot)
        app.router.add_get("/v1/done", self._done)
        app.router.add_get("/v1/stream", self._stream)
        app.router.add_get("/v1/registers/{name}", self._register)
        runner = web.AppRunner(app, shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        self._ready.set()
        await self.ending.wait()
        await runner.cleanup()

    async def _hello(self, _: web.Request) -> web.Response:
        if self.refuse:
            self.refuse -= 1
            return web.Response(status=503)
        said = {
            "server": "fake", "epoch": self.epoch, "seq": len(self.log), "time": self.now(), "protocol": 1, "city": "X",
            "fictional": True, "registers": {name: f"tag-{len(body)}" for name, body in self.registers.items()},
        }  # fmt: skip
        return web.json_response({**said, **self.hello})

    async def _register(self, request: web.Request) -> web.Response:
        if request.match_info["name"] in self.withheld:
            raise web.HTTPInternalServerError
        return web.Response(body=self.registers[request.match_info["name"]])

    async def _done(self, request: web.Request) -> web.Response:
        self.asked_over.append(int(request.query["since"]))
        return web.Response(status=500) if self.over is None else web.Response(body=b"\n".join(self.over))

    async def _snapshot(self, _: web.Request) -> web.Response:
        self.snapshots += 1
        lines = self.snapshot_lines()
        if self.spoil:
            lines = self.spoil.popleft()(lines)
        return web.Response(body=b"\n".join(lines) + b"\n")

    def snapshot_lines(self) -> list[bytes]:
        """The state by a straight replay, as JSON lines."""
        ledger, history = Ledger(), {}
        for raw in self.log:
            event = None if isinstance(raw, Binary) else decode_event(raw)
            if isinstance(event, Event) and ledger.apply(event) and isinstance(event, Sample):
                at, value = history.setdefault(event.id, ([], []))
                at.append(event.at)
                value.append(event.value)
        rolled = chain(0, self.log)
        head = {"type": "head", "epoch": self.epoch, "seq": len(self.log), "chain": rolled, "entities": 0, "series": 0}
        lines: list[dict[str, Any]] = [head]
        newest = {event.id: raw for raw in self.log if isinstance(event := decode_event(raw), Event)}
        alive = {event.id for event in (*ledger.entities.values(), *ledger.latest.values())}
        lines += [{"type": "entity", "event": json.loads(raw)} for name, raw in newest.items() if name in alive]
        for (system, measure, bucket), n in ledger.counters.items():
            lines.append({"type": "counter", "system": system, "measure": measure, "bucket": bucket, "count": n})
        lines += [{"type": "series", "id": name, "at": at, "value": value} for name, (at, value) in history.items()]
        lines.append({"type": "end", "lines": len(lines)})
        return [json.dumps(line).encode() for line in lines]

    async def _stream(self, request: web.Request) -> web.WebSocketResponse:
        self.asked.append(dict(request.query))
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        connection = Connection(self, request, socket)
        script = self.script.popleft() if self.script else self._honest
        work = asyncio.create_task(self._play(script, connection))
        try:
            async for _ in socket:
                continue
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
        return socket

    async def _play(self, script: Script, connection: Connection) -> None:
        try:
            await script(connection)
            await connection._socket.close()
        except ConnectionError:
            return

    async def _honest(self, connection: Connection) -> None:
        wrong = connection._request.query.get("epoch") != self.epoch or connection.after > len(self.log)
        said = connection._request.query.get("chain")
        if wrong or (said is not None and int(said) != chain(0, self.log[: connection.after])):
            await connection.text(b'{"type":"reset","reason":"chain"}')
            return
        await connection.serve()
