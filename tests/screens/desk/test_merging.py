"""并入事件: from chosen alarms by key and menu, and from the incident's side; what is offered, sent and told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from alarm_stage import alarm, desk_of
from duty_stage import LEADER, WALL, Stage, all_of
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from scenes import MINUTE, spill

from console.commands import intents as do
from console.domain.entities import Case, Clock, Entry, Stamp, System
from console.domain.entities import Stage as CaseStage
from console.domain.incidents.incident import Moment
from console.models.alarms.acts import Act
from console.models.incident.incidents import text_of
from console.models.incident.merging import candidates, targets
from screens.desk.alarms.menu import act_menu
from screens.desk.incident.merging import GatherDialog, MergeDialog
from screens.desk.incident.page import IncidentsPage

pytestmark = pytest.mark.operations
LON, LAT = 118.652301, 37.430152


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path)
    now = made.world.now()
    made.put(
        alarm(now, 1, lon=LON, lat=LAT + 0.001, case="CA-1"),
        alarm(now, 2, lon=LON, lat=LAT + 0.5),
        alarm(now, 3, lon=LON, lat=LAT, incident="I-1"),
        Case(id="CA-1", v=1, at=now, system=System.CITY, stage=CaseStage.DISPATCHED, category="x", title="路面塌陷",
             opened=now, due=now + 60 * MINUTE, clock=Clock.NATURAL, lon=LON, lat=LAT + 0.002),
    )  # fmt: skip
    yield made
    made.close()


def test_chosen_alarms_go_into_a_running_incident_with_their_cases(stage: Stage, qtbot: QtBot) -> None:
    now = stage.world.now()
    stage.put(spill(now), msgspec.structs.replace(spill(now), id="I-2", title="远处的事件", lat=LAT + 1))
    desk = desk_of(stage, qtbot)
    key = stage.world.alarms.find("A-1")
    menu = act_menu(desk.alarms.control, desk)
    assert any("并入" in action.text() for action in menu.actions())
    dialog = desk.alarms.control.do(Act.ATTACH, [key])
    assert isinstance(dialog, MergeDialog)
    assert [held.incident.id for held, _ in targets(stage.world, stage.backend, dialog.things)] == ["I-1", "I-2"]
    assert dialog.list.current_id() == "I-1"
    dialog.send()
    qtbot.waitUntil(lambda: bool(stage.sent()))
    (intent,) = all_of([do.Attach], stage.sent())
    assert (intent.about, intent.alarms, intent.cases) == ("I-1", ("A-1",), ("CA-1",))


def test_what_is_in_an_incident_is_not_merged_again(stage: Stage, qtbot: QtBot) -> None:
    stage.put(spill(stage.world.now()))
    desk = desk_of(stage, qtbot)
    offer = desk.alarms.control.offers([stage.world.alarms.find("A-3")])[Act.ATTACH]
    assert not offer.possible and "I-1" in offer.reason


def test_without_a_running_incident_the_dialog_says_so(stage: Stage, qtbot: QtBot) -> None:
    desk = desk_of(stage, qtbot)
    dialog = desk.alarms.control.do(Act.ATTACH, [stage.world.alarms.find("A-1")])
    assert isinstance(dialog, MergeDialog)
    assert not dialog.send_button.isEnabled() and "转事件" in dialog.said.text()
    dialog.reject()


def page_of(stage: Stage, qtbot: QtBot) -> IncidentsPage:
    page = IncidentsPage(stage.room)
    page.resize(1900, 960)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    page.list.setFocus()
    return page


def test_an_incident_gathers_what_is_near_and_what_was_reported(stage: Stage, qtbot: QtBot) -> None:
    stage.operations.sign_in(LEADER, "s")
    stage.put(spill(stage.world.now()))
    page = page_of(stage, qtbot)
    assert [each.thing.id for each in candidates(stage.world, page.held)] == ["A-1", "CA-1", "A-2"]
    dialog = page.act("attach")
    assert isinstance(dialog, GatherDialog)
    dialog.send()
    assert "勾选" in dialog.said.text()
    dialog.text.setPlainText("又有两人送医")
    dialog.send()
    assert "来源" in dialog.said.text()
    dialog.source.setText("市第一医院 电话")
    dialog.table.choose("A-1")
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    dialog.send()
    qtbot.waitUntil(lambda: bool(stage.sent()))
    (intent,) = all_of([do.Attach], stage.sent())
    assert (intent.alarms, intent.cases) == (("A-1",), ("CA-1",))
    assert (intent.source, intent.text) == ("市第一医院 电话", "又有两人送医")


def test_who_may_only_look_is_offered_no_merging(stage: Stage, qtbot: QtBot) -> None:
    stage.put(spill(stage.world.now()))
    stage.operations.sign_in(WALL, "s")
    page = page_of(stage, qtbot)
    assert page.act("attach") is None
    assert not page.header.buttons["attach"].isVisibleTo(page.header)


def test_the_timeline_names_what_was_merged(qapp: object) -> None:
    facts = {"alarms": "AL-1,AL-2", "titles": "桥梁振动；路面积水", "source": "12345 热线"}
    entry = Entry(id="EN-1", v=1, at=1, about="I-1", sort=Stamp.ATTACHED, data=facts, text="水深半米")
    words = text_of(Moment(entry.at, entry.id, entry.sort, "张三", "", entry.text, entry.data))
    assert words == "并入告警 2 条 · 桥梁振动；路面积水 · 来源 12345 热线：水深半米"
