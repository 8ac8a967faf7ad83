"""延期申请 and its decision through a real log: the time moves for nobody's wish, only for another's yes."""

from __future__ import annotations

import msgspec
import pytest

from console.commands import intents as do
from console.commands.envelope import Verdict
from console.domain.entities import Case, Decision, Entry, Incident, Stage, Stamp
from console.domain.roles import Person, Role
from tests.gateway.acts.bench import HOUR, MINUTE, benched, lost_to, refused
from tests.gateway.harness import NOW, case

pytestmark = pytest.mark.operations
SAFETY = "市应急管理局"
DUE = NOW + HOUR
LATER = DUE + 4 * HOUR
ASK = do.Extend(about="CG-1", due=LATER, reason="等待配件")
YES, NO = do.DecideRequest(about="CG-1", approve=True), do.DecideRequest(about="CG-1", approve=False)


def in_hand(name="CG-1", **fields):
    return msgspec.structs.replace(case(1, Stage.HANDLING, name), department=SAFETY, **fields)


async def decisions(bench, about="CG-1"):
    return [e.data["decision"] for e in await bench.all(Entry) if e.about == about and e.sort is Stamp.EXTENDED]


def test_a_request_moves_nothing_until_somebody_else_approves_it(tmp_path):
    async def scenario(bench):
        bench.put(
            in_hand(incident="IN-1"), Incident(id="IN-1", v=1, at=NOW, cls="事故灾难", grade=4, title="t", opened=NOW)
        )
        bench.must(ASK)
        asked = bench.get(Case, "CG-1")
        assert (asked.due, asked.extended) == (DUE, 0), "the clock stands where it stood"
        request = asked.request
        assert (request.until, request.by, request.name, request.department) == (LATER, "zhang", "张三", SAFETY)
        assert (request.at, request.reason) == (NOW, "等待配件")
        bench.now += MINUTE
        bench.must(YES, "wang")
        moved = bench.get(Case, "CG-1")
        assert (moved.due, moved.extended, moved.request, moved.by) == (LATER, 1, None, "王五")
        assert await decisions(bench) == await decisions(bench, "IN-1") == ["asked", "approved"]

    benched(tmp_path, scenario)


def test_a_refusal_has_a_reason_and_leaves_the_time_and_the_count(tmp_path):
    async def scenario(bench):
        bench.put(in_hand())
        bench.must(ASK)
        refused(bench.act(NO, "wang"), "a refusal needs a reason")
        bench.must(msgspec.structs.replace(NO, reason="配件已到库"), "wang")
        after = bench.get(Case, "CG-1")
        assert (after.due, after.extended, after.request, after.remark) == (DUE, 0, None, "配件已到库")
        assert [e.text for e in await bench.all(Entry)] == ["等待配件", "配件已到库"]
        refused(bench.act(YES, "wang"), "nothing is asked for")
        bench.must(ASK)

    benched(tmp_path, scenario)


def test_nobody_decides_on_a_request_of_their_own_or_of_their_department(tmp_path):
    async def scenario(bench):
        bench.people["head"] = Person(id="head", name="孙七", role=Role.COMMANDER, department="应急")
        bench.put(in_hand(), in_hand("CG-2"))
        bench.must(ASK)
        assert bench.act(YES).verdict is Verdict.FORBIDDEN, "a dispatcher has no right to it"
        refused(bench.act(YES, "head"), "a department does not decide on its own request")
        bench.must(msgspec.structs.replace(ASK, about="CG-2"), "wang")
        own = do.DecideRequest(about="CG-2", approve=True)
        refused(bench.act(own, "wang"), "nobody decides on a request of their own")
        bench.must(own, "zhao")

    benched(tmp_path, scenario)


