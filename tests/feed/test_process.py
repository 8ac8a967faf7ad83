"""The writer's loop: alarms at once, a backlog in large pieces, a full disk waited out, a damaged one not."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.feed.inbox import Frame, Stray, Unreadable, Where
from console.feed.process import BackendAddress, FeedProcess
from console.feed.session import down_since
from console.store import moving
from console.store.boot import boot_id
from console.store.commit import Commit, Cursor, LinkState
from console.store.generations import CacheRoot
from console.store.writer import CacheWriter
from tests.fakes.events import EPOCH, NOW, alarm, batch_frame, raws, sample
from tests.feed.kit import look
from tests.store.kit import stuck

pytestmark = pytest.mark.usefixtures("hasty")


@pytest.fixture
def feed(tmp_path: Path) -> Iterator[FeedProcess]:
    """A feed whose session never starts: frames are put into its inbox by hand."""
    made = FeedProcess(tmp_path, [BackendAddress("city", ("http://127.0.0.1:1",))])
    mirror = made._mirrors[1]
    mirror.cursor = Cursor(EPOCH)
    mirror._fresh()
    yield made
    made._bell.close()
    made._writer.close()


@pytest.fixture
def commits(feed: FeedProcess, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The cursor of every commit, in order."""
    seen: list[int] = []
    write = CacheWriter.commit

    def commit(writer: CacheWriter, each: Commit) -> None:
        write(writer, each)
        seen.append(each.cursor.seq)

    monkeypatch.setattr(CacheWriter, "commit", commit)
    return seen


def _frame(seq: int, data: bytes, single: bool = False) -> Frame:
    return Frame(1, 0, seq, False, batch_frame(seq, [data]), single)


def _alarms(feed: FeedProcess, n: int) -> None:
    for seq in range(1, n + 1):
        feed._inbox.put(_frame(seq, raws([alarm(f"A-{seq}")])[0]))


def _work(feed: FeedProcess) -> None:
    while not feed._inbox.empty():
        feed._step()


def test_an_alarm_is_committed_at_once(feed: FeedProcess, commits: list[int]) -> None:
    _alarms(feed, 5)
    _work(feed)
    assert commits == [1, 2, 3, 4, 5]


