"""``POST /v1/commands``: the gateway knows who asks, judges by the rules, and answers when it is on disk."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import msgspec
from aiohttp import web

from console.commands import intents as do
from console.commands.envelope import NOBODY, BatchAnswer, Command, CommandBatch, Outcome, Verdict
from console.config.tables import TableBook
from console.domain.entities import Event
from console.domain.rate_limit import RateLimit, Sparing
from console.domain.roles import Person, may
from console.gateway.acts import alarms, cases, duty, filing, incidents, notes, putting_off
from console.gateway.acts.desk import Desk, Refused, any_picture
from console.gateway.log import EventLog
from console.gateway.waiting import LogUnavailable
from console.wire.codec import Reject, decode_event, encode_event

logger = logging.getLogger(__name__)
JSON = "application/json"
SLACK_MS = 10 * 60_000
"""How far a terminal's clock may be ahead of ours before an expiry counts as nonsense.

So a command made later than this after the newest one that was forgotten cannot be one of those.
"""
SLICE = 50
"""Commands of a batch that are judged in one step of the loop; then the streams have their turn."""
STRANGERS_A_MINUTE = 60
"""Requests from one address by which nobody proves to be anybody: a feed asks once a person whose session has ended."""
UNKNOWN = "the gateway does not know this act"
UNREADABLE = "the act is too large or not well formed"
_command = msgspec.json.Decoder(Command)
_batch = msgspec.json.Decoder(CommandBatch)
_outcome = msgspec.json.Decoder(Outcome)

Act = Callable[[Desk, Any], list[Event]]


def acts_by(book: TableBook) -> dict[type[do.Intent], Act]:
    """What each intent does, going by these tables."""
    case, duty_room, incident = cases.CaseActs(book), duty.DutyActs(book), incidents.IncidentActs(book)
    later, taking_up = putting_off.PuttingOff(book), filing.FilingActs(book)
    return {
        do.Acknowledge: incidents.told(alarms.acknowledge),
        do.ResetLatch: incidents.told(alarms.reset),
        do.Shelve: incidents.told(alarms.shelve),
        do.Unshelve: incidents.told(alarms.unshelve),
        do.TakeOutOfService: incidents.told(alarms.take_out_of_service),
        do.ReturnToService: incidents.told(alarms.return_to_service),
        do.Comment: notes.comment,
        do.FileCase: taking_up.file,
        do.DeclineCase: taking_up.decline,
        do.VoidCase: filing.void,
        do.Dispatch: case.dispatch,
        do.Transfer: case.transfer,
        do.Urge: case.urge,
        do.Extend: later.extend,
        do.Defer: later.defer,
        do.Resume: later.resume,
        do.DecideRequest: putting_off.decide,
        do.WithdrawRequest: putting_off.withdraw,
        do.SendBack: case.send_back,
        do.Receive: cases.receive,
        do.Feedback: cases.feedback,
        do.Close: case.close,
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
"""By the shipped tables: what a gateway goes by that was given no others."""


class Authority(Protocol):
    """Knows people by their sessions; a role that was taken away is gone at once."""

    def person(self, session: str) -> Person | None:
        """Whose session this is, None if it is nobody's (any more)."""
        ...


