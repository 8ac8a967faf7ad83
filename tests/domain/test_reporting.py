"""Deadlines of 初报, 续报 and 终报 by the shipped table and by small ones."""

from __future__ import annotations

import tomllib

import pytest

from console.config.tables import SHIPPED
from console.domain.entities import Incident, Report, ReportStage
from console.domain.incidents.grading import tables_of
from console.domain.incidents.reporting import MINUTE, Row, deadlines, duties, next_deadline, rows_of

pytestmark = pytest.mark.operations

T0 = 1_780_000_000_000
ROWS = rows_of(tomllib.loads((SHIPPED / "reporting.toml").read_text(encoding="utf-8")))


def incident(cls="自然灾害", grade=2, **fields):
    return Incident(id="IN-1", v=1, at=T0, cls=cls, grade=grade, title="t", opened=T0, **fields)


def report(minutes, stage=ReportStage.FIRST, to="省政府总值班室", channel="", name="R"):
    return Report(id=f"{name}{minutes}", v=1, at=T0 + minutes * MINUTE, incident="IN-1", stage=stage, to=to, text="x",
                  channel=channel)  # fmt: skip


def due_minutes(cls, grade, stage, sender):
    return {(r.to, r.channel): r.minutes for r in duties(ROWS, cls, grade, sender) if r.stage is stage}


@pytest.mark.parametrize(
    ("cls", "grade", "sender", "first"),
    [
        ("生产安全事故", 4, "enterprise", {("县级应急管理部门", "电话"): 60}),
        ("生产安全事故", 1, "county", {("市应急管理局", "书面"): 120}),
        ("生产安全事故", 3, "city", {("省应急管理厅", "书面"): 120}),
        ("生产安全事故", 2, "city", {("省应急管理厅", "书面"): 120, ("省政府总值班室", "电话"): 30}),
        ("突发环境事件", 4, "city", {("省生态环境厅", "书面"): 240, ("市政府总值班室", "书面"): 240}),
        ("突发环境事件", 3, "city", {("省生态环境厅", "书面"): 240, ("市政府总值班室", "书面"): 240}),
        ("突发环境事件", 2, "city", {("省生态环境厅", "书面"): 120, ("市政府总值班室", "书面"): 120}),
        ("森林火灾", 1, "city", {("省政府总值班室", "电话"): 30, ("省政府总值班室", "书面"): 60}),
        ("森林火灾", 4, "city", {("市政府总值班室", "书面"): 60}),
    ],
)
def test_the_table_says_who_must_know_how_fast(cls, grade, sender, first):
    assert due_minutes(cls, grade, ReportStage.FIRST, sender) == first


def test_every_class_and_grade_owes_a_first_a_further_and_a_final_report():
    for cls in ("自然灾害", "生产安全事故", "突发环境事件", "公共卫生事件", "自定"):
        for grade in (1, 2, 3, 4):
            assert {row.stage for row in duties(ROWS, cls, grade, "city")} == set(ReportStage), (cls, grade)


def test_the_countdown_is_to_the_earliest_report_that_is_not_sent():
    found = deadlines(incident(), [], ROWS, "city")
    first = next_deadline(found)
    assert (first.row.channel, first.due, first.left(T0 + 20 * MINUTE)) == ("电话", T0 + 30 * MINUTE, 10 * MINUTE)
    assert not first.missed(T0 + 30 * MINUTE), "on the minute is in time"
    assert first.missed(T0 + 30 * MINUTE + 1)
    second = next_deadline(deadlines(incident(), [report(12, channel="电话")], ROWS, "city"))
    assert (second.row.channel, second.due) == ("书面", T0 + 60 * MINUTE)


def test_a_further_report_is_owed_after_each_report_and_never_after_the_end():
    sent = [report(12), report(100, ReportStage.FURTHER)]
    further = [d for d in deadlines(incident(), sent, ROWS, "city") if d.row.stage is ReportStage.FURTHER]
    assert [(d.due, d.done) for d in further] == [(T0 + 220 * MINUTE, None)]
    assert not [d for d in deadlines(incident(), [], ROWS, "city") if d.row.stage is ReportStage.FURTHER]
    ended = incident(closed=T0 + 300 * MINUTE)
    stages = {d.row.stage: d for d in deadlines(ended, sent, ROWS, "city") if d.done is None}
    assert set(stages) == {ReportStage.FINAL}
    assert stages[ReportStage.FINAL].due == T0 + (300 + 4320) * MINUTE


def test_a_report_to_another_body_or_by_another_channel_meets_no_deadline():
    others = [report(5, to="市气象局"), report(6, channel="传真")]
    assert next_deadline(deadlines(incident(), others, ROWS, "city")).due == T0 + 30 * MINUTE


def test_a_late_report_is_sent_and_still_was_missed():
    late = [d for d in deadlines(incident(), [report(45)], ROWS, "city") if d.row.channel == "电话"]
    assert (late[0].done, late[0].missed(T0)) == (T0 + 45 * MINUTE, True)


def test_a_raised_grade_brings_its_duties_from_the_opening_on():
    assert next_deadline(deadlines(incident(grade=3), [], ROWS, "city")).due == T0 + 120 * MINUTE
    assert next_deadline(deadlines(incident(grade=1), [], ROWS, "city")).due == T0 + 30 * MINUTE


def test_rows_of_the_class_replace_the_general_ones_of_that_stage_and_sender_only():
    def row(categories, sender, to):
        return Row(frozenset(categories), frozenset({1}), ReportStage.FIRST, sender, to, "电话", 10)

    rows = [row("*", "city", "a"), row("*", "county", "b"), row({"火"}, "city", "c")]
    assert [r.to for r in duties(rows, "火", 1)] == ["b", "c"]
    assert [r.to for r in duties(rows, "水", 1)] == ["a", "b"]


@pytest.mark.parametrize("change", [{"grades": []}, {"grades": [5]}, {"minutes": 0}])
def test_a_row_that_makes_no_sense_is_refused(change):
    row = {
        "categories": ["*"],
        "grades": [1],
        "stage": "first",
        "from": "city",
        "to": "x",
        "channel": "y",
        "minutes": 5,
    }
    with pytest.raises(ValueError, match="grades are 1 to 4"):
        rows_of({"rows": [row | change]})


GRADES = tables_of(tomllib.loads((SHIPPED / "incident_grades.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
@pytest.mark.parametrize("cls", sorted(GRADES))
def test_whoever_had_a_first_report_from_the_city_is_owed_a_further_one(cls: str, grade: int) -> None:
    """A class with bodies of its own and further rows for none of them would count down to nothing."""
    running = Incident(id="I", v=1, at=T0, cls=cls, grade=grade, title="x", opened=T0)
    first = [each.row for each in deadlines(running, [], ROWS, "city") if each.row.stage is ReportStage.FIRST]
    sent = [
        Report(id=f"R-{n}", v=1, at=T0, incident="I", stage=row.stage, to=row.to, text="x", channel=row.channel)
        for n, row in enumerate(first)
    ]
    owed = {each.row.to for each in deadlines(running, sent, ROWS, "city") if each.row.stage is ReportStage.FURTHER}
    assert owed and owed <= {row.to for row in first}
