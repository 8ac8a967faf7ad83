"""``commandwall login``: the first administrator of a gateway, made on its own machine while it is not running."""

from __future__ import annotations

import argparse
import io

import pytest

from console.app import login as command
from console.app.audit import check
from console.domain.audit import from_line
from console.gateway.lock import FolderLock
from console.gateway.people.passwords import Passwords
from console.gateway.people.people import People

pytestmark = pytest.mark.operations

PASSWORD = "a long enough one"


@pytest.fixture(autouse=True)
def typed(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))


def run(*words: object) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([str(word) for word in words]))


def add(folder, *more):
    return run("add", "anna", "--data", folder, "--role", "security_admin", "--name", "李安", *more)


def test_an_account_is_added_with_a_second_factor_and_on_record(tmp_path, capsys):
    assert add(tmp_path, "--totp") == 0
    assert capsys.readouterr().out.startswith("otpauth://totp/CommandWall:anna?secret=")
    people = People(tmp_path, command.now)
    account = people.accounts.find("anna")
    people.close()
    assert account and account.totp
    assert Passwords().fits(account.hash, PASSWORD)
    told = [from_line(line)[0] for line in (tmp_path / "audit.log").read_bytes().splitlines(keepends=True)]
    assert (told[-1].actor, told[-1].act, told[-1].about) == ("console", "add_account", "anna")
    assert check(tmp_path).wrong == ""


def test_disable_and_list(tmp_path, capsys):
    add(tmp_path)
    assert run("disable", "anna", "--data", tmp_path) == 0
    assert run("list", "--data", tmp_path) == 0
    assert capsys.readouterr().out == "anna\t李安\tsecurity_admin\t\tdisabled\n"


def test_what_cannot_be_is_2_and_changes_nothing(tmp_path, capsys, monkeypatch):
    assert run("disable", "nobody", "--data", tmp_path) == 2
    assert run("add", "anna", "--data", tmp_path) == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert add(tmp_path) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert run("list", "--data", tmp_path) == 0
    assert capsys.readouterr().out == ""


def test_a_name_that_is_taken_is_not_overwritten_nor_recorded(tmp_path, monkeypatch):
    add(tmp_path)
    size = (tmp_path / "audit.log").stat().st_size
    monkeypatch.setattr("sys.stdin", io.StringIO("another password\n"))
    assert add(tmp_path) == 2
    assert (tmp_path / "audit.log").stat().st_size == size


def test_a_running_gateway_is_not_disturbed(tmp_path, capsys):
    lock = FolderLock(tmp_path)
    try:
        assert add(tmp_path) == 2
    finally:
        lock.release()
    assert "The gateway is running" in capsys.readouterr().err


def test_a_name_that_no_event_could_carry_is_refused_at_the_door(tmp_path, capsys):
    parts = ("add", "anna", "--data", tmp_path, "--role", "security_admin", "--name")
    assert run(*parts, "安" * 81) == 2
    assert "1 to 80 characters" in capsys.readouterr().err


def test_who_forgets_the_department_is_told_what_departments_are_called(tmp_path, capsys):
    assert run("add", "qian", "--data", tmp_path, "--role", "dispatcher", "--name", "钱小雨") == 2
    said = capsys.readouterr().err
    assert "needs a department" in said and "市应急管理局" in said and "市生态环境局" in said
