"""A TCP proxy that makes faults: it stands between a console and a gateway and can pass, freeze, cut, delay, garble.

It runs an asyncio loop in a thread of its own; the modes may be changed at any time from the test's thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from dataclasses import dataclass
from enum import Enum, auto
from types import TracebackType

CHUNK = 65536
LOOK_SECONDS = 0.02


class Mode(Enum):
    """What happens to bytes. FREEZE holds them and accepts connections without a word: a half-open link."""

    PASS = auto()
    FREEZE = auto()
    CUT = auto()
    MUTE_STREAM = auto()
    """REST passes; a websocket is accepted, and what it should bring never comes."""


@dataclass(slots=True)
class Faults:
    """The switches. ``delay`` in seconds each way; ``garble``: every so many bytes from the server one is wrong."""

    mode: Mode = Mode.PASS
    delay: float = 0.0
    garble: int = 0


class FaultProxy:
    """Listens on a port of its own and forwards to ``target_port`` on this machine, as ``faults`` says."""

    def __init__(self, target_port: int) -> None:
        self.faults = Faults()
        self.port = 0
        self.connections = 0
        self._target = target_port
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fault-proxy", daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> FaultProxy:
        self._thread.start()
        assert self._ready.wait(5.0)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5.0)

    def set(self, mode: Mode) -> None:
        """From now on; CUT also ends what is open."""
        self.faults.mode = mode
        if mode is Mode.CUT:
            self.drop()

    def drop(self) -> None:
        """End every open connection with a reset; new ones are served as the mode says."""
        self._loop.call_soon_threadsafe(self._abort)

    def _abort(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        self._abort()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._open.add(writer)
        far: asyncio.StreamWriter | None = None
        with contextlib.suppress(OSError, asyncio.CancelledError):
            if self.faults.mode is not Mode.CUT:
                await self._while_frozen()
                back, far = await asyncio.open_connection("127.0.0.1", self._target)
                self._open.add(far)
                muted = [False]
                await asyncio.gather(self._pump(reader, far, False, muted), self._pump(back, writer, True, muted))
        for each in (writer, far):
            if each is not None:
                self._open.discard(each)
                each.transport.abort()

    async def _while_frozen(self) -> None:
        while self.faults.mode is Mode.FREEZE:
            await asyncio.sleep(LOOK_SECONDS)

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, from_server: bool, muted: list[bool]
    ) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while data := await source.read(CHUNK):
                await self._while_frozen()
                if self.faults.delay:
                    await asyncio.sleep(self.faults.delay)
                if self.faults.mode is Mode.MUTE_STREAM and not from_server and b"/v1/stream" in data[:200]:
                    muted[0] = True
                if from_server and muted[0]:
                    continue
                if from_server and self.faults.garble:
                    data, passed = self._garbled(data, passed)
                sink.write(data)
                await sink.drain()
        with contextlib.suppress(OSError, RuntimeError):
            sink.write_eof()

    def _garbled(self, data: bytes, passed: int) -> tuple[bytes, int]:
        wrong = bytearray(data)
        step = self.faults.garble
        for at in range(-passed % step, len(wrong), step):
            wrong[at] ^= 0xFF
        return bytes(wrong), passed + len(data)
