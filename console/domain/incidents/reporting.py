"""Reporting deadlines (初报, 续报, 终报) from an editable table, as countdowns.

Who must tell whom how fast differs by category, grade and place (domain notes 2.2), so the rule is a table: category,
grades, stage, from, to, channel, minutes. Sources of the shipped rows stand beside them; those from memory are tagged
[M] there, and no conformance is claimed by them. Times are ms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from console.domain.entities import Incident, Report, ReportStage

MINUTE = 60_000
ANY = "*"


@dataclass(frozen=True, slots=True)
class Row:
    """One duty to report.

    ``categories`` are incident classes or "*"; ``grades`` those it holds for. A first report is due ``minutes`` after
    the incident was opened, a further one every ``minutes`` after the report before it, a final one ``minutes``
    after the response has ended. ``sender`` and ``to`` are levels or bodies, ``channel`` 电话, 书面 ….
    """

    categories: frozenset[str]
    grades: frozenset[int]
    stage: ReportStage
    sender: str
    to: str
    channel: str
    minutes: int
    source: str = ""

    def holds_for(self, cls: str, grade: int) -> bool:
        """Whether an incident of this class and grade has this duty."""
        return not self.categories.isdisjoint((ANY, cls)) and grade in self.grades

    @property
    def general(self) -> bool:
        """Whether it holds for every class that has no row of its own."""
        return ANY in self.categories


@dataclass(frozen=True, slots=True)
class Deadline:
    """One report that is due at ``due``; ``done`` is when it was sent (None: not yet). Both in ms."""

    row: Row
    due: int
    done: int | None = None

    def missed(self, now: int) -> bool:
        """Whether it is late, still unsent or sent after its time."""
        return (now if self.done is None else self.done) > self.due

    def left(self, now: int) -> int:
        """The countdown in ms; negative when it is late."""
        return self.due - now


def duties(rows: Iterable[Row], cls: str, grade: int, sender: str = "") -> list[Row]:
    """The rows that hold for a class and grade; rows for the class itself replace those for any, by stage.

    ``sender``: only what this level must send (empty: every level).
    """
    held = [row for row in rows if row.holds_for(cls, grade) and sender in ("", row.sender)]
    own = {(row.stage, row.sender) for row in held if not row.general}
    return [row for row in held if not row.general or (row.stage, row.sender) not in own]


def deadlines(incident: Incident, reports: Iterable[Report], rows: Iterable[Row], sender: str = "") -> list[Deadline]:
    """Every deadline of an incident, open and met, by due time; a changed grade changes the duties from its opening on.

    A further report is owed only after the first one to the same body, and never once the response has ended.
    """
    sent = sorted((report for report in reports if report.incident == incident.id), key=lambda report: report.at)
    found = [each for row in duties(rows, incident.cls, incident.grade, sender) for each in _of(row, incident, sent)]
    return sorted(found, key=lambda deadline: (deadline.due, deadline.row.to, deadline.row.channel))


def next_deadline(found: Iterable[Deadline]) -> Deadline | None:
    """The earliest one that is still open: what the countdown shows, late or not."""
    return min((each for each in found if each.done is None), key=lambda each: each.due, default=None)


def _of(row: Row, incident: Incident, sent: list[Report]) -> list[Deadline]:
    mine = [report for report in sent if report.to == row.to]
    done = next((report.at for report in mine if report.stage is row.stage and _same(report, row)), None)
    if row.stage is ReportStage.FIRST:
        return [Deadline(row, incident.opened + row.minutes * MINUTE, done)]
    if row.stage is ReportStage.FINAL:
        return [] if incident.closed is None else [Deadline(row, incident.closed + row.minutes * MINUTE, done)]
    running = [report.at for report in mine if report.stage is not ReportStage.FINAL]
    if not running or incident.closed is not None:
        return []
    return [Deadline(row, running[-1] + row.minutes * MINUTE)]


def _same(report: Report, row: Row) -> bool:
    """A report without a channel, or by the row's own, meets it."""
    return report.channel in ("", row.channel)


def rows_of(table: Mapping[str, Any]) -> tuple[Row, ...]:
    """The rows of ``reporting.toml``. Raises ``ValueError`` naming what is wrong."""
    return tuple(_row(row) for row in table["rows"])


def _row(row: Mapping[str, Any]) -> Row:
    grades, minutes = frozenset(int(grade) for grade in row["grades"]), int(row["minutes"])
    if not grades or not grades <= {1, 2, 3, 4} or minutes <= 0:
        raise ValueError(f"{row['categories']} to {row['to']}: grades are 1 to 4, minutes above 0")
    return Row(frozenset(row["categories"]), grades, ReportStage(row["stage"]), str(row["from"]), str(row["to"]),
               str(row["channel"]), minutes, str(row.get("source", "")))  # fmt: skip
