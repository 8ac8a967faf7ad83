"""``POST /v1/terminal``: a station says how it is, under the name by which it was let in and no other."""

from __future__ import annotations

import logging

import msgspec
from aiohttp import web

from console.domain.rate_limit import RateLimit, Sparing
from console.gateway.guard import Guard
from console.gateway.terminals import Terminals, Unheard
from console.wire import terminal
from console.wire.terminal import TerminalWord

WORDS_A_MINUTE = 30
"""Of one terminal; it speaks twelve times a minute."""
logger = logging.getLogger(__name__)
_word = msgspec.json.Decoder(TerminalWord)
_STATUS = {Unheard.TAKEN: 409, Unheard.FULL: 429}


class TerminalRoute:
    """Answers 204 once a word is taken, else the reason: 400, 409 or 429."""

    def __init__(self, terminals: Terminals, guard: Guard) -> None:
        self._terminals, self._guard = terminals, guard
        self._limit, self._told = RateLimit(WORDS_A_MINUTE, 60.0), Sparing()

    def add_to(self, app: web.Application) -> None:
        """Put the route into an application."""
        app.router.add_post(terminal.PATH, self._handle)

    async def _handle(self, request: web.Request) -> web.Response:
        word = await _read(request)
        name = self._guard.station(request)
        if name is None:
            name = word.condition.node
        if not name.strip() or not name.isprintable():
            raise web.HTTPBadRequest(text="The terminal has no name.")
        if not self._limit.allow(name):
            raise web.HTTPTooManyRequests(text="Too many words of this terminal.")
        why = self._terminals.take(name[:80], word)
        if why is None:
            return web.Response(status=204)
        if (more := self._told.more()) is not None:
            logger.warning("%s speaks as %s from %s: %s%s", word.condition.node, name, request.remote, why.value, more)
        return web.json_response({"problem": why.value}, status=_STATUS[why], headers={"Cache-Control": "no-store"})


async def _read(request: web.Request) -> TerminalWord:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="The body must be application/json.")
    body = await request.read()
    if len(body) > terminal.BODY_LIMIT:
        raise web.HTTPRequestEntityTooLarge(max_size=terminal.BODY_LIMIT, actual_size=len(body))
    try:
        return _word.decode(body)
    except (msgspec.DecodeError, ValueError):
        raise web.HTTPBadRequest(text="The body does not say how a terminal is.") from None
