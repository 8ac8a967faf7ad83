"""派遣, 改派, 督办, 延期, 退回, 结案, 升级, 通知县区 through a real log."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from console.commands import intents as do
from console.commands.envelope import Verdict
from console.domain.entities import Alarm, Case, Clock, Entry, Incident, Stage, Stamp
from tests.gateway.acts.bench import DAY, HOUR, MINUTE, benched, lost_to, refused
from tests.gateway.harness import NOW, alarm, case

pytestmark = pytest.mark.operations

PICTURE = "a" * 64
TO = do.Dispatch(about="CG-1", departments=("市城市管理局", "市生态环境局"), note="请2小时内到场")


async def told(bench, about="CG-1"):
    return [entry.sort for entry in await bench.all(Entry) if entry.about == about]


def test_a_case_goes_to_a_lead_and_to_assisting_departments(tmp_path):
    async def scenario(bench):
        bench.put(case(1, Stage.FILED))
        bench.must(TO, kind="Case", expected=1)
        sent = bench.get(Case, "CG-1")
        assert (sent.stage, sent.department, sent.assisting) == (Stage.DISPATCHED, "市城市管理局", ("市生态环境局",))
        assert (sent.by, sent.at, sent.remark) == ("张三", NOW, "请2小时内到场")
        assert await told(bench) == [Stamp.DISPATCHED]
        lost_to(bench.act(TO, "li", kind="Case", expected=1), "张三", NOW)
        lost_to(bench.act(TO, "li", kind="Case"), "张三", NOW)

    benched(tmp_path, scenario)


def test_an_alarm_is_dispatched_as_one_new_case(tmp_path):
    async def scenario(bench):
        bench.put(alarm(1, area="370503001", lon=118.7, lat=37.4))
        bench.must(do.Dispatch(about="AL-1", departments=("市城市管理局",)), kind="Alarm", expected=1)
        made = (await bench.all(Case))[0]
        assert (made.origin, made.title, made.area, made.lon) == ("AL-1", "测试告警", "370503001", 118.7)
        assert made.due == NOW + DAY, "priority 3 has a day by the shipped table"
        assert bench.get(Alarm, "AL-1").case == made.id
        assert await told(bench, "AL-1") == [Stamp.DISPATCHED]
        lost_to(bench.act(do.Dispatch(about="AL-1", departments=("市交通运输局",)), "li", kind="Alarm"), "张三", NOW)
        assert len(await bench.all(Case)) == 1
        refused(bench.act(do.Feedback(about=made.id, text="已清理"), "li"), "another department has it in hand")
        bench.must(do.Feedback(about=made.id, text="已清理", pictures=(PICTURE,)), "wang")
        bench.must(do.Close(about=made.id, text="已复查"), "zhao")
        await bench.log.settled()
        bench.must(do.Dispatch(about="AL-1", departments=("市交通运输局",)), "li", kind="Alarm")

    benched(tmp_path, scenario)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"due": NOW - 1}, "the due time is in the past"),
        ({"departments": ("  ",)}, "a department has no name"),
        ({"about": "CG-7"}, "Alarm is closed or unknown"),
    ],
)
def test_a_dispatch_that_makes_no_sense_is_refused(tmp_path, change, reason):
    async def scenario(bench):
        bench.put(case(1, Stage.FILED))
        refused(bench.act(msgspec.structs.replace(TO, **change)), reason)

    benched(tmp_path, scenario)


def test_a_case_that_failed_its_check_goes_out_again_as_rework(tmp_path):
    async def scenario(bench):
        bench.put(case(1, Stage.CHECKING))
        bench.must(msgspec.structs.replace(TO, due=NOW + 5 * HOUR))
        again = bench.get(Case, "CG-1")
        assert (again.stage, again.rework, again.due) == (Stage.DISPATCHED, 1, NOW + 5 * HOUR)

    benched(tmp_path, scenario)


def test_a_transfer_changes_the_lead(tmp_path):
    async def scenario(bench):
        bench.put(case(1, Stage.FILED))
        wish = do.Transfer(about="CG-1", department="市生态环境局", reason="职责所在")
        refused(bench.act(wish), "it is not dispatched")
        bench.must(TO)
        bench.must(wish, "li")
        moved = bench.get(Case, "CG-1")
        assert (moved.department, moved.assisting, moved.by) == ("市生态环境局", (), "李四")
        lost_to(bench.act(wish), "李四", NOW)
        assert await told(bench) == [Stamp.DISPATCHED, Stamp.TRANSFERRED]

    benched(tmp_path, scenario)


def test_urging_is_counted(tmp_path):
    async def scenario(bench):
        bench.put(case(1, Stage.HANDLING))
        bench.must(do.Urge(about="CG-1", note="群众再次来电"))
        bench.now += MINUTE
        bench.must(do.Urge(about="CG-1", note="请今日办结"))
        urged = bench.get(Case, "CG-1")
        assert (urged.urged, urged.urged_at, urged.stage) == (2, NOW + MINUTE, Stage.HANDLING)

    benched(tmp_path, scenario)


def test_only_what_has_not_begun_can_be_sent_back(tmp_path):
    async def scenario(bench):
        bench.put(case(1, Stage.FILED), case(1, Stage.HANDLING, "CG-2"))
        bench.must(TO)
        bench.must(do.SendBack(about="CG-1", reason="不属本部门职责"), "li")
        back = bench.get(Case, "CG-1")
        assert (back.stage, back.department, back.assisting, back.returned) == (Stage.FILED, "", (), 1)
        words = "only what is dispatched and not yet begun can be sent back"
        refused(bench.act(do.SendBack(about="CG-2", reason="不属本部门职责")), words)
        bench.must(TO)

    benched(tmp_path, scenario)


def test_sending_back_has_a_time_that_runs_from_each_dispatch_on_the_case_s_own_clock(tmp_path):
    """4 hours are shipped; a Thursday afternoon and a Friday morning are no more than that on a working clock."""

    def at(day, hour, minute=0):
        return int(datetime(2026, 5, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp() * 1000)

    async def scenario(bench):
        back = do.SendBack(about="CG-1", reason="不属本部门职责")
        bench.now = at(28, 15, 30)
        bench.put(case(1, Stage.FILED), msgspec.structs.replace(case(1, Stage.FILED, "CG-2"), clock=Clock.WORKING))
        bench.must(TO)
        bench.must(msgspec.structs.replace(TO, about="CG-2"))
        bench.now += 4 * HOUR + 1
        refused(bench.act(back, "li"), "the time to send it back is over")
        bench.must(do.Transfer(about="CG-1", department="市应急管理局", reason="职责所在"), "wang")
        bench.must(back)
        bench.now = at(29, 10, 30)
        bench.must(msgspec.structs.replace(back, about="CG-2"), "li")
        old = msgspec.structs.replace(case(1, Stage.DISPATCHED, "CG-3"), department="市生态环境局")
        bench.put(old)
        bench.must(msgspec.structs.replace(back, about="CG-3"), "li")

    benched(tmp_path, scenario)


def reported_done(name="CG-1", **fields):
    """A case whose department, in 李四's words, has done it."""
    base = {"feedback": "已清理", "handler": "li", "evidence": (PICTURE,)}
    return msgspec.structs.replace(case(1, Stage.CHECKING, name), **(base | fields))


