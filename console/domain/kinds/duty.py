"""Who is on duty, swaps of shifts, and the hand-over between them."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from msgspec import Meta

from console.domain.kinds.base import Millis, Part, Title


class Decision(Enum):
    """What came of a request."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    LAPSED = "lapsed"
    """Nobody decided while there was something to decide."""
    WITHDRAWN = "withdrawn"
    """Who asked has thought better of it."""


class Duty(Part, frozen=True, tag="Duty", omit_defaults=True, kw_only=True):
    """Who is on duty in one shift: the leader, a 指挥长 a department, the 值班长, the 调度员 by department.

    ``commander`` is the one whom the wall names; ``remarks`` are what the roster's rules state without refusing, each
    as ``roster.encode`` writes it.
    """

    starts: Millis
    ends: Millis
    leader: str
    commander: str
    watch_leader: str
    dispatchers: dict[str, list[str]] = {}
    commanders: dict[str, str] = {}
    remarks: tuple[str, ...] = ()


class Swap(Part, frozen=True, tag="Swap", omit_defaults=True, kw_only=True):
    """A request (换班) that ``other`` takes ``person``'s place in a shift."""

    shift: str
    person: str
    other: str
    reason: Title
    asked_by: str
    decision: Decision = Decision.ASKED
    answer: Title = ""


class Handover(Part, frozen=True, tag="Handover", omit_defaults=True, kw_only=True):
    """交接班: ``body`` is what both sign, ``digest`` its SHA-256; locked once taken. See ``handover``."""

    shift: str
    body: Annotated[str, Meta(max_length=60_000)]
    digest: Annotated[str, Meta(max_length=64)]
    giver: str
    giver_id: str
    given: Millis
    taker: str = ""
    taker_id: str = ""
    taken: Millis = 0
