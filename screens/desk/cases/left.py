"""How long a case has left: 临期 by the city's table and on the case's own clock, nights and week-ends left out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.config.tables import Tables
from console.domain.entities import Case
from console.domain.incidents import sla
from console.domain.incidents.sla import Pressure
from console.models.clock import local
from widgets.countdown import Remaining, remaining


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("case_left", text)


_NEAR = {Pressure.NEAR: True, Pressure.NORMAL: False}


def left_of(case: Case, tables: Tables, now: int) -> Remaining:
    """The countdown of a case; where the calendar lacks the year, near its end by a share of the hours.

    While it is deferred its clock stands, and what counts is until when.
    """
    if case.deferral is not None:
        return Remaining(tr("缓办至 {:%m-%d %H:%M}").format(local(case.deferral.until)), "secondary")
    pressure = sla.pressure(case.opened, case.due, now, case.clock, tables.calendar, tables.limits.near)
    return remaining(case.opened, case.due, now, _NEAR.get(pressure))
