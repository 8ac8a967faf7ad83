"""Work for the recorder: a gateway judges acts beside bulk; each that was answered "accepted" goes into ``acks``.

Run under ``recorder.c``: ``gateway_work.py FOLDER ACTS SEED SYNCHRONOUS``; anything but FULL leaves the flush out.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from console.commands import intents as do
from console.commands.envelope import Verdict, make
from console.domain.entities import Alarm, Sample, System
from console.domain.roles import Person, Role
from console.gateway.commands import Commands
from console.gateway.log import EventLog, LogSettings
from console.gateway.storage import Refused, Segment, Storage

LEADER = Person("wang", "王五", Role.WATCH_LEADER)


class Everybody:
    """An authority that knows one person."""

    def person(self, _session: str) -> Person:
        return LEADER


def _now() -> int:
    return int(time.time() * 1000)


def _unflushed(storage: Storage, segment: Segment, _refused: Sequence[Refused]) -> None:
    storage.append(segment)


async def work(folder: Path, acts: int, dice: random.Random) -> None:
    """Acts one after the other, some of several events, with samples between them."""
    log = EventLog(folder, _now, LogSettings(group_seconds=0.002, checkpoint_seconds=0.05))
    log.start()
    commands, acks = Commands(log, Everybody(), _now), os.open(folder / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for n in range(acts):
        now = _now()
        alarm = Alarm(id=f"AL-{n}", v=1, at=now, raised=now, system=System.CITY, priority=3, title="x", source="s",
                      rule="r")  # fmt: skip
        log.put(alarm)
        for each in range(dice.randint(0, 30)):
            log.put(Sample(id=f"s-{each}", v=n + 1, at=now, value=1.5))
        intent: do.AnyIntent = do.Acknowledge(about=alarm.id)
        if dice.random() < 0.3:
            intent = do.OpenIncident(about=f"IN-{n}", cls="事故灾难", grade=4, title="泄漏", alarms=(alarm.id,))
        command = make(intent, "Alarm", actor=LEADER.id, session="s", terminal="t", now_ms=now)
        outcome = commands.execute(command)
        assert outcome.verdict is Verdict.ACCEPTED
        await log.committed(outcome.seq)
        os.write(acks, f"{command.id}\n".encode())
    await log.close()


if __name__ == "__main__":
    if sys.argv[4] != "FULL":
        Storage.append_acts = _unflushed  # type: ignore[method-assign]
    asyncio.run(work(Path(sys.argv[1]), int(sys.argv[2]), random.Random(sys.argv[3])))
