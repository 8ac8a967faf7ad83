"""A real feed in a thread over a real cache, and what its tests ask of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from console.domain.entities import Event
from console.domain.ledger import Ledger, state_digest
from console.feed.process import BackendAddress, FeedProcess
from console.store.changes import BackendRow, Changes
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from console.wire.codec import decode_event
from tests.fakes.gateway import FakeGateway

PATIENCE = 15.0


@contextmanager
def feeding(cache: Path, *urls: str) -> Iterator[FeedProcess]:
    """The feed at work; its threads end with it."""
    feed = FeedProcess(cache, [BackendAddress("city", urls)])
    thread = threading.Thread(target=feed.run, name="feed")
    thread.start()
    try:
        yield feed
    finally:
        feed.stopping = True
        thread.join(PATIENCE)
        assert not thread.is_alive()


def look(cache: Path) -> Changes:
    """The whole cache as it stands on disk."""
    reader = CacheReader(CacheRoot(cache))
    try:
        changes = reader.poll()
        assert changes is not None
        return changes
    finally:
        reader.close()


def row(cache: Path) -> BackendRow:
    return look(cache).backends[0]


def until(cache: Path, good: Callable[[BackendRow], bool], what: str = "the cache") -> BackendRow:
    """Wait for the backend's row to be as it should; fail with how it is."""
    deadline = time.monotonic() + PATIENCE
    turn = threading.Event()
    while True:
        now = row(cache)
        if good(now):
            return now
        assert time.monotonic() < deadline, f"{what}: {now}"
        turn.wait(0.01)


def until_said(cache: Path, reasons: list[str], words: str) -> None:
    """Wait until a word on the link has been written."""
    until(cache, lambda _: any(words in reason for reason in list(reasons)), words)


def caught_up(cache: Path, gateway: FakeGateway) -> BackendRow:
    """Wait until the cursor is at the log's end."""
    return until(cache, lambda now: now.cursor.seq == len(gateway.log) and now.cursor.epoch == gateway.epoch)


def poisoned(cache: Path) -> list[int]:
    """Numbers that were quarantined; 0 for what was no event of the log."""
    return sorted(each.seq for each in look(cache).quarantine)


def assert_equal(cache: Path, gateway: FakeGateway) -> None:
    """The cache holds exactly what a straight replay of the gateway's log gives, nothing lost, nothing doubled."""
    ledger = Ledger()
    for raw in gateway.log:
        event = decode_event(raw)
        if isinstance(event, Event):
            ledger.apply(event)
    truth = state_digest(ledger.entities.values(), ledger.latest.values(), ledger.counters, b"")
    changes = look(cache)
    counters = {counter: n for *_, counter, n in changes.counters}
    entities = [event for *_, event in changes.entities]
    assert state_digest(entities, [each for _, each in changes.latest], counters, b"") == truth
    now = changes.backends[0]
    assert (now.cursor.epoch, now.cursor.seq) == (gateway.epoch, len(gateway.log))
    assert now.counts.lost(now.cursor.seq) == now.counts.duplicated(now.cursor.seq) == 0
