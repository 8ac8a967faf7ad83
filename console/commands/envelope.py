"""A command: an intent with who, when, and what they had seen; and what came of it."""

from __future__ import annotations

import os
import time
from enum import Enum
from typing import Annotated

import msgspec
from msgspec import Meta

from console.commands.intents import AnyIntent
from console.domain.entities import Millis

CommandId = Annotated[str, Meta(min_length=36, max_length=36)]


class Command(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One act of one person, as it is kept, sent and judged.

    ``expected`` is the version of the entity that the person saw (0: not there yet, −1: any). ``expires`` ends its
    meaning: after that it is never sent by itself. ``session`` proves the person to the gateway; it is empty on disk
    and put in again when the command is sent.
    """

    id: CommandId
    intent: AnyIntent
    kind: str
    expected: Annotated[int, Meta(ge=-1)] = -1
    actor: str
    session: str
    terminal: str
    at: Millis
    expires: Millis

    def __repr__(self) -> str:
        return f"Command({self.id!r}, {self.intent!r} by {self.actor!r})"


class Verdict(Enum):
    """How a command ended at the gateway."""

    ACCEPTED = "accepted"
    CONFLICT = "conflict"
    FORBIDDEN = "forbidden"
    EXPIRED = "expired"
    INVALID = "invalid"


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The gateway's word on a command; the same for every repetition of it.

    ``seq`` is the log number of its effect. A conflict says whose act (``by``, ``at``) was first; ``reason`` is a code
    of the rules (``console.domain``), which the interface puts into words.
    """

    verdict: Verdict
    seq: int = 0
    reason: str = ""
    by: str = ""
    at: int = 0


NOBODY = "nobody is logged in by this session"
"""The reason of a refusal that a new login of the same person mends: the feed keeps the command until then."""
BATCH_COMMANDS = 500
"""Commands in one request, at most."""
BATCH_BYTES = 1 << 20
"""A sender closes a batch at this size, one command being whole whatever its size."""


class CommandBatch(msgspec.Struct, frozen=True):
    """The body of ``POST /v1/commands/batch``: judged one by one, in this order; one bad command spoils no other."""

    commands: Annotated[list[msgspec.Raw], Meta(min_length=1, max_length=BATCH_COMMANDS)]


class BatchAnswer(msgspec.Struct, frozen=True):
    """One outcome a command, in the order of the commands.

    Fewer than commands: the rest was not looked at, and is to be sent again.
    """

    outcomes: list[Outcome]


class Stage(Enum):
    """Where a command is, as the desk shows it: 待发送, 已送达, 冲突, 被拒, 已过期."""

    PENDING = "pending"
    DELIVERED = "delivered"
    CONFLICT = "conflict"
    REFUSED = "refused"
    EXPIRED = "expired"


STAGE_OF = {
    Verdict.ACCEPTED: Stage.DELIVERED,
    Verdict.CONFLICT: Stage.CONFLICT,
    Verdict.FORBIDDEN: Stage.REFUSED,
    Verdict.INVALID: Stage.REFUSED,
    Verdict.EXPIRED: Stage.EXPIRED,
}


def new_id(now_ms: int | None = None) -> str:
    """A UUIDv7: sorted by time, unique without asking anybody (RFC 9562 §5.7)."""
    at = int(time.time() * 1000) if now_ms is None else now_ms
    noise = bytearray(os.urandom(10))
    noise[0] = (noise[0] & 0x0F) | 0x70
    noise[2] = (noise[2] & 0x3F) | 0x80
    text = (at.to_bytes(6, "big") + bytes(noise)).hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


HOUR_MS = 3_600_000
LIFE_MS = 8 * HOUR_MS
"""How long a command means what it says: a shift. Those below mean less for less long."""
SHORT_LIFE_MS = {"dispatch": 2 * HOUR_MS, "activate_plan": HOUR_MS, "invite": HOUR_MS}


def make(
    intent: AnyIntent, kind: str, *, actor: str, session: str, terminal: str, expected: int = -1, now_ms: int
) -> Command:
    """A command for an intent of a person, to be kept and delivered. ``kind`` names the entity's kind."""
    act = str(intent.__struct_config__.tag)
    life = SHORT_LIFE_MS.get(act, LIFE_MS)
    return Command(
        id=new_id(now_ms),
        intent=intent,
        kind=kind,
        expected=expected,
        actor=actor,
        session=session,
        terminal=terminal,
        at=now_ms,
        expires=now_ms + life,
    )
