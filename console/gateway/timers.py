"""What time alone brings about: shelves end, alarms call again, cases fall overdue, warnings and reports run out.

The gateway alone makes these transitions, once a second, by rules that are functions of the state and the time: two
looks at the same state give the same events, and an entity that has moved on meanwhile is simply looked at again. What
belonged to something that has ended is archived a slice at a time.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from console.config.tables import TableBook, Tables
from console.domain.alarms import alarm_state
from console.domain.entities import (
    KIND_NUMBER,
    KINDS,
    Alarm,
    Case,
    Decision,
    Dossier,
    Duty,
    Entry,
    Event,
    Handover,
    Incident,
    Note,
    Part,
    Participant,
    Report,
    Stamp,
    Swap,
    Task,
    Unit,
    Warning,
)
from console.domain.incidents import putting_off, reporting
from console.domain.incidents.incident import part_id
from console.domain.incidents.sla import CalendarNotAvailable
from console.domain.ledger import EntityKey, Ledger
from console.gateway.acts.putting_off import STAMPS
from console.gateway.log import Conflict, EventLog
from console.gateway.waiting import LogUnavailable

logger = logging.getLogger(__name__)
SECOND = 1.0
DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class TimerSettings:
    """Times in ms.

    ``re_alarm``: by priority, after how long an acknowledged active alarm calls again; none by default (the design
    table marks the figure as from memory). ``sender``: the level whose reports this centre owes. ``keep``: how long a
    part stays after what it belongs to; ``at_once``: how many are archived in one look.
    """

    re_alarm: Mapping[int, int] = field(default_factory=dict)
    sender: str = "city"
    keep: int = DAY
    keep_notes: int = 7 * DAY
    keep_dossiers: int = 30 * DAY
    keep_handovers: int = 30 * DAY
    keep_shifts: int = 400 * DAY
    at_once: int = 200


def due(ledger: Ledger, now: int, tables: Tables, settings: TimerSettings) -> list[Event]:
    """Everything that is due in this state at this time: the next version of each entity, or a new entry."""
    return list(_Look(ledger.entities, now, tables, settings).events())


class _Look:
    """One look at the state. One pass; what needs others (reports of an incident) is gathered on the way."""

    def __init__(self, entities: Mapping[EntityKey, Event], now: int, tables: Tables, settings: TimerSettings) -> None:
        self._entities = entities
        self._now = now
        self._tables = tables
        self._settings = settings
        self._archived = 0
        self._reports: list[Report] = []
        self._incidents: list[Incident] = []
        self._rules: dict[type[Event], Callable[[Any], Event | None]] = {
            Alarm: self._alarm, Case: self._case, Warning: self._warning, Incident: self._incident,
            Dossier: self._dossier, Report: self._report, Task: self._part, Unit: self._part,
            Participant: self._part, Entry: self._entry, Note: self._note, Duty: self._duty, Swap: self._swap,
            Handover: self._handover,
        }  # fmt: skip

    def events(self) -> Iterator[Event]:
        rules = self._rules
        for entity in self._entities.values():
            rule = rules.get(type(entity))
            if rule is not None and (event := rule(entity)) is not None:
                yield event
                if isinstance(entity, Case) and isinstance(event, Case):
                    yield from self._turned(entity, event)
                elif isinstance(event, Swap) and event.decision is Decision.LAPSED and not event.archived:
                    facts = {"person": event.person, "other": event.other, "decision": event.decision.value}
                    yield self._tell(event.shift, Stamp.SWAP, f"{event.id}|{event.v}", facts)
        for incident in self._incidents:
            yield from self._missed(incident)

    def _alarm(self, alarm: Alarm) -> Event | None:
        now = self._now
        if alarm.shelved and alarm.until and now >= alarm.until:
            return alarm_state.expire(alarm, now)
        wait = self._settings.re_alarm.get(alarm.priority)
        if wait and alarm.acknowledged and alarm.active and not alarm.hidden:
            since = alarm.acknowledged_at or alarm.at
            return alarm_state.re_alarm(alarm, now) if now - since >= wait else None
        return None

    def _case(self, case: Case) -> Event | None:
        fields: dict[str, Any] = {}
        if putting_off.to_resume(case, self._now):
            fields = self._resumed(case)
        elif putting_off.falls_due(case, self._now):
            fields = {"overdue": True}
        if putting_off.lapsed(case, self._now):
            fields["request"] = None
        return self._next(case, **fields) if fields else None

    def _resumed(self, case: Case) -> dict[str, Any]:
        """Nothing while the calendar lacks the year: whoever resumes it by hand reads what is missing."""
        try:
            return putting_off.resumed(case, self._now, self._tables.calendar)
        except CalendarNotAvailable:
            return {}

    def _turned(self, case: Case, after: Case) -> Iterator[Event]:
        """What is told of a case that is overdue or goes on, and of a request that nobody has decided in its time."""
        facts = {"case": case.id, "title": case.title, "due": str(case.due)}
        if case.incident and after.overdue and not case.overdue:
            yield self._tell(case.incident, Stamp.OVERDUE, case.id, facts)
        if case.deferral is not None and after.deferral is None:
            way = {"from": str(case.due), "to": str(after.due), "due": str(case.due)}
            yield from self._tell_both(case, Stamp.RESUMED, str(case.deferral.since), way)
        if (request := case.request) is not None and after.request is None:
            way = {"from": str(case.due), "to": str(request.until), "decision": Decision.LAPSED.value,
                   "asked_by": request.name, "due": str(case.due)}  # fmt: skip
            yield from self._tell_both(case, STAMPS[request.wish], str(request.at), way)

    def _tell_both(self, case: Case, sort: Stamp, what: str, facts: dict[str, str]) -> Iterator[Event]:
        for about in filter(None, (case.id, case.incident)):
            yield self._tell(about, sort, f"{case.id}|{what}", facts)

    def _warning(self, warning: Warning) -> Event | None:
        return self._next(warning, expired=True) if self._now >= warning.expires else None

    def _incident(self, incident: Incident) -> None:
        self._incidents.append(incident)

    def _report(self, report: Report) -> Event | None:
        self._reports.append(report)
        return self._part(report)

    def _dossier(self, dossier: Dossier) -> Event | None:
        self._incidents.append(dossier.incident)
        return self._archive(dossier, self._settings.keep_dossiers)

    def _part(self, part: Task | Unit | Participant | Report) -> Event | None:
        return None if self._there(part.incident) else self._archive(part, self._settings.keep)

    def _entry(self, entry: Entry) -> Event | None:
        return self._archive(entry, self._settings.keep) if self._left_over(entry.about, entry.at) else None

    def _note(self, note: Note) -> Event | None:
        return self._archive(note, self._settings.keep_notes) if self._left_over(note.about, note.at) else None

    def _duty(self, shift: Duty) -> Event | None:
        return self._archive(shift, self._settings.keep_shifts, shift.ends)

    def _swap(self, swap: Swap) -> Event | None:
        """A request stays until somebody decides, or until its shift is over: then it has lapsed, and says so."""
        if swap.decision is not Decision.ASKED:
            return self._archive(swap, self._settings.keep_handovers)
        shift = self._entities.get((_DUTY, swap.shift))
        if isinstance(shift, Duty) and self._now < shift.ends:
            return None
        return self._next(swap, decision=Decision.LAPSED)

    def _handover(self, handover: Handover) -> Event | None:
        return self._archive(handover, self._settings.keep_handovers)

    def _there(self, incident: str) -> bool:
        return (_INCIDENT, incident) in self._entities or (_DOSSIER, incident) in self._entities

    def _left_over(self, about: str, at: int) -> bool:
        """Whether nothing of this name is open any more; asked only of what is old enough to go."""
        if self._now - at < self._settings.keep:
            return False
        return not any((number, about) in self._entities for number in _NUMBERS)

    def _archive(self, part: Part, keep: int, since: int = 0) -> Event | None:
        if self._now - (since or part.at) < keep or self._archived >= self._settings.at_once:
            return None
        self._archived += 1
        return self._next(part, archived=True)

    def _next(self, entity: Event, **fields: Any) -> Event:
        return msgspec.structs.replace(entity, v=entity.v + 1, at=self._now, by="", command="", **fields)

    def _missed(self, incident: Incident) -> Iterator[Event]:
        """One entry for each report that isn't sent by its time, told once: its id is made from what was missed."""
        for each in reporting.deadlines(incident, self._reports, self._tables.reporting, self._settings.sender):
            if each.done is None and each.missed(self._now):
                row = each.row
                facts = {"stage": row.stage.value, "to": row.to, "channel": row.channel, "due": str(each.due)}
                entry = self._tell(incident.id, Stamp.REPORT_MISSED, "|".join(facts.values()), facts)
                if (_ENTRY, entry.id) not in self._entities:
                    yield entry

    def _tell(self, about: str, sort: Stamp, what: str, facts: dict[str, str]) -> Entry:
        name = part_id("EN", about, sort.value, what, facts.get("due", ""))
        return Entry(id=name, v=1, at=self._now, about=about, sort=sort, data=facts)


