"""The editable tables: calendar, grades, reporting, plans, time limits, staff. Shipped ones, with a city's own on top.

A file of the same name in the city's folder replaces the shipped one; a folder that is not there is a mistake. A wrong
file is an error that names it; the tables that were good before stay in force until it is put right.
"""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import resources
from console.domain.duty import roster
from console.domain.duty.roster import Staff
from console.domain.incidents import grading, plans, reporting, sla, two_axes
from console.domain.incidents.grading import GradeTable
from console.domain.incidents.plans import Plan
from console.domain.incidents.reporting import Row
from console.domain.incidents.sla import Calendar, Limits
from console.domain.incidents.two_axes import Axes

SHIPPED = Path(resources.__file__).with_name("tables")
NAMES = ("holidays", "incident_grades", "reporting", "plans", "limits", "duty")
logger = logging.getLogger(__name__)
Stamps = tuple[tuple[str, int, int], ...]


class TableError(Exception):
    """A table can't be used; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that a person at the centre may edit without a programmer."""

    calendar: Calendar
    grades: Mapping[str, GradeTable]
    reporting: tuple[Row, ...]
    plans: Mapping[str, Plan]
    limits: Limits
    axes: Axes
    staff: Staff


class TableBook:
    """Hands out the tables and reads them again when a file has changed. Cheap to ask: six ``stat`` calls."""

    def __init__(self, city: Path | None = None) -> None:
        self._city = city
        if city is not None and not city.is_dir():
            raise TableError(f"{city} is no folder of tables")
        self._seen: Stamps = ()
        self._tables = _load(city)
        self._seen = self._stamps()
        self.trouble = ""

    def current(self) -> Tables:
        """The tables as they are now; ``trouble`` says why a changed file wasn't taken."""
        stamps = self._stamps()
        if stamps != self._seen:
            self._seen = stamps
            try:
                self._tables, self.trouble = _load(self._city), ""
            except TableError as error:
                self.trouble = str(error)
                logger.error("the tables stay as they were: %s", error)
        return self._tables

    def _stamps(self) -> Stamps:
        found = []
        for name in NAMES:
            path = _path(name, self._city)
            try:
                stat = path.stat()
            except OSError:
                continue
            found.append((str(path), stat.st_mtime_ns, stat.st_size))
        return tuple(found)


def _path(name: str, city: Path | None) -> Path:
    own = city / f"{name}.toml" if city else None
    return own if own is not None and own.exists() else SHIPPED / f"{name}.toml"


def _load(city: Path | None) -> Tables:
    """Raises ``TableError``."""
    makers = {
        "holidays": sla.calendar_of, "incident_grades": grading.tables_of, "reporting": reporting.rows_of,
        "plans": plans.plans_of, "limits": _limits, "duty": roster.staff_of,
    }  # fmt: skip
    made: dict[str, Any] = {}
    for name in NAMES:
        path = _path(name, city)
        try:
            made[name] = makers[name](tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise TableError(f"{path}: {error!r}") from error
    limits, axes = made["limits"]
    return Tables(made["holidays"], made["incident_grades"], made["reporting"], made["plans"], limits, axes,
                  made["duty"])  # fmt: skip


def _limits(table: Mapping[str, Any]) -> tuple[Limits, Axes]:
    """Both rules of ``limits.toml``. A city's own file from before the second one was has the shipped one's."""
    if "two_axes" not in table:
        table = {**table, "two_axes": tomllib.loads(_path("limits", None).read_text(encoding="utf-8"))["two_axes"]}
    return sla.limits_of(table), two_axes.axes_of(table["two_axes"])
