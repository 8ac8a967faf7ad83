"""A reader that never ends: the cache moves to a new file while it goes on, and nothing is lost on the way."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from console.store import moving
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from console.store.writer import CacheWriter
from tests.fakes.events import NOW, alarm, sample
from tests.store.kit import commit_of, entities, fork, history, look, open_writer, stuck, whole

MB = 1024 * 1024
NOISE = random.Random(5).randbytes(300_000)


def step(writer: CacheWriter, backend: int, seq: int) -> None:
    writer.commit(
        commit_of(
            backend, seq, [alarm(f"A-{seq % 50}", seq), sample("s", seq, float(seq))],
            segment=(seq, seq, [b"%d" % seq, NOISE]),
        )
    )  # fmt: skip


def fill(writer: CacheWriter, backend: int, seq: int, until: Callable[[], bool]) -> int:
    while not until():
        seq += 1
        step(writer, backend, seq)
    return seq


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "MOST_LOG", 4 * MB)
    monkeypatch.setattr(moving, "PAGES", 64)
    monkeypatch.setattr("console.store.schema.AUTOCHECKPOINT_PAGES", 100)


def test_without_such_a_reader_the_log_is_worked_in_and_nothing_moves(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    reader = CacheReader(CacheRoot(tmp_path))
    for seq in range(1, 60):
        step(writer, backend, seq)
        look(reader)
        assert not writer.held
    reader.close()
    writer.close()


def test_the_cache_moves_while_it_goes_on_and_readers_follow(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    step(writer, backend, 1)
    reader, before = CacheReader(CacheRoot(tmp_path)), CacheRoot(tmp_path).current()
    assert look(reader) is not None
    held = stuck(tmp_path)
    seq = [fill(writer, backend, 1, lambda: writer.held)]
    calls = 0

    def between() -> None:
        nonlocal calls
        calls += 1
        if calls % 3 == 0:
            seq[0] += 1
            step(writer, backend, seq[0])

    writer.move(between)
    assert calls > 9 and not writer.held
    step(writer, backend, seq[0] + 1)
    assert [folder.name for folder in tmp_path.glob("g*")] == [CacheRoot(tmp_path).current()] != [before]
    changes = look(reader)
    assert changes is not None and changes.reload and changes.backends[0].cursor.seq == seq[0] + 1
    assert {each.id: each.v for each in entities(changes).values()} == {
        f"A-{n % 50}": n for n in range(1, seq[0] + 2)
    }  # the newest of each
    assert [int(value) for _, value, _ in history(tmp_path, "s")] == list(range(1, seq[0] + 2))
    assert held.execute("SELECT count(*) FROM entity").fetchone() == (1,), "who holds the old view still has it"
    held.close()
    reader.close()
    writer.close()
    again, _ = open_writer(tmp_path)
    assert again.rebuilt == "" and again._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert again._db.execute("PRAGMA auto_vacuum").fetchone() == (2,)
    again.close()


def test_a_copy_that_is_broken_off_changes_nothing(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    held = stuck(tmp_path)
    seq = fill(writer, backend, 0, lambda: writer.held)
    before = CacheRoot(tmp_path).current()

    def full() -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        writer.move(full)
    step(writer, backend, seq + 1)
    assert CacheRoot(tmp_path).current() == before
    assert sorted(folder.name for folder in tmp_path.iterdir() if folder.is_dir()) == [before]
    held.close()
    assert not writer.held, "once it lets go the log is worked in"
    writer.close()


def _move_for_ever(path: Path, pipe: Any) -> None:
    writer, backend = open_writer(path)
    seq = [writer.cursor(backend)[0].seq]
    pipe.send((writer.rebuilt, seq[0]))

    def one() -> None:
        seq[0] += 1
        step(writer, backend, seq[0])
        pipe.send(seq[0])

    while True:
        one()
        if seq[0] % 6 == 0:
            writer.move(one)


def test_kills_in_the_middle_of_moving_lose_nothing(tmp_path: Path) -> None:
    chance, before = random.Random(3), 0
    for _ in range(15):
        ours, theirs = fork.Pipe()
        child = fork.Process(target=_move_for_ever, args=(tmp_path, theirs))
        child.start()
        try:
            rebuilt, begun = ours.recv()
            assert rebuilt == "" and begun >= before
            target = begun + chance.randint(1, 40)
            while (done := ours.recv()) < target:
                pass
            time.sleep(chance.random() * 0.01)
        finally:
            child.kill()
            child.join(10)
        changes = whole(tmp_path)
        before = changes.backends[0].cursor.seq
        assert before >= done
        assert [int(value) for _, value, _ in history(tmp_path, "s")] == list(range(1, before + 1))
        assert [at for at, *_ in history(tmp_path, "s")][-1] == NOW + before * 1000
    writer, _ = open_writer(tmp_path)
    assert [folder.name for folder in tmp_path.iterdir() if folder.is_dir()] == [CacheRoot(tmp_path).current()]
    writer.close()
