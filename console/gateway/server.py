"""The gateway over HTTP: snapshot, stream, history, registers, digest (docs/protocol.md)."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable

import msgspec
from aiohttp import web

from console.config.tables import TableBook
from console.gateway.bounds import bounded
from console.gateway.commands import Commands
from console.gateway.control import Control
from console.gateway.guard import Guard
from console.gateway.log import EventLog
from console.gateway.people.people import People
from console.gateway.pictures import PictureRoutes
from console.gateway.registers import Registers
from console.gateway.shared_work import SharedWork
from console.gateway.snapshot import QUICK, capture, packed, unpacked
from console.gateway.stream import Position, Streams
from console.gateway.terminal_route import TerminalRoute
from console.gateway.terminals import Terminals
from console.store.pictures import PictureFolder
from console.wire.messages import BATCH_EVENTS, PROTOCOL, Hello
from console.wire.terminal import CAPABILITY

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
JSON = "application/json"


class GatewayServer:
    """Routes and their answers over one log. ``now`` is the server's clock in ms; without people nobody can act.

    Without a guard of its own it answers this machine alone.
    """

    def __init__(
        self, log: EventLog, registers: Registers, now: Callable[[], int], control: Control | None = None,
        people: People | None = None, pictures: PictureFolder | None = None, tables: TableBook | None = None,
        guard: Guard | None = None, terminals: Terminals | None = None,
    ) -> None:  # fmt: skip
        self._log = log
        self._registers = registers
        self._now = now
        self._capabilities = ["snapshot", "stream", "history", "registers", "digest", "done"]
        self._snapshots = SharedWork(self._take_snapshot, lambda: log.last)
        self._digests = SharedWork(self._take_digest, lambda: log.last)
        self._packing = asyncio.Semaphore(1)
        guard = guard or Guard()
        self.streams = Streams(log, now, guard)
        self.app = web.Application(middlewares=[bounded])
        guard.add_to(self.app)
        routes: dict[str, Handler] = {
            "/v1/hello": self._hello,
            "/v1/snapshot": self._snapshot,
            "/v1/stream": self._stream,
            "/v1/history": self._history,
            "/v1/done": self._done,
            "/v1/registers/{name}": self._register,
            "/v1/digest": self._digest,
        }
        for path, handler in routes.items():
            self.app.router.add_get(path, handler, allow_head=False)
        if control is not None:
            control.attach(self.streams)
            self.app.router.add_post("/v1/control", control.handle)
        if terminals is not None:
            TerminalRoute(terminals, guard).add_to(self.app)
            self._capabilities.append(CAPABILITY)
        if people is not None:
            self._admit(people, pictures, tables)
        self.app.on_shutdown.append(self._say_goodbye)

    def _admit(self, people: People, pictures: PictureFolder | None, tables: TableBook | None) -> None:
        """Let people log in and act."""
        commands = Commands(self._log, people, self._now, tables)
        commands.on_outcome.append(people.on_outcome)
        commands.together = people.audit.group
        self.app.router.add_post("/v1/commands", commands.handle)
        self.app.router.add_post("/v1/commands/batch", commands.handle_batch)
        people.add_routes(self.app)
        self._capabilities += ["login", "commands", "command_batch"]
        if pictures is not None:
            commands.has_picture = lambda name: pictures.path(name) is not None
            PictureRoutes(pictures, people.person, people.audit.note, self._now).add_to(self.app)
            self._capabilities.append("pictures")

    async def _say_goodbye(self, _: web.Application) -> None:
        await self.streams.close("The gateway is going down.")

    async def _hello(self, _: web.Request) -> web.Response:
        city = msgspec.json.decode(self._registers.get("city") or b"{}")
        return _json(
            Hello(
                server=self._log.server,
                epoch=self._log.epoch,
                seq=self._log.last,
                time=self._now(),
                protocol=PROTOCOL,
                city=str(city.get("name", "")),
                fictional=bool(city.get("fictional", True)),
                floor=self._log.floor,
                capabilities=self._capabilities,
                registers=self._registers.tags,
            )
        )

    async def _snapshot(self, request: web.Request) -> web.StreamResponse:
        pieces = await self._snapshots.get()
        response = web.StreamResponse(headers={"Content-Type": "application/x-ndjson", "Cache-Control": "no-store"})
        as_it_is = _takes_gzip(request)
        if as_it_is:
            response.headers["Content-Encoding"] = "gzip"
        await response.prepare(request)
        for piece in pieces if as_it_is else unpacked(pieces):
            await response.write(piece)
        await response.write_eof()
        return response

    async def _take_snapshot(self) -> list[bytes]:
        return await packed(capture(self._log.state, self._log.epoch))

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        query = request.query
        chain = query.get("chain")
        position = Position(
            epoch=query.get("epoch", ""),
            after=_number(query.get("after"), "after", 0, 2**63 - 1),
            chain=None if chain is None else _number(chain, "chain", 0, 2**32 - 1),
            most=_number(query.get("max", str(BATCH_EVENTS)), "max", 1, BATCH_EVENTS),
        )
        return await self.streams.serve(request, position)

    async def _history(self, request: web.Request) -> web.Response:
        query = request.query
        name = query.get("series", "")
        since = _number(query.get("from", "0"), "from", 0, 2**63 - 1)
        until = _number(query.get("to", str(2**63 - 1)), "to", 0, 2**63 - 1)
        at, value = self._log.state.history.between(name, since, until)
        return _json({"series": name, "at": at, "value": value})

    async def _done(self, request: web.Request) -> web.Response:
        since = _number(request.query.get("since", "0"), "since", 0, 2**63 - 1)
        body = b"\n".join(self._log.state.done.since(since))
        headers = {"Cache-Control": "no-store"}
        if _takes_gzip(request):
            async with self._packing:
                body = await asyncio.to_thread(gzip.compress, body, QUICK)
            headers["Content-Encoding"] = "gzip"
        return web.Response(body=body, content_type="application/x-ndjson", headers=headers)

    async def _register(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        body = self._registers.get(name)
        if body is None:
            raise web.HTTPNotFound(text=f"There is no register {name!r}.")
        tag = f'"{self._registers.tags[name]}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if tag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=headers)
        if _takes_gzip(request):
            async with self._packing:
                body = await asyncio.to_thread(self._registers.packed, name)
            headers["Content-Encoding"] = "gzip"
        return web.Response(body=body, content_type=JSON, charset="utf-8", headers=headers)

    async def _digest(self, _: web.Request) -> web.Response:
        return _json(await self._digests.get())

    async def _take_digest(self) -> dict[str, object]:
        state = self._log.state
        seq, quarantined, work = state.seq, list(state.quarantined), state.digest_later()
        digest = await asyncio.to_thread(work)
        return {"epoch": self._log.epoch, "seq": seq, "digest": digest, "quarantined": quarantined}


def _takes_gzip(request: web.Request) -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "")


def _json(body: object) -> web.Response:
    headers = {"Cache-Control": "no-store"}
    return web.Response(body=msgspec.json.encode(body), content_type=JSON, charset="utf-8", headers=headers)


def _number(text: str | None, name: str, low: int, high: int) -> int:
    """A whole number of a query, or a 400 that says what is wrong."""
    try:
        value = int(text or "")
    except ValueError:
        raise web.HTTPBadRequest(text=f"{name} must be a whole number.") from None
    if not low <= value <= high:
        raise web.HTTPBadRequest(text=f"{name} must lie between {low} and {high}.")
    return value
