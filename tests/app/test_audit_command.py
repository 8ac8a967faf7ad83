"""``commandwall audit``: one sentence, and an exit code that a script can trust."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from console.app import audit as command
from console.domain.audit import Entry
from console.gateway.people.audit_log import AuditLog

pytestmark = pytest.mark.operations

NOW = 1_780_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    log = AuditLog(tmp_path, lambda: NOW)
    for n in range(20):
        log.write(Entry(at=NOW + n, actor="grid", act="acknowledge", about=f"AL-{n}", result="accepted"))
    log.close()
    return tmp_path


def run(*words: object) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([str(word) for word in words]))


def test_a_whole_log_is_0_and_its_head_is_said(folder, capsys):
    assert run("verify", "--data", folder) == 0
    assert "is whole: 21 records, head 21:" in capsys.readouterr().out


def test_a_changed_log_is_1_and_the_record_is_named(folder, capsys):
    path = folder / "audit.log"
    path.write_bytes(path.read_bytes().replace(b"AL-7", b"AL-8"))
    assert run("verify", "--data", folder) == 1
    assert capsys.readouterr().out == "The audit log is NOT whole: record 9 was changed: its hash does not fit.\n"


@pytest.mark.parametrize("keep", [0, 1, 20])
def test_a_log_cut_after_a_whole_record_is_1(folder, capsys, keep):
    path = folder / "audit.log"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:keep]))
    assert run("verify", "--data", folder) == 1
    assert f"record {keep + 1} is missing" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda f: (f / "audit.head").unlink(), "the head is missing"),
        (lambda f: (f / "audit.head").write_bytes(b"1 2 3"), "the head is not readable"),
        (lambda f: (f / "audit.head").write_bytes(b"\xff\x00"), "the head is not readable"),
    ],
)
def test_a_head_that_is_gone_or_spoilt_is_1(folder, capsys, damage, said):
    damage(folder)
    assert run("verify", "--data", folder) == 1
    assert said in capsys.readouterr().out


def test_a_log_written_anew_is_caught_by_a_head_that_was_noted(folder, tmp_path, capsys):
    run("verify", "--data", folder)
    noted = capsys.readouterr().out.split("head ")[1].strip()
    other = tmp_path / "other"
    log = AuditLog(other, lambda: NOW)
    for n in range(30):
        log.write(Entry(at=NOW + n, actor="nobody", act="acknowledge", about=f"AL-{n}", result="accepted"))
    log.close()
    assert run("verify", "--data", other) == 0
    assert run("verify", "--data", folder, "--head", noted) == 0
    assert run("verify", "--data", other, "--head", noted) == 1
    assert "record 21 is not the one that was noted" in capsys.readouterr().out


def test_nothing_to_check_and_nonsense_are_2(tmp_path, folder, capsys):
    assert run("verify", "--data", tmp_path / "nowhere") == 2
    assert run("verify", "--data", folder, "--head", "x") == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_the_log_is_checked_while_a_gateway_writes(folder):
    log = AuditLog(folder, lambda: NOW)
    try:
        log.write(Entry(at=NOW, act="login", result="accepted"))
        assert run("verify", "--data", folder) == 0
    finally:
        log.close()


def test_the_export_is_readable_and_an_entry_cannot_fake_a_line(tmp_path, capsys):
    log = AuditLog(tmp_path, lambda: NOW)
    log.write(Entry(at=NOW, actor="网格", act="login", terminal="a\n99  fake\x1b[2J\u202ex", result="accepted"))
    log.close()
    assert run("export", "--data", tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert "网格" in lines[3]
    assert "a\\n99  fake\\x1b[2J\\u202ex" in lines[3]


def test_an_export_of_a_changed_log_says_so_and_where(folder, capsys):
    path = folder / "audit.log"
    path.write_bytes(path.read_bytes().replace(b"AL-7", b"AL-8"))
    assert run("export", "--data", folder) == 1
    shown = capsys.readouterr().out
    assert "!! a record here was changed" in shown
    assert "# NOT whole: record 9" in shown
