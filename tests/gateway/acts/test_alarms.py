"""Acts on alarms at the gateway: accepted, lost to somebody who was first, or refused with a reason."""

from __future__ import annotations

import pytest

from console.commands import intents as do
from console.commands.envelope import Verdict, new_id
from console.domain.alarms.alarm_state import LONGEST_SHELF_MS, Why
from console.domain.entities import Alarm, Entry, Incident, Stamp
from console.domain.roles import Person, Role
from tests.gateway.acts.bench import HOUR, benched, lost_to, refused
from tests.gateway.harness import NOW, alarm

pytestmark = pytest.mark.operations

ACK = do.Acknowledge(about="AL-1")


def test_of_two_operators_who_acknowledge_at_once_one_wins_and_the_other_reads_who_and_when(tmp_path):
    async def scenario(bench):
        bench.put(alarm(1))
        bench.must(ACK, "zhang", expected=1)
        bench.now += 400
        lost_to(bench.act(ACK, "li", expected=1), "张三", NOW)
        lost_to(bench.act(ACK, "li"), "张三", NOW)
        seen = bench.get(Alarm, "AL-1")
        assert (seen.v, seen.acknowledged, seen.acknowledged_by, seen.acknowledged_at) == (2, True, "张三", NOW)

    benched(tmp_path, scenario)


def test_an_alarm_that_cleared_meanwhile_can_not_be_acknowledged(tmp_path):
    async def scenario(bench):
        bench.put(alarm(1, acknowledged=True), alarm(2, acknowledged=True, active=False, cleared=NOW))
        refused_at_once = bench.act(ACK)
        assert (refused_at_once.verdict, refused_at_once.reason) == (Verdict.CONFLICT, Why.CLEARED.value)
        await bench.log.settled()
        refused(bench.act(ACK, expected=1), "Alarm is closed or unknown")
        refused(bench.act(do.Acknowledge(about="AL-9")), "Alarm is closed or unknown")

    benched(tmp_path, scenario)


@pytest.mark.parametrize(
    ("until", "reason", "why"),
    [
        (NOW + HOUR, "", Why.NO_REASON),
        (NOW + HOUR, "   ", Why.NO_REASON),
        (NOW - 1, "误报", Why.EXPIRY_PAST),
        (NOW, "误报", Why.EXPIRY_PAST),
        (NOW + LONGEST_SHELF_MS + 1, "误报", Why.EXPIRY_FAR),
    ],
)
def test_a_shelf_without_reason_or_with_a_bad_expiry_is_refused(tmp_path, until, reason, why):
    async def scenario(bench):
        bench.put(alarm(1))
        refused(bench.act(do.Shelve(about="AL-1", until=until, reason=reason)), why.value)
        assert bench.get(Alarm, "AL-1").v == 1

    benched(tmp_path, scenario)


def test_a_shelved_alarm_can_not_be_shelved_again_and_says_by_whom(tmp_path):
    async def scenario(bench):
        bench.put(alarm(1))
        wish = do.Shelve(about="AL-1", until=NOW + HOUR, reason="误报")
        bench.must(wish)
        lost_to(bench.act(wish, "li"), "张三", NOW)
        bench.must(do.Unshelve(about="AL-1"), "li")
        back = bench.get(Alarm, "AL-1")
        assert (back.shelved, back.acknowledged, back.by, back.reason) == (False, True, "李四", "")

    benched(tmp_path, scenario)


def test_a_repeated_command_does_nothing_and_gets_the_same_word(tmp_path):
    async def scenario(bench):
        bench.put(alarm(1))
        name = new_id()
        first = bench.must(ACK, name=name)
        assert bench.act(ACK, name=name) == first
        assert bench.get(Alarm, "AL-1").v == 2

    benched(tmp_path, scenario)


def test_rights_are_those_of_the_moment_of_the_act(tmp_path):
    async def scenario(bench):
        bench.put(alarm(1))
        refused(bench.act(ACK, "wall"), "the role has no right to this act", Verdict.FORBIDDEN)
        refused(bench.act(ACK, "nobody"), "nobody is logged in by this session", Verdict.FORBIDDEN)
        wish = do.TakeOutOfService(about="AL-1", reason="换探头")
        refused(bench.act(wish, "zhang"), "the role has no right to this act", Verdict.FORBIDDEN)
        bench.must(wish, "wang")
        bench.people["wang"] = Person(id="wang", name="王五", role=Role.BRIEFING)
        back = bench.act(do.ReturnToService(about="AL-1"), "wang")
        assert back.verdict is Verdict.FORBIDDEN, "the role was taken away meanwhile"

    benched(tmp_path, scenario)


def test_an_act_on_an_alarm_of_an_incident_is_told_in_its_timeline(tmp_path):
    async def scenario(bench):
        bench.put(alarm(1), alarm(1, "AL-2"))
        bench.must(do.OpenIncident(about="IN-1", cls="事故灾难", grade=4, title="泄漏", alarms=("AL-1",)))
        bench.must(ACK, "li")
        bench.must(do.Acknowledge(about="AL-2"), "li")
        told = [entry for entry in await bench.all(Entry) if entry.sort is Stamp.ALARM]
        assert [(e.about, e.by, e.data) for e in told] == [
            ("IN-1", "李四", {"alarm": "AL-1", "title": "测试告警", "act": "acknowledge"})
        ]
        assert bench.get(Incident, "IN-1").v == 1, "the incident itself is not touched"

    benched(tmp_path, scenario)
