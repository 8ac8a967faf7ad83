"""The incident workspace over a desk without a network, with an incident that runs."""

from __future__ import annotations

from duty_stage import LEADER, Stage, in_hand, shown
from pytestqt.qtbot import QtBot
from scenes import PLAN, checklist, seat, spill, story, unit

from console.domain.roles import Person
from screens.desk.incident.page import IncidentsPage


def page_of(stage: Stage, qtbot: QtBot, person: Person | None = LEADER) -> IncidentsPage:
    stage.seat(person)
    page = shown(IncidentsPage(stage.room), stage, qtbot)
    return in_hand(page, page.list, qtbot)


def running(stage: Stage) -> int:
    """An incident with checklist, unit and seat."""
    now = stage.world.now()
    tasks = checklist(stage.room.tables.current().plans[PLAN], now)
    stage.put(spill(now, plan=PLAN, level=3, activated=now), *tasks, unit(now), seat(now), *story(now, 3))
    return now
