"""How often the page has died lately: three times within a minute is once too often."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication

MOST = 3
WITHIN_S = 60.0
REST_S = 600.0
"""A machine on which the page kept dying is not offered it again by itself for so long."""
KEPT = 20


@dataclass(frozen=True, slots=True)
class Death:
    """A page's end: seconds since 1970, which map's, and why in words."""

    at: float
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What outlives the process. ``gave_up``: since when the page rests; ``trying``: a page is starting since then."""

    deaths: tuple[Death, ...] = ()
    gave_up: float = 0.0
    trying: float = 0.0


@dataclass(slots=True)
class DeathWatch:
    """Counts each map's deaths against the clock of the wall, so that they count across restarts.

    One watch serves all maps of a process. ``keep`` is told of every change; a record whose process ended while a
    page was starting means that the page took the whole process along: it is not tried again by itself.
    """

    clock: Callable[[], float] = time.time
    record: Record = field(default_factory=Record)
    keep: Callable[[Record], None] | None = None

    def __post_init__(self) -> None:
        if began := self.record.trying:
            died = Death(began, "", _tr("程序在载入三维地图时退出"))
            self._set(Record((*self.record.deaths, died)[-KEPT:], self.clock()))

    def begins(self) -> None:
        """A page is being started."""
        if not self.record.trying:
            self._set(replace(self.record, trying=self.clock()))

    def began(self) -> None:
        """It has drawn, or died without taking the process along, or is no longer wanted."""
        if self.record.trying:
            self._set(replace(self.record, trying=0.0))

    def note(self, who: str = "", why: str = "") -> bool:
        """A map's page died; True when that was its third time within a minute."""
        now = self.clock()
        deaths = (*self.record.deaths, Death(now, who, why))[-KEPT:]
        lately = [death for death in deaths if death.who == who and 0 <= now - death.at <= WITHIN_S]
        if tired := len(lately) >= MOST:
            deaths = (*(death for death in deaths if death.who != who), lately[-1])
        self._set(Record(deaths, now if tired else self.record.gave_up))
        return tired

    def forgive(self) -> None:
        """Somebody wants it again."""
        if self.record != Record():
            self._set(Record())

    @property
    def tired(self) -> str:
        """In words and with its time, why the page is not to be tried; empty when it may be."""
        since = self.record.gave_up
        if not since or not 0 <= self.clock() - since < REST_S:
            return ""
        why = self.record.deaths[-1].why if self.record.deaths else ""
        at = time.strftime("%H:%M", time.localtime(since))
        return _tr("三维页面 {0} 停用：{1}").format(at, why or _tr("多次退出"))

    def _set(self, record: Record) -> None:
        self.record = record
        if self.keep is not None:
            self.keep(record)


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeathWatch", text)
