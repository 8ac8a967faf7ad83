"""A small identity provider on loopback: discovery, device authorization (RFC 8628), token, keys. It can misbehave."""

from __future__ import annotations

import asyncio
import base64
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus

from aiohttp import web
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

CLIENT, SECRET = "commandwall", "client secret/+"


@dataclass
class Behaviour:
    """What a test may turn. ``answers``: errors of the token endpoint, one a poll, before the token comes."""

    answers: list[str] = field(default_factory=list)
    claims: dict[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    header: dict[str, Any] = field(default_factory=dict)
    sign_with: str = "rsa"
    issuer: str = ""
    verification_uri: str = ""
    interval: int = 5
    broken: bool = False
    echo_nonce: bool = True
    no_token: bool = False


class IdentityProvider:
    """Knows one client and one person, ``wang.fang`` of group ``cw-grid``."""

    def __init__(self) -> None:
        self.behaviour = Behaviour()
        self.keys = {"rsa": RSAKey.generate_key(2048, {"kid": "rsa-1"}), "ec": ECKey.generate_key("P-256")}
        self.keys["ec"].ensure_kid()
        self._stranger = RSAKey.generate_key(2048)
        self.codes: dict[str, str] = {}
        self.polls = self.key_requests = 0
        self.url = ""
        self.app = web.Application()
        self.app.router.add_get("/.well-known/openid-configuration", self._discovery)
        self.app.router.add_post("/device", self._device)
        self.app.router.add_post("/token", self._token)
        self.app.router.add_get("/jwks", self._jwks)

    def rotate(self) -> None:
        """A new signing key; the old one is listed no more."""
        self.keys["rsa"] = RSAKey.generate_key(2048, {"kid": f"rsa-{secrets.token_hex(4)}"})

    async def _discovery(self, _: web.Request) -> web.Response:
        return web.json_response({
            "issuer": self.behaviour.issuer or self.url,
            "device_authorization_endpoint": f"{self.url}/device",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
        })  # fmt: skip

    async def _device(self, request: web.Request) -> web.Response:
        form = await request.post()
        if self.behaviour.broken:
            return web.Response(status=500, text="<html>oops")
        if not _is_client(request) or "openid" not in str(form["scope"]):
            return web.json_response({"error": "invalid_client"}, status=401)
        code = secrets.token_urlsafe(16)
        self.codes[code] = str(form.get("nonce", ""))
        return web.json_response({
            "device_code": code, "user_code": "WDJB-MJHT", "expires_in": 600, "interval": self.behaviour.interval,
            "verification_uri": self.behaviour.verification_uri or f"{self.url}/activate",
        })  # fmt: skip

    async def _token(self, request: web.Request) -> web.Response:
        form, behaviour = await request.post(), self.behaviour
        self.polls += 1
        if behaviour.broken:
            return web.Response(status=503, text="later")
        if not _is_client(request) or form["grant_type"] != "urn:ietf:params:oauth:grant-type:device_code":
            return web.json_response({"error": "invalid_client"}, status=401)
        code = str(form["device_code"])
        if code not in self.codes:
            return web.json_response({"error": "invalid_grant"}, status=400)
        if behaviour.answers:
            return web.json_response({"error": behaviour.answers.pop(0)}, status=400)
        answer = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer"}
        if not behaviour.no_token:
            answer["id_token"] = self._id_token(self.codes.pop(code))
        return web.json_response(answer)

    def _id_token(self, nonce: str) -> str:
        behaviour, now = self.behaviour, int(time.time())
        claims: dict[str, Any] = {
            "iss": self.url, "aud": CLIENT, "sub": "wang.fang", "name": "王芳", "iat": now, "exp": now + 300,
            "groups": ["staff", "cw-grid"],
        }  # fmt: skip
        if behaviour.echo_nonce:
            claims["nonce"] = nonce
        claims |= behaviour.claims
        for name in behaviour.without:
            del claims[name]
        if behaviour.sign_with == "none":
            parts = ({"alg": "none"}, claims)
            return ".".join(base64.urlsafe_b64encode(jwt.convert_claims(p)).decode().rstrip("=") for p in parts) + "."
        if behaviour.sign_with == "secret":
            return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"])
        if behaviour.sign_with == "rs512":
            return jwt.encode(
                {"alg": "RS512", "kid": self.keys["rsa"].kid}, claims, self.keys["rsa"], algorithms=["RS512"]
            )
        listed = self.keys["ec" if behaviour.sign_with == "ec" else "rsa"]
        key = self._stranger if behaviour.sign_with == "stranger" else listed
        algorithm = "ES256" if behaviour.sign_with == "ec" else "RS256"
        return jwt.encode({"alg": algorithm, "kid": listed.kid, **behaviour.header}, claims, key)

    async def _jwks(self, _: web.Request) -> web.Response:
        self.key_requests += 1
        return web.json_response({"keys": [key.as_dict(private=False) for key in self.keys.values()]})


def _is_client(request: web.Request) -> bool:
    """Basic authentication, form-encoded as RFC 6749 §2.3.1 says or plain as most do."""
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    user, _, password = base64.b64decode(value or "").decode().partition(":")
    return kind == "Basic" and user == CLIENT and SECRET in (password, unquote_plus(password))


@contextmanager
def provider() -> Iterator[IdentityProvider]:
    """A running provider, in a thread and loop of its own: the gateway talks to it from threads."""
    fake, loop, ready = IdentityProvider(), asyncio.new_event_loop(), threading.Event()
    runner = web.AppRunner(fake.app, access_log=None)

    async def start() -> None:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        ready.set()

    def serve() -> None:
        loop.run_until_complete(start())
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=serve, name="identity-provider", daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield fake
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
