"""The routes of login and of people. Bodies are JSON and small; a refusal says its problem as a word of ``Problem``."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec
from aiohttp import web

from console.commands.session import (
    Beat,
    DeviceCode,
    DeviceLogin,
    DevicePoll,
    Number,
    PasswordLogin,
    Problem,
    Refusal,
    Reveal,
    SignInFailed,
)
from console.commands.session import Waiting as StillWaiting
from console.domain.audit import Entry
from console.domain.rate_limit import RateLimit
from console.domain.roles import Person, Role
from console.gateway.guard import bearer
from console.gateway.people.administration import Administration, Denied
from console.gateway.people.audit_log import AuditLog, AuditUnavailable
from console.gateway.people.contacts import Contacts
from console.gateway.people.login import Login
from console.gateway.people.presence import Presence
from console.gateway.people.sessions import Sessions

T = TypeVar("T")
Handler = Callable[[web.Request], Awaitable[web.Response]]
BODY_LIMIT = 16 * 1024
LOGINS_A_MINUTE, POLLS_A_MINUTE = 60, 240
"""From one address: a whole shift logs in within a minute, a guesser gets nowhere."""
logger = logging.getLogger(__name__)

_STATUS = {
    Problem.TOO_MANY: 429,
    Problem.LOCKED: 429,
    Problem.NO_PROVIDER: 404,
    Problem.PROVIDER_DOWN: 503,
    Problem.PROVIDER_WRONG: 502,
    Problem.DENIED: 403,
    Problem.NO_ROLE: 403,
    Problem.FLOW_ENDED: 410,
    Problem.NO_AUDIT: 503,
}
"""Of the answers to a login; all others are 401."""


class NewRole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /v1/people/{id}/role``."""

    role: Role
    department: str = ""


