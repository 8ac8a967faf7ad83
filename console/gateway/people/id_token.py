"""Whether an ID token is genuine, meant for us, and current (OpenID Connect Core §3.1.3.7)."""

from __future__ import annotations

import hmac
from typing import Any, Final

import msgspec
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

ALGORITHMS: Final = ["RS256", "ES256"]
"""Public-key signatures only: with HS256 whoever knows the client's secret could sign, with none anybody."""
LEEWAY_SECONDS = 60


class Untrusted(Exception):
    """The token proves nothing. ``unknown_key``: the provider may have changed its keys since we asked."""

    def __init__(self, why: str, *, unknown_key: bool = False) -> None:
        super().__init__(why)
        self.unknown_key = unknown_key


def keys_from(body: bytes) -> KeySet:
    """The provider's public keys that can sign. Raises ``Untrusted``."""
    try:
        listed = msgspec.json.decode(body, type=dict[str, Any])["keys"]
        kept = [key for key in listed if key.get("kty") in ("RSA", "EC") and key.get("use", "sig") == "sig"]
        return KeySet.import_key_set({"keys": kept})
    except (JoseError, msgspec.DecodeError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Untrusted("the provider's keys are not readable") from error


def checked_claims(
    token: str, keys: KeySet, issuer: str, client_id: str, nonce: str, now_seconds: int
) -> dict[str, Any]:
    """The claims. Raises ``Untrusted``.

    RFC 8628 has no nonce; a provider that returns the one we sent must return ours.
    """
    try:
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(
            now=now_seconds, leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer}, aud={"essential": True, "value": client_id},
            sub={"essential": True}, exp={"essential": True}, iat={"essential": True},
        ).validate(claims)  # fmt: skip
    except InvalidKeyIdError as error:
        raise Untrusted("the token is signed with a key that the provider does not list", unknown_key=True) from error
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise Untrusted(f"the ID token is not valid: {type(error).__name__}") from error
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != client_id:
        raise Untrusted("the ID token is for several parties and not issued to us")
    if claims.get("azp", client_id) != client_id:
        raise Untrusted("the ID token was issued to another party")
    said = claims.get("nonce")
    if said is not None and not hmac.compare_digest(str(said).encode(), nonce.encode()):
        raise Untrusted("the ID token answers another login")
    return claims
