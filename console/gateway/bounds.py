"""How large a request's body may be, by its path: who asks has proved nothing yet when it is read."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from console.commands.desk_line import COMMAND_LIMIT
from console.commands.envelope import BATCH_BYTES
from console.domain.addresses import is_loopback
from console.domain.pictures import LARGEST

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
SMALL = 64 * 1024
"""Logins, presence, questions."""
BODY_SECONDS = 120.0
"""So long a body may take: the largest needs 65 s at 256 kbit/s. What drips in slower holds nothing up for ever."""
CONTROL = 64 * 1024 * 1024
"""Drills inject whole logs; this machine only, and only where it is allowed."""
DRILLS, PICTURES = "/v1/control", "/v1/pictures/"
"""Pictures are read by their own handler, and only of somebody who may bring one."""
_LIMITS = (
    ("/v1/commands/batch", BATCH_BYTES + COMMAND_LIMIT),
    ("/v1/commands", COMMAND_LIMIT),
    (PICTURES, LARGEST),
)


def limit_of(path: str, remote: str | None) -> int:
    """Bytes that a body sent to this path from this address may have."""
    if path.startswith(DRILLS) and is_loopback(remote):
        return CONTROL
    return next((limit for prefix, limit in _LIMITS if path.startswith(prefix)), SMALL)


@web.middleware
async def bounded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 413 to a body that is too large: at once if it says so, else when it turns out."""
    if not request.can_read_body or request.match_info.http_exception is not None:  # nobody is there to read it
        return await handler(request)
    limit = limit_of(request.path, request.remote)
    if (request.content_length or 0) > limit:
        raise web.HTTPRequestEntityTooLarge(max_size=limit, actual_size=request.content_length or 0)
    within = request.clone(client_max_size=limit)
    if not request.path.startswith(PICTURES):
        try:
            async with asyncio.timeout(BODY_SECONDS):
                await within.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout(text="The body does not come.") from None
    return await handler(within)
