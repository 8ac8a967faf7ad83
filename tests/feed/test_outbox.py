"""What is on disk: steps of the schema, no sessions, nothing by itself deleted; and who may be spoken for."""

from __future__ import annotations

import errno
import json
import socket
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from console.commands import intents as do
from console.commands.credentials import Credentials
from console.commands.desk_line import DOOR, DeskLineServer, door_mark, submit, vouch
from console.commands.envelope import Command, Outcome, Stage, Verdict, make
from console.commands.os_vault import TRUSTED, OsVault, system_keyring
from console.commands.outbox import NotSaved, Outbox, OutboxReader
from console.feed.post import PostOffice
from console.store.generations import CacheError
from tests.gateway.harness import NOW

pytestmark = pytest.mark.operations
FIRST_VERSION = """
CREATE TABLE outbox (
  place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, backend TEXT NOT NULL, body BLOB NOT NULL,
  at INTEGER NOT NULL, expires INTEGER NOT NULL, stage TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  outcome BLOB, changed INTEGER NOT NULL);
CREATE INDEX outbox_pending ON outbox (backend, place) WHERE stage = 'pending';
CREATE INDEX outbox_changed ON outbox (changed);
PRAGMA user_version=1;
"""
SECRET = "kept-in-the-clear-by-the-first-version"


def command(text: str = "x", who: str = "zhang") -> Command:
    return make(do.Comment(about="AL-1", text=text), "Alarm", actor=who, session=SECRET, terminal="席位 3", now_ms=NOW)


def test_an_outbox_of_the_first_version_keeps_its_commands_and_loses_their_sessions(tmp_path: Path) -> None:
    made = [command(str(n)) for n in range(50)]
    db = sqlite3.connect(tmp_path / "ops.db")
    db.execute("PRAGMA journal_mode=WAL")
    db.executescript(FIRST_VERSION)
    for each in made:
        db.execute(
            "INSERT INTO outbox(id, backend, body, at, expires, stage, changed) VALUES(?, '城', ?, ?, ?, 'pending', ?)",
            (each.id, msgspec.json.encode(each), each.at, each.expires, NOW),
        )
    db.commit()
    db.close()
    outbox = Outbox(tmp_path)
    assert [entry.command for entry in outbox.pending("城")] == [
        msgspec.structs.replace(each, session="") for each in made
    ]
    assert outbox.actors("城") == {"zhang"}
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert SECRET.encode() not in held
    outbox.close()


def test_an_outbox_of_a_newer_version_is_left_alone_in_one_sentence(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "ops.db")
    db.executescript("CREATE TABLE outbox (place INTEGER); PRAGMA user_version=99;")
    db.close()
    before = (tmp_path / "ops.db").read_bytes()
    with pytest.raises(CacheError, match="newer version"):
        PostOffice(tmp_path, {}, lambda: None)
    db = sqlite3.connect(tmp_path / "ops.db")
    assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("outbox",)]
    db.close()
    assert before[:16] == (tmp_path / "ops.db").read_bytes()[:16]


