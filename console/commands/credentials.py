"""By which session the feed may speak for whom: in memory, and in the operating system's keyring where there is one.

``ops.db`` never holds a session. What is still queued when the session is gone waits for the person's next login.
"""

from __future__ import annotations

import threading
from typing import Protocol

import msgspec


class Vault(Protocol):
    """A place for secrets that outlives the process. Its methods never raise and never block for long."""

    def get(self, place: str, name: str) -> str:
        """The secret, empty if there is none."""
        ...

    def put(self, place: str, name: str, secret: str) -> None:
        """Keep a secret."""
        ...

    def drop(self, place: str, name: str) -> None:
        """Forget a secret."""
        ...

    def close(self) -> None:
        """Keep what was put so far."""
        ...


class NoVault:
    """This run only."""

    def get(self, place: str, name: str) -> str:
        return ""

    def put(self, place: str, name: str, secret: str) -> None:
        pass

    def drop(self, place: str, name: str) -> None:
        pass

    def close(self) -> None:
        pass


class Vouch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A desk's word that this person is signed in by this session."""

    actor: str
    session: str

    def __repr__(self) -> str:
        return f"Vouch({self.actor!r}, …)"


class Credentials:
    """Sessions by backend and person. Safe to use from several threads."""

    def __init__(self, vault: Vault | None = None) -> None:
        self._vault = vault or NoVault()
        self._guard = threading.Lock()
        self._known: dict[tuple[str, str], str] = {}
        """Empty: the vault was asked, and there is none."""

    def learn(self, backend: str, actor: str, session: str) -> bool:
        """A desk has shown a session; True if it is another one than before."""
        with self._guard:
            if not session or self._known.get((backend, actor)) == session:
                return False
            self._known[backend, actor] = session
        self._vault.put(backend, actor, session)
        return True

    def session(self, backend: str, actor: str) -> str:
        """The person's session at this backend, empty if none is known."""
        with self._guard:
            known = self._known.get((backend, actor))
        if known is None:
            kept = self._vault.get(backend, actor)
            with self._guard:
                known = self._known.setdefault((backend, actor), kept)
        return known

    def close(self) -> None:
        """Let the vault go."""
        self._vault.close()

    def refused(self, backend: str, actor: str, session: str) -> None:
        """The gateway does not know this session any more. A newer one, learnt meanwhile, stays."""
        with self._guard:
            if self._known.get((backend, actor)) != session:
                return
            self._known[backend, actor] = ""
        self._vault.drop(backend, actor)
