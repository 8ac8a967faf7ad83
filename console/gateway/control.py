"""Switches for tests and fault drills: pause or speed up the simulator, put poison into the log or onto the wire.

Only on loopback, and only when the gateway was started with ``--control``.
"""

from __future__ import annotations

import base64
import binascii
from typing import Protocol

import msgspec
from aiohttp import web

from console.domain.addresses import is_loopback
from console.gateway.log import EventLog
from console.gateway.stream import Streams
from console.wire.messages import FRAME_LIMIT

_ROOM = 1024
"""Bytes of a frame that its head takes: an event that leaves no room for it cannot be sent at all."""


class Source(Protocol):
    """What can be paused and sped up: the simulator."""

    paused: bool

    def set_rate(self, rate: float) -> None:
        """Events per second in all."""

    def silence(self, collector: str, minutes: float) -> None:
        """Nobody hears a collector for so long."""


class Encoded(msgspec.Struct, forbid_unknown_fields=True):
    """One thing to inject that is not UTF-8 text.

    ``positions``: a binary event; ``frame``: sent to every open stream as a text frame, outside the log.
    """

    base64: str = ""
    text: str = ""
    positions: bool = False
    frame: bool = False


class Order(msgspec.Struct, forbid_unknown_fields=True):
    """The body of ``POST /v1/control``."""

    paused: bool | None = None
    rate: float | None = None
    silence: dict[str, float] = {}
    """Collectors (``via`` of the series register) that nobody hears, and for how many minutes."""
    inject: list[str | Encoded] = []


class Control:
    """Takes orders for one log and its source."""

    def __init__(self, log: EventLog, source: Source | None) -> None:
        self._log = log
        self._source = source
        self._streams: Streams | None = None

    def attach(self, streams: Streams) -> None:
        """Tell where frames outside the log go."""
        self._streams = streams

    async def handle(self, request: web.Request) -> web.Response:
        """Answer ``{"first", "last", "seq"}``: the numbers the injected events got, and where the log stands."""
        if not is_loopback(request.remote):
            raise web.HTTPForbidden(text="Control is for this machine only.")
        try:
            order = msgspec.json.decode(await request.read(), type=Order)
            pieces = [_piece(item) for item in order.inject]
        except (msgspec.DecodeError, binascii.Error, ValueError) as error:
            raise web.HTTPBadRequest(text=f"Not an order: {error}") from None
        if self._source is not None:
            if order.paused is not None:
                self._source.paused = order.paused
            if order.rate is not None:
                self._source.set_rate(order.rate)
            for collector, minutes in order.silence.items():
                self._source.silence(collector, minutes)
        numbers = [seq for item, raw in pieces if (seq := await self._inject(item, raw))]
        await self._log.settled()
        body = {"first": min(numbers, default=0), "last": max(numbers, default=0), "seq": self._log.last}
        return web.Response(body=msgspec.json.encode(body), content_type="application/json")

    async def _inject(self, item: Encoded, raw: bytes) -> int:
        if item.frame and self._streams:
            await self._streams.everywhere(raw)
            return 0
        return self._log.append_positions(raw) if item.positions else self._log.append_many([raw])


def _piece(item: str | Encoded) -> tuple[Encoded, bytes]:
    if isinstance(item, str):
        item = Encoded(text=item)
    raw = base64.b64decode(item.base64, validate=True) if item.base64 else item.text.encode()
    if len(raw) > FRAME_LIMIT - _ROOM:
        raise ValueError(f"{len(raw)} bytes do not fit a frame of {FRAME_LIMIT}")
    return item, raw
