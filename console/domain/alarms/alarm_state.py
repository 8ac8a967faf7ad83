"""The alarm state machine of ISA-18.2 / IEC 62682 as pure rules over orthogonal flags (OPC UA Part 9).

Two orders of severity exist: the order of *display* (unacknowledged first, then priority, then newest) belongs to the
list; the order of *update* is the log's, and these rules follow it. Each function returns the alarm's next version, or
a ``Refusal``; none of them knows the time but by its argument (ms).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import msgspec

from console.domain.entities import Alarm


class State(Enum):
    """The letters of ISA-18.2; L (latched, cleared, waiting for acknowledgement and reset) is ours."""

    NORMAL = "A"
    UNACKNOWLEDGED = "B"
    ACKNOWLEDGED = "C"
    RETURNED = "D"
    SHELVED = "E"
    SUPPRESSED = "F"
    OUT_OF_SERVICE = "G"
    LATCHED = "L"


class Why(Enum):
    """Why an act was refused; the words are the interface's."""

    ALREADY_ACKNOWLEDGED = "already acknowledged"
    CLEARED = "the alarm has cleared and is closed"
    HIDDEN = "the alarm is shelved, suppressed or out of service"
    STILL_ACTIVE = "the condition is still there"
    NOT_LATCHED = "the alarm is not latched"
    NO_REASON = "a reason is needed"
    EXPIRY_PAST = "the expiry is in the past"
    EXPIRY_FAR = "the expiry is too far away"
    NOT_SHELVED = "the alarm is not shelved"
    NOT_SUPPRESSED = "the alarm is not suppressed"
    NOT_OUT_OF_SERVICE = "the alarm is not out of service"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The act is not possible in this state."""

    why: Why


LONGEST_SHELF_MS = 24 * 3_600_000
"""One day: longer than any shift; what must be quiet for longer is taken out of service. From memory: configurable."""

Outcome = Alarm | Refusal


def state_of(alarm: Alarm) -> State:
    """The letter that the flags add up to; what hides an alarm stands over its condition.

    A latching alarm that has cleared is L until it is both acknowledged and reset, whichever comes first.
    """
    if alarm.out_of_service:
        return State.OUT_OF_SERVICE
    if alarm.suppressed:
        return State.SUPPRESSED
    if alarm.shelved:
        return State.SHELVED
    if alarm.active:
        return State.ACKNOWLEDGED if alarm.acknowledged else State.UNACKNOWLEDGED
    if alarm.latched or (alarm.latching and not alarm.acknowledged):
        return State.LATCHED
    return State.NORMAL if alarm.acknowledged else State.RETURNED


def _next(alarm: Alarm, at: int, by: str = "", **fields: Any) -> Alarm:
    """The next version. It is ``by`` whoever's act it is, by nobody if the plant or a timer made it."""
    seen = fields.get("acknowledged", alarm.acknowledged)
    if seen is not alarm.acknowledged or (seen and by and "acknowledged" in fields):
        fields |= {"acknowledged_by": by if seen else "", "acknowledged_at": at if seen else 0}
    return msgspec.structs.replace(alarm, v=alarm.v + 1, at=at, by=by, command="", **fields)


def occur(alarm: Alarm, at: int, value: float | None = None) -> Alarm:
    """The condition is there (again). Under a cover only the condition is tracked."""
    if alarm.active:
        return _next(alarm, at, value=value)
    fresh: dict[str, Any] = {} if alarm.hidden else {"acknowledged": False}
    return _next(alarm, at, active=True, raised=at, cleared=None, value=value, latched=alarm.latching, **fresh)


def clear(alarm: Alarm, at: int) -> Alarm:
    """The condition is gone: B → D, C → A, or L for a latching alarm, whoever raised it first."""
    if not alarm.active:
        return alarm
    return _next(alarm, at, active=False, cleared=at, latched=alarm.latched or alarm.latching)


def change_priority(alarm: Alarm, priority: int, at: int) -> Alarm:
    """Severity changes; a rise of an acknowledged active alarm asks for a new look (C → B)."""
    worse = priority < alarm.priority and alarm.active and not alarm.hidden
    return _next(alarm, at, priority=priority, acknowledged=alarm.acknowledged and not worse)


