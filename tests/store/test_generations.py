"""The cache directory: one writer, an atomic pointer, old ones kept aside, and plain words when it is no use."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from console.feed.process import FeedProcess
from console.store.generations import CacheError, CacheRoot
from console.store.reader import CacheReader
from console.store.writer import CacheWriter
from tests.store.kit import fork, open_writer


def test_a_second_writer_is_refused_in_a_sentence_and_let_in_when_the_first_has_gone(tmp_path: Path) -> None:
    first, _ = open_writer(tmp_path)
    with pytest.raises(CacheError, match="another feed is already writing the cache"):
        CacheWriter(CacheRoot(tmp_path))
    first.close()
    second, _ = open_writer(tmp_path)
    assert second.rebuilt == ""
    second.close()


def _write_until_killed(path: Path, pipe: object) -> None:
    writer = CacheWriter(CacheRoot(path))
    pipe.send("locked")  # type: ignore[attr-defined]
    threading.Event().wait()
    writer.close()


def test_the_lock_goes_with_the_process_however_it_ends(tmp_path: Path) -> None:
    ours, theirs = fork.Pipe()
    child = fork.Process(target=_write_until_killed, args=(tmp_path, theirs))
    child.start()
    try:
        assert ours.recv() == "locked"
        with pytest.raises(CacheError, match="another feed"):
            CacheWriter(CacheRoot(tmp_path))
    finally:
        child.kill()
        child.join(10)
    writer, _ = open_writer(tmp_path)
    writer.close()


def test_the_pointer_is_always_whole(tmp_path: Path) -> None:
    root = CacheRoot(tmp_path)
    root.make()
    names = [root.new_generation() for _ in range(4)]
    root.publish(names[0])
    seen: set[str | None] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            seen.add(CacheRoot(tmp_path).current())

    watcher = threading.Thread(target=watch)
    watcher.start()
    for _ in range(50):
        for name in names:
            root.publish(name)
    done.set()
    watcher.join()
    assert seen <= set(names)
    assert root.current() == names[-1]


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"../../etc", b"g1", b"/tmp", b"\0", b"g20260101-000000-abcdef\0x"]
)
def test_a_pointer_that_is_no_name_points_nowhere(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "current").write_bytes(content)
    assert CacheRoot(tmp_path).current() is None
    reader = CacheReader(CacheRoot(tmp_path))
    assert reader.poll() is None


def test_a_damaged_pointer_makes_a_new_generation_and_says_so(tmp_path: Path) -> None:
    writer, _ = open_writer(tmp_path)
    writer.close()
    old = CacheRoot(tmp_path).current()
    (tmp_path / "current").write_bytes(b"\xff\xff")
    writer, _ = open_writer(tmp_path)
    writer.close()
    assert "pointer" in writer.rebuilt
    assert CacheRoot(tmp_path).current() not in (None, old)
    assert old is not None and (tmp_path / old / "cache.db").exists()


def test_only_the_newest_generations_are_kept_aside(tmp_path: Path) -> None:
    root = CacheRoot(tmp_path)
    names = [f"g2026010{day}-000000-00000{day}" for day in range(1, 6)]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "cache.db").write_bytes(b"x")
    (tmp_path / "mine").mkdir()
    root.publish(names[1])
    root.trim()
    assert sorted(folder.name for folder in tmp_path.iterdir() if folder.is_dir()) == [
        names[1], names[3], names[4], "mine",
    ]  # fmt: skip


def test_a_path_that_is_a_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    with pytest.raises(CacheError, match="cannot be written"):
        CacheWriter(CacheRoot(tmp_path / "cache"))
    with pytest.raises(CacheError, match="cannot be read"):
        CacheReader(CacheRoot(tmp_path / "cache")).poll()


def _as_a_stranger(path: Path, use: str, pipe: object) -> None:
    os.chdir("/")
    if os.getuid() == 0:
        os.setuid(65534)
    try:
        if use == "write":
            FeedProcess(path, [])
        else:
            CacheReader(CacheRoot(path)).poll()
        said = "nothing"
    except CacheError as error:
        said = str(error)
    except BaseException as error:
        said = f"{type(error).__name__}: {error}"
    pipe.send(said)  # type: ignore[attr-defined]


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="no user ids here")
@pytest.mark.parametrize(
    ("use", "mode", "words"),
    [
        ("write", 0o555, "cannot be written: Permission denied"),
        ("read", 0o000, "cannot be read: Permission denied"),
        ("write", 0o000, "cannot be written: Permission denied"),
    ],
)
def test_a_directory_without_rights_is_told_in_a_sentence(tmp_path: Path, use: str, mode: int, words: str) -> None:
    cache = tmp_path / "cache"
    writer, _ = open_writer(cache)
    writer.close()
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o111)
    cache.chmod(mode)
    ours, theirs = fork.Pipe()
    child = fork.Process(target=_as_a_stranger, args=(cache, use, theirs))
    child.start()
    assert ours.poll(20)
    said = ours.recv()
    child.join(10)
    cache.chmod(0o755)
    assert words in said and str(cache) in said
