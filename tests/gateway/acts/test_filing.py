"""立案, 不予立案 and 作废 through a real log: who may say it, when, with which words, and what is counted of it."""

from __future__ import annotations

import msgspec
import pytest

from console.commands import intents as do
from console.commands.envelope import Verdict
from console.domain.entities import Alarm, Case, Entry, Stage, Stamp, System
from console.domain.incidents.filing import Told
from console.domain.roles import Person, Role
from tests.gateway.acts.bench import benched, lost_to, refused
from tests.gateway.harness import NOW, alarm, case

pytestmark = pytest.mark.operations
OURS = "市应急管理局"
FILE = do.FileCase(about="CG-1")
DECLINE = do.DeclineCase(about="CG-1", reason="现场未见所报问题", told=Told.PHONE)
VOID = do.VoidCase(about="CG-1", reason="测试件")
SEND = do.Dispatch(about="CG-1", departments=(OURS,))


def report(**fields):
    return msgspec.structs.replace(case(1, Stage.REPORTED), **fields)


async def figures(bench):
    await bench.log.settled()
    return {key.measure: n for key, n in bench.log.state.ledger.counters.items() if n}


def test_a_report_is_filed_and_then_dispatched_by_somebody_else(tmp_path):
    async def scenario(bench):
        bench.put(report())
        refused(bench.act(SEND, "zhao"), "a report is filed by supervision before it is dispatched")
        bench.must(FILE, "wang")
        filed = bench.get(Case, "CG-1")
        assert (filed.stage, filed.by, [hand.id for hand in filed.supervised]) == (Stage.FILED, "王五", ["wang"])
        refused(bench.act(SEND, "wang"), "who verified a case does not direct it")
        bench.must(SEND, "zhao")
        assert await figures(bench) == {"case.opened": 1, "case.filed": 1, "case.open": 1}
        assert [e.sort for e in await bench.all(Entry)] == [Stamp.FILED, Stamp.DISPATCHED]

    benched(tmp_path, scenario)


@pytest.mark.parametrize("wish", [FILE, DECLINE], ids=["file", "decline"])
def test_who_urged_a_report_directs_it_and_leaves_the_judging_to_others(tmp_path, wish):
    async def scenario(bench):
        bench.put(report())
        bench.must(do.Urge(about="CG-1", note="请尽快"), "wang")
        refused(bench.act(wish, "wang"), "who directed a case does not verify it")
        assert bench.get(Case, "CG-1").stage is Stage.REPORTED
        bench.must(wish, "zhao")

    benched(tmp_path, scenario)


def test_where_the_sides_are_one_a_report_is_dispatched_at_once_and_counts_as_filed(tmp_path):
    async def scenario(bench):
        bench.put(report(system=System.GRID))
        bench.must(SEND, "wang")
        assert await figures(bench) == {"case.opened": 1, "case.filed": 1, "case.open": 1}

    benched(tmp_path, scenario)


def test_what_nobody_takes_up_ends_with_its_reason_and_how_the_reporter_was_told(tmp_path):
    async def scenario(bench):
        bench.put(report())
        refused(bench.act(msgspec.structs.replace(DECLINE, reason=" "), "wang"), "declining and voiding need a reason")
        bench.must(DECLINE, "wang")
        await bench.log.settled()
        assert bench.find(Case, "CG-1") is None
        (entry,) = await bench.all(Entry)
        assert (entry.sort, entry.by, entry.text, entry.data["told"]) == (
            Stamp.DECLINED,
            "王五",
            DECLINE.reason,
            "phone",
        )
        assert await figures(bench) == {"case.opened": 1, "case.declined": 1}, "received, not filed, not closed"
        refused(bench.act(FILE, "wang"), "Case is closed or unknown")

    benched(tmp_path, scenario)


@pytest.mark.parametrize("wish", [FILE, DECLINE], ids=["file", "decline"])
def test_only_a_report_is_judged_and_only_once(tmp_path, wish):
    async def scenario(bench):
        bench.put(report(), case(2, Stage.DISPATCHED))
        refused(bench.act(wish, "wang"), "only what is reported and not yet filed can be filed or declined")

    benched(tmp_path, scenario)


def test_of_two_who_judge_at_once_the_second_reads_who_was_first(tmp_path):
    async def scenario(bench):
        bench.put(report())
        seen = bench.get(Case, "CG-1").v
        bench.must(FILE, "wang", expected=seen)
        lost_to(bench.act(DECLINE, "zhao", expected=seen), "王五", bench.now)
        bench.put(report(id="CG-2"))
        gone = do.DeclineCase(about="CG-2", reason="重复", told=Told.NOBODY)
        bench.must(gone, "wang", name="once", expected=1)
        assert bench.act(gone, "wang", name="once", expected=1).verdict is Verdict.ACCEPTED, "said again, done once"
        assert len([e for e in await bench.all(Entry) if e.about == "CG-2"]) == 1

    benched(tmp_path, scenario)


@pytest.mark.parametrize("wish", [FILE, DECLINE, VOID], ids=["file", "decline", "void"])
def test_a_department_does_not_judge_whether_there_is_anything_for_it_to_do(tmp_path, wish):
    async def scenario(bench):
        bench.people["head"] = Person(id="head", name="孙七", role=Role.COMMANDER, department="应急")
        bench.put(report(department=OURS))
        refused(bench.act(wish, "head"), "a department does not judge whether a case of its own is one")
        bench.must(wish, "zhao")

    benched(tmp_path, scenario)


def test_what_is_void_counts_nowhere_and_frees_its_alarm(tmp_path):
    async def scenario(bench):
        bench.put(alarm())
        bench.must(do.Dispatch(about="AL-1", departments=(OURS,)), "wang", kind="Alarm")
        made = bench.get(Alarm, "AL-1").case
        assert bench.act(do.VoidCase(about=made, reason="误派")).verdict is Verdict.FORBIDDEN, "a leader's word"
        bench.must(do.VoidCase(about=made, reason="误派"), "zhao")
        assert bench.get(Alarm, "AL-1").case == ""
        assert not [name for name in await figures(bench) if name.startswith("case.")]
        told = [e.about for e in await bench.all(Entry) if e.sort is Stamp.VOIDED]
        assert told == [made, "AL-1"]
        bench.must(do.Dispatch(about="AL-1", departments=(OURS,)), "wang", kind="Alarm")

    benched(tmp_path, scenario)


def test_a_void_report_of_days_ago_makes_no_figure_negative(tmp_path):
    async def scenario(bench):
        old = report(opened=NOW - 90 * 3_600_000)
        bench.put(old, msgspec.structs.replace(report(), id="CG-2"), msgspec.structs.replace(report(), id="CG-3"))
        bench.must(VOID, "zhao")
        bench.must(do.VoidCase(about="CG-2", reason="重复"), "zhao")
        counters = await figures(bench)
        assert counters == {"case.opened": 1, "case.unfiled": 1, "case.open": 1}

    benched(tmp_path, scenario)