class Commands:
    """Judges commands and puts their effects into the log, each at most once. Belongs to the event loop's thread."""

    def __init__(
        self, log: EventLog, authority: Authority, now: Callable[[], int], book: TableBook | None = None
    ) -> None:
        self._log, self._authority, self._now = log, authority, now
        self._acts = acts_by(book) if book is not None else ACTS
        self._told, self._strangers = Sparing(), RateLimit(STRANGERS_A_MINUTE, 60.0)
        self.on_outcome: list[Callable[[Command, Person | None, Outcome], None]] = []
        self.together: Callable[[], AbstractContextManager[object]] = contextlib.nullcontext
        """What is opened around commands that are judged in one step (the audit log flushes them as one)."""
        self.has_picture: Callable[[str], bool] = any_picture

    async def handle(self, request: web.Request) -> web.Response:
        """Answer 200 with the outcome, 400 if it is no command at all, 503 while the log takes nothing."""
        self._brake(request)
        body = await request.read()
        try:
            command = _command.decode(body)
        except (msgspec.DecodeError, ValueError) as error:
            self._unproved(request)
            raise web.HTTPBadRequest(text=f"not a command: {error}") from error
        if request.headers.get("Idempotency-Key", command.id) != command.id:
            raise web.HTTPBadRequest(text="the idempotency key is not the command's id")
        try:
            outcome = self.execute(command)
        except LogUnavailable as error:
            raise web.HTTPServiceUnavailable(text=str(error)) from error
        if outcome.seq:
            await self._log.committed(outcome.seq)
        if _proves_nothing(outcome):
            self._unproved(request)
        return _answer(outcome)

    async def handle_batch(self, request: web.Request) -> web.Response:
        """Answer 200 with the outcomes, 400 if it is no batch at all, 503 if the log took none of it."""
        self._brake(request)
        try:
            batch = _batch.decode(await request.read())
        except (msgspec.DecodeError, ValueError) as error:
            self._unproved(request)
            raise web.HTTPBadRequest(text=f"not a batch of commands: {error}") from error
        outcomes: list[Outcome] = []
        try:
            for start in range(0, len(batch.commands), SLICE):
                self._execute_slice(batch.commands[start : start + SLICE], outcomes)
                await asyncio.sleep(0)
        except LogUnavailable as error:
            if not outcomes:
                raise web.HTTPServiceUnavailable(text=str(error)) from error
        await self._log.committed(max((outcome.seq for outcome in outcomes), default=0))
        if all(map(_proves_nothing, outcomes)):
            self._unproved(request)
        return _answer(BatchAnswer(outcomes))

    def _brake(self, request: web.Request) -> None:
        """An address from which nobody has proved to be anybody for a while is not read any further."""
        if self._strangers.spent(request.remote or "?"):
            raise web.HTTPTooManyRequests(text="Too many requests by nobody who is logged in.")

    def _unproved(self, request: web.Request) -> None:
        self._strangers.allow(request.remote or "?")

    def _execute_slice(self, raws: Sequence[msgspec.Raw], outcomes: list[Outcome]) -> None:
        with self.together():
            for raw in raws:
                try:
                    command = _command.decode(raw)
                except (msgspec.DecodeError, ValueError) as error:
                    if (more := self._told.more()) is not None:
                        logger.warning("a command of a batch is none: %s%s", error, more)
                    outcomes.append(Outcome(verdict=Verdict.INVALID, reason=UNKNOWN))
                else:
                    outcomes.append(self.execute(command))

    def execute(self, command: Command) -> Outcome:
        """Judge a command, once: a repetition gets the same word and does nothing.

        Only a command without a session is judged anew: its person may have logged in meanwhile. Raises
        ``LogUnavailable``: then it was not judged.
        """
        done = self._log.done(command.id)
        if done:
            return Outcome(verdict=Verdict.ACCEPTED, seq=done)
        said = self._log.refusal(command.id)
        if said is not None:
            return _outcome.decode(said)
        person = self._authority.person(command.session)
        if person is not None and person.id != command.actor:
            person = None  # a session proves its own person, and nobody's acts are done in another's name
        outcome = self._judge(command, person)
        if person is not None and outcome.verdict is not Verdict.ACCEPTED:
            self._log.refuse(command.id, msgspec.json.encode(outcome))
        for tell in self.on_outcome:
            tell(command, person, outcome)
        return outcome

    def _judge(self, command: Command, person: Person | None) -> Outcome:
        act = str(command.intent.__struct_config__.tag)
        if person is None:
            return Outcome(verdict=Verdict.FORBIDDEN, reason=NOBODY)
        if not may(person.role, act):
            return Outcome(verdict=Verdict.FORBIDDEN, reason="the role has no right to this act")
        now = self._now()
        forgotten = self._log.forgotten
        if command.expires < now or (forgotten and command.at <= forgotten + SLACK_MS):
            return Outcome(verdict=Verdict.EXPIRED, reason="waited too long")
        if command.at > now + SLACK_MS:
            return Outcome(verdict=Verdict.INVALID, reason="the terminal's clock is ahead")
        handler = self._acts.get(type(command.intent))
        if handler is None:
            return Outcome(verdict=Verdict.INVALID, reason=UNKNOWN)
        try:
            return self._append(
                command, handler(Desk(self._log, person, command, now, self.has_picture), command.intent)
            )
        except Refused as refused:
            return refused.outcome
        except LogUnavailable:
            raise
        except Exception:
            # An act that we fail at must not be sent again and again, with all that waits behind it.
            logger.exception("command %s failed", command.id)
            return Outcome(verdict=Verdict.INVALID, reason="the gateway failed at this act")

    def _append(self, command: Command, events: list[Event]) -> Outcome:
        """All events of one act, or none: versions were read in this very step of the loop, so none can be stale.

        An event that no reader of the log could take in would make an act that is accepted and never happens.
        """
        stamped = [msgspec.structs.replace(event, command=command.id) for event in events]
        for event in stamped:
            if isinstance(unreadable := decode_event(encode_event(event)), Reject):
                logger.error("command %s would make an event that nobody can read: %s", command.id, unreadable.reason)
                raise Refused(Outcome(verdict=Verdict.INVALID, reason=UNREADABLE))
        return Outcome(verdict=Verdict.ACCEPTED, seq=self._log.append_act(stamped))


def _proves_nothing(outcome: Outcome) -> bool:
    return outcome.reason in (NOBODY, UNKNOWN)


def _answer(body: Outcome | BatchAnswer) -> web.Response:
    return web.Response(body=msgspec.json.encode(body), content_type=JSON, charset="utf-8")
