"""Local accounts over HTTP: what opens the door, what shuts it, and what nobody can learn from outside."""

from __future__ import annotations

import logging
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest
import requests

from console.app.audit import check
from console.commands.session import WORDS, PasswordLogin, Problem, SignIn, SignInFailed
from console.domain.roles import RIGHTS, Person, Role
from console.gateway.people import demo
from console.gateway.people.people import People
from console.gateway.simulator.duty import STAFF
from console.gateway.storage import StorageError
from tests.gateway.people.office import GRID, NOW, PASSWORD, SECURITY, Clock, Office, office

pytestmark = pytest.mark.operations


@pytest.fixture
def here(tmp_path):
    with office(tmp_path) as opened:
        opened.add(GRID)
        opened.add(SECURITY)
        yield opened


def refused(here: Office, user: str = "grid", password: str = PASSWORD, totp: str = "") -> Problem:
    with pytest.raises(SignInFailed) as failed:
        here.door().by_password(user, password, totp)
    return failed.value.problem


def test_the_right_password_opens_with_the_rights_of_the_role(here):
    signed = here.door().by_password(" Grid ", PASSWORD)
    assert signed.person == GRID
    assert set(signed.acts) == RIGHTS[Role.DISPATCHER]
    assert signed.expires == NOW + 12 * 3_600_000
    assert here.inside(lambda people: people.person(signed.session)) == GRID
    assert len(signed.session) >= 43


def test_a_name_nobody_has_and_a_wrong_password_are_one_answer(here):
    known = here.post("/v1/login", {"user": "grid", "password": "wrong"})
    unknown = here.post("/v1/login", {"user": "nobody", "password": "wrong"})
    here.inside(lambda people: people.accounts.set_disabled("grid", True))
    disabled = here.post("/v1/login", {"user": "grid", "password": PASSWORD})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert (known.status_code, known.content) == (disabled.status_code, disabled.content)


def test_an_unknown_name_costs_as_much_work_as_a_known_one(here, monkeypatch):
    tried = []
    real = type(here.people._routes._login._passwords).fits
    monkeypatch.setattr(
        "console.gateway.people.passwords.Passwords.fits",
        lambda self, kept, password: tried.append(kept) or real(self, kept, password),
    )
    refused(here, "nobody", "wrong")
    refused(here, "grid", "wrong")
    assert [kept.split("$")[:4] for kept in tried[:1]] == [kept.split("$")[:4] for kept in tried[1:]]


@pytest.mark.parametrize("user", ["grid", "nobody"])
def test_five_failures_lock_for_five_minutes_whether_the_name_exists_or_not(here, user):
    for _ in range(5):
        assert refused(here, user, "wrong") is Problem.WRONG
    assert refused(here, user) is Problem.LOCKED
    here.clock.wait(299)
    assert refused(here, user) is Problem.LOCKED
    here.clock.wait(2)
    if user == "grid":
        assert here.door().by_password(user, PASSWORD)


def test_a_lock_survives_a_restart_and_a_success_resets_the_count(here):
    for _ in range(4):
        refused(here, "grid", "wrong")
    here.door().by_password("grid", PASSWORD)
    for _ in range(5):
        assert refused(here, "grid", "wrong") is Problem.WRONG
    here.stop()
    here.start()
    assert refused(here) is Problem.LOCKED


def test_a_clock_set_back_locks_nobody_for_a_day(here):
    for _ in range(5):
        refused(here, "grid", "wrong")
    here.clock.wait(-86_400)
    assert here.door().by_password("grid", PASSWORD)


def test_guesses_at_the_same_moment_get_no_more_than_five(here):
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda n: here.post("/v1/login", {"user": "grid", "password": f"w{n}"}), range(24)))
    assert sorted(answer.json()["problem"] for answer in answers) == ["locked"] * 19 + ["wrong"] * 5


