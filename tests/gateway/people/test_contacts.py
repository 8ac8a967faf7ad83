"""Telephone numbers: masked for everybody, whole for a person with a right and a reason, always on record."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from console.commands.session import Problem, SignInFailed
from console.domain.privacy import masked_phone
from console.domain.roles import Role
from console.gateway.people import audit_log
from console.gateway.people.contacts import Contacts
from console.gateway.registers import Registers
from tests.gateway.people.office import GRID, PASSWORD, office

pytestmark = pytest.mark.operations
ROWS = [{"name": "市公安局", "post": "指挥中心", "phone": "13812345678"}, {"name": "市水务局", "phone": "5550123"}]


@pytest.fixture
def here(tmp_path: Path):
    (tmp_path / "contacts.json").write_text(json.dumps(ROWS), encoding="utf-8")
    with office(tmp_path, contacts=Contacts(tmp_path)) as opened:
        opened.add(GRID)
        yield opened


@pytest.mark.parametrize(("number", "shown"), [
    ("13812345678", "138****5678"), ("138****5678", "138****5678"), ("000-5550-1190", "000-****-1190"),
    ("5550123", "*****23"), ("110", "***"), ("", ""), ("*****23", "*****23"), ("000-****-1190", "000-****-1190"),
    ("13812345678*8001", "138*********8001"), ("*13812345678", "*138****5678"), ("5550123*", "*****23*"),
])  # fmt: skip
def test_a_masked_number_keeps_its_ends_and_stays_masked(number: str, shown: str) -> None:
    assert masked_phone(number) == shown


def test_what_every_console_holds_is_masked(tmp_path: Path) -> None:
    (tmp_path / "contacts.json").write_text(json.dumps(ROWS), encoding="utf-8")
    assert [(each.name, each.phone) for each in Contacts(tmp_path).masked()] == [
        ("市公安局", "138****5678"), ("市水务局", "*****23"),
    ]  # fmt: skip
    assert Contacts(tmp_path / "nowhere").masked() == []


@pytest.mark.parametrize("role", list(Role))
def test_who_works_at_a_desk_sees_a_number_for_a_reason_and_nobody_else_does(here, role: Role) -> None:
    here.inside(lambda people: people.accounts.set_role("grid", role, "d"))
    door = here.door()
    session = door.by_password("grid", PASSWORD).session
    allowed = role in {Role.COMMANDER, Role.WATCH_LEADER, Role.DISPATCHER}
    if allowed:
        assert door.reveal(session, "市公安局", "会商未接入") == "13812345678"
    else:
        with pytest.raises(SignInFailed) as caught:
            door.reveal(session, "市公安局", "会商未接入")
        assert caught.value.problem is Problem.NO_RIGHT
    told = here.audit()[-1]
    assert (told.actor, told.act, told.about, told.detail) == ("grid", "reveal", "市公安局", "会商未接入")
    assert told.result == ("accepted" if allowed else "forbidden")


@pytest.mark.parametrize(("name", "reason", "problem"), [
    ("市公安局", " ", Problem.NO_REASON), ("市公安局", "", Problem.NO_REASON),
    ("没有的", "电话通知", Problem.NO_NUMBER),
])  # fmt: skip
def test_without_a_reason_or_a_number_nothing_is_told_and_the_try_is_on_record(
    here, name: str, reason: str, problem: Problem
) -> None:
    door = here.door()
    session = door.by_password("grid", PASSWORD).session
    with pytest.raises(SignInFailed) as caught:
        door.reveal(session, name, reason)
    assert caught.value.problem is problem
    assert (here.audit()[-1].act, here.audit()[-1].result) == ("reveal", "invalid")


def test_a_stranger_is_told_nothing(here) -> None:
    with pytest.raises(SignInFailed) as caught:
        here.door().reveal("no such session", "市公安局", "会商未接入")
    assert caught.value.problem is Problem.NO_SESSION


def test_a_number_that_cannot_be_put_on_record_is_not_told(here, monkeypatch: pytest.MonkeyPatch) -> None:
    door = here.door()
    session = door.by_password("grid", PASSWORD).session
    with monkeypatch.context() as full:

        def no_room(*_: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        full.setattr(audit_log.os, "write", no_room)
        with pytest.raises(SignInFailed) as caught:
            door.reveal(session, "市公安局", "会商未接入")
        assert caught.value.problem is Problem.NO_AUDIT
    assert door.reveal(session, "市公安局", "会商未接入") == "13812345678"
    assert [(each.act, each.result) for each in here.audit()[-2:]] == [("login", "accepted"), ("reveal", "accepted")]


def test_no_register_brings_a_whole_number_to_a_console(tmp_path: Path) -> None:
    rows = [
        {"id": "tm-01", "name": "抢险队", "lon": 118.6, "lat": 37.4, "phone": "13812345678", "people": 12},
        {"id": "ex-01", "name": "郑**", "mobile": 13987654321, "id_number": "11010519491231002X"},
        {"id": "cam-1", "name": "路口"},
    ]
    (tmp_path / "assets.json").write_text(json.dumps(rows), encoding="utf-8")
    (tmp_path / "areas.json").write_text('[{"code":"1"}]')
    registers = Registers(tmp_path)
    assert json.loads(registers.get("assets") or b"") == [
        {**rows[0], "phone": "138****5678"},
        {**rows[1], "mobile": "139****4321", "id_number": "110***********002X"},
        rows[2],
    ]
    assert registers.get("areas") == b'[{"code":"1"}]', "what has nothing of people goes byte for byte"