def test_who_asked_or_their_department_takes_a_request_back_and_nobody_else(tmp_path):
    async def scenario(bench):
        back = do.WithdrawRequest(about="CG-1")
        bench.people["near"] = Person(id="near", name="李近", role=Role.DISPATCHER, department="应急")
        bench.people["far"] = Person(id="far", name="周远", role=Role.WATCH_LEADER, department="市公安局")
        bench.people["free"] = Person(id="free", name="吴中心", role=Role.WATCH_LEADER)
        bench.put(in_hand())
        refused(bench.act(back), "nothing is asked for")
        bench.must(ASK)
        for other in ("far", "free"):
            refused(bench.act(back, other), "only who asked, or their department, takes the request back")
        bench.must(back)
        after = bench.get(Case, "CG-1")
        assert (after.due, after.extended, after.request) == (DUE, 0, None), "nothing has moved and nothing counts"
        bench.must(ASK)
        bench.must(back, "near")
        bench.must(ASK)
        bench.must(YES, "wang")
        refused(bench.act(back), "nothing is asked for")
        assert await decisions(bench) == ["asked", "withdrawn", "asked", "withdrawn", "asked", "approved"]

    benched(tmp_path, scenario)


def test_after_the_time_is_over_there_is_nothing_to_take_back(tmp_path):
    async def scenario(bench):
        bench.put(in_hand())
        bench.must(ASK)
        bench.now = DUE
        refused(bench.act(do.WithdrawRequest(about="CG-1")), "the due time is over")

    benched(tmp_path, scenario)


@pytest.mark.parametrize(("change", "reason"), [
    ({"stage": Stage.FILED}, "only what a department has in hand can be put off"),
    ({"stage": Stage.CHECKING}, "only what a department has in hand can be put off"),
    ({"overdue": True}, "the due time is over"),
    ({"due": LATER}, "the new due time is not later"),
    ({"extended": 1}, "it was extended as often as it may be"),
    ({"department": "市生态环境局"}, "another department has it in hand"),
])  # fmt: skip
def test_a_request_that_cannot_be_is_refused(tmp_path, change, reason):
    async def scenario(bench):
        bench.put(msgspec.structs.replace(in_hand(), **change))
        refused(bench.act(ASK), reason)

    benched(tmp_path, scenario)


def test_a_request_comes_before_the_time_is_over_and_only_one_at_a_time(tmp_path):
    async def scenario(bench):
        bench.put(in_hand())
        bench.now = DUE
        refused(bench.act(ASK), "the due time is over")
        bench.now = DUE - 1
        bench.must(ASK)
        lost_to(bench.act(ASK), "张三", DUE - 1)
        bench.must(YES, "wang")
        refused(bench.act(msgspec.structs.replace(ASK, due=LATER + HOUR)), "it was extended as often as it may be")

    benched(tmp_path, scenario)


def test_a_request_that_nobody_decides_lapses_with_the_time_it_wanted_to_move(tmp_path):
    async def scenario(bench):
        bench.put(in_hand())
        bench.must(ASK)
        bench.now = DUE
        refused(bench.act(YES, "wang"), "the due time is over")
        await bench.tick()
        assert bench.get(Case, "CG-1").request is not None, "its last moment"
        bench.now = DUE + 1
        await bench.tick()
        late = bench.get(Case, "CG-1")
        assert (late.overdue, late.request, late.extended, late.due) == (True, None, 0, DUE)
        assert await decisions(bench) == [Decision.ASKED.value, Decision.LAPSED.value]
        assert await bench.tick() == 0, "told once"

    benched(tmp_path, scenario)


def test_a_request_left_on_a_case_that_its_own_system_calls_overdue_is_taken_off(tmp_path):
    async def scenario(bench):
        bench.put(in_hand())
        bench.must(ASK)
        asked = bench.get(Case, "CG-1")
        bench.put(msgspec.structs.replace(asked, v=asked.v + 1, overdue=True, by="", command=""))
        await bench.tick()
        assert bench.get(Case, "CG-1").request is None

    benched(tmp_path, scenario)


@pytest.mark.parametrize("wish", [
    do.Transfer(about="CG-1", department="市生态环境局", reason="职责所在"),
    do.Feedback(about="CG-1", text="已办"),
    do.SendBack(about="CG-1", reason="不属本部门职责"),
])  # fmt: skip
def test_a_case_that_changes_hands_or_is_done_leaves_no_request_behind(tmp_path, wish):
    async def scenario(bench):
        bench.put(msgspec.structs.replace(in_hand(), stage=Stage.DISPATCHED))
        bench.must(ASK)
        bench.must(wish)
        assert bench.get(Case, "CG-1").request is None
        last = (await bench.all(Entry))[-1]
        assert last.data["extension"] == "lapsed", "and the story says so"

    benched(tmp_path, scenario)
