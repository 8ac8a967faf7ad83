"""The clock jumps by a day: a shelf ends after the time that has really passed, an act is judged by it too."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from console.commands import intents as do
from console.commands.envelope import Verdict, make
from console.config.tables import TableBook
from console.domain.entities import KIND_NUMBER, Alarm
from console.domain.steady import SteadyClock
from console.gateway.commands import Commands
from console.gateway.log import EventLog
from console.gateway.timers import Timers
from tests.gateway.acts.bench import DAY, HOUR, MINUTE, PEOPLE
from tests.gateway.harness import NOW, QUICK, alarm

pytestmark = pytest.mark.operations


class Desk:
    """An authority that knows everybody by name."""

    def person(self, session: str) -> object:
        return PEOPLE[session]


@pytest.mark.parametrize("jump", [DAY, -DAY])
def test_a_shelf_ends_when_its_time_has_really_passed(tmp_path: Path, jump: int) -> None:
    at = {"wall": NOW, "ticks": 0.0}
    clock = SteadyClock(lambda: int(at["wall"]), lambda: at["ticks"])

    def wait(ms: int) -> None:
        at["wall"] += ms
        at["ticks"] += ms / 1000

    async def scenario() -> None:
        log = EventLog(tmp_path, clock, QUICK)
        log.start()
        try:
            commands = Commands(log, Desk(), clock)  # type: ignore[arg-type]
            log.put(alarm(1))
            shelve = do.Shelve(about="AL-1", until=NOW + 15 * MINUTE, reason="检修")
            sent = make(shelve, "Alarm", actor="zhang", session="zhang", terminal="t", now_ms=NOW)
            at["wall"] += jump
            assert commands.execute(sent).verdict is Verdict.ACCEPTED

            async def look() -> Alarm:
                await log.settled()
                Timers(log, TableBook(), clock).tick()
                await log.settled()
                found = log.entity((KIND_NUMBER[Alarm], "AL-1"))
                assert isinstance(found, Alarm)
                return found

            wait(14 * MINUTE)
            assert (await look()).shelved
            wait(2 * MINUTE)
            ended = await look()
            assert not ended.shelved and ended.at == NOW + 16 * MINUTE
            late = make(do.Acknowledge(about="AL-1"), "Alarm", actor="li", session="li", terminal="t",
                        now_ms=NOW - 9 * HOUR)  # fmt: skip
            assert commands.execute(late).verdict is Verdict.EXPIRED
        finally:
            await log.close()

    asyncio.run(scenario())
