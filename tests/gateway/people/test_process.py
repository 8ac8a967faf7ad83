"""A real gateway process lets people in, takes their acts, and its audit log holds after a kill."""

from __future__ import annotations

import json
import urllib.request

import msgspec
import pytest

from console.app.audit import check
from console.commands.envelope import Command, Outcome, Verdict, new_id
from console.commands.intents import Acknowledge
from console.commands.session import Problem, SignIn, SignInFailed
from console.domain.audit import from_line
from tests.gateway.process import GatewayProcess, quick, stopped
from tests.gateway.tiny_city import write_city

pytestmark = [pytest.mark.operations, pytest.mark.e2e]


@pytest.fixture
def city(tmp_path):
    return write_city(tmp_path / "city")


def act(gateway: GatewayProcess, session: str, about: str) -> Outcome:
    at = gateway.get("/v1/hello")["time"]
    command = Command(
        id=new_id(), intent=Acknowledge(about=about), kind="Alarm", actor="grid", session=session, terminal="席位 3",
        at=at, expires=at + 60_000,
    )  # fmt: skip
    request = urllib.request.Request(gateway.url + "/v1/commands", msgspec.json.encode(command), method="POST")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return msgspec.json.decode(answer.read(), type=Outcome)


def test_a_person_logs_in_acts_and_is_on_record_after_a_kill(tmp_path, city):
    folder = tmp_path / "log"
    gateway = GatewayProcess(*quick(folder, city))
    try:
        door = SignIn([gateway.url], "席位 3")
        signed = door.by_password("grid", "demo-grid-2024")
        assert act(gateway, signed.session, "nothing").verdict is Verdict.INVALID
        assert act(gateway, "made up", "nothing").verdict is Verdict.FORBIDDEN
        gateway.kill()
        again = GatewayProcess(*quick(folder, city))
        try:
            assert SignIn([again.url], "席位 3").refresh(signed).person == signed.person
        finally:
            assert again.stop() == (0, "")
    finally:
        stopped(gateway)
    assert check(folder).wrong == ""
    records = [from_line(line)[0] for line in (folder / "audit.log").read_bytes().splitlines(keepends=True)]
    told = [(r.actor, r.act, r.result) for r in records if r.act in ("login", "acknowledge")]
    assert told == [("grid", "login", "accepted"), ("grid", "acknowledge", "invalid"), ("", "acknowledge", "forbidden")]


def test_without_the_simulated_city_there_are_no_demo_accounts(tmp_path, city):
    gateway = GatewayProcess(*quick(tmp_path / "log", city, "--no-simulator"))
    try:
        assert {"login", "commands"} <= set(gateway.get("/v1/hello")["capabilities"])
        with pytest.raises(SignInFailed) as failed:
            SignIn([gateway.url], "席位 3").by_password("grid", "demo-grid-2024")
        assert failed.value.problem is Problem.WRONG
    finally:
        assert gateway.stop() == (0, "")


def test_login_settings_that_are_wrong_are_one_sentence(tmp_path, city):
    path = tmp_path / "login.toml"
    path.write_text(f"issuer = {json.dumps('http://idp.example')}")
    code, errors = GatewayProcess(*quick(tmp_path / "log", city, "--login", path)).finish()
    assert code == 2
    assert len(errors.splitlines()) == 1
    assert "login.toml" in errors
