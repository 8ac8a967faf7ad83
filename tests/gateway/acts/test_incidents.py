"""Incidents through a real log: opening, grades, plans, tasks, reports, units, consultation, the end."""

from __future__ import annotations

import msgspec
import pytest

from console.commands import intents as do
from console.commands.envelope import Command, Verdict, new_id
from console.domain.entities import (
    Alarm,
    Answer,
    Case,
    Dossier,
    Entry,
    Incident,
    Participant,
    Report,
    Stage,
    Stamp,
    Task,
    Unit,
)
from console.domain.incidents.incident import part_id
from console.gateway.acts import incidents
from console.gateway.acts.desk import Desk, Refused
from tests.gateway.acts.bench import HOUR, MINUTE, benched, lost_to, refused
from tests.gateway.harness import NOW, alarm, case

pytestmark = pytest.mark.operations

OPEN = do.OpenIncident(
    about="IN-1", cls="危险化学品事故", grade=4, title="槽罐车泄漏", alarms=("AL-1",), cases=("CG-1",)
)
BY_WORD = do.OpenIncident(about="IN-2", cls="自然灾害", grade=3, title="山体滑坡", source="市民电话", area="370503")


def begin(bench):
    bench.put(alarm(1, area="370503001", lon=118.7, lat=37.4), case(1, Stage.HANDLING))
    bench.must(OPEN)


async def told(bench, about="IN-1"):
    return [(entry.sort, entry.by) for entry in await bench.all(Entry) if entry.about == about]


def test_an_incident_takes_over_its_alarms_and_cases_with_place_and_timeline(tmp_path):
    async def scenario(bench):
        begin(bench)
        opened = bench.get(Incident, "IN-1")
        assert (opened.lon, opened.lat, opened.area, opened.opened) == (118.7, 37.4, "370503001", NOW)
        assert bench.get(Alarm, "AL-1").incident == bench.get(Case, "CG-1").incident == "IN-1"
        assert await told(bench) == [(Stamp.OPENED, "张三")]
        lost_to(bench.act(OPEN, "li"), "张三", NOW)

    benched(tmp_path, scenario)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"source": " "}, "an incident needs an alarm, a case or a source"),
        ({"cls": "外星事件"}, "the class is unknown"),
        ({"alarms": ("AL-9",)}, "Alarm is closed or unknown"),
        ({"alarms": ("AL-1", "AL-1")}, "something is named twice"),
        ({"figures": {"deaths": 30}}, "the figures make it a higher grade"),
        ({"figures": {"无此": 1}}, "the class has no figure 无此"),
    ],
)
def test_an_incident_that_makes_no_sense_is_refused_whole(tmp_path, change, reason):
    async def scenario(bench):
        bench.put(alarm(1))
        refused(bench.act(msgspec.structs.replace(BY_WORD, **change)), reason)
        assert bench.get(Alarm, "AL-1").v == 1
        assert bench.find(Incident, "IN-2") is None

    benched(tmp_path, scenario)


def attach(bench, wish, who="zhang"):
    """The act itself, without the table of roles."""
    command = Command(
        id=new_id(), intent=wish, kind="Incident", actor=who, session=who, terminal="t", at=NOW, expires=NOW
    )
    events = incidents.attach(Desk(bench.log, bench.people[who], command, bench.now), wish)
    bench.put(*events)


def test_more_alarms_and_cases_can_be_attached_later(tmp_path):
    async def scenario(bench):
        begin(bench)
        bench.put(alarm(1, "AL-2"), case(1, Stage.HANDLING, "CG-2"))
        attach(bench, do.Attach(about="IN-1", alarms=("AL-2",), cases=("CG-2",)), "li")
        grown = bench.get(Incident, "IN-1")
        assert (grown.alarms, grown.cases, grown.v) == (("AL-1", "AL-2"), ("CG-1", "CG-2"), 2)
        assert bench.get(Alarm, "AL-2").incident == bench.get(Case, "CG-2").incident == "IN-1"
        assert await told(bench) == [(Stamp.OPENED, "张三"), (Stamp.ATTACHED, "李四")]
        for wish, reason in (
            (do.Attach(about="IN-1"), "nothing to attach"),
            (do.Attach(about="IN-1", text="又有两人送医"), "a report needs a source"),
            (do.Attach(about="IN-1", alarms=("AL-2",)), "already in an incident"),
        ):
            with pytest.raises(Refused) as caught:
                attach(bench, wish)
            assert caught.value.outcome.reason == reason
        attach(bench, do.Attach(about="IN-1", source="市第一医院 电话", text="又有两人送医"), "li")
        assert bench.get(Incident, "IN-1").v == 2, "a report changes nothing of the incident, so two never meet"
        (said,) = [each for each in await bench.all(Entry) if each.about == "IN-1" and each.text == "又有两人送医"]
        assert said.data["source"] == "市第一医院 电话"
        (own,) = [each for each in await bench.all(Entry) if each.about == "AL-2"]
        assert (own.sort, own.data["titles"]) == (Stamp.ATTACHED, "测试告警；垃圾")

    benched(tmp_path, scenario)