def test_a_case_goes_through_both_pairs_of_hands(tmp_path):
    async def scenario(bench):
        bench.put(case(1, Stage.FILED))
        bench.must(TO)
        refused(bench.act(do.Close(about="CG-1", text="已清理")), "the department has not reported it done")
        bench.must(do.Receive(about="CG-1"), "li")
        assert bench.get(Case, "CG-1").stage is Stage.HANDLING
        refused(bench.act(do.Receive(about="CG-1"), "li"), "only what is dispatched can be received")
        refused(bench.act(do.Feedback(about="CG-1", text=" "), "li"), "a result is needed")
        bench.must(do.Feedback(about="CG-1", text="已清理，见照片", pictures=(PICTURE,)), "li")
        done = bench.get(Case, "CG-1")
        assert (done.stage, done.feedback, done.handler) == (Stage.CHECKING, "已清理，见照片", "li")
        assert done.evidence == done.pictures == (PICTURE,)
        refused(bench.act(do.Feedback(about="CG-1", text="再报"), "li"),
                "only what a department has in hand can be reported done")  # fmt: skip
        refused(bench.act(do.Close(about="CG-1", text="没问题"), "li"), "who handled a case does not verify it")
        bench.must(do.Close(about="CG-1", text="现场复查无误", pictures=("b" * 64,)), "wang")
        assert await told(bench) == [Stamp.DISPATCHED, Stamp.RECEIVED, Stamp.FED_BACK, Stamp.CLOSED]

    benched(tmp_path, scenario)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"feedback": " "}, "there is no feedback in words"),
        ({"evidence": ()}, "there is no evidence"),
        ({"handler": "zhang"}, "who handled a case does not verify it"),
        ({"stage": Stage.HANDLING}, "the department has not reported it done"),
        ({"stage": Stage.FILED}, "the department has not reported it done"),
    ],
)
def test_closing_needs_feedback_evidence_and_somebody_else_s_eyes(tmp_path, fields, reason):
    async def scenario(bench):
        bench.put(reported_done(**fields))
        refused(bench.act(do.Close(about="CG-1", text="已复查")), reason)

    benched(tmp_path, scenario)


