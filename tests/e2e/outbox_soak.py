"""Desks that never rest and a feed that is killed at random moments: what a desk was told is kept must arrive, once."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from console.commands import intents as do
from console.commands.desk_line import door_mark, submit, vouch
from console.commands.envelope import Command, make
from console.commands.outbox import NotSaved
from console.commands.session import SignedIn, SignIn
from console.wire.segments import unpack
from e2e.processes import Gateway, Plant, Process, contact, until

NAME = "城"
DESKS = 3
PAUSE_SECONDS = 0.05


class Made(msgspec.Struct):
    """Of an event: the command that made it."""

    command: str = ""


_made = msgspec.json.Decoder(Made)


@dataclass
class Desks:
    """Operators who act on and on. What is not acknowledged is handed over again, the same command each time."""

    cache: Path
    who: SignedIn
    acknowledged: set[str] = field(default_factory=set)
    again: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self, seed: int) -> None:
        for number in range(DESKS):
            dice = random.Random(f"{seed}-{number}")
            self._threads.append(threading.Thread(target=self._act, args=(number, dice), daemon=True))
            self._threads[-1].start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def _act(self, number: int, dice: random.Random) -> None:
        count = 0
        while not self._stop.is_set():
            made = [self._command(f"席位 {number} 第 {count + n} 条") for n in range(dice.choice((1, 1, 1, 3)))]
            count += len(made)
            while not self._hand_over(made):
                if self._stop.wait(0.02):
                    return
            self.acknowledged.update(each.id for each in made)
            self._stop.wait(dice.uniform(0.0, PAUSE_SECONDS))

    def _hand_over(self, made: list[Command]) -> bool:
        try:
            submit(self.cache, NAME, made)
        except NotSaved:
            self.again += 1
            return False
        return True

    def _command(self, text: str) -> Command:
        return make(do.Comment(about="AL-1", text=text), "Alarm", actor=self.who.person.id, session=self.who.session,
                    terminal="席位", now_ms=int(time.time() * 1000))  # fmt: skip


class Soak:
    """One gateway, one feed, its desks."""

    def __init__(self, plant: Plant, seed: int) -> None:
        self._plant, self._dice, self._seed = plant, random.Random(seed), seed
        self.gateway: Gateway = plant.gateway()
        self.gateway.await_ready()
        self.feed: Process = plant.feed(f"{NAME}={self.gateway.url}")
        contact(plant.cache, NAME)
        self._who = SignIn([self.gateway.url], "席位").by_password("watch", "demo-watch-2024")
        self.desks = Desks(plant.cache, self._who)
        self.desks.start(seed)

    def kill_feed(self) -> None:
        """kill -9 at a random moment, often within its start; then begin it again, and say who sits at the desks."""
        moment = time.monotonic() + self._dice.choice((0.0, self._dice.uniform(0.0, 0.6)))
        until(lambda: time.monotonic() >= moment, 5.0, "the moment")
        before = door_mark(self._plant.cache)
        self.feed.kill()
        self.feed.start()
        until(lambda: door_mark(self._plant.cache) != before, 30.0, self.feed.said)
        vouch(self._plant.cache, NAME, self._who.person.id, self._who.session)

    def kill_gateway(self) -> None:
        """kill -9 of the gateway, whatever it is doing."""
        self.gateway.kill()
        self.gateway.start()
        self.gateway.await_ready()

    def missing(self) -> set[str]:
        """Acts that were acknowledged and are not in the outbox now."""
        told = set(self.desks.acknowledged)
        return told - {name for name, _ in self._rows()}

    def _rows(self) -> list[tuple[str, str]]:
        db = sqlite3.connect(f"{(self._plant.cache / 'ops.db').as_uri()}?mode=ro", uri=True, timeout=10)
        try:
            return db.execute("SELECT id, stage FROM outbox ORDER BY place").fetchall()
        finally:
            db.close()

    def settle(self, seconds: float) -> Counter[int]:
        """Stop the desks, let everything arrive; how many acts have how many effects in the gateway's log."""
        self.desks.stop()
        until(lambda: not [1 for _, stage in self._rows() if stage == "pending"], seconds, "everything is delivered")
        assert {stage for _, stage in self._rows()} == {"delivered"}
        self.gateway.stop()
        effects = Counter(self._effects())
        return Counter(effects[name] for name in self.desks.acknowledged)

    def _effects(self) -> list[str]:
        db = sqlite3.connect(f"{(self.gateway.data / 'gateway.db').as_uri()}?mode=ro", uri=True)
        try:
            blobs = [bytes(row[0]) for row in db.execute("SELECT blob FROM segment ORDER BY first")]
        finally:
            db.close()
        raws = [raw for blob in blobs for raw in unpack(blob) if b'"command"' in raw]
        return [command for raw in raws if (command := _made.decode(raw).command)]
