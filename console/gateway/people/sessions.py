"""Sessions: a random word proves a person to the gateway for one shift. Kept hashed, so the file opens no door."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Callable

from console.domain.roles import Person, Role

LASTS_MS = 12 * 3_600_000
"""A shift. A longer outage than that ends with a login; what is queued under the old session waits for it."""
USED_EVERY_MS = 60_000
MOST = 20
"""Sessions of one person at a time; the oldest gives way."""
_TOKEN_LIMIT = 200


class Sessions:
    """The sessions in ``people.db``. Belongs to one thread; ``now`` in ms."""

    def __init__(self, db: sqlite3.Connection, now: Callable[[], int]) -> None:
        self._db, self._now = db, now

    def begin(self, person: str) -> tuple[str, int]:
        """A new session's token (256 random bits) and the time it ends."""
        token, now = secrets.token_urlsafe(32), self._now()
        self._db.execute("DELETE FROM session WHERE expires <= ?", (now,))
        self._db.execute(
            "DELETE FROM session WHERE hash IN "
            "(SELECT hash FROM session WHERE person = ? ORDER BY created DESC LIMIT -1 OFFSET ?)",
            (person, MOST - 1),
        )
        row = (_hash(token), person, now, now, now + LASTS_MS)
        self._db.execute("INSERT INTO session VALUES(?, ?, ?, ?, ?)", row)
        return token, now + LASTS_MS

    def person(self, token: str) -> Person | None:
        """Whose session it is, with the role of this very moment; None if it ended or its person is locked out."""
        found = self.look(token)
        return found[0] if found else None

    def look(self, token: str) -> tuple[Person, int] | None:
        """The person and the time at which the session ends."""
        if not 0 < len(token) <= _TOKEN_LIMIT:
            return None
        now, key = self._now(), _hash(token)
        row = self._db.execute(
            "SELECT p.id, p.name, p.role, p.department, s.used, s.expires "
            "FROM session s JOIN person p ON p.id = s.person WHERE s.hash = ? AND s.expires > ? AND p.disabled = 0",
            (key, now),
        ).fetchone()
        if row is None:
            return None
        name, shown, role, department, used, expires = row
        if now - used >= USED_EVERY_MS:
            self._db.execute("UPDATE session SET used = ? WHERE hash = ?", (now, key))
        return Person(name, shown, Role(role), department), expires

    def end(self, token: str) -> None:
        """Log out."""
        self._db.execute("DELETE FROM session WHERE hash = ?", (_hash(token),))

    def end_all(self, person: str) -> None:
        """Log a person out everywhere."""
        self._db.execute("DELETE FROM session WHERE person = ?", (person,))


def _hash(token: str) -> bytes:
    """256 random bits need no slow hash. The comparison in the database is of hashes: its timing leads nowhere."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
