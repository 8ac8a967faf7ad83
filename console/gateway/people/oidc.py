"""The gateway's talk with the identity provider: device code (RFC 8628), and the proof that an ID token is real.

Blocking; the gateway calls it in a thread. What the provider gives (device code, tokens) never leaves this process:
the desk gets a user code to show and, in the end, a session of the gateway.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
import requests
from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]
from authlib.oidc.discovery import get_well_known_url  # type: ignore[import-untyped]

from console.commands.session import Problem, SignInFailed
from console.domain.roles import Person
from console.gateway.people.id_token import Untrusted, checked_claims, keys_from
from console.gateway.people.oidc_settings import OidcSettings, safe_address

GRANT = "urn:ietf:params:oauth:grant-type:device_code"
SECONDS = (5.0, 10.0)
"""To connect; to answer."""
KEYS_LAST_SECONDS = 3600.0
T = TypeVar("T")
_PLAIN_ID = re.compile(r"[A-Za-z0-9._@-]{1,70}")


class _Metadata(msgspec.Struct):
    """What is needed of a provider's discovery document."""

    issuer: str
    device_authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class _Started(msgspec.Struct):
    """Device authorization response, RFC 8628 §3.2."""

    device_code: str
    user_code: str
    verification_uri: str
    expires_in: int
    verification_uri_complete: str = ""
    interval: int = 5


@dataclass(frozen=True, slots=True)
class Grant:
    """A login that has begun at the provider."""

    device_code: str = field(repr=False)
    nonce: str = field(repr=False)
    user_code: str
    verification_uri: str
    verification_uri_complete: str
    expires_in: int
    interval: int


class Undecided(Exception):
    """The person has not decided yet; ``slower``: we asked too often."""

    def __init__(self, *, slower: bool) -> None:
        super().__init__()
        self.slower = slower


class Provider:
    """One identity provider. Safe to call from several threads; ``now`` in ms, ``clock`` in monotonic seconds."""

    def __init__(self, settings: OidcSettings, now: Callable[[], int], clock: Callable[[], float]) -> None:
        self._settings, self._now, self._clock = settings, now, clock
        self._guard = threading.Lock()
        self._metadata: _Metadata | None = None
        self._keys: tuple[float, Any] | None = None

    def begin(self) -> Grant:
        """Start a login. Raises ``SignInFailed``."""
        endpoint, nonce = self._discover().device_authorization_endpoint, secrets.token_urlsafe(16)
        with self._client() as client:
            body = {"client_id": self._settings.client_id, "scope": self._settings.scope, "nonce": nonce}
            auth = client.client_auth(client.token_endpoint_auth_method)
            started = _typed(_call(client, "POST", endpoint, data=body, auth=auth), _Started)
        for shown in (started.verification_uri, started.verification_uri_complete):
            if shown and not safe_address(shown):
                raise _wrong("a verification address is not https")
        return Grant(
            device_code=started.device_code, nonce=nonce, user_code=started.user_code,
            verification_uri=started.verification_uri, verification_uri_complete=started.verification_uri_complete,
            expires_in=max(1, min(started.expires_in, 1800)), interval=max(1, min(started.interval, 60)),
        )  # fmt: skip

    def finish(self, grant: Grant) -> Person:
        """The person, once they have agreed. Raises ``Undecided``, ``SignInFailed``."""
        with self._client() as client:
            try:
                answer = client.fetch_token(
                    self._discover().token_endpoint, grant_type=GRANT, device_code=grant.device_code,
                    timeout=SECONDS, allow_redirects=False,
                )  # fmt: skip
            except OAuthError as error:
                raise _meaning(str(error.error)) from error
            except requests.RequestException as error:
                raise SignInFailed(Problem.PROVIDER_DOWN, type(error).__name__) from error
            except ValueError as error:
                raise _wrong("the token answer is not JSON") from error
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise _wrong("the token answer has no ID token")
        return self._person(self._trusted(token, grant.nonce))

    def _trusted(self, token: str, nonce: str) -> dict[str, Any]:
        """The claims of a token that is genuine, ours and current. A key that is not known is looked for once more."""
        settings, seconds = self._settings, self._now() // 1000
        for fresh in (False, True):
            try:
                keys = self._key_set(fresh=fresh)
                return checked_claims(token, keys, settings.issuer, settings.client_id, nonce, seconds)
            except Untrusted as error:
                if fresh or not error.unknown_key:
                    raise _wrong(str(error)) from error
        raise AssertionError("unreachable")

    def _key_set(self, *, fresh: bool) -> Any:
        with self._guard:
            kept = self._keys
        if kept and not fresh and self._clock() - kept[0] < KEYS_LAST_SECONDS:
            return kept[1]
        with self._client() as client:
            keys = keys_from(_call(client, "GET", self._discover().jwks_uri))
        with self._guard:
            self._keys = (self._clock(), keys)
        return keys

    def _discover(self) -> _Metadata:
        with self._guard:
            if self._metadata is not None:
                return self._metadata
        with self._client() as client:
            address = get_well_known_url(self._settings.issuer, external=True)
            metadata = _typed(_call(client, "GET", address), _Metadata)
        if metadata.issuer != self._settings.issuer:
            raise _wrong("the provider names another issuer than the settings do")
        for url in (metadata.device_authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri):
            if not safe_address(url):
                raise _wrong(f"the address {urlsplit(url).scheme}://{urlsplit(url).netloc} is not https")
        with self._guard:
            self._metadata = metadata
        return metadata

    def _client(self) -> Any:
        try:
            secret = self._settings.secret()
        except OSError as error:
            raise SignInFailed(Problem.PROVIDER_DOWN, "the client secret cannot be read") from error
        client = OAuth2Session(self._settings.client_id, secret or None, default_timeout=SECONDS)
        client.trust_env = False
        client.verify = self._settings.ca_file or True
        return client

    def _person(self, claims: dict[str, Any]) -> Person:
        """The person by the configured table. Raises ``SignInFailed`` if no rule fits."""
        held = _texts(claims, self._settings.role_claim)
        rule = next((rule for rule in self._settings.roles if rule.value in held), None)
        if rule is None:
            raise SignInFailed(Problem.NO_ROLE, "no rule of the settings fits the person's claims")
        subject = str(claims["sub"])
        name = " ".join(_texts(claims, self._settings.name_claim)) or subject
        return Person(person_id(subject), name[:80], rule.role, rule.department)


