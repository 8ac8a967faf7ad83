"""One console's websocket: resume after its committed number, then live, with a heartbeat every 3 s."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import WSCloseCode, WSMsgType, web

from console.gateway.frames import Message, Tail
from console.gateway.guard import READER, Guard
from console.gateway.log import EventLog
from console.gateway.readers import Reader
from console.gateway.reading import LogReader
from console.wire.codec import encode
from console.wire.messages import BATCH_EVENTS, HEARTBEAT_SECONDS, Closing, Heartbeat, Reset

logger = logging.getLogger(__name__)

GOODBYE_SECONDS = 1.0
NEAR = 4_000
"""A console further behind than this reads the log: full batches instead of the small ones of calm times."""
MOST, MOST_OF_ONE = 500, 16
"""Streams at a time, in all and by one reader's key: a feed has one, two while it changes over."""
PONG_SECONDS = 20.0
"""A peer that answers no ping for this long is gone; its socket is closed."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a console says it stands. ``chain`` None: it does not say what it has read so far."""

    epoch: str
    after: int
    chain: int | None
    most: int = BATCH_EVENTS


class Withdrawn(Exception):
    """Whoever reads here may no longer."""


class Streams:
    """All open streams: what they share, and how they end."""

    def __init__(self, log: EventLog, now: Callable[[], int], guard: Guard) -> None:
        self.log = log
        self.guard = guard
        self.now = now
        self.tail = Tail(log.epoch)
        self.reader = LogReader(log)
        self._open: set[Stream] = set()
        log.on_commit.append(self.tail.publish)

    async def serve(self, request: web.Request, position: Position) -> web.WebSocketResponse:
        """Serve one console until it leaves or the gateway goes down; 503 if there are too many."""
        reader = request.get(READER)
        theirs = sum(each.reader == reader for each in self._open) if reader is not None else 0
        if len(self._open) >= MOST or theirs >= MOST_OF_ONE:
            raise web.HTTPServiceUnavailable(text="Too many streams are open.")
        socket = web.WebSocketResponse(heartbeat=PONG_SECONDS, compress=False, max_msg_size=64 * 1024)
        await socket.prepare(request)
        stream = Stream(self, socket, position, reader)
        self._open.add(stream)
        if reader is not None:
            logger.info("%s reads from %s by key %s", reader.name, request.remote, reader.mark)
        try:
            await stream.run()
        finally:
            self._open.discard(stream)
        return socket

    async def everywhere(self, text: bytes) -> None:
        """Send bytes as a text frame to every console as they stand (fault drills)."""
        for stream in list(self._open):
            await stream.send(text)

    async def close(self, reason: str) -> None:
        """Say goodbye to every console."""
        await asyncio.gather(*(stream.goodbye(reason) for stream in list(self._open)), return_exceptions=True)
        self.reader.close()


class Stream:
    """One console. A slow one holds no queue: it reads the log from its own number when it is ready."""

    def __init__(
        self, streams: Streams, socket: web.WebSocketResponse, position: Position, reader: Reader | None
    ) -> None:
        self._streams = streams
        self.reader = reader
        self._log = streams.log
        self._socket = socket
        self._position = position
        self._cursor = position.after
        self._sender: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Send until the console leaves."""
        self._sender = asyncio.create_task(self._send_all())
        try:
            async for _ in self._socket:
                pass  # nothing is expected of a console; reading answers its pings and notices that it left
        finally:
            self._sender.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await self._sender

    async def goodbye(self, reason: str) -> None:
        """Tell the console that the gateway goes down on purpose."""
        if self._sender:
            self._sender.cancel()
        with contextlib.suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self.send(encode(Closing(reason)))
                await self._socket.close(code=1001, message=b"closing")

    async def send(self, data: bytes, binary: bool = False) -> None:
        """Send one message; waits while the console's socket is full."""
        await self._socket.send_frame(data, WSMsgType.BINARY if binary else WSMsgType.TEXT)

    async def _send_all(self) -> None:
        try:
            reason = await self._objection()
            if reason is None:
                reason = await self._follow()
            await self.send(encode(Reset(reason)))
            await self._socket.close()
        except ConnectionError:
            return
        except Withdrawn:
            await self._socket.close(code=WSCloseCode.POLICY_VIOLATION, message=b"the reader's key is withdrawn")
        except Exception:
            logger.exception("a stream ends at %d", self._cursor)  # the console comes back with its position
            await self._socket.close(code=1011)

    async def _objection(self) -> str | None:
        """Why the console's position is of no use here, if it is not."""
        position = self._position
        if position.epoch != self._log.epoch:
            return "epoch"
        if position.after > self._log.last:
            return "ahead"
        if position.after < self._log.floor:
            return "trimmed"
        if position.chain is not None:
            ours = await self._streams.reader.chain_at(position.after)
            if ours is None:
                return "trimmed"
            if ours != position.chain:
                return "chain"
        return None

    async def _follow(self) -> str:
        """Send what comes after the cursor, for ever; returns only if the log was trimmed past it."""
        loop = asyncio.get_running_loop()
        await self._beat()
        beat = loop.time() + HEARTBEAT_SECONDS
        while True:
            if self._cursor < self._log.last:
                batch = await self._next()
                if not batch:
                    return "trimmed"
                for message in batch:
                    await self.send(message.data, message.binary)
                    self._cursor = message.last
                    if loop.time() >= beat:
                        break
            else:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout_at(beat):
                        await self._log.committed(self._cursor + 1)
            if loop.time() >= beat:
                await self._beat()
                beat = loop.time() + HEARTBEAT_SECONDS

    async def _next(self) -> list[Message]:
        near = self._log.last - self._cursor <= NEAR and self._position.most == BATCH_EVENTS
        if near and (message := self._streams.tail.after(self._cursor)):
            return [message]
        return await self._streams.reader.after(self._cursor, self._position.most)

    async def _beat(self) -> None:
        """Raises ``Withdrawn``: a key that is taken out of the file ends what it opened, within a heartbeat."""
        if not self._streams.guard.stands(self.reader):
            raise Withdrawn
        await self.send(encode(Heartbeat(self._log.last, self._streams.now())))
