"""Accepted commands are known for a week, in memory and on disk; what is older is expired and never done twice."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from console.commands import intents as do
from console.commands.envelope import Command, Outcome, Verdict, new_id
from console.domain.entities import Note
from console.gateway.remembered import KEPT_MS, Remembered
from tests.gateway.acts.bench import DAY, HOUR, MINUTE, NOW, Bench, benched

pytestmark = pytest.mark.operations
LIFE = 400 * DAY
"""A client's own expiry may be anything: the promise must not hang on it."""


def comment(at: int, text: str = "x") -> Command:
    return Command(
        id=new_id(at), intent=do.Comment(about="AL-1", text=text), kind="Alarm", actor="zhang", session="zhang",
        terminal="t", at=at, expires=at + LIFE,
    )  # fmt: skip


async def done(bench: Bench, command: Command) -> Outcome:
    said = bench.commands.execute(command)
    await bench.log.settled()
    return said


async def notes(bench: Bench) -> list[str]:
    return [note.text for note in await bench.all(Note)]


def stored(folder: Path) -> list[tuple[str, int, int]]:
    db = sqlite3.connect(folder / "gateway.db")
    try:
        return db.execute("SELECT id, seq, at FROM command ORDER BY seq").fetchall()
    finally:
        db.close()


def test_a_year_of_acts_leaves_a_week_of_them_in_memory_and_on_disk(tmp_path: Path) -> None:
    async def year(bench: Bench) -> None:
        for day in range(365):
            bench.now = NOW + day * DAY
            await done(bench, comment(bench.now, str(day)))
            if day % 50 == 49:
                await bench.log.checkpoint()
        assert len(bench.log.state.commands) == 8, "today and the seven days before"

    benched(tmp_path, year)
    kept = stored(tmp_path)
    assert [at for _, _, at in kept] == [NOW + day * DAY for day in range(357, 365)]


@pytest.mark.parametrize("restart", [False, True])
def test_a_repetition_has_the_same_word_within_the_week_and_is_expired_after_it(tmp_path: Path, restart: bool) -> None:
    first, recent, said = comment(NOW, "first"), comment(NOW + 9 * DAY, "recent"), {}

    async def before(bench: Bench) -> None:
        said["first"] = await done(bench, first)
        bench.now = NOW + 6 * DAY
        assert await done(bench, first) == said["first"]
        bench.now = NOW + 9 * DAY
        said["recent"] = await done(bench, recent)
        if not restart:
            await after(bench)

    async def after(bench: Bench) -> None:
        bench.now = NOW + 10 * DAY
        assert await done(bench, recent) == said["recent"]
        assert (await done(bench, first)).verdict is Verdict.EXPIRED
        bench.now = NOW  # a gateway that starts again with a clock set back
        assert (await done(bench, first)).verdict is Verdict.EXPIRED
        assert await notes(bench) == ["first", "recent"], "nothing was done twice"

    benched(tmp_path, before)
    if restart:
        benched(tmp_path, after)


def test_a_clock_a_year_ahead_for_one_act_lets_nothing_be_done_twice(tmp_path: Path) -> None:
    acts = [comment(NOW + n * HOUR, str(n)) for n in range(24)]

    async def scenario(bench: Bench) -> None:
        for act in acts:
            bench.now = act.at
            await done(bench, act)
        bench.now = NOW + 365 * DAY
        await done(bench, comment(bench.now, "from the future"))
        bench.now = NOW + 24 * HOUR
        for act in acts:
            assert (await done(bench, act)).verdict is Verdict.EXPIRED
        fresh = comment(bench.now, "fresh")
        assert (await done(bench, fresh)).verdict is Verdict.ACCEPTED, "what is new since then is taken"
        assert len(await notes(bench)) == len(acts) + 2

    benched(tmp_path, scenario)


def test_a_terminal_whose_clock_is_ahead_gains_nothing_by_it(tmp_path: Path) -> None:
    ahead = comment(NOW + 10 * MINUTE)

    async def scenario(bench: Bench) -> None:
        assert (await done(bench, ahead)).verdict is Verdict.ACCEPTED
        bench.now = NOW + KEPT_MS + 1
        await done(bench, comment(bench.now, "makes the gateway forget"))
        assert (await done(bench, ahead)).verdict is Verdict.EXPIRED

    benched(tmp_path, scenario)


@pytest.mark.parametrize("seed", range(5))
def test_against_a_gateway_that_never_forgets_no_act_is_done_twice(tmp_path: Path, seed: int) -> None:
    """Acts, repetitions in any order and restarts: each act leaves one note at most, as with everlasting memory."""
    chance = random.Random(seed)
    made: list[Command] = []
    day = [0.0]

    async def some(bench: Bench) -> None:
        for _ in range(60):
            day[0] += chance.random()
            bench.now = NOW + int(day[0] * DAY)
            made.append(comment(bench.now, f"{len(made)}"))
            for act in [made[-1], *chance.sample(made, min(3, len(made)))]:
                await done(bench, act)
            if chance.random() < 0.1:
                await bench.log.checkpoint()

    async def judge(bench: Bench) -> None:
        assert sorted(await notes(bench), key=int) == [str(n) for n in range(len(made))]

    for _ in range(3):
        benched(tmp_path, some)
    benched(tmp_path, judge)


def test_commands_of_the_format_before_are_kept_a_week_from_now_on(tmp_path: Path) -> None:
    act, said = comment(NOW), []

    async def first(bench: Bench) -> None:
        said.append(await done(bench, act))

    benched(tmp_path, first)
    db = sqlite3.connect(tmp_path / "gateway.db")
    db.executescript("ALTER TABLE command DROP COLUMN at; PRAGMA user_version=3;")
    db.close()

    async def second(bench: Bench) -> None:
        assert await done(bench, act) == said[0]
        assert await notes(bench) == ["x"]

    benched(tmp_path, second)
    assert [(name, at) for name, _, at in stored(tmp_path)] == [(act.id, NOW)]


def test_a_checkpoint_looks_at_new_commands_only(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    class Watched(dict):  # type: ignore[type-arg]
        def __getitem__(self, name: str) -> tuple[int, int]:
            looked.append(name)
            return super().__getitem__(name)

    known = Remembered()
    monkeypatch.setattr(known, "_kept", Watched())
    for n in range(10_000):
        known.put(f"c{n}", n + 1, NOW)
    known.put("c5", 10_001, NOW)
    looked.clear()
    assert known.after(9_999) == [("c5", 10_001, NOW), ("c9999", 10_000, NOW)]
    assert len(looked) == 3
    assert known.seq("c5") == 10_001 and known.seq("c4") == 5 and known.seq("unknown") == 0
