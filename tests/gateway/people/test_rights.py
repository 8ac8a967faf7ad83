"""Rights are those of the moment at which an act is judged, whatever they were when it was queued."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest

from console.commands.envelope import NOBODY, Command, Verdict, new_id
from console.commands.intents import Acknowledge
from console.domain.audit import from_line
from console.domain.entities import Alarm
from console.domain.roles import Person, Role
from console.gateway.commands import Commands
from console.gateway.log import EventLog
from console.gateway.people.people import People
from tests.gateway.harness import QUICK, alarm
from tests.gateway.people.office import GRID, NOW, PASSWORD, SECURITY, Clock, cheap, office

pytestmark = pytest.mark.operations


@pytest.fixture
def here(tmp_path):
    with office(tmp_path) as opened:
        opened.add(GRID)
        opened.add(SECURITY)
        yield opened


def test_a_new_role_acts_at_once_in_the_sessions_that_are_open(here):
    door = here.door()
    grid, security = door.by_password("grid", PASSWORD), door.by_password("security", PASSWORD)
    answer = here.post("/v1/people/grid/role", {"role": "supervision"}, security.session)
    assert answer.status_code == 200
    now = door.refresh(grid)
    assert now.person.role is Role.SUPERVISION
    assert set(now.acts) == {"comment", "urge"}
    told = here.audit()[-1]
    assert (told.actor, told.act, told.about, told.result) == ("security", "set_role", "grid", "accepted")
    assert told.detail == "dispatcher to supervision"


def test_who_is_disabled_is_out_everywhere_and_stays_out_of_old_sessions(here):
    door = here.door()
    grid, security = door.by_password("grid", PASSWORD), door.by_password("security", PASSWORD)
    assert here.post("/v1/people/grid/disable", {}, security.session).status_code == 200
    assert here.inside(lambda people: people.person(grid.session)) is None
    assert here.post("/v1/people/grid/disable", {"disabled": False}, security.session).status_code == 200
    assert here.inside(lambda people: people.person(grid.session)) is None
    assert door.by_password("grid", PASSWORD)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SECURITY_ADMIN])
def test_only_a_security_administrator_changes_rights_and_a_try_is_on_record(here, role):
    here.inside(lambda people: people.accounts.set_role("grid", role, "d"))
    session = here.door().by_password("grid", PASSWORD).session
    for path, body in (("security/role", {"role": "wall"}), ("security/disable", {})):
        assert here.post(f"/v1/people/{path}", body, session).status_code == 403
        assert here.audit()[-1].result == "forbidden"
    assert here.inside(lambda people: people.accounts.find("security").person) == SECURITY


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("security/role", {"role": "commander"}, 409),
        ("security/disable", {}, 409),
        ("nobody/disable", {}, 404),
        ("grid/role", {"role": "dispatcher"}, 400),
        ("grid/role", {"role": "king"}, 400),
    ],
)
def test_what_an_administrator_cannot_do(here, path, body, status):
    session = here.door().by_password("security", PASSWORD).session
    assert here.post(f"/v1/people/{path}", body, session).status_code == status


def test_without_a_session_there_is_nothing(here):
    for path in ("/v1/logout", "/v1/people/grid/role", "/v1/people/grid/disable"):
        assert here.post(path, {}, "made up").status_code == 401
        assert here.post(path, {}).status_code == 401


def test_sessions_survive_a_restart_and_end_with_the_shift(here):
    signed = here.door().by_password("grid", PASSWORD)
    here.stop()
    here.start()
    here.clock.wait(12 * 3600 - 1)
    assert here.inside(lambda people: people.person(signed.session)) == GRID
    here.clock.wait(2)
    assert here.inside(lambda people: people.person(signed.session)) is None


def test_a_person_has_so_many_sessions_and_no_more(here):
    doors = []
    for _ in range(25):
        here.clock.wait(10)
        doors.append(here.inside(lambda people: people.sessions.begin("grid")[0]))
    alive = [here.inside(lambda people, word=word: people.person(word)) is not None for word in doors]
    assert alive == [False] * 5 + [True] * 20


def command(session: str, about: str) -> Command:
    return Command(
        id=new_id(), intent=Acknowledge(about=about), kind="Alarm", actor="grid", session=session, terminal="席位 3",
        at=NOW, expires=NOW + 3_600_000,
    )  # fmt: skip


def judged(folder: Path, between: object) -> tuple[Verdict, list[tuple[str, str, str, str]]]:
    """What becomes of a command that was queued before ``between`` happened to its person."""

    async def main() -> Verdict:
        clock = Clock()
        people, log = People(folder, clock, passwords=cheap()), EventLog(folder, clock, QUICK)
        log.start()
        try:
            people.accounts.add(GRID, cheap().hash(PASSWORD))
            session, _ = people.sessions.begin("grid")
            log.put(alarm(1, "AL-1"))
            await log.settled()
            queued = command(session, "AL-1")
            between(people, session, clock)  # type: ignore[operator]
            commands = Commands(log, people, clock)
            commands.on_outcome.append(people.on_outcome)
            return commands.execute(queued).verdict
        finally:
            await log.close()
            people.close()

    verdict = asyncio.run(main())
    lines = (folder / "audit.log").read_bytes().splitlines(keepends=True)
    records = [from_line(line)[0] for line in lines]
    return verdict, [(r.actor, r.act, r.about, r.result) for r in records[1:]]


def test_a_command_of_a_person_with_the_right_is_done_and_on_record(tmp_path):
    verdict, told = judged(tmp_path, lambda people, session, clock: None)
    assert verdict is Verdict.ACCEPTED
    assert told == [("grid", "acknowledge", "AL-1", "accepted")]


def test_a_role_revoked_while_the_command_was_queued_makes_it_forbidden(tmp_path):
    verdict, told = judged(tmp_path, lambda people, *_: people.accounts.set_role("grid", Role.WALL, ""))
    assert verdict is Verdict.FORBIDDEN
    assert told == [("grid", "acknowledge", "AL-1", "forbidden")]


@pytest.mark.parametrize(
    "between",
    [
        lambda people, *_: people.accounts.set_disabled("grid", True),
        lambda people, session, _: people.sessions.end(session),
        lambda people, session, clock: clock.wait(12 * 3600 + 1),
    ],
)
def test_a_person_disabled_logged_out_or_expired_while_the_command_was_queued_makes_it_forbidden(tmp_path, between):
    verdict, told = judged(tmp_path, between)
    assert verdict is Verdict.FORBIDDEN
    assert told == [("", "acknowledge", "AL-1", "forbidden")]


def test_a_session_does_nothing_in_another_persons_name(tmp_path: Path) -> None:
    """A desk that mixes two people up must not do the acts of one as the other: they wait for their own person."""

    async def main() -> None:
        clock = Clock()
        people, log = People(tmp_path, clock, passwords=cheap()), EventLog(tmp_path, clock, QUICK)
        log.start()
        try:
            for person in (GRID, Person("chen", "陈", Role.DISPATCHER, "市公安局")):
                people.accounts.add(person, cheap().hash(PASSWORD))
            log.put(alarm(1, "AL-1"))
            await log.settled()
            commands = Commands(log, people, clock)
            queued = command(people.sessions.begin("chen")[0], "AL-1")
            outcome = commands.execute(queued)
            assert (outcome.verdict, outcome.reason) == (Verdict.FORBIDDEN, NOBODY)
            own = msgspec.structs.replace(queued, session=people.sessions.begin("grid")[0])
            assert commands.execute(own).verdict is Verdict.ACCEPTED
            await log.settled()
            (seen,) = log.state.ledger.entities.values()
            assert isinstance(seen, Alarm) and seen.acknowledged_by == GRID.name
        finally:
            await log.close()
            people.close()

    asyncio.run(main())
