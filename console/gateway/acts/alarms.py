"""Acts on alarms: the rules are ``console.domain.alarms.alarm_state``; here they meet the log."""

from __future__ import annotations

from console.commands import intents as do
from console.commands.envelope import Outcome, Verdict
from console.domain.alarms import alarm_state
from console.domain.alarms.alarm_state import Refusal, Why
from console.domain.entities import Alarm, Event
from console.gateway.acts.desk import Desk, Refused

_CONFLICTS = {Why.ALREADY_ACKNOWLEDGED, Why.CLEARED, Why.HIDDEN, Why.NOT_SHELVED, Why.NOT_LATCHED}
"""Refusals that mean: the alarm is no longer as the person saw it."""


def _made(desk: Desk, before: Alarm, outcome: alarm_state.Outcome) -> list[Event]:
    """The rules' own reason says more than that the version is another, so they are asked first."""
    if isinstance(outcome, Refusal):
        reason = outcome.why.value
        if outcome.why is Why.ALREADY_ACKNOWLEDGED:
            who, when = before.acknowledged_by or before.by, before.acknowledged_at or before.at
            raise Refused(Outcome(verdict=Verdict.CONFLICT, reason=reason, by=who, at=when))
        raise desk.conflict(before, reason) if outcome.why in _CONFLICTS else desk.invalid(reason)
    desk.as_seen(before)
    return [outcome]


def acknowledge(desk: Desk, intent: do.Acknowledge) -> list[Event]:
    """确认."""
    alarm = desk.there(Alarm, intent.about)
    return _made(desk, alarm, alarm_state.acknowledge(alarm, desk.person.name, desk.now))


def reset(desk: Desk, intent: do.ResetLatch) -> list[Event]:
    """复位."""
    alarm = desk.there(Alarm, intent.about)
    return _made(desk, alarm, alarm_state.reset(alarm, desk.person.name, desk.now))


def shelve(desk: Desk, intent: do.Shelve) -> list[Event]:
    """搁置."""
    alarm = desk.there(Alarm, intent.about)
    return _made(desk, alarm, alarm_state.shelve(alarm, desk.person.name, desk.now, intent.until, intent.reason))


def unshelve(desk: Desk, intent: do.Unshelve) -> list[Event]:
    """取消搁置."""
    alarm = desk.there(Alarm, intent.about)
    return _made(desk, alarm, alarm_state.unshelve(alarm, desk.person.name, desk.now))


def take_out_of_service(desk: Desk, intent: do.TakeOutOfService) -> list[Event]:
    """停用."""
    alarm = desk.there(Alarm, intent.about)
    return _made(desk, alarm, alarm_state.take_out_of_service(alarm, desk.person.name, desk.now, intent.reason))


def return_to_service(desk: Desk, intent: do.ReturnToService) -> list[Event]:
    """恢复启用."""
    alarm = desk.there(Alarm, intent.about)
    return _made(desk, alarm, alarm_state.return_to_service(alarm, desk.person.name, desk.now))