_NUMBERS = [KIND_NUMBER[kind] for kind in KINDS if kind.lasting]
_INCIDENT, _DOSSIER, _ENTRY = KIND_NUMBER[Incident], KIND_NUMBER[Dossier], KIND_NUMBER[Entry]
_DUTY = KIND_NUMBER[Duty]


class Timers:
    """Runs the rules once a second on one log. Belongs to the event loop's thread."""

    def __init__(
        self, log: EventLog, book: TableBook, now: Callable[[], int], settings: TimerSettings | None = None,
        others: Sequence[Callable[[], int]] = (),
    ) -> None:  # fmt: skip
        self._log, self._book, self._now = log, book, now
        self._settings = settings or TimerSettings()
        self._others = others
        """Other looks to take as often; each adds its own events and says how many."""

    def tick(self) -> int:
        """Look once; how many events were added. What somebody else has changed meanwhile waits for the next look."""
        added = 0
        for event in due(self._log.state.ledger, self._now(), self._book.current(), self._settings):
            result = self._log.append((KIND_NUMBER[type(event)], event.id), event.v - 1, event)
            added += not isinstance(result, Conflict)
        return added + sum(look() for look in self._others)

    async def run(self) -> None:
        """Look every second until cancelled; trouble with one look is reported and doesn't end the next."""
        while True:
            try:
                self.tick()
            except LogUnavailable as error:
                logger.warning("timers wait for the log: %s", error)
            except Exception:
                logger.exception("a look of the timers failed")
            await asyncio.sleep(SECOND)
