"""``PUT`` and ``GET /v1/pictures/{sha256}``: pictures that people attach, taken in once and given to every console."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from aiohttp import web

from console.domain.audit import Entry
from console.domain.pictures import LARGEST, BadPicture, kind_of, name_of
from console.domain.roles import Person, may
from console.gateway.guard import bearer
from console.store.pictures import PictureFolder

BODY_SECONDS = 600.0
"""So long a picture may take to come: 10 MiB at 256 kbit/s need 330 s."""
logger = logging.getLogger(__name__)
NEEDED = "comment"
"""The right that lets somebody bring a picture: every act that names one has it."""


class PictureRoutes:
    """``person``: whose session it is; ``note`` takes an entry of the audit log; ``now`` in ms."""

    def __init__(
        self, folder: PictureFolder, person: Callable[[str], Person | None], note: Callable[[Entry], None],
        now: Callable[[], int],
    ) -> None:  # fmt: skip
        self._folder, self._person, self._note, self._now = folder, person, note, now

    def add_to(self, app: web.Application) -> None:
        """Put the routes into an application."""
        app.router.add_put("/v1/pictures/{name}", self._take)
        app.router.add_get("/v1/pictures/{name}", self._give, allow_head=True)

    async def _take(self, request: web.Request) -> web.Response:
        """204 once it is on disk; else a status with a word of ``pictures.Why`` as its reason."""
        name, person = request.match_info["name"], self._whose(request)
        if request.content_length is None or request.content_length > LARGEST:
            raise web.HTTPRequestEntityTooLarge(max_size=LARGEST, actual_size=request.content_length or 0)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                data = await request.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout(text="slow") from None
        if name_of(data) != name:
            raise web.HTTPBadRequest(text="not its name")
        known = self._folder.path(name) is not None
        try:
            await asyncio.to_thread(self._folder.put, data)
        except BadPicture as bad:
            raise web.HTTPUnsupportedMediaType(text=bad.why.value) from None
        except OSError as error:
            logger.error("a picture cannot be written: %s", error)
            raise web.HTTPInsufficientStorage(text="disk") from None
        if not known:
            self._note(
                Entry(at=self._now(), actor=person.id, role=person.role.value, act="picture", about=name,
                      result="accepted", detail=f"{len(data)} bytes")
            )  # fmt: skip
        return web.Response(status=204)

    async def _give(self, request: web.Request) -> web.Response:
        data = await asyncio.to_thread(self._folder.read, request.match_info["name"])
        if data is None:
            raise web.HTTPNotFound(text="there is no such picture")
        headers = {"Cache-Control": "private, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=data, content_type=kind_of(data), headers=headers)

    def _whose(self, request: web.Request) -> Person:
        person = self._person(bearer(request))
        if person is None:
            raise web.HTTPUnauthorized(text="no session")
        if not may(person.role, NEEDED):
            raise web.HTTPForbidden(text="no right")
        return person
