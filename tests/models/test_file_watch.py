"""Files that change: told once each has settled, whether replaced, removed or written in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.models.file_watch import UNREAD, FileWatch, Stamp, stamp_of


class Ear:
    def __init__(self, watch: FileWatch) -> None:
        self.told: list[dict[Path, Stamp]] = []
        watch.changed.connect(self.told.append)


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[FileWatch]:
    made = FileWatch(every_s=0.02)
    yield made
    made.stop()


def test_a_file_that_is_replaced_removed_and_back_is_told_each_time(
    watch: FileWatch, tmp_path: Path, qtbot: QtBot
) -> None:
    path, draft = tmp_path / "a.toml", tmp_path / "a.new"
    path.write_text("one")
    ear = Ear(watch)
    watch.follow({path: stamp_of(path)})
    draft.write_text("other")
    draft.replace(path)
    qtbot.waitUntil(lambda: len(ear.told) == 1)
    path.unlink()
    qtbot.waitUntil(lambda: len(ear.told) == 2)
    path.write_text("one")
    qtbot.waitUntil(lambda: len(ear.told) == 3)
    assert [each[path] is None for each in ear.told] == [False, True, False]


def test_nothing_is_told_of_what_stays_and_what_nobody_has_read_is_told_at_once(
    watch: FileWatch, tmp_path: Path, qtbot: QtBot
) -> None:
    same, fresh, gone = tmp_path / "same", tmp_path / "fresh", tmp_path / "gone"
    same.write_text("x")
    fresh.write_text("y")
    ear = Ear(watch)
    watch.follow({same: stamp_of(same), fresh: UNREAD, gone: UNREAD})
    qtbot.waitUntil(lambda: bool(ear.told))
    assert ear.told == [{fresh: stamp_of(fresh), gone: None}]


def test_a_file_is_not_told_before_two_looks_saw_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    watch = FileWatch()
    ear = Ear(watch)
    path = tmp_path / "a"
    watch._known = {path: (1, 1, 1)}
    for stamp in ((2, 1, 1), (2, 5, 1), (2, 9, 1), (2, 9, 1), (2, 9, 1)):
        watch._compare({path: stamp})
    assert ear.told == [{path: (2, 9, 1)}]
