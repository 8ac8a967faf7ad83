"""Who may do what. The gateway decides by this table; the interface offers by the same one.

Roles are those of the plan (指挥长, 值班长, 调度员), of the wall and the briefing, of the staff that keep interfaces
healthy, of 督查, and the three separate administrators that GB/T 22239-2019 asks for.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import msgspec
from msgspec import Meta


class Role(Enum):
    """A post, as the gateway knows it."""

    COMMANDER = "commander"
    WATCH_LEADER = "watch_leader"
    DISPATCHER = "dispatcher"
    WALL = "wall"
    BRIEFING = "briefing"
    TECHNICIAN = "technician"
    SUPERVISION = "supervision"
    SYSTEM_ADMIN = "system_admin"
    AUDIT_ADMIN = "audit_admin"
    SECURITY_ADMIN = "security_admin"


class Person(msgspec.Struct, frozen=True):
    """Somebody who has logged in. ``department`` is empty for those who belong to the centre."""

    id: Annotated[str, Meta(min_length=1, max_length=80)]
    name: str
    role: Role
    department: str = ""


_DESK = frozenset({
    "acknowledge", "reset", "shelve", "unshelve", "comment", "dispatch", "urge", "send_back", "receive", "feedback",
    "close", "extend", "transfer", "notify_county", "open_incident", "check_task", "report", "unit_mark", "invite",
    "request_swap", "give_handover", "take_handover", "attach", "reveal", "file_case", "decline_case", "defer",
    "resume", "withdraw_request",
})  # fmt: skip
_LEADER = _DESK | {
    "out_of_service", "return_to_service", "escalate", "grade_incident", "activate_plan", "close_incident",
    "save_shift", "decide_swap", "decide_extension", "void_case",
}  # fmt: skip

RIGHTS: dict[Role, frozenset[str]] = {
    Role.COMMANDER: _LEADER,
    Role.WATCH_LEADER: _LEADER,
    Role.DISPATCHER: _DESK,
    Role.WALL: frozenset(),
    Role.BRIEFING: frozenset(),
    Role.TECHNICIAN: frozenset({"comment", "out_of_service", "return_to_service"}),
    Role.SUPERVISION: frozenset({"comment", "urge"}),
    Role.SYSTEM_ADMIN: frozenset(),
    Role.AUDIT_ADMIN: frozenset(),
    Role.SECURITY_ADMIN: frozenset(),
}
"""The acts (tags of ``console.commands.intents``) of each role. Administrators administer; they do not operate.

``reveal`` is no command: to see a telephone number whole, for a reason, on record.
"""


def may(role: Role, act: str) -> bool:
    """Whether a role has the right to an act."""
    return act in RIGHTS[role]
