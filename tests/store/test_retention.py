"""Months at a wall: what is promised stays readable, the rest goes, nothing grows without end, and no kill harms it."""

from __future__ import annotations

import random
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.entities import Alarm
from console.domain.retention import DAY_MS, Reached
from console.store.generations import CacheRoot
from console.store.past import MOST_VERSIONS
from console.store.reader import CacheReader
from tests.fakes.events import NOW, alarm, normal, sample
from tests.store.kit import fork, history, look
from tests.store.months import GB, Machine, Wall, day

MB = 1024 * 1024
CHUNK_MS = 60 * 3_600_000
"""A chunk of hourly values spans this: what is cut goes by whole chunks."""


def versions(path: Path, name: str, since: int = 0) -> list[int]:
    reader = CacheReader(CacheRoot(path))
    look(reader)
    found = [each.v for part in reader.versions_of(1, name, since) for each in part]
    reader.close()
    return sorted(found)


def story(name: str, number: int) -> Alarm:
    return alarm(name, number + 1, at=NOW + number * DAY_MS, raised=NOW, value=float(number))


@settings(max_examples=8, deadline=None)
@given(
    days=st.integers(20, 150), series_days=st.integers(3, 60), log_days=st.integers(1, 30),
    restarts=st.sets(st.integers(0, 149), max_size=4), closes=st.integers(1, 149),
)  # fmt: skip
def test_months_leave_what_is_promised_and_nothing_that_grows(
    tmp_path_factory: Any, days: int, series_days: int, log_days: int, restarts: set[int], closes: int
) -> None:
    path = tmp_path_factory.mktemp("months")
    wall = Wall(path, series_days=series_days, log_days=log_days)
    sizes = []
    for number in range(days):
        wall.take(day("s", number), [story("long", number), story("short", number)] if number < closes else [])
        if number == closes:
            wall.take(alarms=[normal(story("short", number - 1), number + 1, NOW + number * DAY_MS)])
        if number in restarts:
            wall.close()
            wall.open()
        wall.machine.pass_by(DAY_MS - 720_000)
        wall.tidy()
        sizes.append(wall.writer.holding.used)
    now = wall.machine.now
    wall.close()
    kept = [value for _, value, _ in history(path, "s")]
    promised = [n for n in range(days * 24) if NOW + n * 3_600_000 >= now - series_days * DAY_MS]
    assert kept[len(kept) - len(promised) :] == promised, "what is promised is there, in order"
    assert all(NOW + n * 3_600_000 > now - series_days * DAY_MS - CHUNK_MS - DAY_MS for n in kept), "the rest is not"
    last = min(days, closes)
    assert versions(path, "long") == list(range(1, last + 1))[-MOST_VERSIONS:] or last > MOST_VERSIONS
    reader = sqlite3.connect(CacheRoot(path).database(str(CacheRoot(path).current())))
    oldest, gone = reader.execute("SELECT min(at) FROM segment").fetchone()[0], closes < days
    assert oldest >= now - log_days * DAY_MS - DAY_MS
    assert reader.execute("SELECT count(*) FROM past WHERE id = 'short'").fetchone()[0] == 0 or not gone
    reader.close()
    full = max(series_days, log_days) + 4
    if days > full + 20:
        assert max(sizes[full + 10 :]) <= max(sizes[: full + 10]) * 1.1 + 64 * 4096


def test_an_open_alarms_history_outlives_the_log_the_first_and_the_newest_of_it(tmp_path: Path) -> None:
    wall = Wall(tmp_path, log_days=2)
    for number in range(150):
        wall.take(alarms=[story("A", number)])
        wall.machine.pass_by(DAY_MS)
        if number % 10 == 9:
            wall.tidy()
    assert len(wall.column("SELECT key FROM segment")) <= 12
    assert versions(tmp_path, "A")[0] == 1
    assert versions(tmp_path, "A")[-99:] == list(range(52, 151))
    assert versions(tmp_path, "A", NOW + 149 * DAY_MS) == [150]
    wall.take(alarms=[normal(story("A", 149), 151, wall.machine.now)])
    wall.tidy()
    assert wall.column("SELECT count(*) FROM past") == [0]
    wall.close()


def test_a_reached_budget_shortens_what_is_kept_and_says_so_and_room_gives_it_back(tmp_path: Path) -> None:
    wall = Wall(tmp_path, cache_mb=2, log_mb=1, series_days=100)
    chance = random.Random(3)
    for number in range(60):
        for name in range(6):
            wall.take(
                [sample(f"s-{name}", number * 400 + n + 1, chance.random(), at=NOW + number * DAY_MS + n * 200_000)
                 for n in range(400)],
                noise=chance.randbytes(20_000),
            )  # fmt: skip
        wall.machine.pass_by(DAY_MS)
        wall.tidy(3)
        holding = wall.writer.holding
        assert holding.used <= 2 * MB * 1.15
    assert holding.share < 1 and holding.series_days < 60
    kept = [at for at, *_ in history(tmp_path, "s-0")]
    assert kept[-1] == NOW + 59 * DAY_MS + 399 * 200_000 and kept[0] > NOW + 5 * DAY_MS, "the newest stay"
    squeezed = holding.share
    wall.machine.pass_by(60 * DAY_MS)
    wall.tidy(12)
    assert wall.writer.holding.reached is Reached.NOTHING and wall.writer.holding.share > squeezed
    wall.close()
    wall.open()
    assert wall.writer.holding.share > squeezed, "known again after a start"
    wall.close()


def test_a_disk_that_others_fill_costs_no_more_than_what_is_beyond_three_days(tmp_path: Path) -> None:
    wall = Wall(tmp_path, series_days=30)
    for number in range(30):
        wall.take(day("s", number))
    wall.machine.pass_by(30 * DAY_MS)
    wall.machine.free = GB // 2
    wall.tidy(60)
    assert wall.writer.holding.reached is Reached.DISK
    assert wall.writer.holding.series_days == pytest.approx(3)
    wall.close()


