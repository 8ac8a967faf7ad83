"""Accounts: local ones with a password, and those whom the identity provider vouches for."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from console.domain.departments import DEPARTMENTS
from console.domain.roles import Person, Role

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
"""Ids of local accounts. Those of the identity provider contain a colon, so the two can't meet."""
NAME_LENGTH = 80
"""What an event of the log takes as the name of whose act it is."""
FAILURES = 5
LOCKED_MS = 5 * 60_000
FAILURES_KEPT = 10_000


class Origin(Enum):
    """Where an account comes from."""

    LOCAL = "local"
    DEMO = "demo"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Account:
    """A person with what proves them. Proofs stay out of its text form."""

    person: Person
    origin: Origin
    disabled: bool
    hash: str = field(repr=False, default="")
    totp: str = field(repr=False, default="")
    totp_step: int = field(repr=False, default=0)


class Accounts:
    """The accounts in ``people.db``. Belongs to one thread; ``now`` in ms."""

    def __init__(self, db: sqlite3.Connection, now: Callable[[], int]) -> None:
        self._db, self._now = db, now

    def find(self, name: str) -> Account | None:
        """The account of this id, disabled or not."""
        row = self._db.execute(f"{_SELECT} WHERE id = ?", (name,)).fetchone()
        return _account(row) if row else None

    def everybody(self) -> list[Account]:
        """All accounts by id."""
        return [_account(row) for row in self._db.execute(f"{_SELECT} ORDER BY id")]

    def add(self, person: Person, hashed: str, *, totp: str = "", origin: Origin = Origin.LOCAL) -> None:
        """A new account with a password. Raises ``ValueError`` if the id is no name or taken."""
        if NAME.fullmatch(person.id) is None:
            raise ValueError("an account's id is made of a to z, 0 to 9, dot, dash and underscore, 40 at most")
        if not 1 <= len(person.name.strip()) <= NAME_LENGTH:
            raise ValueError(f"a person's name has 1 to {NAME_LENGTH} characters")
        check_role(person.role, person.department)
        try:
            self._db.execute(
                "INSERT INTO person(id, name, role, department, origin, hash, totp) VALUES(?, ?, ?, ?, ?, ?, ?)",
                (person.id, person.name, person.role.value, person.department, origin.value, hashed, totp),
            )
        except sqlite3.IntegrityError as error:
            raise ValueError(f"there is an account “{person.id}” already") from error

    def vouched(self, person: Person) -> None:
        """The provider says who this is and which role they have: as of now, and only as of now."""
        self._db.execute(
            "INSERT INTO person(id, name, role, department, origin) VALUES(?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE "
            "SET name = excluded.name, role = excluded.role, department = excluded.department",
            (person.id, person.name, person.role.value, person.department, Origin.PROVIDER.value),
        )

    def set_role(self, name: str, role: Role, department: str) -> None:
        """Another role from this moment on."""
        check_role(role, department)
        self._db.execute("UPDATE person SET role = ?, department = ? WHERE id = ?", (role.value, department, name))

    def set_disabled(self, name: str, disabled: bool) -> None:
        """Lock somebody out, or in again."""
        self._db.execute("UPDATE person SET disabled = ? WHERE id = ?", (int(disabled), name))

    def set_hash(self, name: str, hashed: str) -> None:
        """Another password, or the same one at another cost."""
        self._db.execute("UPDATE person SET hash = ? WHERE id = ?", (hashed, name))

    def use_code(self, name: str, step: int) -> bool:
        """Spend a one-time code's step; False if it, or a later one, was spent before."""
        done = self._db.execute("UPDATE person SET totp_step = ? WHERE id = ? AND totp_step < ?", (step, name, step))
        return done.rowcount == 1

    def remove(self, origin: Origin) -> None:
        """Forget all accounts of one origin, and their sessions."""
        self._db.execute(
            "DELETE FROM session WHERE person IN (SELECT id FROM person WHERE origin = ?)", (origin.value,)
        )
        self._db.execute("DELETE FROM person WHERE origin = ?", (origin.value,))

    def attempt(self, name: str) -> bool:
        """Count an attempt as failed before it is judged; False while the name is locked.

        Names that nobody has are counted alike, so a lock tells nothing about who exists, and counting first leaves no
        room for a thousand guesses at the same moment.
        """
        now = self._now()
        row = self._db.execute("SELECT count, last FROM failure WHERE name = ?", (name,)).fetchone()
        count, last = row or (0, now)
        if abs(now - last) >= LOCKED_MS:  # a clock that was set back must not lock anybody for a day
            count = 0
        if count >= FAILURES:
            return False
        self._db.execute("INSERT OR REPLACE INTO failure VALUES(?, ?, ?)", (name, count + 1, now))
        self._db.execute(
            "DELETE FROM failure WHERE name IN (SELECT name FROM failure ORDER BY last DESC LIMIT -1 OFFSET ?)",
            (FAILURES_KEPT,),
        )
        return True

    def forgive(self, name: str) -> None:
        """The attempt was right: the count starts anew."""
        self._db.execute("DELETE FROM failure WHERE name = ?", (name,))

    def take_back(self, name: str) -> None:
        """The attempt was neither right nor wrong: a code is still to come."""
        self._db.execute("UPDATE failure SET count = count - 1 WHERE name = ?", (name,))


_SELECT = "SELECT id, name, role, department, origin, disabled, hash, totp, totp_step FROM person"


def _account(row: tuple[str, str, str, str, str, int, str, str, int]) -> Account:
    name, shown, role, department, origin, disabled, hashed, totp, step = row
    return Account(Person(name, shown, Role(role), department), Origin(origin), bool(disabled), hashed, totp, step)


def check_role(role: Role, department: str) -> None:
    """A 调度员 belongs to a department. Raises ``ValueError``, which says what departments are called in cases."""
    if role is Role.DISPATCHER and not department:
        known = ", ".join(DEPARTMENTS.values())
        raise ValueError(f"a dispatcher needs a department, by the name that cases have for it: {known} or another one")
    if len(department) > 80:
        raise ValueError("a department's name has 80 characters at most")