def test_an_alarm_belongs_to_one_running_incident(tmp_path):
    async def scenario(bench):
        begin(bench)
        bench.must(BY_WORD, "li")
        lost_to(bench.act(msgspec.structs.replace(BY_WORD, about="IN-3", alarms=("AL-1",)), "li"), "张三", NOW)
        bench.must(do.CloseIncident(about="IN-1", text="已处置"), "zhao")
        bench.must(msgspec.structs.replace(BY_WORD, about="IN-3", alarms=("AL-1",)), "li")
        assert bench.get(Alarm, "AL-1").incident == "IN-3"

    benched(tmp_path, scenario)


def test_the_grade_follows_figures_and_is_never_below_them(tmp_path):
    async def scenario(bench):
        begin(bench)
        assert bench.act(do.GradeIncident(about="IN-1", grade=3, reason="x"), "zhang").verdict is Verdict.FORBIDDEN
        deaths = {"deaths": 3.0}
        refused(bench.act(do.GradeIncident(about="IN-1", grade=4, reason="核实", figures=deaths), "wang"),
                "the figures make it a higher grade")  # fmt: skip
        bench.must(do.GradeIncident(about="IN-1", grade=3, reason="核实死亡3人", figures=deaths), "wang", expected=1)
        graded = bench.get(Incident, "IN-1")
        assert (graded.grade, graded.figures, graded.v) == (3, deaths, 2)
        refused(bench.act(do.GradeIncident(about="IN-1", grade=4, reason="忘了数"), "wang"),
                "the figures make it a higher grade")  # fmt: skip
        bench.must(do.GradeIncident(about="IN-1", grade=2, reason="影响恶劣"), "zhao")
        lost_to(bench.act(do.GradeIncident(about="IN-1", grade=3, reason="x"), "wang", kind="Incident", expected=2),
                "赵六", NOW)  # fmt: skip

    benched(tmp_path, scenario)


def test_a_plan_makes_tasks_and_a_raised_level_adds_to_them(tmp_path):
    async def scenario(bench):
        begin(bench)
        four, two = (do.ActivatePlan(about="IN-1", plan="plan-hazmat", level=level) for level in (4, 2))
        bench.must(four, "wang")
        lost_to(bench.act(four, "zhao"), "王五", NOW)
        tasks = await bench.all(Task)
        plan = bench.book.current().plans["plan-hazmat"]
        assert [(task.title, task.due) for task in tasks] == [(x.title, NOW + x.minutes * MINUTE) for x in plan.at(4)]
        refused(bench.act(two, "wang"), "this level is approved by others", Verdict.FORBIDDEN)
        bench.must(do.CheckTask(about=tasks[0].id))
        bench.now += HOUR
        bench.must(two, "zhao")
        more = await bench.all(Task)
        assert {task.line for task in more} == {line.code for line in plan.at(2)}
        assert len(more) == len({task.id for task in more})
        assert bench.get(Task, tasks[0].id).done, "a raised level takes no tick away"
        assert min(task.due for task in more if task.line not in {t.line for t in tasks}) > NOW + HOUR
        incident = bench.get(Incident, "IN-1")
        assert (incident.plan, incident.level, incident.activated) == ("plan-hazmat", 2, NOW + HOUR)
        for plan_id, level in (("plan-hazmat", 0), ("nonsense", 4), ("plan-waterlogging", 1)):
            if level:
                refused(bench.act(do.ActivatePlan(about="IN-1", plan=plan_id, level=level), "zhao"),
                        "the plan has no such level")  # fmt: skip

    benched(tmp_path, scenario)


def test_a_task_is_ticked_once_and_says_by_whom_when_and_how_late(tmp_path):
    async def scenario(bench):
        begin(bench)
        bench.must(do.ActivatePlan(about="IN-1", plan="plan-hazmat", level=4), "wang")
        task = (await bench.all(Task))[0]
        bench.now = task.due + 7 * MINUTE
        bench.must(do.CheckTask(about=task.id), "li", kind="Task", expected=1)
        lost_to(bench.act(do.CheckTask(about=task.id), "zhang", kind="Task", expected=1), "李四", bench.now)
        lost_to(bench.act(do.CheckTask(about=task.id), "zhang"), "李四", bench.now)
        ticked = bench.get(Task, task.id)
        assert (ticked.done, ticked.done_by, ticked.done_at) == (True, "李四", bench.now)
        entry = (await bench.all(Entry))[-1]
        assert (entry.sort, entry.data["late_minutes"], entry.department) == (Stamp.TASK, "7", "市生态环境局")
        bench.must(do.CheckTask(about=task.id, done=False), "zhang")
        assert (bench.get(Task, task.id).done, bench.get(Task, task.id).done_by) == (False, "")

    benched(tmp_path, scenario)


