"""The gateway's door: no page of a browser comes in that is not allowed to, and nobody reads without being known.

Without readers it is for this machine alone. With them (``Readers``) each read shows a key, and so does a station that
says how it is; with certificates of stations (``--client-ca``) every request comes from a station that has shown a good
one. Whoever acts or signs in proves themselves by a session or a password, as ever.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Any

import msgspec
from aiohttp import web

from console.domain.addresses import is_loopback
from console.domain.origins import AllowList, OriginError, parse_origin
from console.domain.rate_limit import RateLimit
from console.gateway.readers import Reader, Readers
from console.wire import terminal

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
READER = web.RequestKey("reader", Reader)
BY_SESSION = frozenset(("/v1/me", "/v1/people"))
"""What is read by a person's session, not by a station's key."""
BY_KEY = frozenset((terminal.PATH,))
"""What is said under a station's key: how the station itself is."""
OTHER_SITES = ("cross-site", "same-site")
"""``Sec-Fetch-Site`` of what another site's page asks for without naming its origin: a picture, a frame."""
TELL_SECONDS = 600.0
"""The log names an address that was turned away this often."""
logger = logging.getLogger(__name__)


class Why(Enum):
    """Why nothing was answered: the ``problem`` of the answer."""

    ORIGIN = "origin"
    HOST = "host"
    NO_CERTIFICATE = "no_certificate"
    THIS_MACHINE = "this_machine_only"
    NO_KEY = "no_key"
    WRONG_KEY = "wrong_key"


_STATUS = {
    Why.ORIGIN: 403,
    Why.HOST: 421,
    Why.THIS_MACHINE: 403,
    Why.NO_CERTIFICATE: 401,
    Why.NO_KEY: 401,
    Why.WRONG_KEY: 401,
}
_WORDS = {
    Why.ORIGIN: "Pages of browsers may not read here (gateway --allow-origin).",
    Why.HOST: "This gateway answers on its own machine only, by 127.0.0.1, [::1] or localhost.",
    Why.THIS_MACHINE: "This gateway has no readers and answers its own machine only (gateway --readers).",
    Why.NO_CERTIFICATE: "A station's certificate is needed (TLS client certificate).",
    Why.NO_KEY: "A reader's key is needed: Authorization: Bearer KEY.",
    Why.WRONG_KEY: "The reader's key is not known here.",
}


class Guard:
    """``readers`` None and not ``certified``: for this machine alone. ``origins``: pages that may read."""

    def __init__(
        self, readers: Readers | None = None, origins: AllowList | None = None, *, certified: bool = False
    ) -> None:
        self._readers, self._origins, self._certified = readers, origins or AllowList(()), certified
        self._private = readers is None and not certified
        self._told = RateLimit(1, TELL_SECONDS)

    def add_to(self, app: web.Application) -> None:
        """Stand before everything else of an application."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            why = self._objection(request)
            if why is None:
                return await handler(request)
            if self._told.allow(f"{request.remote} {why.value}"):
                logger.warning("%s was turned away from %s: %s", request.remote, request.path, why.value)
            return _refusal(why)

        app.middlewares.insert(0, guarded)
        app.on_response_prepare.append(self._let_page_read)

    def stands(self, reader: Reader | None) -> bool:
        """Whether somebody who was let in may stay."""
        return reader is None or self._readers is None or self._readers.stands(reader)

    def station(self, request: web.Request) -> str | None:
        """The name by which a station was let in: its key's, else its certificate's; None for this machine's own.

        A certificate may have no name, which is empty then: what such a station calls itself is nobody's word for it.
        """
        reader = request.get(READER)
        return reader.name if reader is not None else _certificate_name(request) if self._certified else None

    def knows(self, name: str) -> bool:
        """Whether a station of this name may still come in; without keys nobody has a list of them."""
        return self._readers is None or self._readers.knows(name)

    def _objection(self, request: web.Request) -> Why | None:
        if not self._page_may(request):
            return Why.ORIGIN
        if self._private:
            if not is_loopback(request.remote):
                return Why.THIS_MACHINE
            return None if is_loopback(_host(request)) else Why.HOST
        if self._certified and not _has_certificate(request):
            return Why.NO_CERTIFICATE
        reads = request.method in ("GET", "HEAD") and request.path not in BY_SESSION
        if self._readers is None or not (reads or request.path in BY_KEY):
            return None
        key = bearer(request)
        reader = self._readers.who(key) if key else None
        if reader is None:
            return Why.WRONG_KEY if key else Why.NO_KEY
        request[READER] = reader
        return None

    def _page_may(self, request: web.Request) -> bool:
        """Whether no page asks, or one that may. A browser names the page's origin; a program of ours has none."""
        origin = request.headers.get("Origin")
        if origin is None:
            return request.headers.get("Sec-Fetch-Site", "") not in OTHER_SITES
        return self._listed(origin) or _own(origin, request)

    def _listed(self, origin: str) -> bool:
        try:
            return self._origins.allows(parse_origin(origin))
        except OriginError:
            return False

    async def _let_page_read(self, request: web.Request, response: web.StreamResponse) -> None:
        origin = request.headers.get("Origin", "")
        if origin and self._listed(origin):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Vary"] = "Origin"


def bearer(request: web.Request) -> str:
    """What ``Authorization: Bearer`` holds, empty for nothing."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if kind.lower() == "bearer" else ""


def _has_certificate(request: web.Request) -> bool:
    """Whether TLS has checked one: a bad one never gets as far as here, none at all does, to be told so."""
    return request.transport is not None and bool(request.transport.get_extra_info("peercert"))


def _certificate_name(request: web.Request) -> str:
    """Its common name, else the first host name that it is for, else the first of any other sort."""
    certificate = (request.transport.get_extra_info("peercert") if request.transport is not None else None) or {}
    fields = [field for part in certificate.get("subject", ()) for field in part]
    others = sorted(certificate.get("subjectAltName", ()), key=lambda each: each[0] != "DNS")
    return next((str(value) for name, value in fields if name == "commonName"), str(others[0][1]) if others else "")


def _own(origin: str, request: web.Request) -> bool:
    """The address of the gateway itself, which serves no page: some programs' websockets say so by default.

    Only as a number or ``localhost``: a name may have been made to point here by the page that says it.
    """
    try:
        said, host = parse_origin(origin), parse_origin(f"{request.scheme}://{request.host}")
    except OriginError:
        return False
    return said == host and (is_loopback(host.host) or host.host.replace(".", "").isdigit() or ":" in host.host)


def _host(request: web.Request) -> str:
    try:
        return parse_origin(f"http://{request.host}").host
    except OriginError:
        return ""


def _refusal(why: Why) -> web.Response:
    headers: dict[str, Any] = {"Cache-Control": "no-store"}
    if _STATUS[why] == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="commandwall readers"'
    body = msgspec.json.encode({"problem": why.value, "message": _WORDS[why]})
    return web.Response(
        body=body, status=_STATUS[why], content_type="application/json", charset="utf-8", headers=headers
    )