@pytest.mark.parametrize(("who", "may"), [("li", True), ("zhang", False), ("wang", True)])
def test_only_the_department_that_has_it_in_hand_or_the_centre_acts_for_it(tmp_path, who, may):
    async def scenario(bench):
        for act in (do.Receive(about="CG-1"), do.Feedback(about="CG-1", text="已清理"),
                    do.SendBack(about="CG-1", reason="不属本部门职责")):  # fmt: skip
            before = bench.find(Case, "CG-1")
            bench.put(case(before.v + 1 if before else 1, Stage.FILED))
            bench.must(TO)
            outcome = bench.act(act, who)
            if may:
                assert outcome.verdict is Verdict.ACCEPTED
            else:
                refused(outcome, "another department has it in hand")

    benched(tmp_path, scenario)


def test_the_verifier_may_bring_the_evidence(tmp_path):
    async def scenario(bench):
        bench.put(reported_done(evidence=()))
        bench.must(do.Close(about="CG-1", text="已复查，见照片", pictures=(PICTURE,)))

    benched(tmp_path, scenario)


def test_a_case_that_fails_its_verification_goes_out_again_without_its_old_feedback(tmp_path):
    async def scenario(bench):
        bench.put(reported_done())
        bench.must(TO)
        again = bench.get(Case, "CG-1")
        assert (again.stage, again.rework, again.feedback, again.handler) == (Stage.DISPATCHED, 1, "", "")
        assert (again.evidence, again.earlier) == ((), (PICTURE,)), "what was shown stays on record, as shown before"
        assert again.pictures == (PICTURE,), "and on every desk"

    benched(tmp_path, scenario)


def test_closing_needs_a_result_and_happens_once(tmp_path):
    async def scenario(bench):
        bench.put(reported_done())
        refused(bench.act(do.Close(about="CG-1", text="  ")), "a result is needed")
        bench.must(do.Close(about="CG-1", text="已清理并复查"))
        await bench.log.settled()
        assert bench.find(Case, "CG-1") is None
        refused(bench.act(do.Close(about="CG-1", text="又一次"), "li"), "Case is closed or unknown")
        counters = {key.measure: n for key, n in bench.log.state.ledger.counters.items() if n}
        assert (counters.get("case.closed"), counters.get("case.closed_in_time")) == (1, 1)

    benched(tmp_path, scenario)


def test_of_two_who_close_a_case_in_one_moment_one_closes_it(tmp_path):
    async def scenario(bench):
        bench.put(reported_done(handler="zhao"))
        bench.must(do.Close(about="CG-1", text="已清理"))
        lost_to(bench.act(do.Close(about="CG-1", text="已清理"), "li"), "张三", NOW)
        lost_to(bench.act(do.Urge(about="CG-1", note="请尽快"), "li"), "张三", NOW)
        assert bench.log.pending, "nothing of this was on disk yet"
        await bench.log.settled()
        counters = {key.measure: n for key, n in bench.log.state.ledger.counters.items() if n}
        assert counters.get("case.closed") == 1

    benched(tmp_path, scenario)


def test_a_case_closed_after_its_time_was_overdue_even_if_no_timer_said_so(tmp_path):
    async def scenario(bench):
        bench.put(reported_done())
        bench.now = NOW + DAY
        bench.must(do.Close(about="CG-1", text="已清理"))
        await bench.log.settled()
        counters = {key.measure: n for key, n in bench.log.state.ledger.counters.items() if n}
        assert counters.get("case.closed") == 1
        assert "case.closed_in_time" not in counters

    benched(tmp_path, scenario)


