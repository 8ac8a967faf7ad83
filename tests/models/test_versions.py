"""An alarm's versions are found in the kept log, a slice at a time, without holding up what is new."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.domain.entities import Alarm
from console.models.bridge import CacheBridge
from console.models.world import World
from console.store import fresh
from console.store.commit import Commit, Counts, Cursor
from console.store.generations import CacheRoot
from console.store.reader import CacheReader
from console.store.writer import CacheWriter
from console.wire.codec import encode_event
from tests.fakes.events import alarm, case

pytestmark = pytest.mark.operations


def fill(path: Path, rounds: int) -> CacheWriter:
    """A log of segments: in each one a version of A-1 among others'; one of them damaged."""
    writer = CacheWriter(CacheRoot(path))
    backend = writer.backend("gw", "http://127.0.0.1:1")
    for n in range(1, rounds + 1):
        events = [case(f"C-{n}"), alarm("A-1", n, reason="x" * 50), alarm("A-11", n), alarm(f"B-{n}", title='"A-1"')]
        raws = [encode_event(event) for event in events]
        commit = Commit(backend, Cursor("e", 4 * n, 0), Counts(), segment=(4 * n - 3, 4 * n, raws))
        writer.commit(commit)
    writer._db.execute("UPDATE segment SET blob = x'00' WHERE first = 9")
    writer._db.execute("UPDATE journal SET run = x'00' WHERE first = 9")
    return writer


@pytest.fixture(params=[1, 128], ids=["settled", "fresh"], autouse=True)
def how_soon_it_is_settled(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log in segments of its own, and carried by the journal."""
    monkeypatch.setattr(fresh, "MOST", request.param)


def test_versions_come_from_the_newest_back_to_the_first(tmp_path: Path) -> None:
    writer = fill(tmp_path, 6)
    reader = CacheReader(CacheRoot(tmp_path))
    reader.poll()
    slices = list(reader.versions_of(1, "A-1", 0, pause=0.0))
    versions = [version.v for found in slices for version in found]
    assert versions == [6, 5, 4, 2, 1], "the damaged segment is skipped, nobody else's versions are taken"
    assert len(slices) >= 5, "it rests after every slice"
    assert [each for found in reader.versions_of(1, "A-9", 0) for each in found] == []
    assert [each for found in reader.versions_of(1, "A-1", 2**50) for each in found] == [], "older than asked for"
    reader.close()
    writer.close()


def test_a_window_hears_of_them_while_it_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    writer = fill(tmp_path, 6)
    world = World()
    bridge = CacheBridge(tmp_path, world)
    bridge.start()
    heard: list[int] = []
    ends: list[bool] = []

    def hear(found: list[Alarm], last: bool) -> None:
        heard.extend(version.v for version in found)
        ends.append(last)

    qtbot.waitUntil(lambda: bool(world.backends))
    world.past.versions(1, "A-1", 0, hear)
    qtbot.waitUntil(lambda: ends[-1:] == [True])
    assert heard == [6, 5, 4, 2, 1]
    bridge.stop()
    writer.close()
