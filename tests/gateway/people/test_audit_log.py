"""The audit log on disk: nothing is lost when the gateway dies, nothing is hidden when somebody was at the file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from console.app.audit import check
from console.commands.envelope import Command, Outcome, Verdict, new_id
from console.commands.intents import Acknowledge
from console.domain.audit import Entry, Record, from_line
from console.gateway.people import audit_log
from console.gateway.people.audit_log import AuditLog, AuditUnavailable
from console.gateway.people.command_audit import STRANGERS, CommandAudit

pytestmark = pytest.mark.operations

NOW = 1_780_000_000_000


def entry(n: int) -> Entry:
    return Entry(at=NOW + n, actor="grid", act="acknowledge", about=f"AL-{n}", result="accepted")


def records(folder: Path) -> list[Record]:
    return [from_line(line)[0] for line in (folder / "audit.log").read_bytes().splitlines(keepends=True)]


def opened(folder: Path, count: int = 0) -> AuditLog:
    log = AuditLog(folder, lambda: NOW)
    for n in range(count):
        log.write(entry(n))
    return log


def test_it_goes_on_where_it_ended(tmp_path):
    opened(tmp_path, 3).close()
    opened(tmp_path, 2).close()
    assert [record.n for record in records(tmp_path)] == [1, 2, 3, 4, 5, 6]
    assert check(tmp_path).wrong == ""


def test_a_kill_between_record_and_head_loses_nothing_and_is_said(tmp_path):
    log = opened(tmp_path, 3)
    head = (tmp_path / "audit.head").read_bytes()
    log.write(entry(3))
    log.close()
    (tmp_path / "audit.head").write_bytes(head)
    assert "stands after the end" in check(tmp_path).wrong
    opened(tmp_path).close()
    assert [r.result for r in records(tmp_path)][-2:] == ["accepted", "resumed"]
    assert check(tmp_path).wrong == ""


@pytest.mark.parametrize("kept", [1, 40, 120])
def test_a_kill_in_the_middle_of_a_record_is_healed_and_said(tmp_path, kept):
    log = opened(tmp_path, 3)
    size, head = log.head.size, (tmp_path / "audit.head").read_bytes()
    log.write(entry(3))
    log.close()
    (tmp_path / "audit.head").write_bytes(head)
    os.truncate(tmp_path / "audit.log", size + kept)
    opened(tmp_path).close()
    assert f"{kept} bytes of an unfinished one" in records(tmp_path)[-1].detail
    assert check(tmp_path).wrong == ""


@pytest.mark.parametrize(
    "damage",
    [
        lambda f: os.truncate(f / "audit.log", 300),
        lambda f: (f / "audit.log").unlink(),
        lambda f: (f / "audit.head").unlink(),
        lambda f: (f / "audit.head").write_bytes(b""),
        lambda f: (f / "audit.log").write_bytes((f / "audit.log").read_bytes() + b"x\n"),
        lambda f: (f / "audit.log").write_bytes((f / "audit.log").read_bytes().replace(b"AL-4", b"AL-5")),
    ],
)
def test_a_log_that_does_not_fit_is_kept_and_the_new_one_says_so(tmp_path, damage):
    opened(tmp_path, 5).close()
    damage(tmp_path)
    opened(tmp_path, 1).close()
    first = records(tmp_path)[0]
    assert (first.n, first.act, first.result) == (1, "audit", "damaged")
    assert list(tmp_path.glob("audit-damaged-*.log"))
    assert check(tmp_path).wrong == ""


def test_a_disk_that_takes_nothing_refuses_logins_and_keeps_what_has_happened(tmp_path, monkeypatch):
    log = opened(tmp_path, 2)
    real = os.write

    def half(file: int, data: bytes) -> int:
        real(file, data[:20])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(audit_log.os, "write", half)
    with pytest.raises(AuditUnavailable, match="No space left"):
        log.write(entry(90))
    log.note(entry(91))
    log.note(entry(92))
    assert log.waiting == 2
    monkeypatch.undo()
    log.write(entry(93))
    log.close()
    assert [r.about for r in records(tmp_path)][-3:] == ["AL-91", "AL-92", "AL-93"]
    assert check(tmp_path).wrong == ""


def test_a_head_that_cannot_be_written_costs_no_record(tmp_path, monkeypatch):
    log = opened(tmp_path, 1)
    monkeypatch.setattr(AuditLog, "_write_head", lambda self: None)
    log.write(entry(2))
    log.write(entry(3))
    log.close()
    monkeypatch.undo()
    opened(tmp_path).close()
    assert [r.about for r in records(tmp_path)][-3:-1] == ["AL-2", "AL-3"]
    assert check(tmp_path).wrong == ""


def test_the_files_are_for_the_gateway_alone(tmp_path):
    opened(tmp_path, 1).close()
    if os.name == "posix":
        assert {(tmp_path / name).stat().st_mode & 0o777 for name in ("audit.log", "audit.head")} == {0o600}


def test_strangers_cannot_fill_the_disk_and_are_counted(tmp_path):
    log = opened(tmp_path)
    audit = CommandAudit(log, lambda: NOW)
    command = Command(
        id=new_id(), intent=Acknowledge(about="AL-1"), kind="alarm", actor="x", session="secret", terminal="t", at=NOW,
        expires=NOW,
    )  # fmt: skip
    for _ in range(STRANGERS + 7):
        audit(command, None, Outcome(verdict=Verdict.FORBIDDEN, reason="nobody"))
    log.close()
    assert len(records(tmp_path)) == 1 + STRANGERS
    assert b"secret" not in (tmp_path / "audit.log").read_bytes()
