"""Everything about people at one gateway, behind one door: what the server is given."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from console.domain.roles import Person
from console.gateway.people import demo
from console.gateway.people.accounts import Accounts
from console.gateway.people.administration import Administration
from console.gateway.people.audit_log import AuditLog
from console.gateway.people.command_audit import CommandAudit
from console.gateway.people.contacts import Contacts
from console.gateway.people.database import open_people
from console.gateway.people.flows import Flows
from console.gateway.people.login import Login
from console.gateway.people.oidc import Provider
from console.gateway.people.oidc_settings import OidcSettings
from console.gateway.people.passwords import Passwords
from console.gateway.people.presence import Presence
from console.gateway.people.routes import Routes
from console.gateway.people.sessions import Sessions


class People:
    """The gateway's ``Authority``. ``now`` is the real time in ms, never a sped-up one: codes and sessions run by it.

    ``demo_accounts`` only together with the simulated city. Raises ``StorageError``, ``OSError``.
    """

    def __init__(
        self, folder: Path, now: Callable[[], int], oidc: OidcSettings | None = None, *, demo_accounts: bool = False,
        passwords: Passwords | None = None, clock: Callable[[], float] = time.monotonic,
        contacts: Contacts | None = None,
    ) -> None:  # fmt: skip
        self._db = open_people(folder)
        try:
            self.audit = AuditLog(folder, now)
        except BaseException:
            self._db.close()
            raise
        self.accounts = Accounts(self._db, now)
        self.sessions = Sessions(self._db, now)
        demo.settle(self.accounts, wanted=demo_accounts)
        flows = Flows(Provider(oidc, now, clock), clock) if oidc else None
        login = Login(self.accounts, self.sessions, self.audit, passwords or Passwords(), flows, now)
        administration = Administration(self.accounts, self.sessions, self.audit, now)
        self.presence = Presence(now)
        self._routes = Routes(
            login, administration, self.sessions, self.audit, now, contacts or Contacts(), self.presence
        )
        self.on_outcome = CommandAudit(self.audit, now)
        """To be put into ``Commands.on_outcome``."""

    def add_routes(self, app: web.Application) -> None:
        """Answer logins and what else concerns people."""
        self._routes.add_to(app)

    def person(self, session: str) -> Person | None:
        """Whose session this is, with the role of this very moment."""
        return self.sessions.person(session)

    def close(self) -> None:
        """Write what waits, let the files go."""
        self.audit.close()
        self._db.close()