@pytest.mark.parametrize("year", [-365 * DAY_MS, 365 * DAY_MS])
def test_a_clock_that_was_turned_costs_nothing(tmp_path: Path, year: int) -> None:
    wall = Wall(tmp_path, series_days=30)
    for number in range(10):
        wall.take(day("s", number))
    wall.machine.pass_by(10 * DAY_MS)
    wall.live()
    wall.machine.skew = year
    wall.hear(offset=year)  # the offset of before the jump is still in force
    wall.machine.pass_by(700_000)
    while wall.writer.tidy() < 1.0:
        wall.machine.pass_by(200)
    wall.close()
    assert len(history(tmp_path, "s")) == 240


def test_off_line_for_months_everything_stays(tmp_path: Path) -> None:
    wall = Wall(tmp_path, series_days=5, log_days=5)
    for number in range(4):
        wall.take(day("s", number), [story("A", number)])
    wall.live()
    for _ in range(50):
        wall.machine.pass_by(3 * DAY_MS)
        while wall.writer.tidy() < 1.0:
            wall.machine.pass_by(200)
    wall.close()
    assert len(history(tmp_path, "s")) == 96
    assert versions(tmp_path, "A") == [1, 2, 3, 4]


def test_values_from_a_future_that_no_chart_shows_do_not_stay_for_ever(tmp_path: Path) -> None:
    wall = Wall(tmp_path, series_days=10)
    century = 100 * 365 * DAY_MS
    wall.take([sample("mad", n, at=NOW + century + n) for n in range(1, 121)])
    for number in range(30):
        wall.take(day("s", number))
        wall.machine.pass_by(DAY_MS)
    wall.tidy()
    assert next(at for at, *_ in history(tmp_path, "s")) > NOW + 15 * DAY_MS
    assert wall.column("SELECT count(*) FROM chunk WHERE first > 1900000000000") == [0]
    wall.close()


def test_the_file_gives_room_back(tmp_path: Path) -> None:
    wall = Wall(tmp_path, log_mb=200)
    chance = random.Random(1)
    for _ in range(120):
        wall.take(noise=chance.randbytes(1_000_000))
    before = wall.column("PRAGMA page_count")[0] * 4096
    wall.machine.pass_by(40 * DAY_MS)
    wall.tidy()
    wall.close()
    wall.open()
    after = wall.column("PRAGMA page_count")[0] * 4096
    assert before > 120 * MB * 0.95 and after < 70 * MB
    wall.close()


def test_what_was_set_aside_goes_by_age_and_before_anything_of_use(tmp_path: Path) -> None:
    machine = Machine(int(time.time() * 1000))
    wall = Wall(tmp_path, machine, aside_days=14)
    old = tmp_path / "g20260101-000000-abcdef"
    old.mkdir()
    (old / "cache.db").write_bytes(bytes(100))
    wall.tidy()
    assert old.exists()
    machine.pass_by(15 * DAY_MS)
    wall.tidy()
    assert not old.exists()
    old.mkdir()
    (old / "cache.db").write_bytes(bytes(5 * MB))
    wall.close()
    wall = Wall(tmp_path, machine, cache_mb=4)
    wall.tidy()
    assert not old.exists() and wall.writer.holding.share == 1.0
    wall.close()


def test_a_round_is_many_steps_between_which_others_read_and_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.store.keeping.STEP_SECONDS", 0.0)
    wall = Wall(tmp_path, series_days=1, log_days=1)
    for number in range(20):
        wall.take([each for name in range(40) for each in day(f"s-{name}", number)])
    wall.machine.pass_by(60 * DAY_MS)
    wall.live()
    reader = CacheReader(CacheRoot(tmp_path))
    steps = 0
    while wall.writer.tidy() < 1.0:
        wall.machine.pass_by(200)
        look(reader)
        wall.take(day("other", steps))
        steps += 1
    assert steps > 40
    reader.close()
    wall.close()


def _live_for_ever(path: Path, pipe: Any) -> None:
    machine = Machine()
    wall = Wall(path, machine, series_days=3, log_days=2)
    number = wall.seq // 25
    machine.pass_by(number * DAY_MS)
    pipe.send(wall.writer.rebuilt)
    while True:
        pipe.send(number)
        wall.take([*day("s", number)][:23], [story("A", number)])
        number += 1
        machine.pass_by(DAY_MS)
        wall.live()
        for _ in range(4):
            machine.pass_by(700_000)
            wall.writer.tidy()


def test_kills_in_the_middle_of_keeping_lose_nothing_that_is_promised(tmp_path: Path) -> None:
    chance = random.Random(11)
    for _ in range(25):
        ours, theirs = fork.Pipe()
        child = fork.Process(target=_live_for_ever, args=(tmp_path, theirs))
        child.start()
        try:
            assert ours.recv() == ""
            target = ours.recv() + chance.randint(1, 10)
            while ours.recv() < target:
                pass
            time.sleep(chance.random() * 0.004)
        finally:
            child.kill()
            child.join(10)
        wall = Wall(tmp_path)
        assert wall.writer.rebuilt == "" and wall.column("PRAGMA integrity_check") == ["ok"]
        days = wall.seq // 25
        wall.close()
        assert days >= target
        kept = [int(value) for _, value, _ in history(tmp_path, "s")]
        told = [number * 24 + n for number in range(days) for n in range(23)]
        assert kept == told[len(told) - len(kept) :] and len(kept) >= min(len(told), 3 * 23)
        assert versions(tmp_path, "A") == list(range(1, days + 1)) or days > MOST_VERSIONS