def test_escalation_climbs_level_by_level_and_ends_at_the_province(tmp_path):
    async def scenario(bench):
        bench.put(msgspec.structs.replace(case(1, Stage.HANDLING), area="370503001002"))
        wish = do.Escalate(about="CG-1", reason="超出本级权限")
        seen = []
        for _ in range(4):
            bench.must(wish, "wang")
            seen.append(bench.get(Case, "CG-1").charge)
        assert seen == ["370503001", "370503", "370500", "370000"]
        refused(bench.act(wish, "wang"), "there is no level above")
        bench.put(case(1, Stage.HANDLING, "CG-2"))
        refused(bench.act(do.Escalate(about="CG-2", reason="x"), "wang"), "the case has no area")
        assert bench.act(wish, "zhang").verdict is Verdict.FORBIDDEN

    benched(tmp_path, scenario)


def test_a_county_is_told_once_of_a_case_and_of_alarms_and_incidents_in_the_timeline(tmp_path):
    async def scenario(bench):
        bench.put(case(1, Stage.HANDLING), alarm(1, incident="IN-1"))
        bench.put(Incident(id="IN-1", v=1, at=NOW, cls="自然灾害", grade=4, title="t", opened=NOW))
        bench.must(do.NotifyCounty(about="CG-1", county="370503", note="请配合"))
        assert bench.get(Case, "CG-1").counties == ("370503",)
        lost_to(bench.act(do.NotifyCounty(about="CG-1", county="370503"), "li"), "张三", NOW)
        bench.must(do.NotifyCounty(about="AL-1", county="370503"))
        bench.must(do.NotifyCounty(about="IN-1", county="370502"))
        assert await told(bench, "IN-1") == [Stamp.COUNTY, Stamp.COUNTY]
        for wrong in ("370500", "abcdef", "000000"):
            refused(bench.act(do.NotifyCounty(about="CG-1", county=wrong)), "this is no county")
        refused(bench.act(do.NotifyCounty(about="XX-1", county="370503")), "closed or unknown")

    benched(tmp_path, scenario)


def test_what_is_done_to_a_case_of_an_incident_is_told_there_too(tmp_path):
    async def scenario(bench):
        bench.put(case(1, Stage.FILED))
        bench.must(do.OpenIncident(about="IN-1", cls="事故灾难", grade=4, title="塌陷", cases=("CG-1",)))
        bench.must(TO)
        bench.must(do.Feedback(about="CG-1", text="已回填", pictures=(PICTURE,)), "li")
        bench.must(do.Close(about="CG-1", text="复查无误"), "wang")
        assert await told(bench, "IN-1") == [Stamp.OPENED, Stamp.DISPATCHED, Stamp.FED_BACK, Stamp.CLOSED]

    benched(tmp_path, scenario)


@pytest.mark.parametrize("wish", [
    do.Dispatch(about="CG-1", departments=("长" * 300_000,)),
    do.Dispatch(about="CG-1", departments=tuple("长" * 6_000 + str(number) for number in range(20))),
])  # fmt: skip
def test_an_act_that_no_console_could_read_is_refused_and_not_lost_after_a_yes(tmp_path, wish):
    async def scenario(bench):
        bench.put(case(1, Stage.FILED))
        await bench.log.settled()
        refused(bench.act(wish, "wang"), "the act is too large or not well formed")
        await bench.log.settled()
        assert not bench.log.state.quarantined
        assert bench.get(Case, "CG-1").stage is Stage.FILED

    benched(tmp_path, scenario)


def test_a_picture_that_never_came_is_no_evidence(tmp_path):
    async def scenario(bench):
        bench.commands.has_picture = lambda name: name == PICTURE
        bench.put(case(1, Stage.FILED))
        bench.must(TO)
        bench.must(do.Receive(about="CG-1"), "li")
        bench.must(do.Feedback(about="CG-1", text="已清理，见照片", pictures=("c" * 64,)), "li")
        assert bench.get(Case, "CG-1").evidence == ()
        refused(bench.act(do.Close(about="CG-1", text="没问题", pictures=("b" * 64,)), "wang"), "there is no evidence")
        bench.must(do.Close(about="CG-1", text="现场复查无误", pictures=(PICTURE,)), "wang")

    benched(tmp_path, scenario)
