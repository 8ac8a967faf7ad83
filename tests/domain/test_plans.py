"""Plans: response levels, checklists with due offsets, raising a level."""

from __future__ import annotations

import tomllib
from itertools import pairwise

import pytest

from console.config.tables import SHIPPED, TableBook, TableError
from console.domain.incidents.plans import MINUTE, plans_of, tasks
from console.domain.roles import Role

pytestmark = pytest.mark.operations

T0 = 1_780_000_000_000
TABLE = tomllib.loads((SHIPPED / "plans.toml").read_text(encoding="utf-8"))
PLANS = plans_of(TABLE)


def test_the_shipped_plans_are_marked_as_a_demonstration_and_cover_six_matters():
    assert len(PLANS) >= 6
    assert all("演示" in plan.name for plan in PLANS.values())
    grades = TableBook().current().grades
    assert all(cls in grades for plan in PLANS.values() for cls in plan.classes), "every class can be graded"


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_more_serious_level_has_every_task_of_a_lighter_one(plan):
    levels = sorted(plan.responses, reverse=True)
    for lighter, graver in pairwise(levels):
        assert {line.code for line in plan.at(lighter)} <= {line.code for line in plan.at(graver)}
    assert plan.at(levels[0]), "the lightest level has tasks too"


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_grave_levels_are_started_by_the_commander_alone(plan):
    for level, response in plan.responses.items():
        assert (Role.WATCH_LEADER in response.roles) is (level >= 3)
        assert Role.COMMANDER in response.roles
        assert Role.DISPATCHER not in response.roles


def test_tasks_fall_due_by_their_offset_from_the_start():
    plan = PLANS["plan-hazmat"]
    made = tasks(plan, 4, "IN-1", T0)
    assert [task.due - T0 for task in made] == [line.minutes * MINUTE for line in plan.at(4)]
    assert made == sorted(made, key=lambda task: task.due)
    assert len({task.id for task in made}) == len(made)


def test_raising_a_level_adds_what_is_missing_and_takes_nothing_away():
    plan = PLANS["plan-hazmat"]
    first = tasks(plan, 4, "IN-1", T0)
    added = tasks(plan, 2, "IN-1", T0 + 60_000, [task.id for task in first])
    assert {task.line for task in first}.isdisjoint({task.line for task in added})
    assert {task.line for task in [*first, *added]} == {line.code for line in plan.at(2)}
    assert tasks(plan, 4, "IN-1", T0 + 120_000, [task.id for task in [*first, *added]]) == []


def test_two_incidents_under_one_plan_have_tasks_of_their_own():
    plan = PLANS["plan-flood"]
    one, other = ({task.id for task in tasks(plan, 1, name, T0)} for name in ("IN-1", "IN-2"))
    assert one.isdisjoint(other)


def broken(**change):
    return {"plans": [TABLE["plans"][0] | change]}


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"plans": [TABLE["plans"][0], TABLE["plans"][0]]}, "one id"),
        (broken(levels=[]), "levels"),
        (broken(levels=[{"level": 5, "trigger": "", "approver": ""}]), "levels"),
        (broken(teams=["综合协调"]), "not one of its teams"),
        (broken(tasks=[TABLE["plans"][0]["tasks"][0]] * 2), "one code"),
        (broken(tasks=[TABLE["plans"][0]["tasks"][0] | {"minutes": -1}]), "minutes"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_with_what_is_wrong(table, words):
    with pytest.raises(ValueError, match=words):
        plans_of(table)


def test_a_city_s_own_table_replaces_the_shipped_one_and_a_broken_edit_changes_nothing(tmp_path):
    book = TableBook(tmp_path)
    assert set(book.current().plans) == set(PLANS)
    own = tmp_path / "plans.toml"
    own.write_text('[[plans]]\nid="p"\nname="自编"\nkind="部门"\nlead="x"\nclasses=[]\nteams=["甲"]\nlevels=[{level=4,'
                   'trigger="",approver=""}]\ntasks=[]\n', encoding="utf-8")  # fmt: skip
    assert set(book.current().plans) == {"p"}
    own.write_text("plans = [", encoding="utf-8")
    assert set(book.current().plans) == {"p"}
    assert "plans.toml" in book.trouble
    own.unlink()
    assert set(book.current().plans) == set(PLANS)
    assert book.trouble == ""


def test_a_broken_table_at_the_start_is_an_error_that_names_the_file(tmp_path):
    (tmp_path / "duty.toml").write_text("departments = []", encoding="utf-8")
    with pytest.raises(TableError, match=r"duty\.toml"):
        TableBook(tmp_path)
