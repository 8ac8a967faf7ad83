"""Leads to where a thing is worked on: to its page, and to the thing in hand there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from console.models.acting.targets import Target
from console.models.world import World
from screens.desk.alarms.page import AlarmsPage
from screens.desk.cases.page import CasesPage
from screens.desk.incident.page import IncidentsPage


class Guide:
    """Of one desk; ``show`` goes to a page by its name and gives it back."""

    def __init__(self, world: World, show: Callable[[str], QWidget]) -> None:
        self._world, self._show = world, show

    def to_alarm(self, key: int) -> None:
        """An alarm by its key."""
        self._alarms().look_at(key)

    def to_alarms_of(self, area: str) -> None:
        """The alarms of an area, to act on them."""
        self._alarms().show_area(area)

    def to_case(self, key: int) -> None:
        """A case by its key, where all can be done about it; just its page when it is gone."""
        page, case = self._show("cases"), self._world.cases.get(key)
        assert isinstance(page, CasesPage)
        if case is not None:
            page.choose(case.id, self._world.owners.get(key))

    def to_incident(self, name: str) -> None:
        """An incident, where it is commanded."""
        page = self._show("incidents")
        assert isinstance(page, IncidentsPage)
        page.choose(name)

    def to_target(self, target: Target) -> None:
        """What a command was about."""
        if target.page == "alarms":
            self.to_alarm(target.key)
            return
        page = self._show(target.page)
        assert isinstance(page, CasesPage | IncidentsPage)
        page.choose(target.id, target.backend)

    def _alarms(self) -> AlarmsPage:
        page = self._show("alarms")
        assert isinstance(page, AlarmsPage)
        return page
