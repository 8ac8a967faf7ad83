"""A gateway's judge over a real log, with people whose roles can be taken away and a clock that is turned by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from console.commands.envelope import Command, Outcome, Verdict, new_id
from console.commands.intents import AnyIntent
from console.config.tables import TableBook
from console.domain.entities import KIND_NUMBER, Event
from console.domain.roles import Person, Role
from console.gateway.commands import Commands
from console.gateway.log import EventLog
from console.gateway.timers import Timers, TimerSettings
from tests.gateway.harness import NOW, QUICK

E = TypeVar("E", bound=Event)
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
PEOPLE = {
    "zhang": Person(id="zhang", name="张三", role=Role.DISPATCHER, department="市应急管理局"),
    "li": Person(id="li", name="李四", role=Role.DISPATCHER, department="市生态环境局"),
    "wang": Person(id="wang", name="王五", role=Role.WATCH_LEADER),
    "zhao": Person(id="zhao", name="赵六", role=Role.COMMANDER),
    "wall": Person(id="wall", name="大屏", role=Role.WALL),
}


class Bench:
    """Acts and looks at what came of them. ``act`` answers with the outcome, ``must`` insists that it was accepted."""

    def __init__(self, log: EventLog, book: TableBook | None = None) -> None:
        self.log = log
        self.now = NOW
        self.people = dict(PEOPLE)
        self.book = book or TableBook()
        self.commands = Commands(log, self, lambda: self.now, self.book)

    def person(self, session: str) -> Person | None:
        return self.people.get(session)

    def act(self, intent: AnyIntent, who: str = "zhang", kind: str = "", expected: int = -1, name: str = "") -> Outcome:
        command = Command(
            id=name or new_id(self.now), intent=intent, kind=kind, expected=expected, actor=who, session=who,
            terminal="desk-1", at=self.now, expires=self.now + HOUR,
        )  # fmt: skip
        return self.commands.execute(command)

    def must(self, intent: AnyIntent, who: str = "zhang", **more: Any) -> Outcome:
        outcome = self.act(intent, who, **more)
        assert outcome.verdict is Verdict.ACCEPTED, outcome
        return outcome

    def put(self, *events: Event) -> None:
        for event in events:
            self.log.put(event)

    def find(self, kind: type[E], name: str) -> E | None:
        entity = self.log.entity((KIND_NUMBER[kind], name))
        return entity if isinstance(entity, kind) and entity.open else None

    def get(self, kind: type[E], name: str) -> E:
        entity = self.find(kind, name)
        assert entity is not None
        return entity

    async def all(self, kind: type[E]) -> list[E]:
        """Everything of a kind that is visible, in the order in which it came."""
        await self.log.settled()
        return [entity for entity in self.log.state.ledger.entities.values() if isinstance(entity, kind)]

    async def tick(self, settings: TimerSettings | None = None) -> int:
        await self.log.settled()
        added = Timers(self.log, self.book, lambda: self.now, settings).tick()
        await self.log.settled()
        return added


def benched(folder: Path, scenario: Callable[[Bench], Awaitable[None]], book: TableBook | None = None) -> None:
    """Run a scenario on a fresh log, by the shipped tables or by others."""

    async def run() -> None:
        log = EventLog(folder, lambda: NOW, QUICK)
        log.start()
        try:
            await scenario(Bench(log, book))
            assert not log.state.quarantined, "an act wrote what nobody can read"
        finally:
            await log.close()

    asyncio.run(run())


def refused(outcome: Outcome, reason: str, verdict: Verdict = Verdict.INVALID) -> None:
    assert (outcome.verdict, outcome.reason) == (verdict, reason)
    assert outcome.seq == 0


def lost_to(outcome: Outcome, by: str, at: int) -> None:
    assert (outcome.verdict, outcome.by, outcome.at) == (Verdict.CONFLICT, by, at), outcome
