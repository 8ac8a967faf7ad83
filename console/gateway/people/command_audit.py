"""Every command's outcome goes into the audit log, before its effect is committed to the event log."""

from __future__ import annotations

from collections.abc import Callable

from console.commands.envelope import Command, Outcome
from console.domain.audit import Entry
from console.domain.rate_limit import RateLimit
from console.domain.roles import Person
from console.gateway.people.audit_log import AuditLog

STRANGERS = 60
"""Records a minute of commands without a session; more would let anybody fill the disk. The rest is counted."""


class CommandAudit:
    """A listener for ``Commands.on_outcome``."""

    def __init__(self, audit: AuditLog, now: Callable[[], int]) -> None:
        self._audit, self._now = audit, now
        self._strangers = RateLimit(STRANGERS, 60.0)
        self._uncounted = 0

    def __call__(self, command: Command, person: Person | None, outcome: Outcome) -> None:
        """Take it down. The session stays out; a stranger's name is only what they claim."""
        said = f"seq {outcome.seq}" if outcome.seq else outcome.reason
        if person is None:
            if not self._strangers.allow(""):
                self._uncounted += 1
                return
            said = f"{said}; claims to be {command.actor}"
            if self._uncounted:
                said, self._uncounted = f"{self._uncounted} more before this one; {said}", 0
        self._audit.note(
            Entry(
                at=self._now(), actor=person.id if person else "", role=person.role.value if person else "",
                terminal=command.terminal, act=str(command.intent.__struct_config__.tag), about=command.intent.about,
                result=outcome.verdict.value, detail=f"command {command.id}: {said}",
            )
        )  # fmt: skip
