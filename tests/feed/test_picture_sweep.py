"""Pictures leave the disk when nothing open and no waiting act names them, and never before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from console.commands.envelope import Outcome, Verdict
from console.commands.outbox import Outbox
from console.config.storage import StorageSettings
from console.domain.entities import Note
from console.domain.retention import DAY_MS
from console.feed.picture_sweep import PictureSweep
from console.feed.pictures import PictureFetcher
from console.store.pictures import FOLDER, PictureFolder
from feed.test_pictures import picture, remark
from tests.fakes.events import NOW
from tests.store.kit import commit_of, open_writer

pytestmark = pytest.mark.operations


def aged(folder: Path, name: str, days: float) -> str:
    at = (NOW - days * DAY_MS) / 1000
    os.utime(folder / FOLDER / name, (at, at))
    return name


def note(name: str) -> Note:
    return Note(id="N-1", v=1, at=NOW, about="I-1", author="赵志国", text="见图", pictures=(name,))


def there(folder: Path) -> set[str]:
    return {file.name for file in PictureFolder(folder).files()}


def sweep(folder: Path, outbox: Outbox, **settings: int) -> None:
    PictureSweep(folder, StorageSettings(**settings), outbox.pictures, lambda: NOW).sweep()


def test_what_is_open_or_waits_stays_and_the_rest_goes_by_age(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    outbox = Outbox(tmp_path)
    named, waits, done, nobodys, fresh = (picture(tmp_path, c) for c in ("red", "green", "blue", "black", "white"))
    for name in (named, waits, done, nobodys):
        aged(tmp_path, name, 400)
    aged(tmp_path, fresh, 89)
    draft = tmp_path / FOLDER / f"{named}.0a1b2c3d"
    draft.write_bytes(b"half")
    aged(tmp_path, draft.name, 91)
    writer.commit(commit_of(backend, 1, [note(named)]))
    outbox.add("city", [remark("A", waits), remark("B", done)], NOW)
    outbox.settle(outbox.pending("city")[1].place, Outcome(verdict=Verdict.ACCEPTED, seq=1), NOW)
    sweep(tmp_path, outbox, pictures_days=90)
    assert there(tmp_path) == {named, waits, fresh}
    outbox.close()
    writer.close()


def test_too_many_bytes_go_oldest_first_but_not_what_came_today(tmp_path: Path) -> None:
    writer, backend = open_writer(tmp_path)
    writer.commit(commit_of(backend, 1))
    outbox = Outbox(tmp_path)
    names = [aged(tmp_path, picture(tmp_path, c), days) for c, days in (("red", 9), ("green", 5), ("blue", 0.5))]
    sweep(tmp_path, outbox, pictures_mb=0)
    assert there(tmp_path) == {names[2]}
    outbox.close()
    writer.close()


def test_a_cache_that_knows_nothing_yet_deletes_nothing(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    old = aged(tmp_path, picture(tmp_path), 400)
    sweep(tmp_path, outbox, pictures_days=1)
    writer, _ = open_writer(tmp_path)
    sweep(tmp_path, outbox, pictures_days=1)
    assert there(tmp_path) == {old}, "no backend has told what is open"
    outbox.close()
    writer.close()


def test_naming_a_picture_again_makes_it_young(tmp_path: Path) -> None:
    old = aged(tmp_path, picture(tmp_path), 400)
    PictureFetcher(tmp_path, {}, lambda: None).look("city", [note(old)])
    (file,) = PictureFolder(tmp_path).files()
    assert file.at > NOW - 400 * DAY_MS
    aged(tmp_path, old, 400)
    assert picture(tmp_path) == old
    (file,) = PictureFolder(tmp_path).files()
    assert file.at > NOW - 400 * DAY_MS