def test_commands_are_kept_all_or_none_and_one_twice_is_one(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    one, two = command("1"), command("2")
    outbox.add("城", [one], NOW)
    outbox.add("城", [one, two], NOW)
    assert [entry.command.id for entry in outbox.pending("城")] == [one.id, two.id]
    outbox.settle(1, Outcome(verdict=Verdict.ACCEPTED, seq=7), NOW)
    outbox.add("城", [one], NOW)
    assert [entry.command.id for entry in outbox.pending("城")] == [two.id]
    reader = OutboxReader(tmp_path)
    assert [entry.stage for entry in reader.recent() or []] == [Stage.PENDING, Stage.DELIVERED]
    assert reader.waiting == 1 and reader.recent() is None
    reader.close()
    outbox.close()


def test_every_act_that_waits_is_known_to_the_desk_however_many_came_after_it(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    outbox.add("城", [command() for _ in range(8)], NOW)
    done = [(place, Outcome(verdict=Verdict.ACCEPTED)) for place in (4, 5, 6)]
    outbox.settle_all(done, NOW)
    reader = OutboxReader(tmp_path)
    assert [(entry.place, entry.stage is Stage.PENDING) for entry in reader.recent(3) or []] == [
        (8, True), (7, True), (6, False), (3, True), (2, True), (1, True),
    ]  # fmt: skip
    reader.close()
    outbox.close()


def test_a_batch_is_closed_by_its_bytes_and_holds_one_command_whatever_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox = Outbox(tmp_path)
    outbox.add("城", [command("长" * 900), command("1"), command("2")], NOW)
    sizes = [len(msgspec.json.encode(entry.command)) for entry in outbox.pending("城")]
    monkeypatch.setattr("console.commands.outbox.BATCH_BYTES", 100)
    assert [entry.place for entry in outbox.batch("城", ["zhang"])] == [1]
    monkeypatch.setattr("console.commands.outbox.BATCH_BYTES", sum(sizes[:2]))
    assert [entry.place for entry in outbox.batch("城", ["zhang"])] == [1, 2]
    assert outbox.batch("城", []) == []
    outbox.close()


class MemoryVault:
    """A keyring."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get(self, place: str, name: str) -> str:
        return self.held.get((place, name), "")

    def put(self, place: str, name: str, secret: str) -> None:
        self.held[place, name] = secret

    def drop(self, place: str, name: str) -> None:
        self.held.pop((place, name), None)

    def close(self) -> None:
        pass


def test_a_session_outlives_the_feed_in_a_vault_and_not_without() -> None:
    vault = MemoryVault()
    Credentials(vault).learn("城", "zhang", "s-1")
    assert Credentials(vault).session("城", "zhang") == "s-1"
    assert Credentials(vault).session("another", "zhang") == "", "one backend's session is never shown to another"
    without = Credentials()
    without.learn("城", "zhang", "s-1")
    assert without.session("城", "zhang") == "s-1"
    assert Credentials().session("城", "zhang") == ""


def test_a_session_that_was_refused_is_forgotten_unless_a_newer_one_came() -> None:
    vault = MemoryVault()
    known = Credentials(vault)
    known.learn("城", "zhang", "s-1")
    known.learn("城", "zhang", "s-2")
    known.refused("城", "zhang", "s-1")
    assert known.session("城", "zhang") == "s-2"
    known.refused("城", "zhang", "s-2")
    assert known.session("城", "zhang") == "" and not vault.held


def test_a_desk_says_who_sits_there_and_nobody_without_the_token_does(tmp_path: Path) -> None:
    heard: list[tuple[str, str, str]] = []
    assert door_mark(tmp_path) == 0
    line = DeskLineServer(tmp_path, lambda *_: None, lambda b, v: heard.append((b, v.actor, v.session)))
    assert door_mark(tmp_path) > 0
    vouch(tmp_path, "城", "zhang", "s-1")
    door = tmp_path / "desk-line.json"
    told = msgspec.json.decode(door.read_bytes())
    door.write_bytes(msgspec.json.encode({**told, "token": "wrong"}))
    with pytest.raises(NotSaved, match="wrong token"):
        vouch(tmp_path, "城", "zhang", "s-2")
    with pytest.raises(NotSaved, match="wrong token"):
        submit(tmp_path, "城", [command()])
    assert heard == [("城", "zhang", "s-1")]
    line.close()


class Ring:
    """A keyring as the library gives them; ``trouble`` is what its next call does."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.trouble: Callable[[], None] = lambda: None

    def get_password(self, service: str, name: str) -> str | None:
        self.trouble()
        return self.held.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.trouble()
        self.held[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        self.trouble()
        del self.held[service, name]


def test_the_systems_keyring_keeps_a_session_over_a_restart() -> None:
    ring = Ring()
    known = Credentials(OsVault(lambda: ring))
    known.learn("城", "zhang", "s-1")
    known.close()
    assert ring.held == {("commandwall: 城", "zhang"): "s-1"}
    again = Credentials(OsVault(lambda: ring))
    assert again.session("城", "zhang") == "s-1"
    again.refused("城", "zhang", "s-1")
    again.close()
    assert ring.held == {}


def test_a_keyring_that_fails_or_is_not_there_is_none() -> None:
    ring = Ring()

    def fail() -> None:
        raise RuntimeError("locked")

    ring.trouble = fail
    for find in (lambda: ring, lambda: None, lambda: 1 / 0):
        vault = OsVault(find)
        vault.put("城", "zhang", "s-1")
        vault.drop("城", "zhang")
        assert vault.get("城", "zhang") == ""
        vault.close()


def test_a_keyring_that_hangs_is_asked_once_and_no_more() -> None:
    ring, asked, free = Ring(), [], threading.Event()

    def hang() -> None:
        asked.append(1)
        free.wait(10)

    ring.trouble = hang
    vault = OsVault(lambda: ring, patience=0.05)
    known = Credentials(vault)
    for n in range(20):
        known.learn("城", "zhang", f"s-{n}")
    assert known.session("城", "zhang") == "s-19"
    assert known.session("城", "li") == "" and known.session("城", "wang") == ""
    assert len(asked) == 1
    ring.trouble = lambda: None
    free.set()
    known.close()


def test_no_file_of_our_own_counts_as_a_keyring() -> None:
    ring = system_keyring()
    assert ring is None or type(ring).__module__.startswith(TRUSTED)


def test_a_whole_flood_is_taken_as_one_act_and_more_than_that_is_said_to_be_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    line = DeskLineServer(tmp_path, lambda _backend, commands: kept.append(len(commands)))
    flood = [command(str(n)) for n in range(10_000)]
    submit(tmp_path, "城", flood)
    assert kept == [10_000]
    large = do.OpenIncident(
        about="IN-1", cls="火灾", grade=2, title="x", alarms=tuple(f"AL-{n:08}" for n in range(90_000))
    )
    with pytest.raises(NotSaved, match="too many"):
        submit(tmp_path, "城", [make(large, "Incident", actor="z", session="s", terminal="t", now_ms=NOW)])
    monkeypatch.setattr("console.commands.desk_line.LINE_LIMIT", 1 << 16)
    with pytest.raises(NotSaved, match="too many"):
        submit(tmp_path, "城", flood)
    line.close()


def test_a_moment_without_files_or_threads_does_not_shut_the_way_by_which_acts_get_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    monkeypatch.setattr("console.commands.desk_line.PAUSE_SECONDS", 0.01)
    accept, trouble = socket.socket.accept, [OSError(errno.EMFILE, "Too many open files")] * 3

    def short_of_files(listener: socket.socket) -> tuple[socket.socket, object]:
        if trouble:
            raise trouble.pop()
        return accept(listener)

    monkeypatch.setattr(socket.socket, "accept", short_of_files)
    line = DeskLineServer(tmp_path, lambda _backend, commands: kept.append(len(commands)))
    submit(tmp_path, "城", [command()])
    assert kept == [1]
    line.close()


def test_a_token_in_any_letters_is_a_wrong_token(tmp_path: Path) -> None:
    line = DeskLineServer(tmp_path, lambda *_: None)
    door = json.loads((tmp_path / DOOR).read_text(encoding="utf-8"))
    (tmp_path / DOOR).write_text(json.dumps(door | {"token": "口令"}), encoding="utf-8")
    with pytest.raises(NotSaved, match="wrong token"):
        submit(tmp_path, "城", [command()])
    line.close()


def test_an_act_that_this_program_cannot_read_holds_up_nobody_elses_and_stays_in_the_file(tmp_path: Path) -> None:
    """A newer program wrote it, before somebody went back to this one."""
    outbox = Outbox(tmp_path)
    named = [msgspec.structs.replace(command(str(n)), intent=do.Comment(about="AL-1", text="x", pictures=(each * 64,)))
             for n, each in enumerate("ab")]  # fmt: skip
    outbox.add("城", [*named, command("3")], NOW)
    db = sqlite3.connect(tmp_path / "ops.db")
    newer = db.execute("SELECT body FROM outbox WHERE place = 1").fetchone()[0].replace(b'"comment"', b'"praise"')
    db.execute("UPDATE outbox SET body = ? WHERE place = 1", (newer,))
    db.commit()
    assert outbox.pictures() == {"a" * 64, "b" * 64}, "what it names must not be swept away"
    assert [entry.place for entry in outbox.batch("城", ["zhang"])] == [2, 3]
    reader = OutboxReader(tmp_path)
    assert [entry.place for entry in reader.recent() or []] == [3, 2] and reader.waiting == 2
    assert db.execute("SELECT body, stage FROM outbox WHERE place = 1").fetchone() == (newer, "refused")
    db.close()
    reader.close()
    outbox.close()


def test_a_session_is_in_no_text_form_of_a_command() -> None:
    made = command("已电话核实")
    assert SECRET not in f"{made!r} {made} {[made]}" and "已电话核实" in repr(made)
