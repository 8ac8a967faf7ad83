"""``commandwall backup``: whole or not at all, checked before it is believed, never over what is there."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from console.app import audit
from console.app import backup as command
from console.domain.audit import Entry
from console.gateway.people.audit_log import AuditLog

pytestmark = pytest.mark.operations
PICTURE = "ab" * 32


def run(*words: object) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([str(word) for word in words]))


def verify(folder: Path) -> int:
    parser = argparse.ArgumentParser()
    audit.add_arguments(parser)
    return audit.run(parser.parse_args(["verify", "--data", str(folder)]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As a running gateway keeps it: a database with a write-ahead log, an audit log, pictures, and passing files."""
    made = tmp_path / "data"
    (made / "pictures").mkdir(parents=True)
    (made / "pictures" / PICTURE).write_bytes(b"picture")
    (made / "pictures" / f"{PICTURE}.1234.new").write_bytes(b"half")
    (made / "gateway.lock").touch()
    log = AuditLog(made, lambda: 1_780_000_000_000)
    log.write(Entry(at=1, actor="grid", act="acknowledge", about="AL-1", result="accepted"))
    log.close()
    return made


@pytest.fixture
def writing(folder: Path):
    with closing(sqlite3.connect(folder / "gateway.db", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE event(seq INTEGER PRIMARY KEY, raw)")
        db.executemany("INSERT INTO event(raw) VALUES(?)", [(f"event {n}",) for n in range(500)])
        yield db


def rows(path: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT seq, raw FROM event ORDER BY seq").fetchall()


def test_what_is_written_meanwhile_is_in_it_wholly_or_not(folder, writing, tmp_path, capsys):
    before = rows(folder / "gateway.db")
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("INSERT INTO event(raw) VALUES('under way')")
    assert run("save", tmp_path / "b.tar.gz", "--data", folder) == 0
    writing.execute("COMMIT")
    assert run("check", tmp_path / "b.tar.gz") == 0
    assert "is whole: 4 files" in capsys.readouterr().out
    assert run("restore", tmp_path / "b.tar.gz", "--data", tmp_path / "new") == 0
    assert rows(tmp_path / "new" / "gateway.db") == before
    assert (tmp_path / "new" / "pictures" / PICTURE).read_bytes() == b"picture"
    assert sorted(path.name for path in (tmp_path / "new").rglob("*")) == [
        PICTURE, "audit.head", "audit.log", "gateway.db", "pictures",
    ]  # fmt: skip
    assert verify(tmp_path / "new") == 0


def test_an_audit_log_that_grew_after_its_head_is_cut_where_the_head_ends(folder, writing, tmp_path):
    head = (folder / "audit.head").read_bytes()
    log = AuditLog(folder, lambda: 1_780_000_000_000)
    log.write(Entry(at=2, actor="grid", act="acknowledge", about="AL-2", result="accepted"))
    log.close()
    (folder / "audit.head").write_bytes(head)
    assert verify(folder) == 1, "between record and head"
    assert run("save", tmp_path / "b", "--data", folder) == 0
    assert run("restore", tmp_path / "b", "--data", tmp_path / "new") == 0
    assert verify(tmp_path / "new") == 0


def test_nothing_is_put_over_what_is_there(folder, writing, tmp_path, capsys):
    assert run("save", tmp_path / "b", "--data", folder) == 0
    assert run("restore", tmp_path / "b", "--data", folder) == 1
    assert "not empty" in capsys.readouterr().err
    assert len(rows(folder / "gateway.db")) == 500
    (tmp_path / "empty").mkdir()
    assert run("restore", tmp_path / "b", "--data", tmp_path / "empty") == 0


def test_any_damage_is_found_before_anything_is_written(folder, writing, tmp_path, capsys):
    assert run("save", tmp_path / "b", "--data", folder) == 0
    whole = gzip.decompress((tmp_path / "b").read_bytes())
    at = whole.index(b"event 77")
    changes = {
        "cut": (tmp_path / "b").read_bytes()[:-200],
        "changed": gzip.compress(whole[:at] + b"event 99" + whole[at + 8 :]),
        "no list": gzip.compress(whole[: whole.index(b"SHA256SUMS")] + bytes(1024)),
        "no tar": b"hello",
    }
    for name, data in changes.items():
        (tmp_path / name).write_bytes(data)
        assert run("check", tmp_path / name) == 1, name
        assert run("restore", tmp_path / name, "--data", tmp_path / "new") == 1, name
        assert not (tmp_path / "new").exists()
    assert capsys.readouterr().err.count("commandwall backup: ") == 2 * len(changes)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")], "nothing is left lying about"


def test_no_backup_is_kept_where_the_next_one_would_take_it_along(folder, writing, tmp_path, capsys):
    link = tmp_path / "link"
    link.symlink_to(folder)
    for place in (folder, folder / "pictures", link):
        assert run("save", place / "b.tar.gz", "--data", folder) == 1
        assert "name another folder" in capsys.readouterr().err
    assert not list(tmp_path.rglob("b.tar.gz*"))


def test_a_picture_that_goes_meanwhile_ends_no_backup(folder, writing, tmp_path, monkeypatch):
    (folder / "pictures" / ("cd" * 32)).write_bytes(b"old")
    opening = Path.open

    def gone(self: Path, *args, **options):
        if self.name == "cd" * 32:
            self.unlink()  # retention, after the folder was listed
        return opening(self, *args, **options)

    monkeypatch.setattr(Path, "open", gone)
    assert run("save", tmp_path / "b", "--data", folder) == 0
    assert run("check", tmp_path / "b") == 0


@pytest.mark.parametrize("head", [b"no head", None])
def test_an_audit_log_without_a_good_head_is_in_it_as_it_is(folder, writing, tmp_path, head):
    log = (folder / "audit.log").read_bytes()
    (folder / "audit.head").unlink()
    if head is not None:
        (folder / "audit.head").write_bytes(head)
    assert run("save", tmp_path / "b", "--data", folder) == 0
    assert run("restore", tmp_path / "b", "--data", tmp_path / "new") == 0
    assert (tmp_path / "new" / "audit.log").read_bytes() == log
    assert (tmp_path / "new" / "audit.head").exists() == (head is not None)


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "a\\..\\evil", "C:evil", "SHA256SUMS/../../evil"])
def test_a_file_that_wants_out_of_the_folder_is_refused(tmp_path, name):
    members = {"gateway.db": b"x", name: b"y"}
    listed = "".join(f"{hashlib.sha256(data).hexdigest()}  {each}\n" for each, data in members.items())
    with tarfile.open(tmp_path / "b", "w:gz") as tar:
        for each, data in (*members.items(), ("SHA256SUMS", listed.encode())):
            info = tarfile.TarInfo(each)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    assert run("restore", tmp_path / "b", "--data", tmp_path / "in" / "new") == 1
    assert not list(tmp_path.rglob("evil"))


def test_a_database_that_is_not_sound_is_not_put_back(folder, tmp_path, capsys):
    (folder / "gateway.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert run("save", tmp_path / "b", "--data", folder) == 1
    assert not (tmp_path / "b").exists()
    assert run("save", tmp_path / "b", "--data", tmp_path) == 1
    assert "no data folder of a gateway" in capsys.readouterr().err
    assert run("save", tmp_path / "b") == 2
