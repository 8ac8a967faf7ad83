"""What a security administrator may do with people: another role, locking out. At once, and on record."""

from __future__ import annotations

from collections.abc import Callable

from console.commands.session import Problem
from console.domain.audit import Entry
from console.domain.roles import Person, Role
from console.gateway.people.accounts import Account, Accounts, Origin, check_role
from console.gateway.people.audit_log import AuditLog
from console.gateway.people.sessions import Sessions


class Denied(Exception):
    """It is not done; ``status`` is the answer's."""

    def __init__(self, status: int, message: str, problem: Problem = Problem.NO_RIGHT) -> None:
        super().__init__(message)
        self.status, self.problem = status, problem


class Administration:
    """Changes accounts. Each try is in the audit log, before it has an effect if it is allowed."""

    def __init__(self, accounts: Accounts, sessions: Sessions, audit: AuditLog, now: Callable[[], int]) -> None:
        self._accounts, self._sessions, self._audit, self._now = accounts, sessions, audit, now

    def everybody(self, by: Person) -> list[Account]:
        """All accounts. Raises ``Denied``."""
        self._require(by, "list_people", "")
        return self._accounts.everybody()

    def set_role(self, by: Person, name: str, role: Role, department: str) -> None:
        """Give another role. Raises ``Denied``, ``AuditUnavailable``."""
        account = self._target(by, "set_role", name)
        if account.origin is Origin.PROVIDER:
            raise Denied(409, "The identity provider gives this person's role: change it there, or disable them here.")
        try:
            check_role(role, department)
        except ValueError as error:
            raise Denied(400, f"{error}.") from error
        was = account.person.role.value
        self._write(by, "set_role", name, "accepted", f"{was} to {role.value} {department}".strip())
        self._accounts.set_role(name, role, department)

    def set_disabled(self, by: Person, name: str, disabled: bool) -> None:
        """Lock out, with all sessions ended, or let in again. Raises ``Denied``, ``AuditUnavailable``."""
        act = "disable" if disabled else "enable"
        self._target(by, act, name)
        self._write(by, act, name, "accepted", "")
        self._accounts.set_disabled(name, disabled)
        if disabled:
            self._sessions.end_all(name)

    def _target(self, by: Person, act: str, name: str) -> Account:
        self._require(by, act, name)
        if name == by.id:
            raise Denied(409, "Nobody changes their own rights.")  # so one security administrator always remains
        account = self._accounts.find(name)
        if account is None:
            raise Denied(404, "There is no such person.")
        return account

    def _require(self, by: Person, act: str, name: str) -> None:
        if by.role is not Role.SECURITY_ADMIN:
            self._write(by, act, name, "forbidden", "")
            raise Denied(403, "Only a security administrator may do this.")

    def _write(self, by: Person, act: str, about: str, result: str, detail: str) -> None:
        self._audit.write(
            Entry(at=self._now(), actor=by.id, role=by.role.value, act=act, about=about, result=result, detail=detail)
        )
