"""The grade of an incident from its figures: the accident table of 国务院令493号, and an editable table for the rest.

生产安全事故报告和调查处理条例 (国务院令493号) 第3条: a grade is reached by any one of deaths, serious injuries
(with acute industrial poisoning) and direct loss; "以上" includes the number and "以下" doesn't, so every lower bound
is inclusive. It does not apply to 环境污染事故, 核设施事故 and 国防科研生产事故: those have tables of their own.
Social-security events are not graded the same way by the law: their table says so and a person judges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LOWEST = 4
"""Ⅳ 一般: what an accident is that reaches none of the bounds."""
ACCIDENT: Mapping[str, tuple[float, float, float]] = {
    "deaths": (30, 10, 3),
    "serious_injuries": (100, 50, 10),
    "loss_yuan": (100_000_000, 50_000_000, 10_000_000),
}
"""Inclusive lower bounds of Ⅰ 特别重大, Ⅱ 重大 and Ⅲ 较大 by measure; loss in yuan."""


@dataclass(frozen=True, slots=True)
class GradeTable:
    """How one class of incidents is graded.

    ``bounds``: by measure the inclusive lower bounds of Ⅰ, Ⅱ and Ⅲ (None: this measure alone never makes that grade).
    ``rules`` and ``systems``: alarms that suggest this class; a rule that ends in ``*`` is for all that begin so.
    ``graded`` False: no figures make its grade. ``group`` is one of the four classes of 突发事件应对法.
    """

    name: str
    group: str
    bounds: Mapping[str, tuple[float | None, ...]]
    graded: bool = True
    source: str = ""
    units: Mapping[str, str] | None = None
    rules: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()

    def grade(self, figures: Mapping[str, float]) -> int | None:
        """1 (Ⅰ) to 4 (Ⅳ), the most serious that any figure reaches; None if this class isn't graded by figures."""
        if not self.graded:
            return None
        grades = [LOWEST]
        for measure, bounds in self.bounds.items():
            value = figures.get(measure, 0)
            grades += [grade for grade, bound in enumerate(bounds, 1) if bound is not None and value >= bound]
        return min(grades)


def accident_grade(deaths: float = 0, serious_injuries: float = 0, loss_yuan: float = 0) -> int:
    """The grade of a production accident by 国务院令493号 第3条: 1 特别重大, 2 重大, 3 较大, 4 一般."""
    figures = {"deaths": deaths, "serious_injuries": serious_injuries, "loss_yuan": loss_yuan}
    return GradeTable("生产安全事故", "事故灾难", ACCIDENT).grade(figures) or LOWEST


def likely_class(tables: Mapping[str, GradeTable], rule: str, system: str) -> str:
    """The class that an alarm suggests: by its rule, else by its system; empty where a person has to say."""
    for name, table in tables.items():
        if any(rule.startswith(each[:-1]) if each.endswith("*") else rule == each for each in table.rules):
            return name
    return next((name for name, table in tables.items() if system in table.systems), "")


def tables_of(table: Mapping[str, Any]) -> dict[str, GradeTable]:
    """The tables by class from ``incident_grades.toml``. Raises ``ValueError`` naming what is wrong."""
    return {str(row["name"]): _table(row) for row in table["classes"]}


def _table(row: Mapping[str, Any]) -> GradeTable:
    name = str(row["name"])
    bounds = {measure: _bounds(name, measure, cells) for measure, cells in row.get("bounds", {}).items()}
    graded = bool(row.get("graded", True))
    if row.get("by_accident_table"):
        bounds = dict(ACCIDENT)
    if graded and not bounds:
        raise ValueError(f"{name} is graded but has no bounds")
    return GradeTable(name, str(row["group"]), bounds, graded, str(row.get("source", "")), dict(row.get("units", {})),
                      tuple(row.get("rules", ())), tuple(row.get("systems", ())))  # fmt: skip


def _bounds(name: str, measure: str, cells: list[float]) -> tuple[float | None, ...]:
    """Three cells, Ⅰ Ⅱ Ⅲ; a negative one means none. They must fall."""
    bounds = tuple(None if cell < 0 else float(cell) for cell in cells)
    known = [bound for bound in bounds if bound is not None]
    if len(bounds) != 3 or known != sorted(known, reverse=True) or len(set(known)) != len(known):
        raise ValueError(f"{name}: the bounds of {measure} must be three falling numbers")
    return bounds