def test_a_backlog_is_committed_in_large_pieces(
    feed: FeedProcess, commits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.feed.process.CATCH_UP_SECONDS", 1e12)
    feed._mirrors[1].begin_catch_up(NOW, NOW + 9000, 50)
    _alarms(feed, 50)
    _work(feed)
    assert commits == [50]
    assert [receipt.events for _, receipt in look(feed._writer._root.path).receipts] == [50]


def test_who_asks_for_the_cursor_gets_the_committed_one(feed: FeedProcess, commits: list[int]) -> None:
    feed._mirrors[1].begin_catch_up(NOW, NOW + 9000, 1000)
    _alarms(feed, 3)
    where = Where(1)
    feed._inbox.put(where)
    _work(feed)
    assert where.answered.is_set() and where.cursor.seq == 3
    assert look(feed._writer._root.path).backends[0].cursor == where.cursor


def test_a_full_disk_is_waited_out_and_nothing_is_lost(feed: FeedProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    write, tries = CacheWriter.commit, []

    def full(writer: CacheWriter, each: Commit) -> None:
        tries.append(each)
        if len(tries) < 4:
            raise sqlite3.OperationalError("database or disk is full")
        write(writer, each)

    monkeypatch.setattr(CacheWriter, "commit", full)
    _alarms(feed, 2)
    _work(feed)
    assert tries[0] is tries[3], "the same commit is tried again"
    changes = look(feed._writer._root.path)
    assert {event.id for *_, event in changes.entities} == {"A-1", "A-2"}
    assert changes.backends[0].cursor.seq == 2


def test_a_damaged_database_ends_the_feed_and_lets_the_next_one_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = FeedProcess(tmp_path, [])

    def damaged() -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(feed, "_step", damaged)
    with pytest.raises(sqlite3.DatabaseError):
        feed.run()
    CacheWriter(CacheRoot(tmp_path)).close()


def test_what_comes_after_a_useless_frame_of_a_connection_is_void(feed: FeedProcess) -> None:
    good = raws([sample("s", n) for n in range(1, 6)])
    feed._inbox.put(_frame(1, good[0]))
    feed._inbox.put(_frame(3, good[2]))
    for item in (_frame(2, good[1]), Unreadable(1, 0, 1, "over the limit"), _frame(2, good[1])):
        feed._inbox.put(item)
    feed._inbox.put(Frame(1, 7, 1, False, batch_frame(2, good[1:2])))
    _work(feed)
    assert feed._mirrors[1].cursor.seq == 1
    assert feed._mirrors[1].counts.gaps == 1
    feed._sessions[1].connection, feed._sessions[1]._faulty = 1, None
    feed._inbox.put(Frame(1, 1, 1, False, batch_frame(2, good[1:])))
    _work(feed)
    counts = feed._mirrors[1].counts
    assert (feed._mirrors[1].cursor.seq, counts.lost(5), counts.duplicated(5)) == (5, 0, 0)


def test_a_stray_frame_is_a_note(feed: FeedProcess) -> None:
    feed._inbox.put(Stray(1, "not of the protocol", b"hello"))
    _work(feed)
    feed._commit()
    row = look(feed._writer._root.path).quarantine[0]
    assert (row.seq, row.raw) == (0, b"hello")
    assert feed._mirrors[1].counts.quarantined == 0


def test_a_desk_learns_every_gateway_of_a_backend_or_nobody_could_sign_in_while_the_first_is_down(
    tmp_path: Path,
) -> None:
    urls = ("http://127.0.0.1:1", "http://127.0.0.1:2")
    feed = FeedProcess(tmp_path, [BackendAddress("city", urls)])
    assert look(tmp_path).backends[0].url.split(",") == list(urls)
    feed._bell.close()
    feed._writer.close()


@pytest.mark.parametrize(("turned_ms", "told_ms"), [(0, 60_000), (-3_600_000, 60_000), (3_600_000, 3_660_000)])
def test_a_clock_that_is_set_back_in_an_outage_does_not_make_it_shorter(turned_ms: int, told_ms: int) -> None:
    """The link fell silent a minute ago by the machine's ticks; forward nobody can tell a turned clock from a sleep."""
    heard_at = NOW
    link = LinkState("down", "", heard_at, time.monotonic_ns() - 60_000_000_000, boot_id(), 0, 5)
    now = heard_at + 60_000 + turned_ms
    assert now - down_since(link, now) == pytest.approx(told_ms, abs=1_000)


def test_a_link_of_another_boot_or_never_heard_is_down_since_what_was_written() -> None:
    link = LinkState("down", "", NOW, time.monotonic_ns(), "another boot", 0, 5)
    assert down_since(link, NOW - 10) == NOW
    assert down_since(LinkState("down", "", 0, 0, "", 0, 0), NOW) == 0


def _until_moved(feed: FeedProcess, cache: Path, most: int) -> int:
    """Alarms one by one, until the cache is in another file; how many."""
    before = CacheRoot(cache).current()
    for seq in range(1, most):
        feed._inbox.put(_frame(seq, raws([alarm(f"A-{seq}", title="长" * 300)])[0]))
        feed._house._due = 0.0
        feed._step()
        if CacheRoot(cache).current() != before:
            return seq
    return 0


def test_a_reader_that_does_not_end_is_left_behind_and_the_work_goes_on(
    feed: FeedProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "MOST_LOG", 400_000)
    monkeypatch.setattr(moving, "PAGES", 4)
    held = stuck(tmp_path)
    seq = _until_moved(feed, tmp_path, 400)
    assert seq, "it moves"
    for later in (seq + 1, seq + 2):
        feed._inbox.put(_frame(later, raws([alarm(f"A-{later}")])[0]))
        feed._step()
    changes = look(tmp_path)
    assert changes.backends[0].cursor.seq == seq + 2 and len(changes.entities) == seq + 2
    held.close()


def test_a_feed_that_is_told_to_stop_breaks_the_copy_off(
    feed: FeedProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "MOST_LOG", 400_000)
    monkeypatch.setattr(moving, "PAGES", 4)
    monkeypatch.setattr(moving, "_PATIENCE_MS", 1)
    held = stuck(tmp_path)
    feed.stopping = True
    assert not _until_moved(feed, tmp_path, 200)
    assert len(look(tmp_path).entities) == 199 and not (tmp_path / moving.DRAFT).exists()
    held.close()
