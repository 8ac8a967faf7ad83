"""When an alarm asks the operator for a look: the one rule by which every figure of the load counts.

An alarm is annunciated when it comes into state B of ISA-18.2 (active, not acknowledged, not hidden), whatever brought
it there: it occurs, gets worse, is called again by the re-alarm timer, or comes off its shelf **by time** (E → B,
§11.7.3). Off its shelf by hand it comes as acknowledged (E → C) and asks for nothing. Occurring is less: each time the
condition comes, so that what is annunciated twice has occurred once.
"""

from __future__ import annotations

from console.domain.entities import Alarm


def calls(alarm: Alarm) -> bool:
    """Whether it waits for an acknowledgement that somebody can give."""
    return not alarm.acknowledged and not alarm.hidden


def occurs(before: Alarm | None, after: Alarm) -> bool:
    """Whether the condition came with this version, for everybody to see; ``before`` None: unseen until now."""
    return after.active and not after.hidden and (before is None or not before.active)


def annunciates(before: Alarm | None, after: Alarm) -> bool:
    """Whether this version asks for a look that the one before did not ask for."""
    return _sounds(after) and not (before is not None and _sounds(before))


def _sounds(alarm: Alarm) -> bool:
    return alarm.active and calls(alarm)