class Disable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of ``POST /v1/people/{id}/disable``; ``{"disabled": false}`` lets somebody in again."""

    disabled: bool = True


class Listed(msgspec.Struct, frozen=True):
    """A person as a security administrator sees them."""

    person: Person
    origin: str
    disabled: bool
    second_factor: bool


class Routes:
    """Answers over HTTP what login and administration decide."""

    def __init__(
        self, login: Login, administration: Administration, sessions: Sessions, audit: AuditLog, now: Callable[[], int],
        contacts: Contacts, presence: Presence,
    ) -> None:  # fmt: skip
        self._login, self._administration, self._sessions = login, administration, sessions
        self._contacts, self._presence = contacts, presence
        self._audit, self._now = audit, now
        self._logins, self._polls = RateLimit(LOGINS_A_MINUTE, 60.0), RateLimit(POLLS_A_MINUTE, 60.0)

    def add_to(self, app: web.Application) -> None:
        """Put the routes into an application."""
        router = app.router
        router.add_post("/v1/login", _telling(self._by_password))
        router.add_post("/v1/login/device", _telling(self._begin_device))
        router.add_post("/v1/login/device/poll", _telling(self._poll_device))
        router.add_get("/v1/me", _telling(self._me), allow_head=False)
        router.add_post("/v1/logout", _telling(self._logout))
        router.add_get("/v1/people", _telling(self._people), allow_head=False)
        router.add_post("/v1/people/{id}/role", _telling(self._role))
        router.add_post("/v1/people/{id}/disable", _telling(self._disable))
        router.add_post("/v1/contacts/reveal", _telling(self._reveal))
        router.add_post("/v1/presence", _telling(self._present))

    async def _by_password(self, request: web.Request) -> web.Response:
        _brake(self._logins, request)
        return _json(await self._login.by_password(await _body(request, PasswordLogin), _remote(request)))

    async def _begin_device(self, request: web.Request) -> web.Response:
        _brake(self._logins, request)
        body = await _body(request, DeviceLogin)
        word, grant = await self._login.begin_device(body.terminal, _remote(request))
        return _json(
            DeviceCode(
                flow=word, user_code=grant.user_code, verification_uri=grant.verification_uri,
                verification_uri_complete=grant.verification_uri_complete, interval=grant.interval,
                expires_in=grant.expires_in,
            )
        )  # fmt: skip

    async def _poll_device(self, request: web.Request) -> web.Response:
        _brake(self._polls, request)
        answer = await self._login.poll_device((await _body(request, DevicePoll)).flow, _remote(request))
        return _json(answer, 202 if isinstance(answer, StillWaiting) else 200)

    async def _me(self, request: web.Request) -> web.Response:
        token = bearer(request)
        found = self._sessions.look(token)
        if found is None:
            raise SignInFailed(Problem.NO_SESSION)
        return _json(self._login.describe(found[0], token, found[1]))

    async def _logout(self, request: web.Request) -> web.Response:
        token = bearer(request)
        person = self._whose(request)
        self._sessions.end(token)
        self._audit.note(
            Entry(at=self._now(), actor=person.id, role=person.role.value, act="logout", about=person.id,
                  result="accepted", detail=f"from {_remote(request)}")
        )  # fmt: skip
        return _json({})

    async def _people(self, request: web.Request) -> web.Response:
        accounts = self._administration.everybody(self._whose(request))
        return _json([Listed(a.person, a.origin.value, a.disabled, bool(a.totp)) for a in accounts])

    async def _role(self, request: web.Request) -> web.Response:
        by, body = self._whose(request), await _body(request, NewRole)
        self._administration.set_role(by, request.match_info["id"], body.role, body.department)
        return _json({})

    async def _disable(self, request: web.Request) -> web.Response:
        by, body = self._whose(request), await _body(request, Disable)
        self._administration.set_disabled(by, request.match_info["id"], body.disabled)
        return _json({})

    async def _reveal(self, request: web.Request) -> web.Response:
        by, body = self._whose(request), await _body(request, Reveal)
        return _json(Number(self._contacts.reveal(by, body.name, body.reason, self._audit, self._now)))

    async def _present(self, request: web.Request) -> web.Response:
        self._presence.take(self._whose(request), await _body(request, Beat))
        return _json({})

    def _whose(self, request: web.Request) -> Person:
        person = self._sessions.person(bearer(request))
        if person is None:
            raise SignInFailed(Problem.NO_SESSION)
        return person


def _telling(handler: Handler) -> Handler:
    """Turn refusals into answers, and never an exception's text into one."""

    async def tell(request: web.Request) -> web.Response:
        try:
            return await handler(request)
        except SignInFailed as error:
            if error.detail:
                logger.warning("%s: %s", error.problem.value, error.detail)
            return _json(Refusal(error.problem, error.detail), _STATUS.get(error.problem, 401))
        except Denied as error:
            return _json(Refusal(error.problem, str(error)), error.status)
        except AuditUnavailable as error:
            return _json(Refusal(Problem.NO_AUDIT, str(error)), 503)

    return tell


async def _body(request: web.Request, kind: type[T]) -> T:
    """The body. JSON by its type, too: then no page of a browser can send it without asking us first (CORS)."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="The body must be application/json.")
    if request.content_length is None or request.content_length > BODY_LIMIT:
        raise web.HTTPRequestEntityTooLarge(max_size=BODY_LIMIT, actual_size=request.content_length or 0)
    try:
        return msgspec.json.decode(await request.read(), type=kind)
    except (msgspec.DecodeError, ValueError):
        raise web.HTTPBadRequest(text="The body is not what this request takes.") from None


def _brake(limit: RateLimit, request: web.Request) -> None:
    if not limit.allow(_remote(request)):
        raise SignInFailed(Problem.TOO_MANY)


def _remote(request: web.Request) -> str:
    return request.remote or "?"


def _json(body: object, status: int = 200) -> web.Response:
    headers = {"Cache-Control": "no-store"}
    encoded = msgspec.json.encode(body)
    return web.Response(body=encoded, status=status, content_type="application/json", charset="utf-8", headers=headers)
