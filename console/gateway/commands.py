"""``POST /v1/commands``: the gateway knows who asks, judges by the rules, and answers when it is on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import msgspec
from aiohttp import web

from console.commands import intents as do
from console.commands.envelope import Command, Outcome, Verdict
from console.config.tables import TableBook
from console.domain.entities import KIND_NUMBER, Event
from console.domain.roles import Person, may
from console.gateway.acts import alarms, cases, duty, incidents, notes
from console.gateway.acts.desk import Desk, Refused
from console.gateway.log import Conflict, EventLog

JSON = "application/json"
SLACK_MS = 10 * 60_000
"""How far a terminal's clock may be ahead of ours before an expiry counts as nonsense."""
_command = msgspec.json.Decoder(Command)

Act = Callable[[Desk, Any], list[Event]]


def acts_by(book: TableBook) -> dict[type[do.Intent], Act]:
    """What each intent does, going by these tables."""
    case, duty_room, incident = cases.CaseActs(book), duty.DutyActs(book), incidents.IncidentActs(book)
    return {
        do.Acknowledge: incidents.told(alarms.acknowledge),
        do.ResetLatch: incidents.told(alarms.reset),
        do.Shelve: incidents.told(alarms.shelve),
        do.Unshelve: incidents.told(alarms.unshelve),
        do.TakeOutOfService: incidents.told(alarms.take_out_of_service),
        do.ReturnToService: incidents.told(alarms.return_to_service),
        do.Comment: notes.comment,
        do.Dispatch: case.dispatch,
        do.Transfer: cases.transfer,
        do.Urge: cases.urge,
        do.Extend: case.extend,
        do.SendBack: cases.send_back,
        do.Close: cases.close,
        do.Escalate: cases.escalate,
        do.NotifyCounty: cases.notify_county,
        do.OpenIncident: incident.open,
        do.Attach: incidents.attach,
        do.GradeIncident: incident.grade,
        do.CloseIncident: incidents.close,
        do.ActivatePlan: incident.activate,
        do.CheckTask: incidents.check_task,
        do.Report: incidents.report,
        do.UnitMark: incidents.unit_mark,
        do.Invite: incidents.invite,
        do.SaveShift: duty_room.save_shift,
        do.RequestSwap: duty_room.request_swap,
        do.DecideSwap: duty_room.decide_swap,
        do.GiveHandover: duty.give_handover,
        do.TakeHandover: duty.take_handover,
    }


ACTS = acts_by(TableBook())
"""By the shipped tables."""


class Authority(Protocol):
    """Knows people by their sessions; a role that was taken away is gone at once."""

    def person(self, session: str) -> Person | None:
        """Whose session this is, None if it is nobody's (any more)."""
        ...


class Commands:
    """Judges commands and puts their effects into the log, each at most once. Belongs to the event loop's thread."""

    def __init__(self, log: EventLog, authority: Authority, now: Callable[[], int]) -> None:
        self._log, self._authority, self._now = log, authority, now
        self.on_outcome: list[Callable[[Command, Person | None, Outcome], None]] = []

    async def handle(self, request: web.Request) -> web.Response:
        """Answer 200 with the outcome, 400 if it is no command at all."""
        body = await request.read()
        try:
            command = _command.decode(body)
        except (msgspec.DecodeError, ValueError) as error:
            raise web.HTTPBadRequest(text=f"not a command: {error}") from error
        if request.headers.get("Idempotency-Key", command.id) != command.id:
            raise web.HTTPBadRequest(text="the idempotency key is not the command's id")
        outcome = self.execute(command)
        if outcome.seq:
            await self._log.committed(outcome.seq)
        return web.Response(body=msgspec.json.encode(outcome), content_type=JSON, charset="utf-8")

    def execute(self, command: Command) -> Outcome:
        """Judge a command, once: a repetition of an accepted one gets the same word and does nothing."""
        done = self._log.done(command.id)
        if done:
            return Outcome(verdict=Verdict.ACCEPTED, seq=done)
        person = self._authority.person(command.session)
        outcome = self._judge(command, person)
        for tell in self.on_outcome:
            tell(command, person, outcome)
        return outcome

    def _judge(self, command: Command, person: Person | None) -> Outcome:
        act = str(command.intent.__struct_config__.tag)
        if person is None:
            return Outcome(verdict=Verdict.FORBIDDEN, reason="nobody is logged in by this session")
        if not may(person.role, act):
            return Outcome(verdict=Verdict.FORBIDDEN, reason="the role has no right to this act")
        now = self._now()
        if command.expires < now:
            return Outcome(verdict=Verdict.EXPIRED, reason="waited too long")
        if command.at > now + SLACK_MS:
            return Outcome(verdict=Verdict.INVALID, reason="the terminal's clock is ahead")
        handler = ACTS.get(type(command.intent))
        if handler is None:
            return Outcome(verdict=Verdict.INVALID, reason="the gateway does not know this act")
        try:
            return self._append(command, handler(Desk(self._log, person, command, now), command.intent))
        except Refused as refused:
            return refused.outcome

    def _append(self, command: Command, events: list[Event]) -> Outcome:
        """All events of one act, or none: versions were read in this very step of the loop, so none can be stale."""
        seq = 0
        for event in events:
            stamped = msgspec.structs.replace(event, command=command.id)
            result = self._log.append((KIND_NUMBER[type(event)], event.id), event.v - 1, stamped)
            if isinstance(result, Conflict):
                raise AssertionError("an act read a stale version")
            seq = result
        return Outcome(verdict=Verdict.ACCEPTED, seq=seq)
