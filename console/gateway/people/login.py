"""Judges logins. A session exists only if the audit log has taken the login down."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from console.commands.session import AuditHead, PasswordLogin, Problem, SignedIn, SignInFailed, Waiting
from console.domain.audit import Entry
from console.domain.roles import RIGHTS, Person
from console.gateway.people.accounts import Account, Accounts, Origin
from console.gateway.people.audit_log import AuditLog, AuditUnavailable
from console.gateway.people.flows import Flows
from console.gateway.people.oidc import Grant
from console.gateway.people.passwords import Passwords, totp_step
from console.gateway.people.sessions import Sessions

HASHING_AT_ONCE = 2
"""Each check takes 64 MiB and a core for a while: the others wait, the wall does not."""
logger = logging.getLogger(__name__)


class Login:
    """The ways in: a local account's password and code, or the identity provider's word."""

    def __init__(
        self, accounts: Accounts, sessions: Sessions, audit: AuditLog, passwords: Passwords, flows: Flows | None,
        now: Callable[[], int],
    ) -> None:  # fmt: skip
        self._accounts, self._sessions, self._audit = accounts, sessions, audit
        self._passwords, self._flows, self._now = passwords, flows, now
        self._hashing = asyncio.Semaphore(HASHING_AT_ONCE)

    async def by_password(self, body: PasswordLogin, remote: str) -> SignedIn:
        """Log in with a local account. Raises ``SignInFailed``: wrong name and wrong password are one answer."""
        name = body.user.strip().lower()
        try:
            if not self._accounts.attempt(name):
                raise SignInFailed(Problem.LOCKED)
            person = await self._proven(name, body)
        except SignInFailed as error:
            if error.problem is not Problem.CODE_NEEDED:
                self._failed(name, body.terminal, remote, error.problem)
            raise
        self._accounts.forgive(name)
        return self._welcome(person, body.terminal, f"password from {remote}")

    async def _proven(self, name: str, body: PasswordLogin) -> Person:
        kept = self._open(name)
        hashed = kept.hash if kept else self._passwords.nobody
        async with self._hashing:
            fits = await asyncio.to_thread(self._passwords.fits, hashed, body.password)
        account = self._open(name)  # read again: much may have happened while the hash was made
        if not fits or account is None or account.hash != hashed:
            raise SignInFailed(Problem.WRONG)
        if account.totp:
            self._check_code(account, body.totp)
        if account.origin is Origin.LOCAL and self._passwords.outdated(hashed):
            self._accounts.set_hash(name, await asyncio.to_thread(self._passwords.hash, body.password))
        return account.person

    def _open(self, name: str) -> Account | None:
        """The account if a password opens it at all."""
        account = self._accounts.find(name)
        return account if account and account.hash and not account.disabled else None

    def _check_code(self, account: Account, code: str) -> None:
        if not code.strip():
            self._accounts.take_back(account.person.id)
            raise SignInFailed(Problem.CODE_NEEDED)
        step = totp_step(account.totp, code, self._now(), account.totp_step)
        if not step or not self._accounts.use_code(account.person.id, step):
            raise SignInFailed(Problem.WRONG)

    async def begin_device(self, terminal: str, remote: str) -> tuple[str, Grant]:
        """Start a login at the identity provider. Raises ``SignInFailed``."""
        if self._flows is None:
            raise SignInFailed(Problem.NO_PROVIDER)
        return await self._flows.begin(terminal, remote)

    async def poll_device(self, word: str, remote: str) -> SignedIn | Waiting:
        """How a login at the identity provider stands. Raises ``SignInFailed``."""
        if self._flows is None:
            raise SignInFailed(Problem.NO_PROVIDER)
        terminal = self._flows.terminal(word)
        try:
            answer = await self._flows.poll(word)
            if isinstance(answer, Waiting):
                return answer
            person, terminal = answer
            self._accounts.vouched(person)
            account = self._accounts.find(person.id)
            if account is None or account.disabled:
                raise SignInFailed(Problem.NO_ROLE, "the person is disabled at the gateway")
        except SignInFailed as error:
            if terminal:
                self._failed("", terminal, remote, error.problem, error.detail)
            raise
        return self._welcome(person, terminal, f"identity provider, asked from {remote}")

    def _welcome(self, person: Person, terminal: str, how: str) -> SignedIn:
        token, expires = self._sessions.begin(person.id)
        try:
            self._audit.write(
                Entry(at=self._now(), actor=person.id, role=person.role.value, terminal=terminal, act="login",
                      about=person.id, result="accepted", detail=how)
            )  # fmt: skip
        except AuditUnavailable as error:
            self._sessions.end(token)
            raise SignInFailed(Problem.NO_AUDIT, str(error)) from error
        return self.describe(person, token, expires)

    def describe(self, person: Person, token: str, expires: int) -> SignedIn:
        """What the desk is told about its session."""
        head = AuditHead(self._audit.head.n, self._audit.head.hash)
        acts = tuple(sorted(RIGHTS[person.role]))
        return SignedIn(person=person, session=token, acts=acts, expires=expires, audit=head)

    def _failed(self, name: str, terminal: str, remote: str, problem: Problem, detail: str = "") -> None:
        """Take a failure down. A name that nobody has is left out: it may be a password in the wrong field."""
        about = name if name and self._accounts.find(name) else ""
        told = f"from {remote}" + (f": {detail}" if detail else "")
        self._audit.note(
            Entry(at=self._now(), terminal=terminal, act="login", about=about, result=problem.value, detail=told)
        )
        logger.info("login refused: %s", problem.value)
