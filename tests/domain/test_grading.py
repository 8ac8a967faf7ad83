"""Every boundary of 国务院令493号 第3条, and the shipped tables of other classes."""

from __future__ import annotations

import tomllib

import pytest

from console.config.tables import SHIPPED
from console.domain.incidents.grading import accident_grade, likely_class, tables_of

pytestmark = pytest.mark.operations

YI = 100_000_000
WAN = 10_000


@pytest.mark.parametrize(
    ("deaths", "injuries", "loss", "grade"),
    [
        (0, 0, 0, 4),
        (2, 9, 999 * WAN, 4),
        (2, 9, 1000 * WAN - 0.01, 4),
        (3, 0, 0, 3),
        (0, 10, 0, 3),
        (0, 0, 1000 * WAN, 3),
        (9, 49, 4999 * WAN, 3),
        (0, 0, 5000 * WAN - 0.01, 3),
        (10, 0, 0, 2),
        (0, 50, 0, 2),
        (0, 0, 5000 * WAN, 2),
        (29, 99, 9999 * WAN, 2),
        (0, 0, YI - 0.01, 2),
        (30, 0, 0, 1),
        (0, 100, 0, 1),
        (0, 0, YI, 1),
        (2, 100, 0, 1),
        (30, 9, 0, 1),
    ],
)
def test_an_accident_has_the_grade_of_its_worst_figure_with_inclusive_bounds(deaths, injuries, loss, grade):
    assert accident_grade(deaths, injuries, loss) == grade


@pytest.fixture(scope="module")
def tables():
    return tables_of(tomllib.loads((SHIPPED / "incident_grades.toml").read_text(encoding="utf-8")))


def test_every_bound_of_every_shipped_table_is_inclusive(tables):
    checked = 0
    for table in tables.values():
        for measure, bounds in table.bounds.items():
            for grade, bound in enumerate(bounds, 1):
                if bound is not None:
                    assert table.grade({measure: bound}) == grade, (table.name, measure)
                    assert table.grade({measure: bound - 0.001}) > grade, (table.name, measure)
                    checked += 1
    assert checked > 60


def test_the_accident_table_is_the_law_s_whatever_the_class_is_called(tables):
    assert tables["危险化学品事故"].grade({"deaths": 3}) == 3
    assert tables["生产安全事故"].grade({"serious_injuries": 100}) == 1


def test_a_class_that_the_law_does_not_grade_by_figures_leaves_it_to_a_person(tables):
    assert tables["社会安全事件"].grade({"deaths": 100}) is None


def test_a_measure_that_never_makes_a_grade_alone_is_left_out_of_it(tables):
    assert tables["公共卫生事件"].grade({"sick": 1_000_000}) == 3
    assert tables["公共卫生事件"].grade({"sick": 99}) == 4


@pytest.mark.parametrize(
    ("bounds", "words"),
    [([1, 2, 3], "falling"), ([3, 3, 1], "falling"), ([3, 2], "falling"), ([5, 4, 3, 2], "falling")],
)
def test_a_table_with_bounds_that_do_not_fall_is_refused(bounds, words):
    with pytest.raises(ValueError, match=words):
        tables_of({"classes": [{"name": "x", "group": "y", "bounds": {"deaths": bounds}}]})


def test_a_graded_class_without_bounds_is_refused():
    with pytest.raises(ValueError, match="no bounds"):
        tables_of({"classes": [{"name": "x", "group": "y"}]})


@pytest.mark.parametrize(("rule", "system", "name"), [
    ("rollover", "vehicles", "道路交通事故"), ("camera.collapse", "city", "城市内涝与路面塌陷"),
    ("outfall.tamper", "environment", "突发环境事件"), ("cover.moved", "city", ""), ("group.appeal", "grid", ""),
])  # fmt: skip
def test_an_alarm_suggests_a_class_only_where_a_row_of_the_table_says_so(rule: str, system: str, name: str) -> None:
    tables = tables_of(tomllib.loads((SHIPPED / "incident_grades.toml").read_text(encoding="utf-8")))
    assert likely_class(tables, rule, system) == name
