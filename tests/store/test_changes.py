"""What a reader is told: every change once, removals too, everything anew when it can't be told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.counters import CounterKey
from console.domain.entities import Sample
from console.store import journal
from console.store.commit import LinkState, Poison, Receipt
from console.store.generations import CacheRoot
from console.store.journal import ChangeSet
from console.store.reader import CacheReader
from console.store.schema import Table
from tests.fakes.events import EPOCH, NOW, alarm, case, sample
from tests.store.kit import OPEN, commit_of, entities, look, open_writer, replace, snapshot_of, whole


@pytest.fixture
def pair(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A writer with one backend, and a reader that has seen the beginning."""
    writer, backend = open_writer(tmp_path)
    reader = CacheReader(CacheRoot(tmp_path))
    assert reader.poll() is not None
    yield writer, backend, reader
    reader.close()
    writer.close()


def test_a_reader_without_a_cache_waits(tmp_path: Path) -> None:
    reader = CacheReader(CacheRoot(tmp_path / "none"))
    assert reader.poll() is None
    writer, _ = open_writer(tmp_path / "none")
    changes = look(reader)
    assert changes is not None and changes.reload
    assert [row.name for row in changes.backends] == ["city"]
    reader.close()
    writer.close()


def test_a_change_is_told_once(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    assert reader.poll() is None
    writer.commit(commit_of(backend, 1, [alarm(), sample()], counters={OPEN: 1}, rx_ns=77))
    changes = reader.poll()
    assert not changes.reload
    assert entities(changes) == {"A-1": alarm()}
    assert changes.latest == [(backend, sample())]
    assert [(owner, counter, n) for _, owner, counter, n in changes.counters] == [(backend, OPEN, 1)]
    assert changes.rx_ns == [77]
    assert changes.backends[0].cursor.seq == 1
    assert reader.poll() is None


def test_several_commits_come_as_their_sum(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    writer.commit(commit_of(backend, 1, [alarm(), alarm("A-2")], counters={OPEN: 2}))
    writer.commit(commit_of(backend, 2, [alarm(v=2, title="second")], [alarm("A-2")], counters={OPEN: 1}))
    changes = reader.poll()
    assert entities(changes) == {"A-1": alarm(v=2, title="second")}
    assert [n for *_, n in changes.counters] == [1]
    assert len(changes.removed) == 1
    assert changes.backends[0].cursor.seq == 2


def test_a_removal_names_the_key_it_was_known_by(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    writer.commit(commit_of(backend, 1, [alarm(), case()]))
    keys = {event.id: key for key, _, event in reader.poll().entities}
    writer.commit(commit_of(backend, 2, remove=[alarm()]))
    changes = reader.poll()
    assert changes.removed == [keys["A-1"]]
    assert changes.entities == []


def test_taking_away_what_was_never_there_is_no_removal(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    writer.commit(commit_of(backend, 1, remove=[alarm("ghost")]))
    assert entities(whole(writer._root.path)) == {}
    assert reader.poll().entities == []


def test_a_key_is_not_given_twice_while_the_feed_runs(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    writer.commit(commit_of(backend, 1, [alarm("one")]))
    first = reader.poll().entities[0][0]
    writer.commit(commit_of(backend, 2, remove=[alarm("one")]))
    writer.commit(commit_of(backend, 3, [case("two")]))
    changes = reader.poll()
    assert changes.removed == [first]
    assert changes.entities[0][0] != first


def test_a_forgotten_bucket_leaves_the_table_and_a_running_zero_stays(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    hour = CounterKey("grid", "case.opened", NOW)
    writer.commit(commit_of(backend, 1, counters={hour: 3, OPEN: 1}))
    keys = {counter: key for key, _, counter, _ in reader.poll().counters}
    writer.commit(commit_of(backend, 2, counters={hour: 0, OPEN: 0}))
    changes = reader.poll()
    assert changes.counters_removed == [keys[hour]]
    assert [(counter, n) for *_, counter, n in whole(writer._root.path).counters] == [(OPEN, 0)]
    writer.commit(commit_of(backend, 3, counters={hour: 1}))
    assert [(counter, n) for *_, counter, n in reader.poll().counters] == [(hour, 1)]


@pytest.mark.usefixtures("settled_at_once")
def test_a_reader_below_the_journals_floor_loads_everything(pair, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    monkeypatch.setattr("console.store.journal.KEPT_CHANGES", 5)
    for seq in range(1, 6):
        writer.commit(commit_of(backend, seq, [alarm(v=seq)]))
    assert reader.poll().reload is False
    writer.commit(commit_of(backend, 6, [alarm("short-lived")]))
    reader.poll()
    writer.commit(commit_of(backend, 7, remove=[alarm("short-lived")]))
    for seq in range(8, 14):
        writer.commit(commit_of(backend, seq, [alarm(v=seq)]))
    changes = reader.poll()
    assert changes.reload is True
    assert entities(changes) == {"A-1": alarm(v=13)}


def test_a_snapshot_replaces_everything_and_readers_load_anew(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    old = [alarm("gone"), alarm("kept"), sample("s", 900), sample("silent", 700)]
    writer.commit(commit_of(backend, 9000, old, counters={OPEN: 2}, frames=[(8999, True, b"old fleet")]))
    reader.poll()
    receipt = Receipt("city", 1, 2, unknown_from=1, unknown_to=2, reason="epoch")
    state = snapshot_of(
        12, alarm("kept"), case("new"), sample("s", 3, 8.0), epoch="two", counters={OPEN: 1},
        poison=[Poison(0, "in a snapshot: schema 2", b"{}")],
    )  # fmt: skip
    replace(writer, backend, state, [receipt])
    changes = reader.poll()
    assert changes.reload
    assert entities(changes) == {"kept": alarm("kept"), "new": case("new")}
    assert changes.latest == [(backend, sample("s", 3, 8.0))]
    assert changes.frames == []
    assert [(counter, n) for *_, counter, n in changes.counters] == [(OPEN, 1)]
    assert [row.reason for row in changes.quarantine] == ["in a snapshot: schema 2"]
    assert [each for _, each in changes.receipts] == [receipt]
    assert (changes.backends[0].cursor.epoch, changes.backends[0].cursor.seq) == ("two", 12)


def test_a_series_that_the_new_log_has_not_begun_starts_again_at_any_version(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    writer.commit(commit_of(backend, 9000, [sample("silent", 700)]))
    replace(writer, backend, snapshot_of(12, epoch="two"))
    writer.close()
    writer, backend = open_writer(tmp_path)
    _, latest, _, _ = writer.state_of(backend)
    assert latest == []
    writer.close()


def test_a_snapshot_of_one_backend_leaves_the_other_alone(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    other = writer.backend("other", "http://127.0.0.1:2")
    writer.commit(commit_of(other, 5, [alarm("theirs"), sample("t", 4)], counters={OPEN: 1}))
    replace(writer, backend, snapshot_of(1, alarm("ours")))
    changes = reader.poll()
    assert {(owner, event.id) for _, owner, event in changes.entities} == {(other, "theirs"), (backend, "ours")}
    assert changes.latest == [(other, sample("t", 4))]


def test_a_reader_follows_a_new_generation(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    writer.commit(commit_of(backend, 50, [alarm("old")]))
    reader.poll()
    writer.rebuild("a test")
    backend = writer.backend("city", "http://127.0.0.1:1")
    writer.commit(commit_of(backend, 1, [alarm("new")]))
    changes = look(reader)
    assert changes.reload
    assert entities(changes) == {"new": alarm("new")}
    assert changes.generation == CacheRoot(writer._root.path).current()


def test_a_reader_ahead_of_a_cache_that_lost_its_tail_loads_everything(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    writer.commit(commit_of(backend, 1, [alarm("kept")]))
    reader._change = 1_000
    changes = reader.poll()
    assert changes is not None and changes.reload


def test_a_reader_that_was_closed_over_a_fault_begins_again(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    writer.commit(commit_of(backend, 1, [alarm()]))
    reader.close()
    changes = look(reader)
    assert changes is not None and changes.reload
    assert entities(changes) == {"A-1": alarm()}


def test_links_registers_receipts_and_quarantine_are_told(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    link = LinkState("down", "nobody answers there", 5, 6, "boot", -7, 8)
    writer.link(backend, link)
    writer.register(backend, "areas", "tag", b"[]")
    writer.receipts(backend, [Receipt("city", 1, 2, 3)])
    writer.commit(commit_of(backend, 4, poison=[Poison(4, "x" * 900, b"r" * 9000)]))
    changes = reader.poll()
    assert changes.backends[0].link == link == writer.link_state(backend)
    assert changes.registers == [(backend, "areas", b"[]")]
    assert [each for _, each in changes.receipts] == [Receipt("city", 1, 2, 3)]
    row = changes.quarantine[0]
    assert (row.epoch, row.seq, row.reason, row.raw) == (EPOCH, 4, "x" * 500, b"r" * 4096)
    assert writer.etags(backend) == {"areas": "tag"}


def test_quarantine_keeps_the_newest_rows_only(pair, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    writer, backend, _ = pair
    monkeypatch.setattr("console.store.lists.KEPT_POISON", 10)
    for seq in range(1, 31):
        writer.commit(commit_of(backend, seq, poison=[Poison(seq, "bad", b"")]))
    assert sorted(row.seq for row in whole(writer._root.path).quarantine) == list(range(21, 31))


@pytest.mark.usefixtures("settled_at_once")
def test_segments_stay_within_their_budget(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path, segment_budget=2000)
    for seq in range(1, 40):
        noise = bytes((seq * n * n + n) % 251 for n in range(300))
        writer.commit(commit_of(backend, seq, segment=(seq, seq, [noise])))
    total, newest = writer._db.execute("SELECT sum(length(blob)), max(last) FROM segment").fetchone()
    assert 0 < total <= 2000 and newest == 39
    writer.close()
    tiny, backend = open_writer(tmp_path, segment_budget=10)
    tiny.commit(commit_of(backend, 40, segment=(40, 40, [b"larger than the whole budget"])))
    tiny.close()


_ops = st.lists(st.tuples(st.sampled_from(list(Table)), st.integers(1, 2**40), st.booleans()), max_size=12)


@given(st.lists(_ops, max_size=5))
def test_the_journal_says_the_last_word_on_every_key(transactions: list[list[tuple[Table, int, bool]]]) -> None:
    last: dict[tuple[Table, int], bool] = {}
    packed = []
    for ops in transactions:
        changes = ChangeSet()
        for table, key, removed in ops:
            (changes.remove if removed else changes.upsert)(table, key)
            last[table, key] = removed
        packed.append(changes.pack())
    merged = journal.merge(packed)
    got = {(table, key): False for table in Table for key in merged.upserted[table]}
    got |= {(table, key): True for table in Table for key in merged.removed[table]}
    assert got == last


def test_odd_names_are_kept_as_they_are(pair) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    names = ["a\0b", "'; DROP TABLE entity; --", "\u202e", "行", "a" * 128]
    writer.commit(commit_of(backend, 1, [*(alarm(name) for name in names), *(sample(name) for name in names)]))
    changes = reader.poll()
    assert set(entities(changes)) == set(names)
    assert {each.id for _, each in changes.latest} == set(names)
    assert all(isinstance(each, Sample) for _, each in changes.latest)


def test_receipts_are_kept_up_to_a_number_the_newest_of_them(pair, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    writer, backend, reader = pair
    monkeypatch.setattr("console.store.lists.KEPT_RECEIPTS", 3)
    for n in range(8):
        writer.receipts(backend, [Receipt("city", NOW + n, NOW + n + 1)])
    assert sorted(each.down_at for _, each in whole(reader._root.path).receipts) == [NOW + n for n in range(5, 8)]
