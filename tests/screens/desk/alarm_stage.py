"""Alarms for the tours of the desk, and the desk itself over a stage."""

from __future__ import annotations

from typing import Any

from duty_stage import LEADER, Stage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.domain.entities import Alarm, System
from console.domain.roles import Person
from screens.desk import DeskWindow
from screens.desk.gear import DeskGear

MINUTE = 60_000
HOUR = 60 * MINUTE


def alarm(now: int, number: int, v: int = 1, **fields: Any) -> Alarm:
    """An alarm a minute older than the one before it; all of priority 3, so that the newest stands first."""
    base: dict[str, Any] = {
        "at": now - number * MINUTE, "raised": now - number * MINUTE, "system": System.CITY, "priority": 3,
        "title": f"第 {number} 号井盖位移", "source": f"cp-{number}", "rule": "cover.moved", "area": "990102003009005",
        "lon": 118.65, "lat": 37.43,
    }  # fmt: skip
    return Alarm(id=f"A-{number}", v=v, **(base | fields))


def desk_of(
    stage: Stage, qtbot: QtBot, person: Person | None = LEADER, gear: DeskGear | None = None,
    size: tuple[int, int] = (1920, 1080),
) -> DeskWindow:  # fmt: skip
    """The desk with the keyboard on the alarm table."""
    if person is None:
        stage.operations.sign_out()
    else:
        stage.operations.sign_in(person, "s")
    window = DeskWindow(stage.world, stage.room.theme, stage.tiles, stage.operations, gear)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.alarms.table.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: window.alarms.table.hasFocus())
    return window
