"""Proofs of a local account: the password (argon2id) and the one-time code (RFC 6238).

Nothing here, and nothing that calls it, writes a password, a secret or a code to a log.
"""

from __future__ import annotations

import base64
import hmac
import os

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LONGEST = 256
"""Characters of a password that are looked at; longer ones are wrong without any work."""
SHORTEST = 10
STEP_SECONDS = 30


class Passwords:
    """Hashes and checks. The default cost is the second choice of RFC 9106 §4: 64 MiB, 3 passes, 4 lanes."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4)
        self.nobody = _unknowable(self._hasher)
        """Checked when the name is unknown, so that the answer takes the same time."""

    def hash(self, password: str) -> str:
        """The hash to keep. Raises ``ValueError`` for a password that is too short or too long."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise ValueError(f"a password has {SHORTEST} to {LONGEST} characters")
        return self._hasher.hash(password)

    def fits(self, kept: str, password: str) -> bool:
        """Whether the password is the one. Takes tens of milliseconds: call it in a thread."""
        try:
            return len(password) <= LONGEST and self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False

    def outdated(self, kept: str) -> bool:
        """Whether the hash was made at another cost than today's."""
        return self._hasher.check_needs_rehash(kept)


def _unknowable(hasher: PasswordHasher) -> str:
    salt, digest = (base64.b64encode(os.urandom(n)).decode().rstrip("=") for n in (hasher.salt_len, hasher.hash_len))
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${digest}"


def new_totp() -> str:
    """A secret for an authenticator, 160 bits in base32."""
    return pyotp.random_base32()


def totp_uri(secret: str, person: str) -> str:
    """What an authenticator takes in as a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=person, issuer_name="CommandWall")


def totp_step(secret: str, code: str, now_ms: int, last_step: int) -> int:
    """The time step that the code belongs to, 0 if it is wrong or was used before (RFC 6238 §5.2).

    The neighbouring steps count too: authenticators' clocks are up to half a minute off.
    """
    given, clock, here = code.replace(" ", "").encode(), pyotp.TOTP(secret), now_ms // 1000 // STEP_SECONDS
    found = 0
    for step in (here - 1, here, here + 1):
        if hmac.compare_digest(clock.at(step * STEP_SECONDS).encode(), given) and step > last_step:
            found = step
    return found
