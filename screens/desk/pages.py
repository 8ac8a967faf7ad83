"""The pages of the desk and their keys. A page whose module is not there is not shown: no button leads nowhere."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from screens.desk.incident.room import Room


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("desk_pages", text)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its name, its key, and the class in ``module`` that is made with a ``Room`` when it is first opened."""

    name: str
    title: str
    key: str
    module: str = ""
    maker: str = ""

    def there(self) -> bool:
        """Whether this build has the page."""
        return not self.module or importlib.util.find_spec(self.module) is not None

    def make(self, room: Room) -> QWidget:
        """Make the page."""
        maker: Callable[[Room], QWidget] = getattr(importlib.import_module(self.module), self.maker)
        return maker(room)


def specs() -> tuple[PageSpec, ...]:
    """All pages in the order of their keys."""
    return (
        PageSpec("alarms", tr("告警"), "F1"),
        PageSpec("incidents", tr("事件"), "F2", "screens.desk.incident.page", "IncidentsPage"),
        PageSpec("map", tr("一张图"), "F3"),
        PageSpec("duty", tr("值守"), "F4", "screens.desk.duty.page", "DutyPage"),
        PageSpec("handover", tr("交接班"), "F5", "screens.desk.duty.handover_page", "HandoverPage"),
        PageSpec("cases", tr("案件"), "F10", "screens.desk.cases.page", "CasesPage"),
        PageSpec("web", tr("业务系统"), "F11"),
        PageSpec("help", tr("帮助"), "F12"),
    )


def first_of(page: QWidget) -> QWidget:
    """Where the keyboard goes when a page is opened: what the page calls its ``first``, else the page itself.

    No focus proxy of the page: Tab would jump to it too, over all that stands before it.
    """
    first = getattr(page, "first", page)
    assert isinstance(first, QWidget)
    return first
