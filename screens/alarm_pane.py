"""The wall's alarm list: of all systems, or of one of them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.entities import System
from console.domain.truth import Quality, Truth
from console.models.alarms.filter import AlarmQuery, FilteredAlarms, Show
from console.models.clock import midnight
from console.models.text.labels import system_name
from console.models.world import World
from resources.theme import Theme
from widgets.alarms.list import AlarmList
from widgets.pane import PaneFrame

RATE_WINDOW_MS = 600_000
RATE_TARGET = 10
"""Annunciated alarms in 10 minutes beyond which EEMUA 191 speaks of a flood."""


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("panes", text)


def known_chips(truth: Truth, *chips: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """These chips, or none: what is unknown is no zero."""
    return () if truth.quality is Quality.UNKNOWN else chips


def alarm_chips(waiting: int, count: int, truth: Truth) -> tuple[tuple[str, str], ...]:
    """How many alarms wait for a person, and how many there are."""
    return known_chips(
        truth,
        (tr("未确认 {}").format(waiting), "grade2" if waiting else ""),
        (tr("全部 {}").format(count), ""),
    )


class AlarmPane(PaneFrame):
    """``system`` None: all of them."""

    def __init__(self, world: World, theme: Theme, system: System | None, parent: QWidget) -> None:
        title = tr("告警") if system is None else tr("告警 · {}").format(system_name(system))
        super().__init__(theme, title, parent)
        self._world, self._system = world, system
        self._some: FilteredAlarms | None = None
        rows = AlarmList(theme, wall=True, now=world.now)
        if system is None:
            rows.set_rows(world.alarms)
        else:
            self._some = FilteredAlarms(world.alarms, self)
            self._some.set_query(AlarmQuery(systems=frozenset({system})))
            rows.set_rows(self._some)
        self.set_content(rows)

    @classmethod
    def of(cls, world: World, theme: Theme, name: str, parent: QWidget) -> AlarmPane:
        """By the system's name in a scene; empty for all. Raises ``KeyError`` for a name that no system has."""
        systems = {system.value: system for system in System}
        return cls(world, theme, systems[name] if name else None, parent)

    def renew(self) -> None:
        """Counts, rate and truth of this moment."""
        truth = self._world.link_truth()
        self.set_chips(alarm_chips(*self._counts(), truth))
        until = self._world.known_until()
        recent = self._sum("alarm.annunciated", until - RATE_WINDOW_MS + 1)
        today = self._sum("alarm.raised", midnight(until))
        if self._system is None:
            rate = tr("近 10 min {} 条 · 上限 {} · 今日 {}").format(recent, RATE_TARGET, today)
            self.set_headline(rate, "grade2" if recent > RATE_TARGET else "secondary")
        else:
            self.set_headline(tr("近 10 min {} 条 · 今日 {}").format(recent, today))
        self.set_truth(truth)
        self.refresh()

    def _counts(self) -> tuple[int, int]:
        alarms = self._world.alarms
        if self._some is None or self._system is None:
            return alarms.unacknowledged(), alarms.count()
        waiting = AlarmQuery(Show.WAITING, frozenset({self._system})).mask(alarms.table())
        return int(waiting.sum()), self._some.count()

    def _sum(self, measure: str, since: int) -> int:
        wanted, until = self._system.value if self._system is not None else "", self._world.latest_bucket()
        return sum(
            n for key, n in self._world.totals.items()
            if key.measure == measure and since <= key.bucket <= until and (not wanted or key.system == wanted)
        )  # fmt: skip