def re_alarm(alarm: Alarm, at: int) -> Alarm:
    """The re-alarm timer ran out while the alarm was acknowledged and still active: C → B."""
    if state_of(alarm) is not State.ACKNOWLEDGED:
        return alarm
    return _next(alarm, at, acknowledged=False)


def acknowledge(alarm: Alarm, by: str, at: int) -> Outcome:
    """A person has seen it: B → C, D → A. It confirms nothing about the cause."""
    if alarm.hidden:
        return Refusal(Why.HIDDEN)
    if alarm.acknowledged:
        return Refusal(Why.ALREADY_ACKNOWLEDGED if alarm.open else Why.CLEARED)
    return _next(alarm, at, acknowledged=True, by=by)


def reset(alarm: Alarm, by: str, at: int) -> Outcome:
    """Release a latch. With the acknowledgement, in any order, it makes L → A; never while the condition is there."""
    if alarm.hidden:
        return Refusal(Why.HIDDEN)
    if not alarm.latched:
        return Refusal(Why.NOT_LATCHED)
    if alarm.active:
        return Refusal(Why.STILL_ACTIVE)
    return _next(alarm, at, latched=False, by=by)


def shelve(alarm: Alarm, by: str, at: int, until: int, reason: str) -> Outcome:
    """Hide it until ``until`` (ms), with a reason."""
    if not reason.strip():
        return Refusal(Why.NO_REASON)
    if until <= at:
        return Refusal(Why.EXPIRY_PAST)
    if until - at > LONGEST_SHELF_MS:
        return Refusal(Why.EXPIRY_FAR)
    if alarm.hidden:
        return Refusal(Why.HIDDEN)
    if not alarm.open:
        return Refusal(Why.CLEARED)
    return _next(alarm, at, shelved=True, until=until, by=by, reason=reason.strip())


def unshelve(alarm: Alarm, by: str, at: int) -> Outcome:
    """By hand: an active alarm is as good as acknowledged by whoever takes it off the shelf (E → C; ISA-18.2 §11.7.3).

    So a shelf that is emptied causes no flood of annunciations. An inactive one becomes Normal.
    """
    if not alarm.shelved:
        return Refusal(Why.NOT_SHELVED)
    return _uncover(alarm, at, by, acknowledged=True, shelved=False, until=0)


def expire(alarm: Alarm, at: int) -> Alarm:
    """The shelf's time is over: an active alarm annunciates again (E → B), an inactive one becomes Normal."""
    if not alarm.shelved or not alarm.until or at < alarm.until:
        return alarm
    return _uncover(alarm, at, "", acknowledged=not alarm.active, shelved=False, until=0)


def suppress(alarm: Alarm, by: str, at: int, reason: str) -> Outcome:
    """Logic or a maintenance order hides it by design (any → F)."""
    if not reason.strip():
        return Refusal(Why.NO_REASON)
    return _next(alarm, at, suppressed=True, by=by, reason=reason.strip())


def unsuppress(alarm: Alarm, by: str, at: int) -> Outcome:
    """F → A or B, by the live condition."""
    if not alarm.suppressed:
        return Refusal(Why.NOT_SUPPRESSED)
    return _uncover(alarm, at, by, acknowledged=not alarm.active, suppressed=False)


def take_out_of_service(alarm: Alarm, by: str, at: int, reason: str) -> Outcome:
    """The point is under maintenance (any → G)."""
    if not reason.strip():
        return Refusal(Why.NO_REASON)
    return _next(alarm, at, out_of_service=True, by=by, reason=reason.strip())


def return_to_service(alarm: Alarm, by: str, at: int) -> Outcome:
    """G → A or B, by the live condition."""
    if not alarm.out_of_service:
        return Refusal(Why.NOT_OUT_OF_SERVICE)
    return _uncover(alarm, at, by, acknowledged=not alarm.active, out_of_service=False)


def _uncover(alarm: Alarm, at: int, by: str, **fields: Any) -> Alarm:
    """One cover is taken off. An inactive alarm is then Normal, latch and all; the reason goes with the last cover."""
    bare = _next(alarm, at, by, latched=alarm.latched and alarm.active, **fields)
    return bare if bare.hidden else msgspec.structs.replace(bare, reason="")
