"""Acts of the duty room: 排班, 换班, 交接班. The rules are those of ``domain.roster`` and ``domain.handover``."""

from __future__ import annotations

from collections import deque

import msgspec

from console.commands import intents as do
from console.config.tables import TableBook
from console.domain.duty import handover, roster
from console.domain.duty.handover import Why
from console.domain.duty.roster import Code, Finding
from console.domain.entities import Decision, Duty, Event, Handover, Stamp, Swap
from console.domain.incidents.incident import part_id
from console.gateway.acts.desk import Desk
from console.gateway.acts.story import after, every, find, need, tell

SAVED_KEPT = 1_000
"""Names of shifts saved last: more than one commit can hold."""
_CONFLICTS = frozenset({Why.LOCKED, Why.NOT_THE_GIVER, Why.OTHER_VERSION})
"""Refusals that mean: somebody else's signature came first."""


class DutyActs:
    """The acts that go by the tables of staff and holidays."""

    def __init__(self, book: TableBook) -> None:
        self._book = book
        self._saved: deque[str] = deque(maxlen=SAVED_KEPT)

    def save_shift(self, desk: Desk, intent: do.SaveShift) -> list[Event]:
        """排班: refused with every conflict explained, or saved with what the rules only state."""
        before = find(desk, Duty, intent.about)
        if before is not None or desk.command.expected > 0:
            need(desk, Duty, intent.about)
        shift = Duty(
            id=intent.about, v=before.v + 1 if before else 1, at=desk.now, by=desk.person.name, starts=intent.starts,
            ends=intent.ends, leader=intent.leader, watch_leader=intent.watch_leader, commanders=intent.commanders,
            commander=next(iter(intent.commanders.values()), ""), dispatchers=intent.dispatchers,
        )  # fmt: skip
        checked = self._checked(desk, shift)
        self._saved.append(shift.id)
        return [checked, *tell(desk, (shift.id,), Stamp.SHIFT)]

    def request_swap(self, desk: Desk, intent: do.RequestSwap) -> list[Event]:
        """换班申请: refused at once if the roster's rules would refuse the shift."""
        shift = need(desk, Duty, intent.about)
        person, other = intent.person.strip(), intent.other.strip()
        if not other or other == person:
            raise desk.invalid("a swap needs another person")
        if shift.ends <= desk.now:
            raise desk.invalid("the shift is over")
        before = find(desk, Swap, part_id("SW", shift.id, person))
        if before is not None and before.decision is Decision.ASKED:
            raise desk.conflict(before, "already asked for")
        self._swapped(desk, shift, person, other)
        asked = Swap(
            id=part_id("SW", shift.id, person), v=before.v + 1 if before else 1, at=desk.now, by=desk.person.name,
            shift=shift.id, person=person, other=other, reason=intent.reason, asked_by=desk.person.name,
        )  # fmt: skip
        facts = {"person": person, "other": other, "decision": Decision.ASKED.value}
        return [asked, *tell(desk, (shift.id,), Stamp.SWAP, intent.reason, **facts)]

    def decide_swap(self, desk: Desk, intent: do.DecideSwap) -> list[Event]:
        """换班审批: by somebody who is not part of it; the roster's rules hold for the shift as it will be."""
        swap = need(desk, Swap, intent.about)
        if swap.decision is not Decision.ASKED:
            raise desk.conflict(swap, "already decided")
        if desk.person.name in (swap.asked_by, swap.person, swap.other):
            raise desk.invalid("nobody decides on a swap of their own")
        decision = Decision.APPROVED if intent.approve else Decision.REFUSED
        facts = {"person": swap.person, "other": swap.other, "decision": decision.value}
        events: list[Event] = [after(desk, swap, decision=decision, answer=intent.reason)]
        if intent.approve:
            shift = find(desk, Duty, swap.shift)
            if shift is None:
                raise desk.invalid("Duty is closed or unknown")
            if shift.ends <= desk.now:
                raise desk.invalid("the shift is over")  # who was on duty then is history
            events.append(self._swapped(desk, shift, swap.person, swap.other))
        return [*events, *tell(desk, (swap.shift,), Stamp.SWAP, intent.reason, **facts)]

    def _swapped(self, desk: Desk, shift: Duty, person: str, other: str) -> Duty:
        swapped = roster.replaced(shift, person, other)
        if swapped is None:
            raise desk.invalid(roster.encode([Finding(Code.NOT_ON_SHIFT, {"person": person, "shift": shift.id})]))
        return self._checked(desk, after(desk, swapped))

    def _checked(self, desk: Desk, shift: Duty) -> Duty:
        """The shift with the rules' remarks. Raises ``Refused`` with every finding that refuses."""
        tables = self._book.current()
        found = roster.check(shift, self._shifts(desk), tables.staff, tables.calendar)
        refusing = [finding for finding in found if finding.refuses]
        if refusing:
            raise desk.invalid(roster.encode(refusing))
        return msgspec.structs.replace(shift, remarks=tuple(roster.encode([finding]) for finding in found))

    def _shifts(self, desk: Desk) -> list[Duty]:
        """All shifts, those that wait for their commit as well."""
        shifts = {shift.id: shift for shift in every(desk, Duty)}
        waiting = (find(desk, Duty, name) for name in self._saved)
        return list((shifts | {shift.id: shift for shift in waiting if shift is not None}).values())


def give_handover(desk: Desk, intent: do.GiveHandover) -> list[Event]:
    """交班签字. The giver may sign a new body until it is taken."""
    before = find(desk, Handover, intent.about)
    if before is not None or desk.command.expected > 0:
        need(desk, Handover, intent.about)
    _refuse(desk, before, handover.giving(before, intent.body, intent.digest, desk.person.id))
    if handover.read(intent.body).shift != intent.shift:
        raise desk.invalid("the body is of another shift")
    return [
        Handover(
            id=intent.about, v=before.v + 1 if before else 1, at=desk.now, by=desk.person.name, shift=intent.shift,
            body=intent.body, digest=intent.digest, giver=desk.person.name, giver_id=desk.person.id, given=desk.now,
        )
    ]  # fmt: skip


def take_handover(desk: Desk, intent: do.TakeHandover) -> list[Event]:
    """接班签字: locks it."""
    given = need(desk, Handover, intent.about)
    _refuse(desk, given, handover.taking(given, intent.digest, desk.person.id))
    return [after(desk, given, taker=desk.person.name, taker_id=desk.person.id, taken=desk.now)]


def _refuse(desk: Desk, before: Handover | None, why: Why | None) -> None:
    if why is None:
        return
    if before is not None and why in _CONFLICTS:
        raise desk.conflict(before, why.value)
    raise desk.invalid(why.value)
