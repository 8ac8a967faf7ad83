"""The link of a consultation's seat is what the participant's own desk measured, and unknown when it says nothing."""

from __future__ import annotations

import pytest

from console.commands.session import Beat
from console.domain.entities import Answer, Participant
from console.domain.incidents.incident import LINK_SILENT_MS, Link, link_of
from console.gateway.people.presence import WRITE_EVERY_MS, Presence, SeatWatch
from tests.gateway.acts.bench import PEOPLE, benched
from tests.gateway.harness import NOW
from tests.gateway.people.office import GRID, PASSWORD, office

pytestmark = pytest.mark.operations


def seat(person: str, answer: Answer = Answer.ANSWERED) -> Participant:
    return Participant(id=f"PA-{person}", v=1, at=NOW, incident="IN-1", person=person, answer=answer, invited=NOW)


def test_a_seat_shows_the_link_of_its_person_or_department_s_desk(tmp_path):
    async def scenario(bench):
        presence = Presence(lambda: bench.now)
        watch = SeatWatch(bench.log, presence, lambda: bench.now)
        bench.put(seat("张三"), seat("市生态环境局"), seat("王五"), seat("李四", Answer.INVITED))
        await bench.log.settled()
        assert watch.tick() == 0, "nobody said anything"
        presence.take(PEOPLE["zhang"], Beat(delay=40))
        presence.take(PEOPLE["li"], Beat(delay=900, loss=8.3))
        assert watch.tick() == 2
        await bench.log.settled()
        links = {each.person: link_of(each, bench.now) for each in await bench.all(Participant)}
        assert links == {"张三": Link.GOOD, "市生态环境局": Link.POOR, "王五": Link.UNKNOWN, "李四": Link.ABSENT}
        assert watch.tick() == 0, "not written again for the same beat"
        bench.now += LINK_SILENT_MS + 1
        assert watch.tick() == 0
        silent = {each.person: link_of(each, bench.now) for each in await bench.all(Participant)}
        assert silent["张三"] is Link.UNKNOWN, "a desk that died is not shown as well"

    benched(tmp_path, scenario)


def test_the_log_grows_by_one_measure_a_seat_every_few_seconds_however_often_a_desk_beats(tmp_path):
    async def scenario(bench):
        presence = Presence(lambda: bench.now)
        watch = SeatWatch(bench.log, presence, lambda: bench.now)
        bench.put(seat("张三"))
        await bench.log.settled()
        written = 0
        for _ in range(60):
            bench.now += 1_000
            presence.take(PEOPLE["zhang"], Beat(delay=10))
            written += watch.tick()
            await bench.log.settled()
        assert 60_000 // WRITE_EVERY_MS - 1 <= written <= 60_000 // WRITE_EVERY_MS + 1

    benched(tmp_path, scenario)


def test_a_desk_beats_under_its_session_only(tmp_path):
    with office(tmp_path) as here:
        here.add(GRID)
        session = here.door().by_password("grid", PASSWORD).session
        here.door().present(session, Beat(delay=12))
        heard = here.inside(lambda people: people.presence.of(GRID.name))
        assert heard.beat == Beat(delay=12)
        assert here.post("/v1/presence", {"delay": 1}, "no such session").status_code == 401
        assert here.post("/v1/presence", {"delay": -1}, session).status_code == 400