def test_departments_that_work_at_once_never_conflict_and_see_each_other(tmp_path):
    async def scenario(bench):
        begin(bench)
        for who, unit in (("zhang", "市应急管理局"), ("li", "市生态环境局")):
            for mark in ("received", "arrived", "reported"):
                seen = bench.get(Incident, "IN-1").v
                bench.must(do.UnitMark(about="IN-1", unit=unit, mark=mark), who, kind="Incident", expected=seen)
                bench.must(do.Comment(about="IN-1", text=f"{unit}{mark}"), who)
        assert bench.get(Incident, "IN-1").v == 1
        units = {unit.unit: unit for unit in await bench.all(Unit)}
        assert set(units) == {"市应急管理局", "市生态环境局"}
        assert units["市生态环境局"].by == "李四"
        assert len(await told(bench)) == 7

    benched(tmp_path, scenario)


def test_a_mark_that_is_there_already_says_who_made_it_and_when(tmp_path):
    async def scenario(bench):
        begin(bench)
        arrived = do.UnitMark(about="IN-1", unit="市应急管理局", mark="arrived")
        bench.must(arrived, "zhang")
        bench.now += MINUTE
        lost_to(bench.act(arrived, "li"), "张三", NOW)
        refused(bench.act(msgspec.structs.replace(arrived, unit=" ")), "a unit has no name")
        refused(bench.act(msgspec.structs.replace(arrived, about="IN-9")), "Incident is closed or unknown")

    benched(tmp_path, scenario)


def test_the_consultation_keeps_its_roster(tmp_path):
    async def scenario(bench):
        begin(bench)
        refused(bench.act(do.Invite(about="IN-1", person="专家甲", mark="answered")), "nobody of this name is invited")
        for mark in ("invited", "answered", "consents"):
            bench.must(do.Invite(about="IN-1", person="专家甲", mark=mark))
        seat = bench.get(Participant, part_id("PA", "IN-1", "专家甲"))
        assert (seat.answer, seat.consent, seat.v) == (Answer.ANSWERED, True, 3)
        lost_to(bench.act(do.Invite(about="IN-1", person="专家甲", mark="answered"), "li"), "张三", NOW)

    benched(tmp_path, scenario)


def send(stage="first", **more):
    wish = {"to": "省政府总值班室", "text": "时间、地点、伤亡、处置", "channel": "电话"} | more
    return do.Report(about="IN-1", stage=stage, **wish)


def test_a_first_report_goes_to_each_body_by_each_channel_once(tmp_path):
    async def scenario(bench):
        begin(bench)
        bench.must(send())
        lost_to(bench.act(send(), "li"), "张三", NOW)
        bench.must(send(channel="书面"), "li")
        bench.must(send("further"))
        bench.must(send("further"), "li")
        assert len(await bench.all(Report)) == 4
        refused(bench.act(send(text="  ")), "a report needs a receiver and words")

    benched(tmp_path, scenario)


def test_the_end_leaves_a_dossier_for_the_final_report(tmp_path):
    async def scenario(bench):
        begin(bench)
        bench.must(do.ActivatePlan(about="IN-1", plan="plan-hazmat", level=4), "wang")
        await bench.log.settled()
        assert bench.act(do.CloseIncident(about="IN-1", text="已处置"), "zhang").verdict is Verdict.FORBIDDEN
        refused(bench.act(do.CloseIncident(about="IN-1", text="  "), "zhao"), "a result is needed")
        bench.must(do.CloseIncident(about="IN-1", text="泄漏已止，道路恢复"), "zhao")
        await bench.log.settled()
        assert bench.find(Incident, "IN-1") is None
        dossier = bench.get(Dossier, "IN-1")
        assert (dossier.text, dossier.incident.closed, dossier.incident.plan) == (
            "泄漏已止，道路恢复",
            NOW,
            "plan-hazmat",
        )
        closing = [entry for entry in await bench.all(Entry) if entry.sort is Stamp.CLOSED]
        assert closing[0].data == {"open_tasks": "8"}
        refused(bench.act(send("further")), "after the end there is only a final report")
        bench.must(send("final"))
        lost_to(bench.act(OPEN), "赵六", NOW)
        refused(
            bench.act(do.UnitMark(about="IN-1", unit="市应急管理局", mark="arrived")), "Incident is closed or unknown"
        )
        counters = {key.measure: n for key, n in bench.log.state.ledger.counters.items()}
        assert counters["incident.open"] == 0

    benched(tmp_path, scenario)


def test_a_timeline_of_five_thousand_lines_is_five_thousand_small_events(tmp_path):
    async def scenario(bench):
        begin(bench)
        for n in range(1_666):
            for mark in ("received", "arrived", "reported"):
                bench.must(do.UnitMark(about="IN-1", unit=f"单位{n}", mark=mark))
        entries = await bench.all(Entry)
        assert len([entry for entry in entries if entry.about == "IN-1"]) == 4_999
        assert max(len(msgspec.json.encode(entry)) for entry in entries) < 450
        assert len(msgspec.json.encode(bench.get(Incident, "IN-1"))) < 450

    benched(tmp_path, scenario)