def person_id(subject: str) -> str:
    """The subject as a person's id; one that is long or unusual is hashed, so that two never become one."""
    if _PLAIN_ID.fullmatch(subject):
        return f"oidc:{subject}"
    return f"oidc:#{hashlib.sha256(subject.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _texts(claims: dict[str, Any], path: str) -> list[str]:
    """What a claim says, whether it is one text or a list; a provider may put anything there."""
    here: Any = claims
    for step in [path] if path in claims else path.split("."):
        here = here.get(step) if isinstance(here, dict) else None
    return [text for text in (here if isinstance(here, list) else [here]) if isinstance(text, str)]


def _call(client: Any, method: str, url: str, **options: Any) -> bytes:
    """The body of a 200. Raises ``SignInFailed``."""
    try:
        answer = client.request(method, url, withhold_token=True, allow_redirects=False, **options)
    except requests.RequestException as error:
        raise SignInFailed(Problem.PROVIDER_DOWN, type(error).__name__) from error
    if answer.status_code != 200:
        raise SignInFailed(Problem.PROVIDER_DOWN, f"{urlsplit(url).path} answered {answer.status_code}")
    return bytes(answer.content)


def _typed(body: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, ValueError) as error:
        raise _wrong(f"an answer is not of RFC 8628: {type(error).__name__}") from error


def _meaning(error: str) -> Exception:
    """The error codes of RFC 8628 §3.5."""
    if error in ("authorization_pending", "slow_down"):
        return Undecided(slower=error == "slow_down")
    if error == "access_denied":
        return SignInFailed(Problem.DENIED)
    if error == "expired_token":
        return SignInFailed(Problem.FLOW_ENDED)
    return _wrong(f"the provider says {error[:40]}")


def _wrong(detail: str) -> SignInFailed:
    return SignInFailed(Problem.PROVIDER_WRONG, detail)
