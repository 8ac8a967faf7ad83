"""缓办 (挂账) through a real log: another's yes lets the clock stand, a person or the day lets it go on."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from console.commands import intents as do
from console.domain.entities import Case, Clock, Decision, Entry, Incident, Stage, Stamp
from console.domain.roles import Person, Role
from tests.gateway.acts.bench import DAY, HOUR, MINUTE, benched, lost_to, refused
from tests.gateway.harness import NOW, case

pytestmark = pytest.mark.operations
SAFETY = "市应急管理局"
DUE, UNTIL = NOW + HOUR, NOW + 7 * DAY
ASK = do.Defer(about="CG-1", until=UNTIL, reason="无责任主体，待立项")
YES, NO = do.DecideRequest(about="CG-1", approve=True), do.DecideRequest(about="CG-1", approve=False, reason="可以先办")
RESUME = do.Resume(about="CG-1", reason="已立项")
DEFERRED = "it is deferred: resume it first"


def in_hand(**fields):
    return msgspec.structs.replace(case(1, Stage.HANDLING), department=SAFETY, **fields)


async def story(bench, about="CG-1"):
    return [(e.sort, e.data.get("decision", "")) for e in await bench.all(Entry) if e.about == about]


async def running(bench):
    await bench.log.settled()
    return {key.measure: n for key, n in bench.log.state.ledger.counters.items() if n and not key.bucket}


async def put_aside(bench, **fields):
    bench.put(in_hand(**fields))
    bench.must(ASK)
    bench.must(YES, "wang")


def test_the_clock_stands_from_the_yes_of_another_and_has_as_much_left_when_it_goes_on(tmp_path):
    async def scenario(bench):
        incident = Incident(id="IN-1", v=1, at=NOW, cls="事故灾难", grade=4, title="t", opened=NOW)
        bench.put(in_hand(incident="IN-1"), incident)
        bench.must(ASK)
        assert bench.get(Case, "CG-1").deferral is None, "a wish is no deferral"
        bench.now += 10 * MINUTE
        bench.must(YES, "wang")
        aside = bench.get(Case, "CG-1")
        assert (aside.due, aside.stage, aside.department) == (DUE, Stage.HANDLING, SAFETY)
        told = aside.deferral
        assert (told.since, told.until, told.reason) == (bench.now, UNTIL, ASK.reason)
        assert (told.name, told.agreed) == ("张三", "王五")
        assert await running(bench) == {"case.open": 1, "case.deferred": 1, "incident.open": 1}
        bench.now += 3 * DAY
        await bench.tick()
        assert not bench.get(Case, "CG-1").overdue, "nothing falls overdue meanwhile"
        bench.must(RESUME)
        going = bench.get(Case, "CG-1")
        assert (going.due - bench.now, going.deferral, going.overdue) == (50 * MINUTE, None, False)
        assert await running(bench) == {"case.open": 1, "incident.open": 1}
        bench.now = going.due + 1
        await bench.tick()
        assert bench.get(Case, "CG-1").overdue, "and the clock runs"
        wanted = [(Stamp.DEFERRED, "asked"), (Stamp.DEFERRED, "approved"), (Stamp.RESUMED, "")]
        assert await story(bench) == wanted
        assert [each for each in await story(bench, "IN-1") if each in wanted] == wanted

    benched(tmp_path, scenario)


def test_the_named_day_resumes_it_by_itself_and_says_so(tmp_path):
    async def scenario(bench):
        await put_aside(bench)
        bench.now = UNTIL - 1
        assert await bench.tick() == 0
        bench.now = UNTIL
        await bench.tick()
        going = bench.get(Case, "CG-1")
        assert (going.due, going.deferral, going.by) == (UNTIL + HOUR, None, "")
        (last,) = [e for e in await bench.all(Entry) if e.sort is Stamp.RESUMED]
        assert (last.data["from"], last.data["to"]) == (str(DUE), str(UNTIL + HOUR))
        assert await bench.tick() == 0, "told once"

    benched(tmp_path, scenario)


@pytest.mark.parametrize("by_hand", [False, True])
def test_the_clock_stands_no_longer_than_until_the_named_day_though_the_gateway_was_off(tmp_path, by_hand):
    async def scenario(bench):
        await put_aside(bench)
        bench.now = UNTIL + 3 * DAY
        if by_hand:
            bench.must(RESUME)
        else:
            await bench.tick()
        going = bench.get(Case, "CG-1")
        assert (going.due, going.deferral) == (UNTIL + HOUR, None)
        await bench.tick()
        assert bench.get(Case, "CG-1").overdue, "its hour was over days ago"

    benched(tmp_path, scenario)


def test_on_a_working_clock_only_working_time_stands(tmp_path):
    def at(day, hour, minute=0):
        return int(datetime(2026, 5, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp() * 1000)

    async def scenario(bench):
        bench.now = at(28, 16, 30)  # a Thursday, an hour before the working day ends at 17:30
        bench.put(in_hand(clock=Clock.WORKING, due=at(29, 10, 30), opened=at(28, 15)))
        bench.must(msgspec.structs.replace(ASK, until=bench.now + 3 * DAY))
        bench.must(YES, "wang")
        bench.now = at(29, 9, 30)  # one hour of Thursday and one of Friday (from 8:30) have stood
        bench.must(RESUME)
        assert bench.get(Case, "CG-1").due == at(29, 14), "an hour and a half until noon, the rest from half past one"

    benched(tmp_path, scenario)


def test_what_is_overdue_may_be_put_aside_too_and_stays_so_but_is_not_chased(tmp_path):
    async def scenario(bench):
        await put_aside(bench, overdue=True, due=NOW - HOUR)
        assert await running(bench) == {"case.open": 1, "case.deferred": 1}
        bench.now += DAY
        bench.must(RESUME, "wang")
        late = bench.get(Case, "CG-1")
        assert (late.overdue, bench.now - late.due) == (True, HOUR)
        assert await running(bench) == {"case.open": 1, "case.overdue": 1}

    benched(tmp_path, scenario)


@pytest.mark.parametrize("wish", [
    do.Feedback(about="CG-1", text="已办"), do.Transfer(about="CG-1", department="市公安局", reason="职责"),
    do.Receive(about="CG-1"), do.SendBack(about="CG-1", reason="职责"),
])  # fmt: skip
def test_nothing_moves_on_a_case_whose_clock_stands(tmp_path, wish):
    async def scenario(bench):
        await put_aside(bench, stage=Stage.DISPATCHED)
        refused(bench.act(wish), DEFERRED)
        refused(bench.act(ASK), "it is deferred already")
        refused(bench.act(do.Extend(about="CG-1", due=UNTIL, reason="配件")), "it is deferred already")

    benched(tmp_path, scenario)


def test_the_two_people_and_their_reasons_are_those_of_an_extension(tmp_path):
    async def scenario(bench):
        bench.people["head"] = Person(id="head", name="孙七", role=Role.COMMANDER, department="应急")
        bench.put(in_hand())
        refused(bench.act(ASK, "li"), "another department has it in hand")
        bench.must(ASK)
        lost_to(bench.act(do.Extend(about="CG-1", due=DUE + HOUR, reason="配件")), "张三", NOW)
        refused(bench.act(YES, "head"), "a department does not decide on its own request")
        refused(bench.act(msgspec.structs.replace(NO, reason=" "), "wang"), "a refusal needs a reason")
        bench.must(NO, "wang")
        assert bench.get(Case, "CG-1").deferral is None
        refused(bench.act(RESUME), "it is not deferred")
        bench.must(ASK, "wang")
        refused(bench.act(YES, "wang"), "nobody decides on a request of their own")
        bench.must(do.WithdrawRequest(about="CG-1"), "wang")
        assert [decision for _, decision in await story(bench)] == ["asked", "refused", "asked", "withdrawn"]

    benched(tmp_path, scenario)


@pytest.mark.parametrize(("change", "until", "reason"), [
    ({"stage": Stage.FILED}, UNTIL, "only what a department has in hand can be put off"),
    ({}, NOW, "the new due time is not later"),
    ({}, NOW + 91 * DAY, "nothing is deferred for so long"),
])  # fmt: skip
def test_a_deferral_that_cannot_be_is_refused(tmp_path, change, until, reason):
    async def scenario(bench):
        bench.put(in_hand(**change))
        refused(bench.act(msgspec.structs.replace(ASK, until=until)), reason)

    benched(tmp_path, scenario)


def test_a_request_waits_beyond_the_due_time_and_lapses_on_the_day_that_it_named(tmp_path):
    async def scenario(bench):
        bench.put(in_hand())
        bench.must(ASK)
        bench.now = DUE + MINUTE
        await bench.tick()
        late = bench.get(Case, "CG-1")
        assert late.overdue and late.request is not None, "the clock runs until somebody says yes"
        bench.now = UNTIL
        refused(bench.act(YES, "wang"), "the due time is over")
        bench.now = UNTIL + 1
        await bench.tick()
        assert bench.get(Case, "CG-1").request is None
        assert await story(bench) == [(Stamp.DEFERRED, "asked"), (Stamp.DEFERRED, Decision.LAPSED.value)]

    benched(tmp_path, scenario)


def test_a_case_that_is_done_leaves_no_request_to_defer_it_behind(tmp_path):
    async def scenario(bench):
        bench.put(in_hand())
        bench.must(ASK)
        bench.must(do.Feedback(about="CG-1", text="已办"))
        assert bench.get(Case, "CG-1").request is None
        assert (await bench.all(Entry))[-1].data["deferral"] == "lapsed"

    benched(tmp_path, scenario)