def test_a_second_factor_is_asked_for_only_after_the_password_and_each_code_works_once(here):
    secret = pyotp.random_base32()
    here.add(Person("watch", "赵敏", Role.WATCH_LEADER), totp=secret)
    code = pyotp.TOTP(secret)
    assert refused(here, "watch", "wrong", code.at(NOW // 1000)) is Problem.WRONG
    assert refused(here, "watch") is Problem.CODE_NEEDED
    assert refused(here, "watch", PASSWORD, "000000") is Problem.WRONG
    assert here.door().by_password("watch", PASSWORD, code.at(NOW // 1000 - 30))
    assert here.door().by_password("watch", PASSWORD, code.at(NOW // 1000))
    assert refused(here, "watch", PASSWORD, code.at(NOW // 1000)) is Problem.WRONG
    assert refused(here, "watch", PASSWORD, code.at(NOW // 1000 - 30)) is Problem.WRONG, "an older step is spent too"
    assert refused(here, "watch", PASSWORD, code.at(NOW // 1000 + 90)) is Problem.WRONG


def test_wrong_codes_lock_like_wrong_passwords_but_a_code_still_to_come_does_not(here):
    here.add(Person("watch", "赵敏", Role.WATCH_LEADER), totp=pyotp.random_base32())
    for _ in range(8):
        assert refused(here, "watch") is Problem.CODE_NEEDED
    for _ in range(5):
        assert refused(here, "watch", PASSWORD, "123 456") is Problem.WRONG
    assert refused(here, "watch") is Problem.LOCKED


def test_one_address_cannot_try_without_end(here):
    for n in range(60):
        here.post("/v1/login", {"user": f"n{n}", "password": "wrong"})
    assert refused(here) is Problem.TOO_MANY


def test_logout_ends_the_session_at_once(here):
    door, signed = here.door(), here.door().by_password("grid", PASSWORD)
    assert door.refresh(signed).person == GRID
    door.sign_out(signed)
    with pytest.raises(SignInFailed, match=WORDS[Problem.NO_SESSION]):
        door.refresh(signed)
    assert here.inside(lambda people: people.person(signed.session)) is None


@pytest.mark.parametrize(
    "body", [b"{}", b"[", b'{"user":"grid"}', b'{"user":1,"password":"x"}', b'{"user":"a","password":"b","more":1}']
)
def test_what_is_no_login_is_400_and_nothing_of_it_is_repeated(here, body):
    answer = requests.post(here.url + "/v1/login", data=body, headers={"Content-Type": "application/json"}, timeout=10)
    assert (answer.status_code, answer.text) == (400, "The body is not what this request takes.")


def test_a_body_that_a_browser_page_could_send_unasked_or_that_is_huge_is_refused(here):
    body = b'{"user":"grid","password":"x"}'
    assert requests.post(here.url + "/v1/login", data=body, timeout=10).status_code == 415
    assert here.post("/v1/login", {"user": "grid", "password": "x" * 20_000}).status_code == 413


def test_every_login_and_failure_and_logout_is_in_the_audit_log(here):
    door = here.door()
    refused(here, "grid", "wrong")
    refused(here, "typed-my-password-here", "x")
    signed = door.by_password("grid", PASSWORD)
    door.sign_out(signed)
    told = [(r.act, r.actor, r.about, r.result) for r in here.audit()][1:]
    assert told == [
        ("login", "", "grid", "wrong"),
        ("login", "", "", "wrong"),
        ("login", "grid", "grid", "accepted"),
        ("logout", "grid", "grid", "accepted"),
    ]
    assert {r.terminal for r in here.audit() if r.act == "login"} == {"席位 3"}
    assert check(here.folder).wrong == ""


def test_a_desk_is_a_witness_of_the_audit_log(here):
    signed = here.door().by_password("grid", PASSWORD)
    assert (signed.audit.n, signed.audit.hash) == here.inside(
        lambda people: (people.audit.head.n, people.audit.head.hash)
    )


def test_without_a_record_there_is_no_session(here, monkeypatch):
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("console.gateway.people.audit_log.os.write", full)
    assert refused(here) is Problem.NO_AUDIT
    monkeypatch.undo()
    assert here.inside(lambda people: people._db.execute("SELECT count(*) FROM session").fetchone()) == (0,)


def test_no_password_code_or_session_stands_in_a_log_or_a_file(here, caplog):
    caplog.set_level(logging.DEBUG)
    refused(here, "grid", "not the Passw0rd")
    signed = here.door().by_password("grid", PASSWORD)
    here.door().refresh(signed)
    here.door().sign_out(signed)
    here.stop()
    kept = b"".join(path.read_bytes() for path in here.folder.iterdir()) + caplog.text.encode()
    here.start()
    for secret in (PASSWORD, "not the Passw0rd", signed.session):
        assert secret.encode() not in kept
        assert secret not in f"{signed!r} {PasswordLogin(user='u', password=secret)!r}"


def test_the_demo_accounts_are_there_only_with_the_simulated_city(tmp_path):
    with office(tmp_path, demo_accounts=True) as here:
        for person in demo.PEOPLE:
            signed = here.door().by_password(person.id, demo.password_of(person.id))
            assert signed.person == person
    assert {person.role for person in demo.PEOPLE} == set(Role)
    partners = {"市公安局", "市委政法委"}  # in the same incidents, not among the seconded staff
    assert {p.department for p in demo.PEOPLE if p.role is Role.DISPATCHER} == set(STAFF) | partners
    with office(tmp_path) as here:
        assert refused(here, "watch", demo.password_of("watch")) is Problem.WRONG
        assert here.inside(lambda people: people.person(signed.session)) is None


def test_a_password_does_not_travel_in_the_open():
    door = SignIn(["http://10.0.0.5:8700"], "席位 3")
    with pytest.raises(SignInFailed) as failed:
        door.by_password("grid", PASSWORD)
    assert failed.value.problem is Problem.INSECURE


def test_a_gateway_that_is_away_is_said_and_the_next_address_is_tried(here):
    with pytest.raises(SignInFailed, match=WORDS[Problem.UNREACHABLE]):
        SignIn(["http://127.0.0.1:1"], "席位 3").by_password("grid", PASSWORD)
    assert SignIn(["http://127.0.0.1:1", here.url], "席位 3").by_password("grid", PASSWORD).person == GRID


def test_every_problem_has_words():
    assert set(WORDS) == set(Problem)


def test_a_newer_people_file_is_left_alone(tmp_path):
    with office(tmp_path):
        pass
    with sqlite3.connect(tmp_path / "people.db") as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(StorageError, match="newer version"):
        People(tmp_path, Clock())
